"""How a person stands to us, drawn: the five steps of the stance and the five dots of the closeness."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.contacts.words import STANCE_COLOURS, closeness_words, stance_words
from ui.translations import say
from ui.widgets import paint

_STEP, _STEP_HEIGHT, _STEP_GAP = 14, 5, 2
_DOT, _DOT_GAP = 7, 3
MARK_WIDTH = 5 * _STEP + 4 * _STEP_GAP
"""How wide the steps of a stance are; the dots of a closeness take less."""


def stance(painter: QPainter, left: int, middle: int, value: int) -> int:
    """Draw five steps, one of them filled, and return how wide they are; −2 is at the left."""
    for step in range(-2, 3):
        place = QRect(left + (step + 2) * (_STEP + _STEP_GAP), middle - _STEP_HEIGHT // 2, _STEP, _STEP_HEIGHT)
        paint.rounded(painter, place, 2, STANCE_COLOURS[value] if step == value else "grey_tint")
    return MARK_WIDTH


def closeness(painter: QPainter, left: int, middle: int, value: int) -> int:
    """Draw five dots, as many of them filled as the value says, and return how wide they are."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number in range(5):
        filled = number < value
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(theme.colour("control"), 1))
        painter.setBrush(theme.colour("text_2") if filled else Qt.BrushStyle.NoBrush)
        radius = _DOT / 2 if filled else _DOT / 2 - 0.5
        centre = QPointF(left + number * (_DOT + _DOT_GAP) + _DOT / 2, middle + 0.5)
        painter.drawEllipse(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius))
    painter.restore()
    return 5 * _DOT + 4 * _DOT_GAP


class StandingMark(QWidget):
    """The stance or the closeness of one person, with its word; it hides while nobody knows."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._value: int | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)
        self.hide()

    def set_value(self, value: int | None) -> None:
        """Show a value, or nothing when it is not known."""
        self._value = value
        self._words = stance_words(value) if self._kind == "stance" else closeness_words(value)
        is_stance = self._kind == "stance"
        self.setAccessibleName(
            say("Stance: {words}", words=self._words) if is_stance else say("Closeness: {words}", words=self._words)
        )
        if self._kind == "closeness" and value is not None:
            self.setToolTip(say("closeness {number} of 5", number=value))
        self.setVisible(value is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        mark = MARK_WIDTH if self._kind == "stance" else 5 * _DOT + 4 * _DOT_GAP
        return QSize(mark + theme.GAP + paint.width(self._words, "body") + 2, theme.line_height("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._value is None:
            return
        painter = QPainter(self)
        middle = self.height() // 2
        is_stance = self._kind == "stance"
        wide = stance(painter, 0, middle, self._value) if is_stance else closeness(painter, 0, middle, self._value)
        token = STANCE_COLOURS[self._value] if is_stance else "text_2"
        room = self.rect().adjusted(wide + theme.GAP, 0, 0, 0)
        paint.text(painter, room, self._words, "body", token)
