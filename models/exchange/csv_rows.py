"""The rows of a CSV file, one by one, so that a broken row is refused and the rows around it come in.

Python's csv module reads strictly; what it can't do is go on after an error. A quotation mark that is never closed
swallows the rest of the file. Here the row that opened it is refused and reading goes on in the line below.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from models.errors import CannotRead, InvalidValue
from models.exchange.encoding import LARGEST_FILE
from models.exchange.records import Refused
from models.text.language import Label

LONGEST_ROW = 20_000
"""Lines. A row that needs more has lost a quotation mark; this bounds how far one is looked for."""

MOST_COLUMNS = 1_000

_MOST_READ_IN_VAIN = 3_000_000
"""Lines read again after errors, above which the file isn't CSV; without it a hostile file would take hours."""

_FORMULA = re.compile(r"'*[=+\-@|%＝＋－＠\s]")
"""What a spreadsheet may take for a formula: a sign, also a wide one or after blanks, that comes first in a cell."""

_DELIMITERS = {",": Label("comma"), ";": Label("semicolon"), "\t": Label("tab"), "|": Label("vertical bar")}


class Row(NamedTuple):
    """The cells of one row, as many as there are headings, and the line on which it begins."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """A CSV file whose headings have been read."""

    file: str
    headings: tuple[str, ...]
    delimiter: str
    lines: list[str]
    first: int
    """How many lines the headings and what stands above them take."""

    def rows(self) -> Iterator[Row | Refused]:
        """Yield every row that is not blank, or why it can't be read; CannotRead when hardly any can."""
        read_in_vain = 0
        for begin, end, cells in _records(self.lines, self.first, self.delimiter):
            read_in_vain += end - begin - 1 if isinstance(cells, csv.Error) else 0
            if read_in_vain > _MOST_READ_IN_VAIN:
                raise CannotRead(
                    "{file} has too many quotation marks that are never closed, the last one in line {line}. "
                    "Export it again as CSV.",
                    file=self.file,
                    line=begin + 1,
                )
            if isinstance(cells, csv.Error):
                yield Refused(self.file, begin + 1, _why(cells))
            elif any(cell.strip() for cell in cells):
                yield self._row(begin + 1, cells)

    def _row(self, line: int, cells: list[str]) -> Row | Refused:
        expected = len(self.headings)
        if len(cells) < expected or any(cell.strip() for cell in cells[expected:]):
            return Refused(
                self.file,
                line,
                InvalidValue(
                    "The number of cells in the row is {found}, that of the headings {expected}. Put quotation marks "
                    "around a cell that holds a {delimiter} or a line break.",
                    found=len(cells),
                    expected=expected,
                    delimiter=_DELIMITERS[self.delimiter],
                ),
            )
        return Row(line, [_unwrapped(cell) for cell in cells[:expected]])


def open_sheet(text: str, file: str, count_known: Callable[[Sequence[str]], int], *, within: int = 1) -> Sheet:
    """Read the headings of a CSV text with the delimiter that makes most of them known, or else the most of them.

    `within` is how many rows may hold the headings: above those of a form stand its title and what it is about.
    """
    csv.field_size_limit(LARGEST_FILE)
    lines = list(io.StringIO(text, newline=""))
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    named = lines[first].strip().casefold() if lines else ""
    delimiters = list(_DELIMITERS)
    if named.startswith("sep=") and len(named) == 5 and lines[first].strip()[4] in _DELIMITERS:
        delimiters = [lines[first].strip()[4]]
        first += 1
    best: Sheet | None = None
    best_score = (-1, -1)
    for delimiter in delimiters:
        for _, end, cells in islice(_records(lines, first, delimiter), within):
            if isinstance(cells, csv.Error):
                continue
            if len(cells) > MOST_COLUMNS:
                raise CannotRead(
                    "The first line of {file} has {count} cells. A list may have {limit} columns; choose another file.",
                    file=file,
                    count=len(cells),
                    limit=MOST_COLUMNS,
                )
            headings = tuple(cell.strip() for cell in cells)
            score = (count_known(headings), sum(map(bool, headings)) if within > 1 else len(headings))
            if score > best_score:
                best, best_score = Sheet(file, headings, delimiter, lines, end), score
    if best is None:
        raise CannotRead(
            "The headings of {file} can't be read: line {line} has a quotation mark too many or too few. "
            "Export it again as CSV.",
            file=file,
            line=first + 1,
        )
    return best


def plain_heading(heading: str) -> str:
    """Return a heading without case, width, spacing and the marks of a required column, to look it up by."""
    plain = unicodedata.normalize("NFKC", heading).casefold()
    for mark in ("(必填)", "(选填)", "(可选)", "(required)", "(optional)", "*", ":", "_"):
        plain = plain.replace(mark, " ")
    return " ".join(plain.split())


class _Feed:
    """Hands out lines up to a limit, and can be set back."""

    def __init__(self, lines: list[str], position: int) -> None:
        self.lines = lines
        self.position = position
        self.limit = len(lines)

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.position >= self.limit:
            raise StopIteration
        self.position += 1
        return self.lines[self.position - 1]


def _records(lines: list[str], first: int, delimiter: str) -> Iterator[tuple[int, int, list[str] | csv.Error]]:
    """Yield the first line, the line after the last and the cells of each record, or why it can't be read."""
    feed = _Feed(lines, first)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    expected = 0
    while feed.position < len(lines):
        begin = feed.position
        feed.limit = min(len(lines), begin + LONGEST_ROW)
        try:
            cells = next(reader)
        except csv.Error as problem:
            yield begin, feed.position, problem
            feed.position = begin + 1
            reader = csv.reader(feed, delimiter=delimiter, strict=True)
            continue
        expected = expected or len(cells)
        yield begin, feed.position, cells
        if len(cells) != expected and feed.position > begin + 1:
            feed.position = _where_to_go_on(lines, begin + 1, feed.position, expected, delimiter)


def _where_to_go_on(lines: list[str], begin: int, end: int, expected: int, delimiter: str) -> int:
    """Return the first line of a row that was swallowed by a wrong one, or the line after the wrong row."""
    try:
        cells = next(csv.reader(lines[begin:end], delimiter=delimiter, strict=True))
    except (csv.Error, StopIteration):
        return end
    return begin if len(cells) == expected else end


def _why(problem: csv.Error) -> InvalidValue:
    if "end of data" in str(problem):
        return InvalidValue(
            "A quotation mark opens in this line and is never closed. Close it, or write it twice if it is text."
        )
    return InvalidValue(
        "A quotation mark stands in the middle of a cell of this line. Put the whole cell in quotation marks and "
        "write those inside it twice."
    )


def guarded(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula: '=1+1, '+49 30; other texts stay as they are.

    A text that has apostrophes of its own before such a character gets one more ('=1 becomes ''=1), so that taking
    off one gives back every text exactly. One kind of file therefore serves the spreadsheet and the way back.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _unwrapped(cell: str) -> str:
    """Return a cell without what is put around a value so that a spreadsheet keeps it as text: ="0123", '+49."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").lstrip()
    if text.startswith("'") and _FORMULA.match(text):
        return text[1:]
    text = text.rstrip()
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return text[2:-1]
    return text
