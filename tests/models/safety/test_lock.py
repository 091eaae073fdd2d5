"""One program at a time changes a journal at length; the next learns who holds it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from models.clock import FixedClock
from models.errors import JournalBusy, JournalReadOnly
from models.safety.lock import JournalLock
from tests.models.children import child


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "test.rounds"


@pytest.fixture
def locks(tmp_path: Path) -> Path:
    return tmp_path / "locks"


def test_another_program_learns_who_holds_it(path: Path, locks: Path) -> None:
    with child("lock", path, locks) as process:
        with pytest.raises(JournalBusy) as busy:
            JournalLock(path, folder=locks).acquire()
        (holder,) = (json.loads(file.read_text()) for file in locks.glob("*.json"))
        assert holder["process"] == process.pid
        for word in (str(path), holder["user"], holder["host"], holder["since"], "Close it there"):
            assert word in str(busy.value)


def test_a_killed_program_leaves_the_lock_and_a_trace(path: Path, locks: Path) -> None:
    with child("lock", path, locks):
        pass
    lock = JournalLock(path, folder=locks)
    with lock:
        assert lock.left_behind
    with lock:
        assert not lock.left_behind


def test_a_program_that_ends_well_leaves_nothing(path: Path, locks: Path) -> None:
    with child("lock", path, locks) as process:
        process.communicate("")
    lock = JournalLock(path, folder=locks)
    with lock:
        assert not lock.left_behind
    assert list(locks.glob("*.json")) == []


def test_the_lock_is_given_back_when_the_work_fails(path: Path, locks: Path) -> None:
    def fail() -> None:
        with JournalLock(path, folder=locks):
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        fail()
    with JournalLock(path, folder=locks) as lock:
        assert not lock.left_behind


def test_giving_back_what_is_not_held_takes_it_from_nobody(path: Path, locks: Path) -> None:
    with child("lock", path, locks):
        JournalLock(path, folder=locks).release()
        with pytest.raises(JournalBusy, match="since 2"):
            JournalLock(path, folder=locks).acquire()


def test_the_same_journal_by_another_name_is_the_same(path: Path, locks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.touch()
    monkeypatch.chdir(path.parent)
    others = [Path("test.rounds"), path.parent / "locks" / ".." / "test.rounds"]
    if os.name != "nt":
        (path.parent / "link").symlink_to(path)
        others.append(path.parent / "link")
    with JournalLock(path, folder=locks):
        for other in others:
            with pytest.raises(JournalBusy):
                JournalLock(other, folder=locks).acquire()
        with JournalLock(path.with_name("other.rounds"), folder=locks):
            pass


@pytest.mark.parametrize("content", ["", "no json", "[1, 2]", "{}"])
def test_a_broken_trace_still_says_that_it_is_held(path: Path, locks: Path, content: str) -> None:
    with JournalLock(path, folder=locks):
        (holder,) = locks.glob("*.json")
        holder.write_text(content)
        with pytest.raises(JournalBusy, match=r"is in use by another program\. Close it there and try again"):
            JournalLock(path, folder=locks).acquire()


def test_a_folder_that_takes_no_lock(path: Path, locks: Path) -> None:
    locks.write_text("a file where the folder should be")
    with pytest.raises(JournalReadOnly, match=r"lock of .*test\.rounds.*Check the folder's permissions"):
        JournalLock(path, folder=locks).acquire()


def test_a_trace_that_cannot_be_written_holds_no_lock(path: Path, locks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        with pytest.raises(JournalReadOnly):
            JournalLock(path, folder=locks).acquire()
    with JournalLock(path, folder=locks):
        pass


def test_someone_without_a_name(path: Path, locks: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock) -> None:
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("getpass.getuser", unknown)
    with (
        JournalLock(path, folder=locks, clock=clock),
        pytest.raises(JournalBusy, match=r"user \? on .*since 2026-05-14T12"),
    ):
        JournalLock(path, folder=locks).acquire()
