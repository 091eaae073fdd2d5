"""The attachments of a record on the screen: every way in, every way out, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from models import attachments, changes, visits
from models.attachments import AttachmentRow
from models.private_copies import PrivateCopies
from tests.factories import make_account, make_contact, make_visit
from tests.models.picture_files import photo, with_traces
from tests.ui.conftest import RecordedAlerts
from ui.attachments import opening
from ui.attachments.details import DetailsDialog
from ui.attachments.part import AttachmentsPart
from ui.background import hand_over_now
from ui.session import Session


class _Opener(QObject):
    """Stands in for the desktop and notes what it is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Opener]:
    made, copies = _Opener(), PrivateCopies(tmp_path / "opened")
    monkeypatch.setattr(opening, "copies", lambda: copies)
    QDesktopServices.setUrlHandler("file", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("file")
    copies.remove()


@pytest.fixture
def visit_id(session: Session) -> int:
    return make_visit(session.journal, make_account(session.journal))


@pytest.fixture
def part(qtbot: QtBot, session: Session, visit_id: int) -> AttachmentsPart:
    made = AttachmentsPart(session)
    qtbot.addWidget(made)
    made.show_owner("visit", visit_id)
    made.resize(620, 300)
    made.show()
    return made


def _listed(part: AttachmentsPart) -> list[str]:
    return [row.name for row in part.model.rows]


def _row(part: AttachmentsPart, place: int = 0) -> AttachmentRow:
    return part.model.rows[place]


def _image() -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    return image


def _add(part: AttachmentsPart, name: str, content: bytes) -> None:
    part.session.attempt(attachments.add, "visit", part._owner_id, name, content)  # type: ignore[arg-type]
    part.view.setCurrentIndex(part.model.index(len(part.model.rows) - 1))
    part.view.setFocus()


def test_files_of_the_disk_are_kept_and_shown_with_their_sizes(part: AttachmentsPart, tmp_path: Path) -> None:
    (tmp_path / "Plan 北方.pdf").write_bytes(b"%PDF-1.7" + b"x" * 14_000)
    (tmp_path / "IMG_1.jpg").write_bytes(photo(3000, 2000))
    part.add_paths([tmp_path / "Plan 北方.pdf", str(tmp_path / "IMG_1.jpg")])
    assert part._hint.text() == "Adding 2 files…"
    part.finish()
    assert sorted(_listed(part)) == ["IMG_1.jpg", "Plan 北方.pdf"]
    assert part._hint.isHidden()
    spoken = [part.model.index(place).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(2)]
    assert "Plan 北方.pdf, 14 KB" in spoken
    by_name = {row.name: row for row in part.model.rows}
    assert not part.model.picture(by_name["IMG_1.jpg"]).isNull()
    assert part.model.picture(by_name["Plan 北方.pdf"]).isNull()


def test_what_is_no_file_is_named_and_the_others_are_kept(
    part: AttachmentsPart, tmp_path: Path, alerts: RecordedAlerts
) -> None:
    (tmp_path / "a.txt").write_text("a")
    part.add_paths([tmp_path, tmp_path / "gone.txt", tmp_path / "a.txt"])
    part.finish()
    assert _listed(part) == ["a.txt"]
    assert len(alerts.told) == 2
    assert not part.intake.is_busy()


def test_a_screenshot_on_the_clipboard_is_pasted_by_its_key(qtbot: QtBot, part: AttachmentsPart) -> None:
    _add(part, "a.txt", b"a")
    QGuiApplication.clipboard().setImage(_image())
    qtbot.keyClick(part.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    part.finish()
    assert _listed(part) == ["a.txt", "Picture 2026-05-14 09.50.00.png"]
    assert part.view.current_row() == _row(part, 1)


def test_what_was_attached_is_said_with_undo_and_the_same_once_more_without(part: AttachmentsPart) -> None:
    said: list[tuple[str, bool]] = []
    part.session.said.connect(lambda sentence, can_undo: said.append((sentence, can_undo)))
    for _ in range(2):
        part.add_image(_image())
        part.finish()
    name = "Picture 2026-05-14 09.50.00.png"
    assert said == [(f"{name} is attached", True), (f"{name} is attached already", False)]
    part.session.undo()
    assert _listed(part) == []


def test_pasting_nothing_says_so(qtbot: QtBot, part: AttachmentsPart) -> None:
    QGuiApplication.clipboard().setText("words")
    with qtbot.waitSignal(part.session.said) as said:
        part.paste()
    assert said.args == ["There is no file and no picture on the clipboard.", False]


def test_files_are_dropped(part: AttachmentsPart, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.CopyAction, content, button, keys)
    part.dragEnterEvent(enter)
    assert enter.isAccepted()
    part.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, content, button, keys))
    part.finish()
    assert _listed(part) == ["a.txt"]


