"""Reaching many at once: whom an event touches, and working through the list by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models import accounts, changes, outreach, plans, steps
from models.step_lists import StepFilter
from models.step_lists import read as read_steps
from tests.factories import make_account, make_visit
from tests.ui.composing import commit, compose
from tests.ui.conftest import RecordedAlerts
from tests.ui.windows import below_dialogs
from ui.accounts.page import AccountPage
from ui.main_window import MainWindow
from ui.reach.dialog import ReachDialog
from ui.reach.working import WorkingDialog
from ui.session import Session
from ui.steps.plan_panel import PlanPanel
from ui.widgets.dialog import Dialog

GOAL = "After the earthquake: is everyone well?"

Kind = TypeVar("Kind", bound=Dialog)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window for dialogs to stand on; they end before the journal does."""
    with below_dialogs(1100) as window:
        yield window


def _opened(dialog: Kind) -> Kind:
    dialog.open()
    QApplication.processEvents()
    return dialog


def _working(window: QWidget) -> WorkingDialog:
    found = window.findChild(WorkingDialog)
    assert found is not None
    return found


def _names(dialog: ReachDialog) -> list[str]:
    return [row.name for row in dialog.model.rows]


def _states(dialog: WorkingDialog) -> list[tuple[str, str]]:
    return [(member.account, member.state) for member in dialog.model.rows]


@pytest.fixture
def west(session: Session) -> list[int]:
    """Three accounts in the west and one in the east."""
    make_account(session.journal, "Elsewhere", region="East")
    return [make_account(session.journal, name, region="West") for name in ("Airport", "Port", "Railway")]


def test_the_earthquake_on_the_sample_by_keyboard(
    qtbot: QtBot, sample_session: Session, window: QWidget, alerts: RecordedAlerts
) -> None:
    session = sample_session
    dialog = _opened(ReachDialog(session, window))
    qtbot.keyClicks(dialog.goal, GOAL)
    dialog.region.setFocus()
    while dialog.region.value() != "西南":
        qtbot.keyClick(dialog.region, Qt.Key.Key_Down)
    assert dialog.count.text() == "9 accounts"
    dialog.day.set_text("tomorrow")
    qtbot.keyClick(dialog.goal, Qt.Key.Key_Return)
    working = _working(window)
    QApplication.processEvents()
    touched = [account.id for account in accounts.listing(session.journal) if account.region == "西南"]
    assert {member.account_id for member in working.model.rows} == set(touched)
    made = read_steps(session.journal, StepFilter(account_ids=tuple(touched)), limit=99)
    assert sum(item.title == GOAL and item.due_on == "2026-05-15" for item in made) == 9
    assert working.left.text() == "9 of 9 still to be reached"

    first = working.current()
    qtbot.keyClick(working.view, Qt.Key.Key_Return)
    assert working.said.hasFocus()
    qtbot.keyClicks(working.said, "All well, cabinets stand")
    qtbot.keyClick(working.said, Qt.Key.Key_Return)
    assert working.view.hasFocus()
    assert working.left.text() == "8 of 9 still to be reached"
    second = working.current()
    assert first is not None
    assert second is not None
    assert second.account_id != first.account_id
    qtbot.keyClick(working.view, Qt.Key.Key_P)
    qtbot.keyClicks(working.time.line, "tomorrow 10:00")
    qtbot.keyClick(working.time.line, Qt.Key.Key_Return)
    third = working.current()
    qtbot.keyClick(working.view, Qt.Key.Key_S)
    compose(working.reason, "zongbu")
    qtbot.keyClick(working.reason, Qt.Key.Key_Return)
    assert working.left.text() == "8 of 9 still to be reached"
    commit(working.reason, "总部统一问")
    qtbot.keyClick(working.reason, Qt.Key.Key_Return)
    assert working.left.text() == "7 of 9 still to be reached"
    assert third is not None
    by_id = {member.account_id: member for member in working.model.rows}
    assert (by_id[first.account_id].state, by_id[first.account_id].words) == ("reached", "All well, cabinets stand")
    assert (by_id[second.account_id].state, by_id[second.account_id].when) == ("planned", "2026-05-15T10:00")
    assert (by_id[third.account_id].state, by_id[third.account_id].words) == ("skipped", "总部统一问")
    assert [member.state for member in working.model.rows[-2:]] == ["reached", "skipped"]

    qtbot.keyClick(working.view, Qt.Key.Key_Escape)
    again = _opened(ReachDialog(session, window))
    running = next(one for one in outreach.running(session.journal) if one.goal == GOAL)
    assert (running.left, running.all) == (7, 9)
    (on,) = [one for one in again.findChildren(QPushButton) if one.accessibleName() == f"Go on with {GOAL}"]
    assert on.text() == "Go on"
    on.click()
    assert _working(window).left.text() == "7 of 9 still to be reached"
    assert alerts.told == []


