"""The visit editor: what is written is kept, saved as a whole, and shown again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import accounts, changes, contacts, drafts, steps, visit_sheet, visits
from models.drafts import Draft
from models.errors import JournalReadOnly
from models.journal import Journal
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.ui.composing import commit, compose
from tests.ui.visits.writing import write
from tests.ui.windows import shown
from ui.session import Session
from ui.visits.drafts_offer import DraftsOffer
from ui.visits.editor import VisitEditor


@pytest.fixture
def editor(session: Session, qtbot: QtBot) -> VisitEditor:
    return shown(qtbot, VisitEditor(session), 920, 800)


def test_a_visit_is_shown_and_opening_it_changes_nothing(editor: VisitEditor, session: Session) -> None:
    journal = session.journal
    account_id = make_account(journal, "Harbour Metro")
    person = make_contact(journal, "Marta Ruiz", account_id=account_id, role_group="decision")
    visit_id = make_visit(
        journal,
        account_id,
        people=[person],
        minutes=90,
        purpose="Agree dates",
        notes="## Line 4",
        summary="Dates agreed",
        private_notes="Keep quiet",
        satisfaction=3,
        confidential=True,
        questions=["Who signs?"],
        next_steps=[{"title": "Send the BOQ", "kind": "promise", "due_on": "2026-05-15"}],
    )
    editor.open(visit_id)
    assert editor.header.account.account() == "Harbour Metro"
    assert editor.header.when.text() == "Wed 13 May 2026, 15:00"
    assert editor.header.length.text() == "1 h 30"
    assert editor.header.people.people() == [(person, "Marta Ruiz")]
    assert editor.texts.notes.text() == "## Line 4"
    assert editor.private.confidential.isChecked()
    assert editor.satisfaction.felt.value() == 3
    assert not editor.is_changed()
    assert editor.leave()
    assert changes.undoable(journal) == "visits.record"


def test_what_is_written_in_every_part_is_saved_at_once(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    journal = session.journal
    visit_id = make_visit(journal, make_account(journal), questions=["Who signs?"])
    before = journal.rows("SELECT count(*) FROM operation")
    editor.open(visit_id)
    write(qtbot, editor.header.purpose, "Agree dates")
    write(qtbot, editor.texts.notes, "They want one list")
    write(qtbot, editor.texts.summary, "One list")
    write(qtbot, editor.private.note, "Keep quiet")
    write(qtbot, editor.preparation.line, "Bring photos")
    write(qtbot, editor.steps.line, "send BOQ tomorrow !promise")
    qtbot.keyClick(editor.steps.line, Qt.Key.Key_Return)
    editor.preparation.view.setFocus()
    qtbot.keyClick(editor.preparation.view, Qt.Key.Key_Space)
    qtbot.mouseClick(editor.satisfaction.felt.cells[3], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(editor.satisfaction.expected.cells[4], Qt.MouseButton.LeftButton)
    editor.private.confidential.click()
    editor.more.unfold.click()
    write(qtbot, editor.more.place, "Control room")
    write(qtbot, editor.more.support, "A lawyer")
    assert editor.save()
    assert editor.status() == "Saved 09:50"
    assert not editor.is_changed()
    sheet = visit_sheet.read(journal, visit_id)
    assert (sheet.purpose, sheet.notes, sheet.summary) == ("Agree dates", "They want one list", "One list")
    assert (sheet.private_notes, sheet.confidential) == ("Keep quiet", True)
    assert (sheet.satisfaction, sheet.expectation_level) == (4, 5)
    assert (sheet.place, sheet.support_needed) == ("Control room", "A lawyer")
    assert [(one.question, one.done) for one in sheet.questions] == [("Who signs?", True), ("Bring photos", False)]
    assert [(one.kind, one.title, one.due) for one in sheet.steps] == [("promise", "Send BOQ", "2026-05-15")]
    assert journal.rows("SELECT count(*) FROM operation") == [(before[0][0] + 1,)]
    # What was saved can be gone on with: the new rows are known now, and are not made twice.
    write(qtbot, editor.texts.notes, "!")
    assert editor.save()
    assert len(visit_sheet.read(journal, visit_id).steps) == 1
    assert len(visit_sheet.read(journal, visit_id).questions) == 2


def test_a_new_visit_that_lies_ahead_is_planned(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    editor.open_new(make_account(session.journal))
    editor.header.when.line.selectAll()
    write(qtbot, editor.header.when.line, "next tue 10:30")
    assert editor.header.when.below() == "Tue 19 May 2026, 10:30 · in 5 days"
    assert editor.save()
    visit = visits.get(session.journal, editor.visit_id() or 0)
    assert (visit.state, visit.start) == ("planned", "2026-05-19T10:30")


def test_a_time_that_can_not_be_understood_keeps_the_visit_open(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    editor.open_new(make_account(session.journal))
    editor.header.when.line.selectAll()
    write(qtbot, editor.header.when.line, "2026-02-30")
    assert not editor.save()
    assert editor.header.when.text() == "2026-02-30"
    assert "marked in red" in editor.notice.text()
    assert editor.header.when.below() == editor.header.when.error() != ""
    assert session.journal.rows("SELECT count(*) FROM visit") == [(0,)]


def test_without_an_account_nothing_is_saved_and_the_draft_waits(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    editor.open_new()
    write(qtbot, editor.texts.notes, "Somebody called")
    assert not editor.save()
    assert "no account" in editor.header._account_field.below()
    assert "marked in red" in editor.notice.text()
    assert editor.header.account.hasFocus()
    assert editor.leave(), "the draft is safe, so nobody is held back"
    assert [visit_sheet.from_json(one.content).notes for one in drafts.waiting(session.journal)] == ["Somebody called"]


def test_a_new_visit_in_which_nothing_was_written_leaves_no_trace(editor: VisitEditor, session: Session) -> None:
    editor.open_new()
    assert editor.leave()
    assert drafts.waiting(session.journal) == []
    assert changes.undoable(session.journal) is None


def test_a_draft_is_kept_while_the_typing_goes_on(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.texts.notes, "First")
    assert editor._draft._timer.remainingTime() <= 1500
    with qtbot.waitSignal(editor.status_changed, timeout=5000) as told:
        qtbot.keyClicks(editor.texts.notes, " and more")
    assert told.args == ["Draft kept"]
    kept = visit_sheet.from_json(drafts.waiting(session.journal)[0].content)
    assert kept.notes == "First and more"
    assert editor.save()
    assert drafts.waiting(session.journal) == []
    assert editor.status() == "Saved 09:50"


def test_a_draft_is_kept_when_the_focus_leaves_and_when_the_program_asks(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.texts.notes, "Words")
    editor.texts.summary.setFocus()
    assert visit_sheet.from_json(drafts.waiting(session.journal)[0].content).notes == "Words"
    write(qtbot, editor.texts.summary, "In short")
    session.keep_drafts()
    assert visit_sheet.from_json(drafts.waiting(session.journal)[0].content).summary == "In short"


def test_nothing_is_kept_while_an_input_method_composes(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.texts.notes, "a")
    compose(editor.texts.notes, "nihao")
    session.keep_drafts()
    assert drafts.waiting(session.journal) == []
    commit(editor.texts.notes, "你好")
    session.keep_drafts()
    assert visit_sheet.from_json(drafts.waiting(session.journal)[0].content).notes == "a你好"


def test_text_taken_back_by_hand_takes_the_draft_with_it(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    editor.open(visit_id)
    write(qtbot, editor.texts.notes, "x")
    assert editor.keep_draft()
    assert len(drafts.waiting(session.journal)) == 1
    qtbot.keyClick(editor.texts.notes, Qt.Key.Key_Backspace)
    assert editor.leave()
    assert drafts.waiting(session.journal) == []


def test_the_draft_of_a_visit_is_shown_when_the_visit_is_opened_again(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal), notes="Before")
    sheet = replace(visit_sheet.read(session.journal, visit_id), notes="After the crash")
    drafts.keep(session.journal, "visit", visit_id, visit_sheet.to_json(sheet))
    editor.open(visit_id)
    assert editor.texts.notes.text() == "After the crash"
    assert editor.is_changed()
    assert editor.save()
    assert visits.get(session.journal, visit_id).notes == "After the crash"
    assert drafts.waiting(session.journal) == []


def test_a_failed_save_keeps_text_and_draft_and_says_what_to_do(
    editor: VisitEditor, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.texts.notes, "Words")

    def full(*_: object, **__: object) -> None:
        raise JournalReadOnly("The disk that holds {path} is full. Free some space and save again.", path="J")

    with monkeypatch.context() as broken:
        broken.setattr(visit_sheet, "save", full)
        assert not editor.save()
        assert not editor.leave()
    assert editor.notice.text() == "The disk that holds J is full. Free some space and save again."
    assert editor.texts.notes.text() == "Words"
    assert editor.status() == "Not saved · draft kept"
    assert len(drafts.waiting(session.journal)) == 1
    editor.notice.again_wanted.emit()
    assert editor.notice.text() == ""
    assert visits.get(session.journal, editor.visit_id() or 0).notes == "Words"


def test_a_journal_that_can_not_be_written_at_all_keeps_the_text_on_the_screen(session: Session, qtbot: QtBot) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    path = session.journal.path
    session.journal.close()
    with Journal.open(path, clock=session.clock, read_only=True) as reader:
        session.journal = reader
        editor = VisitEditor(session)
        qtbot.addWidget(editor)
        editor.show()
        editor.open(visit_id)
        write(qtbot, editor.texts.notes, "Words")
        assert not editor.save()
        assert "reading only" in editor.notice.text()
        assert not editor.leave()
        assert editor.texts.notes.text() == "Words"


def test_steps_are_ticked_changed_and_removed_in_their_rows(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    journal = session.journal
    visit_id = make_visit(journal, make_account(journal))
    first, second = (make_step(journal, title, visit_id=visit_id) for title in ("First", "Second"))
    editor.open(visit_id)
    view = editor.steps.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert editor.steps.line.text() == "Second"
    qtbot.keyClicks(editor.steps.line, " by 2026-05-20 !risk")
    qtbot.keyClick(editor.steps.line, Qt.Key.Key_Return)
    assert editor.save()
    assert steps.get(journal, first).outcome == "done"
    changed = steps.get(journal, second)
    assert (changed.title, changed.kind, changed.due_on) == ("Second", "risk", "2026-05-20")
    view.select(0)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert editor.save()
    assert [one.title for one in visit_sheet.read(journal, visit_id).steps] == ["Second"]


def test_a_step_that_is_still_in_the_line_is_saved_too(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.steps.line, "call @nobody fri")
    assert "nobody" in editor.steps._understood.text()
    assert editor.save()
    sheet = visit_sheet.read(session.journal, editor.visit_id() or 0)
    assert [one.title for one in sheet.steps] == ["call @nobody fri"]


def test_undo_is_the_texts_own_while_it_has_something_to_take_back(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal), notes="Before")
    editor.open(visit_id)
    undone = []
    editor.addAction(_action(editor, "Ctrl+Z", lambda: undone.append(True)))
    write(qtbot, editor.texts.notes, "x")
    qtbot.keyClick(editor.texts.notes, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (editor.texts.notes.text(), undone) == ("Before", [])
    qtbot.keyClick(editor.texts.notes, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (editor.texts.notes.text(), undone) == ("Before", [True])


def test_saving_leaves_the_texts_their_history_and_their_cursor(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.texts.notes, "First line")
    qtbot.keyClick(editor.texts.notes, Qt.Key.Key_Return)
    qtbot.keyClick(editor.texts.notes, Qt.Key.Key_Return)
    assert editor.save()
    assert editor.texts.notes.textCursor().position() == 12
    assert editor.texts.notes.document().isUndoAvailable()
    assert not editor.is_changed()


def test_a_visit_taken_back_by_undo_leaves_the_editor(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.texts.notes, "Words")
    assert editor.save()
    session.undo()
    with qtbot.waitSignal(editor.closed):
        editor.refresh()
    assert not editor.is_open()
    session.redo()
    assert session.journal.rows("SELECT notes FROM visit") == [("Words",)]


def test_a_visit_deleted_elsewhere_keeps_what_was_written_here(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal), notes="Before")
    editor.open(visit_id)
    write(qtbot, editor.texts.summary, "Mine")
    visits.trash(session.journal, visit_id)
    editor.refresh()
    assert "deleted meanwhile" in editor.notice.text()
    assert editor.save()
    again = visits.get(session.journal, editor.visit_id() or 0)
    assert again.id != visit_id
    assert (again.notes, again.summary) == ("Before", "Mine")


def test_a_change_elsewhere_is_taken_over_beside_what_was_written_here(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    editor.open(visit_id)
    write(qtbot, editor.texts.summary, "Mine")
    visits.edit(session.journal, visit_id, notes="Theirs")
    editor.refresh()
    assert (editor.texts.notes.text(), editor.texts.summary.text()) == ("Theirs", "Mine")
    assert editor.save()
    visit = visits.get(session.journal, visit_id)
    assert (visit.notes, visit.summary) == ("Theirs", "Mine")


@pytest.mark.parametrize(("choice", "notes"), [("mine", "Mine"), ("theirs", "Theirs"), ("both", "Mine\n\nTheirs")])
def test_a_text_changed_on_both_sides_is_shown_side_by_side(
    editor: VisitEditor, session: Session, qtbot: QtBot, choice: str, notes: str
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal))
    editor.open(visit_id)
    write(qtbot, editor.texts.notes, "Mine")
    visits.edit(session.journal, visit_id, notes="Theirs")
    assert not editor.save()
    dialog = editor._conflict
    assert dialog is not None
    assert not editor.leave()
    assert visits.get(session.journal, visit_id).notes == "Theirs"
    dialog._choose(choice)
    assert visits.get(session.journal, visit_id).notes == notes
    assert editor.texts.notes.text() == notes
    assert editor._conflict is None
    if choice != "theirs":
        session.undo()
        assert visits.get(session.journal, visit_id).notes == "Theirs"


def test_discarding_brings_the_visit_back_as_it_was(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal), notes="Before")
    editor.open(visit_id)
    write(qtbot, editor.texts.notes, "x")
    draft = editor.discard()
    assert editor.texts.notes.text() == "Before"
    assert drafts.waiting(session.journal) == []
    assert draft
    drafts.bring_back(session.journal, draft)
    editor.open(visit_id)
    assert editor.texts.notes.text() == "xBefore"


def test_people_and_account_are_suggested_and_made_on_the_spot(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    editor.open_new()
    write(qtbot, editor.header.account, "Harbour Metro")
    assert editor.header._account_field.below() == "A new account, made when the visit is saved"
    write(qtbot, editor.header.people.field, "Zheng Kai")
    assert editor.save()
    sheet = visit_sheet.read(session.journal, editor.visit_id() or 0)
    assert accounts.get(session.journal, sheet.account_id or 0).name == "Harbour Metro"
    assert [post.account for post in contacts.posts(session.journal, sheet.people[0].id or 0)] == ["Harbour Metro"]
    assert editor.header.people.people() == [(sheet.people[0].id, "Zheng Kai")]
    assert editor.header.account.account_id() == sheet.account_id


def _action(parent: QWidget, keys: str, work: Callable[[], object]) -> QAction:
    action = QAction(parent)
    action.setShortcut(keys)
    action.triggered.connect(work)
    return action


def test_changes_that_can_not_be_saved_can_be_given_up_and_brought_back(
    editor: VisitEditor, session: Session, qtbot: QtBot
) -> None:
    editor.open_new()
    write(qtbot, editor.texts.notes, "Words")
    assert not editor.save()
    given_up: list[Draft] = []
    editor.discarded.connect(given_up.append)
    with qtbot.waitSignal(editor.closed):
        editor.notice.discard_wanted.emit()
    assert not editor.is_open()
    assert drafts.waiting(session.journal) == []
    (draft,) = given_up
    offer = DraftsOffer(session)
    qtbot.addWidget(offer)
    offer.show_discarded(draft)
    offer.bring_back(draft)
    assert offer.drafts() == drafts.waiting(session.journal) == [draft]


def test_a_full_disk_loses_no_word(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    journal = session.journal
    visit_id = make_visit(journal, make_account(journal, "Harbour Metro"), notes="Before")
    editor.open(visit_id)
    words = "Words " * 20_000
    editor.texts.notes.insertPlainText(words)
    pages = journal.row("PRAGMA page_count")
    assert pages
    journal.connection.execute(f"PRAGMA max_page_count={pages[0]}")
    assert not editor.save()
    assert "is full" in editor.notice.text()
    assert not editor.keep_draft()
    assert not editor.leave()
    assert editor.texts.notes.text() == words + "Before"
    editor.notice.copy_wanted.emit()
    copied = QGuiApplication.clipboard().text()
    assert "Harbour Metro" in copied
    assert words in copied
    assert visits.get(journal, visit_id).notes == "Before"

    journal.connection.execute("PRAGMA max_page_count=1000000")
    assert editor.save()
    assert editor.notice.text() == ""
    assert visits.get(journal, visit_id).notes == words + "Before"


def test_a_name_that_is_still_being_typed_is_in_the_draft(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    editor.open_new(make_account(session.journal))
    write(qtbot, editor.header.people.field, "Zheng")
    session.keep_drafts()
    (draft,) = drafts.waiting(session.journal)
    editor.close_visit()
    editor.open_draft(draft)
    assert editor.header.people.people() == [(None, "Zheng")]
