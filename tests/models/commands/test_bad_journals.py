"""A journal that is none, damaged, newer, protected or in use: one line, exit code 1, nothing changed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from tests.models.commands.running import Run, opened
from tests.sentences import ROOT


def nothing(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("Dear diary, " * 1000, encoding="utf-8")


def foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE visit (id INTEGER)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version=9999")
    connection.close()


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


COMMANDS = (
    ["add", "call back"],
    ["add", "call back", "--dry-run"],
    ["search", "call"],
    ["today"],
    ["check"],
    ["backup"],
    ["export", "--period", "this-week", "-o", "summary.md"],
    ["brief", "Northern Rail", "-o", "brief.md"],
    ["import", "phone.vcf"],
)


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("phone.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Tom\nEND:VCARD\n", encoding="utf-8")


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (nothing, "There is no journal at"),
        (folder, "is a folder, not a journal"),
        (empty, "is empty (0 bytes)"),
        (text, "is not a journal of Rounds"),
        (foreign, "belongs to another program"),
        (newer, "written by a newer version"),
        (cut_off, "is damaged"),
    ],
)
def test_a_bad_journal_is_refused_untouched(
    run: Run, path: Path, tmp_path: Path, spoil: Callable[[Path], None], said: str, words: list[str]
) -> None:
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(tmp_path.iterdir())
    ran = run(*words, "-j", path)
    assert ran.code == 1
    assert ran.out == ""
    assert said in ran.err
    assert str(path) in ran.err
    assert ran.err.count("\n") == 1
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(tmp_path.iterdir()) == beside


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_protected_journal_is_read_and_not_written(run: Run, path: Path) -> None:
    path.chmod(0o444)
    assert run("today", "-j", path).code == 0
    ran = run("add", "call back", "-j", path)
    assert ran.code == 1
    assert "open for reading only" in ran.err


def test_a_journal_opened_for_reading_only_says_so(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for an administrator, whom no mode of a file stops."""
    access = os.access
    monkeypatch.setattr(os, "access", lambda file, mode: mode != os.W_OK and access(file, mode))
    assert run("today", "-j", path).code == 0
    ran = run("add", "call back", "-j", path)
    assert ran.code == 1
    assert "open for reading only" in ran.err


_HOLD = """
import sys, apsw
connection = apsw.Connection(sys.argv[1])
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def held(path: Path) -> Iterator[Path]:
    """A journal that another process is writing all the while."""
    command = [sys.executable, "-c", _HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        yield path
        holder.communicate()


@pytest.mark.parametrize("words", [["add", "call back"], ["today"]])
def test_a_journal_that_another_program_is_writing(
    run: Run, held: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setattr("models.database.BUSY_SECONDS", 0.05)
    ran = run(*words, "-j", held)
    assert ran.code == 1
    assert "in use by another program" in ran.err
    assert ran.err.count("\n") == 1


def test_an_impossible_visit_is_refused_in_one_line(run: Run, path: Path) -> None:
    with opened(path) as journal:
        from tests.factories import make_account

        make_account(journal)
    for line in ("visit @Northern Rail 2026-02-30: x", "!promise x by 31 Nov", "x" * 501):
        ran = run("add", line, "-j", path)
        assert ran.code == 1
        assert ran.err.count("\n") == 1
