"""The rows of the list: an answer as a whole, or one kind of records read a window at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.command_palette.row import Row, spoken
from ui.widgets.rows import RowModel

ReadMore = Callable[[int], Sequence[Row]]


class ListModel(RowModel[Row]):
    """What is offered at this moment."""

    def __init__(self) -> None:
        super().__init__()
        self._given: Sequence[Row] = ()
        self._read_more: ReadMore | None = None

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows and no more."""
        self._given, self._read_more = rows, None
        self.start_over()

    def show_windowed(self, read: ReadMore) -> None:
        """Show what `read` returns: the first rows, at most so many as it is asked for."""
        self._given, self._read_more = (), read
        self.start_over()

    def read(self, last: Row | None, limit: int) -> Sequence[Row]:
        """Return the next rows."""
        if self._read_more is None:
            return self._given if last is None else ()
        loaded = len(self.rows) if last is not None else 0
        return self._read_more(loaded + limit)[loaded:]

    def identity(self, row: Row) -> object:
        """Return what tells rows apart."""
        return row.key if row.key is not None else row

    def words(self, row: Row) -> str:
        """Return a row in words."""
        return spoken(row)

    def can_select(self, row: Row) -> bool:
        """Return whether the keys stop at a row."""
        return row.can_be_chosen()
