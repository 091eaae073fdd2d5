"""Trips and events: the page, planning visits, adding them, and a list of encounters written by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import changes, drafts, steps, trip_lists, trips, visits
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.readers import participants_of
from tests.ui.composing import commit
from tests.ui.conftest import RecordedAlerts
from tests.ui.windows import below_dialogs, shown, window_in_front
from ui.session import Session
from ui.summaries.page import SummaryPage
from ui.trips.encounters_dialog import EncountersDialog
from ui.trips.into_dialog import IntoTripDialog
from ui.trips.page import TripPage
from ui.trips.plan_dialog import PlanVisitsDialog
from ui.trips.put_dialog import PutVisitsDialog
from ui.visits.trip_field import TripField
from ui.widgets.dialog import Dialog


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window for dialogs to stand on; they end before the journal does."""
    with below_dialogs(1100) as window:
        yield window


@pytest.fixture
def event(session: Session) -> int:
    """A congress of three days that ends today."""
    fields = trips.TripFields(name="Rail congress", kind="event", start_on="2026-05-12", end_on="2026-05-14")
    return trips.create(session.journal, **fields).id


def _type(dialog: Dialog, *lines: str) -> None:
    """Type into the field with the focus, and go on by Enter."""
    for line in lines:
        widget = dialog.focusWidget()
        if line:
            QTest.keyClicks(widget, line)
        QTest.keyClick(widget, Qt.Key.Key_Return)
        QApplication.processEvents()


def test_encounters_are_written_by_keyboard_alone(qtbot: QtBot, session: Session, window: QWidget, event: int) -> None:
    north = make_account(session.journal, "Northern Rail")
    make_contact(session.journal, "Tom Aldous", account_id=north)
    dialog = EncountersDialog(session, event, window)
    with qtbot.waitActive(dialog):
        dialog.open()
    _type(dialog, "Tom", "", "Wants a visit", "send the plan next tue")
    assert dialog.form.lines[0].account.text() == "Northern Rail"
    _type(dialog, "Ann Fox", "Southern Rail", "", "")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    tom, ann = sorted(trip_lists.sheet(session.journal, event).visits, key=lambda visit: visit.id)
    assert (tom.account, tom.summary, tom.channel, tom.start) == (
        "Northern Rail",
        "Wants a visit",
        "event",
        "2026-05-14T00:00",
    )
    assert [step.due_on for step in steps.of_visit(session.journal, tom.id)] == ["2026-05-19"]
    assert (ann.account, participants_of(session.journal, ann.id)[0].name) == ("Southern Rail", "Ann Fox")
    changes.undo(session.journal)
    assert not trip_lists.sheet(session.journal, event).visits


def test_a_line_that_lacks_something_is_named_and_gets_the_focus(
    qtbot: QtBot, session: Session, window: QWidget, event: int
) -> None:
    dialog = EncountersDialog(session, event, window)
    with qtbot.waitActive(dialog):
        dialog.open()
    _type(dialog, "Ann Fox", "Southern Rail", "", "", "Nobody knows where")
    dialog.accept()
    assert dialog.notice.text().startswith("Line 2: Where this person works is missing")
    assert dialog.form.lines[1].account.hasFocus()
    assert not trip_lists.sheet(session.journal, event).visits


def test_twenty_encounters_take_four_keys_each(qtbot: QtBot, session: Session, window: QWidget, event: int) -> None:
    north = make_account(session.journal, "Northern Rail")
    for number in range(20):
        make_contact(session.journal, f"Tom{number:02} Aldous", account_id=north)
    dialog = EncountersDialog(session, event, window)
    with qtbot.waitActive(dialog):
        dialog.open()
    for number in range(20):
        for words in (f"Tom{number:02}", "", f"said {number}", ""):
            QTest.keyClicks(dialog.focusWidget(), words)
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)  # also to the lines that are made meanwhile
            QApplication.processEvents()
    assert [line.person.text() for line in dialog.form.lines[:20]] == [f"Tom{number:02} Aldous" for number in range(20)]
    dialog.accept()
    assert len(trip_lists.sheet(session.journal, event).visits) == 20


