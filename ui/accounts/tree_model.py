"""The accounts as a tree: read whole, so that every account can say what stands below it; a row is made when seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject

from models import account_tree
from models.account_tree import AccountTree, TreeLine
from ui.accounts.tree_period import PERIODS, first_day
from ui.accounts.tree_words import line_words
from ui.session import Session
from ui.translations import say
from ui.widgets.rows import RowModel

_MOST_AT_ONCE = 300
"""So many branches are put below an account when it is opened; those after them are read on as they are seen."""


@dataclass(frozen=True, slots=True)
class TreeRow:
    """An account of the tree: `depth` accounts stand above it, `is_open` shows its branches."""

    line: TreeLine
    depth: int
    is_open: bool

    @property
    def id(self) -> int:
        """What tells this row from others."""
        return self.line.id


class AccountTreeModel(RowModel[TreeRow]):
    """The accounts at the top by name; below each that is open, its branches."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.period, self.order = "twelve", "name"
        self._opened: set[int] = set()
        self._tree: AccountTree | None = None
        self._seen: list[tuple[int, int]] = []

    def read(self, last: TreeRow | None, limit: int) -> Sequence[TreeRow]:
        """Return the rows below the last one; for the first ones the whole tree is read again."""
        if last is None:
            since = first_day(self.period, self.session.today())
            self._tree = self.session.read(account_tree.read, since, self.order)
            self._seen = self._tree.ids(frozenset(self._opened))
        start = len(self.rows) if last is not None else 0
        return self._made(start, start + limit)

    def words(self, row: TreeRow) -> str:
        """Return an account in words."""
        return line_words(row.line, self.session.today(), say(PERIODS[self.period]))

    def can_drag(self) -> bool:
        """Let the pointer take accounts elsewhere."""
        return True

    def toggle(self, row: TreeRow) -> None:
        """Show the branches of an account, or hide them again."""
        index = self.index_of(row.id)
        if index.isValid() and row.line.branches:
            self._close(index.row()) if self.rows[index.row()].is_open else self._open(index.row())

    def open_all(self, row: TreeRow) -> None:
        """Show all that stands below an account."""
        assert self._tree is not None
        self._opened.update(self._tree.with_all_below(row.id))
        self._show_again(len(self.rows))

    def reveal(self, account_id: int) -> None:
        """Open the accounts above one, and read on so far that it can be seen."""
        if self._tree is None:
            return
        self._opened.update(self._tree.above(account_id))
        self._seen = self._tree.ids(frozenset(self._opened))
        place = next((place for place, (one, _depth) in enumerate(self._seen) if one == account_id), None)
        if place is not None and not (place < len(self.rows) and self.rows[place].id == account_id):
            self._show_again(place + 1)

    def stands_below(self, row: TreeRow, account_ids: Sequence[int]) -> bool:
        """Return whether an account is one of some, or stands below one of them."""
        assert self._tree is not None
        return not {row.id, *self._tree.above(row.id)}.isdisjoint(account_ids)

    def parent_index(self, row: TreeRow) -> QModelIndex:
        """Return where the account right above a row stands."""
        return self.index_of(row.line.parent_id)

    def _made(self, start: int, end: int) -> list[TreeRow]:
        assert self._tree is not None
        made = []
        for account_id, depth in self._seen[start:end]:
            line = self._tree.line(account_id)
            made.append(TreeRow(line, depth, account_id in self._opened and line.branches > 0))
        return made

    def _show_again(self, at_least: int) -> None:
        """Show what is open now, without reading the journal again."""
        assert self._tree is not None
        self.beginResetModel()
        self._seen = self._tree.ids(frozenset(self._opened))
        self.rows = self._made(0, max(at_least, _MOST_AT_ONCE))
        self._complete = len(self.rows) == len(self._seen)
        self.endResetModel()

    def _open(self, number: int) -> None:
        assert self._tree is not None
        before = len(self._seen)
        self._opened.add(self.rows[number].id)
        self._seen = self._tree.ids(frozenset(self._opened))
        self._replace(number)
        added = len(self._seen) - before
        if added > _MOST_AT_ONCE:
            self._drop(number + 1, len(self.rows))
            added = _MOST_AT_ONCE
        self.beginInsertRows(QModelIndex(), number + 1, number + added)
        self.rows[number + 1 : number + 1] = self._made(number + 1, number + 1 + added)
        self._complete = len(self.rows) == len(self._seen)
        self.endInsertRows()

    def _close(self, number: int) -> None:
        assert self._tree is not None
        depth = self.rows[number].depth
        self._opened.discard(self.rows[number].id)
        self._seen = self._tree.ids(frozenset(self._opened))
        self._replace(number)
        after = number + 1
        while after < len(self.rows) and self.rows[after].depth > depth:
            after += 1
        self._drop(number + 1, after)
        self._complete = len(self.rows) == len(self._seen)
        self.read_up_to(_MOST_AT_ONCE)

    def _drop(self, first: int, end: int) -> None:
        if end > first:
            self.beginRemoveRows(QModelIndex(), first, end - 1)
            del self.rows[first:end]
            self.endRemoveRows()

    def _replace(self, number: int) -> None:
        (self.rows[number],) = self._made(number, number + 1)
        self.dataChanged.emit(self.index(number), self.index(number))
