"""What may wait until the window is seen waits, comes, and loads nothing before."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.sentences import ROOT
from ui import first_paint
from ui.first_paint import after_first_paint

NOT_AT_START = ("PySide6.QtNetwork", "argparse", "babel", "models.exchange", "models.summaries", "peewee")
"""Each takes longer to load than the page Today takes to be made."""

_START = """
import sys
import PySide6.QtWidgets
known = set(sys.modules)
from models.commands.window_words import window_words
assert window_words(["a.rounds"])
import ui.app, ui.today.page
print(*sorted(set(sys.modules) - known))
"""


def test_the_work_comes_after_the_window(qtbot: QtBot) -> None:
    seen: list[str] = []

    class Window(QWidget):
        def paintEvent(self, event: object) -> None:
            seen.append("painted")

    window = Window()
    qtbot.addWidget(window)
    after_first_paint(window, lambda: seen.append("worked"))
    window.show()
    qtbot.waitUntil(lambda: "worked" in seen)
    assert seen[0] == "painted"
    window.repaint()
    assert seen.count("worked") == 1


def test_the_work_comes_for_a_window_that_nobody_sees(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(first_paint, "_AT_LATEST", 1)
    after_first_paint(window, lambda: seen.append("worked"))
    qtbot.waitUntil(lambda: seen == ["worked"])


def test_a_start_loads_nothing_that_only_later_work_needs() -> None:
    done = subprocess.run([sys.executable, "-c", _START], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "ui.today.page" in loaded
    assert [name for name in loaded if name.startswith(NOT_AT_START)] == []