def test_where_somebody_works_follows_the_person_until_it_is_written(
    qtbot: QtBot, session: Session, window: QWidget, event: int
) -> None:
    north, south = make_account(session.journal, "North"), make_account(session.journal, "South")
    for name, account in (("Tom", north), ("Ann", south)):
        make_contact(session.journal, name, account_id=account)
    dialog = EncountersDialog(session, event, window)
    with qtbot.waitActive(dialog):
        dialog.open()
    line = dialog.form.lines[0]
    for name, account in (("Tom", "North"), ("Ann", "South")):
        line.person.setFocus()
        line.person.selectAll()
        _type(dialog, name)
        assert line.account.text() == account
    line.account.selectAll()
    _type(dialog, "North")
    line.person.setFocus()
    line.person.selectAll()
    _type(dialog, "Tom")
    line.person.setFocus()
    line.person.selectAll()
    _type(dialog, "Ann")
    assert line.account.text() == "North"


def test_what_was_typed_outlives_the_program(
    qtbot: QtBot, session: Session, window: QWidget, event: int, alerts: RecordedAlerts
) -> None:
    dialog = EncountersDialog(session, event, window)
    dialog.open()
    commit(dialog.form.lines[0].person, "Ann 安")
    commit(dialog.form.lines[0].said, "hello")
    dialog.keep_draft()
    dialog.done(0)
    again = EncountersDialog(session, event, window)
    assert [again.form.lines[0].person.text(), again.form.lines[0].said.text()] == ["Ann 安", "hello"]
    alerts.answers.append("discard")
    with qtbot.waitActive(again):
        again.open()
    assert again.focusWidget() is again.form.lines[0].said
    QTest.keyClicks(again.focusWidget(), " again")
    assert again.form.lines[0].said.text() == "hello again"
    again.reject()
    assert not drafts.waiting(session.journal)


def test_a_further_line_stands_ready_and_nothing_is_kept_of_empty_ones(session: Session, event: int) -> None:
    dialog = EncountersDialog(session, event, None)
    before = len(dialog.form.lines)
    dialog.form.lines[-1].said.setText("x")
    dialog.form.lines[-1].edited.emit()
    assert len(dialog.form.lines) == before + 1
    assert dialog.form.count() == 1
    dialog.done(0)


def test_visits_are_planned_for_the_accounts_ticked_in_several_filters(
    session: Session, window: QWidget, event: int
) -> None:
    for name in ("North A", "South B", "South C"):
        make_account(session.journal, name)
    dialog = PlanVisitsDialog(session, event, window)
    dialog.open()
    for words in ("North", "South"):
        dialog.filter.setText(words)
        dialog.filter.paused.emit()
        dialog.model.toggle(dialog.model.rows[0])
    assert dialog.count.text() == "2 accounts chosen"
    dialog.accept()
    found = trip_lists.sheet(session.journal, event).visits
    assert [(visit.account, visit.state) for visit in found] == [("North A", "planned"), ("South B", "planned")]


def test_visits_of_those_days_are_added_and_taken_out_again(session: Session, qtbot: QtBot, event: int) -> None:
    account = make_account(session.journal)
    near, far = make_visit(session.journal, account), make_visit(session.journal, account, "2026-03-13T15:00")
    page = shown(qtbot, TripPage(session), 1100, 700)
    page.show_record("trip", event)
    dialog = PutVisitsDialog(session, event, page)
    dialog.open()
    assert [row.id for row in dialog.model.rows] == [near]
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    assert visits.get(session.journal, near).trip_id == event
    assert visits.get(session.journal, far).trip_id is None
    panel = page.made_panel()
    panel.view.select_first()
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    assert visits.get(session.journal, near).trip_id is None


