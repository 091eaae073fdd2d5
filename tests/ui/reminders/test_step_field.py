"""A step gets a reminder of its own in its editor, in words."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from models import step_sheets, steps
from tests.factories import make_step
from tests.ui.composing import commit
from ui.session import Session
from ui.steps.editor import StepEditor


def test_a_reminder_in_words(session: Session, qtbot: QtBot) -> None:
    step = make_step(session.journal)
    for words, stored in (("tomorrow 8:15", "2026-05-15T08:15"), ("1小时后", "2026-05-14T10:50"), ("", None)):
        editor = StepEditor(session, None, sheet=step_sheets.read(session.journal, step))
        qtbot.addWidget(editor)
        editor.remind.line.selectAll()
        editor.remind.line.del_()
        commit(editor.remind.line, words)  # as an input method hands words over
        assert editor.is_changed()
        editor.accept()
        assert steps.get(session.journal, step).remind_at == stored


def test_one_that_has_passed_stays_as_it_was(session: Session, qtbot: QtBot) -> None:
    step = make_step(session.journal, remind_at="2026-05-10T09:00")
    editor = StepEditor(session, None, sheet=step_sheets.read(session.journal, step))
    qtbot.addWidget(editor)
    assert editor.remind.text() == "Sun 10 May 2026, 09:00"
    assert not editor.is_changed()
    editor.title.setText("Another title")
    editor.accept()
    assert steps.get(session.journal, step).remind_at == "2026-05-10T09:00"


def test_a_time_that_has_passed_is_refused(session: Session, qtbot: QtBot) -> None:
    editor = StepEditor(session, None)
    qtbot.addWidget(editor)
    editor.title.setText("Call")
    qtbot.keyClicks(editor.remind.line, "yesterday")
    editor.accept()
    assert not editor.remind.is_right()
    assert session.journal.rows("SELECT 1 FROM step") == []
