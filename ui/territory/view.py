"""The list of the territory: arrows open and close, Enter goes to the account, a menu has what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.session import Session
from ui.territory.delegate import TerritoryDelegate
from ui.territory.lines import TerritoryModel, TerritoryRow, name_words
from ui.translations import say
from ui.widgets.menus import add, new_menu, show
from ui.widgets.rows import RowView


class TerritoryView(RowView):
    """Right opens a line, Left closes it or goes to the one above; P plans a visit to the account."""

    def __init__(self, session: Session, model: TerritoryModel, parent: QWidget | None = None) -> None:
        super().__init__(model, TerritoryDelegate(session, model), say("Territory"), parent=parent)
        self.session = session
        self._lines = model
        self.opened.connect(self.open)
        self._delegate().pressed.connect(lambda _spot, row: model.toggle(row))
        self.menu_wanted.connect(lambda row, place: self._show_menu(row, place))

    def open(self, row: TerritoryRow) -> None:
        """Go to the account of a line; a group is opened or closed."""
        if row.line.account_id is None:
            self._lines.toggle(row)
        else:
            self.session.open_record("account", row.line.account_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close with the arrows, as trees do."""
        row = self.current_row()
        if row is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Plus) and row.can_open:
            if row.is_open:
                self.setCurrentIndex(self._lines.index(self.currentIndex().row() + 1))
            else:
                self._lines.toggle(row)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Minus):
            if row.is_open:
                self._lines.toggle(row)
            elif self._lines.parent_index(row).isValid():
                self.setCurrentIndex(self._lines.parent_index(row))
        elif event.key() == Qt.Key.Key_P and row.line.account_id is not None:
            self.session.new_visit(row.line.account_id)
        else:
            super().keyPressEvent(event)

    def menu_of(self, row: TerritoryRow) -> QMenu:
        """Return the menu of a line."""
        assert self._lines.territory is not None
        menu = new_menu(name_words(self._lines.territory, row.line), self)
        if row.can_open:
            words = say("Hide what is below") if row.is_open else say("Show what is below")
            add(menu, words, partial(self._lines.toggle, row), "tree", "←" if row.is_open else "→")
        if row.line.account_id is not None:
            add(menu, say("Open"), partial(self.open, row), "accounts", say("Enter"))
            add(menu, say("Visit here"), partial(self.session.new_visit, row.line.account_id), "visits", "P")
        return menu

    def _show_menu(self, row: TerritoryRow, place: QPoint) -> None:
        menu = self.menu_of(row)
        if menu.actions():
            show(menu, place)
