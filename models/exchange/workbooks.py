"""Excel workbooks as rows of text: what is merged, what a formula came to, and what Excel has made of a number.

A workbook is a zip archive, so it is looked through before anything of it is unpacked: one of 200 KB may unpack to
gigabytes. It is read row by row and never kept whole.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from models.errors import CannotRead
from models.exchange.csv_rows import MOST_COLUMNS

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MOST_ROWS = 20_000
"""Rows with something in them, far above any list that people work through."""

_LARGEST_PART = 100 * 1024 * 1024
_LARGEST_WORDS = 50 * 1024 * 1024
"""Bytes to which a sheet, and all texts of a workbook together, may unpack. Pictures are not unpacked at all."""

_MOST_PARTS = 10_000
_MOST_SHEETS = 200
_READ_PARTS = re.compile(r"xl/(worksheets/.*|sharedStrings|styles|workbook|theme/.*|_rels/.*)(\.xml)?(\.rels)?", re.I)
_BETWEEN_REPORTS = 500

_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_WITHOUT_VALUE = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?r=\"([A-Z]{1,3})(\d{1,7})\"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_DECIMALS = re.compile(r"0\.(0+)")

_UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError,
    IndexError, EOFError, OSError, NotImplementedError, AssertionError, OverflowError, RuntimeError, SyntaxError,
)  # fmt: skip
"""What a broken workbook makes the libraries raise."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that were made one; lines count from 1, columns from 0, both ends included."""

    first_line: int
    last_line: int
    first_column: int
    last_column: int