def test_several_visits_are_put_into_a_trip_from_their_list(
    qtbot: QtBot, session: Session, window: QWidget, event: int
) -> None:
    account = make_account(session.journal)
    far = make_visit(session.journal, account, "2026-02-12T09:00")
    first = make_visit(session.journal, account, "2026-05-12T09:00")
    second = make_visit(session.journal, account, "2026-05-13T09:00")
    dialog = IntoTripDialog(session, second, window)
    with qtbot.waitActive(dialog):
        dialog.open()
    assert [row.id for row in dialog.model.rows] == [first, second]
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    QTest.keyClick(dialog.trip, Qt.Key.Key_Down)  # the one of that day stands first
    QTest.keyClick(dialog.trip, Qt.Key.Key_Return)
    assert dialog.trip.record_id() == event
    assert dialog.isVisible()
    dialog.view.setFocus()
    dialog.view.select(first)
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    QTest.keyClick(dialog.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.accept()
    assert [visits.get(session.journal, one).trip_id for one in (far, first, second)] == [None, event, event]
    session.undo()
    assert visits.get(session.journal, first).trip_id is None


def test_what_came_of_a_trip_stands_on_its_page(qtbot: QtBot, session: Session, event: int) -> None:
    account = make_account(session.journal)
    hai = make_contact(session.journal, account_id=account)
    visit = make_visit(session.journal, account, people=[hai], trip_id=event)
    make_step(session.journal, "Send the plan", account_id=account, visit_id=visit)
    page = shown(qtbot, TripPage(session), 1100, 700)
    page.show_record("trip", event)
    panel = page.made_panel()
    assert [row.text for row in panel.people.model.rows] == ["徐海"]
    panel.head.pills["steps"].click()
    assert panel.tabs.current() == "steps"
    assert panel.steps.view.isVisible()
    opened: list[tuple[str, object]] = []
    session.record_wanted.connect(lambda kind, record_id: opened.append((kind, record_id)))
    panel.people.list.select_first()
    QTest.keyClick(panel.people.list, Qt.Key.Key_Return)
    assert opened == [("contact", hai)]


def test_a_key_begins_the_encounters_wherever_the_focus_is(qtbot: QtBot, session: Session, event: int) -> None:
    make_visit(session.journal, make_account(session.journal), trip_id=event)
    page = shown(qtbot, TripPage(session), 1100, 700)
    page.show_record("trip", event)
    keys = ((Qt.Key.Key_N, EncountersDialog), (Qt.Key.Key_P, PlanVisitsDialog), (Qt.Key.Key_N, EncountersDialog))
    for number, (key, kind) in enumerate(keys):
        if number:
            page.made_panel().view.select_first()
            page.made_panel().view.setFocus()
        QTest.keyClick(page.focusWidget(), key)
        (dialog,) = page.findChildren(kind)
        dialog.done(0)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_page_lists_opens_and_removes_a_trip(qtbot: QtBot, session: Session, event: int) -> None:
    window = window_in_front(qtbot, session)
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    page = window.page("trips")
    assert isinstance(page, TripPage)
    assert page.subtitle() == "1 in this journal"
    page.trips.list.select_first()
    QTest.keyClick(page.trips.list, Qt.Key.Key_Return)
    assert page.made_panel().head.facts.text().startswith("Event · 12 May 2026 – 14 May 2026")
    page.remove(event)
    QApplication.processEvents()
    assert not page.shows_record()
    assert not trip_lists.lines(session.journal, limit=50)
    session.undo()
    assert page.trips.model.rows[0].id == event


def test_the_field_of_a_visit_offers_the_trip_of_its_day_and_makes_one(session: Session, qtbot: QtBot) -> None:
    trips.create(session.journal, name="Later", start_on="2026-06-01")
    here = trips.create(session.journal, name="Here", start_on="2026-05-10", end_on="2026-05-14").id
    field = TripField(session, lambda: "2026-05-13")
    shown(qtbot, field, 300, 40)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.record_id(), field.name()) == (here, "Here")
    field.clear()
    field.edited.emit("")
    assert field.record_id() is None
    field.created.emit("Autumn fair")
    made = trips.get(session.journal, field.record_id() or 0)
    assert (made.name, made.start_on) == ("Autumn fair", "2026-05-13")


def test_the_summary_of_a_trip_opens_with_its_days(qtbot: QtBot, session: Session, event: int) -> None:
    account = make_account(session.journal)
    make_visit(session.journal, account, "2026-05-11T10:00", trip_id=event, summary="Met at the station")
    window = window_in_front(qtbot, session)
    window.show_record("trip", event)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    page = window.page("summaries")
    assert isinstance(page, SummaryPage)
    assert window.current_page() is page
    qtbot.waitUntil(page.is_settled)
    report = page.report()
    assert report is not None
    assert (report.kind, report.subtitle) == ("trip", "11 – 14 May 2026")
    assert report.sections[0].title.startswith("Rail congress")
