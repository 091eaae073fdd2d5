"""The line that offers what was typed about a person when the program ended."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from models import drafts
from models.drafts import Draft
from ui import theme
from ui.contacts.form_content import TABLE
from ui.draft_words import sentence_about
from ui.session import Session
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.labels import Elided
from ui.widgets.layouts import row


class DraftNotice(QFrame):
    """Says whose draft waits; `wanted` tells its contact, or None for a new one."""

    wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._draft: Draft | None = None
        self.setProperty("kind", "sunk")
        self._words = Elided()
        self.go_on = button(say("Continue"), "small")
        self.discard = button(say("Discard"), "small")
        self.setLayout(row(self._words, self.go_on, self.discard, margins=theme.GAP))
        self.go_on.clicked.connect(lambda: self.wanted.emit(self._draft.record_id if self._draft else None))
        self.discard.clicked.connect(self._discard)
        self.hide()

    def refresh(self) -> None:
        """Look for a draft that waits."""
        waiting = self._session.read(drafts.waiting, TABLE)
        self._draft = waiting[0] if waiting else None
        self.setVisible(self._draft is not None)
        if self._draft is not None:
            self._words.set_text(sentence_about(self._draft))

    def _discard(self) -> None:
        self._session.read(drafts.discard, self._draft.id if self._draft else None)
        self.refresh()
