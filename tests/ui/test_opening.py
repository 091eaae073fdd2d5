"""Opening a journal: what stands in the way is told, and every way back leads somewhere."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from models import accounts, places
from models import opening as models_opening
from models.clock import Clock, FixedClock
from models.errors import JournalBusy, JournalReadOnly
from models.journal import Journal
from models.safety import backup
from models.safety.lock import JournalLock
from tests import freeze
from tests.empty import empty_journal
from tests.factories import make_account
from tests.sentences import ROOT
from ui import opening, preferences
from ui.opening import Opened, open_journal
from ui.single_instance import SingleInstance, raise_other


@pytest.fixture
def path(tmp_path: Path, clock: FixedClock) -> Path:
    """A closed journal with one account."""
    path = tmp_path / "test.rounds"
    with empty_journal(path, clock) as journal:
        make_account(journal, "Northern Rail")
    return path


def _names(opened: Opened | None) -> list[str]:
    assert opened is not None
    names = [account.name for account in accounts.listing(opened.journal)]
    opened.close()
    return names


_SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.single_instance import raise_other

program = QCoreApplication([])
sys.exit(0 if raise_other(Path(sys.argv[1])) else 1)
"""


def _leave_behind(path: Path) -> None:
    """Do as a program that was killed with the journal open."""
    lock = JournalLock(path)
    lock.acquire()
    lock.release(ended_well=False)


def _damage(path: Path) -> str:
    """Damage a journal where only a full check sees it, and return its hash."""
    with Journal.open(path) as journal:
        journal.connection.execute("DROP TRIGGER log_update_visit")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_open_journal_holds_its_lock_until_it_is_closed(path: Path, clock: FixedClock) -> None:
    opened = open_journal(path, clock=clock)
    assert opened is not None
    with pytest.raises(JournalBusy):
        JournalLock(path).acquire()
    assert preferences.current().last_journal == path
    opened.close()
    lock = JournalLock(path)
    lock.acquire()
    assert not lock.left_behind
    lock.release()


def test_a_journal_whose_last_program_is_just_going_is_opened_without_a_question(
    monkeypatch: pytest.MonkeyPatch, path: Path, alerts: Any, clock: FixedClock
) -> None:
    dying = JournalLock(path)
    dying.acquire()
    looks = iter([lambda: None, dying.release])
    monkeypatch.setattr(opening, "_pause", lambda: next(looks)())
    opened = open_journal(path, clock=clock)
    assert opened is not None
    assert alerts.told == []
    opened.close()


def test_a_journal_that_stays_in_use_is_asked_about_after_a_while(
    monkeypatch: pytest.MonkeyPatch, path: Path, alerts: Any, clock: FixedClock
) -> None:
    looks: list[bool] = []
    monkeypatch.setattr(opening, "_pause", lambda: looks.append(True))
    with JournalLock(path):
        assert open_journal(path, clock=clock) is None
    assert 5 <= len(looks) <= 20
    assert "is open in another program" in alerts.told[0]


def test_ones_own_journal_is_made_the_first_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "data" / "journal.rounds"
    monkeypatch.setattr(places, "own_journal", lambda: own)
    assert opening.first_path() == own
    assert _names(open_journal(own)) == []
    assert opening.first_path(tmp_path / "named.rounds") == tmp_path / "named.rounds"


def test_ones_own_journal_that_is_gone_comes_back_from_its_backup(
    monkeypatch: pytest.MonkeyPatch, path: Path, alerts: Any, clock: FixedClock
) -> None:
    monkeypatch.setattr(places, "own_journal", lambda: path)
    with Journal.open(path, clock=clock) as journal:
        backup.make(journal.connection, path, clock)
    path.unlink()
    alerts.answers.append("backup")
    assert _names(open_journal(path, clock=clock)) == ["Northern Rail"]
    assert "There is no journal at" in alerts.told[0]


def test_a_journal_that_is_not_there_leads_to_another(path: Path, alerts: Any, tmp_path: Path) -> None:
    alerts.answers += ["other", [path]]
    assert _names(open_journal(tmp_path / "gone.rounds")) == ["Northern Rail"]
    assert "There is no journal at" in alerts.told[0]


def test_a_journal_that_is_gone_leads_to_ones_own(
    monkeypatch: pytest.MonkeyPatch, path: Path, alerts: Any, tmp_path: Path
) -> None:
    """Such as one on a stick that is not in the laptop today."""
    monkeypatch.setattr(places, "own_journal", lambda: path)
    preferences.current().remember_journal(tmp_path / "stick" / "gone.rounds")
    alerts.answers.append("own")
    assert _names(open_journal(opening.first_path())) == ["Northern Rail"]


def test_a_person_may_want_none_of_it(alerts: Any, tmp_path: Path) -> None:
    assert open_journal(tmp_path / "gone.rounds") is None
    assert len(alerts.told) == 1


