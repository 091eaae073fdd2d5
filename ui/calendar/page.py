"""The page Calendar: a month or a week of visits and steps, to look ahead and to move things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QLocale, QMargins, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import calendar, working_time
from models.calendar import Entry, Span
from models.clock import FIRST_YEAR, LAST_YEAR
from models.errors import JournalError
from models.text import day_words
from ui import theme
from ui.calendar import deeds, words
from ui.calendar.days_view import DaysView
from ui.calendar.holidays import Holidays
from ui.calendar.jump_field import JumpField
from ui.calendar.month_layout import lines_of_a_day
from ui.calendar.month_view import MonthView
from ui.calendar.standing_view import MORE, Key, key_of
from ui.page import Page
from ui.session import Session
from ui.translations import language, say
from ui.widgets.buttons import button, icon_button
from ui.widgets.layouts import column, holding, row
from ui.widgets.pills import FilterChip
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.calendar.week_view import WeekView
    from ui.command_palette.command import Command
    from ui.steps.result_line import ResultLine

_IN_A_CELL, _IN_A_WEEK = 5, 40
"""So many entries of a day are read; more in a month where a high window has room, in a week so many of each kind."""
_EVERY_MINUTE = 60_000
_JUMP = 232


class CalendarPage(Page):
    """The days of a month or a week; what stands there is opened, moved, ticked and made in its place."""

    key: ClassVar[str] = "calendar"
    tables: ClassVar[frozenset[str]] = frozenset(
        {"visit", "step", "plan", "trip", "account", "project", "milestone", "receivable", "payment", "asset"}
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._today = session.today()
        self.day = self._today
        self.month = MonthView()
        self._week: WeekView | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.month)
        self._connect_view(self.month)
        self.holidays = Holidays(self)
        self.holidays.known.connect(self._show_marks)
        self._working_days = working_time.USUAL_WEEKDAYS
        self._read = 0
        self.result: ResultLine | None = None
        self._build()
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY_MINUTE)
        self._clock.timeout.connect(self._show_now)

    def title(self) -> str:
        """Return the page's name."""
        return say("Calendar")

    def subtitle(self) -> str:
        """Return the month or the week that is shown."""
        if self.view() is self.month:
            return day_words.month_name(language(), self.day)
        return words.heading_of_week(calendar.week_of(self.day, first_weekday())[0])

    def view(self) -> DaysView:
        """Return the view that is shown: the month or the week."""
        view = self._stack.currentWidget()
        assert isinstance(view, DaysView)
        return view

    @property
    def week(self) -> WeekView:
        """Return the view of a week, made when it is wanted for the first time."""
        if self._week is None:
            from ui.calendar.week_view import WeekView

            self._week = WeekView()
            self._connect_view(self._week)
            self._stack.addWidget(self._week)
        return self._week

    def refresh(self) -> None:
        """Read the days again; on a new day, that one is shown if the old one was."""
        if self._today != self.session.today():
            if self.day == self._today:
                self.day = self.session.today()
                self.view().stand_at(self.day)
            self._today = self.session.today()
        view = self.view()
        if view.day == date.min:
            view.stand_at(self.day)
        if view is self.month:
            self.month.month = self.day
            days = calendar.weeks_of_month(self.day, first_weekday())
        else:
            self.week.show_now(self.session.clock.wall())
            days = calendar.week_of(self.day, first_weekday())
        view.show_span(self._span(days), self._today)
        self.day = view.day
        working = self.session.read(working_time.of)
        self._working_days = working.weekdays
        country = working.country or ("CN" if language().is_chinese else "")
        self.holidays.want(country, days[0], days[-1])
        self._show_marks()

    def _span(self, days: Sequence[date]) -> Span:
        """Read the days: in a month as much as has room, and more of it while the keys stand further down in a day."""
        read = partial(calendar.read, first=days[0], last=days[-1], closed=self.closed.isChecked())
        if self.view() is self.month:
            self._read = self._room()
            span = self.session.read(read, most=self._read, enough=self._read)
            key = self.month.key
            if key in (None, MORE) or any(key == key_of(one) for day in span.days for one in day.entries):
                return span
        self._read = _IN_A_WEEK
        return self.session.read(read, most=_IN_A_WEEK)

    def is_settled(self) -> bool:
        """Return whether the holidays are there as well."""
        return not self.holidays.is_busy()

    def focus_first(self) -> None:
        """Give the focus to the days."""
        self.view().setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Go to where a day is named in words."""
        self.jump.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.jump.line.selectAll()

    def selected_record(self) -> tuple[str, int] | None:
        """Return what the keys stand at."""
        return key_of(self.view().current_entry())

    def deeds(self) -> Sequence[Command]:
        """Return what can be done on this page."""
        from ui.command_palette.command import Command

        return [
            Command("calendar.new", say("New in the calendar"), self.create_here, icon="plus"),
            Command("calendar.today", say("Show today in the calendar"), self.go_to_today, icon="today"),
            Command("calendar.jump", say("Go to a day in the calendar"), self.focus_filter, icon="calendar"),
            Command("calendar.month", say("Show a month"), lambda: self.show_view("month"), icon="month"),
            Command("calendar.week", say("Show a week"), lambda: self.show_view("week"), icon="list"),
        ]

    def go_to(self, day: date, key: Key | None = None) -> None:
        """Show a day, and stand at it or at an entry of it."""
        self.day = min(max(day, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31))
        self.view().stand_at(self.day, key)
        self.mark_stale()
        self.heading_changed.emit()

    def go_to_today(self) -> None:
        """Show today."""
        self.go_to(self.session.today())
        self.focus_first()

    def show_view(self, key: str) -> None:
        """Show the month or the week around the day where the keys stand, and at its entry."""
        before = self.view()
        view: DaysView = self.month if key == "month" else self.week
        self.views.set_current(key)
        if view is not before:
            had_focus = before.hasFocus()
            view.stand_at(before.day, before.key)
            self._stack.setCurrentWidget(view)
            self._order_focus()
            self.mark_stale()
            if had_focus:
                self.focus_first()
            self.heading_changed.emit()

    def create_here(self) -> None:
        """Ask for something new where the keys stand."""
        self.view().want_new()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the letters that stand for the buttons above, and those for the entry."""
        work = self._work_of(event) if self.view().hasFocus() and not event.modifiers() else None
        if work is None:
            super().keyPressEvent(event)
        else:
            work()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._clock.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.view() is self.month and 0 < self._read < self._room():
            self.mark_stale()

    def _room(self) -> int:
        return max(_IN_A_CELL, lines_of_a_day(self.height()))

    def _work_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        entry = self.view().current_entry()
        works: dict[int, Callable[[], object]] = {
            Qt.Key.Key_T: self.go_to_today,
            Qt.Key.Key_G: self.focus_filter,
            Qt.Key.Key_M: lambda: self.show_view("month"),
            Qt.Key.Key_W: lambda: self.show_view("week"),
            Qt.Key.Key_A: lambda: self._open_day(self.view().day),
            Qt.Key.Key_O: self._open_trip_of_day,
        }
        if entry is not None and entry.is_movable:
            works[Qt.Key.Key_P] = lambda: self._put_off(entry)
        return works.get(event.key())

    def _build(self) -> None:
        self.earlier = icon_button("chevron-left", say("Earlier (Page Up)"))
        self.earlier.clicked.connect(lambda: self._turn(-1))
        self.later = icon_button("chevron-right", say("Later (Page Down)"))
        self.later.clicked.connect(lambda: self._turn(1))
        self.to_today = button(say("Today"))
        self.to_today.setToolTip(say("Show today (T)"))
        self.to_today.clicked.connect(self.go_to_today)
        self.jump = JumpField(self.session.today, say("Go to a day"), keeps_room=False)
        self.jump.setToolTip(say("Go to a day in words (G or Ctrl+F)"))
        self.jump.line.setPlaceholderText(say("Go to a day: next month"))
        self.jump.setFixedWidth(_JUMP)
        self.jump.line.returnPressed.connect(self._jump)
        self.closed = FilterChip(say("Done"), checked=True)
        self.closed.setToolTip(say("Show what is done"))
        self.closed.setAccessibleName(say("Show what is done"))
        self.closed.toggled.connect(lambda _on: self.mark_stale())
        views = [("month", say("Month"), ""), ("week", say("Week"), "")]
        self.views = Segments(say("Month or week"), views)
        self.views.changed.connect(self.show_view)
        self.new = button(say("New"), "text", "plus")
        self.new.setToolTip(say("New where the keys stand (N)"))
        self.new.clicked.connect(self.create_here)
        left = holding(row(self.earlier, self.to_today, self.later))
        right = holding(row(self.new, 4, self.closed, 8, self.views))
        for part in (left, right):
            part.setFixedHeight(theme.FIELD)  # below the field beside them a line comes and goes
        tools = row(left, self.jump, None, right, spacing=theme.CARD_PADDING)
        for part in (left, right):
            tools.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        margins = QMargins(theme.MARGIN, 16, theme.MARGIN, theme.CARD_PADDING)
        whole = column(tools, self._stack, spacing=theme.CARD_GAP, margins=margins)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._order_focus()

    def _order_focus(self) -> None:
        stops = [self.earlier, self.to_today, self.later, self.jump.line, self.new, self.closed]
        stops += [self.views.button("month"), self.views.button("week"), self.month]
        stops += [self._week] if self._week is not None else []
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect_view(self, view: DaysView) -> None:
        view.opened.connect(self._open)
        view.ticked.connect(self._tick)
        view.removed.connect(self._remove)
        view.moved.connect(self._move)
        view.timed.connect(self._set_time)
        view.created.connect(self._create)
        view.day_opened.connect(self._open_day)
        view.trip_opened.connect(partial(self.session.open_record, "trip"))
        view.left.connect(self.go_to)
        view.turned.connect(self._turn)
        view.menu_wanted.connect(self._open_menu)

    def _turn(self, by: int) -> None:
        """Show so many months or weeks later, with the keys on the same day of it."""
        if self.view() is not self.month:
            self.go_to(_within(self.day, timedelta(weeks=by)))
            return
        year, month = divmod(self.day.year * 12 + self.day.month - 1 + by, 12)
        last = (date(year, month + 1, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        self.go_to(last.replace(day=min(self.day.day, last.day)))

    def _jump(self) -> None:
        value = self.jump.value()
        if value is not None:
            self.jump.set_value(None)
            self.go_to(date.fromisoformat(value))
            self.focus_first()

    def _open(self, entry: Entry) -> None:
        if entry.record == "step":
            from ui.steps.editor import edit_step

            edit_step(self.session, entry.id, self)
        elif entry.record == "milestone":
            self.session.open_record("project", entry.opens_id)
        else:
            self.session.open_record(entry.record, entry.id)

    def _remove(self, entry: Entry) -> None:
        if not self._tell_coming(entry):
            deeds.remove(self.session, entry)

    def _tell_coming(self, entry: Entry) -> bool:
        """Say of what only comes back, or is a mark, why it stays as it is; return whether it is such a one."""
        if entry.state == "coming":
            self.session.say(say("This one is made when the one before it is done. Enter opens the one there is."))
        elif entry.is_mark:
            self.session.say(say("The calendar only marks this day. Enter opens what it is about."))
        return entry.state == "coming" or entry.is_mark

    def _tick(self, entry: Entry) -> None:
        if self._tell_coming(entry):
            return
        if entry.record == "visit":
            self.session.say(say("A visit is not ticked: open it with Enter, and write down what came of it."))
        elif deeds.tick(self.session, entry) and entry.record == "step" and entry.state == "open":
            self._ask_result(entry)

    def _ask_result(self, entry: Entry) -> None:
        """Ask below the days what came of a step that was closed, and what is next."""
        if self.result is None:
            from ui.steps.result_line import ResultLine

            self.result = ResultLine(self.session)
            self.result.closed.connect(self.focus_first)
            whole = self.layout()
            assert whole is not None
            whole.addWidget(self.result)
        try:
            self.result.ask(deeds.as_asked(self.session, entry))
        except JournalError as error:
            self.session.read_failed.emit(error)

    def _move(self, entry: Entry, day: date) -> None:
        if FIRST_YEAR <= day.year <= LAST_YEAR and deeds.move(self.session, entry, day):
            self.go_to(day, key_of(entry))

    def _set_time(self, entry: Entry, start: str, minutes: int | None) -> None:
        if deeds.set_time(self.session, entry, start, minutes):
            self.go_to(date.fromisoformat(start[:10]), key_of(entry))

    def _put_off(self, entry: Entry) -> None:
        from ui.calendar.other_day_dialog import OtherDayDialog

        OtherDayDialog(self.session, entry, self.window(), lambda day: self.go_to(day, key_of(entry))).open()

    def _create(self, start: str, minutes: int | None) -> None:
        from ui.calendar.new_dialog import NewDialog

        dialog = NewDialog(self.session, self.window(), start, minutes)
        dialog.saved.connect(lambda kind, made, day: self.go_to(date.fromisoformat(day), (kind, made)) if day else None)
        dialog.open()

    def _open_day(self, day: date) -> None:
        from ui.calendar.day_dialog import DayDialog

        DayDialog(self.session, day, self.window(), self._open, closed=self.closed.isChecked()).open()

    def _open_trip_of_day(self) -> None:
        """Open the trip that goes on where the keys stand; of several the one drawn first."""
        found = self.view().trips_of(self.view().day)
        if found:
            self.session.open_record("trip", found[0].id)
        else:
            self.session.say(say("No trip and no event goes on on this day."))

    def _open_menu(self, entry: Entry | None, place: QPoint) -> None:
        from ui.calendar.menus import entry_menu, place_menu
        from ui.widgets import menus

        view = self.view()
        if entry is None:
            menu = place_menu(
                self,
                create=self.create_here,
                show_day=lambda: self._open_day(view.day),
                trips=view.trips_of(view.day),
                open_trip=partial(self.session.open_record, "trip"),
            )
            menus.show(menu, place)
            return
        menus.show(
            entry_menu(
                self.session,
                entry,
                self,
                open_it=lambda: self._open(entry),
                tick_it=lambda: self._tick(entry),
                put_off=lambda: self._put_off(entry),
            ),
            place,
        )

    def _show_marks(self) -> None:
        self.view().show_marks(self.holidays.marks, self._working_days)

    def _show_now(self) -> None:
        if self._week is not None:
            self._week.show_now(self.session.clock.wall())


def first_weekday() -> int:
    """Return what a week begins with on this computer, 0 is Monday."""
    return QLocale.system().firstDayOfWeek().value - 1


def _within(day: date, by: timedelta) -> date:
    return min(max(day, date.min + abs(by)), date.max - abs(by)) + by
