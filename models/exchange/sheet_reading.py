"""Lists out of workbooks and CSV files: where their headings stand, and the rows below them, each with its line.

People's lists begin with a title, the project and a date; their headings go over two rows, and cells are merged. What
the headings mean is left to whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import CannotRead
from models.exchange.csv_rows import Row, open_sheet
from models.exchange.encoding import decode, read_bytes
from models.exchange.records import Refused
from models.exchange.workbooks import MOST_ROWS, Merged, RawSheet, read_workbook

HEADINGS_WITHIN = 30
"""Lines in which the headings are looked for."""

_FAULTS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
"""What a spreadsheet writes into CSV where a formula failed."""

CountKnown = Callable[[Sequence[str]], int]
"""Tells how many of some headings mean something."""


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One list: its headings and its rows, as many cells in each as there are headings.

    `sections` are the rows of one wide cell, which head those below them, by their lines.
    """

    file: str
    name: str
    """The name of the sheet; nothing in a CSV file."""
    line: int
    """The line of the headings, the last one where there are two."""
    headings: tuple[str, ...]
    rows: tuple[Row | Refused, ...]
    sections: Mapping[int, str] = field(default_factory=dict)
    unknown: frozenset[tuple[int, int]] = frozenset()
    """Line and column of each formula that was saved without its value."""
    failed: frozenset[tuple[int, int]] = frozenset()
    """Line and column of each formula that failed, such as #N/A."""
    days: frozenset[tuple[int, int]] = frozenset()
    """Line and column of each cell that a spreadsheet takes for a date."""
    formulas: bool = False


def read_sheets(
    path: Path, count_known: CountKnown, progress: Callable[[], None] = lambda: None
) -> tuple[ListSheet, ...]:
    """Return the lists of a file: one of each sheet that is not empty, or that of a CSV file.

    Raises CannotRead for a file that is neither, and for one that is larger than any list.
    """
    data = read_bytes(path)
    if data.startswith(b"PK\x03\x04"):
        sheets = [_list_of(sheet, path.name, count_known) for sheet in read_workbook(data, path.name, progress)]
        found = tuple(sheet for sheet in sheets if sheet is not None)
        if not found:
            raise CannotRead("{file} is empty: no sheet of it holds anything.", file=path.name)
        return found
    _refuse_others(data, path.name)
    return (_list_of_csv(decode(data, path.name), path.name, count_known, progress),)


def _refuse_others(data: bytes, file: str) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise CannotRead(
            "{file} is a workbook of old Excel (.xls), or one that is protected by a password. Open it in Excel and "
            "save it as .xlsx without a password.",
            file=file,
        )
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"mime-version")):
        raise CannotRead(
            "{file} is a web page or an XML file, whatever its name says. Open it in Excel and save it as .xlsx.",
            file=file,
        )
    if start.startswith((b"%pdf", b"sqlite format 3", b"\x89png", b"\x1f\x8b", b"7z\xbc\xaf", b"rar!", b"{\\rtf")):
        raise CannotRead("{file} is no list. Choose an Excel workbook (.xlsx) or a CSV file.", file=file)


def _list_of_csv(text: str, file: str, count_known: CountKnown, progress: Callable[[], None]) -> ListSheet:
    sheet = open_sheet(text, file, count_known, within=HEADINGS_WITHIN)
    rows: list[Row | Refused] = []
    for row in sheet.rows():
        if len(rows) % 500 == 0:
            progress()
        if len(rows) == MOST_ROWS:
            raise CannotRead(
                "{file} has more than {limit} rows with something in them: the first too many is row {row}. Choose a "
                "list of items only, or split it.",
                file=file,
                limit=MOST_ROWS,
                row=row.line if isinstance(row, Row) else row.row,
            )
        rows.append(row)
    failed = frozenset(
        (row.line, place)
        for row in rows
        if isinstance(row, Row)
        for place, cell in enumerate(row.cells)
        if cell in _FAULTS
    )
    return ListSheet(file, "", sheet.first, sheet.headings, tuple(rows), failed=failed)


def _list_of(sheet: RawSheet, file: str, count_known: CountKnown) -> ListSheet | None:
    """Return the list of a sheet, or None of one without anything in it."""
    if not sheet.rows:
        return None
    line, headings = _find_headings(sheet, count_known)
    width = len(headings)
    rows: list[Row | Refused] = []
    sections: dict[int, str] = {}
    wide = {one.first_line: one for one in sheet.merged if one.last_column - one.first_column >= max(1, width // 2)}
    for number, cells in sheet.rows.items():
        if number <= line:
            continue
        if number in wide and _is_section(cells, wide[number]):
            sections[number] = next(filter(None, cells))
        elif any(cells[:width]):
            rows.append(Row(number, [*cells[:width], *[""] * (width - len(cells))]))
    return ListSheet(
        file,
        sheet.name,
        line,
        headings,
        tuple(rows),
        sections,
        frozenset(sheet.unknown),
        frozenset(sheet.failed),
        frozenset(sheet.days),
        sheet.formulas,
    )


def _is_section(cells: Sequence[str], merged: Merged) -> bool:
    """Tell whether a row says nothing beside what stands in its wide cell."""
    return all(not text or merged.first_column <= place <= merged.last_column for place, text in enumerate(cells))


def _find_headings(sheet: RawSheet, count_known: CountKnown) -> tuple[int, tuple[str, ...]]:
    """Return the line of the headings and the headings: those of which most are known, or the first of several."""
    lines = [line for line in sheet.rows if line <= HEADINGS_WITHIN] or [min(sheet.rows)]
    best: tuple[tuple[int, bool, int], int, tuple[str, ...]] | None = None
    for line in lines:
        for last, cells in _candidates(sheet, line):
            headings = _trimmed(cells)
            score = (count_known(headings), last == line, min(2, len(set(headings) - {""})))
            if best is None or score > best[0]:
                best = (score, last, headings)
    assert best is not None
    _, line, headings = best
    # A column without a heading may hold something all the same; it is shown, and can be given a meaning.
    width = max(len(cells) for cells in sheet.rows.values())
    return line, (*headings, *[""] * (width - len(headings)))


def _candidates(sheet: RawSheet, line: int) -> list[tuple[int, list[str]]]:
    """Return a row as headings, and with the row below it where cells of it are merged side by side."""
    over = _filled_across(sheet, line)
    found = [(line, over)]
    below = sheet.rows.get(line + 1)
    side_by_side = any(one.first_line == line and one.last_column > one.first_column for one in sheet.merged)
    if side_by_side and below:
        width = max(len(over), len(below))
        padded = [[*cells, *[""] * (width - len(cells))] for cells in (over, below)]
        found.append((line + 1, [lower or upper for upper, lower in zip(*padded, strict=True)]))
    return found


def _filled_across(sheet: RawSheet, line: int) -> list[str]:
    cells = list(sheet.rows[line])
    for one in sheet.merged:
        if one.first_line == line and one.first_column < len(cells) and one.last_column - one.first_column < 1000:
            cells += [""] * (one.last_column + 1 - len(cells))
            for place in range(one.first_column, one.last_column + 1):
                cells[place] = cells[place] or cells[one.first_column]
    return cells


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in cells)
