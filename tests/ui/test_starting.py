"""The program as it is started from outside: its words, its exit codes, and a second start of the same journal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.clock import FixedClock
from models.journal import Journal
from models.safety.lock import JournalLock
from ui import crash
from ui.app import Program, Wishes

ROOT = Path(__file__).resolve().parents[2]
_SET_HERE = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
LONGEST = 60
"""Seconds after which a start that has not ended will not end."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mine.rounds"
    Journal.create(path).close()
    return path


def _environment(tmp_path: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    kept.pop("QT_QPA_PLATFORM", None)
    return (
        kept | {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "LANGUAGE": "en", "LC_ALL": "C.UTF-8"} | more
    )


def _start(environment: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", *map(str, words)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":4321"}, {"DISPLAY": "nonsense"}, {"WAYLAND_DISPLAY": "gone"}])
def test_without_a_screen_it_says_so_and_ends(tmp_path: Path, path: Path, display: dict[str, str]) -> None:
    done = _start(_environment(tmp_path, **display), path, "--theme", "dark")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "No window can be opened: there is no screen here. The commands work without one."
    ]


@pytest.mark.parametrize(
    "words", [["--theme", "blue"], ["--lang", "xx"], ["--nonsense"], ["a.rounds", "b.rounds"], ["--now", "noon"]]
)
def test_a_wrong_word_ends_with_two_before_any_window(tmp_path: Path, words: list[str]) -> None:
    done = _start(_environment(tmp_path, QT_QPA_PLATFORM="offscreen"), *words)
    assert done.returncode == 2
    assert "error" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Program]:
    """The program with its window on a journal, in this process."""
    monkeypatch.setenv("HOME", str(tmp_path))  # where the lock is looked for
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr(crash, "install", lambda _: None)
    monkeypatch.setattr(qapp, "quit", lambda: None, raising=False)
    running = Program(qapp, Wishes(file=path, language="en", theme="light", clock=clock))
    assert running.start()
    yield running
    window = running.window
    running.end()
    assert window is not None
    window.hide()
    window.deleteLater()


def test_a_second_start_raises_the_first_window_and_ends_well(
    program: Program, path: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program.window is not None
    raised: list[bool] = []
    monkeypatch.setattr(program.window, "raise_", lambda: raised.append(True))
    second = subprocess.Popen(
        [sys.executable, "main.py", str(path)],
        cwd=ROOT,
        env=_environment(tmp_path, QT_QPA_PLATFORM="offscreen"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=LONGEST * 1000)
    assert second.stderr is not None
    assert second.returncode == 0, second.stderr.read()
    second.stderr.close()
    assert raised


def test_the_second_start_gives_up_its_try_at_the_lock(program: Program, path: Path) -> None:
    program.end()
    with JournalLock(path):
        pass
