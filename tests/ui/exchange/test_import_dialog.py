"""Importing: every row is seen before it is added, and all of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import contacts
from models.safety import backup
from tests.factories import make_account, make_contact
from tests.models.exchange.calendar_files import ITEMS, calendar_of, event
from ui import workers
from ui.exchange.import_dialog import ImportDialog, choose_and_import, import_paths
from ui.session import Session

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:徐海
ORG:Northern Rail
TITLE:Buyer
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Tom Berg
ORG:Northern Rail
END:VCARD
"""

TABLE = "Name,Company,Email\nAnna Weber,Meridian,anna@m.example\n,Meridian,nobody@m.example\nBen Roth,Meridian,\n"


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    path = tmp_path / "phone.vcf"
    path.write_text(CARDS, encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def opened(session: Session, qtbot: QtBot) -> Callable[..., ImportDialog]:
    """Return a function that opens the dialog for some files."""

    def open_dialog(*paths: Path) -> ImportDialog:
        import_paths(session, None, paths)
        qtbot.waitUntil(lambda: _dialog() is not None)
        dialog = _dialog()
        assert dialog is not None
        return dialog

    return open_dialog


def _dialog() -> ImportDialog | None:
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ImportDialog)]
    return next((dialog for dialog in found if dialog.isVisible()), None)


def _names(session: Session) -> list[str]:
    return sorted(name for (name,) in session.journal.rows("SELECT name FROM contact WHERE deleted_at IS NULL"))


def _shown(dialog: ImportDialog) -> list[str]:
    return [dialog.model.words(row) for row in dialog.model.rows]


def test_rows_are_shown_and_nothing_is_added_before_import(
    session: Session, opened: Callable[..., ImportDialog], table: Path
) -> None:
    dialog = opened(table)
    assert [words.split(",")[0] for words in _shown(dialog)] == ["Anna Weber", "list.csv", "Ben Roth"]
    assert dialog.accept_button is not None
    assert dialog.accept_button.text() == "Import 2 rows"
    assert _names(session) == []
    dialog.chips["refused"].click()
    assert len(dialog.model.rows) == 1
    assert "refused" in _shown(dialog)[0]
    dialog.reject()


def test_import_adds_all_in_one_step_that_undo_takes_back(
    session: Session, qtbot: QtBot, opened: Callable[..., ImportDialog], cards: Path, table: Path
) -> None:
    said: list[tuple[str, bool]] = []
    seen: list[Any] = []
    session.said.connect(lambda sentence, can_undo: said.append((sentence, can_undo)))
    session.changed.connect(seen.append)
    dialog = opened(cards, table)
    with qtbot.waitSignal(session.said):
        dialog.accept_button.click()
    assert _names(session) == ["Anna Weber", "Ben Roth", "Tom Berg", "徐海"]
    assert said == [("Import: 4 added, 1 refused.", True)]
    assert len(seen) == 1
    assert [one.pinned for one in backup.listing(session.journal.path)] == ["import"]
    session.undo()
    assert _names(session) == []


def test_the_first_import_leads_to_what_came_in(
    session: Session, qtbot: QtBot, opened: Callable[..., ImportDialog], cards: Path, table: Path
) -> None:
    pages: list[str] = []
    session.page_wanted.connect(pages.append)
    for path in (cards, table):
        dialog = opened(path)
        with qtbot.waitSignal(session.said):
            dialog.accept_button.click()
    assert pages == ["contacts"], "whoever imports more later stays where he is"


def test_a_cancelled_import_adds_nothing_and_says_so(
    session: Session, qtbot: QtBot, opened: Callable[..., ImportDialog], cards: Path
) -> None:
    dialog = opened(cards)
    kept: list[bool] = []
    session.drafts_wanted.connect(lambda: kept.append(True))
    with qtbot.waitSignal(session.said) as said:
        dialog.accept()
        next(iter(workers._running)).cancel()
    assert said.args == ["The import was stopped; nothing of it was added.", False]
    assert kept == [True]
    assert _names(session) == []
    assert dialog.isVisible()
    dialog.reject()


