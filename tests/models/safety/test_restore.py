"""The way back to a backup leads beside the journal, never over it."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from models import accounts
from models.clock import FixedClock
from models.errors import NotFound
from models.journal import Journal
from models.safety import backup, restore
from tests.factories import make_account


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def _make(journal: Journal, folder: Path) -> Path:
    return backup.make(journal.connection, journal.path, journal.clock, folder)


def _names(path: Path) -> list[str]:
    with Journal.open(path, read_only=True) as copy:
        return [account.name for account in accounts.listing(copy)]


def test_the_copy_stands_beside_the_damaged_journal(journal: Journal, folder: Path) -> None:
    make_account(journal, "北方铁路")
    _make(journal, folder)
    journal.close()
    journal.path.write_bytes(b"damaged" * 1000)
    before = hashlib.sha256(journal.path.read_bytes()).hexdigest()
    first = restore.copy_beside(journal.path, folder)
    second = restore.copy_beside(journal.path, folder)
    assert [first.name, second.name] == [
        "test (backup 2026-05-14).rounds",
        "test (backup 2026-05-14 2).rounds",
    ]
    assert _names(first) == _names(second) == ["北方铁路"]
    assert hashlib.sha256(journal.path.read_bytes()).hexdigest() == before
    assert not [path for path in journal.path.parent.iterdir() if path.name.startswith(".")]


def test_a_journal_that_is_gone_comes_back_under_its_name(journal: Journal, folder: Path) -> None:
    make_account(journal, "北方铁路")
    _make(journal, folder)
    journal.close()
    journal.path.unlink()
    assert restore.copy_beside(journal.path, folder) == journal.path
    assert _names(journal.path) == ["北方铁路"]


def test_a_damaged_backup_is_passed_over(journal: Journal, folder: Path, clock: FixedClock) -> None:
    make_account(journal, "Kept")
    good = _make(journal, folder)
    clock.move(timedelta(days=1))
    make_account(journal, "Lost")
    bad = _make(journal, folder)
    data = bytearray(bad.read_bytes())
    data[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    bad.write_bytes(bytes(data))
    found = restore.newest_whole(journal.path, folder)
    assert found is not None
    assert found.path == good
    assert _names(restore.copy_beside(journal.path, folder)) == ["Kept"]


def test_without_a_backup_the_way_back_says_so(journal: Journal, folder: Path) -> None:
    with pytest.raises(NotFound, match=r"no whole backup of .*test\.rounds"):
        restore.copy_beside(journal.path, folder)
