"""Draws what lies below the visits of a week: its days by name, its hours, and the time it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from models.calendar import Entry
from models.text import day_words
from models.week import USUAL_MINUTES
from ui import theme
from ui.calendar import entry_paint, words
from ui.calendar.week_layout import AXIS, HEAD, HOUR, Column, Week, minute_of
from ui.translations import language, say
from ui.widgets import paint

if TYPE_CHECKING:
    from ui.calendar.week_view import WeekView


def minutes_of(entry: Entry) -> int:
    """Return how long a visit is drawn: as long as visits usually last where nobody said."""
    return entry.minutes or USUAL_MINUTES


def surfaces(painter: QPainter, view: WeekView, week: Week, grid: QRect) -> None:
    """Draw the surface and the name of each day, and the lines between them."""
    for column in week.columns:
        day = column.day.day
        area = QRect(column.left, 0, column.width, view.height())
        painter.fillRect(area, theme.colour("sunk" if view.is_free(day) else "card"))
        painter.fillRect(column.left, 0, 1, view.height(), theme.colour("line"))
        _head(painter, view, column)
        if day == view.day and view.key is None and view.hasFocus():
            painter.fillRect(column.left + 1, HEAD - 3, column.width - 1, 2, theme.colour("accent"))
    painter.fillRect(AXIS, HEAD - 1, view.width() - AXIS, 1, theme.colour("line"))
    painter.fillRect(0, grid.top() - 1, view.width(), 1, theme.colour("line_strong"))
    painter.fillRect(0, 0, AXIS, view.height(), theme.colour("bg"))
    if week.columns:
        corner = QRect(0, 6, AXIS - 6, 22)
        paint.text(painter, corner, words.week_number(week.columns[0].day.day), "hint", "text_3")


def _head(painter: QPainter, view: WeekView, column: Column) -> None:
    day = column.day.day
    room = QRect(column.left + 8, 6, column.width - 12, 22)
    is_today = day == view.today
    name = paint.text(painter, room, day_words.weekday_name(language(), day), "caption", "text_3")
    number = room.adjusted(name + 8, 0, 0, 0)
    token = "text_2" if view.is_free(day) else "text"
    entry_paint.day_number(painter, number, str(day.day), is_today=is_today, token=token)
    mark = view.marks.get(day)
    if mark is not None:
        said = say("works") if mark.is_made_up else mark.name
        token = "green" if mark.is_free else "text_3"
        paint.text(painter, QRect(column.left + 8, 29, column.width - 12, 16), said, "hint", token)


def hours(painter: QPainter, week: Week, grid: QRect, top: int) -> None:
    """Draw a line and a name for each hour."""
    for hour in range(24):
        y = top + hour * HOUR
        if grid.top() - HOUR <= y <= grid.bottom():
            if hour:
                painter.fillRect(AXIS - 6, y, grid.width() - AXIS + 6, 1, theme.colour("line"))
            name = QRect(0, y - 8, AXIS - 12, 16)
            if hour:
                paint.text(painter, name, words.clock_of(hour * 60), "hint", "text_3", paint.RIGHT)
    for column in week.columns:
        painter.fillRect(column.left, grid.top(), 1, grid.height(), theme.colour("line"))


def chosen_hour(painter: QPainter, minute: int, top: int) -> None:
    """Draw at the left at which time the keys stand, as a visit may lie over the hours themselves."""
    area = QRect(2, top - 9, AXIS - 9, 18)
    paint.rounded(painter, area, 9, "accent")
    paint.text(painter, area, words.clock_of(minute), "hint", "on_accent", paint.CENTRE)


def now(painter: QPainter, week: Week, wall: str, top: int) -> None:
    """Draw the time it is, on its day."""
    for column in week.columns:
        if column.day.day.isoformat() == wall[:10]:
            entry_paint.now_line(painter, column.left, column.width, top + minute_of(wall[11:16]) * HOUR // 60)
