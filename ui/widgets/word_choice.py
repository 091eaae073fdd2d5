"""A box that chooses one of a few words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QComboBox

from ui.translations import capital, say
from ui.widgets import paint


class WordChoice(QComboBox):
    """A box of words for stored marks, the first of which says that nobody knows; the wheel only scrolls past it."""

    def __init__(
        self, name: str, unknown: str, words: Mapping[str, str], dots: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(10, 10))
        if unknown:
            self.addItem(capital(unknown), "")
        for key, label in words.items():
            if dots:
                self.addItem(_dot(dots[key]), capital(say(label)), key)
            else:
                self.addItem(capital(say(label)), key)

    def value(self) -> str:
        """Return the mark that is chosen, or nothing."""
        return str(self.currentData() or "")

    def set_value(self, value: str | None) -> None:
        """Choose a mark."""
        self.setCurrentIndex(max(self.findData(value or ""), 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form, which would otherwise change what is chosen while it scrolls."""
        event.ignore()


def _dot(token: str) -> QIcon:
    pixmap = QPixmap(20, 20)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint.dot(painter, 1, 5, token)
    painter.end()
    return QIcon(pixmap)
