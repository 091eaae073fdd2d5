"""The keys of a note, and its menu, which names them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu

from models.text import list_lines
from models.text.note_links import address_at
from ui.translations import say
from ui.widgets import note_lines
from ui.widgets.open_link import open_link

if TYPE_CHECKING:
    from ui.widgets.note_editor import NoteEditor

_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

STEP_KEY = QKeyCombination(_CTRL | _SHIFT, Qt.Key.Key_T)
"""Makes the selected lines next steps."""
TICK_KEY = QKeyCombination(_CTRL, Qt.Key.Key_T)
BOLD_KEY = QKeyCombination(_CTRL, Qt.Key.Key_B)
SLANTED_KEY = QKeyCombination(_CTRL, Qt.Key.Key_I)
PLAIN_KEY = QKeyCombination(_CTRL | _SHIFT, Qt.Key.Key_V)
LINK_KEY = QKeyCombination(_ALT, Qt.Key.Key_Return)

_EVERYWHERE: dict[QKeyCombination, Callable[[NoteEditor], object]] = {
    PLAIN_KEY: lambda editor: editor.paste_plain(),
    QKeyCombination(_CTRL, Qt.Key.Key_BracketRight): lambda editor: note_lines.indent(editor, 1),
    QKeyCombination(_CTRL, Qt.Key.Key_BracketLeft): lambda editor: note_lines.indent(editor, -1),
    QKeyCombination(_ALT, Qt.Key.Key_Up): lambda editor: note_lines.move(editor, -1),
    QKeyCombination(_ALT, Qt.Key.Key_Down): lambda editor: note_lines.move(editor, 1),
}
_IN_MARKDOWN: dict[QKeyCombination, Callable[[NoteEditor], object]] = {
    BOLD_KEY: lambda editor: toggle_marks(editor, "**"),
    SLANTED_KEY: lambda editor: toggle_marks(editor, "*"),
    TICK_KEY: lambda editor: editor.tick_lines(),
    LINK_KEY: lambda editor: follow_link(editor),
    QKeyCombination(_ALT, Qt.Key.Key_Enter): lambda editor: follow_link(editor),
}


def work_of(editor: NoteEditor, event: QKeyEvent) -> Callable[[], object] | None:
    """Return what a key does in this note beyond what it does in any text, or None."""
    keys = QKeyCombination(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(event.key()))
    work = _EVERYWHERE.get(keys)
    if work is None and editor.is_markdown:
        work = _IN_MARKDOWN.get(keys)
    if work is None and keys == STEP_KEY and editor.makes_steps:
        work = _make_steps
    return None if work is None else lambda: work(editor)


def press_enter(editor: NoteEditor, event: QKeyEvent) -> bool:
    """Continue a list; Shift+Enter begins a line of the same item. Return whether the key was Enter for either."""
    if event.key() not in _ENTER:
        return False
    if event.modifiers() == _SHIFT:
        # Qt would break the line without ending it, which no list and no style understands.
        line = editor.textCursor().block().text()
        item = list_lines.parse(line)
        spaces = " " * (len(item.indent) + len(item.sign) + 1) if item else line[: len(line) - len(line.lstrip())]
        editor.textCursor().insertText(f"\n{spaces}")
        editor.ensureCursorVisible()
        return True
    return not event.modifiers() and note_lines.continue_list(editor)


def press_tab(editor: NoteEditor, event: QKeyEvent) -> bool:
    """Indent the items of a list as far as they can go; return False where Tab leads to the next field."""
    by = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)
    if not by or event.modifiers() & (_CTRL | _ALT) or not editor.is_markdown or editor.isReadOnly():
        return False
    if not note_lines.can_indent(editor, by):
        return False
    note_lines.indent(editor, by)
    return True


def toggle_marks(editor: NoteEditor, marks: str) -> None:
    """Put marks such as ** around the selected words (or the word at the cursor), or take them away."""
    cursor = editor.textCursor()
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    words = cursor.selectedText()
    if len(words) > 2 * len(marks) and words.startswith(marks) and words.endswith(marks):
        _replace(editor, cursor, words[len(marks) : -len(marks)], 0)
    elif _has_marks_around(cursor, marks):
        start, end = cursor.selectionStart() - len(marks), cursor.selectionEnd() + len(marks)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        _replace(editor, cursor, words, 0)
    else:
        _replace(editor, cursor, f"{marks}{words}{marks}", len(marks))


def follow_link(editor: NoteEditor) -> None:
    """Open the link at the cursor, after asking."""
    cursor = editor.textCursor()
    address = address_at(cursor.block().text(), cursor.positionInBlock())
    if address:
        open_link(address)


def menu_of(editor: NoteEditor) -> QMenu:
    """Return the menu of a note: what any text has, and what this one can do besides, with the keys."""
    menu = editor.createStandardContextMenu()
    if editor.isReadOnly():
        return menu
    menu.addSeparator()
    if QGuiApplication.clipboard().text():
        _add(menu, say("Paste as plain text"), PLAIN_KEY, editor.paste_plain)
    if editor.is_markdown:
        _add(menu, say("Bold"), BOLD_KEY, lambda: toggle_marks(editor, "**"))
        _add(menu, say("Italic"), SLANTED_KEY, lambda: toggle_marks(editor, "*"))
        _add(menu, say("Check box: set or tick"), TICK_KEY, editor.tick_lines)
        cursor = editor.textCursor()
        if address_at(cursor.block().text(), cursor.positionInBlock()):
            _add(menu, say("Open the link…"), LINK_KEY, lambda: follow_link(editor))
    if editor.makes_steps:
        _add(menu, say("Make it a next step"), STEP_KEY, lambda: _make_steps(editor))
    return menu


def _make_steps(editor: NoteEditor) -> None:
    editor.steps_wanted.emit()


def _add(menu: QMenu, name: str, keys: QKeyCombination, work: Callable[[], object]) -> None:
    action = QAction(name, menu)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda _on=False: work())
    menu.addAction(action)


def _has_marks_around(cursor: QTextCursor, marks: str) -> bool:
    line = cursor.block().text()
    start = cursor.selectionStart() - cursor.block().position()
    end = cursor.selectionEnd() - cursor.block().position()
    if not (start >= len(marks) and line[start - len(marks) : start] == marks and line[end:].startswith(marks)):
        return False
    # A single * beside another one is half of a ** and stays.
    return marks != "*" or not (line[:start].endswith("**") and not line[:start].endswith("***"))


def _replace(editor: NoteEditor, cursor: QTextCursor, words: str, inside: int) -> None:
    """Put words in the place of the selected ones, and select them without `inside` letters at either end."""
    start = cursor.selectionStart()
    cursor.insertText(words)
    cursor.setPosition(start + inside)
    cursor.setPosition(start + len(words) - inside, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