def test_a_new_journal_is_made_in_place_of_one_that_is_gone(alerts: Any, tmp_path: Path) -> None:
    alerts.answers += ["new", tmp_path / "fresh"]
    opened = open_journal(tmp_path / "gone.rounds")
    assert opened is not None
    assert opened.journal.path == tmp_path / "fresh.rounds"
    opened.close()


def test_nothing_is_made_over_a_file_that_is_there(alerts: Any, path: Path) -> None:
    before = path.read_bytes()
    alerts.answers.append(path)
    assert opening.new_journal() is None
    assert "exists already" in alerts.told[0]
    assert path.read_bytes() == before


def test_after_a_crash_the_whole_journal_is_read_first(path: Path, alerts: Any, qtbot: QtBot) -> None:
    _leave_behind(path)
    assert _names(open_journal(path)) == ["Northern Rail"]
    assert alerts.told == []
    lock = JournalLock(path)
    lock.acquire()
    assert not lock.left_behind
    lock.release()


def test_damage_after_a_crash_leads_to_reading_only(path: Path, alerts: Any, qtbot: QtBot) -> None:
    before = _damage(path)
    _leave_behind(path)
    alerts.answers.append("read only")
    opened = open_journal(path)
    assert opened is not None
    with pytest.raises(JournalReadOnly):
        accounts.create(opened.journal, name="Too late")
    assert _names(opened) == ["Northern Rail"]
    assert "log of changes of visit is switched off" in alerts.told[0]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    lock = JournalLock(path)
    lock.acquire()
    assert lock.left_behind  # whoever opens it next looks again
    lock.release()


def test_damage_after_a_crash_leads_to_the_backup_beside_it(
    path: Path, alerts: Any, qtbot: QtBot, clock: FixedClock
) -> None:
    with Journal.open(path, clock=clock) as journal:
        backup.make(journal.connection, path, clock)
    before = _damage(path)
    _leave_behind(path)
    alerts.answers.append("backup")
    opened = open_journal(path, clock=clock)
    assert opened is not None
    assert opened.journal.path.name == "test (backup 2026-05-14).rounds"
    assert not opened.journal.read_only
    assert _names(opened) == ["Northern Rail"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_second_start_raises_the_window_that_has_the_journal(path: Path, alerts: Any, qtbot: QtBot) -> None:
    opened = open_journal(path)
    assert opened is not None
    bell = SingleInstance(path)
    second = QProcess()
    second.setWorkingDirectory(str(ROOT))
    with qtbot.waitSignals([bell.raise_wanted, second.finished], timeout=20_000):
        second.start(sys.executable, ["-c", _SECOND_START, str(path)])
    assert second.exitCode() == 0, second.readAllStandardError().data().decode()
    bell.close()
    opened.close()
    assert not raise_other(path)


def test_a_journal_that_another_program_works_on_can_be_read(
    monkeypatch: pytest.MonkeyPatch, path: Path, alerts: Any
) -> None:
    monkeypatch.setattr(opening, "_pause", lambda: None)
    other = JournalLock(path)
    other.acquire()
    alerts.answers.append("read only")
    opened = open_journal(path)
    assert opened is not None
    assert opened.lock is None
    assert "is open in another program" in alerts.told[0]
    assert _names(opened) == ["Northern Rail"]
    other.release()


def test_the_sample_is_made_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clock: FixedClock
) -> None:
    monkeypatch.setattr(places, "own_sample", lambda: tmp_path / "data" / "sample.rounds")
    made: list[Path] = []
    opening.make_sample_journal(None, clock, made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=60_000)
    opened = open_journal(made[0], clock=clock)
    assert opened is not None
    accounts.create(opened.journal, name="Tried out")
    opened.close()
    opening.make_sample_journal(None, Clock(), made.append)
    assert made[1] == made[0]
    assert "Tried out" in _names(open_journal(made[1], clock=clock))


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A journal of an earlier version."""
    return Path(shutil.copy(freeze.JOURNALS / "version-2.rounds", tmp_path / "older.rounds"))


def test_a_journal_of_an_earlier_version_is_brought_up_to_date_behind_a_bar(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []
    run = opening.workers.run_and_wait

    def noting(parent: Any, title: str, work: Any, **rest: Any) -> Any:
        titles.append(title)
        return run(parent, title, work, **rest)

    monkeypatch.setattr(opening.workers, "run_and_wait", noting)
    assert "华北铁路局" in _names(open_journal(older))
    assert len(titles) == 1
    assert titles[0].startswith("A journal of an earlier version")
    assert "华北铁路局" in _names(open_journal(older))
    assert len(titles) == 1


def test_bringing_it_up_to_date_can_be_called_off(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = older.read_bytes()

    def called_off(_parent: Any, _title: str, work: Any, **_rest: Any) -> Any:
        return work(lambda done, of: None, lambda: True)

    monkeypatch.setattr(models_opening, "_STEPS_BETWEEN_LOOKS", 1)
    with monkeypatch.context() as patch:
        patch.setattr(opening.workers, "run_and_wait", called_off)
        assert open_journal(older) is None
    assert older.read_bytes() == before
    assert "华北铁路局" in _names(open_journal(older))
