"""A page of the window: what every one of them can do, and how it stays true without reading more than it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from models.changes import Changes
from models.drafts import Draft
from models.errors import JournalError
from ui.session import EVERYTHING, Session
from ui.translations import say

if TYPE_CHECKING:
    from ui.command_palette.command import Command


class Page(QWidget):
    """One page. It reads when it is shown and something it shows has changed meanwhile, never before."""

    key: ClassVar[str]
    """The page's name in the program, such as 'today'."""
    tables: ClassVar[frozenset[str]]
    """The tables whose rows the page shows."""

    heading_changed = Signal()
    """The title or the words beside it are different now."""
    status_changed = Signal(str)
    """A sentence for the left of the status line, about what is being written on this page."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
        self.session = session
        self._stale = True
        session.changed.connect(self._on_changed)
        session.day_changed.connect(self.mark_stale)

    def title(self) -> str:
        """Return the page's name in the language in use."""
        raise NotImplementedError

    def subtitle(self) -> str:
        """Return the grey words beside the name, such as how many there are; nothing if there is nothing to say."""
        return ""

    def refresh(self) -> None:
        """Read again what the page shows."""
        raise NotImplementedError

    def show_record(self, kind: str, record_id: int) -> None:
        """Show a record of this page's kind."""

    def show_tag(self, tag: str) -> None:
        """Show what bears a tag, if the page has a list that can be narrowed to it."""

    def open_draft(self, draft: Draft) -> None:
        """Go on with what was written on this page and not saved."""

    def open_record(self) -> tuple[str, int] | None:
        """Return the kind and the id of the record that is open on this page, or None while it shows a list."""
        return None

    def selected_record(self) -> tuple[str, int] | None:
        """Return the kind and the id of what the keys stand at, open or in a list: the brief is about that."""
        return self.open_record()

    def leave(self) -> bool:
        """Finish what is being written, and return whether the page may be left."""
        return True

    def focus_first(self) -> None:
        """Give the focus to where work on this page begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def insert_template(self) -> None:
        """Show the templates for what is being written on this page, or say that there is no place for one."""
        self.session.say(say("A template goes into the notes of a visit. Open one, or begin a new one."))

    def focus_filter(self) -> None:
        """Give the focus to the filter of this page's list, if it has one."""

    def printable(self) -> None:
        """Print or export what the page shows (Ctrl+P), or say that there is nothing to print."""
        self.session.say(say("There is nothing to print on this page."))

    def status(self) -> str:
        """Return what the left of the status line says while this page is shown."""
        return ""

    def private_status(self) -> str:
        """Return what the right of the status line says about what stays out of every export."""
        return ""

    def can_save(self) -> bool:
        """Return whether something written on this page waits to be saved."""
        return False

    def save(self) -> bool:
        """Save what is written on this page, and return whether it is safe."""
        return True

    def deeds(self) -> Sequence[Command]:
        """Return what can be done with what the page shows now, for the list of commands."""
        return ()

    def is_settled(self) -> bool:
        """Return whether the page shows all it has to, and nothing is still being prepared for it."""
        return True

    def is_stale(self) -> bool:
        """Return whether something the page shows has changed since it was read."""
        return self._stale

    def mark_stale(self) -> None:
        """Read again: at once when the page is visible, else when it is shown next."""
        self._stale = True
        if self.isVisible():
            self._read_again()

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self._read_again()
        super().showEvent(event)

    def _on_changed(self, changes: Changes) -> None:
        if changes.tables == EVERYTHING or changes.tables & self.tables:
            self.mark_stale()

    def read_quietly(self, read: Callable[[], object]) -> bool:
        """Read something of the journal and return whether that went well; what did not is told once for all pages.

        Of a journal that was left meanwhile nothing is read.
        """
        if self.session.is_closed():
            return False
        try:
            read()
        except JournalError as error:
            self.session.read_failed.emit(error)
            return False
        return True

    def _read_again(self) -> None:
        self._stale = False
        if not self.read_quietly(self.refresh):
            self._stale = True
        if not self.session.is_closed():
            self.heading_changed.emit()
