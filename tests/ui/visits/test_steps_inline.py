"""The line of next steps in the visit editor: it understands what the quick line does, at the visit's account."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import steps
from models.sheet_content import from_json, to_json
from tests.factories import make_account, make_contact
from tests.ui.composing import commit, compose
from tests.ui.windows import shown
from ui.session import Session
from ui.visits.editor import VisitEditor


@pytest.fixture
def editor(session: Session, qtbot: QtBot) -> VisitEditor:
    """The editor with a new visit at 北方铁路, where one of two 王强 works."""
    journal = session.journal
    rail = make_account(journal, "北方铁路")
    other = make_account(journal, "Kestrel Energy")
    make_contact(journal, "徐海", account_id=rail)
    make_contact(journal, "王强", account_id=rail)
    make_contact(journal, "王强", account_id=other)
    made = shown(qtbot, VisitEditor(session), 920, 800)
    made.open_new(rail)
    made.steps.line.setFocus()
    return made


def add(editor: VisitEditor, qtbot: QtBot, text: str) -> None:
    commit(editor.steps.line, text)
    qtbot.keyClick(editor.steps.line, Qt.Key.Key_Escape)  # the list, where one is open
    qtbot.keyClick(editor.steps.line, Qt.Key.Key_Return)


def saved(editor: VisitEditor, session: Session) -> list[steps.StepRow]:
    assert editor.save()
    return steps.of_visit(session.journal, editor.visit_id() or 0)


def test_how_often_and_how_serious_are_kept(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    commit(editor.steps.line, "每周一 电话回访")
    assert editor.steps.line.accessibleDescription().endswith("every Monday")
    qtbot.keyClick(editor.steps.line, Qt.Key.Key_Return)
    add(editor, qtbot, "!投诉 紧急 设备晚到")
    assert [(one.title, one.repeats, one.severity) for one in editor.steps.steps()] == [
        ("电话回访", "FREQ=WEEKLY;BYDAY=MO", None),
        ("设备晚到", "", "urgent"),
    ]
    sheet = editor.form.written(from_json(to_json(editor.form._sheet)))
    assert from_json(to_json(sheet)).steps == sheet.steps
    rows = {one.title: one for one in saved(editor, session)}
    assert (rows["电话回访"].repeats, rows["电话回访"].due_on) == ("FREQ=WEEKLY;BYDAY=MO", "2026-05-18")
    assert rows["设备晚到"].severity == "urgent"


def test_a_change_of_words_leaves_how_often_and_how_serious(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    add(editor, qtbot, "!投诉 紧急 设备晚到")
    add(editor, qtbot, "每周一 电话回访")
    saved(editor, session)
    for row, words in ((0, "了"), (1, "客户")):
        editor.steps.view.select(row)
        qtbot.keyClick(editor.steps.view, Qt.Key.Key_Return)
        add(editor, qtbot, words)
    found = sorted((one.severity or "", one.repeats) for one in saved(editor, session))
    assert found == [("", "FREQ=WEEKLY;BYDAY=MO"), ("urgent", "")]


def test_the_account_is_the_visits_and_another_one_stays_words(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    add(editor, qtbot, "ask @Kestrel Energy tomorrow")
    add(editor, qtbot, "call @北方铁路")
    rows = saved(editor, session)
    assert {one.title for one in rows} == {"Ask @Kestrel Energy", "Call"}
    assert len({one.account_id for one in rows}) == 1


def test_people_at_the_account_are_meant_before_their_namesakes(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    add(editor, qtbot, "给wangqiang发报价")
    assert [[one.name for one in step.people] for step in editor.steps.steps()] == [["王强"]]
    assert [one.title for one in editor.steps.steps()] == ["发报价"]


def test_a_mark_suggests_people_and_kinds(editor: VisitEditor, qtbot: QtBot) -> None:
    line = editor.steps.line
    qtbot.keyClicks(line, "call @xh")
    assert [one.text for one in line.suggestions()] == ["徐海"]
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "call @徐海 "
    assert editor.steps.steps() == ()
    qtbot.keyClicks(line, "!")
    assert "visit" not in [one.text for one in line.suggestions()]
    qtbot.keyClicks(line, "prom")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "call @徐海 !promise "
    assert line.hasFocus()


def test_nothing_is_suggested_or_added_while_an_input_method_composes(editor: VisitEditor, qtbot: QtBot) -> None:
    line = editor.steps.line
    qtbot.keyClicks(line, "@")
    compose(line, "xuhai")
    assert line.suggestions() == []
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert editor.steps.steps() == ()
    commit(line, "徐")
    assert [one.text for one in line.suggestions()] == ["徐海"]
