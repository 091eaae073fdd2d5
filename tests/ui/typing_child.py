"""Someone who types without end: `python -m tests.ui.typing_child JOURNAL`; prints what was typed and what was saved.

The numbers go up, so that whoever kills this process can tell which of them must have stayed.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.journal import Journal
from tests.ui.pinned import pin
from ui import preferences, theme
from ui.main_window import MainWindow
from ui.session import Session

_BETWEEN_WORDS = 15
_SAVE_EVERY = 60


class Typist:
    """Types numbered words into the notes of a new visit, and saves now and then."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._editor = window.page("visits").editor
        self._number = 0

    def begin(self) -> None:
        """Begin a new visit at an account that is not there yet."""
        self._window.new_visit()
        self._editor.header.account.setFocus()
        QTest.keyClicks(self._editor.header.account, "Killed Industries")
        self._editor.texts.notes.setFocus()

    def type_word(self) -> None:
        """Type one more word; every so often, save."""
        self._number += 1
        QTest.keyClicks(self._editor.texts.notes, f"w{self._number} ")
        _tell(f"typed {self._number} {time.monotonic()}")
        if self._number % _SAVE_EVERY == 0 and self._editor.save():
            _tell(f"saved {self._number} {time.monotonic()}")


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Open the journal and type until killed."""
    pin()
    application = QApplication(["rounds"])
    path = Path(sys.argv[1])
    preferences.use(preferences.Preferences(path.with_suffix(".ini")))
    theme.apply(application, "light")
    window = MainWindow(Session(Journal.open(path)))
    window.show_page("visits")
    window.show()
    typist = Typist(window)
    typist.begin()
    timer = QTimer()
    timer.timeout.connect(typist.type_word)
    timer.start(_BETWEEN_WORDS)
    application.exec()
    os._exit(0)


if __name__ == "__main__":
    main()
