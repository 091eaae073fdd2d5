"""Keeping the draft: soon after the first change, and whenever the editor might be about to vanish."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from models import drafts, visit_sheet
from models.errors import JournalError
from models.visit_sheet import VisitSheet
from ui.session import Session
from ui.translations import language, say

TABLE = "visit"
KEEP_AFTER = 1000
"""Milliseconds from the first change to the draft; also while the typing goes on, so that 1.5 s are never lost."""

_WHILE_COMPOSING = 250
"""Milliseconds until the next look when an input method composes at that moment."""

_TRY_AGAIN = 5000
"""Milliseconds until the next try when the draft could not be kept."""


class DraftKeeper(QObject):
    """Keeps one draft: of the sheet that `sheet` answers with, or none when it answers None (nothing was changed)."""

    told = Signal(str, bool)
    """What happened, in a sentence for the status line, and whether the draft is safe."""

    def __init__(
        self,
        session: Session,
        sheet: Callable[[], VisitSheet | None],
        is_composing: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._sheet = sheet
        self._is_composing = is_composing
        self._kept: str | None = None
        self._is_due = False
        self.draft_id: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        session.drafts_wanted.connect(self.keep_what_changed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)

    def note_change(self) -> None:
        """Keep a draft soon; further changes do not put it off.

        One that was due while an input method composed is kept at once: the next word may be composed in a moment.
        """
        if self._is_due:
            self.keep()
        elif not self._timer.isActive():
            self._timer.start(KEEP_AFTER)

    def keep_what_changed(self) -> None:
        """Keep at once what was changed since the last draft."""
        if self._timer.isActive():
            self.keep()

    def keep(self) -> bool:
        """Keep the draft now and return whether it is safe; while an input method composes, a moment later."""
        self._is_due = self._is_composing()
        if self._is_due:
            self._timer.start(_WHILE_COMPOSING)
            return False
        self._timer.stop()
        sheet = self._sheet()
        try:
            if sheet is None:
                self._discard()
                return True
            content = visit_sheet.to_json(sheet)
            if content != self._kept:
                # An own one: a draft of this visit that waits beside the editor holds other words.
                kept = self.draft_id or self._session.journal.ids.next()
                self.draft_id = self._session.read(drafts.keep, TABLE, sheet.visit_id, content, kept)
                self._kept = content
                self.told.emit(say("Draft kept"), True)
        except JournalError as error:
            self.told.emit(error.say(language()), False)
            if not self._session.journal.read_only:
                self._timer.start(_TRY_AGAIN)
            return False
        return True

    def continue_with(self, draft_id: int | None) -> None:
        """Go on with another record: its draft, if it has one. What was to be kept of the last one must be kept."""
        self._timer.stop()
        self._is_due = False
        self.draft_id = draft_id
        self._kept = None

    def _discard(self) -> None:
        if self.draft_id is not None:
            self._session.read(drafts.discard, self.draft_id)
        self.draft_id = self._kept = None

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self.keep_what_changed()
