"""About how high a report stands on the page, without printing it: so that a brief shows on screen what fits on one."""

from __future__ import annotations

import math
from collections.abc import Iterable

from models.summaries.figure_line import letters_width
from models.summaries.printed import has_heading_row, printed_columns, printed_rows, section_rows
from models.summaries.report import Report, Section, Table

PAGE = 820.0
"""Points that fill the page as they are estimated here: most texts are a little narrower than that."""

_LINE_WIDTH = 54.0
"""Em of the text that a line of the page holds."""

_HEADING, _FIGURES = 52.0, 52.0
_SECTION_TITLE, _ITEM, _HEADING_ROW, _ROW = 26.0, 1.0, 17.0, 7.5
"""Points that each takes besides its lines of text."""

_LINE = 12.5


def fits_one_page(report: Report) -> bool:
    """Return whether a report without notes will most likely stand on one page."""
    rows = section_rows(report)
    height = _HEADING + (_FIGURES if report.figures else 0)
    height += sum(max(_section(section, _LINE_WIDTH / len(row)) for section in row) for row in rows)
    return height <= PAGE


def _section(section: Section, width: float) -> float:
    items = sum(_ITEM + _LINE * _lines(item, width - 2) for item in section.items)
    table = _table(section.table, width) if section.table and section.table.rows else 0.0
    empty = _LINE if not items and not table else 0.0
    return _SECTION_TITLE + items + table + empty


def _table(table: Table, width: float) -> float:
    shares = [column.share for column in printed_columns(table)]
    widths = [width * share / sum(shares) - 1.1 for share in shares]
    rows = sum(_ROW + _LINE * _most_lines((cell.text for cell in row), widths) for row in printed_rows(table))
    return rows + (_HEADING_ROW if has_heading_row(table) else 0)


def _most_lines(texts: Iterable[str], widths: Iterable[float]) -> int:
    return max(_lines(text, width) for text, width in zip(texts, widths, strict=True))


def _lines(text: str, width: float) -> int:
    """Return about how many lines a text takes; words rarely end just where a line does."""
    return sum(max(1, math.ceil(1.06 * letters_width(line) / width)) for line in text.split("\n"))
