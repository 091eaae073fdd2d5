"""The accounts as a tree: branches are read when their account is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models import account_lists
from models.account_lists import AccountLine
from ui.accounts.list_model import AccountListView, AccountModel, AccountRow
from ui.session import Session

_BRANCHES = 200
"""Branches of one account read at a time."""


class AccountTreeModel(AccountModel):
    """The accounts at the top by name; below each that is open, its branches."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._opened: set[int] = set()

    def read(self, last: AccountRow | None, limit: int) -> Sequence[AccountRow]:
        """Return the accounts at the top that follow those shown, each with the branches that are open."""
        below = next((row.line for row in reversed(self.rows) if not row.depth), None) if last is not None else None
        found = self.session.read(account_lists.children, None, below=below, limit=limit)
        return [row for line in found for row in self._with_branches(line, 0)]

    def toggle(self, row: AccountRow) -> None:
        """Show the branches of an account, or hide them again."""
        index = self.index_of(row.id)
        if not index.isValid() or not row.line.branches:
            return
        number = index.row()
        if self.rows[number].is_open:
            self._close(number)
        else:
            self._open(number)

    def reveal(self, account_id: int) -> None:
        """Open the accounts above one, so that it can be seen."""
        for above, _name in self.session.read(account_lists.above, account_id):
            index = self.index_of(above)
            if index.isValid() and not self.rows[index.row()].is_open:
                self._open(index.row())

    def parent_index(self, row: AccountRow) -> QModelIndex:
        """Return where the account right above a row stands."""
        return self.index_of(row.line.parent_id)

    def _open(self, number: int) -> None:
        row = self.rows[number]
        self._opened.add(row.id)
        self._replace(number, is_open=True)
        found = [below for line in self._branches(row.id) for below in self._with_branches(line, row.depth + 1)]
        if found:
            self.beginInsertRows(QModelIndex(), number + 1, number + len(found))
            self.rows[number + 1 : number + 1] = found
            self.endInsertRows()

    def _close(self, number: int) -> None:
        row = self.rows[number]
        self._opened.discard(row.id)
        self._replace(number, is_open=False)
        after = number + 1
        while after < len(self.rows) and self.rows[after].depth > row.depth:
            after += 1
        if after > number + 1:
            self.beginRemoveRows(QModelIndex(), number + 1, after - 1)
            del self.rows[number + 1 : after]
            self.endRemoveRows()

    def _replace(self, number: int, *, is_open: bool) -> None:
        self.rows[number] = replace(self.rows[number], is_open=is_open)
        self.dataChanged.emit(self.index(number), self.index(number))

    def _with_branches(self, line: AccountLine, depth: int) -> Iterator[AccountRow]:
        is_open = line.id in self._opened and line.branches > 0
        yield AccountRow(line, depth, in_tree=True, is_open=is_open)
        if is_open:
            for branch in self._branches(line.id):
                yield from self._with_branches(branch, depth + 1)

    def _branches(self, parent_id: int) -> Iterator[AccountLine]:
        below: AccountLine | None = None
        while True:
            found = self.session.read(account_lists.children, parent_id, below=below, limit=_BRANCHES)
            yield from found
            if len(found) < _BRANCHES:
                return
            below = found[-1]


class AccountTreeView(AccountListView):
    """The tree. Right opens an account's branches, Left closes them or goes to the account above."""

    def __init__(self, session: Session, model: AccountTreeModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(session, model, name, parent)
        self._tree = model
        self._delegate().pressed.connect(lambda _spot, row: model.toggle(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close with the arrows, as trees do."""
        row = self.current_row()
        if row is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Plus) and row.line.branches:
            if row.is_open:
                self.setCurrentIndex(self._tree.index(self.currentIndex().row() + 1))
            else:
                self._tree.toggle(row)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Minus):
            if row.is_open:
                self._tree.toggle(row)
            elif self._tree.parent_index(row).isValid():
                self.setCurrentIndex(self._tree.parent_index(row))
        else:
            super().keyPressEvent(event)
