"""Work beside the window: what a thread held is let go on the window's thread, whoever is gone by then."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.background import Background


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
