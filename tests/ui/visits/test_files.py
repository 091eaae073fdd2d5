"""Attachments in the visit editor: at once with a written visit, and never lost with a new one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from models import attachments, changes, drafts, sheet_content, trash, visits
from models.errors import JournalBusy
from models.sheet_content import VisitSheet
from tests.factories import make_account, make_visit
from ui.main_window import MainWindow
from ui.session import Session
from ui.visits.editor import VisitEditor
from ui.visits.page import VisitPage


@pytest.fixture
def editor(qtbot: QtBot, session: Session) -> VisitEditor:
    made = VisitEditor(session)
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    return made


def _picture() -> QImage:
    image = QImage(120, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    return image


def _listed(editor: VisitEditor) -> list[str]:
    return [row.name for row in editor.form.files.part.model.rows]


def _add(editor: VisitEditor, folder: Path, name: str) -> None:
    (folder / name).write_text(name)
    editor.form.files.part.add_paths([folder / name])
    editor.form.files.settle()


def test_a_screenshot_pasted_into_the_notes_is_kept_with_the_visit(
    qtbot: QtBot, editor: VisitEditor, session: Session
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal), notes="Seen:")
    editor.open(visit_id)
    QGuiApplication.clipboard().setImage(_picture())
    qtbot.keyClick(editor.texts.notes, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    editor.form.files.settle()
    (row,) = attachments.listing(session.journal, "visit", visit_id)
    assert row.has_picture
    assert _listed(editor) == [row.name]
    assert editor.texts.notes.text() == "Seen:"
    assert not editor.is_changed()


def test_a_new_visit_takes_its_files_along_when_it_is_saved(
    editor: VisitEditor, session: Session, tmp_path: Path
) -> None:
    editor.open_new(make_account(session.journal))
    _add(editor, tmp_path, "a.txt")
    assert _listed(editor) == ["a.txt"]
    assert editor.is_changed()
    assert editor.save()
    visit_id = editor.visit_id()
    assert visit_id is not None
    assert [row.name for row in attachments.listing(session.journal, "visit", visit_id)] == ["a.txt"]
    assert _listed(editor) == ["a.txt"]
    assert not editor.is_changed()


def test_a_file_of_a_visit_without_an_account_waits_with_its_draft(
    qtbot: QtBot, editor: VisitEditor, session: Session, tmp_path: Path
) -> None:
    editor.open_new()
    _add(editor, tmp_path, "a.txt")
    (draft,) = drafts.waiting(session.journal)
    assert sheet_content.from_json(draft.content).waiting_files == editor.form.files.part.waiting()
    again = VisitEditor(session)
    qtbot.addWidget(again)
    again.open_draft(draft)
    assert _listed(again) == ["a.txt"]


def test_leaving_at_once_loses_no_file(editor: VisitEditor, session: Session, tmp_path: Path) -> None:
    editor.open_new()
    (tmp_path / "a.txt").write_text("a")
    editor.form.files.part.add_paths([tmp_path / "a.txt"])
    assert editor.leave()
    (draft,) = drafts.waiting(session.journal)
    (file_id,) = sheet_content.from_json(draft.content).waiting_files
    assert attachments.content(session.journal, file_id) == b"a"


def test_saving_waits_for_a_file_on_its_way(editor: VisitEditor, session: Session, tmp_path: Path) -> None:
    editor.open_new(make_account(session.journal))
    editor.texts.notes.setPlainText("n")
    (tmp_path / "a.txt").write_text("a")
    editor.form.files.part.add_paths([tmp_path / "a.txt"])
    assert editor.save()
    visit_id = editor.visit_id()
    assert visit_id is not None
    assert len(attachments.listing(session.journal, "visit", visit_id)) == 1


def test_files_of_a_visit_that_is_given_up_go_and_come_back_with_it(
    editor: VisitEditor, session: Session, tmp_path: Path
) -> None:
    editor.open_new(make_account(session.journal))
    _add(editor, tmp_path, "a.txt")
    waiting = editor.form.files.part.waiting()
    draft = editor.discard()
    assert draft is not None
    assert attachments.waiting(session.journal, waiting) == []
    assert trash.listing(session.journal) == []
    editor.open_draft(draft)
    assert _listed(editor) == ["a.txt"]
    assert editor.save()
    visit_id = editor.visit_id()
    assert visit_id is not None
    assert len(attachments.listing(session.journal, "visit", visit_id)) == 1


def test_a_waiting_file_can_be_removed_and_taken_back(editor: VisitEditor, session: Session, tmp_path: Path) -> None:
    editor.open_new(make_account(session.journal))
    _add(editor, tmp_path, "a.txt")
    part = editor.form.files.part
    part.remove(part.model.rows[0])
    assert part.waiting() == ()
    session.undo()
    assert _listed(editor) == ["a.txt"]
    part.remove(part.model.rows[0])
    editor.texts.notes.setPlainText("n")
    assert editor.save()
    visit_id = editor.visit_id()
    assert visit_id is not None
    assert attachments.listing(session.journal, "visit", visit_id) == []


def test_one_undo_of_a_new_visit_leaves_its_file_waiting(editor: VisitEditor, session: Session, tmp_path: Path) -> None:
    editor.open_new(make_account(session.journal))
    _add(editor, tmp_path, "a.txt")
    waiting = editor.form.files.part.waiting()
    assert editor.save()
    changes.undo(session.journal)
    assert [row.id for row in attachments.waiting(session.journal, waiting)] == list(waiting)
    changes.redo(session.journal)
    assert attachments.waiting(session.journal, waiting) == []


@pytest.mark.parametrize("stored", [[], ["x", "5", "-1", "99999999999999999999", 7], "7", None])
def test_a_draft_of_another_program_does_no_harm(editor: VisitEditor, stored: object) -> None:
    import json

    plain = json.loads(sheet_content.to_json(VisitSheet(notes="n")))
    plain["sheet"]["waiting_files"] = stored
    read = sheet_content.from_json(json.dumps(plain))
    assert read.notes == "n"
    assert set(read.waiting_files) <= {5}


def test_words_are_still_pasted_as_words(qtbot: QtBot, editor: VisitEditor, session: Session) -> None:
    editor.open(make_visit(session.journal, make_account(session.journal)))
    content = QMimeData()
    content.setText("words")
    content.setImageData(_picture())
    QGuiApplication.clipboard().setMimeData(content)
    qtbot.keyClick(editor.texts.notes, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.texts.notes.text() == "words"
    assert not editor.form.files.is_pending()


def test_a_visit_deleted_elsewhere_takes_its_files_along_when_it_is_written_down_anew(
    editor: VisitEditor, session: Session, tmp_path: Path
) -> None:
    visit_id = make_visit(session.journal, make_account(session.journal), notes="Before")
    editor.open(visit_id)
    _add(editor, tmp_path, "a.txt")
    part = editor.form.files.part
    session.attempt(attachments.edit, part.model.rows[0].id, caption="The list")
    editor.texts.notes.setPlainText("After")
    session.attempt(visits.trash, visit_id)
    editor.refresh()
    assert editor.visit_id() is None
    assert _listed(editor) == ["a.txt"]
    (draft,) = drafts.waiting(session.journal)
    assert sheet_content.from_json(draft.content).waiting_files == part.waiting()
    assert editor.save()
    new = editor.visit_id()
    assert new is not None
    assert [row.caption for row in attachments.listing(session.journal, "visit", new)] == ["The list"]
    session.attempt(visits.restore, visit_id)
    assert [row.name for row in attachments.listing(session.journal, "visit", visit_id)] == ["a.txt"]


def test_the_jump_to_the_attachments_shows_them_and_not_only_their_button(
    qtbot: QtBot, editor: VisitEditor, session: Session, tmp_path: Path
) -> None:
    editor.resize(900, 420)
    editor.open(make_visit(session.journal, make_account(session.journal)))
    _add(editor, tmp_path, "a.txt")
    part, area = editor.form.files.part, editor.form.area
    editor.form.jump(part.add_button)
    qtbot.waitUntil(lambda: part.mapTo(area.viewport(), part.rect().bottomLeft()).y() <= area.viewport().height())


def test_a_journal_that_can_not_be_read_at_the_moment_costs_no_file_and_shows_none_of_another_visit(
    editor: VisitEditor, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise JournalBusy("{path} is in use. Try again.", path="J")

    account_id = make_account(session.journal)
    visit_id = make_visit(session.journal, account_id)
    editor.open_new(account_id)
    _add(editor, tmp_path, "a.txt")
    part = editor.form.files.part
    waiting = part.waiting()
    with monkeypatch.context() as patch:
        patch.setattr(attachments, "waiting", busy)
        part.reload()
        assert part.waiting() == waiting
        patch.setattr(attachments, "listing", busy)
        part.show_owner("visit", visit_id)
        assert _listed(editor) == []
    part.show_waiting(waiting)
    assert _listed(editor) == ["a.txt"]


def test_a_window_that_is_closed_while_a_photo_is_scaled_keeps_it_with_its_new_visit(
    qtbot: QtBot, session: Session
) -> None:
    account_id = make_account(session.journal)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    session.new_visit(account_id)
    page = window.page("visits")
    assert isinstance(page, VisitPage)
    page.editor.form.files.part.add_image(_picture())
    assert window.close()
    ((visit_id,),) = session.journal.rows("SELECT id FROM visit")
    assert len(attachments.listing(session.journal, "visit", visit_id)) == 1
    assert drafts.waiting(session.journal) == []
