"""What was written and not saved when the program ended, at the head of the page that it starts with."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from models import drafts
from models.drafts import Draft
from ui import theme
from ui.draft_words import sentence_about
from ui.session import Session
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.layouts import clear_layout, column, frame, row

_SHOWN = 3
"""How many drafts are named; the pages they belong to have the rest."""


class WaitingDrafts(QWidget):
    """A line for each draft that waits, the newest first, with the way to it; nothing at all when none waits.

    Tab goes from the lines to what stands `below`.
    """

    def __init__(self, session: Session, below: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._below = below
        self._session = session
        self._shown: list[Draft] = []
        self._box = column(spacing=theme.GAP, margins=QMargins(theme.MARGIN, theme.CARD_GAP, theme.MARGIN, 0))
        self.setLayout(self._box)
        self.setAccessibleName(say("Not saved"))
        self.hide()

    def refresh(self) -> None:
        """Look again which drafts wait."""
        waiting = self._session.read(drafts.waiting)[:_SHOWN]
        if waiting != self._shown:
            self._shown = waiting
            clear_layout(self._box)
            for draft in waiting:
                line, open_it = self._line(draft)
                self._box.addWidget(line)
                QWidget.setTabOrder(self._above(), open_it)  # made late, it would be the last one that Tab reaches
        self.setVisible(bool(waiting))

    def drafts(self) -> list[Draft]:
        """Return the drafts that are named."""
        return list(self._shown)

    def _above(self) -> QWidget:
        """Return what takes the focus before that which stands below."""
        found = self._below.previousInFocusChain()
        while found is not self._below and not found.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found = found.previousInFocusChain()
        return found

    def _line(self, draft: Draft) -> tuple[QFrame, QPushButton]:
        words = label(sentence_about(draft), wrap=True)
        open_it = button(say("Open"), "small")
        open_it.clicked.connect(lambda: self._session.draft_wanted.emit(draft))
        line = row(words, open_it, margins=QMargins(12, 6, 6, 6))
        line.setStretch(0, 1)
        return frame("sunk", line, words.text()), open_it
