"""What the marks of the map mean: the five stances, and the dots of the closeness."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.text.field_words import STANCE_NAMES
from ui import theme
from ui.contacts import marks
from ui.contacts.words import STANCE_COLOURS, stance_words
from ui.translations import language, say
from ui.widgets import paint

_BAR, _APART, _DOTS = 14, 20, 48


class Legend(QWidget):
    """The legend on one line; where there is no room for all of it, it says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = [stance_words(stance) for stance in STANCE_NAMES]
        self.setAccessibleName(say("Stances: {words}", words=language().listing(words)))
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        stances = sum(_BAR + 6 + paint.width(stance_words(stance), "caption") + _APART for stance in STANCE_NAMES)
        return QSize(stances + _DOTS + 6 + paint.width(say("closeness"), "caption") + 2, theme.FIELD)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.FIELD)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() < self.sizeHint().width():
            return
        painter = QPainter(self)
        left, middle = self.width() - self.sizeHint().width(), self.height() // 2
        for stance in STANCE_NAMES:
            paint.rounded(painter, QRect(left, middle - 2, _BAR, 5), 2, STANCE_COLOURS[stance])
            left = self._word(painter, left + _BAR + 6, stance_words(stance)) + _APART
        marks.closeness(painter, left, middle, 3)
        self._word(painter, left + _DOTS + 6, say("closeness"))

    def _word(self, painter: QPainter, left: int, words: str) -> int:
        room = QRect(left, 0, paint.width(words, "caption") + 1, self.height())
        paint.text(painter, room, words, "caption", "text_2")
        return room.right()
