"""Templates in the notes of a visit: a menu of them, inserted at the cursor, and the notes kept as one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from models import note_templates
from models.note_templates import BUILT_IN
from models.text.clean import clean
from models.visit_sheet import VisitSheet
from ui.icons import icon
from ui.session import Session
from ui.translations import language, say
from ui.widgets.note_editor import NoteEditor

_ENDS = (":", "：", "- [ ]")
"""How a line ends that waits for words."""


class TemplateMenu(QObject):
    """Puts a template into notes; `written` says what stands on the sheet, for its places."""

    def __init__(
        self, session: Session, notes: NoteEditor, opener: QPushButton, written: Callable[[], VisitSheet]
    ) -> None:
        super().__init__(opener)
        self._session, self._notes, self._opener, self._written = session, notes, opener, written
        opener.clicked.connect(self.open)

    def open(self) -> None:
        """Show the menu below its button."""
        menu = self.menu()
        menu.popup(self._opener.mapToGlobal(self._opener.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def menu(self) -> QMenu:
        """Return the menu: the user's own templates, those of the program, and what can be done with templates."""
        menu = QMenu(self._opener)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(say("Template"))
        own = self._session.read(note_templates.listing)
        for template in own:
            self._add(menu, template.name, partial(self.insert, template.body))
        if own:
            menu.addSeparator()
        for key, name in BUILT_IN.items():
            self._add(menu, say(name), partial(self._insert_built_in, key))
        menu.addSeparator()
        keep = self._add(menu, say("Keep these notes as a template…"), self.ask_name, "plus")
        keep.setEnabled(bool(self._notes.text().strip()))
        self._add(menu, say("My templates…"), lambda: self._session.open_page("edit_templates"), "edit")
        return menu

    def insert(self, body: str) -> None:
        """Put a template at the cursor, on lines of its own, as one step of undo; no word is overwritten by it."""
        notes = self._notes
        notes.end_composition()
        facts = note_templates.facts_of(self._session.journal, self._written(), language())
        words = _with_room(clean(note_templates.filled(body, facts)).strip("\n"))
        cursor = notes.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        line, place = cursor.block().text(), cursor.positionInBlock()
        before = "\n\n" if line[:place].strip() else ""
        after = "\n\n" if line[place:].strip() else ""
        start = cursor.position() + len(before)
        cursor.beginEditBlock()  # else what was typed right before would be taken back with it
        cursor.insertText(f"{before}{words}{after}")
        cursor.endEditBlock()
        cursor.setPosition(start + first_gap(words))
        notes.setTextCursor(cursor)
        notes.ensureCursorVisible()
        notes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _insert_built_in(self, key: str) -> None:
        self.insert(note_templates.built_in(key, language()))

    def ask_name(self) -> None:
        """Ask what the notes are to be called as a template."""
        from ui.visits.template_dialog import TemplateDialog

        TemplateDialog(self._session, self._notes.text(), self._opener.window()).open()

    def _add(self, menu: QMenu, words: str, do: Callable[[], object], drawn: str = "page") -> QAction:
        action = menu.addAction(icon(drawn), words.replace("&", "&&"))
        action.triggered.connect(lambda _checked=False: do())
        return action


def _with_room(words: str) -> str:
    """Return a template with a space where words are to be typed, as a Chinese colon has it in itself."""
    lines = (line.rstrip() for line in words.split("\n"))
    return "\n".join(f"{line} " if line.endswith((":", "- [ ]")) else line for line in lines)


def first_gap(words: str) -> int:
    """Return where writing begins in a template: at the end of the first line that waits for words, or of all."""
    place = 0
    for line in words.split("\n"):
        place += len(line)
        if line.rstrip().endswith(_ENDS):
            return place
        place += 1
    return len(words)
