"""The list of items or signatures: one figure gives a state, Space gathers rows, and each deed has its key."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.acceptance.words import KEYS
from ui.widgets.row_delegate import Index, RowDelegate
from ui.widgets.rows import RowModel, RowView


class AcceptanceView(RowView):
    """1 to 6 give a state; Enter edits, N makes a new one, Delete removes. Space marks a row and goes on to the next.

    While rows are gathered by Space, the arrows leave them selected; Esc ends that.
    """

    state_wanted = Signal(str)
    letter_pressed = Signal(object)
    """A key that stands for a deed: its Qt.Key."""

    def __init__(
        self, model: RowModel[Any], delegate: RowDelegate, name: str, letters: frozenset[Qt.Key], parent: QWidget
    ) -> None:
        self._letters = letters
        self._gathering = False
        super().__init__(model, delegate, name, several=True, parent=parent)
        self.ticked.connect(lambda _row: self._gather())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for; S and M belong to the page, and letters look for nothing."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in KEYS and self.chosen_rows():
            self.state_wanted.emit(KEYS[key])
        elif plain and key in self._letters:
            self.letter_pressed.emit(key)
        elif key == Qt.Key.Key_Escape and (self._gathering or len(self.selected_rows()) > 1):
            self.select_one()
        elif plain and Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: Any) -> None:
        """End the gathering: the pointer selects as everywhere."""
        self._gathering = False
        super().mousePressEvent(event)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Leave what was gathered selected while the arrows move."""
        if self._gathering and isinstance(event, QKeyEvent) and not event.modifiers():
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def chosen_rows(self) -> list[Any]:
        """Return the rows that are selected, else the one the keys are at."""
        current = self.current_row()
        return self.selected_rows() or ([current] if current is not None else [])

    def chosen_count(self) -> int:
        """Return how many rows are selected, without going through each of them."""
        spans = self.selectionModel().selection()
        return sum(spans.at(number).height() for number in range(spans.count()))

    def select_one(self) -> None:
        """Select the row the keys are at, and no other."""
        self._gathering = False
        index = self.currentIndex()
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _gather(self) -> None:
        """Mark the row the keys are at, or take its mark away, and go on to the next one."""
        index, flags = self.currentIndex(), QItemSelectionModel.SelectionFlag
        selection = self.selectionModel()
        if self._gathering:
            selection.select(index, flags.Toggle | flags.Rows)
        self._gathering = True
        below = self.rows_model().index(index.row() + 1)
        if below.isValid():
            selection.setCurrentIndex(below, flags.NoUpdate)
            self.scrollTo(below)
