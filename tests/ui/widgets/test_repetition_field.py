"""The field for how something repeats: words in, what they mean below, and what is mostly wanted on offer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import steps
from models.text.repetitions import words
from tests.factories import TODAY, make_step
from tests.readers import open_steps
from tests.ui.composing import commit, compose
from ui import translations
from ui.session import Session
from ui.steps.editor import edit_step, new_step
from ui.widgets.repetition_field import RepetitionField


@pytest.fixture
def field(qtbot: QtBot) -> RepetitionField:
    made = RepetitionField(lambda: TODAY, "Repeats")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.line.setFocus()
    return made


def test_words_are_understood_with_their_first_day(field: RepetitionField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.line, "every 2 weeks on monday")
    assert field.value() == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"
    assert field.text() == "every 2 weeks on monday"
    assert field.below() == "every 2 weeks on Monday · first Mon 18 May 2026"


def test_chinese_words_are_understood_when_they_are_complete(field: RepetitionField) -> None:
    compose(field.line, "meiyue5hao")
    assert field.value() is None
    assert field.line.suggestions() == []
    commit(field.line, "每月5号")
    assert field.value() == "FREQ=MONTHLY;BYMONTHDAY=5"


def test_where_a_day_is_set_the_one_after_it_is_said(qtbot: QtBot) -> None:
    field = RepetitionField(lambda: TODAY, "Repeats", due=lambda: "2026-05-20")
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "every month")
    assert field.below() == "every month · then Sat 20 Jun 2026"


def test_what_is_no_repetition_is_said_in_a_sentence_and_stays(field: RepetitionField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.line, "often")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert not field.is_right()
    assert "“often” is no repetition" in field.below()
    assert "every 2 weeks" in field.below()
    assert field.text() == "often"


def test_what_steps_mostly_do_is_offered_and_taken_by_keys(field: RepetitionField, qtbot: QtBot) -> None:
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    offered = [one.text for one in field.line.suggestions()]
    assert offered[:3] == ["once", "every day", "every working day"]
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.changed):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert (field.text(), field.value()) == ("every day", "FREQ=DAILY")
    assert field.line.suggestions() == []


def test_a_click_into_the_empty_line_offers_too(field: RepetitionField, qtbot: QtBot) -> None:
    qtbot.mouseClick(field.line, Qt.MouseButton.LeftButton)
    assert field.line.suggestions()
    field.set_text("every day")
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    qtbot.mouseClick(field.line, Qt.MouseButton.LeftButton)
    assert field.line.suggestions() == []


def test_what_is_typed_narrows_the_offer_until_it_is_understood(field: RepetitionField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.line, "every w")
    assert [one.text for one in field.line.suggestions()] == ["every working day", "every week"]
    qtbot.keyClicks(field.line, "eek")
    assert field.line.suggestions() == []


def test_once_is_no_repetition(field: RepetitionField, qtbot: QtBot) -> None:
    field.set_value("FREQ=DAILY")
    field.line.selectAll()
    qtbot.keyClicks(field.line, "once")
    assert field.value() is None
    assert field.is_right()


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY;BYWEEKNO=20"])
def test_a_rule_that_was_set_is_kept_and_understood_again(qtbot: QtBot, rule: str) -> None:
    field = RepetitionField(lambda: TODAY, "Repeats")
    qtbot.addWidget(field)
    field.set_value(rule)
    assert field.text() == words(translations.language(), rule)
    field.set_text(field.text())
    assert field.value() == rule


def test_a_step_is_made_to_repeat_and_is_due_when_that_begins(session: Session, qtbot: QtBot) -> None:
    editor = new_step(session, None)
    with qtbot.waitActive(editor):
        editor.activateWindow()
    qtbot.keyClicks(editor.title, "Send the report")
    editor.repeats.setFocus()
    qtbot.keyClicks(editor.repeats.line, "every mon and thu until 30 June")
    editor.due.setFocus()
    assert editor.due.value() == "2026-05-14"
    editor.due.line.selectAll()
    qtbot.keyClicks(editor.due.line, "next mon")
    assert "then Thu 21 May 2026" in editor.repeats.below()
    editor.accept()
    (step,) = open_steps(session.journal)
    assert (step.due_on, step.repeats) == ("2026-05-18", "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20260630")


def test_a_step_does_not_repeat_any_more_when_its_words_are_deleted(session: Session, qtbot: QtBot) -> None:
    step_id = make_step(session.journal, due_on="2026-05-20", repeats="FREQ=WEEKLY")
    editor = edit_step(session, step_id, None)
    assert editor is not None
    editor.repeats.line.selectAll()
    qtbot.keyClick(editor.repeats.line, Qt.Key.Key_Delete)
    editor.accept()
    assert steps.get(session.journal, step_id).repeats == ""


def test_a_repetition_nobody_understands_keeps_the_dialog_open(session: Session, qtbot: QtBot) -> None:
    editor = new_step(session, None)
    qtbot.keyClicks(editor.title, "Call")
    qtbot.keyClicks(editor.repeats.line, "often")
    editor.accept()
    assert editor.isVisible()
    assert editor.repeats.text() == "often"
    assert open_steps(session.journal) == []
    editor.repeats.set_value(None)
    editor.accept()
    assert len(open_steps(session.journal)) == 1
