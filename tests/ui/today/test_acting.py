"""On Today each line acts in place, by the keys and by the pointer, and the arrows go through all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models import assets, changes, milestones, projects, receivables, steps, visits
from models.clock import FixedClock
from models.summaries.privacy import Audience, reading_as
from tests.factories import make_account, make_contact, make_step, make_visit
from ui.session import Session
from ui.today import words
from ui.today.page import TodayPage
from ui.widgets.dialog import Dialog
from ui.widgets.line_field import LineField
from ui.widgets.link import Link


@pytest.fixture
def show(session: Session, qtbot: QtBot) -> Callable[[], TodayPage]:
    """Show the page in a window of its own, with the keyboard on it."""

    def shown() -> TodayPage:
        page = TodayPage(session)
        qtbot.addWidget(page)
        page.resize(1232, 900)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        qtbot.waitUntil(page.is_settled)
        QApplication.processEvents()
        return page

    return shown


def _key(page: TodayPage, key: Qt.Key) -> None:
    """Press a key where the focus is, as the keyboard does."""
    window = page.window().windowHandle()
    assert window is not None
    QTest.keyClick(window, key)


def _at(page: TodayPage) -> str:
    """Return the name of what has the focus."""
    focused = page.window().focusWidget()
    assert focused is not None
    return focused.accessibleName()


def _named(widget: QWidget, name: str) -> QWidget:
    parts = [*widget.findChildren(QPushButton), *widget.findChildren(Link)]
    (found,) = [one for one in parts if one.accessibleName() == name]
    return found


def _owed(session: Session, account: int, title: str, due_on: str) -> int:
    owed = {"amount_minor": 4_820_000, "currency": "EUR", "due_on": due_on}
    return receivables.create(session.journal, account_id=account, title=title, **owed).id


def test_tomorrow_stands_below_today_with_its_briefs(
    session: Session, show: Callable[[], TodayPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr("ui.brief.opening.open_brief", lambda _session, _parent, *wanted: asked.append(wanted))
    account = make_account(session.journal)
    visit = make_visit(session.journal, account, "2026-05-15T09:00", state="planned", purpose="Agree the dates")
    page = show()
    assert page.tomorrow.heading() == ("Tomorrow’s visits", "1")
    page.tomorrow.enter(1)
    assert _at(page) == "Open the visit to Northern Rail, 09:00"
    assert page.selected_record() == ("visit", visit)
    _key(page, Qt.Key.Key_B)
    _named(page.tomorrow, "Brief on Northern Rail").click()  # type: ignore[attr-defined]
    assert asked == [(account, visit)] * 2
    page.show_day(datetime(2026, 5, 15).date())
    assert not page.tomorrow.isVisible()
    page.show_day(datetime(2026, 5, 14).date())
    assert page.tomorrow.isVisible()


def test_what_a_journal_has_not_takes_no_room(session: Session, show: Callable[[], TodayPage]) -> None:
    make_account(session.journal)
    page = show()
    assert [section for section in page.sections() if section.isVisible()] == [page.visits, page.due_section]
    assert not page.end.isVisible()


def test_the_arrows_go_through_all_sections_and_back(session: Session, show: Callable[[], TodayPage]) -> None:
    account = make_account(session.journal, rhythm_days=7)
    make_visit(session.journal, account, "2026-05-01T10:00", summary="x")
    for day, time in (("14", "10:30"), ("14", "11:30"), ("15", "09:00")):
        make_visit(session.journal, account, f"2026-05-{day}T{time}", state="planned")
    make_step(session.journal, "First", kind="promise", due_on="2026-05-13")
    make_step(session.journal, "Second", kind="promise", due_on="2026-05-14")
    make_step(session.journal, "Risky", kind="risk")
    _owed(session, account, "Delivered", "2026-05-04")
    page = show()
    page.focus_first()
    downwards = []
    for _ in range(8):
        _key(page, Qt.Key.Key_Down)
        row = page.due.current_row() if page.due.hasFocus() else None
        downwards.append(row.title if row else _at(page))
    assert downwards == [
        "Open the visit to Northern Rail, 10:30",
        "Open the visit to Northern Rail, 11:30",
        "Open the visit to Northern Rail, 09:00",
        "First",
        "Second",
        "Risks",
        "Northern Rail",
        "Delivered · EUR 48,200",
    ]
    for _ in range(4):
        _key(page, Qt.Key.Key_Up)
    assert page.due.current_row().title == "First"
    for _ in range(4):
        _key(page, Qt.Key.Key_Up)
    assert page.strip.cells[3].hasFocus()


def test_a_key_goes_from_section_to_section(session: Session, show: Callable[[], TodayPage], qtbot: QtBot) -> None:
    account = make_account(session.journal)
    for time in ("10:30", "11:30"):
        make_visit(session.journal, account, f"2026-05-14T{time}", state="planned")
    make_step(session.journal, "First", kind="promise", due_on="2026-05-13")
    make_step(session.journal, "Second", kind="promise", due_on="2026-05-14")
    page = show()
    page.focus_first()
    _key(page, Qt.Key.Key_F6)
    assert _at(page) == "Open the visit to Northern Rail, 10:30"
    _key(page, Qt.Key.Key_F6)
    assert page.due.hasFocus()
    _key(page, Qt.Key.Key_Down)
    qtbot.keyClick(page.window().windowHandle(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert _at(page) == "Open the visit to Northern Rail, 10:30"
    qtbot.keyClick(page.window().windowHandle(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert page.strip.cells[3].hasFocus()


def test_a_visit_is_held_by_one_key_and_the_keys_stay_there(session: Session, show: Callable[[], TodayPage]) -> None:
    account = make_account(session.journal)
    first = make_visit(session.journal, account, "2026-05-14T08:30", state="planned")
    make_visit(session.journal, account, "2026-05-14T10:30", state="planned")
    said: list[tuple[str, bool]] = []
    session.said.connect(lambda sentence, can_undo: said.append((sentence, can_undo)))
    page = show()
    page.visits.enter(1)
    _key(page, Qt.Key.Key_H)
    assert visits.get(session.journal, first).state == "held"
    assert said == [("Held: Northern Rail", True)]
    assert _at(page) == "Open the visit to Northern Rail, 08:30"
    opened: list[tuple[str, int]] = []
    session.record_wanted.connect(lambda kind, record_id: opened.append((kind, record_id)))
    _key(page, Qt.Key.Key_W)
    assert opened == [("visit", first)]
    session.run(changes.undo)
    assert visits.get(session.journal, first).state == "planned"


def test_a_missed_visit_leaves_the_keys_on_the_next_one(session: Session, show: Callable[[], TodayPage]) -> None:
    account = make_account(session.journal)
    first = make_visit(session.journal, account, "2026-05-14T08:30", state="planned")
    make_visit(session.journal, account, "2026-05-14T10:30", state="planned")
    page = show()
    page.visits.enter(1)
    _key(page, Qt.Key.Key_M)
    assert visits.get(session.journal, first).state == "missed"
    assert _at(page) == "Open the visit to Northern Rail, 10:30"


def test_the_menu_of_a_card_has_what_its_letters_do(
    session: Session, show: Callable[[], TodayPage], qtbot: QtBot
) -> None:
    visit = make_visit(session.journal, make_account(session.journal), "2026-05-14T10:30", state="planned")
    page = show()
    (card,) = page.visits.rows()
    place = card.rect().center()
    QApplication.sendEvent(card, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, card.mapToGlobal(place)))
    menu = card.findChild(QMenu)
    assert menu is not None
    names = [action.text().partition("\t")[0] for action in menu.actions()]
    assert names == ["Open", "Show the account", "Brief before a visit…", "Held", "Missed", "Cancelled"]
    menu.actions()[5].trigger()
    assert visits.get(session.journal, visit).state == "cancelled"
    menu.close()


def test_a_ticked_step_asks_what_came_of_it_and_esc_goes_back_to_the_list(
    session: Session, show: Callable[[], TodayPage]
) -> None:
    step = make_step(session.journal, "Send the BOQ", kind="promise", due_on="2026-05-14")
    make_account(session.journal)
    page = show()
    page.due_section.enter(1)
    _key(page, Qt.Key.Key_Space)
    assert page.due_section.result is not None
    assert page.due_section.result.isVisible()
    for key in (Qt.Key.Key_O, Qt.Key.Key_K, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        _key(page, key)
    assert steps.get(session.journal, step).result == "ok"
    assert not page.due_section.result.isVisible()
    assert page.due.hasFocus()


def test_who_waits_longest_stands_apart_from_what_is_due(session: Session, show: Callable[[], TodayPage]) -> None:
    make_account(session.journal)
    make_step(session.journal, "Waits long", kind="request", raised_at="2026-05-04T09:00")
    answered = make_step(session.journal, "Answered", kind="complaint", raised_at="2026-05-01T09:00")
    steps.answer(session.journal, answered, at="2026-05-02T09:00")
    page = show()
    assert [row.title for row in page.due.rows_model().rows] == ["Waits long"]
    assert page.requests.heading() == ("Requests and complaints", "")
    assert [row.title for row in page.requests.view.rows_model().rows] == ["Answered"]
    make_step(session.journal, "One trench", kind="risk")
    page.mark_stale()
    assert page.requests.heading() == ("Requests, complaints, risks", "")
    page.requests.enter(1)
    _key(page, Qt.Key.Key_Space)
    assert steps.get(session.journal, answered).closed_at is not None
    assert [row.title for row in page.requests.view.rows_model().rows] == ["Answered", "One trench"]


def test_what_comes_up_becomes_a_next_step_by_one_key_and_only_once(
    session: Session, show: Callable[[], TodayPage]
) -> None:
    account = make_account(session.journal)
    tom = make_contact(session.journal, "Tom", account_id=account, birthday="--05-16")
    owed = _owed(session, account, "Delivered", "2026-05-04")
    page = show()
    assert page.coming is not None
    assert page.coming.heading() == ("Coming up", "2")
    opened: list[tuple[str, int]] = []
    session.record_wanted.connect(lambda kind, record_id: opened.append((kind, record_id)))
    page.coming.enter(1)
    assert _at(page) == "Delivered · EUR 48,200"
    _key(page, Qt.Key.Key_Return)
    assert opened.pop() == ("receivable", owed)
    _key(page, Qt.Key.Key_N)
    (noted,) = session.journal.rows("SELECT id, title, due_on, account_id FROM step")
    assert noted[1:] == ("Ask for the payment: Delivered", "2026-05-14", account)
    _key(page, Qt.Key.Key_N)
    assert opened.pop() == ("step", noted[0])
    _key(page, Qt.Key.Key_Down)
    _key(page, Qt.Key.Key_N)
    found = "SELECT title, due_on, contact_id FROM step JOIN step_contact ON step_id = step.id"
    # A birthday is private, and a step is in summaries for others: its title does not say why.
    assert session.journal.rows(found) == [("Write to Tom", "2026-05-16", tom)]


def test_what_comes_of_a_missed_confidential_meeting_stays_out_of_summaries(
    session: Session, show: Callable[[], TodayPage], clock: FixedClock
) -> None:
    account = make_account(session.journal)
    clock.set(date(2026, 5, 12))
    meeting = {"start": "2026-05-12T10:00", "repeats": "FREQ=MONTHLY", "purpose": "Secret talks", "confidential": True}
    visits.miss(session.journal, make_visit(session.journal, account, state="planned", **meeting))
    clock.set(date(2026, 5, 14))
    page = show()
    assert page.coming is not None
    page.coming.enter(1)
    _key(page, Qt.Key.Key_N)
    assert session.journal.rows("SELECT title FROM step") == [("Agree a new date: Secret talks",)]
    with reading_as(session.journal, Audience("manager")):
        assert session.journal.rows("SELECT title FROM shown_step") == []


def test_what_goes_on_after_the_order_comes_up(session: Session, show: Callable[[], TodayPage]) -> None:
    journal = session.journal
    account = make_account(journal)
    lot = projects.create(journal, account_id=account, name="Lot 2", stage="Design", rhythm_days=30).id
    projects.move(journal, lot, "Tender", on="2026-03-01")
    journal.connection.execute("UPDATE stage_change SET changed_on = '2026-03-01'")
    accepted = milestones.add(journal, lot, name="Accepted", reached_on="2026-05-12").id
    owed = {"amount_minor": 36_400_000, "currency": "EUR", "milestone_id": accepted, "project_id": lot}
    receivables.create(journal, account_id=account, title="Accepted", **owed)
    assets.create(journal, account_id=account, product="Cab radio", quantity=12, warranty_end_on="2026-06-20")
    page = show()
    assert page.coming is not None
    page.coming.enter(1)
    said = []
    for _ in range(3):
        said.append(_at(page))
        _key(page, Qt.Key.Key_N)
        _key(page, Qt.Key.Key_Down)
    assert said == ["Accepted · EUR 364,000", "Lot 2", "Cab radio × 12"]
    assert journal.rows("SELECT title, project_id FROM step ORDER BY id") == [
        ("Confirm the amount with the customer: Accepted", lot),
        ("Get in touch about Lot 2", lot),
        ("Offer service after the warranty: Cab radio", None),
    ]


def test_the_rest_of_what_comes_up_is_shown_in_the_same_place(session: Session, show: Callable[[], TodayPage]) -> None:
    for number in range(7):
        make_contact(session.journal, f"Tom {number}", birthday="--05-16")
    page = show()
    assert page.coming is not None
    assert len(page.coming.rows()) == 6
    _named(page.coming, "Show all that comes up").click()  # type: ignore[attr-defined]
    assert [len(page.coming.rows()), page.coming.heading()] == [7, ("Coming up", "7")]


def test_a_quiet_account_is_planned_by_its_letter(
    session: Session, show: Callable[[], TodayPage], qtbot: QtBot
) -> None:
    account = make_account(session.journal, "Meridian Mobile", rhythm_days=30)
    make_visit(session.journal, account, "2026-03-28T09:00", summary="x")
    page = show()
    page.quiet.enter(1)
    assert page.selected_record() == ("account", account)
    with qtbot.waitSignal(session.visit_wanted) as wanted:
        _key(page, Qt.Key.Key_P)
    assert wanted.args == [account, None]


@pytest.mark.parametrize(("key", "title"), [(Qt.Key.Key_L, "Log a contact"), (Qt.Key.Key_S, "Snooze")])
def test_a_silence_is_ended_or_snoozed_from_its_row(
    session: Session, show: Callable[[], TodayPage], key: Qt.Key, title: str
) -> None:
    account = make_account(session.journal, "Meridian Mobile", rhythm_days=30)
    make_visit(session.journal, account, "2026-03-28T09:00", summary="x")
    page = show()
    page.quiet.enter(1)
    _key(page, key)
    (dialog,) = page.window().findChildren(Dialog)
    assert dialog.windowTitle().startswith(title)
    (line,) = [one for one in dialog.findChildren(LineField) if one.hasFocus()]
    QTest.keyClicks(line, "On leave")
    dialog.accept()
    assert not page.quiet.isVisible()


def test_the_menu_of_a_silence_has_what_its_letters_do(session: Session, show: Callable[[], TodayPage]) -> None:
    account = make_account(session.journal, "Meridian Mobile", rhythm_days=30)
    make_visit(session.journal, account, "2026-03-28T09:00", summary="x")
    page = show()
    (row,) = page.quiet.rows()
    place = row.rect().center()
    QApplication.sendEvent(row, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, row.mapToGlobal(place)))
    menu = row.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "Open\tEnter",
        "Plan a visit…\tP",
        "Log a contact…\tL",
        "Snooze…\tS",
    ]
    menu.close()


def test_a_visit_of_an_earlier_day_is_marked_from_its_row(session: Session, show: Callable[[], TodayPage]) -> None:
    visit = make_visit(session.journal, make_account(session.journal), "2026-05-13T09:00", state="planned")
    page = show()
    page.to_write_up.enter(1)
    _key(page, Qt.Key.Key_M)
    assert visits.get(session.journal, visit).state == "missed"
    assert not page.to_write_up.isVisible()


def test_the_end_of_the_day_leads_to_what_is_not_written_up(
    session: Session, show: Callable[[], TodayPage], clock: FixedClock, qtbot: QtBot
) -> None:
    account = make_account(session.journal)
    make_visit(session.journal, account, "2026-05-14T09:00", summary="Agreed")
    bare = make_visit(session.journal, account, "2026-05-14T11:00", state="planned")
    page = show()
    assert not page.end.isVisible()
    clock.set(datetime(2026, 5, 14, 16))
    page.mark_stale()
    assert page.end.words() == "2 visits planned today, 1 not yet written up."
    write_up, review = page.end.stops()
    with qtbot.waitSignal(session.record_wanted) as wanted:
        write_up.click()
    assert wanted.args == ["visit", bare]
    session.run(visits.hold, bare, summary="Agreed")
    assert page.end.words() == "2 visits planned today, all written up."
    assert not write_up.isVisible()
    with qtbot.waitSignal(session.page_wanted) as asked:
        review.click()
    assert asked.args == ["summaries"]


def test_letters_with_ctrl_stay_the_windows(session: Session, show: Callable[[], TodayPage], qtbot: QtBot) -> None:
    visit = make_visit(session.journal, make_account(session.journal), "2026-05-14T10:30", state="planned")
    page = show()
    page.visits.enter(1)
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert visits.get(session.journal, visit).state == "planned"


def test_a_card_says_when_an_answer_is_late_by_what_was_promised(
    session: Session, show: Callable[[], TodayPage]
) -> None:
    account = make_account(session.journal)
    make_visit(session.journal, account, "2026-05-14T15:00", state="planned")
    make_step(
        session.journal,
        "Fibre test reports",
        kind="request",
        account_id=account,
        raised_at="2026-05-14T03:50",
        answer_by="2026-05-14T09:00",
    )
    (card,) = show().visits.cards.values()
    assert "waiting 6 h" in [one.text() for one in card.findChildren(QLabel)]
    (step,) = card.visit.open
    assert words.open_step(step, session.today(), session.clock.wall()) == ("waiting 6 h", "late")
    (row,) = show().due.rows_model().rows
    assert row.group == "overdue"
