"""How much of an acceptance is done: a figure, of how many, and a bar below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint

_BAR = 6


class ProgressFigure(QWidget):
    """One figure: '412 of 634 items accepted' over a bar that is filled as far."""

    def __init__(self, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self._done, self._all, self._words = 0, 0, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def fill(self, done: int, of: int, words: str) -> None:
        """Show how many are done, of how many; `words` stand beside the figure, as 'of 634 items accepted'."""
        self._done, self._all, self._words = done, of, words
        self.setAccessibleName(f"{done} {words}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 40)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QRect(0, 0, self.width(), 28)
        bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        wide = paint.text(painter, line, str(self._done), "page_title", "text", bottom)
        paint.text(painter, line.adjusted(wide + theme.GAP, 0, 0, -2), self._words, "body", "text_2", bottom)
        bar = QRect(0, 33, self.width(), _BAR)
        paint.rounded(painter, bar, _BAR / 2, "grey_tint")
        if self._done and self._all:
            bar.setWidth(max(round(bar.width() * self._done / self._all), _BAR))
            paint.rounded(painter, bar, _BAR / 2, self._token)


def stacked(painter: QPainter, rect: QRect, parts: list[tuple[int, str]], most: int) -> None:
    """Draw a bar of several parts, each with a colour, as long as `most` would fill the whole."""
    total = sum(count for count, _ in parts)
    if not total or not most or rect.width() < _BAR:
        return
    shown = QRect(rect.left(), rect.center().y() - _BAR // 2 + 1, max(rect.width() * total // most, _BAR), _BAR)
    painter.save()
    # The ends are round, whatever colour they have; between the colours the edges are straight.
    done, drawn = 0, [(count, token) for count, token in parts if count]
    for number, (count, token) in enumerate(drawn):
        left = shown.left() + shown.width() * done // total
        done += count
        right = shown.left() + shown.width() * done // total
        painter.setClipRect(QRect(left, shown.top(), right - left, _BAR))
        first, last = number == 0, number == len(drawn) - 1
        piece = QRect(left - (0 if first else _BAR), shown.top(), right - left + (0 if first else _BAR), _BAR)
        paint.rounded(painter, piece.adjusted(0, 0, 0 if last else _BAR, 0), _BAR / 2, token)
    painter.restore()
