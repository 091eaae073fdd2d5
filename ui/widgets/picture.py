"""An icon that stands by itself among words, always in the colours of the theme and sharp on every screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme


class Picture(QWidget):
    """An icon of a size in pixels. What it means, where no words beside it say so, is its tooltip and its name."""

    def __init__(
        self, icon: str, token: str = "text_2", size: int = 16, meaning: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._token, self._size = icon, token, size
        self.setToolTip(meaning)
        self.setAccessibleName(meaning)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the icon's size."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colour of this moment."""
        icons.paint(QPainter(self), self._icon, self.rect(), self._token)