def test_a_file_that_changed_meanwhile_is_shown_again_first(
    session: Session, qtbot: QtBot, opened: Callable[..., ImportDialog], table: Path
) -> None:
    dialog = opened(table)
    table.write_text("Name,Company\nSomebody Else,Elsewhere Ltd\n", encoding="utf-8")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 1)
    assert _names(session) == []
    assert "Somebody Else" in _shown(dialog)[0]
    assert dialog._remarks.text() == "Changed since it was shown: list.csv. Look at the rows again."
    with qtbot.waitSignal(session.said):
        dialog.accept_button.click()
    assert _names(session) == ["Somebody Else"]


def test_a_file_that_went_away_meanwhile_adds_nothing(
    session: Session, qtbot: QtBot, alerts: Any, opened: Callable[..., ImportDialog], table: Path
) -> None:
    dialog = opened(table)
    table.unlink()
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(alerts.told))
    assert "There is no file" in alerts.told[0]
    assert dialog.isVisible(), "other files can still be chosen"
    dialog.reject()


def test_a_known_person_is_completed_and_shown_as_such(
    session: Session, opened: Callable[..., ImportDialog], cards: Path
) -> None:
    make_contact(session.journal, "徐海", account_id=make_account(session.journal, "Northern Rail"))
    dialog = opened(cards)
    assert ["completed" in words for words in _shown(dialog)] == [True, False]
    dialog.reject()


def test_a_file_that_is_no_list_is_refused(session: Session, qtbot: QtBot, alerts: Any, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(b"\x89PNG" + bytes(100))
    import_paths(session, None, [path])
    qtbot.waitUntil(lambda: bool(alerts.told))
    assert "photo.png is no list of contacts or visits" in alerts.told[0]
    assert _dialog() is None


def test_a_wrong_origin_keeps_what_was_read(
    session: Session, qtbot: QtBot, opened: Callable[..., ImportDialog], table: Path
) -> None:
    dialog = opened(table)
    box = dialog._source
    box.setCurrentIndex(box.findData("visits"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: "headings of list.csv are not known" in dialog._source_field.below())
    assert box.currentData() is None
    assert len(dialog.model.rows) == 3
    dialog.reject()


def test_files_are_asked_for_and_none_is_no_import(session: Session, alerts: Any) -> None:
    alerts.answers.append([])
    choose_and_import(session, None)
    assert not workers.is_running()


def test_a_journal_for_reading_takes_nothing_in(session: Session, alerts: Any, cards: Path) -> None:
    session.journal.read_only = True
    import_paths(session, None, [cards])
    assert "open for reading only" in alerts.told[0]
    assert not workers.is_running()


def test_the_list_is_a_sound_model(
    session: Session, qtbot: QtBot, opened: Callable[..., ImportDialog], table: Path, tmp_path: Path
) -> None:
    long = tmp_path / "long.csv"
    long.write_text("Name,Company\n" + "".join(f"Person {n},Acme\n" for n in range(250)), encoding="utf-8")
    dialog = opened(long, table)
    assert dialog.model.rowCount() == 100
    tester = QAbstractItemModelTester(dialog.model)
    dialog.list.scrollToBottom()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 253)
    dialog.chips["refused"].click()
    assert dialog.model.rowCount() == 1
    assert contacts.listing(session.journal, limit=1) == []
    del tester
    dialog.reject()


def test_a_calendar_is_shown_before_it_comes_in(
    session: Session, opened: Callable[..., ImportDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    make_account(session.journal, "Northern Rail")
    path = tmp_path / "office.ics"
    path.write_text(calendar_of(ITEMS[1], event("SUMMARY:Dentist", uid="2"), event(start="X:1")), encoding="utf-8")
    dialog = opened(path)
    assert not dialog._source_field.isVisible(), "a calendar says by itself what is what"
    shown = _shown(dialog)
    assert [line.split(",")[0] for line in shown] == ["Northern Rail · Steering", "Dentist", "office.ics"]
    assert "DTSTART" in shown[2]
    dialog.accept()
    qtbot.waitUntil(lambda: not workers.is_running())
    assert session.journal.rows("SELECT state, repeats <> '' FROM visit") == [("planned", 1)]
    session.undo()
    assert session.journal.rows("SELECT 1 FROM visit WHERE deleted_at IS NULL") == []
