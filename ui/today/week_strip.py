"""The week as a slim strip: seven days, each with its visits; one is shown below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from models.text import day_words
from models.week import WeekDay
from ui import theme
from ui.today import words
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.layouts import row

_HEIGHT = 52
_INSET = 12
_DOT, _DOT_STEP = 6, 10
_MOST_DOTS = 6


class WeekStrip(QWidget):
    """Seven days; the arrows and the pointer choose one."""

    day_chosen = Signal(object)
    """The date whose visits are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("This week"))
        self.cells = [DayCell(self) for _ in range(7)]
        for cell in self.cells:
            cell.clicked.connect(lambda _checked=False, chosen=cell: self.day_chosen.emit(chosen.day.day))
        self.setLayout(row(*self.cells))

    def show_week(self, days: Sequence[WeekDay], today: date, shown: date) -> None:
        """Show a week, and which of its days is shown below."""
        self.setAccessibleName(say("This week"))
        for cell, day in zip(self.cells, days, strict=True):
            cell.show_day(day, today, is_shown=day.day == shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        at = next((number for number, cell in enumerate(self.cells) if cell.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
        elif 0 <= at + step < len(self.cells):
            cell = self.cells[at + step]
            cell.setFocus(Qt.FocusReason.TabFocusReason)
            cell.click()


class DayCell(QAbstractButton):
    """One day: its name, how many visits it has, and a dot for each."""

    def __init__(self, strip: QWidget) -> None:
        super().__init__(strip)
        self.day = WeekDay(date.min, 0, 0)
        self._today = date.min
        self._is_shown = False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def show_day(self, day: WeekDay, today: date, *, is_shown: bool) -> None:
        """Show a day; only the one shown below stands in the way of the Tab key."""
        self.day, self._today, self._is_shown = day, today, is_shown
        said = words.day_in_words(day)
        self.setText(day_words.weekday_and_number(language(), day.day))
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.setChecked(is_shown)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_shown else Qt.FocusPolicy.ClickFocus)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, _HEIGHT)

    def nextCheckState(self) -> None:
        """Stay as it is: the strip says which day is shown."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the strip moves on
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        is_today, is_past = self.day.day == self._today, self.day.day < self._today
        fill, border = ("sunk" if is_past else "card"), "line"
        if self._is_shown:
            fill, border = "accent_tint", "accent_line"
        elif self.underMouse():
            fill = "hover"
        paint.rounded(painter, self.rect(), 8, fill, border)
        ink = "accent" if is_today else "text_2"
        first = QRect(_INSET, 8, self.width() - 2 * _INSET, 16)
        taken = paint.text(painter, first, self.text(), "caption_bold" if is_today else "caption", ink)
        self._paint_dots(painter, taken, "control" if is_past else "accent")
        second = QRect(_INSET, 25, self.width() - 2 * _INSET, 20)
        paint.text(painter, second, words.visit_count(self.day.visits), "body", "text" if self.day.visits else "text_3")
        if self.hasFocus():
            paint.rounded(painter, self.rect(), 8, "", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), 7, "", "accent")

    def _paint_dots(self, painter: QPainter, taken: int, token: str) -> None:
        count = min(self.day.visits, _MOST_DOTS)
        room = self.width() - 2 * _INSET - taken - theme.GAP
        if (count - 1) * _DOT_STEP + _DOT > room:
            return  # fewer dots than visits would tell a lie; the number stands below
        for number in range(count):
            paint.dot(painter, self.width() - _INSET - _DOT - number * _DOT_STEP, 16, token, _DOT)
