"""A text of an item is written in its row, without a dialog: Enter stores it and goes on, Esc leaves it as it was."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.line_field import LineField


class InPlaceField(LineField):
    """A line over a row; what was typed is told once, also when the focus goes elsewhere."""

    stored = Signal(str)
    ended = Signal()
    """The line goes, and the keys go back to the list; by Enter they go on to the next row."""

    def __init__(self, text: str, name: str, place: QRect, parent: QWidget) -> None:
        super().__init__(name, name, parent)
        self._before = text
        self._is_over = False
        self.setText(text)
        self.setGeometry(place)
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Store by Enter, leave by Esc; a method that composes has these keys for itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(keep=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(keep=False)
        elif event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Store what was typed; a menu or another window that comes to the front leaves the line as it is."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._end(keep=True)

    def _end(self, *, keep: bool) -> None:
        if self._is_over:
            return
        self._is_over = True
        if keep and self.text() != self._before:
            self.stored.emit(self.text())
        self.ended.emit()
        self.hide()
        self.deleteLater()
