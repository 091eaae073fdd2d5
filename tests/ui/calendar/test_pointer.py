"""The calendar by the pointer: things are dragged to another day or time, made longer, and made by choosing hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from models import calendar, trips
from models.calendar import CalendarDay, Entry, TripSpan
from tests.factories import TODAY, make_account, make_step, make_visit
from tests.ui.calendar.keys import shown
from ui.calendar import words
from ui.calendar.days_view import DaysView
from ui.calendar.month_layout import lay_out as lay_out_month
from ui.calendar.month_layout import trips_in_lanes
from ui.calendar.new_dialog import NewDialog
from ui.calendar.page import CalendarPage
from ui.calendar.week_layout import HOUR, lay_out, place_of
from ui.session import Session

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
FRIDAY = TODAY + timedelta(days=1)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Iterator[CalendarPage]:
    """The page with a planned and a held visit, a step and a trip, shown."""
    account = make_account(session.journal)
    make_visit(session.journal, account, "2026-05-14T15:00", state="planned", minutes=60, purpose="Agree the dates")
    make_visit(session.journal, account, "2026-05-12T09:00", minutes=60)
    make_step(session.journal, "Send the BOQ", due_on=TODAY)
    trips.create(session.journal, name="Fair", place="Leipzig", start_on="2026-05-12", end_on="2026-05-15")
    yield from shown(session, qtbot, 1000)


def mouse(view: QWidget, kind: QEvent.Type, at: QPoint, held: Qt.MouseButton = LEFT) -> None:
    """Let the pointer do something at a point of a view."""
    place = QPointF(at)
    button = NONE if kind == QEvent.Type.MouseMove else LEFT
    held = NONE if kind == QEvent.Type.MouseButtonRelease else held
    event = QMouseEvent(kind, place, QPointF(view.mapToGlobal(at)), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, event)


def drag(view: QWidget, start: QPoint, end: QPoint) -> None:
    """Press at a point, go to another one, and let go."""
    mouse(view, QEvent.Type.MouseButtonPress, start)
    mouse(view, QEvent.Type.MouseMove, start + QPoint(2, 2))
    mouse(view, QEvent.Type.MouseMove, (start + end) / 2)
    mouse(view, QEvent.Type.MouseMove, end)
    view.grab()
    mouse(view, QEvent.Type.MouseButtonRelease, end)


def spot(view: DaysView, what: str, day: date = TODAY) -> QPoint:
    """Return the middle of an entry of a day."""
    return next(rect.center() for rect, of, key in view.spots() if of == day and key[0] == what)


def cell(page: CalendarPage, day: date) -> QPoint:
    """Return an empty place of a day of the month."""
    found = next(one for one in page.month._cells if one.day.day == day)
    return found.rect.bottomLeft() + QPoint(20, -8)


def hour(page: CalendarPage, day: date, minute: int) -> QPoint:
    """Return where a minute of a day lies in the week."""
    number = next(number for number, one in enumerate(page.week.days) if one.day == day)
    column = page.week._week.columns[number]
    return QPoint(column.left + column.width - 3, page.week._top() + minute * HOUR // 60 + 1)


def entries(session: Session, day: date = TODAY) -> list[Entry]:
    """Return what stands on a day."""
    return list(calendar.read(session.journal, day, day).days[0].entries)


def test_a_visit_is_dragged_to_another_day_of_the_month(page: CalendarPage, session: Session) -> None:
    drag(page.month, spot(page.month, "visit"), cell(page, date(2026, 5, 20)))
    (moved,) = entries(session, date(2026, 5, 20))
    assert (moved.title, moved.time) == ("Agree the dates", "15:00")
    assert page.month.current_entry() == moved
    session.undo()
    drag(page.month, spot(page.month, "step"), cell(page, FRIDAY))
    assert [one.title for one in entries(session, FRIDAY)] == ["Send the BOQ"]


def test_what_was_held_can_not_be_dragged_and_a_tremble_moves_nothing(page: CalendarPage, session: Session) -> None:
    tuesday = date(2026, 5, 12)
    drag(page.month, spot(page.month, "visit", tuesday), cell(page, FRIDAY))
    assert not entries(session, FRIDAY)
    at = spot(page.month, "visit")
    drag(page.month, at, at + QPoint(3, 3))
    assert [one.record for one in entries(session)] == ["visit", "step"]


def test_esc_lets_go_of_what_is_dragged(page: CalendarPage, session: Session) -> None:
    at, to = spot(page.month, "visit"), cell(page, FRIDAY)
    mouse(page.month, QEvent.Type.MouseButtonPress, at)
    mouse(page.month, QEvent.Type.MouseMove, to)
    QTest.keyClick(page.month, Qt.Key.Key_Escape)
    mouse(page.month, QEvent.Type.MouseButtonRelease, to)
    assert not entries(session, FRIDAY)


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Space, Qt.Key.Key_W, Qt.Key.Key_N, Qt.Key.Key_Return])
def test_keys_do_nothing_else_to_what_is_dragged(page: CalendarPage, session: Session, key: Qt.Key) -> None:
    to = cell(page, FRIDAY)
    mouse(page.month, QEvent.Type.MouseButtonPress, spot(page.month, "step"))
    mouse(page.month, QEvent.Type.MouseMove, to)
    QTest.keyClick(page.month, key)
    mouse(page.month, QEvent.Type.MouseButtonRelease, to)
    assert page.view() is page.month
    assert [(one.title, one.state) for one in entries(session, FRIDAY)] == [("Send the BOQ", "open")]


def test_what_is_dragged_is_let_go_where_the_pointer_is_lost(page: CalendarPage, session: Session) -> None:
    to = cell(page, FRIDAY)
    mouse(page.month, QEvent.Type.MouseButtonPress, spot(page.month, "visit"))
    mouse(page.month, QEvent.Type.MouseMove, to)
    mouse(page.month, QEvent.Type.MouseMove, to, held=NONE)
    assert page.month.grip is None
    mouse(page.month, QEvent.Type.MouseButtonRelease, to)
    assert not entries(session, FRIDAY)


def test_what_is_dragged_goes_on_in_the_month_that_the_wheel_shows(page: CalendarPage, session: Session) -> None:
    mouse(page.month, QEvent.Type.MouseButtonPress, spot(page.month, "visit"))
    mouse(page.month, QEvent.Type.MouseMove, cell(page, FRIDAY))
    page.month.turned.emit(1)
    to = cell(page, date(2026, 6, 17))
    mouse(page.month, QEvent.Type.MouseMove, to)
    mouse(page.month, QEvent.Type.MouseButtonRelease, to)
    assert entries(session, date(2026, 6, 17))[0].title == "Agree the dates"


def test_a_double_click_opens_or_makes(page: CalendarPage, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.record_wanted) as wanted:
        at = spot(page.month, "visit")
        mouse(page.month, QEvent.Type.MouseButtonPress, at)
        mouse(page.month, QEvent.Type.MouseButtonDblClick, at)
    assert wanted.args[0] == "visit"
    at = cell(page, date(2026, 5, 20))
    mouse(page.month, QEvent.Type.MouseButtonPress, at)
    mouse(page.month, QEvent.Type.MouseButtonDblClick, at)
    (asked,) = page.window().findChildren(NewDialog)
    assert asked.when.value() == "2026-05-20T00:00"
    asked.reject()


def test_the_wheel_turns_the_months(page: CalendarPage) -> None:
    at = QPointF(cell(page, TODAY))
    for turned, said in ((-120, "June 2026"), (120, "May 2026"), (60, "May 2026"), (60, "April 2026")):
        event = QWheelEvent(
            at,
            page.month.mapToGlobal(at),
            QPoint(),
            QPoint(0, turned),
            NONE,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(page.month, event)
        assert page.subtitle() == said


def test_a_tooltip_says_all_of_an_entry_and_of_a_trip(page: CalendarPage) -> None:
    view = page.month
    for at, said in (
        (spot(view, "visit"), "Planned visit, 15:00–16:00, Northern Rail, Agree the dates, on site"),
        (view._bars[0].rect.center(), "Trip, Fair, Leipzig, 12 May – 15 May"),
    ):
        QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(at)))
        assert QToolTip.text() == said
        QToolTip.hideText()


def test_the_menu_of_the_pointer_is_that_of_the_place(page: CalendarPage) -> None:
    for at, first in ((spot(page.month, "step"), "Open"), (cell(page, FRIDAY), "New here…")):
        QTest.mousePress(page.month, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, page.month.mapToGlobal(at))
        QApplication.sendEvent(page.month, event)
        (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
        assert menu.actions()[0].text().partition("\t")[0] == first
        menu.close()
        QTest.mouseRelease(page.month, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)


def test_a_visit_is_dragged_to_another_time_of_another_day(page: CalendarPage, session: Session) -> None:
    page.show_view("week")
    at = spot(page.week, "visit")
    column = hour(page, FRIDAY, 0).x() - hour(page, TODAY, 0).x()
    drag(page.week, at, at + QPoint(column, -2 * HOUR))
    (moved,) = entries(session, FRIDAY)
    assert (moved.time, moved.minutes) == ("13:00", 60)


def test_its_lower_edge_makes_a_visit_longer(page: CalendarPage, session: Session) -> None:
    page.show_view("week")
    rect = next(rect for rect, day, key in page.week.spots() if day == TODAY and key[0] == "visit")
    edge = QPoint(rect.center().x(), rect.bottom() - 2)
    mouse(page.week, QEvent.Type.MouseMove, edge, NONE)
    assert page.week.cursor().shape() == Qt.CursorShape.SizeVerCursor
    drag(page.week, edge, edge + QPoint(0, HOUR))
    assert entries(session)[0].minutes == 120
    assert entries(session)[0].time == "15:00"


def test_a_visit_let_go_above_the_hours_keeps_its_time(page: CalendarPage, session: Session) -> None:
    page.show_view("week")
    target = QPoint(hour(page, FRIDAY, 0).x() - 30, 20)
    drag(page.week, spot(page.week, "visit"), target)
    assert entries(session, FRIDAY)[0].time == "15:00"
    drag(page.week, spot(page.week, "step"), hour(page, FRIDAY, 11 * 60))
    assert [one.record for one in entries(session, FRIDAY)] == ["visit", "step"]


def test_hours_that_are_dragged_over_become_a_visit(page: CalendarPage, session: Session) -> None:
    page.show_view("week")
    drag(page.week, hour(page, FRIDAY, 10 * 60), hour(page, FRIDAY, 11 * 60 + 15))
    (asked,) = page.window().findChildren(NewDialog)
    assert (asked.when.value(), asked.minutes.value()) == ("2026-05-15T10:00", 90)
    asked.account.setText("Northern Rail")
    asked.accept()
    (made,) = entries(session, FRIDAY)
    assert (made.time, made.minutes, made.state) == ("10:00", 90, "planned")


def test_hours_are_chosen_by_the_keys_as_well(page: CalendarPage, session: Session) -> None:
    page.show_view("week")
    view = page.week
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription().startswith("09:00–09:30, Friday 15 May 2026")
    QTest.keyClick(view, Qt.Key.Key_Down)
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.accessibleDescription().startswith("09:30–11:00, Friday")
    view.grab()
    QTest.keyClick(view, Qt.Key.Key_Return)
    (asked,) = page.window().findChildren(NewDialog)
    assert (asked.when.value(), asked.minutes.value()) == ("2026-05-15T09:30", 90)
    asked.reject()


def test_a_visit_is_moved_and_made_longer_by_the_keys(page: CalendarPage, session: Session) -> None:
    page.show_view("week")
    view = page.week
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.accessibleDescription().startswith("Planned visit, 15:00")
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert entries(session)[0].time == "14:45"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view, Qt.Key.Key_Down, both)
    QTest.keyClick(view, Qt.Key.Key_Down, both)
    assert (entries(session)[0].time, entries(session)[0].minutes) == ("14:45", 90)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert entries(session, FRIDAY)[0].minutes == 90
    QTest.keyClick(view, Qt.Key.Key_M)
    assert page.month.current_entry() == entries(session, FRIDAY)[0]


def test_no_visit_loses_its_time_at_midnight(page: CalendarPage, session: Session) -> None:
    page.show_view("week")
    view = page.week
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    for _ in range(62):
        QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert entries(session)[0].time == "00:15"


def visit(number: int, time: str, minutes: int | None = 60) -> Entry:
    """Return a visit of the day of the tests."""
    return Entry("visit", number, TODAY.isoformat(), time, minutes, "on_site", "planned", "", "Northern Rail")


def one_week(*entries: Entry, count: int | None = None) -> list[CalendarDay]:
    """Return a week whose first day holds these entries."""
    days = [CalendarDay(TODAY + timedelta(days=number), (), 0) for number in range(7)]
    return [CalendarDay(TODAY, entries, len(entries) if count is None else count), *days[1:]]


def test_visits_at_one_time_stand_beside_each_other() -> None:
    week = lay_out(one_week(visit(1, "09:00"), visit(2, "09:30"), visit(3, "10:00"), visit(4, "12:00")), (), 1000)
    assert [(one.entry.id, one.beside, one.of) for one in week.blocks] == [(1, 0, 2), (2, 1, 2), (3, 0, 2), (4, 0, 1)]


def test_visits_without_room_beside_the_others_are_counted() -> None:
    week = lay_out(one_week(*(visit(number, "09:00") for number in range(10))), (), 1000)
    assert len(week.blocks) == 6
    assert week.columns[0].more is not None
    assert week.columns[0].more[1] == 4


def test_a_visit_over_midnight_ends_with_its_day() -> None:
    (block,) = lay_out(one_week(visit(1, "23:30", 120)), (), 1000).blocks
    assert (block.start, block.end) == (23 * 60 + 30, 24 * 60)


def test_a_visit_at_the_end_of_the_day_is_seen_beside_others() -> None:
    week = lay_out(one_week(visit(1, "23:40", 15), visit(2, "23:59", 60)), (), 1000)
    places = [place_of(block, week.columns, 0) for block in week.blocks]
    assert min(place.height() for place in places) >= 16
    assert max(place.bottom() for place in places) < 24 * HOUR
    assert not places[0].intersects(places[1])


@pytest.mark.parametrize(
    ("time", "minutes", "said"),
    [("10:30", 90, "10:30–12:00"), ("10:30", 3 * 1440, "10:30 – Sun 17 May, 10:30"), ("", 3 * 1440, "14 May – 16 May")],
)
def test_a_visit_of_several_days_says_its_last_one(time: str, minutes: int, said: str) -> None:
    assert words.time_words(visit(1, time, minutes)) == said


@pytest.mark.parametrize(("count", "lines", "more"), [(3, 3, None), (4, 2, 2), (40, 2, 38)])
def test_a_day_shows_what_it_has_room_for_and_counts_the_rest(count: int, lines: int, more: int | None) -> None:
    found = [visit(number, "09:00") for number in range(min(count, 16))]
    cells, _ = lay_out_month(one_week(*found, count=count), (), 700, 28 + 28 + 3 * 21 + 2)
    assert len(cells[0].entries) == lines
    assert (cells[0].more[1] if cells[0].more else None) == more


def test_trips_have_lanes_and_what_has_none_is_counted() -> None:
    days = [TODAY + timedelta(days=number) for number in range(7)]

    def trip(number: int, first: int, last: int) -> TripSpan:
        start, end = (TODAY + timedelta(days=by) for by in (first, last))
        return TripSpan(number, f"Trip {number}", "trip", "", start.isoformat(), end.isoformat())

    placed, hidden = trips_in_lanes(days, [trip(1, -3, 2), trip(2, 1, 4), trip(3, 2, 9), trip(4, 3, 3)], 2)
    assert [(lane, one.id, first, last) for lane, one, first, last in placed] == [
        (0, 1, 0, 2),
        (1, 2, 1, 4),
        (0, 4, 3, 3),
    ]
    assert hidden == [0, 0, 1, 1, 1, 1, 1]


def test_the_bar_of_a_trip_opens_it_by_the_pointer_and_by_keys(page: CalendarPage, session: Session) -> None:
    opened: list[tuple[str, object]] = []
    session.record_wanted.connect(lambda kind, record_id: opened.append((kind, record_id)))
    (trip,) = page.month.trips
    bar = next(one.rect.center() for one in page.month._bars)
    mouse(page.month, QEvent.Type.MouseButtonDblClick, bar)
    page.go_to(TODAY)
    page.focus_first()
    assert "Fair" in page.month.accessibleDescription()
    QTest.keyClick(page.month, Qt.Key.Key_O)
    page.show_view("week")
    QApplication.processEvents()
    mouse(page.week, QEvent.Type.MouseButtonDblClick, page.week._week.bars[0].rect.center())
    assert opened == [("trip", trip.id)] * 3
    page.go_to(TODAY + timedelta(days=40))
    page.focus_first()
    QTest.keyClick(page.week, Qt.Key.Key_O)
    assert len(opened) == 3


def test_the_menu_of_a_day_opens_its_trips(page: CalendarPage, session: Session) -> None:
    page.go_to(TODAY)
    page.focus_first()
    QTest.keyClick(page.month, Qt.Key.Key_Menu)
    (menu,) = (one for one in page.findChildren(QMenu) if one.isVisible())
    assert "Open Fair\tO" in [action.text() for action in menu.actions()]
    menu.close()
