"""Tables of a page or a sheet: those that hold figures stay tables, those that only arrange a page are undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MOST_LINES, _MOST_LETTERS = 4, 400
"""A cell with more is a part of a page, not a figure."""


@dataclass(slots=True)
class Cell:
    """The lines of a cell, and whether there is a list, a heading or another table among them."""

    lines: list[str]
    is_structured: bool = False

    @property
    def text(self) -> str:
        """The cell as one line."""
        return " ".join(filter(None, self.lines)).replace("|", "\\|")


def table_lines(rows: Sequence[Sequence[Cell]]) -> tuple[list[str], bool]:
    """Return the lines of a table, and whether it is one: else its cells stand one below the other."""
    rows = [row for row in rows if any(cell.text for cell in row)]
    columns = _columns(rows)
    if columns < 2 or any(not _is_figure(cell) for row in rows for cell in row):
        return [line for row in rows for cell in row for line in cell.lines], False
    written = [_row([cell.text for cell in row[:columns]], columns) for row in rows]
    return [written[0], _row(["---"] * columns, columns), *written[1:]], True


def _columns(rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many columns hold something: a sheet has empty ones at its right."""
    return max((place for row in rows for place, cell in enumerate(row, 1) if cell.text), default=0)


def _is_figure(cell: Cell) -> bool:
    return not cell.is_structured and len(cell.lines) <= _MOST_LINES and len(cell.text) <= _MOST_LETTERS


def _row(cells: list[str], columns: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (columns - len(cells))])} |"
