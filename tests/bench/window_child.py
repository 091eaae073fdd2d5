"""One process of the window's bench: `python -m tests.bench.window_child TASK [JOURNAL]`.

It prints a line once its window was painted, and its figures as JSON at the end. Each task runs alone, so that memory
and first use count as they do for a user; what only the figures need is therefore loaded after that line.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

_NOW = datetime(2026, 5, 15, 9, 50)
"""Within the day that the samples end on."""
_KEYSTROKES = 300
_CALLS = 60
_SEARCHES = ("north", "harbour", "tom", "anders", "grid", "delta", "boq", "zhang", "报价", "验收", "张伟")
_ROUNDS = 5
"""Each word is searched for so often, or the slowest of a few letters would stand for all of them."""
_PART_OF_NOTE = (
    "## Line 4 验收\n\nThe BOQ was **agreed**; 徐海 wants the *spare parts* list, see [the plan](https://x.example/p).\n"
    "- one more point #reports\n- [ ] Send the BOQ to 徐海 next tue\n- [x] → Ask for the report\n1. `x = 1`\n> 同意\n\n"
)
_LONG_NOTE = (_PART_OF_NOTE * (100_000 // len(_PART_OF_NOTE) + 1))[:100_000]
_LONG_PAGE = (
    "<style>p.MsoNormal {margin: 0}</style>"
    + "<p class=MsoNormal style='margin:0'>The BOQ was <b>agreed</b>; 徐海 wants the <span lang=EN>spare parts</span> "
    "list by <a href='https://x.example/p'>Friday</a>, one line for each of the stations and two for the depot.</p>\n"
    * 420
)[:100_000]


def bare() -> dict[str, float]:
    """A bare window: how much memory it takes, once it was painted."""
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication(["bare"])
    window = QWidget()
    window.resize(1440, 900)
    window.show()
    _tell_painted(application, window)
    return {"memory": _resident()}


def start(path: Path) -> dict[str, float]:
    """The program's own window, until it was painted."""
    program, _window = _program(path)
    found = {"memory": _resident()}
    program.end()  # as a user does, or the next start finds a journal whose last session did not end well
    return found


def pages(path: Path) -> dict[str, float]:
    """What a user waits for: a page, an account, a person, a visit; each painted."""
    from PySide6.QtWidgets import QApplication

    from tests.bench.measuring import quantile, times_each

    program, window = _program(path)

    def painted(act: Callable[[], object]) -> Callable[[], None]:
        def whole() -> None:
            act()
            QApplication.processEvents()

        return whole

    from ui.sidebar import PAGES

    def show(key: str) -> Callable[[], None]:
        return painted(lambda: window.show_page(key))

    for key in PAGES:
        show(key)()  # each is made once, and what it prepares beside the window is ready
        while not window.page(key).is_settled():
            QApplication.processEvents()
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
    figures["brief"] = _brief(window)
    figures |= _search(window)
    program.end()
    return figures


def promises(path: Path) -> dict[str, float]:
    """The pages that tell what is owed to whom, read anew from the journal and painted."""
    from PySide6.QtWidgets import QApplication

    from tests.bench.measuring import quantile, times_each

    program, window = _program(path)

    def painted(key: str) -> Callable[[], None]:
        def whole() -> None:
            window.page(key).mark_stale()
            window.show_page(key)
            QApplication.processEvents()

        return whole

    _come_to_rest(window)
    painted("accounts")()
    window.page("accounts").show_quiet()
    figures = {}
    for name, key in (("today", "today"), ("quiet", "accounts"), ("steps", "steps"), ("month", "calendar")):
        show, away = painted(key), painted("contacts")
        taken = []
        for _ in range(_CALLS + 2):
            away()
            taken.append(times_each([show])[0])
        figures[name] = quantile(taken[2:], 0.95)
    program.end()
    return figures


