"""Every action of the window: its name, its key and what it does, for menus, tooltips and the list of keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from models.row_class import row_class
from models.text.language import Label
from ui.icons import icon
from ui.translations import say


@row_class
class Entry:
    """An action as it is declared: its menu, its key in the program, its name, its shortcut and its icon."""

    menu: str
    key: str
    name: Label
    shortcut: str = ""
    icon: str = ""


MENUS = {
    "file": Label("&File"),
    "edit": Label("&Edit"),
    "new": Label("&New"),
    "go": Label("&Go to"),
    "help": Label("&Help"),
}

ENTRIES = (
    Entry("file", "new_journal", Label("New journal…")),
    Entry("file", "open_journal", Label("Open journal…"), "Ctrl+O", "folder"),
    Entry("file", "recent", Label("Open recent")),
    Entry("file", "sample", Label("Open the sample journal"), "", "book"),
    Entry("file", "-", Label("")),
    Entry("file", "import", Label("Import contacts, visits and calendars…"), "Ctrl+I", "import"),
    Entry("file", "print", Label("Print or export this page"), "Ctrl+P", "print"),
    Entry("file", "brief", Label("Brief before a visit…"), "F9", "page"),
    Entry("file", "save_summary", Label("Save the summary"), "Ctrl+Shift+S", "download"),
    Entry("file", "copy_summary", Label("Copy the summary as text"), "Ctrl+Shift+C", "copy"),
    Entry("file", "back_up", Label("Back up now")),
    Entry("file", "-", Label("")),
    Entry("file", "settings", Label("Settings…"), "Ctrl+,", "settings"),
    Entry("file", "quit", Label("Quit"), "Ctrl+Q"),
    Entry("edit", "undo", Label("Undo"), "Ctrl+Z", "undo"),
    Entry("edit", "redo", Label("Redo"), "Ctrl+Shift+Z", "redo"),
    Entry("edit", "-", Label("")),
    Entry("edit", "save", Label("Save the visit"), "Ctrl+S"),
    Entry("edit", "insert_template", Label("Insert a template…"), "Ctrl+M", "page"),
    Entry("edit", "filter", Label("Filter this list"), "Ctrl+F", "filter"),
    Entry("edit", "search", Label("Search or jump"), "Ctrl+K", "search"),
    Entry("edit", "-", Label("")),
    Entry("edit", "edit_tags", Label("Tags…"), "", "tag"),
    Entry("edit", "edit_templates", Label("My templates…"), "", "page"),
    Entry("edit", "edit_stages", Label("Stages of projects…"), "", "columns"),
    Entry("edit", "duplicates", Label("Find duplicates…"), "Ctrl+Alt+D", "people"),
    Entry("edit", "trash", Label("Trash…"), "", "trash"),
    Entry("new", "new_visit", Label("New visit"), "Ctrl+N", "plus"),
    Entry("new", "new_step", Label("New next step"), "Ctrl+Shift+N", "plus"),
    Entry("new", "quick_note", Label("Quick note"), "Ctrl+J", "plus"),
    Entry("new", "new_plan", Label("New plan…"), "Ctrl+Alt+L", "steps"),
    Entry("new", "new_account", Label("New account…"), "Ctrl+Alt+A", "accounts"),
    Entry("new", "new_person", Label("New person…"), "Ctrl+Alt+P", "person"),
    Entry("new", "new_project", Label("New project…"), "Ctrl+Alt+J", "flag"),
    Entry("new", "new_trip", Label("New trip or event…"), "Ctrl+Alt+E", "trip"),
    Entry("new", "reach_many", Label("Reach many…"), "Ctrl+Alt+R", "people"),
    Entry("go", "today", Label("Today"), "Ctrl+1", "today"),
    Entry("go", "visits", Label("Visits"), "Ctrl+2", "visits"),
    Entry("go", "accounts", Label("Accounts"), "Ctrl+3", "accounts"),
    Entry("go", "contacts", Label("People"), "Ctrl+4", "people"),
    Entry("go", "steps", Label("Next steps"), "Ctrl+5", "steps"),
    Entry("go", "projects", Label("Projects"), "Ctrl+7", "flag"),
    Entry("go", "calendar", Label("Calendar"), "Ctrl+8", "month"),
    Entry("go", "trips", Label("Trips and events"), "Ctrl+0", "trip"),
    Entry("go", "territory", Label("Territory"), "Ctrl+9", "territory"),
    Entry("go", "summaries", Label("Review"), "Ctrl+6", "review"),
    Entry("go", "reminders", Label("Reminders…"), "Ctrl+Alt+M", "bell"),
    Entry("go", "introductions", Label("Who could introduce me to…"), "Ctrl+Alt+W", "person-arrow"),
    Entry("go", "quiet", Label("Going quiet"), "Ctrl+Alt+Q", "hourglass"),
    Entry("go", "-", Label("")),
    Entry("go", "back", Label("Back"), "Alt+Left"),
    Entry("help", "keys", Label("List of keys"), "F1"),
    Entry("help", "about", Label("About Rounds")),
)


class Actions:
    """The actions of one window, by their key; each is the window's, so that its shortcut works without a menu bar."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}
        for entry in ENTRIES:
            if entry.key not in ("-", "recent"):
                self._actions[entry.key] = self._made(entry)
        self.recent = QMenu(say("Open recent"), window)

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def all(self) -> list[QAction]:
        """Return every action, in the order of the menus."""
        return list(self._actions.values())

    def connect(self, key: str, work: Callable[[], object]) -> None:
        """Let an action do something."""
        self._actions[key].triggered.connect(lambda _checked=False: work())

    def menus(self) -> list[QMenu]:
        """Return the menus with all actions in their order."""
        made = []
        for menu_key, name in MENUS.items():
            menu = QMenu(say(name), self._window)
            for entry in ENTRIES:
                if entry.menu == menu_key:
                    self._put(menu, entry)
            made.append(menu)
        return made

    def tooltip(self, key: str) -> str:
        """Return an action's name with its key."""
        action = self._actions[key]
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return f"{action.text()}  {shown}".strip()

    def _made(self, entry: Entry) -> QAction:
        action = QAction(say(entry.name), self._window)
        action.setObjectName(entry.key)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if entry.shortcut:
            keys = [QKeySequence(entry.shortcut)]
            if entry.key == "redo":
                keys.append(QKeySequence("Ctrl+Y"))
            action.setShortcuts(keys)
        if entry.icon:
            action.setIcon(icon(entry.icon))
        self._window.addAction(action)
        return action

    def _put(self, menu: QMenu, entry: Entry) -> None:
        if entry.key == "-":
            menu.addSeparator()
        elif entry.key == "recent":
            menu.addMenu(self.recent)
        else:
            menu.addAction(self._actions[entry.key])
