"""The running program: one journal at a time, and the way to another never loses the one that is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import accounts, places
from models.clock import FixedClock
from models.journal import Journal
from models.safety import backup
from models.safety.lock import JournalLock
from tests.factories import make_account
from ui import crash, preferences, translations
from ui.app import Program, Wishes
from ui.settings.dialog import SettingsDialog
from ui.settings.journal_part import JournalPart


@pytest.fixture
def path(tmp_path: Path, clock: FixedClock) -> Path:
    path = tmp_path / "first.rounds"
    with Journal.create(path, clock=clock) as journal:
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
