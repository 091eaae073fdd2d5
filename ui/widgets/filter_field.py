"""The words that narrow a list."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

from ui import icons, theme
from ui.widgets.line_field import LineField

_PAUSE = 60
"""Milliseconds without a keystroke before a list is read: whoever types waits for the word, not for letters."""
_ICON, _ICON_AT = 16, 10


class FilterField(LineField):
    """A line with the sign of a filter. Enter and Down go on to the list; Esc empties the line, then goes there too."""

    paused = Signal()
    """The words were changed, and the typing rests."""
    list_wanted = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words, words)
        self.setTextMargins(_ICON + theme.GAP, 0, 0, 0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.paused)
        self.edited.connect(lambda _words: self._pause.start())

    def settle(self) -> None:
        """Let what was typed count at once."""
        if self._pause.isActive():
            self._pause.stop()
            self.paused.emit()

    def clear(self) -> None:
        """Show nothing; that is no edit."""
        super().clear()
        self._pause.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        icons.paint(QPainter(self), "filter", QRect(_ICON_AT, (self.height() - _ICON) // 2, _ICON, _ICON), "text_2")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.setText("")
            self.edited.emit("")
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.settle()
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)
