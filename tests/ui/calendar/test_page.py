"""The page Calendar by the keyboard: where the keys stand, what is opened, moved, ticked and made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models import milestones, plans, projects, steps, visits, working_time
from tests.factories import TODAY, make_account, make_step, make_visit
from tests.ui.calendar.keys import dialog, entries, press, shown, spoken
from tests.ui.composing import commit
from tests.ui.conftest import RecordedAlerts
from ui import translations
from ui.calendar import deeds
from ui.calendar import page as page_module
from ui.calendar.day_dialog import DayDialog
from ui.calendar.other_day_dialog import OtherDayDialog
from ui.calendar.page import CalendarPage
from ui.calendar.standing_view import MORE
from ui.session import Session
from ui.steps.editor import StepEditor

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FRIDAY = TODAY + timedelta(days=1)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Iterator[CalendarPage]:
    """The page on a journal with one account, a visit, a step and a plan, shown with the keys in it."""
    account = make_account(session.journal)
    make_visit(session.journal, account, "2026-05-14T15:00", state="planned", minutes=60, purpose="Agree the dates")
    make_step(session.journal, "Send the BOQ", due_on=TODAY)
    plans.create(session.journal, goal="Reach acceptance", target_on=FRIDAY)
    yield from shown(session, qtbot, 800)


def test_the_page_says_which_month_it_shows(page: CalendarPage) -> None:
    assert (page.title(), page.subtitle()) == ("Calendar", "May 2026")
    press(page, Qt.Key.Key_W)
    assert page.subtitle() == "11 – 17 May 2026"
    press(page, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert page.subtitle() == "1 – 7 June 2026"
    press(page, Qt.Key.Key_PageUp)
    assert page.subtitle() == "25 – 31 May 2026"


def test_weeks_across_the_ends_of_months_and_years_are_named_in_both_languages() -> None:
    from ui.calendar.words import heading_of_week

    assert heading_of_week(date(2026, 4, 27)) == "27 April – 3 May 2026"
    assert heading_of_week(date(2025, 12, 29)) == "29 December 2025 – 4 January 2026"
    translations.use("zh_CN")
    assert heading_of_week(date(2026, 5, 11)) == "2026年5月11日 – 5月17日"


def test_arrows_go_from_day_to_day_and_on_to_the_next_month(page: CalendarPage) -> None:
    assert "Thursday 14 May 2026, today, 2 entries" in spoken(page)
    press(page, Qt.Key.Key_Right)
    assert spoken(page).startswith("Friday 15 May 2026")
    press(page, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert page.view().day == date(2026, 5, 29)
    press(page, Qt.Key.Key_Down)
    assert page.subtitle() == "June 2026"
    assert page.view().day == date(2026, 6, 5)
    press(page, Qt.Key.Key_Home)
    assert page.view().day == date(2026, 6, 1)
    press(page, Qt.Key.Key_End)
    assert page.view().day == date(2026, 6, 7)
    press(page, Qt.Key.Key_T)
    assert page.view().day == TODAY


def test_a_month_later_keeps_the_day_or_takes_the_last_one(page: CalendarPage) -> None:
    page.go_to(date(2026, 1, 31))
    press(page, Qt.Key.Key_PageDown)
    assert page.view().day == date(2026, 2, 28)


def test_the_calendar_has_two_ends(page: CalendarPage) -> None:
    for end, key in ((date(1990, 1, 1), Qt.Key.Key_Left), (date(2088, 12, 31), Qt.Key.Key_Right)):
        page.go_to(end)
        press(page, key, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, key)
        press(page, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, key)
        press(page, Qt.Key.Key_W, key, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_M)
        assert abs((page.view().day - end).days) <= 90


def test_enter_goes_into_a_day_and_opens_and_esc_goes_back(page: CalendarPage, session: Session, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_Return)
    assert spoken(page) == "Planned visit, 15:00–16:00, Northern Rail, Agree the dates, on site"
    with qtbot.waitSignal(session.record_wanted) as wanted:
        press(page, Qt.Key.Key_Return)
    assert wanted.args[0] == "visit"
    press(page, Qt.Key.Key_Down)
    assert spoken(page) == "Next step, Send the BOQ, open"
    press(page, Qt.Key.Key_Right)
    assert spoken(page).startswith("Plan to be reached, Reach acceptance")
    press(page, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Return)
    dialog(page, StepEditor).close()  # a step is edited in its place
    press(page, Qt.Key.Key_Escape)
    assert page.view().key is None
    assert spoken(page).startswith("Thursday 14 May")


def test_ctrl_and_the_arrows_move_what_the_keys_stand_at(page: CalendarPage, session: Session) -> None:
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Right, modifiers=CTRL)
    assert [one.time for one in entries(session.journal, FRIDAY) if one.record == "visit"] == ["15:00"]
    assert page.view().current_entry().day == "2026-05-15"  # type: ignore[union-attr]
    press(page, Qt.Key.Key_Down, modifiers=CTRL)
    press(page, Qt.Key.Key_Down, modifiers=CTRL)
    press(page, Qt.Key.Key_Down, modifiers=CTRL)
    assert page.subtitle() == "June 2026"
    assert entries(session.journal, date(2026, 6, 5))[0].title == "Agree the dates"
    for _ in range(4):
        session.undo()
    assert entries(session.journal)[0].title == "Agree the dates"


def test_a_step_and_a_plan_move_too_but_not_what_is_over(
    page: CalendarPage, session: Session, alerts: RecordedAlerts
) -> None:
    press(page, Qt.Key.Key_Return, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Left, modifiers=CTRL)
    (step,) = entries(session.journal, TODAY - timedelta(days=1))
    assert step.title == "Send the BOQ"
    steps.close(session.journal, step.id)
    page.refresh()
    page.go_to(TODAY, ("step", step.id))
    press(page, Qt.Key.Key_Right, modifiers=CTRL)
    assert entries(session.journal)[-1].state == "closed"
    assert not alerts.told


def test_space_ticks_a_step_and_takes_the_tick_back(page: CalendarPage, session: Session) -> None:
    press(page, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert entries(session.journal)[-1].state == "closed"
    press(page, Qt.Key.Key_Escape)
    assert page.view().hasFocus()
    press(page, Qt.Key.Key_Space)
    assert entries(session.journal)[-1].state == "open"


def test_a_tick_asks_for_the_result_and_the_next_step(page: CalendarPage, session: Session) -> None:
    step = entries(session.journal)[-1].id
    press(page, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert page.result is not None
    assert page.result.line.hasFocus()
    QTest.keyClicks(page.result.line, "Sent by mail")
    QTest.keyClick(page.result.line, Qt.Key.Key_Return)
    assert steps.get(session.journal, step).result == "Sent by mail"
    QTest.keyClicks(page.result.line, "call Tom tomorrow")
    QTest.keyClick(page.result.line, Qt.Key.Key_Return)
    assert "Call Tom" in [one.title for one in entries(session.journal, FRIDAY)]
    assert page.result.isHidden()
    assert page.view().hasFocus()


def test_a_step_of_a_plan_in_the_trash_is_ticked_like_any_other(page: CalendarPage, session: Session) -> None:
    plan_id = plans.create(session.journal, goal="Lot 2", step_titles=["Ask"]).id
    (step_id,) = session.journal.row("SELECT id FROM step WHERE plan_id = ?", plan_id) or ()
    session.run(steps.edit, step_id, due_on=TODAY)
    session.run(plans.trash, plan_id)
    (entry,) = (one for one in entries(session.journal) if one.id == step_id)
    assert deeds.tick(session, entry)
    item = deeds.as_asked(session, entry)
    assert (item.title, item.plan, item.closed_at is not None) == ("Ask", "", True)


def test_space_on_a_visit_says_where_it_is_written_up(page: CalendarPage, session: Session, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_Return)
    with qtbot.waitSignal(session.said) as said:
        press(page, Qt.Key.Key_Space)
    assert "open it with Enter" in said.args[0]


def test_delete_puts_into_the_trash_and_undo_brings_back(page: CalendarPage, session: Session) -> None:
    press(page, Qt.Key.Key_Return, Qt.Key.Key_Delete)
    assert [one.record for one in entries(session.journal)] == ["step"]
    session.undo()
    assert [one.record for one in entries(session.journal)] == ["visit", "step"]


def test_p_moves_to_a_day_in_words(page: CalendarPage, session: Session) -> None:
    press(page, Qt.Key.Key_Return, Qt.Key.Key_P)
    asked = dialog(page, OtherDayDialog)
    assert isinstance(asked, OtherDayDialog)
    commit(asked.when.line, "下周三 10:30")
    QTest.keyClick(asked.when.line, Qt.Key.Key_Return)
    (moved,) = entries(session.journal, date(2026, 5, 20))
    assert (moved.title, moved.time) == ("Agree the dates", "10:30")
    assert page.view().current_entry() == moved


def test_p_without_a_time_keeps_the_time(page: CalendarPage, session: Session) -> None:
    press(page, Qt.Key.Key_Return, Qt.Key.Key_P)
    asked = dialog(page, OtherDayDialog)
    assert isinstance(asked, OtherDayDialog)
    QTest.keyClicks(asked.when.line, "tomorrow")
    QTest.keyClick(asked.when.line, Qt.Key.Key_Return)
    assert entries(session.journal, FRIDAY)[0].time == "15:00"


def test_a_day_is_gone_to_in_words(page: CalendarPage) -> None:
    press(page, Qt.Key.Key_G)
    assert page.jump.line.hasFocus()
    for said, day in (
        ("next month", date(2026, 6, 1)),
        ("next wed", date(2026, 5, 20)),
        ("下个月", date(2026, 6, 1)),
        ("8月3日", date(2026, 8, 3)),
        ("March 2027", date(2027, 3, 1)),
        ("yesterday", date(2026, 5, 13)),
    ):
        page.focus_filter()
        commit(page.jump.line, said)
        QTest.keyClick(page.jump.line, Qt.Key.Key_Return)
        assert page.view().day == day, said
        assert page.view().hasFocus()
    page.focus_filter()
    commit(page.jump.line, "no day")
    QTest.keyClick(page.jump.line, Qt.Key.Key_Return)
    assert "is no date" in page.jump.below()


def test_what_is_done_can_be_hidden(page: CalendarPage, session: Session) -> None:
    steps.close(session.journal, entries(session.journal)[-1].id)
    page.refresh()
    assert "2 entries" in spoken(page)
    page.closed.click()
    assert "1 entry" in spoken(page)


def test_a_full_day_opens_as_a_list(page: CalendarPage, session: Session) -> None:
    for number in range(30):
        make_step(session.journal, f"Step {number:02}", due_on=TODAY)
    page.refresh()
    press(page, Qt.Key.Key_Return)
    for _ in range(30):
        press(page, Qt.Key.Key_Down)
    assert page.view().key == MORE
    press(page, Qt.Key.Key_Return)
    shown = dialog(page, DayDialog)
    assert isinstance(shown, DayDialog)
    assert shown.list.rows_model().rowCount() == 32
    shown.list.select(("step", entries(session.journal)[5].id, False))
    QTest.keyClick(shown.list, Qt.Key.Key_Space)
    assert sum(one.state == "closed" for one in entries(session.journal)) == 1
    shown.close()


@pytest.mark.parametrize("view", ["month", "week"])
def test_what_is_moved_to_a_full_day_stays_in_sight(page: CalendarPage, session: Session, view: str) -> None:
    for number in range(10):
        make_step(session.journal, f"Step {number}", kind="complaint", due_on=FRIDAY)
    page.refresh()
    press(page, Qt.Key.Key_Return, Qt.Key.Key_Down)
    page.show_view(view)
    press(page, Qt.Key.Key_Right, modifiers=CTRL)
    moved = page.view().current_entry()
    assert moved is not None
    assert (moved.title, moved.day) == ("Send the BOQ", "2026-05-15")
    assert ("step", moved.id) in [key for _, day, key in page.view().spots() if day == FRIDAY]
    press(page, Qt.Key.Key_Down)
    assert page.view().key == MORE


def test_a_higher_window_shows_more_of_a_day(page: CalendarPage, session: Session) -> None:
    for number in range(30):
        make_step(session.journal, f"Step {number:02}", due_on=TODAY)
    page.refresh()
    before = len(page.view().stops_of(TODAY))
    page.resize(1232, 2000)
    QApplication.processEvents()
    assert before < 8
    assert len(page.view().stops_of(TODAY)) > 14


def test_the_menu_holds_what_the_keys_do(page: CalendarPage, session: Session) -> None:
    press(page, Qt.Key.Key_Return, Qt.Key.Key_Menu)
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    said = {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}
    assert list(said) == [
        "Open",
        "Brief…",
        "Mark as held",
        "Mark as missed",
        "Mark as cancelled",
        "Move to another day…",
        "Delete",
    ]
    said["Mark as cancelled"].trigger()
    menu.close()
    assert entries(session.journal)[0].state == "cancelled"


def test_a_visit_that_was_moved_meanwhile_is_not_moved_again(
    page: CalendarPage, session: Session, alerts: RecordedAlerts
) -> None:
    press(page, Qt.Key.Key_Return)
    entry = page.view().current_entry()
    assert entry is not None
    visits.cancel(session.journal, entry.id)
    page.view().moved.emit(entry, FRIDAY)
    assert "Only a planned visit can be moved" in alerts.told[0]
    assert page.view().day == TODAY


def test_the_week_begins_as_this_computer_does(page: CalendarPage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert page.month.days[0].day == date(2026, 4, 27)
    monkeypatch.setattr(page_module.QLocale, "system", lambda: QLocale("en_US"))
    page.refresh()
    assert page.month.days[0].day == date(2026, 4, 26)
    assert page.month.days[0].day.weekday() == 6


def test_holidays_of_our_country_are_free_and_those_of_china_are_named(
    page: CalendarPage, session: Session, qtbot: QtBot
) -> None:
    working_time.set_country(session.journal, "DE")
    page.go_to(date(2026, 5, 1))
    qtbot.waitUntil(page.is_settled, timeout=20_000)
    QApplication.processEvents()
    assert "Labor Day · Labor Day (China)" in spoken(page)
    assert page.month.is_free(date(2026, 5, 1))
    assert not page.month.is_free(date(2026, 5, 4))  # free in China only
    working_time.set_country(session.journal, "CN")
    page.refresh()
    qtbot.waitUntil(page.is_settled, timeout=20_000)
    assert page.month.is_free(date(2026, 5, 4))
    assert not page.month.is_free(date(2026, 5, 9))  # a Saturday that is worked for it
    assert page.month.is_free(date(2026, 5, 10))
    assert "Working day instead" in page.month.marks[date(2026, 5, 9)].name


def test_midnight_shows_the_new_day(page: CalendarPage, session: Session) -> None:
    session.clock.move(timedelta(days=1))  # type: ignore[attr-defined]
    session.look_at_day()
    assert spoken(page).startswith("Friday 15 May 2026, today")


def test_a_meeting_that_comes_back_stands_on_its_coming_days(page: CalendarPage, session: Session) -> None:
    visit = entries(session.journal)[0].id
    visits.edit(session.journal, visit, repeats="FREQ=WEEKLY")
    page.refresh()
    press(page, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert spoken(page).startswith("Visit that comes back, 15:00")
    press(page, Qt.Key.Key_Space, Qt.Key.Key_Delete)
    press(page, Qt.Key.Key_Right, modifiers=CTRL)
    assert [one.state for one in entries(session.journal, date(2026, 5, 21))] == ["coming"]
    page.refresh()
    assert page.view().day == date(2026, 5, 21)


def test_a_mark_opens_what_it_is_about_and_stays_on_its_day(session: Session, page: CalendarPage) -> None:
    journal = session.journal
    rail = make_account(journal, "Southmoor Power")
    lot = projects.create(journal, account_id=rail, name="Lot 2").id
    day = date(2026, 5, 20)
    accepted = milestones.add(journal, lot, name="Accepted", planned_on=day).id
    page.refresh()
    page.go_to(day)
    opened: list[tuple[str, object]] = []
    session.record_wanted.connect(lambda kind, record_id: opened.append((kind, record_id)))
    press(page, Qt.Key.Key_Return)
    assert "Milestone planned, Lot 2 · Accepted, Southmoor Power" in spoken(page)
    press(page, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_P)
    assert QApplication.activeModalWidget() is None
    press(page, Qt.Key.Key_Return)
    assert opened == [("project", lot)]
    assert milestones.get(journal, accepted).planned_on == day.isoformat()
