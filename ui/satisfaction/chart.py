"""The trend of satisfaction: a point for each quarter, a line between them, and dashed what they had expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.satisfaction import QuarterFelt
from ui import theme
from ui.translations import language, say
from ui.widgets import paint

_HEIGHT = 104
_LEFT, _TOP, _BELOW = 18, 8, 20
_DOT = 6
_LEAST, _MOST = 1, 5


class SatisfactionChart(QWidget):
    """Draws the quarters; its accessible description says them one by one."""

    def __init__(self) -> None:
        super().__init__()
        self._quarters: Sequence[QuarterFelt] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say("Satisfaction by quarter"))
        theme.watcher().changed.connect(self.update)

    def show_quarters(self, quarters: Sequence[QuarterFelt]) -> None:
        """Show other quarters."""
        self._quarters = quarters
        words = language().listing(quarter_in_words(one) for one in quarters if one.visits)
        self.setAccessibleDescription(words)
        self.setToolTip("\n".join(quarter_in_words(one) for one in quarters if one.visits))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._quarters:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grid(painter)
        self._paint_line(painter, [one.expected for one in self._quarters], "text_3", dashed=True)
        self._paint_line(painter, [one.felt for one in self._quarters], "accent")

    def _paint_grid(self, painter: QPainter) -> None:
        for figure in (1, 3, 5):
            y = round(self._y(figure))
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(_LEFT, y, self.width(), y)
            paint.text(painter, QRect(0, y - 8, _LEFT - 6, 16), str(figure), "hint", "text_3", paint.RIGHT)
        wide = self._step()
        for place, quarter in enumerate(self._quarters):
            first = date.fromisoformat(quarter.first_on)
            if place % 2 == len(self._quarters) % 2:  # the present quarter and each second one before it
                continue
            room = QRect(round(self._x(place) - wide), self.height() - _BELOW + 4, round(2 * wide), 16)
            paint.text(painter, room, short_quarter(first), "hint", "text_3", paint.CENTRE)

    def _paint_line(
        self, painter: QPainter, figures: Sequence[float | None], token: str, *, dashed: bool = False
    ) -> None:
        points = list(self._points(figures))
        pen = QPen(theme.colour(token), 1.5 if dashed else 2)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        for before, after in pairwise(points):
            painter.drawLine(before, after)
        if not dashed or len(points) == 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(token))
            for point in points:
                painter.drawEllipse(point, _DOT / 2, _DOT / 2)

    def _points(self, figures: Sequence[float | None]) -> Iterator[QPointF]:
        for place, figure in enumerate(figures):
            if figure is not None:
                yield QPointF(self._x(place), self._y(figure))

    def _step(self) -> float:
        return (self.width() - _LEFT) / max(len(self._quarters), 1)

    def _x(self, place: int) -> float:
        return _LEFT + (place + 0.5) * self._step()

    def _y(self, figure: float) -> float:
        height = self.height() - _TOP - _BELOW
        return _TOP + height * (_MOST - figure) / (_MOST - _LEAST)


def short_quarter(first: date) -> str:
    """Return the name of a quarter by its first day."""
    return say("Q{number} {year}", number=(first.month + 2) // 3, year=f"{first.year % 100:02}")


def quarter_in_words(quarter: QuarterFelt) -> str:
    """Return what is known of a quarter."""
    name = short_quarter(date.fromisoformat(quarter.first_on))
    if quarter.felt is None:
        return name
    if quarter.expected is None:
        return say("{quarter}: {felt} of 5", quarter=name, felt=f"{quarter.felt:.1f}")
    expected = f"{quarter.expected:.1f}"
    return say(
        "{quarter}: {felt} of 5, expected {expected}", quarter=name, felt=f"{quarter.felt:.1f}", expected=expected
    )
