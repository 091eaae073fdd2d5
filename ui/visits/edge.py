"""The line between the list of visits and the one that is open."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme


class Edge(QWidget):
    """The line between the list and the visit."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)
        theme.watcher().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        QPainter(self).fillRect(self.rect(), theme.colour("line"))
