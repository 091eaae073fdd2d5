"""One process of the window's bench: `python -m tests.bench.window_child TASK [JOURNAL]` prints its figures as JSON.

Each task runs alone, so that memory and first use count as they do for a user.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from tests.bench.measuring import TODAY, quantile, times_each

_KEYSTROKES = 300
_CALLS = 60
_LONG_NOTE = (("The BOQ was agreed; 徐海 wants the spare parts list by Friday.\n" * 3 + "- one more point\n\n") * 500)[
    :100_000
]


def bare() -> dict[str, float]:
    """A bare window: how much memory it takes, once it was painted."""
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication(["bare"])
    window = QWidget()
    window.resize(1440, 900)
    window.show()
    application.processEvents()
    return {"memory": _resident()}


def start(path: Path) -> dict[str, float]:
    """The program's own window, until it was painted."""
    program, window = _program(path)
    del program, window
    return {"memory": _resident()}


def pages(path: Path) -> dict[str, float]:
    """What a user waits for: a page, an account, a person, a visit; each painted."""
    from PySide6.QtWidgets import QApplication

    _program_kept, window = _program(path)

    def painted(act: Callable[[], object]) -> Callable[[], None]:
        def whole() -> None:
            act()
            QApplication.processEvents()

        return whole

    from ui.sidebar import PAGES

    def show(key: str) -> Callable[[], None]:
        return painted(lambda: window.show_page(key))

    for key in PAGES:
        show(key)()  # each is made once
    figures = {}
    figures["page"] = quantile(times_each([show(key) for _ in range(10) for key in PAGES]), 0.95)
    journal = window.session.journal
    for kind, query in {
        "account": "SELECT account_id FROM visit GROUP BY 1 ORDER BY count(*) DESC LIMIT ?",
        "contact": "SELECT contact_id FROM visit_contact GROUP BY 1 ORDER BY count(*) DESC LIMIT ?",
        "visit": "SELECT id FROM visit WHERE state = 'held' ORDER BY start DESC LIMIT ?",
    }.items():
        ids = [row[0] for row in journal.rows(query, _CALLS)]
        opening = [painted(lambda kind=kind, one=one: window.show_record(kind, one)) for one in ids]
        opening[0]()
        figures[kind] = quantile(times_each(opening[1:]), 0.95)
    figures["search"] = _search(window)
    return figures


def typing(path: Path) -> dict[str, float]:
    """A keystroke in a note of 100 KB, painted, beside a bare editor with the same text."""
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    from ui.widgets.note_editor import NoteEditor

    _program_kept, window = _program(path)
    window.new_visit()
    QApplication.processEvents()
    editor = next(one for one in window.findChildren(NoteEditor) if one.isVisible())
    figures = {"keystroke": _keystrokes(editor)}
    floor = QPlainTextEdit()
    floor.resize(editor.size())
    floor.show()
    figures["floor"] = _keystrokes(floor)
    return figures


def _keystrokes(editor: Any) -> float:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    editor.setPlainText(_LONG_NOTE)
    editor.setFocus()
    cursor = editor.textCursor()
    cursor.setPosition(len(_LONG_NOTE) // 2)
    editor.setTextCursor(cursor)
    QApplication.processEvents()

    def press(letter: str) -> Callable[[], None]:
        def whole() -> None:
            QTest.keyClick(editor, letter)
            QApplication.processEvents()

        return whole

    return quantile(times_each(press(letter) for letter in ("ab c" * _KEYSTROKES)[:_KEYSTROKES]), 0.95)


def _search(window: Any) -> float:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    field = window.top_bar.search
    field.setFocus()

    def press(letter: str) -> Callable[[], None]:
        def whole() -> None:
            QTest.keyClick(field, letter)
            QApplication.processEvents()

        return whole

    taken = []
    for word in ("north", "harbour", "tom", "anders", "grid", "delta"):
        field.clear()
        taken += times_each(press(letter) for letter in word)
    return quantile(taken, 0.95)


def _program(path: Path) -> tuple[Any, Any]:
    from models.clock import FixedClock
    from ui import preferences
    from ui.app import Program, Wishes, application

    qt = application(["rounds"])
    preferences.use(preferences.Preferences(Path(tempfile.mkdtemp()) / "settings.ini"))
    clock = FixedClock(datetime.combine(TODAY, clock_time(9, 50)))
    program = Program(qt, Wishes(path, "en", "light", clock))
    if not program.start():
        sys.exit("no window")
    qt.processEvents()
    return program, program.window


def _resident() -> float:
    """Return the memory of this process in megabytes."""
    pages_held = int(Path("/proc/self/statm").read_text().split()[1])
    return pages_held * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Run one task and print what it found."""
    task, *rest = sys.argv[1:]
    begun = time.perf_counter()
    found = {"bare": bare, "start": start, "pages": pages, "typing": typing}[task](*map(Path, rest))
    found["inside"] = (time.perf_counter() - begun) * 1000
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)  # the end of a window is no part of its start


if __name__ == "__main__":
    main()
