"""Steps in the hand of the pointer, on their way to another day."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from models.step_lists import StepItem
from ui import theme
from ui.steps.words import items_words
from ui.widgets import paint

FORMAT = "application/x-rounds-steps"
"""What is dragged: a JSON list of ["step" or "plan", id as text]."""
_WIDEST, _HEIGHT = 280, 32


def drag(source: QWidget, items: Sequence[StepItem]) -> None:
    """Let the pointer carry steps until it drops them somewhere; returns then."""
    carried = QMimeData()
    carried.setData(FORMAT, json.dumps([[item.record, str(item.id)] for item in items]).encode())
    hand = QDrag(source)
    hand.setMimeData(carried)
    hand.setPixmap(_picture(items_words(items), source.devicePixelRatioF()))
    hand.setHotSpot(QPoint(-theme.GAP, -theme.GAP))
    hand.exec(Qt.DropAction.MoveAction)


def _picture(words: str, ratio: float) -> QPixmap:
    """Return what hangs at the pointer: the words of what it carries, on a small card."""
    size = QSize(min(paint.width(words, "body") + 24, _WIDEST), _HEIGHT)
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint.rounded(painter, QRect(QPoint(0, 0), size), 8, "card", "accent_line")
    paint.text(painter, QRect(12, 0, size.width() - 24, size.height()), words, "body", "text")
    painter.end()
    return picture
