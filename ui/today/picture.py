"""An icon that is looked at, not pressed."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets import paint


class Picture(QWidget):
    """An icon in the colours of the theme in use; what it means is its tooltip and its name."""

    def __init__(self, icon: str, meaning: str = "", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size = icon, size
        self.setFixedSize(size, max(size, 16))
        self.setToolTip(meaning)
        self.setAccessibleName(meaning)
        theme.watcher().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.icon(QPainter(self), 0, self.height() // 2, self._icon, "text_2", self._size)
