"""Records that change while a visit is written take no word away."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from models import accounts, contacts, drafts, name_choices, visit_sheet, visits
from models.errors import JournalBusy
from tests.factories import make_account, make_contact, make_visit
from tests.ui.visits.writing import everywhere, kept, write
from ui.session import Session
from ui.visits.editor import VisitEditor
from ui.visits.page import VisitPage


def test_undo_of_the_visits_making_keeps_what_was_typed_since(
    page: VisitPage, editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    page.new_visit()
    write(qtbot, editor.header.account, "Harbour Metro")
    write(qtbot, editor.header.people.field, "Zheng Kai")
    write(qtbot, editor.steps.line, "send BOQ")
    assert editor.save()
    write(qtbot, editor.texts.notes, "Written since")
    session.undo()
    page.refresh()
    assert "Written since" in everywhere(session)
    assert editor.save(), editor.notice.text()
    sheet = visit_sheet.read(session.journal, editor.visit_id() or 0)
    assert (sheet.account, sheet.notes) == ("Harbour Metro", "Written since")
    assert [one.name for one in sheet.people] == ["Zheng Kai"]
    assert [one.title for one in sheet.steps] == ["Send BOQ"]


def test_an_account_and_a_person_that_went_into_the_trash_do_not_stop_the_save(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    account_id = make_account(session.journal, "Harbour Metro")
    person = make_contact(session.journal, "Marta Ruiz", account_id=account_id)
    editor.open_new(account_id, person)
    write(qtbot, editor.texts.notes, "Words")
    contacts.trash(session.journal, person)
    accounts.trash(session.journal, account_id)
    assert editor.save(), editor.notice.text()
    sheet = visit_sheet.read(session.journal, editor.visit_id() or 0)
    assert (sheet.account, [one.name for one in sheet.people], sheet.notes) == (
        "Harbour Metro",
        ["Marta Ruiz"],
        "Words",
    )


def test_an_account_renamed_elsewhere_is_the_same_account(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    account_id = make_account(session.journal, "Harbour Metro")
    editor.open_new(account_id)
    write(qtbot, editor.texts.notes, "Words")
    accounts.edit(session.journal, account_id, name="Harbour Rail")
    assert editor.save()
    sheet = visit_sheet.read(session.journal, editor.visit_id() or 0)
    assert (sheet.account_id, sheet.account) == (account_id, "Harbour Rail")


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_after_each_choice_undo_brings_the_other_version_back(
    editor: VisitEditor, session: Session, qtbot: QtBot, choice: str
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    editor.open(visit_id)
    write(qtbot, editor.texts.notes, "Mine")
    visits.edit(session.journal, visit_id, notes="Theirs")
    assert not editor.save()
    assert editor._conflict
    editor._conflict._choose(choice)
    assert editor.texts.notes.text() == {"mine": "Mine", "theirs": "Theirs", "both": "Mine\n\nTheirs"}[choice]
    assert not editor.is_changed()
    session.undo()
    assert visits.get(session.journal, visit_id).notes == ("Mine" if choice == "theirs" else "Theirs")
    session.redo()
    assert visits.get(session.journal, visit_id).notes == editor.texts.notes.text()


def test_a_journal_that_can_not_be_read_for_a_moment_stops_no_save_and_no_leaving(
    editor: VisitEditor, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.texts.notes, "Words")
    editor.header.people.field.setText("Zheng Kai")

    def busy(*_: object, **__: object) -> None:
        raise JournalBusy("{path} is in use. Try again.", path="J")

    with monkeypatch.context() as locked:
        locked.setattr(name_choices, "people", busy)
        locked.setattr(visit_sheet, "read", busy)
        assert editor.leave()
    assert not editor.is_open()
    assert session.journal.rows("SELECT notes FROM visit") == [("Words",)]
    assert session.journal.rows("SELECT name FROM contact") == [("Zheng Kai",)]
    assert drafts.waiting(session.journal) == []


def test_a_journal_that_can_not_be_read_when_both_changed_it_keeps_the_text(
    editor: VisitEditor, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    editor.open(visit_id)
    write(qtbot, editor.texts.notes, "Mine")
    visits.edit(session.journal, visit_id, notes="Theirs")

    def busy(*_: object, **__: object) -> None:
        raise JournalBusy("{path} is in use. Try again.", path="J")

    with monkeypatch.context() as locked:
        locked.setattr(visit_sheet, "read", busy)
        assert not editor.leave()
    assert editor.notice.text() == "J is in use. Try again."
    assert [one.notes for one in kept(session)] == ["Mine"]
