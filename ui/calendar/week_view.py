"""A week with its hours: visits as blocks, above them what has no time, and a place to make something new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollBar

from models.calendar import Entry, TripSpan
from ui.calendar import entry_paint, week_paint, words
from ui.calendar.days_view import DaysView, Grip, Place
from ui.calendar.standing_view import MORE, Key
from ui.calendar.week_layout import (
    DAY_MINUTES,
    HOUR,
    Week,
    column_of,
    lay_out,
    minute_of,
    place_of,
)
from ui.translations import say
from ui.widgets import paint

_SLOT, _QUARTER = 30, 15
"""The minutes by which the keys move, and by which things are moved and made longer."""
_EDGE = 7
"""How near to the lower edge of a block the pointer makes it longer."""
_FIRST_HOUR = 8
"""The hour at the top of a week that is shown first."""
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class WeekView(DaysView):
    """Seven days with their hours, which are scrolled."""

    def __init__(self) -> None:
        super().__init__(say("Calendar, week"))
        self.minute = 9 * 60
        self.anchor: int | None = None
        """Where a choice of hours began, while there is one."""
        self.now = ""
        self._week = Week((), (), (), 0)
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.bar.setSingleStep(HOUR // 2)
        self.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bar.setAccessibleName(say("Hours"))
        self.bar.valueChanged.connect(self.update)
        self._was_scrolled = False

    def sizeHint(self) -> QSize:
        return QSize(900, 700)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 320)

    def show_now(self, wall: str) -> None:
        """Show where the time of day is now."""
        self.now = wall
        self.update()

    def lay_out(self) -> None:
        """Work out where the days, their lines and their visits stand."""
        wide = self.bar.sizeHint().width()
        self._week = lay_out(self.days, self.trips, self.width() - wide, self.current_entry())
        grid = self._grid()
        self.bar.setGeometry(self.width() - wide, grid.top(), wide, grid.height())
        self.bar.setPageStep(grid.height())
        self.bar.setRange(0, max(24 * HOUR - grid.height(), 0))
        if not self._was_scrolled and self.days and grid.height() > HOUR:
            self._was_scrolled = True
            self.bar.setValue(_FIRST_HOUR * HOUR - HOUR // 4)

    def stand_at(self, day: date, key: Key | None = None) -> None:
        """Let the keys stand at a day, or at an entry of it; chosen hours are no longer chosen."""
        self.anchor = None
        entry = next((one for one in self.entries_of(day) if (one.record, one.id) == key), None)
        if entry is not None and entry.time:
            self.minute = minute_of(entry.time)
        super().stand_at(day, key)

    def stand_at_place(self, place: Place) -> None:
        """Stand where the pointer pressed, at the half hour."""
        if place.minute is not None:
            self.minute = place.minute - place.minute % _SLOT
        self.stand_at(place.day)

    def beginning(self) -> str:
        """Return the time on the wall where the keys stand."""
        return self._wall(self.day, self._chosen()[0])

    def spoken(self) -> str:
        """Return where the keys stand, with the hours while no entry is reached."""
        said = super().spoken()
        if self.key is not None or not said:
            return said
        begin, end = self._chosen()
        return say(
            "{time}, {day}", time=say("{start}–{end}", start=words.clock_of(begin), end=words.clock_of(end)), day=said
        )

    def stops_of(self, day: date) -> list[Key]:
        """Return the lines of a day, and then its visits by time."""
        number = column_of(self.days, day)
        if number is None or number >= len(self._week.columns):
            return []
        column = self._week.columns[number]
        stops: list[Key] = [(entry.record, entry.id) for _, entry in column.lines]
        stops += [MORE] if column.more else []
        return stops + [(one.entry.record, one.entry.id) for one in self._week.blocks if one.column == number]

    def go_into(self) -> bool:
        """Stand at the visit at this time, else at the next one, else at the first entry; not from chosen hours."""
        if self.anchor is not None:
            return False
        number = column_of(self.days, self.day)
        later = [one for one in self._week.blocks if one.column == number and one.end > self.minute]
        if later:
            self.stand_at(self.day, (later[0].entry.record, later[0].entry.id))
            return True
        return super().go_into()

    def place_at(self, at: QPoint) -> Place | None:
        """Return the day at a point, and the quarter of an hour within the hours."""
        column = next((one for one in self._week.columns if one.left <= at.x() < one.left + one.width), None)
        if column is None or not 0 <= at.y() < self.height():
            return None
        if at.y() < self._week.grid_top:
            return Place(column.day.day)
        minute = (at.y() - self._top()) * 60 // HOUR
        return Place(column.day.day, min(max(minute - minute % _QUARTER, 0), DAY_MINUTES - _QUARTER))

    def spots(self) -> Iterator[tuple[QRect, date, Key]]:
        """Yield the visible parts of the visits, and the lines above the hours."""
        grid = self._grid()
        for block in reversed(self._week.blocks):
            rect = place_of(block, self._week.columns, self._top()).intersected(grid)
            if not rect.isEmpty():
                yield rect, self._week.columns[block.column].day.day, (block.entry.record, block.entry.id)
        for column in self._week.columns:
            for rect, entry in column.lines:
                yield rect, column.day.day, (entry.record, entry.id)
            if column.more:
                yield column.more[0], column.day.day, MORE

    def trip_at(self, at: QPoint) -> TripSpan | None:
        """Return the trip whose bar lies at a point."""
        return next((bar.trip for bar in self._week.bars if bar.rect.contains(at)), None)

    def is_at_edge(self, at: QPoint, rect: QRect, entry: Entry) -> bool:
        """Return whether a point lies at the lower edge of a visit with a time."""
        return bool(entry.time) and at.y() > rect.bottom() - _EDGE

    def drop(self, grip: Grip) -> None:
        """Give a visit another time or another end, and anything else another day."""
        entry, over = grip.entry, grip.over
        if entry is None or over is None:
            return
        if grip.by_edge:
            self.timed.emit(entry, self._wall(date.fromisoformat(entry.day), minute_of(entry.time)), self._length(grip))
        elif over.minute is None or entry.record != "visit":
            super().drop(grip)
        elif (begin := self._landing(grip)) != (entry.time and minute_of(entry.time)) or (
            over.day.isoformat() != entry.day
        ):
            self.timed.emit(entry, self._wall(over.day, begin), None)

    def select(self, grip: Grip) -> None:
        """Make something new in the hours that were dragged over."""
        begin, end = self._dragged(grip)
        if begin is None:
            return
        self.created.emit(self._wall(grip.place.day, begin), end - begin)

    def reveal(self) -> None:
        """Scroll to the hour where the keys stand."""
        if self.key is not None and not any((one.entry.record, one.entry.id) == self.key for one in self._week.blocks):
            return  # it stands above the hours
        top, height = self.minute * HOUR // 60, self._grid().height()
        if top < self.bar.value():
            self.bar.setValue(top - HOUR // 2)
        elif top + HOUR > self.bar.value() + height:
            self.bar.setValue(top + HOUR + HOUR // 2 - height)

    def step_through(self, event: QKeyEvent) -> bool:
        """Move by half an hour or a day; with Shift, hours are chosen."""
        key = Qt.Key(event.key())
        by_day = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        by_slot = {Qt.Key.Key_Up: -_SLOT, Qt.Key.Key_Down: _SLOT}.get(key)
        if by_day is not None:
            self.step_to(self.day + timedelta(days=by_day))
        elif by_slot is not None:
            anchor = self.anchor if self.anchor is not None else self.minute
            self.minute = min(max(self.minute + by_slot, 0), DAY_MINUTES - _SLOT)
            self.stand_at(self.day)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.anchor = anchor
                self._tell()
        return by_day is not None or by_slot is not None

    def move_entry(self, entry: Entry, event: QKeyEvent) -> bool:
        """Move an entry by a day, or a visit by a quarter of an hour; with Shift as well, it is made longer."""
        key = Qt.Key(event.key())
        by_day = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        by = {Qt.Key.Key_Up: -_QUARTER, Qt.Key.Key_Down: _QUARTER}.get(key)
        if by_day is not None:
            self.moved.emit(entry, self.day + timedelta(days=by_day))
        elif by is not None and entry.time:
            begin = minute_of(entry.time)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                length = max(week_paint.minutes_of(entry) + by, _QUARTER)
                self.timed.emit(entry, self._wall(self.day, begin), length)
            else:
                begin = min(max(begin + by, _QUARTER), DAY_MINUTES - _QUARTER)
                self.timed.emit(entry, self._wall(self.day, begin), None)
        return by_day is not None or by is not None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.bar.setValue(self.bar.value() - event.angleDelta().y() * HOUR // 120)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        grid = self._grid()
        week_paint.surfaces(painter, self, self._week, grid)
        painter.setClipRect(grid)
        week_paint.hours(painter, self._week, grid, self._top())
        self._paint_choice(painter)
        for block in self._week.blocks:
            rect = place_of(block, self._week.columns, self._top())
            if rect.intersects(grid):
                look = self.look_of(self._week.columns[block.column].day.day, (block.entry.record, block.entry.id))
                entry_paint.visit_block(painter, rect, block.entry, look)
        week_paint.now(painter, self._week, self.now, self._top())
        self._paint_ghost(painter, grid)
        painter.setClipping(False)
        for bar in self._week.bars:
            entry_paint.trip_bar(painter, bar.rect, bar.trip)
        for column in self._week.columns:
            for rect, entry in column.lines:
                look = self.look_of(column.day.day, (entry.record, entry.id))
                entry_paint.entry_line(painter, rect, entry, self.today, look)
            if column.more:
                entry_paint.more_line(painter, *column.more, self.look_of(column.day.day, MORE))

    def _paint_choice(self, painter: QPainter) -> None:
        """Draw the hours that are chosen, or the half hour where the keys stand, below the visits and at their left."""
        number, grip = column_of(self.days, self.day), self.grip
        begin: int | None = None
        if grip is not None and grip.entry is None and grip.is_dragged:
            begin, end = self._dragged(grip)
        elif self.key is None and self.hasFocus():
            begin, end = self._chosen()
        if begin is None or number is None:
            return
        column = self._week.columns[number]
        top = self._top() + begin * HOUR // 60
        rect = QRect(column.left + 2, top, column.width - 3, (end - begin) * HOUR // 60)
        week_paint.chosen_hour(painter, begin, top)
        chosen = self.anchor is not None or grip is not None
        paint.rounded(painter, rect, 6, "accent_tint" if chosen else "", "accent")
        paint.rounded(painter, rect.adjusted(1, 1, -1, -1), 5, "", "accent")
        if chosen:
            said = say("{start}–{end}", start=words.clock_of(begin), end=words.clock_of(end % DAY_MINUTES))
            paint.text(painter, rect.adjusted(8, 2, -4, 0), said, "hint", "accent", _TOP_LEFT)

    def _paint_ghost(self, painter: QPainter, grid: QRect) -> None:
        """Draw where the visit that is dragged would go."""
        grip = self.grip
        if grip is None or grip.entry is None or not grip.is_dragged or grip.over is None:
            return
        number = column_of(self.days, grip.over.day)
        if number is None:
            return
        column, entry = self._week.columns[number], grip.entry
        if entry.record != "visit" or (grip.over.minute is None and not grip.by_edge):
            painter.setClipping(False)
            area = QRect(column.left + 1, 0, column.width - 1, self._week.grid_top)
            paint.rounded(painter, area, 6, "", "accent")
            painter.setClipRect(grid)
            return
        if grip.by_edge:
            column = self._week.columns[column_of(self.days, date.fromisoformat(entry.day)) or 0]
            begin, minutes = minute_of(entry.time), self._length(grip)
        else:
            begin, minutes = self._landing(grip), week_paint.minutes_of(entry)
        rect = QRect(column.left + 4, self._top() + begin * HOUR // 60, column.width - 8, minutes * HOUR // 60)
        paint.rounded(painter, rect, 6, "accent_tint", "accent")
        said = say("{start}–{end}", start=words.clock_of(begin), end=words.clock_of((begin + minutes) % DAY_MINUTES))
        paint.text(painter, rect.adjusted(8, 3, -4, 0), said, "hint", "accent", _TOP_LEFT)
        if rect.height() >= 34:
            paint.text(painter, rect.adjusted(8, 19, -4, 0), entry.account, "caption_bold", "text", _TOP_LEFT)

    def _landing(self, grip: Grip) -> int:
        """Return the minute at which a visit begins that is let go where the pointer is."""
        assert grip.over is not None
        assert grip.entry is not None
        over = grip.over.minute or 0
        held = grip.place.minute
        if grip.entry.time and held is not None:
            begin = minute_of(grip.entry.time)
            over = begin + over - held
        return min(max(over, _QUARTER), DAY_MINUTES - _QUARTER)  # at midnight a visit would have no time

    def _length(self, grip: Grip) -> int:
        assert grip.entry is not None
        over = grip.over.minute if grip.over is not None and grip.over.minute is not None else 0
        return max(over + _QUARTER - minute_of(grip.entry.time), _QUARTER)

    def _dragged(self, grip: Grip) -> tuple[int | None, int]:
        """Return the hours that an empty place was dragged over, up and down within its day."""
        if grip.place.minute is None or grip.over is None or grip.over.minute is None:
            return None, 0
        return min(grip.place.minute, grip.over.minute), max(grip.place.minute, grip.over.minute) + _QUARTER

    def _chosen(self) -> tuple[int, int]:
        anchor = self.anchor if self.anchor is not None else self.minute
        return min(anchor, self.minute), max(anchor, self.minute) + _SLOT

    def want_new(self) -> None:
        """Want something new in the chosen hours."""
        begin, end = self._chosen()
        self.created.emit(self.beginning(), end - begin if self.anchor is not None else None)

    def _wall(self, day: date, minute: int) -> str:
        return f"{day.isoformat()}T{words.clock_of(minute)}"

    def _grid(self) -> QRect:
        top = self._week.grid_top
        return QRect(0, top, self.width() - self.bar.sizeHint().width(), max(self.height() - top, 0))

    def _top(self) -> int:
        """Return where midnight stands."""
        return self._week.grid_top - self.bar.value()
