"""Whoever goes to another visit, or gives one up, leaves no word behind."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import drafts, visits
from models.errors import JournalBusy
from tests.factories import make_account, make_visit
from tests.ui.composing import compose
from tests.ui.visits.writing import kept, write
from ui.session import Session
from ui.visits.editor import VisitEditor
from ui.visits.page import VisitPage


def test_going_from_visit_to_visit_quickly_saves_each(page: VisitPage, session: Session, qtbot: QtBot) -> None:
    account_id = make_account(session.journal)
    made = [make_visit(session.journal, account_id, start=f"2026-05-0{day}T10:00") for day in range(1, 8)]
    page.refresh()
    page.show_record("visit", made[-1])
    for visit_id in reversed(made):
        assert page.editor.visit_id() == visit_id
        write(qtbot, page.editor.texts.notes, f"n{visit_id}")
        write(qtbot, page.editor.private.note, f"p{visit_id}")
        page.view.setFocus()
        qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert page.leave()
    assert [visits.get(session.journal, one).notes for one in made] == [f"n{one}" for one in made]
    assert [visits.get(session.journal, one).private_notes for one in made] == [f"p{one}" for one in made]
    session.undo()
    session.redo()
    assert [visits.get(session.journal, one).notes for one in made] == [f"n{one}" for one in made]


def test_a_second_new_visit_leaves_the_first_as_a_draft(page: VisitPage, session: Session, qtbot: QtBot) -> None:
    for words in ("First", "Second", "Third"):
        page.new_visit()
        write(qtbot, page.editor.texts.notes, words)
    assert page.leave()
    assert sorted(one.notes for one in kept(session)) == ["First", "Second", "Third"]


@pytest.mark.parametrize("way", ["leave", "save"])
def test_what_is_being_composed_is_not_lost_when_the_visit_is_left(
    editor: VisitEditor, session: Session, qtbot: QtBot, way: str
) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.texts.notes, "a")
    compose(editor.texts.notes, "nihao")
    assert getattr(editor, way)()
    assert visits.get(session.journal, editor.visit_id() or 0).notes == "anihao"
    editor.header.purpose.setFocus()
    compose(editor.header.purpose, "jiaqi")
    assert getattr(editor, way)()
    assert visits.get(session.journal, editor.visit_id() or 0).purpose == "jiaqi"


def test_deleting_the_visit_that_is_open_saves_its_words_first(page: VisitPage, session: Session, qtbot: QtBot) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    page.refresh()
    page.show_record("visit", visit_id)
    write(qtbot, page.editor.texts.notes, "Words")
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    session.undo()
    assert visits.get(session.journal, visit_id).notes == "Words"


@pytest.mark.parametrize("back", [True, False])
@pytest.mark.parametrize("where", ["notes", "private", "purpose", "place"])
def test_undo_in_a_field_never_brings_the_words_of_another_visit(
    page: VisitPage, editor: VisitEditor, session: Session, qtbot: QtBot, where: str, back: bool
) -> None:
    account_id = make_account(session.journal)
    first, second = (make_visit(session.journal, account_id, start=f"2026-05-0{day}T10:00") for day in (1, 2))
    page.show_record("visit", first)
    editor.more.unfold.click()
    field = {
        "notes": editor.texts.notes,
        "private": editor.private.note,
        "purpose": editor.header.purpose,
        "place": editor.more.place,
    }[where]
    write(qtbot, field, "Confided by Marta")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    if not back:
        field.undo()
        field.undo()
        assert field.text() == ""
    page.show_record("visit", second)
    field.undo() if back else field.redo()
    assert field.text() == ""


def test_what_is_given_up_while_the_disk_is_full_can_be_taken_back(
    editor: VisitEditor, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.texts.notes, "Old words")
    assert editor.keep_draft()
    write(qtbot, editor.texts.notes, " and new")

    def full(*_: object) -> None:
        raise JournalBusy("{path} is in use. Try again.", path="J")

    with monkeypatch.context() as broken:
        broken.setattr(drafts, "keep", full)
        draft = editor.discard()
    assert draft
    drafts.bring_back(session.journal, draft)
    assert [one.notes for one in kept(session)] == ["Old words and new"]
