"""Markdown styled while it is typed: what it means shows, and its signs step back."""

from __future__ import annotations

import re

from PySide6.QtCore import QTimer
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
)

from models.text import note_links
from ui import theme

_LONGEST_LINE = 5000
"""Longer lines are pasted data, and stay plain: styling them would be felt at each key."""

_AT_ONCE = 100
"""Lines styled in one go; what a large paste brings further follows while nothing else is to do."""

_IN_CODE, _WAITING = 1, 2
"""Flags in the state of a line: it ends inside a block of code; it is still to be styled."""
_HEADING_SIZES = (17, 15, 15, 14)
_BOX_SIZE = 10
_BOX_WIDTH = 17
_HEADING = re.compile(r"(#{1,6}\s+)\S")
_LIST = re.compile(r"(\s*(?:[-*+–•]|\d{1,9}[.)])\s+)(?:(\[[ xX]\])(?:\s+|$)(→\s*)?)?")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SIGNS = re.compile(r"[#*_`~>\[\]\-+\d–•]|://")
_INLINE = re.compile(
    r"(?P<code>`+)(?P<in_code>.+?)(?P=code)"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<in_strong>.+?)(?<=\S)(?P=strong)"
    r"|(?P<struck>~~)(?=\S)(?P<in_struck>.+?)(?<=\S)~~"
    r"|(?P<slant>(?<!\w)[*_])(?=[^\s*_])(?P<in_slant>[^*_]+?)(?<=\S)(?P=slant)(?!\w)"
    r"|(?P<tag>(?<![\w/#&])#(?=[^\W\d_])[\w-]+)"
)


def is_code(block: QTextBlock) -> bool:
    """Return whether a line stands in a block of code, and does not open it."""
    return bool(max(block.previous().userState(), 0) & _IN_CODE)


