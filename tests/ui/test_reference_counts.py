"""A program that emits many signals lives on."""

from __future__ import annotations

import subprocess
import sys

from tests.sentences import ROOT

_MANY = """
import ui
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Bell(QObject):
    rung = Signal(object)

program = QCoreApplication([])
bell = Bell()
for number in range(100_000):
    bell.rung.emit(number)
print("alive")
"""


def test_a_hundred_thousand_signals_do_no_harm() -> None:
    ended = subprocess.run([sys.executable, "-c", _MANY], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "alive\n"), ended.stderr


_MUCH_PAINTING = """
import ui
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

class Canvas(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        pass

program = QApplication(["rounds", "-platform", "offscreen"])
canvas = Canvas()
for number in range(20_000):
    canvas.grab()
print("alive")
"""


def test_twenty_thousand_paintings_do_no_harm() -> None:
    command = [sys.executable, "-c", _MUCH_PAINTING]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "alive\n"), ended.stderr
