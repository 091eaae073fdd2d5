"""What the pointer holds while it drags something: its words on a small card."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets import paint

_WIDEST, _HEIGHT = 280, 32


def drag(source: QWidget, carried: QMimeData, words: str) -> None:
    """Let the pointer carry something that is called so until it drops it somewhere; returns then."""
    hand = QDrag(source)
    hand.setMimeData(carried)
    hand.setPixmap(_picture(words, source.devicePixelRatioF()))
    hand.setHotSpot(QPoint(-theme.GAP, -theme.GAP))
    hand.exec(Qt.DropAction.MoveAction)


def _picture(words: str, ratio: float) -> QPixmap:
    size = QSize(min(paint.width(words, "body") + 24, _WIDEST), _HEIGHT)
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint.rounded(painter, QRect(QPoint(0, 0), size), 8, "card", "accent_line")
    paint.text(painter, QRect(12, 0, size.width() - 24, size.height()), words, "body", "text")
    painter.end()
    return picture
