"""A step that comes back: deleting it, leaving it out once, and moving it, alone or with the rest."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import repeating, step_lists, steps
from models.step_lists import StepItem
from tests.factories import make_step
from tests.ui.conftest import RecordedAlerts
from tests.ui.windows import shown
from ui.session import Session
from ui.steps import deeds
from ui.steps.editor import StepEditor, edit_step
from ui.steps.menus import step_menu


@pytest.fixture
def report(session: Session) -> int:
    return make_step(session.journal, "Report", due_on="2026-05-14", repeats="FREQ=WEEKLY;BYDAY=TH")


def items(session: Session) -> list[StepItem]:
    """Return the open steps."""
    return [item for item in step_lists.read(session.journal) if item.closed_at is None]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    return shown(qtbot, QWidget(), 400, 300)


def opened(session: Session, qtbot: QtBot, parent: QWidget, step_id: int) -> StepEditor:
    """Return the editor of a step in front."""
    editor = edit_step(session, step_id, parent)
    assert editor is not None
    qtbot.waitUntil(editor.isVisible)
    return editor


@pytest.mark.parametrize(("answer", "left"), [("one", ["2026-05-21"]), ("later", []), ("", ["2026-05-14"])])
@pytest.mark.usefixtures("report")
def test_deleting_one_asks_about_the_later_ones(
    session: Session, alerts: RecordedAlerts, answer: str, left: list[str]
) -> None:
    alerts.answers.append(answer)
    deeds.remove(session, items(session)[0])
    assert [item.due_on for item in items(session)] == left


def test_what_is_over_or_never_comes_back_is_deleted_without_a_question(
    session: Session, report: int, alerts: RecordedAlerts
) -> None:
    repeating.close(session.journal, report)
    closed = next(item for item in step_lists.read(session.journal) if item.id == report)
    deeds.remove(session, closed)
    make_step(session.journal, "Once")
    deeds.remove(session, next(item for item in items(session) if item.title == "Once"))
    assert alerts.told == []
    assert [item.due_on for item in items(session)] == ["2026-05-21"]


@pytest.mark.usefixtures("report")
def test_the_menu_leaves_one_out(session: Session, parent: QWidget, qtbot: QtBot) -> None:
    menu = step_menu(session, items(session), parent, lambda: None)
    with qtbot.waitSignal(session.said) as said:
        next(one for one in menu.actions() if one.text() == "Leave out this once").trigger()
    assert said.args == ["Left out this once: Report, now Thu 21 May 2026", True]
    session.undo()
    assert [item.due_on for item in items(session)] == ["2026-05-14"]


@pytest.mark.parametrize(("later", "following"), [(False, "2026-05-21"), (True, "2026-05-22")])
def test_the_editor_asks_what_moves_along(
    session: Session, report: int, parent: QWidget, qtbot: QtBot, later: bool, following: str
) -> None:
    editor = opened(session, qtbot, parent, report)
    assert not editor.moves.isVisible()
    editor.due.setFocus()
    editor.due.line.selectAll()
    qtbot.keyClicks(editor.due.line, "2026-05-15")
    assert editor.moves.isVisible()
    if later:
        qtbot.keyClick(editor.moves.choice.button("one"), Qt.Key.Key_Right)
    editor.accept()
    assert steps.get(session.journal, report).due_on == "2026-05-15"
    repeating.close(session.journal, report)
    assert [item.due_on for item in items(session)] == [following]


def test_another_repetition_leaves_nothing_to_ask(session: Session, report: int, parent: QWidget, qtbot: QtBot) -> None:
    editor = opened(session, qtbot, parent, report)
    editor.due.line.setText("2026-05-15")
    editor.due.line.edited.emit("2026-05-15")
    editor.repeats.line.setText("every Monday")
    editor.repeats.line.edited.emit("every Monday")
    assert not editor.moves.isVisible()


def test_the_editor_leaves_one_out(
    session: Session, report: int, alerts: RecordedAlerts, parent: QWidget, qtbot: QtBot
) -> None:
    editor = opened(session, qtbot, parent, report)
    alerts.answers.append("one")
    editor.delete_button.click()
    assert not editor.isVisible()
    assert [item.due_on for item in items(session)] == ["2026-05-21"]