@dataclass(slots=True)
class RawSheet:
    """The cells of one sheet by their lines, as text; blank lines have none."""

    name: str
    rows: dict[int, list[str]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    formulas: bool = False
    """Whether formulas stand in it, of which the last saved values were taken."""
    unknown: set[tuple[int, int]] = field(default_factory=set)
    """Line and column of each formula that was saved without its value."""
    failed: set[tuple[int, int]] = field(default_factory=set)
    """Line and column of each formula that failed, such as #N/A."""
    days: set[tuple[int, int]] = field(default_factory=set)
    """Line and column of each cell that Excel takes for a date."""


def read_workbook(data: bytes, file: str, progress: Callable[[], None] = lambda: None) -> list[RawSheet]:
    """Return the sheets of a workbook that can be seen; `progress` is called now and then, what it raises ends it.

    Raises CannotRead for what is no workbook of today's kind, is broken, or unpacks to more than a list can be.
    """
    _look_through(data, file)
    found = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what the library leaves aside, a list needs nothing
            book = _open(data)
            try:
                for sheet in book.worksheets[:_MOST_SHEETS]:
                    if sheet.sheet_state == "visible":
                        found.append(_read_sheet(sheet, book, file, progress))
            finally:
                book.close()
    except _UNREADABLE as problem:
        raise CannotRead(
            "{file} can't be read as an Excel workbook ({problem}). Open it in Excel, save it again as .xlsx and "
            "choose that file.",
            file=file,
            problem=_short(problem),
        ) from None
    return found


def _open(data: bytes) -> Workbook:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _look_through(data: bytes, file: str) -> None:
    """Refuse what is no workbook, or unpacks to more than a list can be, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError):
        raise CannotRead(
            "{file} is a broken workbook or archive. Open it in Excel and save it again.", file=file
        ) from None
    names = {part.filename for part in parts}
    if not any(name.lower() == "xl/workbook.xml" for name in names):
        raise CannotRead(
            "{file} is an archive, but no workbook of Excel. Save the list as .xlsx or as CSV UTF-8.", file=file
        )
    for part in parts:
        if not _READ_PARTS.fullmatch(part.filename):
            continue
        limit = _LARGEST_PART if part.filename.lower().startswith("xl/worksheets/") else _LARGEST_WORDS
        if part.flag_bits & 1:
            raise CannotRead("{file} is protected by a password. Save it without one.", file=file)
        if part.file_size > limit:
            raise CannotRead(
                "{file} unpacks to {size} MB in {part}, and {limit} MB are the most. Copy the list alone into a new "
                "workbook and choose that one.",
                file=file,
                size=part.file_size // (1024 * 1024),
                part=part.filename,
                limit=limit // (1024 * 1024),
            )
    if len(parts) > _MOST_PARTS:
        raise CannotRead(
            "{file} has {count} parts. Copy the list alone into a new workbook and choose that one.",
            file=file,
            count=len(parts),
        )


def _read_sheet(sheet: Any, book: Any, file: str, progress: Callable[[], None]) -> RawSheet:
    found = RawSheet(str(sheet.title))
    sheet.reset_dimensions()  # what a sheet says of its size may be a lie of a million columns
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        if line % _BETWEEN_REPORTS == 0:
            progress()
        texts = [_text(cell, line, column, found) for column, cell in enumerate(cells)]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        if len(texts) > MOST_COLUMNS:
            raise _too_wide(file, found.name, line, len(texts))
        if len(found.rows) == MOST_ROWS:
            raise CannotRead(
                "{file} has more than {limit} rows with something in them: the first too many is row {row}. Choose a "
                "list of items only, or split it.",
                file=file,
                limit=MOST_ROWS,
                row=line,
            )
        found.rows[line] = texts
    # The library tells of neither while it reads row by row; the part of the sheet itself does.
    part = book._archive.read(sheet._worksheet_path)
    found.merged = list(_merged(part))
    found.formulas = _FORMULA.search(part) is not None
    if found.formulas:
        found.unknown = {(int(line), column_of(name)) for name, line in _WITHOUT_VALUE.findall(part)}
    _fill_down(found)
    return found


def _too_wide(file: str, sheet: str, line: int, count: int) -> CannotRead:
    return CannotRead(
        "Row {row} of {sheet} in {file} has {count} cells. A list may have {limit} columns; choose another file.",
        row=line,
        sheet=sheet,
        file=file,
        count=count,
        limit=MOST_COLUMNS,
    )


def _merged(part: bytes) -> Iterator[Merged]:
    for first_name, first, last_name, last in _MERGE.findall(part):
        yield Merged(int(first), int(last), column_of(first_name), column_of(last_name))


def _fill_down(sheet: RawSheet) -> None:
    """Let a cell merged over several rows say what it says in each of those that have something in them."""
    for one in sheet.merged:
        above = sheet.rows.get(one.first_line, [])
        text = above[one.first_column] if one.first_column < len(above) else ""
        if not text or one.last_line == one.first_line:
            continue
        for line in range(one.first_line + 1, min(one.last_line, max(sheet.rows)) + 1):
            cells = sheet.rows.get(line)
            if cells is None:
                continue
            cells += [""] * (one.first_column + 1 - len(cells))
            cells[one.first_column] = cells[one.first_column] or text


def column_of(name: bytes) -> int:
    """Return the place of a column, counted from 0: A is 0, AA is 26."""
    place = 0
    for letter in name:
        place = place * 26 + letter - 64
    return place - 1


def column_name(place: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _text(cell: Any, line: int, column: int, sheet: RawSheet) -> str:
    """Return what a cell shows: a day as 2026-05-14, a number with the decimals that its format gives it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        if cell.data_type == "e":
            sheet.failed.add((line, column))
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    if isinstance(value, datetime | date):
        sheet.days.add((line, column))
        return _day(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value).strip()


def _day(value: datetime | date) -> str:
    if isinstance(value, datetime) and value.time() != time(0):
        return value.replace(tzinfo=None).isoformat(" ", "minutes")
    return value.isoformat()[:10]


def _number(value: float, form: str) -> str:
    """Return a number as it is seen: clause 3.10 is a number to Excel, and only its format knows of the 0."""
    decimals = _DECIMALS.search(form)
    if decimals and "%" not in form and "E" not in form:
        return f"{value:.{len(decimals[1])}f}"
    if isinstance(value, int) or (value == int(value) if abs(value) < 1e15 else False):
        return str(int(value))
    return f"{value:.15g}"


def _short(problem: BaseException) -> str:
    text = " ".join(str(problem).split())[:120]
    return text or type(problem).__name__
