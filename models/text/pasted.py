"""What is pasted from Word, a mail, a web page, a sheet or a chat, as clean Markdown.

Kept are words, headings, lists, check boxes, tables, bold, slanted and struck words, code and links that are safe to
press. No style, no script, no picture and no address that would be fetched comes through.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.text import pasted_words
from models.text.clean import clean
from models.text.html_pieces import Piece, pieces
from models.text.pasted_elements import BLOCKS, HEADINGS, PARAGRAPHS, SKIPPED, VOID, is_emoji, is_hidden, style_of
from models.text.pasted_tables import Cell, table_lines
from models.text.pasted_words import UNSEEN, Run, Style

MOST_PIECES = 8_000
"""Tags and texts beyond which the words alone are taken: a page of so many is no note, and would be felt."""
MOST_LETTERS = 2_000_000
"""The same for a text that is all words or all styles."""

_DEEPEST = 8
"""Lists, quotes and tables within one another; what is deeper is put into its nearest parent."""
_LINE, _PARAGRAPH = 1, 2
"""How far the next block stands: on a line of its own, or with an empty line before it."""

_EAST_ASIAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_LINE_END_IN_CHINESE = re.compile(f"(?<=[{_EAST_ASIAN}])[ \t\r\f]*+\n\\s*+(?=[{_EAST_ASIAN}])")
_TELLING = re.compile("style|hidden|class|href|alt|type|start", re.IGNORECASE)
"""What the attributes must hold to be worth reading."""

_WORD_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)", re.IGNORECASE)
_NUMBER = re.compile(r"\(?(\d{1,9})[.)、]")


def markdown_of(html: str) -> str:
    """Return some HTML as Markdown, or nothing when its plain text says as much, or when it is too large or broken.

    Takes a time that grows with the length alone; never raises, and holds no link but to the web, an e-mail address
    or a telephone number.
    """
    if len(html) > MOST_LETTERS:
        return ""
    writer = _Writer()
    for number, piece in enumerate(pieces(html)):
        if number >= MOST_PIECES or piece.kind == "broken":
            return ""
        writer.take(piece)
    text = clean(writer.text())
    return text if writer.is_rich else ""


@dataclass(slots=True)
class _Place:
    """Where words go now: which element, what it looks like, and how it began."""

    name: str
    style: Style
    is_marker: bool = False
    """Whether this is the bullet or number that Word writes as text."""
    is_line: bool = False
    """Whether this paragraph has no room around it, as in Outlook."""


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int
    width: int = 2


@dataclass(slots=True)
class _Table:
    """A table that is open, and what was written before it."""

    lines: list[str]
    gap: int
    lists: list[_List]
    rows: list[list[Cell]] = field(default_factory=list)


class _Writer:
    """Takes the pieces one by one and writes the lines."""

    def __init__(self) -> None:
        self.is_rich = False
        self._places: list[_Place] = [_Place("", Style())]
        self._open: Counter[str] = Counter()
        self._skipping = ""
        self._skip_depth = 0
        self._lines: list[str] = []
        self._runs: list[Run] = []
        self._gap = 0
        self._in_space = True
        self._lists: list[_List] = []
        self._quotes = 0
        self._tables: list[_Table] = []
        self._heading = 0
        self._code: list[str] | None = None
        self._mark = ""
        self._marker = ""
        self._word_level = 0
        self._word_widths: dict[int, int] = {}
        self._was_item = False
        self._is_structured = False

    def take(self, piece: Piece) -> None:
        """Take the next piece."""
        if self._skipping:
            if piece.words == self._skipping and piece.kind != "text":
                self._skip_depth += 1 if piece.kind == "open" else -1
                self._skipping = self._skipping if self._skip_depth else ""
        elif piece.kind == "text":
            self._take_text(piece.words)
        elif piece.kind == "open":
            self._open_tag(piece)
        elif self._open[piece.words]:
            self._close_tag(piece.words)
        elif piece.words == "p":
            self._end_block(_PARAGRAPH)

    def text(self) -> str:
        """Return all lines, when everything was taken."""
        while len(self._places) > 1:
            self._close_tag(self._places[-1].name)
        self._end_block(_LINE)
        return "\n".join(self._lines).strip("\n")

    def _take_text(self, text: str) -> None:
        if self._places[-1].is_marker:
            self._marker += text
            return
        if self._code is not None:
            self._code.append(text)
            return
        if "\n" in text:
            text = _LINE_END_IN_CHINESE.sub("", text)
        words = " ".join(text.split())
        text = f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}" if words else " " * bool(text)
        if not text.isprintable():
            text = UNSEEN.sub("", text)
        if self._in_space:
            text = text.lstrip(" ")
        if text:
            self._in_space = text.endswith(" ")
            self._runs.append((text, self._places[-1].style))

    def _open_tag(self, piece: Piece) -> None:
        name = piece.words
        attributes = piece.attributes() if _TELLING.search(piece.rest) else {}
        if name in VOID:
            self._take_void(name, attributes)
            return
        if name in SKIPPED or (attributes and is_hidden(attributes)):
            if not piece.rest.endswith("/"):
                self._skipping, self._skip_depth = name, 1
            return
        is_line = name == "p" and "mso" in attributes.get("class", "").lower()
        if name in BLOCKS:
            if name in ("p", "li") and self._places[-1].name == name:
                self._close_tag(name)  # its closing tag may be left out
            self._end_block(_PARAGRAPH if name in PARAGRAPHS and not is_line else _LINE)
        style = style_of(self._places[-1].style, name, attributes)
        css = attributes.get("style", "")
        is_marker = "mso-list" in css.lower() and "ignore" in css.lower()
        self._places.append(_Place(name, style, is_marker or self._places[-1].is_marker, is_line))
        self._open[name] += 1
        self._begin(name, attributes, css)

    def _begin(self, name: str, attributes: dict[str, str], css: str) -> None:
        match name:
            case "ul" | "ol" | "menu":
                start = attributes.get("start", "")
                self._lists.append(_List(name == "ol", int(start) if start.isdecimal() and len(start) < 9 else 1))
            case "li":
                self._begin_item()
            case "blockquote":
                self._quotes += 1
            case "pre" if self._code is None:
                self._code = []
            case "table":
                self._begin_table()
            case "tr" if self._tables:
                self._tables[-1].rows.append([])
            case "td" | "th" if self._tables and self._tables[-1].rows:
                self._begin_cell()
            case "p" | "div" if css and (level := _WORD_LEVEL.search(css)):
                self._word_level, self._marker = max(int(level[1]), 1), ""
            case _ if name in HEADINGS:
                self._heading = HEADINGS[name]

    def _take_void(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "br" if self._code is not None:
                self._code.append("\n")
            case "br":
                self._runs.append(("\n", Style()))
                self._in_space = True
            case "hr":
                self._end_block(_PARAGRAPH)
                self._write(["---"])
                self._end_block(_PARAGRAPH)
            case "img" if is_emoji(attributes.get("alt", "")):
                self._take_text(attributes["alt"])
            case "input" if attributes.get("type", "").lower() == "checkbox" and self._mark and not self._said():
                self._mark += "[x] " if "checked" in attributes else "[ ] "

    def _close_tag(self, name: str) -> None:
        """Close an element that is open, and all that was left open in it."""
        while len(self._places) > 1:
            place = self._places.pop()
            self._open[place.name] -= 1
            if place.name in BLOCKS:
                if place.is_line and not self._said() and self._code is None:
                    self._gap = _PARAGRAPH  # an empty line in a mail
                self._end_block(_PARAGRAPH if place.name in PARAGRAPHS and not place.is_line else _LINE)
                self._end(place.name)
            if place.name == name:
                return

    def _end(self, name: str) -> None:
        match name:
            case "ul" | "ol" | "menu" if self._lists:
                self._lists.pop()
            case "li":
                self._mark = ""
            case "blockquote":
                self._quotes -= 1
            case "pre" if self._code is not None and not self._open["pre"]:
                code, self._code = clean("".join(self._code)).strip("\n"), None
                if code.strip():
                    self._write(pasted_words.fenced(code))
                    self._gap = _PARAGRAPH
            case "table":
                self._end_table()
            case "td" | "th" if self._tables and self._tables[-1].rows:
                self._end_cell()
            case _ if name in HEADINGS:
                self._heading = 0

    def _begin_item(self) -> None:
        self._is_structured = True
        if not self._lists:
            self._mark = "- "
            return
        deepest = self._lists[-1]
        self._mark = f"{deepest.number}. " if deepest.ordered else "- "
        deepest.number = min(deepest.number + 1, 999_999_999)
        deepest.width = len(self._mark)

    def _said(self) -> bool:
        return any(text.strip() for text, _ in self._runs)

    def _end_block(self, gap: int) -> None:
        """Write the words gathered so far as a block; the next one stands as far away as either wants."""
        runs, self._runs, self._in_space = self._runs, [], True
        if any(text.strip() for text, _ in runs):
            self.is_rich = self.is_rich or pasted_words.has_style(runs)
            self._write_words(runs)
            self._gap = gap
        else:
            self._gap = max(self._gap, gap)
        self._word_level = 0

    def _write_words(self, runs: Sequence[Run]) -> None:
        lines = pasted_words.lines(runs, plain=bool(self._heading))
        while lines and not lines[-1]:
            lines.pop()
        while lines and not lines[0]:
            lines.pop(0)
        if self._heading:
            lines = [f"{'#' * self._heading} {' '.join(filter(None, lines))}"]
            self._is_structured = True
        if self._word_level:
            self._write_word_item(lines)
        else:
            self._word_widths.clear()
            self._write(lines)

    def _write_word_item(self, lines: list[str]) -> None:
        """Write an item of a list as Word has it: a paragraph with a level, whose number is text."""
        level = min(self._word_level, _DEEPEST)
        number = _NUMBER.match(self._marker.strip())
        mark = f"{number[1]}. " if number else "- "
        indent = sum(self._word_widths.get(upper, 2) for upper in range(1, level))
        self._word_widths[level] = len(mark)
        self._mark = " " * indent + mark
        self._is_structured = True
        self._write(lines)

    def _write(self, lines: list[str]) -> None:
        """Write the lines of a block: those of an item behind its mark, those of a quote behind its sign."""
        lists = self._lists[-_DEEPEST:]
        is_item = bool(self._mark)
        within = lists[:-1] if is_item else lists
        indent = " " * sum(one.width for one in within)
        first = indent + self._mark
        rest = " " * len(first)
        quote = "> " * min(self._quotes, _DEEPEST)
        if self._quotes or is_item or (len(lines) > 1 and lines[0].startswith("```")) or lines == ["---"]:
            self.is_rich = self._is_structured = True
        self.is_rich = self.is_rich or bool(self._heading)
        is_apart = self._was_item and not is_item and not self._lists  # else it would go on with the item
        if self._lines and (is_apart or (self._gap == _PARAGRAPH and not (self._was_item and is_item))):
            self._lines.append("")
        for number, line in enumerate(lines):
            self._lines.append(f"{quote}{rest if number else first}{line}".rstrip())
        self._was_item, self._mark, self._gap = is_item, "", _LINE

    def _begin_table(self) -> None:
        self._tables.append(_Table(self._lines, self._gap, self._lists))
        self._lines, self._gap, self._lists = [], 0, []

    def _begin_cell(self) -> None:
        self._lines, self._gap, self._is_structured, self._mark = [], 0, False, ""

    def _end_cell(self) -> None:
        self._tables[-1].rows[-1].append(Cell(self._lines, self._is_structured))
        self._lines, self._is_structured = [], False

    def _end_table(self) -> None:
        if not self._tables:
            return
        table = self._tables.pop()
        inside, self._lines, self._gap, self._lists = self._lines, table.lines, table.gap, table.lists
        lines, is_table = table_lines([row for row in table.rows if row])
        lines = [*inside, *lines]
        if any(lines):
            self._mark = ""
            self._gap = _PARAGRAPH
            self._write(lines)
            self._gap = _PARAGRAPH
        self.is_rich = self.is_rich or is_table
        self._is_structured = True
