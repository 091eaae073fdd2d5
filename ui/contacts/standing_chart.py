"""How somebody came to stand as they do, drawn over time: a line for the stance, and one for the closeness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.standings import Standing
from models.text.day_words import month_name
from ui import theme
from ui.contacts.words import STANCE_COLOURS, standing_words
from ui.translations import language, say
from ui.widgets import paint

_BAND, _BELOW, _DOT, _LEAST_DAYS = 38, 18, 7, 30
_STANCES, _CLOSENESSES = (-2, 2), (0, 5)


class StandingChart(QWidget):
    """From the first standing at the left to today at the right; higher is better."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._shown: Sequence[Standing] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)
        self.hide()

    def show_standings(self, standings: Sequence[Standing]) -> None:
        """Show a history, the oldest first; a single standing is no history, and takes no room."""
        self._shown = standings
        self.setVisible(len(standings) > 1)
        self.setAccessibleName(language().listing(standing_words(one) for one in standings))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the two lines and of the months below."""
        return QSize(200, 2 * _BAND + theme.CARD_GAP + _BELOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both lines and where time begins and ends."""
        if len(self._shown) < 2:
            return
        painter = QPainter(self)
        names = (say("Stance"), say("Closeness"))
        left = max(paint.width(name, "caption") for name in names) + theme.CARD_GAP
        upper = QRect(left, 0, self.width() - left, _BAND)
        lower = upper.translated(0, _BAND + theme.CARD_GAP)
        for name, band in zip(names, (upper, lower), strict=True):
            paint.text(painter, QRect(0, band.top(), left, _BAND), name, "caption", "text_2")
        self._paint_band(painter, upper, [(one.noted_on, one.stance) for one in self._shown], _STANCES)
        self._paint_band(painter, lower, [(one.noted_on, one.closeness) for one in self._shown], _CLOSENESSES)
        below = QRect(left, self.height() - _BELOW + 2, self.width() - left, _BELOW - 2)
        first = date.fromisoformat(self._shown[0].noted_on)
        paint.text(painter, below, month_name(language(), first), "hint", "text_3")
        paint.text(painter, below, say("Today"), "hint", "text_3", paint.RIGHT)

    def _paint_band(
        self, painter: QPainter, band: QRect, noted: Sequence[tuple[str, int | None]], ends: tuple[int, int]
    ) -> None:
        lowest, highest = ends
        for value in range(lowest, highest + 1):
            painter.fillRect(band.left(), round(self._height(band, value, ends)), band.width(), 1, theme.colour("line"))
        known = [(self._place(band, day), value) for day, value in noted if value is not None]
        if not known:
            return
        steps = QPolygonF()
        for left, value in known:
            if not steps.isEmpty():
                steps.append(QPointF(left, steps.last().y()))
            steps.append(QPointF(left, self._height(band, value, ends)))
        steps.append(QPointF(band.right(), steps.last().y()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("text_3"), 1.5, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(steps)
        painter.restore()
        is_stance = ends == _STANCES
        for left, value in known:
            token = STANCE_COLOURS[value] if is_stance else "text_2"
            paint.dot(painter, left - _DOT // 2, round(self._height(band, value, ends)), token, _DOT)

    def _place(self, band: QRect, day: str) -> int:
        first = date.fromisoformat(self._shown[0].noted_on)
        whole = max((self._today() - first).days, _LEAST_DAYS)
        room = band.width() - _DOT
        return band.left() + _DOT // 2 + round(room * (date.fromisoformat(day) - first).days / whole)

    def _height(self, band: QRect, value: int, ends: tuple[int, int]) -> float:
        lowest, highest = ends
        return band.bottom() - _DOT // 2 - (band.height() - _DOT) * (value - lowest) / (highest - lowest)