def test_a_photo_may_be_kept_as_it_is(part: AttachmentsPart, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(photo(3000, 2000))
    part.intake.keep_original = True
    part.add_paths([tmp_path / "a.jpg"])
    part.finish()
    assert _row(part).kept_original
    assert attachments.content(part.session.journal, _row(part).id) == photo(3000, 2000)


def test_files_are_chosen(part: AttachmentsPart, tmp_path: Path, alerts: RecordedAlerts) -> None:
    (tmp_path / "a.txt").write_text("a")
    alerts.answers = [[tmp_path / "a.txt"]]
    part.add_button.click()
    part.finish()
    assert _listed(part) == ["a.txt"]


def test_enter_opens_a_private_copy_that_can_not_be_written_to(
    qtbot: QtBot, part: AttachmentsPart, opener: _Opener, tmp_path: Path
) -> None:
    _add(part, "Plan.pdf", b"%PDF-1.7")
    qtbot.keyClick(part.view, Qt.Key.Key_Return)
    (path,) = opener.opened
    assert path.name == "Plan.pdf"
    assert path.is_relative_to(tmp_path / "opened")
    assert path.stat().st_mode & 0o777 == 0o400
    opening.copies().remove()
    assert not path.exists()


@pytest.mark.parametrize("name", ["x.exe", "x.lnk", "x.hta", "x.scr", "x.js", "x.pdf.exe"])
def test_what_could_run_is_never_opened_but_may_be_saved(
    qtbot: QtBot, part: AttachmentsPart, opener: _Opener, alerts: RecordedAlerts, tmp_path: Path, name: str
) -> None:
    _add(part, name, b"%PDF-1.7")
    alerts.answers = [True, tmp_path / "saved.bin"]
    qtbot.keyClick(part.view, Qt.Key.Key_Return)
    assert opener.opened == []
    assert alerts.told[0].startswith("This file is not opened")
    assert (tmp_path / "saved.bin").read_bytes() == b"%PDF-1.7"


def test_a_large_file_is_read_beside_the_window(
    qtbot: QtBot, part: AttachmentsPart, alerts: RecordedAlerts, tmp_path: Path
) -> None:
    content = b"\0" * 6_000_000
    _add(part, "film.bin", content)
    alerts.answers = [tmp_path / "film.bin"]
    qtbot.keyClick(part.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert part.opening.is_busy()
    hand_over_now()
    assert (tmp_path / "film.bin").read_bytes() == content


def test_a_large_file_is_written_by_a_worker(qtbot: QtBot, part: AttachmentsPart, tmp_path: Path) -> None:
    (tmp_path / "film.bin").write_bytes(b"\0" * 6_000_000)
    part.add_paths([tmp_path / "film.bin"])
    qtbot.waitUntil(lambda: _listed(part) == ["film.bin"], timeout=10_000)


def test_damage_is_told_and_nothing_is_opened(
    qtbot: QtBot, part: AttachmentsPart, opener: _Opener, alerts: RecordedAlerts
) -> None:
    _add(part, "Plan.pdf", b"%PDF-1.7")
    part.session.journal.connection.execute("UPDATE attachment_content SET content = x'00'")
    qtbot.keyClick(part.view, Qt.Key.Key_Return)
    assert opener.opened == []
    assert "Plan.pdf is damaged" in alerts.told[0]


def test_space_ticks_a_photo_for_summaries_and_leaves_other_files_alone(qtbot: QtBot, part: AttachmentsPart) -> None:
    _add(part, "a.jpg", photo())
    qtbot.keyClick(part.view, Qt.Key.Key_Space)
    assert _row(part).in_summary
    assert "in summaries" in part.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    part.session.undo()
    assert not _row(part).in_summary
    _add(part, "a.pdf", b"%PDF-1.7")
    qtbot.keyClick(part.view, Qt.Key.Key_Space)
    assert not _row(part, 1).in_summary


def test_delete_removes_with_undo_and_the_keys_stay_in_place(qtbot: QtBot, part: AttachmentsPart) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        _add(part, name, name.encode())
    part.view.setCurrentIndex(part.model.index(1))
    with qtbot.waitSignal(part.session.said) as said:
        qtbot.keyClick(part.view, Qt.Key.Key_Delete)
    assert said.args == ["b.txt was put into the trash.", True]
    assert _listed(part) == ["a.txt", "c.txt"]
    assert part.view.current_row() == _row(part, 1)
    part.session.undo()
    assert _listed(part) == ["a.txt", "b.txt", "c.txt"]


def test_name_and_caption_are_written_in_a_dialog(qtbot: QtBot, part: AttachmentsPart) -> None:
    _add(part, "IMG_1.jpg", photo())
    qtbot.keyClick(part.view, Qt.Key.Key_F2)
    dialog = part.findChild(DetailsDialog)
    assert dialog is not None
    dialog.name.setText("柜子.jpg")
    dialog.caption.setText("The cabinet, open")
    dialog.in_summary.setChecked(True)
    dialog.accept()
    row = _row(part)
    assert (row.name, row.caption, row.in_summary) == ("柜子.jpg", "The cabinet, open", True)
    assert changes.undoable(part.session.journal) == "attachments.edit"


def test_a_dialog_without_a_name_stays_with_the_reason(qtbot: QtBot, part: AttachmentsPart) -> None:
    _add(part, "a.txt", b"a")
    part.edit(_row(part))
    dialog = part.findChild(DetailsDialog)
    assert dialog is not None
    assert dialog.in_summary.isHidden()
    dialog.name.setText("  ")
    dialog.accept()
    assert dialog.isVisible()
    assert _listed(part) == ["a.txt"]


def test_the_menu_offers_what_can_be_done(part: AttachmentsPart) -> None:
    _add(part, "a.jpg", photo())
    _add(part, "a.exe", b"MZ")
    of_photo, of_program = (part.menu_of(_row(part, place)) for place in range(2))
    words = [action.text().split("\t")[0] for action in of_photo.actions() if action.text()]
    assert words == ["Open", "Save as…", "Name and caption…", "In summaries with photos", "Remove"]
    assert of_photo.actions()[0].isEnabled()
    assert not of_program.actions()[0].isEnabled()
    assert len(of_program.actions()) == len(of_photo.actions()) - 1


def test_a_file_arrives_where_it_was_dropped_even_if_another_record_is_shown_by_then(
    part: AttachmentsPart, visit_id: int, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("a")
    contact_id = make_contact(part.session.journal)
    part.add_paths([tmp_path / "a.txt"])
    part.show_owner("contact", contact_id)
    part.finish()
    assert _listed(part) == []
    assert [row.name for row in attachments.listing(part.session.journal, "visit", visit_id)] == ["a.txt"]


def test_a_record_that_is_gone_by_then_is_told(
    part: AttachmentsPart, visit_id: int, tmp_path: Path, alerts: RecordedAlerts
) -> None:
    (tmp_path / "a.txt").write_text("a")
    part.add_paths([tmp_path / "a.txt"])
    part.session.attempt(visits.trash, visit_id)
    part.finish()
    assert "no such visit" in alerts.told[0]


def test_the_model_is_well_behaved(part: AttachmentsPart) -> None:
    tester = QAbstractItemModelTester(part.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    _add(part, "a.jpg", with_traces())
    _add(part, "b.txt", b"b")
    part.tick(_row(part))
    part.remove(_row(part))
    part.session.undo()
    assert tester.model() is part.model
