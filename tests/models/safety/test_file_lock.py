"""A file that one program holds at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from models.safety.file_lock import FileLock, Held

HOLD = """
import sys
from pathlib import Path
from models.safety.file_lock import FileLock
lock = FileLock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_file_is_held_once_and_free_again_when_it_was_given_back(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "a.lock"), FileLock(tmp_path / "a.lock")
    first.acquire()
    with pytest.raises(Held):
        second.acquire()
    assert (first.is_locked, second.is_locked) == (True, False)
    first.release()
    first.release()
    with second:
        assert second.is_locked
    assert not second.is_locked


def test_what_a_killed_program_held_is_free(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    with pytest.raises(Held):
        FileLock(path).acquire()
    child.kill()
    child.communicate()
    with FileLock(path) as lock:
        assert lock.is_locked


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        FileLock(tmp_path / "gone" / "a.lock").acquire()