def test_one_can_be_left_out_and_the_count_follows(
    qtbot: QtBot, session: Session, window: QWidget, west: list[int]
) -> None:
    dialog = _opened(ReachDialog(session, window))
    assert dialog.count.text() == "4 accounts"
    dialog.region.set_value("West")
    assert _names(dialog) == ["Airport", "Port", "Railway"]
    dialog.view.select(west[1])
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.count.text() == "2 of 3 accounts"
    assert dialog.model.words(dialog.model.rows[1]) == "left out, Port, West, never"
    compose(dialog.filter, "gang")
    assert len(_names(dialog)) == 3
    commit(dialog.filter, "Rail")
    dialog.filter.settle()
    assert _names(dialog) == ["Railway"]
    qtbot.keyClicks(dialog.goal, GOAL)
    dialog.accept()
    assert _states(_working(window)) == [("Railway", "open")]


def test_what_is_missing_is_said_and_nothing_is_made(
    qtbot: QtBot, session: Session, window: QWidget, west: list[int]
) -> None:
    dialog = _opened(ReachDialog(session, window))
    dialog.accept()
    assert "missing" in dialog._goal_field.below()
    qtbot.keyClicks(dialog.goal, GOAL)
    dialog.form.button("visit").click()
    dialog.accept()
    assert dialog.day.below() == "Write the day of the visits."
    dialog.filter.setText("nobody at all")
    dialog.filter.paused.emit()
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    assert outreach.running(session.journal) == []


def test_a_visit_for_each_is_planned(qtbot: QtBot, session: Session, window: QWidget, west: list[int]) -> None:
    dialog = _opened(ReachDialog(session, window))
    dialog.region.set_value("West")
    qtbot.keyClicks(dialog.goal, GOAL)
    dialog.form.button("visit").click()
    dialog.day.set_text("2026-05-20")
    dialog.accept()
    working = _working(window)
    assert _states(working) == [("Airport", "planned"), ("Port", "planned"), ("Railway", "planned")]
    assert working.model.words(working.model.rows[0]) == "Airport, planned Wed 20 May"


def _at_work(session: Session, window: QWidget, west: list[int]) -> WorkingDialog:
    plan_id = outreach.start(session.journal, GOAL, west).id
    return _opened(WorkingDialog(session, plan_id, window))


