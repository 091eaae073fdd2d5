"""Every command of a window at this moment: what the page shown can do, the actions, languages, themes, journals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from models.commands.window_words import THEMES
from models.text.language import LANGUAGES, Label
from ui import preferences, theme
from ui.actions import ENTRIES, Entry
from ui.command_palette.command import Command
from ui.translations import OWN_NAMES, language, say

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_WRITING = frozenset(
    {
        "new_visit",
        "new_step",
        "quick_note",
        "new_account",
        "new_person",
        "new_project",
        "import",
        "undo",
        "redo",
        "insert_template",
    }
)
_READING_DEEDS = ("visit.account", "summary.", "projects.", "project.report")
"""How the keys of those things begin that a page can do without writing into the journal."""
_THEME_NAMES = {"system": Label("As the system"), "light": Label("Light"), "dark": Label("Dark")}


def of_window(window: MainWindow) -> list[Command]:
    """Return all that can be done in a window now, what its page offers first, then in the order of the menus."""
    page = window.current_page()
    return [
        *(_unless_read_only(window, page.deeds()) if page is not None else ()),
        *_actions(window),
        *_sections(window),
        *_languages(window),
        *_themes(window),
        *_journals(window),
    ]


def _sections(window: MainWindow) -> Iterator[Command]:
    """Yield the ways to receivables, risks and all else of the page of projects, unless that names them itself."""
    from ui.projects.parts import SECTIONS

    page = window.current_page()
    if page is not None and page.key == "projects" and page.open_record() is None:
        return
    for key, (name, icon, _) in SECTIONS.items():
        if key != "list":  # the page itself is called the same
            yield Command(
                f"projects.show_{key}", say(name), partial(_show_section, window, key), "", icon, say("Projects")
            )


def _show_section(window: MainWindow, key: str) -> None:
    if window.show_page("projects", focus=False):
        page = window.page("projects")
        page.show_section(key)  # type: ignore[attr-defined]


def _unless_read_only(window: MainWindow, deeds: Sequence[Command]) -> Iterator[Command]:
    """Yield what a page can do; what would be written into a journal that is only read says why it can't."""
    for deed in deeds:
        is_refused = window.session.journal.read_only and not deed.key.startswith(_READING_DEEDS)
        yield replace(deed, why_not=say("This journal is open for reading only")) if is_refused else deed


def _actions(window: MainWindow) -> Iterator[Command]:
    for entry in ENTRIES:
        if entry.key in ("-", "recent"):
            continue
        action = window.actions_[entry.key]
        name = action.text() if entry.key in ("undo", "redo") else say(entry.name)
        yield Command(
            f"action.{entry.key}",
            name.replace("&", "") if name == say(entry.name) else name,
            action.trigger,
            action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            entry.icon,
            say("Page") if entry.menu == "go" and entry.key != "back" else "",
            _why_not(window, entry),
            () if language().code == "en" else (str(entry.name).replace("&", ""),),
        )


def _why_not(window: MainWindow, entry: Entry) -> str:
    """Return why an action can't be done now, or nothing when it can."""
    page, action = window.current_page(), window.actions_[entry.key]
    if window.session.journal.read_only and entry.key in _WRITING:
        return say("This journal is open for reading only")
    if entry.key == "undo" and not window.session.undo_name():
        return say("Nothing to undo.")
    if entry.key == "redo" and not window.session.redo_name():
        return say("Nothing to redo.")
    if entry.key == "save" and not (page is not None and page.can_save()):
        return say("Nothing waits to be saved")
    if entry.key == "back" and not window.can_go_back():
        return say("There is no page to go back to")
    if entry.key == "brief" and (page is None or page.selected_record() is None):
        return say("Go to an account or a visit first")
    if not action.isEnabled():
        return say("Only on the page Review") if entry.key.endswith("_summary") else say("Not possible here")
    return ""


def _languages(window: MainWindow) -> Iterator[Command]:
    for code in LANGUAGES:
        if code != language().code:
            name = say("Language: {language}", language=OWN_NAMES[code])
            work = partial(window.language_wanted.emit, code)
            yield Command(f"language.{code}", name, work, icon="settings", also=(f"Language {code}", "语言"))


def _themes(window: MainWindow) -> Iterator[Command]:
    for choice in THEMES:
        if choice != theme.choice():
            name = say("Theme: {theme}", theme=say(_THEME_NAMES[choice]))
            work = partial(window.theme_wanted.emit, choice)
            yield Command(f"theme.{choice}", name, work, icon="settings", also=(f"Theme {choice}",))


def _journals(window: MainWindow) -> Iterator[Command]:
    for path in preferences.current().recent_journals:
        if path != window.session.journal.path:
            yield _opening(window, path)


def _opening(window: MainWindow, path: Path) -> Command:
    name = say("Open {journal}", journal=path.stem)
    return Command(f"journal.{path}", name, partial(window.journal_wanted.emit, str(path)), icon="book", of=str(path))
