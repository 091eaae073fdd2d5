"""Markdown styled while it is typed: what it means shows, and its signs step back."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QFontDatabase, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui import theme

_LONGEST_LINE = 5000
"""Longer lines are pasted data, and stay plain: styling them would be felt at each key."""

_IN_CODE = 1
"""The state of a line that ends inside a block of code."""
_HEADING = re.compile(r"(#{1,6}\s+)\S")
_LIST = re.compile(r"(\s*(?:[-*+]|\d{1,9}[.)])\s+)(\[[ xX]\]\s)?")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SIGNS = re.compile(r"[#*_`~>\[\]\-+\d]")
_INLINE = re.compile(
    r"(?P<code>`+)(?P<in_code>.+?)(?P=code)"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<in_strong>.+?)(?<=\S)(?P=strong)"
    r"|(?P<struck>~~)(?=\S)(?P<in_struck>.+?)(?<=\S)~~"
    r"|(?P<slant>(?<!\w)[*_])(?=[^\s*_])(?P<in_slant>[^*_]+?)(?<=\S)(?P=slant)(?!\w)"
    r"|(?P<tag>(?<![\w/#&])#(?=[^\W\d_])[\w-]+)"
)


class MarkdownStyle(QSyntaxHighlighter):
    """Styles headings, bold and slanted words, code, lists, check boxes, quotes and tags; one line at a time."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.is_paused = False
        self._make_formats()
        theme.watcher().changed.connect(self._change_theme)

    def highlightBlock(self, text: str) -> None:
        """Style one line; nothing changes while an input method composes."""
        if self.is_paused:
            return
        was_in_code = self.previousBlockState() == _IN_CODE
        is_fence = _FENCE.match(text) is not None if text else False
        self.setCurrentBlockState(_IN_CODE if was_in_code != is_fence else 0)
        if was_in_code or is_fence:
            self.setFormat(0, len(text), self._signs if is_fence else self._code)
        elif text and len(text) <= _LONGEST_LINE and _SIGNS.search(text):
            self._style_line(text)

    def _style_line(self, text: str) -> None:
        heading = _HEADING.match(text)
        if heading:
            self.setFormat(0, len(text), self._heading)
            self.setFormat(0, heading.end(1), self._heading_signs)
            self._style_inline(text, heading.end(1), self._heading)
            return
        quote = _QUOTE.match(text)
        if quote:
            self.setFormat(0, len(text), self._quote)
            self.setFormat(0, quote.end(), self._signs)
            self._style_inline(text, quote.end(), self._quote)
            return
        item = _LIST.match(text)
        start = 0
        if item:
            start = item.end()
            self.setFormat(0, start, self._signs)
            if item[2] and item[2][1] in "xX":
                self.setFormat(start, len(text) - start, self._struck)
                return
        self._style_inline(text, start, None)

    def _style_inline(self, text: str, start: int, around: QTextCharFormat | None) -> None:
        for found in _INLINE.finditer(text, start):
            kind = found.lastgroup or ""
            if kind == "tag":
                self.setFormat(found.start(), len(found[0]), self._tag)
                continue
            name = kind.removeprefix("in_")
            first, last = found.span(f"in_{name}")
            for begin, end in ((found.start(), first), (last, found.end())):
                self.setFormat(begin, end - begin, self._heading_signs if around is self._heading else self._signs)
            if name == "slant" and _EAST_ASIAN.search(found["in_slant"]):
                continue  # Chinese is never slanted
            self.setFormat(first, last - first, self._within(self._inline[name], around))

    def _within(self, own: QTextCharFormat, around: QTextCharFormat | None) -> QTextCharFormat:
        if around is None:
            return own
        both = QTextCharFormat(around)
        both.merge(own)
        return both

    def _change_theme(self) -> None:
        self._make_formats()
        self.rehighlight()

    def _make_formats(self) -> None:
        self._signs = _format("text_3")
        self._heading = _format("text", bold=True, size=15)
        self._heading_signs = _format("text_3", size=15)
        self._quote = _format("text_2")
        self._tag = _format("accent")
        self._struck = _format("text_3")
        self._struck.setFontStrikeOut(True)
        self._code = _format("text_2")
        self._code.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
        inline_code = QTextCharFormat(self._code)
        inline_code.setBackground(theme.colour("grey_tint"))
        slanted = QTextCharFormat()
        slanted.setFontItalic(True)
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.Bold)
        self._inline = {"code": inline_code, "strong": strong, "struck": self._struck, "slant": slanted}


def _format(token: str, *, bold: bool = False, size: int = 0) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(theme.colour(token))
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    if size:
        made.setProperty(QTextCharFormat.Property.FontPixelSize, size)
    return made