class MarkdownStyle(QSyntaxHighlighter):
    """Styles headings, bold and slanted words, code, lists, check boxes, quotes, tags, links; one line at a time."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.is_paused = False
        self._left, self._are_waiting, self._styled_to = _AT_ONCE, False, 0
        self._next_turn = QTimer(self)
        self._next_turn.setSingleShot(True)
        self._next_turn.timeout.connect(self._go_on)
        self._make_formats()
        theme.watcher().changed.connect(self._change_theme)

    def highlightBlock(self, text: str) -> None:
        """Style one line; nothing changes while an input method composes."""
        if self.is_paused:
            return
        was_in_code = bool(max(self.previousBlockState(), 0) & _IN_CODE)
        is_fence = _FENCE.match(text) is not None if text else False
        state = _IN_CODE if was_in_code != is_fence else 0
        if not self._next_turn.isActive():
            self._next_turn.start(0)
        if self._left <= 0:
            self._are_waiting = True
            self.setCurrentBlockState(state | _WAITING)
            return
        self._left -= 1
        self.setCurrentBlockState(state)
        if was_in_code or is_fence:
            self.setFormat(0, len(text), self._signs if is_fence else self._code)
        elif text and len(text) <= _LONGEST_LINE and _SIGNS.search(text):
            self._style_line(text)

    def _go_on(self) -> None:
        """Style the next lines that wait; Qt goes on from one to the next, as their states change."""
        self._left = _AT_ONCE
        if self._are_waiting and not self.is_paused:
            self._are_waiting = False
            block = self._next_waiting()
            if block.isValid():
                self.rehighlightBlock(block)
                self._are_waiting = True
                self._left = _AT_ONCE  # for what is typed before the next turn

    def _next_waiting(self) -> QTextBlock:
        """Return a line that waits: below the one before it, or from the top once there is none."""
        for begin in (self._styled_to, 0):
            block = self.document().findBlockByNumber(begin)
            while block.isValid() and not max(block.userState(), 0) & _WAITING:
                block = block.next()
            if block.isValid():
                break
        self._styled_to = max(block.blockNumber(), 0)
        return block

    def _style_line(self, text: str) -> None:
        heading = _HEADING.match(text)
        if heading:
            level = min(heading[1].count("#"), len(self._headings)) - 1
            self.setFormat(0, len(text), self._headings[level])
            self.setFormat(0, heading.end(1), self._heading_signs[level])
            self._style_inline(text, heading.end(1), self._headings[level], self._heading_signs[level])
            return
        quote = _QUOTE.match(text)
        if quote:
            self.setFormat(0, len(text), self._quote)
            self.setFormat(0, quote.end(), self._signs)
            self._style_inline(text, quote.end(), self._quote, self._signs)
            return
        item = _LIST.match(text)
        start = 0
        if item:
            start = item.end()
            self.setFormat(0, start, self._signs)
            if item[2]:
                self.setFormat(item.start(2), len(item[2]), self._boxes[item[2]])
                if item[3]:
                    self.setFormat(item.start(3), len(item[3]), self._tag)
                if item[2][1] in "xX":
                    self.setFormat(start, len(text) - start, self._struck)
                    return
        self._style_inline(text, start, None, self._signs)

    def _style_inline(self, text: str, start: int, around: QTextCharFormat | None, signs: QTextCharFormat) -> None:
        for found in _INLINE.finditer(text, start):
            kind = found.lastgroup or ""
            if kind == "tag":
                self.setFormat(found.start(), len(found[0]), self._tag)
                continue
            name = kind.removeprefix("in_")
            first, last = found.span(f"in_{name}")
            for begin, end in ((found.start(), first), (last, found.end())):
                self.setFormat(begin, end - begin, signs)
            if name == "slant" and _EAST_ASIAN.search(found["in_slant"]):
                continue  # Chinese is never slanted
            self.setFormat(first, last - first, self._within(self._inline[name], around))
        if "](" in text or "://" in text or ("<" in text and "@" in text):
            self._style_links(text, start, around, signs)

    def _style_links(self, text: str, start: int, around: QTextCharFormat | None, signs: QTextCharFormat) -> None:
        for link in note_links.links(text):
            if link.start >= start:
                self.setFormat(link.start, link.end - link.start, signs)
                length = link.words_end - link.words_start
                self.setFormat(link.words_start, length, self._within(self._link, around))

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
        self._headings = [_format("text", bold=True, size=size) for size in _HEADING_SIZES]
        self._heading_signs = [_format("text_3", size=size) for size in _HEADING_SIZES]
        self._quote = _format("text_2")
        self._tag = _format("accent")
        self._link = _format("accent")
        self._link.setFontUnderline(True)
        self._struck = _format("text_3")
        self._struck.setFontStrikeOut(True)
        self._code = _format("text_2")
        self._code.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
        self._boxes = {signs: self._box_format(signs) for signs in ("[ ]", "[x]", "[X]")}
        inline_code = QTextCharFormat(self._code)
        inline_code.setBackground(theme.colour("grey_tint"))
        slanted = QTextCharFormat()
        slanted.setFontItalic(True)
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.Bold)
        self._inline = {"code": inline_code, "strong": strong, "struck": self._struck, "slant": slanted}

    def _box_format(self, signs: str) -> QTextCharFormat:
        """Return a format that makes the signs of a box as wide as the box is, ticked or not."""
        made = _format("text_3", size=_BOX_SIZE)
        font = QFont(theme.font("notes"))  # its own: the theme gives the same one to all
        font.setPixelSize(_BOX_SIZE)
        spare = _BOX_WIDTH - QFontMetricsF(font).horizontalAdvance(signs)
        made.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        made.setFontLetterSpacing(spare / len(signs))
        return made


def _format(token: str, *, bold: bool = False, size: int = 0) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(theme.colour(token))
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    if size:
        made.setProperty(QTextCharFormat.Property.FontPixelSize, size)
    return made