def people(path: Path) -> dict[str, float]:
    """The largest account and the tree, read anew and painted."""
    from PySide6.QtWidgets import QApplication

    from tests.bench.measuring import quantile, times_each

    program, window = _program(path)
    journal = window.session.journal
    _come_to_rest(window)
    ((large,),) = journal.rows("SELECT account_id FROM visit GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
    ((top,),) = journal.rows("SELECT id FROM account WHERE tier = 'group' ORDER BY id LIMIT 1")
    window.show_page("accounts")
    page = window.page("accounts")

    def painted(act: Callable[[], object]) -> Callable[[], None]:
        def whole() -> None:
            act()
            QApplication.processEvents()

        return whole

    def of_account(account_id: int, tab: str) -> Callable[[], None]:
        def show() -> None:
            window.show_record("account", account_id)
            page.made_panel().show_tab(tab)

        return painted(show)

    def tree() -> None:
        page.show_list()
        page.mark_stale()
        window.show_page("accounts")

    figures = {}
    away = painted(lambda: window.show_page("contacts"))

    def settle() -> None:
        while not page.is_settled():  # what is read beside the window, for the page that was left
            QApplication.processEvents()

    for name, show in (
        ("account", of_account(large, "timeline")),
        ("people", of_account(large, "people")),
        ("top", of_account(top, "timeline")),
        ("tree", painted(tree)),
    ):
        taken = []
        for _ in range(_CALLS // 2 + 2):
            settle()
            away()
            taken.append(times_each([show])[0])
        figures[name] = quantile(taken[2:], 0.95)
    program.end()
    return figures


def delivery(path: Path) -> dict[str, float]:
    """The pages of the largest project and of all the money, come to from elsewhere when all is to be read anew."""
    from PySide6.QtWidgets import QApplication

    from models import acceptance_marking
    from tests.bench.measuring import quantile, times_each

    program, window = _program(path)
    journal = window.session.journal
    _come_to_rest(window)
    query = "SELECT project_id FROM acceptance_item GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    ((project_id,),) = journal.rows(query)
    window.show_page("projects")
    page = window.page("projects")

    def tab(key: str, part: str = "") -> Callable[[], None]:
        def show() -> None:
            window.show_record("project", project_id)
            page.made_panel().show_tab(key)
            if part:
                page.made_panel().tab(key).show_part(part)
            QApplication.processEvents()

        return show

    def section(key: str) -> Callable[[], None]:
        def show() -> None:
            window.show_page("projects")
            page.show_section(key)
            QApplication.processEvents()

        return show

    def today() -> None:
        window.page("today").mark_stale()
        window.show_page("today")
        QApplication.processEvents()

    figures = {}
    for name, show in {
        "acceptance": tab("acceptance", "departments"),
        "items": tab("acceptance", "acceptance_item"),
        "signatures": tab("acceptance", "signature"),
        "overview": tab("overview"),
        "timeline": tab("timeline"),
        "receivables": section("receivables"),
        "pipeline": section("pipeline"),
        "money_today": today,
    }.items():
        show()
        taken = []
        for _ in range(_CALLS // 2 + 2):
            window.show_page("contacts")
            QApplication.processEvents()
            page.mark_stale()
            taken.append(times_each([show])[0])
        figures[name] = quantile(taken[2:], 0.95)

    query = "SELECT id FROM acceptance_item WHERE project_id = ? ORDER BY position LIMIT 100"
    items = [row[0] for row in journal.rows(query, project_id)]

    def mark(state: str) -> Callable[[], None]:
        def whole() -> None:
            window.session.run(acceptance_marking.mark_items, items, state=state)
            QApplication.processEvents()

        return whole

    tab("acceptance", "acceptance_item")()
    figures["mark"] = quantile(times_each(map(mark, ("submitted", "agreed") * (_CALLS // 4))), 0.95)
    program.end()
    return figures


def typing(path: Path) -> dict[str, float]:
    """A keystroke in a note of 100 KB and a paste of as much, painted, beside a bare editor with the same text."""
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    from ui.widgets.note_editor import NoteEditor

    program, window = _program(path)
    window.new_visit()
    QApplication.processEvents()
    editor = next(one for one in window.findChildren(NoteEditor) if one.isVisible())
    figures = {"keystroke": _keystrokes(editor), "paste": _paste(editor, ""), "page": _paste(editor, _LONG_PAGE)}
    floor = QPlainTextEdit()
    floor.resize(editor.size())
    floor.show()
    figures["floor"], figures["paste_floor"] = _keystrokes(floor), _paste(floor, "")
    program.end()
    return figures


def _keystrokes(editor: Any) -> float:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.bench.measuring import quantile, times_each

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


def _paste(editor: Any, html: str) -> float:
    """Return how long it takes until a paste of 100 KB stands there, painted."""
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QApplication

    from tests.bench.measuring import quantile, times_each

    content = QMimeData()
    content.setText(_LONG_NOTE)
    if html:
        content.setHtml(html)

    def paste() -> None:
        editor.insertFromMimeData(content)
        QApplication.processEvents()

    taken = []
    for _ in range(9):
        editor.setPlainText("")
        QApplication.processEvents()
        taken += times_each([paste])
    return quantile(taken, 0.5)


def _brief(window: Any) -> float:
    """The brief, by its key, on the accounts with the most visits; painted."""
    from PySide6.QtWidgets import QApplication

    from tests.bench.measuring import quantile, times_each
    from ui.brief.dialog import BriefDialog

    journal = window.session.journal
    query = "SELECT account_id FROM visit GROUP BY 1 ORDER BY count(*) DESC LIMIT ?"

    def by_key() -> None:
        window.actions_["brief"].trigger()
        QApplication.processEvents()

    taken = []
    for (account_id,) in [*journal.rows(query, _CALLS), *journal.rows(query, _CALLS)]:
        window.show_record("account", account_id)
        QApplication.processEvents()
        taken.append(times_each([by_key])[0])
        for dialog in window.findChildren(BriefDialog):
            dialog.reject()
        QApplication.processEvents()
    return quantile(taken[1:], 0.95)


def _search(window: Any) -> dict[str, float]:
    """Opening the list of the search field, the first letter and each further one; all painted."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.bench.measuring import quantile, times_each
    from tests.ui.composing import commit

    field = window.top_bar.search

    def painted(act: Callable[..., object], *values: object) -> Callable[[], None]:
        def whole() -> None:
            act(*values)
            QApplication.processEvents()
            while field.answers().finder.is_looking():  # what is shown is still the answer to another text
                QApplication.processEvents()

        return whole

    def open_again() -> float:
        QTest.keyClick(field, Qt.Key.Key_Escape)
        window.focus_page()
        QApplication.processEvents()
        return times_each([painted(window.actions_["search"].trigger)])[0]

    first = open_again()
    opened = [open_again() for _ in range(_CALLS)]
    ones, others = [], []
    for word in _SEARCHES * _ROUNDS:
        field.clear()
        taken = times_each(painted(commit, field, letter) for letter in word)
        ones.append(taken[0])
        others += taken[1:]
    return {
        "first_list": first,
        "list": quantile(opened, 0.95),
        "one_letter": quantile(ones, 0.95),
        "search": quantile(others, 0.95),
    }


def _program(path: Path) -> tuple[Any, Any]:
    """Start the program as main.py does, but for the clock, until its page was painted."""
    from models.commands.window_words import window_words

    asked = window_words([str(path)])
    gc.disable()
    from ui.font_reading import begin_reading_fonts

    begin_reading_fonts()
    from models.clock import FixedClock
    from ui.app import Program, Wishes, application

    assert asked is not None
    qt = application(["rounds"])
    program = Program(qt, Wishes(asked.file, "en", "light", FixedClock(_NOW)))
    if not program.start():
        sys.exit("no window")
    window = program.window
    assert window is not None
    _tell_painted(qt, window.current_page())
    return program, window


def _come_to_rest(window: Any) -> None:
    """Wait for what is done beside a window that was just opened: pages are loaded, and records indexed."""
    from PySide6.QtWidgets import QApplication

    from models.search import index
    from ui import warming

    while index.waiting(window.session.journal) or not sys.modules.keys() >= set(warming.LIKELY):
        QApplication.processEvents()


def _tell_painted(application: Any, widget: Any) -> None:
    """Print a line as soon as a widget and all within it was painted, then let the program come to rest."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    class Watch(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                widget.removeEventFilter(self)
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))  # comes when the painting is done
            return False

        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.User:
                sys.stdout.write("painted\n")
                sys.stdout.flush()
                self.seen = True
            return True

    watch = Watch()
    widget.installEventFilter(watch)
    while not watch.seen:
        application.processEvents()
    for _ in range(3):
        application.processEvents()


def _resident() -> float:
    """Return the memory of this process in megabytes."""
    pages_held = int(Path("/proc/self/statm").read_text().split()[1])
    return pages_held * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Run one task and print what it found."""
    task, *rest = sys.argv[1:]
    tasks = {
        "bare": bare,
        "start": start,
        "pages": pages,
        "promises": promises,
        "people": people,
        "delivery": delivery,
        "typing": typing,
    }
    found = tasks[task](*map(Path, rest))
    import json

    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)  # the figures are taken; how Python ends is none of them


if __name__ == "__main__":
    main()
