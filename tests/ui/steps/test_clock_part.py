"""The clock in the editor of a request: its times as words, what was promised, escalation and rounds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from models import changes, colleagues, step_sheets, steps
from models.clock import FixedClock
from tests.factories import make_account, make_contact, make_step
from ui.session import Session
from ui.steps.clock_part import ClockPart
from ui.steps.editor import StepEditor
from ui.steps.escalate_dialog import EscalateDialog


def opened(session: Session, qtbot: QtBot, step_id: int) -> StepEditor:
    editor = StepEditor(session, None, sheet=step_sheets.read(session.journal, step_id))
    editor.open()
    return editor


def clock_of(editor: StepEditor) -> ClockPart:
    assert editor.clock is not None
    return editor.clock


def said(part: Any) -> list[str]:
    return [one.text() for one in part.findChildren(QLabel) if not one.isHidden() and one.text()]


@pytest.fixture
def complaint(session: Session) -> int:
    """Raised this morning at nine, with two hours to answer and five days to solve."""
    return make_step(
        session.journal, "Line 3 is down", kind="complaint", severity="serious", raised_at="2026-05-14T09:00"
    )


def test_what_is_promised_stands_below_each_time(session: Session, qtbot: QtBot, complaint: int) -> None:
    editor = opened(session, qtbot, complaint)
    assert "Promised by 11:00" in said(clock_of(editor))
    assert "To be solved by Wed 20 May, 18:00" in said(clock_of(editor))
    editor.reject()


def test_a_promise_that_passed_is_told_as_late(
    session: Session, clock: FixedClock, qtbot: QtBot, complaint: int
) -> None:
    clock.set(datetime(2026, 5, 15, 8))
    editor = opened(session, qtbot, complaint)
    assert "Late: promised by Thu 14 May, 11:00" in said(clock_of(editor))
    editor.reject()


def test_answered_now_is_kept_by_save_alone(session: Session, qtbot: QtBot, complaint: int) -> None:
    editor = opened(session, qtbot, complaint)
    qtbot.mouseClick(clock_of(editor).answer_button, Qt.MouseButton.LeftButton)
    assert editor.is_changed()
    assert steps.get(session.journal, complaint).first_answered_at is None
    editor.accept()
    assert steps.get(session.journal, complaint).first_answered_at == "2026-05-14T09:50"


def test_a_time_is_written_in_words(session: Session, qtbot: QtBot, complaint: int) -> None:
    editor = opened(session, qtbot, complaint)
    clock = clock_of(editor)
    clock.answered.line.setFocus()
    qtbot.keyClicks(clock.answered.line, "today 9:15")
    editor.accept()
    assert steps.get(session.journal, complaint).first_answered_at == "2026-05-14T09:15"


def test_what_is_no_time_is_not_saved(session: Session, qtbot: QtBot, complaint: int) -> None:
    editor = opened(session, qtbot, complaint)
    clock = clock_of(editor)
    qtbot.keyClicks(clock.answered.line, "soon, I hope")
    editor.accept()
    assert editor.isVisible()
    assert clock.answered.text() == "soon, I hope"
    clock.answered.set_value("2026-05-13T09:00")
    editor.accept()
    assert "before the time it was raised" in editor.problem()
    clock.answered.set_value(None)
    editor.reject()


def test_another_severity_moves_what_is_promised(session: Session, qtbot: QtBot, complaint: int) -> None:
    editor = opened(session, qtbot, complaint)
    editor.severity.setCurrentIndex(editor.severity.findData("urgent"))
    editor.accept()
    assert steps.get(session.journal, complaint).answer_by == "2026-05-14T10:00"


def test_what_has_no_clock_shows_none(session: Session, qtbot: QtBot) -> None:
    editor = opened(session, qtbot, make_step(session.journal, kind="promise"))
    assert editor.clock is None
    editor.reject()


def test_it_goes_up_to_a_colleague_and_to_somebody_at_the_customer(session: Session, qtbot: QtBot) -> None:
    journal = session.journal
    account_id = make_account(journal, "Northern Rail")
    boss = colleagues.create(journal, name="Helen Marsh", job="Director").id
    priya = make_contact(journal, "Priya Nair", account_id=account_id)
    step_id = make_step(journal, "No spare part", kind="complaint", account_id=account_id)
    editor = opened(session, qtbot, step_id)
    editor.details.set_text("typed meanwhile")
    for name, column, person in (
        ("Helen Marsh", "escalated_to_colleague_id", boss),
        ("Priya", "escalated_to_contact_id", priya),
    ):
        clock_of(editor).escalate_button.click()
        dialog = editor.findChild(EscalateDialog)
        assert dialog is not None
        qtbot.keyClicks(dialog.person, name)
        qtbot.keyClick(dialog.person, Qt.Key.Key_Return)
        qtbot.keyClicks(dialog.reason, "Since Monday")
        dialog.accept()
        assert getattr(steps.get(journal, step_id), column) == person
        qtbot.waitUntil(lambda: editor.findChild(EscalateDialog) is None)
    assert [words for words in said(clock_of(editor)) if "escalated" in words] == [
        "09:50: escalated to Helen Marsh: Since Monday",
        "09:50: escalated to Priya Nair: Since Monday",
    ]
    editor.accept()
    assert steps.get(journal, step_id).details == "typed meanwhile"


def test_nobody_is_no_one_to_go_to(session: Session, qtbot: QtBot, complaint: int) -> None:
    dialog = EscalateDialog(session, steps.get(session.journal, complaint), None)
    dialog.open()
    dialog.accept()
    assert dialog.isVisible()
    assert any("Choose one person" in words for words in said(dialog))
    dialog.reject()


def test_what_failed_again_begins_a_new_round(
    session: Session, clock: FixedClock, qtbot: QtBot, complaint: int
) -> None:
    steps.close(session.journal, complaint, result="Card replaced", at="2026-05-14T09:40")
    clock.set(datetime(2026, 5, 15, 17, 30))
    editor = opened(session, qtbot, complaint)
    assert "Solved Thu 14 May, 09:40, as promised" in said(clock_of(editor))
    clock_of(editor).reopen_button.click()
    assert not editor.isVisible()
    step = steps.get(session.journal, complaint)
    assert (step.closed_at, step.reopened_at, step.answer_by) == (None, "2026-05-15T17:30", "2026-05-18T10:30")
    editor = opened(session, qtbot, complaint)
    words = said(clock_of(editor))
    assert words[words.index("Opened again 17:30") :] == [
        "Opened again 17:30",
        "Round 1, from 14 May",
        "Answered Thu 14 May, 09:40, after 40 min of working time",
        "Solved Thu 14 May, 09:40, after 40 min of working time",
        "Card replaced",
    ]
    editor.reject()
    changes.undo(session.journal)
    assert steps.get(session.journal, complaint).closed_at == "2026-05-14T09:40"


def test_reopening_keeps_what_was_typed(session: Session, qtbot: QtBot, complaint: int) -> None:
    steps.close(session.journal, complaint)
    editor = opened(session, qtbot, complaint)
    editor.title.setText("Line 3 is down again")
    clock_of(editor).reopen_button.click()
    step = steps.get(session.journal, complaint)
    assert (step.title, step.closed_at) == ("Line 3 is down again", None)
