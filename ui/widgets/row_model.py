"""The model of a list: rows read a window at a time, and read again without losing those that were loaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from ui.widgets.row_delegate import ROW_ROLE, Index

RowType = TypeVar("RowType")

WINDOW = 100
"""Rows read at a time."""


class RowModel(QAbstractListModel, Generic[RowType]):
    """Rows read a window at a time; a kind of list says how to read on, what tells rows apart, and their words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[RowType] = []
        self._complete = True

    def read(self, last: RowType | None, limit: int) -> Sequence[RowType]:
        """Return the rows below the last one, or the first ones; at most `limit`, fewer only at the end."""
        raise NotImplementedError

    def identity(self, row: RowType) -> object:
        """Return what tells a row from others, so that the selection stays on it; an id, usually."""
        return getattr(row, "id", row)

    def words(self, row: RowType) -> str:
        """Return the row in words, for a screen reader."""
        raise NotImplementedError

    def can_drag(self) -> bool:
        """Return whether rows can be taken elsewhere by the pointer; the view says how."""
        return False

    def can_select(self, row: RowType) -> bool:
        """Return whether a row can be chosen; headings can't."""
        return True

    def reload(self) -> None:
        """Read again, as many rows as were loaded."""
        wanted = max(len(self.rows), WINDOW)
        found = list(self.read(None, wanted))
        self.beginResetModel()
        self.rows = found
        self._complete = len(found) < wanted
        self.endResetModel()

    def start_over(self) -> None:
        """Read the first window, for another question or filter."""
        self.rows = []
        self.reload()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.rows = []
        self._complete = True
        self.endResetModel()

    def row_at(self, index: Index) -> RowType | None:
        """Return the row of an index, or None."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def index_of(self, identity: object) -> QModelIndex:
        """Return where the row with this identity stands among those loaded; an invalid index if it does not."""
        for number, row in enumerate(self.rows):
            if self.identity(row) == identity:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if not self.can_select(row):
            return _HEADING
        return _DRAGGED if self.can_drag() else _CHOSEN

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._read_on(WINDOW)

    def read_up_to(self, count: int) -> None:
        """Read on until so many rows are there, or all."""
        if not self._complete and len(self.rows) < count:
            self._read_on(count - len(self.rows))

    def _read_on(self, limit: int) -> None:
        found = list(self.read(self.rows[-1] if self.rows else None, limit))
        self._complete = len(found) < limit
        if found:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(found) - 1)
            self.rows.extend(found)
            self.endInsertRows()


# Put together once: Qt asks for the flags of every selected row each time that a list is read again.
_HEADING = Qt.ItemFlag.NoItemFlags | Qt.ItemFlag.ItemNeverHasChildren
_CHOSEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_DRAGGED = _CHOSEN | Qt.ItemFlag.ItemIsDragEnabled
