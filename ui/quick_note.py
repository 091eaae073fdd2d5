"""The quick note: a small window with one quick line, above all others; what is not saved waits for the next time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models import drafts
from models.drafts import QUICK_NOTE
from models.errors import JournalError
from ui.session import Session
from ui.translations import say
from ui.widgets.dialog import Dialog
from ui.widgets.quick_add import QuickAddLine

_WIDTH = 640


class QuickNote(Dialog):
    """Enter saves the line and closes; Esc closes and keeps the words as a draft, which stands here again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(say("Quick note"), parent, width=_WIDTH)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setModal(False)
        self._session = session
        self.quick = QuickAddLine(session, say("Quick note"))
        self.quick.escape_leaves = True
        self.quick.added.connect(lambda _changes: self.accept())
        self.body.addWidget(self.quick)
        waiting = session.read(drafts.waiting, QUICK_NOTE)
        self._draft_id = waiting[0].id if waiting else None
        self._kept = waiting[0].content if waiting else ""
        self.quick.set_text(self._kept)
        session.drafts_wanted.connect(self.keep)

    def setVisible(self, visible: bool) -> None:
        """Put the cursor behind the words that waited: what is typed goes on with them, and takes nothing away."""
        super().setVisible(visible)
        if visible:
            self.quick.setFocus()
            self.quick.line.end(False)  # Qt marks the whole line when a dialog opens

    def keep(self) -> None:
        """Keep what is typed as a draft, or discard the draft when nothing is; not while an input method composes."""
        text = self.quick.text().strip()
        if self.quick.line.is_composing() or text == self._kept:
            return
        try:
            if text:
                self._draft_id = self._session.read(drafts.keep, QUICK_NOTE, None, text, self._draft_id)
            else:
                self._session.read(drafts.discard, self._draft_id)
                self._draft_id = None
        except JournalError as error:
            self._session.read_failed.emit(error)
            return
        self._kept = text

    def done(self, result: int) -> None:
        """Keep what is typed, and close."""
        self.quick.line.end_composition()
        self.keep()
        super().done(result)
