"""Work beside the window: what a thread held is let go on the window's thread, whoever is gone by then."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.background import Background

_PROGRAM = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from ui.background import Background

application, owner = QCoreApplication([]), QObject()
background = Background(owner)
if sys.argv[1] == "after the loop":
    QTimer.singleShot(0, application.quit)
    application.exec()
background.run("look", lambda: sum(range(20_000_000)), print, print)
"""


class Witness:
    """Tells in which thread the last hold of it was let go."""

    def __init__(self, ends: list[int]) -> None:
        self._ends = ends

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


def test_what_a_thread_held_last_is_let_go_on_the_windows_thread(qtbot: QtBot) -> None:
    ends: list[int] = []
    for _ in range(50):
        owner, witness = QObject(), Witness(ends)
        background = Background(owner)
        background.run("look", lambda witness=witness: witness, lambda _found: None, lambda _error: None)
        owner.deleteLater()
        del owner, background, witness
    qtbot.waitUntil(lambda: len(ends) == 50)
    assert set(ends) == {threading.get_ident()}


def test_the_newest_wish_of_a_kind_is_granted(qtbot: QtBot) -> None:
    owner = QObject()
    background = Background(owner)
    found: list[str] = []
    for word in ("old", "older", "new"):
        background.run("look", lambda word=word: word, found.append, lambda _error: None)
    qtbot.waitUntil(lambda: not background.is_busy())
    assert found == ["new"]


@pytest.mark.parametrize("began", ["after the loop", "without a loop"])
def test_a_program_that_ends_while_something_is_read_ends_in_silence(began: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM, began],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