def test_undo_brings_one_back_and_a_visit_elsewhere_counts(
    qtbot: QtBot, session: Session, window: QWidget, west: list[int]
) -> None:
    working = _at_work(session, window, west)
    working.begin("reach")
    qtbot.keyClick(working.said, Qt.Key.Key_Return)
    assert working.left.text() == "2 of 3 still to be reached"
    qtbot.keyClick(working, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert working.left.text() == "3 of 3 still to be reached"
    make_visit(session.journal, west[2], "2026-05-14T12:00")
    working.refresh()
    assert working.left.text() == "2 of 3 still to be reached"


def test_what_can_not_be_kept_is_said_and_stays(
    qtbot: QtBot, session: Session, window: QWidget, west: list[int]
) -> None:
    working = _at_work(session, window, west)
    working.begin("skip")
    working.keep()
    assert "reason is missing" in working.notice.text()
    working.begin("plan")
    working.keep()
    assert working.notice.text()
    assert [state for _, state in _states(working)] == ["open"] * 3
    qtbot.keyClick(working.time.line, Qt.Key.Key_Escape)
    assert working.view.hasFocus()
    assert working.isVisible()


def test_the_account_opens_and_an_end_releases_who_is_left(
    session: Session, window: QWidget, west: list[int], alerts: RecordedAlerts
) -> None:
    working = _at_work(session, window, west)
    opened: list[tuple[str, int]] = []
    session.record_wanted.connect(lambda *of: opened.append(of))
    working.view.select(west[1])
    working.open_account()
    assert opened == [("account", west[1])]
    (running,) = outreach.running(session.journal)
    working = _opened(WorkingDialog(session, running.id, window))
    working.end()
    assert alerts.told == ["End the outreach?: 3 accounts are not reached."]
    assert len(outreach.running(session.journal)) == 1
    alerts.answers.append(True)
    working.end()
    assert outreach.running(session.journal) == []
    assert {outcome for (outcome,) in session.journal.rows("SELECT outcome FROM step")} == {"released"}


def test_an_end_of_many_goes_on_behind_a_progress_bar(
    qtbot: QtBot, session: Session, window: QWidget, west: list[int], alerts: RecordedAlerts
) -> None:
    every = [*west, *(make_account(session.journal, f"Branch {number}") for number in range(60))]
    working = _at_work(session, window, every)
    alerts.answers.append(True)
    with qtbot.waitSignal(working.finished):
        working.end()
    assert outreach.running(session.journal) == []
    assert {outcome for (outcome,) in session.journal.rows("SELECT outcome FROM step")} == {"released"}


def test_many_are_made_behind_a_progress_bar(qtbot: QtBot, session: Session, window: QWidget, west: list[int]) -> None:
    for number in range(60):
        make_account(session.journal, f"Branch {number}", region="West")
    dialog = _opened(ReachDialog(session, window))
    dialog.region.set_value("West")
    qtbot.keyClicks(dialog.goal, GOAL)
    dialog.accept()
    qtbot.waitUntil(lambda: window.findChild(WorkingDialog) is not None, timeout=20_000)
    assert _working(window).left.text() == "63 of 63 still to be reached"
    step_id = _working(window).model.rows[0].step_id
    assert step_id is not None
    assert steps.get(session.journal, step_id).title == GOAL
    session.undo()
    assert outreach.running(session.journal) == []


def test_the_plan_of_an_outreach_leads_back_to_the_list(session: Session, window: QWidget, west: list[int]) -> None:
    plan_id = outreach.start(session.journal, GOAL, west).id
    goal = plans.create(session.journal, goal="Win the tender").id
    panel = PlanPanel(session, window)
    panel.show()
    assert panel.show_plan(goal)
    assert panel.reach_button.isHidden()
    assert panel.show_plan(plan_id)
    assert not panel.reach_button.isHidden()
    panel.reach_button.click()
    assert _working(window).left.text() == "3 of 3 still to be reached"


def test_the_keys_of_the_window_lead_to_both(qtbot: QtBot, sample_session: Session) -> None:
    window = MainWindow(sample_session)
    qtbot.addWidget(window)
    window.show_page("today")
    window.show()
    window.actions_["reach_many"].trigger()
    dialog = window.findChild(ReachDialog)
    assert dialog is not None
    dialog.reject()
    sample_session.open_page("quiet")
    page = window.page("accounts")
    assert isinstance(page, AccountPage)
    assert window.current_page() is page
    assert page.accounts.shows_quiet()
    assert page.accounts.quiet.current_row() is not None


def test_a_beginning_that_is_taken_back_takes_its_list_along(
    qtbot: QtBot, session: Session, window: QWidget, west: list[int], alerts: RecordedAlerts
) -> None:
    working = _at_work(session, window, west)
    session.undo()
    assert not working.isVisible()
    assert alerts.told == []


def test_an_outreach_that_another_program_removed_is_told_and_no_more(
    session: Session, window: QWidget, west: list[int], alerts: RecordedAlerts
) -> None:
    outreach.start(session.journal, GOAL, west)
    dialog = _opened(ReachDialog(session, window))
    changes.undo(session.journal)
    (on,) = [one for one in dialog.findChildren(QPushButton) if one.accessibleName() == f"Go on with {GOAL}"]
    on.click()
    assert len(alerts.told) == 1
    assert "There is no such plan" in alerts.told[0]
    assert dialog.isVisible()


def test_many_that_are_not_ended_leave_room_for_the_list(session: Session, window: QWidget, west: list[int]) -> None:
    few = _opened(ReachDialog(session, window)).sizeHint().height()
    for number in range(15):
        outreach.start(session.journal, f"{GOAL} {number}", west)
    many = _opened(ReachDialog(session, window))
    assert len([one for one in many.findChildren(QPushButton) if one.text() == "Go on"]) == 15
    assert many.sizeHint().height() <= few + 16
