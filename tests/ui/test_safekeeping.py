"""Backups without anybody asking, and what happens when one finds the journal damaged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from models import accounts
from models.clock import FixedClock
from models.errors import JournalReadOnly
from models.journal import Journal
from models.safety import backup
from tests.factories import make_account, make_visit
from ui import safekeeping
from ui.safekeeping import Safekeeping, back_up_now
from ui.session import Session


@pytest.fixture
def keeping(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Safekeeping]:
    """A safekeeping to which everyone is always idle."""
    monkeypatch.setattr(safekeeping, "_IDLE_AFTER", 0.0)
    made = Safekeeping(session)
    yield made
    made.close()


def _backups(session: Session) -> list[Path]:
    return [one.path for one in backup.listing(session.journal.path)]


def _change(session: Session) -> None:
    session.run(accounts.create, name="Northern Rail")


def _fill(session: Session, visits: int) -> None:
    account_id = make_account(session.journal)
    with session.journal.operation("tests.many"):
        for _ in range(visits):
            make_visit(session.journal, account_id, notes="x" * 3000)


def test_the_first_backup_of_the_day_comes_by_itself(session: Session, qtbot: QtBot, keeping: Safekeeping) -> None:
    _change(session)
    with qtbot.waitSignal(keeping.backed_up):
        keeping.look()
    (path,) = _backups(session)
    with Journal.open(path, read_only=True) as copy:
        assert [account.name for account in accounts.listing(copy)] == ["Northern Rail"]


def test_the_next_one_waits_for_a_change_and_half_an_hour(
    session: Session, qtbot: QtBot, keeping: Safekeeping, clock: FixedClock
) -> None:
    with qtbot.waitSignal(keeping.backed_up):
        keeping.look()
    clock.move(timedelta(hours=2))
    assert not keeping.is_due()
    _change(session)
    assert keeping.is_due()
    with qtbot.waitSignal(keeping.backed_up):
        keeping.look()
    _change(session)
    clock.move(timedelta(minutes=29))
    assert not keeping.is_due()
    clock.move(timedelta(minutes=1))
    assert keeping.is_due()
    clock.move(-timedelta(days=400))
    assert keeping.is_due()


def test_what_is_saved_while_a_backup_steps_is_in_it(session: Session, qtbot: QtBot, keeping: Safekeeping) -> None:
    _fill(session, 400)
    keeping.begin()
    keeping._step()
    _change(session)
    with qtbot.waitSignal(keeping.backed_up):
        pass
    with Journal.open(_backups(session)[0], read_only=True) as copy:
        assert len(accounts.listing(copy)) == 2


def test_a_backup_waits_while_somebody_types(session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(safekeeping, "monotonic", lambda: now[0])
    field = QLineEdit()
    qtbot.addWidget(field)
    _fill(session, 400)
    made = Safekeeping(session)
    made.look()  # begins to watch
    assert not made.is_busy()
    now[0] += 4
    QTest.keyClick(field, Qt.Key.Key_A)
    now[0] += 4
    made.look()
    assert not made.is_busy()
    now[0] += 2
    made.look()
    assert made.is_busy()
    made._step()
    before = made._making.copied() if made._making else None
    QTest.keyClick(field, Qt.Key.Key_B)
    made._step()
    assert made._making is not None
    assert made._making.copied() == before
    now[0] += 6
    made._step()
    assert made._making.copied() != before
    made.close()
    assert _backups(session) == []


def test_damage_makes_the_journal_read_only_and_leads_to_the_backup(
    session: Session, qtbot: QtBot, keeping: Safekeeping, alerts: Any
) -> None:
    _fill(session, 5)
    with qtbot.waitSignal(keeping.backed_up):
        keeping.begin()
    session.journal.connection.execute("DROP TRIGGER log_update_visit")
    alerts.answers.append("backup")
    with qtbot.waitSignal(keeping.journal_wanted) as wanted:
        keeping.begin()
    assert "log of changes of visit is switched off" in alerts.told[0]
    with pytest.raises(JournalReadOnly):
        accounts.create(session.journal, name="Too late")
    assert not keeping.is_due()
    assert Path(wanted.args[0]).name == "test (backup 2026-05-14).rounds"
    with Journal.open(Path(wanted.args[0])) as copy:
        assert [account.name for account in accounts.listing(copy)] == ["Northern Rail"]


def test_a_folder_that_takes_no_backup_is_told_once(
    session: Session, keeping: Safekeeping, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []
    session.said.connect(lambda sentence, _: said.append(sentence))
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, no folder")
    monkeypatch.setattr(backup, "folder_for", lambda *_: blocked / "backups")
    keeping.look()
    assert len(said) == 1
    assert "No backup could be written" in said[0]
    assert not keeping.is_due()
    clock.move(timedelta(hours=1))
    keeping.look()
    assert len(said) == 1


def test_at_close_what_changed_is_backed_up(session: Session, qtbot: QtBot, keeping: Safekeeping) -> None:
    _change(session)
    ended: list[bool] = []
    keeping.at_close(lambda: ended.append(True))
    qtbot.waitUntil(lambda: bool(ended))
    assert len(_backups(session)) == 1
    again: list[bool] = []
    keeping.at_close(lambda: again.append(True))
    assert again
    assert len(_backups(session)) == 1


def test_a_closed_one_leaves_no_half_copy(session: Session, keeping: Safekeeping) -> None:
    _fill(session, 400)
    keeping.begin()
    keeping._step()
    keeping.close()
    folder = backup.folder_for(session.journal.path)
    assert [path.name for path in folder.iterdir() if path.suffix != ".lock"] == []


def test_back_up_now_says_that_it_is_done(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.said) as said:
        back_up_now(session, None)
    assert said.args == ["The journal is backed up.", False]
    assert len(_backups(session)) == 1
