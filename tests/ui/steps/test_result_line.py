"""The line that asks what came of a step that was ticked, and for the next one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import plans, step_lists, steps
from tests.factories import make_account, make_step, make_visit
from tests.ui.composing import commit, compose
from tests.ui.steps.conftest import Said
from ui.session import Session
from ui.steps.lines import StepView
from ui.steps.result_line import ResultLine


@pytest.fixture
def asked(session: Session, shown: Callable[..., StepView], qtbot: QtBot) -> tuple[StepView, ResultLine]:
    """A list with one promise in a plan, ticked, and the line below it."""
    account_id = make_account(session.journal)
    plan_id = plans.create(session.journal, goal="Lot 2", account_id=account_id, target_on="2026-08-01").id
    make_step(
        session.journal,
        "Send the BOQ",
        kind="promise",
        due_on="2026-05-14",
        account_id=account_id,
        plan_id=plan_id,
    )
    make_step(session.journal, "Book the hall", due_on="2026-05-15")
    view = shown(grouped=True)
    line = ResultLine(session, view.window())
    view.step_closed.connect(line.ask)
    line.closed.connect(view.setFocus)
    view.activateWindow()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    return view, line


def test_a_tick_asks_for_the_result_and_then_for_the_next_step(
    session: Session, asked: tuple[StepView, ResultLine], said: Said, qtbot: QtBot
) -> None:
    view, line = asked
    step = steps.get(session.journal, view.current_row().id)
    assert (step.outcome, step.result) == ("kept", ""), "it is closed before anything is asked"
    assert line.isVisible()
    assert line.lead() == "Promise kept: Send the BOQ"
    qtbot.keyClicks(line.line, "They agreed to all 17 items")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert steps.get(session.journal, step.id).result == "They agreed to all 17 items"
    assert line.lead() == "Next step for Northern Rail · Lot 2"
    qtbot.keyClicks(line.line, "send photos next tue !promise")
    assert line.beside() == "promise, Send photos, Tue 19 May 2026"
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert line.isHidden()
    (added,) = [item for item in step_lists.read(session.journal) if item.title == "Send photos"]
    assert (added.account, added.plan, added.due_on, added.kind) == ("Northern Rail", "Lot 2", "2026-05-19", "promise")
    assert said[-1] == ("Added: Send photos", True)
    session.undo()
    session.undo()
    assert steps.get(session.journal, step.id).result == ""
    session.undo()
    assert steps.get(session.journal, step.id).closed_at is None


def test_an_empty_result_goes_on_to_the_next_step_and_escape_ends(
    session: Session, asked: tuple[StepView, ResultLine], qtbot: QtBot
) -> None:
    view, line = asked
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert line.lead() == "Next step for Northern Rail · Lot 2"
    before = len(step_lists.read(session.journal))
    qtbot.keyClick(line.line, Qt.Key.Key_Escape)
    assert line.isHidden()
    assert view.hasFocus()
    assert len(step_lists.read(session.journal)) == before


def test_escape_skips_at_once_and_an_arrow_goes_on_in_the_list(
    session: Session, asked: tuple[StepView, ResultLine], qtbot: QtBot
) -> None:
    view, line = asked
    qtbot.keyClick(line.line, Qt.Key.Key_Down)
    assert line.isHidden()
    assert view.current_row().title == "Book the hall"
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert line.lead() == "Next step done: Book the hall"
    qtbot.keyClick(line.line, Qt.Key.Key_Escape)
    assert line.isHidden()
    assert view.hasFocus()


def test_taking_the_tick_back_ends_the_question(
    session: Session, asked: tuple[StepView, ResultLine], qtbot: QtBot
) -> None:
    view, line = asked
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    override.ignore()
    QApplication.sendEvent(line.line, override)
    assert not override.isAccepted(), "an empty line leaves Ctrl+Z to the window"
    session.undo()
    assert line.isHidden()
    assert view.hasFocus()


def test_the_line_leaves_an_input_method_alone(session: Session, asked: tuple[StepView, ResultLine]) -> None:
    _, line = asked
    for _stage in ("result", "next step"):
        compose(line.line, "querenle")
        QTest.keyClick(line.line, Qt.Key.Key_Return)
        QTest.keyClick(line.line, Qt.Key.Key_Escape)
        assert line.isVisible()
        commit(line.line, "确认了")
        assert line.line.text() == "确认了"
        QTest.keyClick(line.line, Qt.Key.Key_Return)
    assert {item.title for item in step_lists.read(session.journal)} >= {"确认了"}


def test_a_next_step_elsewhere_and_one_that_is_not_understood(
    session: Session, asked: tuple[StepView, ResultLine], qtbot: QtBot
) -> None:
    _, line = asked
    make_account(session.journal, "江海电信")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    line.line.setText("call @Nobody")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert "Nobody" in line.beside()
    assert line.line.text() == "call @Nobody", "nothing typed is lost"
    line.line.setText("call @江海电信")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    (added,) = [item for item in step_lists.read(session.journal) if item.title == "Call"]
    assert added.account == "江海电信"


def test_what_follows_from_a_confidential_visit_stays_with_it(
    session: Session, shown: Callable[..., StepView], qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal), confidential=True)
    make_step(session.journal, "Sound out", visit_id=visit_id)
    view = shown()
    line = ResultLine(session, view.window())
    view.step_closed.connect(line.ask)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    line.line.setText("ask again tomorrow")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    (added,) = [item for item in step_lists.read(session.journal) if item.closed_at is None]
    assert steps.get(session.journal, added.id).visit_id == visit_id
