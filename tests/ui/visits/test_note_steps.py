"""Lines of the notes become next steps by one key, and both are ticked and taken back together."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import steps, visit_sheet
from tests.factories import make_account, make_contact, make_visit
from tests.ui.composing import commit, compose
from tests.ui.windows import shown
from ui.session import Session
from ui.visits.editor import VisitEditor
from ui.widgets.note_editor import NoteEditor

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def editor(session: Session, qtbot: QtBot) -> VisitEditor:
    account_id = make_account(session.journal, name="Northern Rail")
    make_contact(session.journal, name="徐海", account_id=account_id)
    made = shown(qtbot, VisitEditor(session), 920, 800)
    made.open(make_visit(session.journal, account_id=account_id))
    return made


def write(editor: VisitEditor, text: str, line: int = 0) -> NoteEditor:
    """Write into the notes, and put the cursor at the end of a line."""
    notes = editor.texts.notes
    notes.setFocus()
    notes.insertPlainText(text)
    put(notes, line)
    return notes


def put(notes: NoteEditor, line: int) -> None:
    block = notes.document().findBlockByNumber(line)
    cursor = notes.textCursor()
    cursor.setPosition(block.position() + block.length() - 1)
    notes.setTextCursor(cursor)


def make_steps() -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, Qt.Key.Key_T, CTRL | SHIFT)


@pytest.mark.parametrize(
    ("line", "after", "title", "kind", "due"),
    [
        (
            "- [ ] send the BOQ to 徐海 tomorrow !promise",
            "- [ ] → send the BOQ to 徐海 tomorrow !promise",
            "Send the BOQ",
            "promise",
            "2026-05-15",
        ),
        ("- [ ] 明天给徐海发报价 !承诺", "- [ ] → 明天给徐海发报价 !承诺", "发报价", "promise", "2026-05-15"),
        ("call Marta", "- [ ] → call Marta", "Call Marta", "next_step", None),
        ("  2. **call** Marta", "  2. [ ] → **call** Marta", "Call Marta", "next_step", None),
        ("## Ask for [the plan](https://x.y)", "- [ ] → Ask for [the plan](https://x.y)", "Ask for the plan",
         "next_step", None),
    ],
)  # fmt: skip
def test_a_line_becomes_a_step_as_it_would_be_understood(
    editor: VisitEditor, line: str, after: str, title: str, kind: str, due: str | None
) -> None:
    notes = write(editor, line)
    make_steps()
    assert notes.text() == after
    (step,) = editor.steps.steps()
    assert (step.title, step.kind, step.due) == (title, kind, due)
    assert [one.name for one in step.people] == (["徐海"] if "徐海" in line else [])


def test_the_step_is_saved_with_the_visit(editor: VisitEditor, session: Session) -> None:
    write(editor, "- [ ] call Marta")
    make_steps()
    assert editor.save()
    sheet = visit_sheet.read(session.journal, editor.visit_id() or 0)
    assert [one.title for one in sheet.steps] == ["Call Marta"]
    assert sheet.notes == "- [ ] → call Marta"


def test_several_lines_at_once_and_none_twice(editor: VisitEditor) -> None:
    notes = write(editor, "- [ ] one\n\n- [x] two\n- → three")
    notes.selectAll()
    make_steps()
    make_steps()
    assert notes.text() == "- [ ] → one\n\n- [x] → two\n- [ ] → three"
    assert [(one.title, one.closed) for one in editor.steps.steps()] == [
        ("One", False),
        ("Two", True),
        ("Three", False),
    ]


def test_one_undo_takes_line_and_step_back_and_redo_brings_both(editor: VisitEditor) -> None:
    notes = write(editor, "- [ ] one\n- [ ] two")
    notes.selectAll()
    make_steps()
    notes.undo()
    assert notes.text() == "- [ ] one\n- [ ] two"
    assert editor.steps.steps() == ()
    notes.redo()
    assert notes.text() == "- [ ] → one\n- [ ] → two"
    assert [one.title for one in editor.steps.steps()] == ["One", "Two"]


def test_undo_leaves_a_step_that_was_changed_meanwhile(editor: VisitEditor, qtbot: QtBot) -> None:
    notes = write(editor, "- [ ] one")
    make_steps()
    editor.steps.view.setFocus()
    qtbot.keyClick(editor.steps.view, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.steps.line, " !risk")
    qtbot.keyClick(editor.steps.line, Qt.Key.Key_Return)
    notes.undo()
    assert [(one.title, one.kind) for one in editor.steps.steps()] == [("One", "risk")]


def test_a_tick_in_the_line_closes_the_step_and_the_other_way_round(editor: VisitEditor, qtbot: QtBot) -> None:
    notes = write(editor, "- [ ] call Marta on friday")
    make_steps()
    QTest.keyClick(notes, Qt.Key.Key_T, CTRL)
    assert notes.text() == "- [x] → call Marta on friday"
    assert [one.closed for one in editor.steps.steps()] == [True]
    notes.undo()
    assert notes.text() == "- [ ] → call Marta on friday"
    assert [one.closed for one in editor.steps.steps()] == [False]
    editor.steps.view.setFocus()
    qtbot.keyClick(editor.steps.view, Qt.Key.Key_Space)
    assert notes.text() == "- [x] → call Marta on friday"


def test_a_step_that_is_removed_leaves_a_plain_line(editor: VisitEditor, qtbot: QtBot) -> None:
    notes = write(editor, "- [ ] call Marta")
    make_steps()
    editor.steps.view.setFocus()
    qtbot.keyClick(editor.steps.view, Qt.Key.Key_Delete)
    assert notes.text() == "- [ ] call Marta"
    assert editor.steps.steps() == ()


def test_a_step_closed_elsewhere_shows_as_ticked_and_opens_again_by_a_press(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    notes = write(editor, "- [ ] call Marta")
    make_steps()
    assert editor.save()
    visit_id = editor.visit_id() or 0
    (step,) = visit_sheet.read(session.journal, visit_id).steps
    session.run(steps.close, step.id)
    editor.refresh()
    assert notes.ticked_elsewhere == {"call Marta"}
    assert not editor.is_changed()
    notes.setFocus()
    rect = notes.cursorRect()
    cursor = notes.textCursor()
    cursor.setPosition(3)
    rect = notes.cursorRect(cursor)
    qtbot.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 1, rect.center().y()))
    assert [one.closed for one in editor.steps.steps()] == [False]
    assert notes.text() == "- [ ] → call Marta"
    assert notes.ticked_elsewhere == frozenset()


def test_the_key_is_named_where_it_serves(editor: VisitEditor) -> None:
    notes = write(editor, "words\n- [ ] call Marta")
    assert editor.texts.hint.text() == "Markdown"
    put(notes, 1)
    assert editor.texts.hint.text() == "Ctrl+Shift+T makes it a next step"
    make_steps()
    put(notes, 0)
    assert editor.texts.hint.text() == "Markdown"


def test_a_line_without_words_becomes_nothing(editor: VisitEditor, session: Session) -> None:
    said: list[str] = []
    session.said.connect(lambda words, _undo: said.append(words))
    notes = write(editor, "- [ ] ")
    make_steps()
    assert notes.text() == "- [ ] "
    assert editor.steps.steps() == ()
    assert said == ["There are no words here that could become a next step."]


def test_a_very_long_line_can_still_be_saved(editor: VisitEditor) -> None:
    notes = write(editor, "word " * 400)
    make_steps()
    assert notes.text().startswith("- [ ] → word word")
    assert editor.save(), editor.notice.text()


def test_names_nobody_knows_and_words_that_mean_a_visit_stay_words(editor: VisitEditor) -> None:
    notes = write(editor, "call @Nobody\nvisit @Northern Rail tomorrow")
    notes.selectAll()
    make_steps()
    assert [one.title for one in editor.steps.steps()] == ["call @Nobody", "visit @Northern Rail tomorrow"]


def test_the_key_belongs_to_the_input_method_while_it_composes(editor: VisitEditor) -> None:
    notes = write(editor, "- [ ] 给徐海")
    compose(notes, "fabaojia")
    make_steps()
    assert editor.steps.steps() == ()
    assert notes.text() == "- [ ] 给徐海"
    commit(notes, "发报价")
    make_steps()
    assert [one.title for one in editor.steps.steps()] == ["发报价"]


def test_another_visit_knows_nothing_of_it(editor: VisitEditor, session: Session) -> None:
    notes = write(editor, "- [ ] one")
    make_steps()
    assert editor.save()
    editor.open(make_visit(session.journal, account_id=make_account(session.journal, name="Kestrel")))
    notes.insertPlainText("x")
    notes.undo()
    assert editor.steps.steps() == ()


@pytest.mark.parametrize("elsewhere", ["abc", "tick"])
def test_an_undo_elsewhere_takes_no_step_away_whose_line_was_written_on(editor: VisitEditor, elsewhere: str) -> None:
    notes = write(editor, "- [ ] call the depot\n- [ ] other\n")
    make_steps()
    put(notes, 0)
    QTest.keyClicks(notes, " before nine")
    put(notes, 1)
    if elsewhere == "tick":
        QTest.keyClick(notes, Qt.Key.Key_T, CTRL)
    else:
        QTest.keyClicks(notes, elsewhere)
    QTest.keyClick(notes, Qt.Key.Key_Z, CTRL)
    assert notes.text() == "- [ ] → call the depot before nine\n- [ ] other\n"
    assert [step.title for step in editor.steps.steps()] == ["Call the depot"]


def test_writing_on_after_an_undo_is_no_undo(editor: VisitEditor) -> None:
    notes = write(editor, "- [ ] call the depot\n- [ ] other\n")
    make_steps()
    put(notes, 1)
    QTest.keyClick(notes, Qt.Key.Key_T, CTRL)
    QTest.keyClick(notes, Qt.Key.Key_Z, CTRL)
    put(notes, 0)
    QTest.keyClicks(notes, "!")
    assert notes.text() == "- [ ] → call the depot!\n- [ ] other\n"
    assert [step.title for step in editor.steps.steps()] == ["Call the depot"]
