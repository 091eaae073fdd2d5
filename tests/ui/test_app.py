"""The running program: one journal at a time, and the way to another never loses the one that is open."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import accounts, attachments, drafts, places
from models.clock import FixedClock
from models.journal import Journal
from models.safety import backup
from models.safety.lock import JournalLock
from tests.empty import empty_journal
from tests.factories import make_account
from tests.ui.composing import compose
from ui import crash, preferences, theme, translations, workers
from ui.app import Program, Wishes
from ui.attachments.part import AttachmentsPart
from ui.main_window import MainWindow
from ui.quick_note import QuickNote
from ui.settings.dialog import SettingsDialog
from ui.settings.journal_part import JournalPart
from ui.today.page import TodayPage
from ui.visits.page import VisitPage


@pytest.fixture
def path(tmp_path: Path, clock: FixedClock) -> Path:
    path = tmp_path / "first.rounds"
    with empty_journal(path, clock) as journal:
        make_account(journal, "In the first")
    return path


@pytest.fixture
def other(tmp_path: Path, clock: FixedClock) -> Path:
    path = tmp_path / "other.rounds"
    with Journal.create(path, clock=clock) as journal:
        make_account(journal, "In the other")
    return path


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setattr(crash, "install", lambda _: None)
    monkeypatch.setattr(qapp, "quit", lambda: None, raising=False)
    running = Program(qapp, Wishes(file=path, language="en", theme="light", clock=clock))
    assert running.start()
    qtbot.waitUntil(lambda: running._safekeeping is not None)
    yield running
    window = running.window
    running.end()
    if window is not None:
        window.hide()
        window.deleteLater()


def _names(program: Program) -> list[str]:
    assert program.session is not None
    return [account.name for account in accounts.listing(program.session.journal)]


def test_another_journal_takes_the_place_of_this_one(program: Program, path: Path, other: Path) -> None:
    program.open_other(str(other))
    assert _names(program) == ["In the other"]
    lock = JournalLock(path)
    lock.acquire()  # the first was given back
    lock.release()


def test_a_file_on_its_way_arrives_before_the_journal_is_left(
    program: Program, path: Path, other: Path, tmp_path: Path
) -> None:
    assert program.session is not None
    assert program.window is not None
    (account,) = accounts.listing(program.session.journal)
    (tmp_path / "plan.txt").write_text("plan")
    part = AttachmentsPart(program.session, program.window)
    part.show_owner("account", account.id)
    part.add_paths([tmp_path / "plan.txt"])
    program.open_other(str(other))
    with Journal.open(path, read_only=True) as left:
        assert [row.name for row in attachments.listing(left, "account", account.id)] == ["plan.txt"]


def test_a_journal_that_can_not_be_opened_leaves_this_one_open(program: Program, alerts: Any, tmp_path: Path) -> None:
    window = program.window
    program.open_other(str(tmp_path / "gone.rounds"))
    assert "There is no journal at" in alerts.told[0]
    assert _names(program) == ["In the first"]
    assert program.window is window
    assert program.session is not None
    program.session.run(accounts.create, name="Written after")
    assert "Written after" in _names(program)


def test_the_journal_that_is_open_stays_open(program: Program, path: Path, alerts: Any) -> None:
    session = program.session
    program.open_other(str(path))
    assert alerts.told == []
    assert program.session is session


def test_closing_the_window_backs_up_what_changed_and_gives_the_lock_back(
    program: Program, path: Path, qtbot: QtBot
) -> None:
    assert program.session is not None
    assert program.window is not None
    program.session.run(accounts.create, name="New")
    assert program.window.close()
    qtbot.waitUntil(lambda: len(backup.listing(path)) == 1)
    program.end()
    lock = JournalLock(path)
    lock.acquire()
    assert not lock.left_behind
    lock.release()


def test_damage_found_while_it_is_open_is_remembered_for_the_next_start(
    program: Program, path: Path, qtbot: QtBot, alerts: Any
) -> None:
    assert program.session is not None
    program.session.journal.connection.execute("DROP TRIGGER log_update_visit")
    safekeeping = program._safekeeping
    assert safekeeping is not None
    with qtbot.waitSignal(safekeeping.damage_found):
        safekeeping._watch._last = 0.0
        safekeeping.begin()
    assert "The journal is damaged" in alerts.told[0]
    program.end()
    lock = JournalLock(path)
    lock.acquire()
    assert lock.left_behind
    lock.release()


def test_another_language_makes_the_window_anew(program: Program, qtbot: QtBot) -> None:
    before = program.window
    program.change_language("zh_CN")
    qtbot.waitUntil(lambda: program.window is not before)
    assert translations.language().code == "zh_CN"


def test_the_sample_is_removed_and_ones_own_journal_opens(
    program: Program, path: Path, other: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, alerts: Any
) -> None:
    monkeypatch.setattr(places, "own_sample", lambda: path)
    monkeypatch.setattr(places, "own_journal", lambda: other)
    assert program.window is not None
    program.window.sidebar.journal_wanted.emit()
    dialog = program.window.findChild(SettingsDialog)
    assert dialog is not None
    part = dialog.parts["journal"]
    assert isinstance(part, JournalPart)
    part.remove_button.click()
    assert path.is_file()  # not before the user has agreed
    alerts.answers.append(True)
    part.remove_button.click()
    assert not path.exists()
    assert _names(program) == ["In the other"]
    assert preferences.current().recent_journals == [other]


def test_damage_that_a_page_meets_is_said_and_stops_all_writing(
    program: Program, path: Path, qtbot: QtBot, alerts: Any
) -> None:
    assert program.session is not None
    assert program.window is not None
    content = bytearray(path.read_bytes())
    content[4096:] = bytes(len(content) - 4096)  # what a failing disk may leave
    content[24:28] = b"\x01\x02\x03\x04"  # it was written, as far as the engine knows
    path.write_bytes(content)
    program.window.show_page("accounts")
    qtbot.waitUntil(lambda: bool(alerts.told))
    assert "The journal is damaged" in alerts.told[0]
    assert program.session.journal.read_only
    page = program.window.current_page()
    assert page is not None
    assert page.key == "accounts"
    program.window.show_page("steps")
    QApplication.processEvents()
    assert len(alerts.told) == 1  # not once more for every page


def test_a_trigger_that_is_no_longer_understood_stops_all_writing_once_the_window_stands(
    program: Program, other: Path, alerts: Any, qtbot: QtBot
) -> None:
    other.write_bytes(other.read_bytes().replace(b"json_array(", b"jsoN_brray("))
    program.open_other(str(other))
    qtbot.waitUntil(lambda: program.session is not None and program.session.journal.read_only)
    assert "is damaged" in alerts.told[0]
    assert _names(program) == ["In the other"]


def test_a_journal_that_others_hold_is_said_once_and_read_when_it_is_free(
    program: Program, path: Path, qtbot: QtBot, alerts: Any, clock: FixedClock
) -> None:
    assert program.session is not None
    assert program.window is not None
    program.session.journal.connection.setbusytimeout(1)
    with Journal.open(path, clock=clock) as holder:
        holder.connection.execute("BEGIN EXCLUSIVE")
        program.window.show_page("accounts")
        qtbot.waitUntil(lambda: bool(alerts.told))
        assert "is in use by another program" in alerts.told[0]
        assert program.window.page("accounts").is_stale()
        program.session.undo()
        assert "is in use by another program" in alerts.told[1]
        holder.connection.execute("ROLLBACK")
    program.window.show_page("today")
    program.window.show_page("accounts")
    assert not program.window.page("accounts").is_stale()
    assert len(alerts.told) == 2


def test_a_journal_that_was_moved_away_keeps_what_is_written(
    program: Program, path: Path, qtbot: QtBot, alerts: Any
) -> None:
    assert program.session is not None
    assert program.window is not None
    page = program.window.page("visits")
    assert isinstance(page, VisitPage)
    program.session.new_visit(accounts.listing(program.session.journal)[0].id)
    page.editor.form.texts.notes.insertPlainText("Words that must stay")
    aside = path.rename(path.with_name("aside.rounds"))
    assert not page.save()
    assert "Words that must stay" in page.editor.form.texts.notes.toPlainText()
    program.window.show_page("today")
    assert program.window.current_page() is page  # it is not left with words that are nowhere else
    aside.rename(path)
    assert page.save()


def test_what_is_being_written_stays_in_its_journal_when_another_is_opened(
    program: Program, path: Path, other: Path, qtbot: QtBot, alerts: Any
) -> None:
    assert program.session is not None
    assert program.window is not None
    page = program.window.page("visits")
    assert isinstance(page, VisitPage)
    program.session.new_visit()
    page.editor.form.texts.notes.insertPlainText("Nobody knows yet whose words these are")
    program.open_other(str(other))
    assert _names(program) == ["In the other"]
    program.open_other(str(path))
    assert program.session is not None
    waiting = drafts.waiting(program.session.journal, "visit")
    assert ["Nobody knows yet" in draft.content for draft in waiting] == [True]
    assert alerts.told == []


@pytest.mark.parametrize("way", ["language", "close"])
def test_what_is_being_composed_is_kept_when_the_window_goes(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    assert program.window is not None
    assert program.session is not None
    program.window.new_visit()
    notes = program.window.page("visits").editor.texts.notes  # type: ignore[attr-defined]
    notes.setFocus()
    qtbot.keyClicks(notes, "Words ")
    compose(notes, "nihao")
    before = program.window
    if way == "language":
        program.change_language("zh_CN")
        qtbot.waitUntil(lambda: program.window is not before)
    else:
        monkeypatch.setattr(program, "_on_closed", lambda: None)
        before.close()
    (draft,) = drafts.waiting(program.session.journal)
    assert "Words nihao" in draft.content


def test_a_quick_note_goes_on_in_another_language(program: Program, qtbot: QtBot) -> None:
    assert program.window is not None
    assert program.session is not None
    before = program.window
    before.actions_["quick_note"].trigger()
    line = before.findChild(QuickNote).quick.line  # type: ignore[union-attr]
    qtbot.keyClicks(line, "Words ")
    compose(line, "nihao")
    program.change_language("zh_CN")
    qtbot.waitUntil(lambda: program.window is not before)
    assert program.window.is_note_open()
    note = program.window.findChild(QuickNote)
    assert note is not None
    assert note.quick.text().split() == ["Words", "nihao"]
    note.reject()
    (draft,) = drafts.waiting(program.session.journal)
    assert draft.content == "Words nihao"


def test_another_journal_opens_where_the_window_stands(program: Program, other: Path) -> None:
    assert program.window is not None
    program.window.setGeometry(20, 30, 900, 640)
    program.open_other(str(other))
    assert program.window.geometry().size() == QSize(900, 640)
    assert program.window.geometry().topLeft() == QPoint(20, 30)


@pytest.mark.parametrize("what", ["damaged", "foreign", "empty", "too new", "folder", "link to nothing"])
def test_a_file_that_is_no_journal_leaves_this_one_open(
    program: Program, other: Path, tmp_path: Path, alerts: Any, what: str
) -> None:
    wanted = tmp_path / "wanted.rounds"
    content = bytearray(other.read_bytes())
    if what == "damaged":
        content[4096:] = b"\xff" * (len(content) - 4096)
    elif what == "too new":
        content[60:64] = (999).to_bytes(4, "big")
    if what == "folder":
        wanted.mkdir()
    elif what == "link to nothing":
        wanted.symlink_to(tmp_path / "nothing")
    else:
        wanted.write_bytes({"foreign": b"PK\x03\x04 a zip", "empty": b""}.get(what, bytes(content)))
    window, session = program.window, program.session
    program.open_other(str(wanted))
    assert len(alerts.told) == 1
    assert "This journal can't be opened" in alerts.told[0]
    assert str(wanted) in alerts.told[0]
    assert program.window is window
    assert program.session is session
    assert preferences.current().last_journal != wanted
    program.session.run(accounts.create, name="Written after")
    assert "Written after" in _names(program)


def test_ctrl_q_saves_what_is_written(program: Program, path: Path, qtbot: QtBot) -> None:
    assert program.session is not None
    assert program.window is not None
    page = program.window.page("visits")
    assert isinstance(page, VisitPage)
    account = accounts.listing(program.session.journal)[0].id
    program.session.new_visit(account)
    page.editor.form.texts.notes.insertPlainText("Written in the last moment")
    program.window.activateWindow()
    QTest.keyClick(program.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not program.window.isVisible()
    qtbot.waitUntil(lambda: not workers.is_running())
    program.end()
    with Journal.open(path) as journal:
        assert journal.row("SELECT count(*) FROM visit WHERE notes LIKE 'Written in the last moment%'") == (1,)


def test_the_window_stays_while_a_worker_is_at_work(program: Program, qtbot: QtBot) -> None:
    window = program.window
    assert window is not None
    may_end = threading.Event()
    done: list[bool] = []
    workers.run_long(window, "Working…", lambda _, __: may_end.wait(20), done.append)
    assert not window.close()
    assert window.isVisible()
    may_end.set()
    qtbot.waitUntil(lambda: done == [True])
    assert window.close()


def test_the_place_of_the_window_is_remembered(program: Program, qtbot: QtBot) -> None:
    assert program.window is not None
    assert program.session is not None
    program.window.setGeometry(20, 30, 900, 640)
    assert program.window.close()
    again = MainWindow(program.session)
    qtbot.addWidget(again)
    assert again.height() == 640  # the screen of the tests is narrower than the window
    assert again.y() == 30


def test_a_place_on_a_screen_that_is_gone_comes_back_onto_the_screen(program: Program, qtbot: QtBot) -> None:
    assert program.window is not None
    assert program.session is not None
    program.window.setGeometry(5000, 4000, 2400, 1400)
    assert program.window.close()
    again = MainWindow(program.session)
    qtbot.addWidget(again)
    again.show()
    available = again.screen().availableGeometry()
    assert again.frameGeometry().top() >= 0
    assert again.height() <= available.height()
    assert available.intersected(again.frameGeometry()).width() > available.width() - 20


def test_the_first_start_makes_ones_own_journal_and_offers_ways_to_begin(
    program: Program, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, alerts: Any
) -> None:
    own = tmp_path / "data" / "journal.rounds"
    monkeypatch.setattr(places, "own_journal", lambda: own)
    preferences.use(preferences.Preferences(tmp_path / "new.ini"))
    first = Program(qapp, Wishes(language="en", theme="light"))
    assert first.start()
    assert own.is_file()
    assert alerts.told == []
    assert first.window is not None
    page = first.window.current_page()
    assert isinstance(page, TodayPage)
    assert page._first_start.isVisible()
    assert page._first_start.first.hasFocus() or page.focusWidget() is page._first_start.first
    assert preferences.current().last_journal == own
    window = first.window
    first.end()
    window.hide()
    window.deleteLater()


def test_what_the_command_line_wishes_holds_for_this_once(
    program: Program, other: Path, qapp: QApplication, clock: FixedClock
) -> None:
    wished = Program(qapp, Wishes(file=other, language="zh_CN", theme="dark", clock=clock))
    assert wished.start()
    assert wished.window is not None
    page = wished.window.current_page()
    assert page is not None
    assert page.title() == "今天"
    assert theme.colours().is_dark
    assert preferences.current().language == ""
    assert preferences.current().theme == "system"
    window = wished.window
    wished.end()
    window.hide()
    window.deleteLater()


def test_windows_that_were_replaced_are_freed(program: Program, path: Path, other: Path, qtbot: QtBot) -> None:
    gone: list[bool] = []
    for wanted in (other, path):
        assert program.window is not None
        program.window.destroyed.connect(lambda: gone.append(True))
        program.open_other(str(wanted))
    before = program.window
    assert before is not None
    before.destroyed.connect(lambda: gone.append(True))
    program.change_language("zh_CN")
    qtbot.waitUntil(lambda: gone == [True] * 3)
    assert program.session is not None
    program.session.run(accounts.create, name="Nothing of theirs hears this")
    program.session.day_changed.emit()
    program.change_theme("dark")
    assert "Nothing of theirs hears this" in _names(program)
