"""The preparation list in the editor: homework, and what earlier visits left open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import changes, preparation, visits
from tests.factories import make_account, make_visit
from tests.ui.windows import shown
from ui.session import Session
from ui.visits.editor import VisitEditor

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def editor(session: Session, qtbot: QtBot) -> VisitEditor:
    return shown(qtbot, VisitEditor(session), 1100, 800)


def planned(session: Session, account: int) -> int:
    """Plan a visit and return it."""
    return visits.plan(session.journal, account_id=account, start="2026-05-20T10:00").id


def listed(session: Session, visit: int) -> list[tuple[str, str, str]]:
    """Return the list as the journal holds it: words, kind, and the day it was taken over from."""
    return [(one.question, one.kind, one.carried_on) for one in preparation.listing(session.journal, visit)]


def test_enter_adds_a_question_and_with_shift_homework(session: Session, editor: VisitEditor, qtbot: QtBot) -> None:
    visit = planned(session, make_account(session.journal))
    editor.open(visit)
    line = editor.preparation.line
    line.setFocus()
    qtbot.keyClicks(line, "Who signs?")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClicks(line, "Read the report")
    qtbot.keyClick(line, Qt.Key.Key_Return, SHIFT)
    assert line.text() == ""
    assert editor.save()
    assert listed(session, visit) == [("Who signs?", "question", ""), ("Read the report", "homework", "")]
    words = [editor.preparation._model.words(row) for row in editor.preparation._model.rows]
    assert words == ["Who signs?, open", "Read the report, open, Homework"]


def test_h_makes_homework_of_a_question_and_the_panel_does_too(
    session: Session, editor: VisitEditor, qtbot: QtBot
) -> None:
    visit = planned(session, make_account(session.journal))
    preparation.add(session.journal, visit, "Photos")
    editor.open(visit)
    view = editor.preparation.view
    view.setFocus()
    view.select(0)
    qtbot.keyClick(view, Qt.Key.Key_H)
    assert editor.save()
    assert listed(session, visit) == [("Photos", "homework", "")]
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert editor.preparation.kind.current() == "homework"
    editor.preparation.kind.button("question").click()
    assert editor.save()
    assert listed(session, visit) == [("Photos", "question", "")]


def test_what_was_left_open_is_offered_taken_over_and_shown_with_its_day(session: Session, editor: VisitEditor) -> None:
    account = make_account(session.journal)
    make_visit(session.journal, account, "2026-05-12T10:00", questions=["Who signs?", "Which depot?"])
    visit = planned(session, account)
    editor.open(visit)
    offer = editor.preparation.left_over
    assert offer.isVisible()
    assert offer.accessibleName() == "2 left open on 12 May"
    offer.take.click()
    assert not offer.isVisible()
    assert editor.save()
    assert listed(session, visit) == [
        ("Who signs?", "question", "2026-05-12"),
        ("Which depot?", "question", "2026-05-12"),
    ]
    words = [editor.preparation._model.words(row) for row in editor.preparation._model.rows]
    assert words == ["Who signs?, open, from 12 May", "Which depot?, open, from 12 May"]
    assert not offer.isVisible()
    session.undo()
    editor.refresh()
    assert listed(session, visit) == []
    assert offer.isVisible()
    (first,) = preparation.left_over(session.journal, account, "2026-05-20T10:00", visit)[:1]
    session.run(preparation.answer, first.id, answer="Marta")
    assert offer.accessibleName() == "1 left open on 12 May"


def test_of_long_questions_only_the_beginning_is_offered_and_all_taken_over(
    session: Session, editor: VisitEditor
) -> None:
    account = make_account(session.journal)
    questions = [f"{number} {'why ' * 300}".strip() for number in range(4)]
    make_visit(session.journal, account, questions=questions)
    visit = planned(session, account)
    editor.open(visit)
    offer = editor.preparation.left_over
    assert offer.isVisible()
    assert offer._lines.text().count("why") < 200
    offer.take.click()
    assert editor.save()
    assert [words for words, _, _ in listed(session, visit)] == questions


def test_words_that_stand_on_the_list_are_not_offered(session: Session, editor: VisitEditor) -> None:
    account = make_account(session.journal)
    make_visit(session.journal, account, questions=["Who signs?"])
    visit = planned(session, account)
    preparation.add(session.journal, visit, "who signs?")
    editor.open(visit)
    assert not editor.preparation.left_over.isVisible()


def test_what_nobody_needs_is_let_go_and_comes_back_by_undo(session: Session, editor: VisitEditor) -> None:
    account = make_account(session.journal)
    make_visit(session.journal, account, questions=["Who signs?"])
    editor.open(planned(session, account))
    offer = editor.preparation.left_over
    offer.let_go.click()
    assert not offer.isVisible()
    assert not editor.is_changed()
    assert preparation.left_over(session.journal, account, "2026-05-20T10:00") == []
    assert changes.undoable(session.journal) == "preparation.let_go"


def test_nothing_is_offered_for_a_visit_that_was_held_or_elsewhere(session: Session, editor: VisitEditor) -> None:
    account, other = make_account(session.journal), make_account(session.journal, "Other")
    make_visit(session.journal, account, "2026-05-10T10:00", questions=["Who signs?"])
    offer = editor.preparation.left_over
    editor.open(make_visit(session.journal, account, "2026-05-13T10:00"))
    assert not offer.isVisible()
    editor.open(planned(session, other))
    assert not offer.isVisible()
    editor.header.account.set_account(account, "Northern Rail", "")
    editor.header.changed.emit()
    QApplication.processEvents()
    assert offer.isVisible()
    editor.header.state.button("held").click()
    assert not offer.isVisible()
