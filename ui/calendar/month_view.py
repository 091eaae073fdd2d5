"""A month in whole weeks: a cell for each day, with what stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent

from models.calendar import Entry, TripSpan
from models.text import day_words
from ui import theme
from ui.calendar import entry_paint
from ui.calendar.days_view import DaysView, Place
from ui.calendar.month_layout import HEADER, Bar, Cell, lay_out
from ui.calendar.standing_view import MORE, Key
from ui.translations import language, say
from ui.widgets import paint

_BY_DAY = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_TURN = 120
"""How far a wheel turns for a month."""


class MonthView(DaysView):
    """The weeks of a month, one below the other."""

    def __init__(self) -> None:
        super().__init__(say("Calendar, month"))
        self.month = date.min
        self._cells: list[Cell] = []
        self._bars: list[Bar] = []
        self._wheel = 0

    def sizeHint(self) -> QSize:
        return QSize(900, 700)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 320)

    def lay_out(self) -> None:
        """Work out where the days, their lines and the trips stand."""
        self._cells, self._bars = lay_out(self.days, self.trips, self.width(), self.height(), self.current_entry())

    def stops_of(self, day: date) -> list[Key]:
        """Return the lines of a day."""
        cell = next((one for one in self._cells if one.day.day == day), None)
        if cell is None:
            return []
        stops: list[Key] = [(entry.record, entry.id) for _, entry in cell.entries]
        return [*stops, MORE] if cell.more else stops

    def place_at(self, at: QPoint) -> Place | None:
        """Return the day at a point."""
        return next((Place(cell.day.day) for cell in self._cells if cell.rect.contains(at)), None)

    def spots(self) -> Iterator[tuple[QRect, date, Key]]:
        """Yield the lines of all days."""
        for cell in self._cells:
            for rect, entry in cell.entries:
                yield rect, cell.day.day, (entry.record, entry.id)
            if cell.more:
                yield cell.more[0], cell.day.day, MORE

    def trip_at(self, at: QPoint) -> TripSpan | None:
        """Return the trip whose bar lies at a point."""
        return next((bar.trip for bar in self._bars if bar.rect.contains(at)), None)

    def step_through(self, event: QKeyEvent) -> bool:
        """Move by a day or a week."""
        by = _BY_DAY.get(Qt.Key(event.key()))
        return by is not None and (self.step_to(self.day + timedelta(days=by)) or True)

    def move_entry(self, entry: Entry, event: QKeyEvent) -> bool:
        """Move an entry by a day or a week."""
        by = _BY_DAY.get(Qt.Key(event.key()))
        if by is not None:
            self.moved.emit(entry, self.day + timedelta(days=by))
        return by is not None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y()
        if abs(self._wheel) >= _TURN:
            self.turned.emit(-1 if self._wheel > 0 else 1)
            self._wheel = 0
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_header(painter)
        for cell in self._cells:
            self._paint_day(painter, cell)
        for bar in self._bars:
            entry_paint.trip_bar(painter, bar.rect, bar.trip)
        for cell in self._cells:
            self._paint_entries(painter, cell)
        self._paint_over(painter)

    def _paint_header(self, painter: QPainter) -> None:
        for cell in self._cells[:7]:
            room = QRect(cell.rect.left() + 8, 0, cell.rect.width() - 12, HEADER - 4)
            paint.text(painter, room, day_words.weekday_name(language(), cell.day.day), "caption", "text_3")

    def _paint_day(self, painter: QPainter, cell: Cell) -> None:
        day, rect = cell.day.day, cell.rect
        of_month = (day.year, day.month) == (self.month.year, self.month.month)
        painter.fillRect(rect, theme.colour("sunk" if self.is_free(day) or not of_month else "card"))
        painter.fillRect(rect.left(), rect.top(), rect.width(), 1, theme.colour("line"))
        if rect.left() > 0:
            painter.fillRect(rect.left(), rect.top(), 1, rect.height(), theme.colour("line"))
        if day == self.day and self.key is None and self.hasFocus():
            paint.rounded(painter, rect.adjusted(1, 1, 0, 0), 6, "", "accent")
            paint.rounded(painter, rect.adjusted(2, 2, -1, -1), 5, "", "accent")
        number = day_words.day_and_month(language(), day) if day.day == 1 else str(day.day)
        token = "text" if of_month and not self.is_free(day) else "text_2" if of_month else "text_3"
        room = QRect(rect.left() + 8, rect.top() + 4, rect.width() - 14, 22)
        taken = entry_paint.day_number(painter, room, number, is_today=day == self.today, token=token)
        self._paint_mark(painter, room.adjusted(taken + 8, 0, 0, 0), day)

    def _paint_mark(self, painter: QPainter, room: QRect, day: date) -> None:
        """Name the holiday at the right of the number; a weekend's day that is worked says so."""
        mark = self.marks.get(day)
        if mark is None:
            return
        if mark.is_made_up:
            words = say("works")
            wide = paint.pill_width(words)
            if wide <= room.width():
                paint.pill(painter, room.right() - wide, room.center().y(), words, "outlined")
            return
        paint.text(painter, room, mark.name, "caption", "green" if mark.is_free else "text_3", paint.RIGHT)

    def _paint_entries(self, painter: QPainter, cell: Cell) -> None:
        for rect, entry in cell.entries:
            look = self.look_of(cell.day.day, (entry.record, entry.id))
            entry_paint.entry_line(painter, rect, entry, self.today, look)
        if cell.more:
            entry_paint.more_line(painter, *cell.more, self.look_of(cell.day.day, MORE))

    def _paint_over(self, painter: QPainter) -> None:
        """Draw where what is dragged would go."""
        grip = self.grip
        if grip is None or grip.entry is None or grip.over is None:
            return
        cell = next((one for one in self._cells if one.day.day == grip.over.day), None)
        if cell is None:
            return
        paint.rounded(painter, cell.rect.adjusted(1, 1, 0, 0), 6, "", "accent")
        ghost = QRect(cell.rect.left() + 4, cell.rect.top() + 28, cell.rect.width() - 8, entry_paint.LINE)
        paint.rounded(painter, ghost, 4, "bg")
        entry_paint.entry_line(painter, ghost, grip.entry, self.today, entry_paint.Look(is_current=True))
