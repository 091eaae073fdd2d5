"""The mark on a brief that says how close somebody is: five dots."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.contacts import marks

_DOTS = 47


class Dots(QWidget):
    """A closeness from 0 to 5 in dots; its words are the tooltip and the name."""

    def __init__(self, value: int, words: str) -> None:
        super().__init__()
        self._value = value
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the room of five dots on a line of text."""
        return QSize(_DOTS, theme.line_height("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dots."""
        marks.closeness(QPainter(self), 0, self.height() // 2, self._value)
