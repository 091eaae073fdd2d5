"""Days by the keyboard: where the keys stand, what is wanted by them, and what is heard of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.calendar import CalendarDay, Entry, Span, TripSpan
from models.calendar_marks import DayMark
from models.clock import FIRST_YEAR, LAST_YEAR
from ui import theme
from ui.calendar import words
from ui.translations import language, say

Key = tuple[str, int]
MORE: Key = ("more", 0)
"""The key of the line that says how much more a day holds."""


class StandingView(QWidget):
    """Days that the keys go through: arrows move, Enter goes into a day and opens, Ctrl with the arrows moves things.

    It stands at a day, and within the day at an entry once Enter went there. What is wanted is told by signals; the
    page does it.
    """

    opened = Signal(object)
    ticked = Signal(object)
    removed = Signal(object)
    moved = Signal(object, object)
    """An entry, and the day it is to have."""
    timed = Signal(object, str, object)
    """A visit, the time on the wall it is to begin at, and its minutes, or None for as long as before."""
    created = Signal(str, object)
    """Something new on a day or at a time on the wall (ISO), and its minutes or None."""
    day_opened = Signal(object)
    """All of a day is wanted, which is more than there is room for."""
    trip_opened = Signal(object)
    """The trip or event to be opened, by its id."""
    left = Signal(object)
    """The keys went to a day that is not shown."""
    turned = Signal(int)
    """So many months or weeks later are wanted, or earlier."""
    menu_wanted = Signal(object, QPoint)
    """A menu for an entry, or for the day where None, at a place of the screen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.days: list[CalendarDay] = []
        self.trips: tuple[TripSpan, ...] = ()
        self.marks: Mapping[date, DayMark] = {}
        self.working_days: frozenset[int] = frozenset(range(5))
        self.today = date.min
        self.day = date.min
        self.key: Key | None = None
        theme.watcher().changed.connect(self.update)

    def show_span(self, span: Span, today: date) -> None:
        """Show other days, or the same ones read again; the keys stay where they are, with an entry that moved."""
        self.days = list(span.days)
        self.trips = span.trips
        self.today = today
        if self.key not in (None, MORE) and self.current_entry() is None:
            found = next((one for one in self.days if any(key_of(e) == self.key for e in one.entries)), None)
            if found is not None:
                self.day = found.day
            else:
                self.key = None
        self.lay_out()
        self._tell()
        self.update()

    def show_marks(self, marks: Mapping[date, DayMark], working_days: frozenset[int]) -> None:
        """Show which days are holidays, and which weekdays are worked."""
        self.marks, self.working_days = marks, working_days
        self._tell()
        self.update()

    def is_free(self, day: date) -> bool:
        """Return whether a day is not worked."""
        mark = self.marks.get(day)
        if mark is not None and (mark.is_free or mark.is_made_up):
            return mark.is_free
        return day.weekday() not in self.working_days

    def stand_at(self, day: date, key: Key | None = None) -> None:
        """Let the keys stand at a day, or at an entry of it."""
        self.day, self.key = day, key
        if key not in (None, MORE) and key not in self.stops_of(day):
            self.lay_out()  # what the keys stand at is in sight, however much there is on its day
        self.reveal()
        self._tell()
        self.update()

    def current_entry(self) -> Entry | None:
        """Return the entry the keys stand at."""
        return self.entry_at(self.day, self.key) if self.key is not None else None

    def entries_of(self, day: date) -> tuple[Entry, ...]:
        """Return all entries of a day that were read."""
        return next((one.entries for one in self.days if one.day == day), ())

    def trips_of(self, day: date) -> list[TripSpan]:
        """Return the trips and events that go on on a day."""
        return [trip for trip in self.trips if trip.first <= day.isoformat() <= trip.last]

    def beginning(self) -> str:
        """Return where something new would begin: the day, or the time on the wall."""
        return self.day.isoformat()

    def lay_out(self) -> None:
        """Work out where everything stands."""
        raise NotImplementedError

    def stops_of(self, day: date) -> list[Key]:
        """Return what the keys stop at within a day, from top to bottom."""
        raise NotImplementedError

    def spots(self) -> Iterable[tuple[QRect, date, Key]]:
        """Yield where entries, and the lines that say there is more, are drawn; what is drawn last comes first."""
        raise NotImplementedError

    def reveal(self) -> None:
        """Scroll to where the keys stand."""

    def step_through(self, event: QKeyEvent) -> bool:
        """Move by the arrows among days; return whether that was such a key."""
        raise NotImplementedError

    def move_entry(self, entry: Entry, event: QKeyEvent) -> bool:
        """Move an entry by the arrows with Ctrl; return whether that was such a key."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier or not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key, entry = Qt.Key(event.key()), self.current_entry()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            return self.step_back()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            return entry is not None and entry.is_movable and self.move_entry(entry, event)
        if key == Qt.Key.Key_F10 and modifiers == Qt.KeyboardModifier.ShiftModifier:
            key = Qt.Key.Key_Menu
        deed = self._deeds(entry).get(key)
        if deed is None:
            return self.step_through(event)
        deed()
        return True

    def _deeds(self, entry: Entry | None) -> dict[Qt.Key, Callable[[], object]]:
        """Return what the keys do where they stand, but for those that step from day to day."""
        deeds: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Return: lambda: self._enter(entry),
            Qt.Key.Key_Enter: lambda: self._enter(entry),
            Qt.Key.Key_Menu: lambda: self.menu_wanted.emit(entry, self.mapToGlobal(self._place_of_current().center())),
            Qt.Key.Key_PageUp: lambda: self.turned.emit(-1),
            Qt.Key.Key_PageDown: lambda: self.turned.emit(1),
            Qt.Key.Key_N: self.want_new,
            Qt.Key.Key_Home: lambda: self._step_to_edge(last=False),
            Qt.Key.Key_End: lambda: self._step_to_edge(last=True),
        }
        if entry is not None:
            deeds[Qt.Key.Key_Space] = lambda: self.ticked.emit(entry)
            deeds[Qt.Key.Key_Delete] = lambda: self.removed.emit(entry)
        if self.key is not None:
            deeds[Qt.Key.Key_Up] = lambda: self._step_within(-1)
            deeds[Qt.Key.Key_Down] = lambda: self._step_within(1)
            deeds[Qt.Key.Key_Left] = lambda: self._step_beside(-1)
            deeds[Qt.Key.Key_Right] = lambda: self._step_beside(1)
        return deeds

    def _enter(self, entry: Entry | None) -> None:
        """Open the entry, or go into the day; where a day is empty, something new is made."""
        if entry is not None:
            self.opened.emit(entry)
        elif self.key == MORE:
            self.day_opened.emit(self.day)
        elif not self.go_into():
            self.want_new()

    def go_into(self) -> bool:
        """Stand at the first entry of the day; return whether it has one."""
        stops = self.stops_of(self.day)
        if stops:
            self.stand_at(self.day, stops[0])
        return bool(stops)

    def want_new(self) -> None:
        """Want something new where the keys stand."""
        self.created.emit(self.beginning(), None)

    def step_back(self) -> bool:
        """Go from the entry back to its day; return whether the keys were at one."""
        if self.key is None:
            return False
        self.stand_at(self.day)
        return True

    def _step_within(self, by: int) -> None:
        stops = self.stops_of(self.day)
        if self.key not in stops:
            self.go_into()
            return
        self.stand_at(self.day, stops[min(max(stops.index(self.key) + by, 0), len(stops) - 1)])

    def _step_beside(self, by: int) -> None:
        """Go to the day before or after, and to its first entry where it has one."""
        if self.step_to(self.day + timedelta(days=by)):
            self.go_into()

    def _step_to_edge(self, *, last: bool) -> None:
        """Go to the first or the last day of the week."""
        number = next((number for number, one in enumerate(self.days) if one.day == self.day), 0)
        self.step_to(self.days[number - number % 7 + (6 if last else 0)].day)

    def step_to(self, day: date) -> bool:
        """Stand at another day; one that is not shown is told, and the page shows it. The calendar has its ends."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            return False
        self.stand_at(day)
        if all(one.day != day for one in self.days):
            self.left.emit(day)
        return True

    def _place_of_current(self) -> QRect:
        """Return where that is drawn at which the keys stand."""
        return next((rect for rect, day, key in self.spots() if (day, key) == (self.day, self.key)), self.rect())

    def spoken(self) -> str:
        """Return in words where the keys stand."""
        entry = self.current_entry()
        if entry is not None:
            return words.entry_words(entry)
        shown = next((one for one in self.days if one.day == self.day), None)
        if shown is None:
            return ""
        if self.key == MORE:
            return say("All of this day")
        said = words.day_in_words(shown, self.today, self.marks.get(self.day))
        return language().listing((said, *map(words.trip_words, self.trips_of(self.day))))

    def _tell(self) -> None:
        said = self.spoken()
        if said == self.accessibleDescription():
            return
        self.setAccessibleDescription(said)
        if self.hasFocus() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def entry_at(self, day: date, key: Key) -> Entry | None:
        """Return the entry of a day with this key."""
        return next((one for one in self.entries_of(day) if key_of(one) == key), None)


def key_of(entry: Entry | None) -> Key | None:
    """Return what tells an entry from others."""
    return (entry.record, entry.id) if entry is not None else None
