"""The status line: what is being saved, what was just done with Undo beside it, and what stays private."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui import theme
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import row
from ui.widgets.picture import Picture

_STAYS = 10_000
"""Milliseconds a sentence about something done stays."""


class StatusLine(QFrame):
    """One line at the foot of the page; it is there only when it has something to say."""

    undo_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "status")
        self.setFixedHeight(theme.STATUS)
        self._page_words = ""
        self._check = Picture("check")
        self._words = Elided("", "body", "text_2")
        self._words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._undo = button(say("Undo"), "text")
        self._undo.setFixedHeight(theme.SMALL_BUTTON)
        self._undo.clicked.connect(self._on_undo)
        self._save = button(say("Save"), "text", key=QKeySequence("Ctrl+S"))
        self._save.setFixedHeight(theme.SMALL_BUTTON)
        self._save.clicked.connect(self.save_wanted)
        self._lock = Picture("lock", size=14)
        self._right = label("", "caption", "text_2")
        said = row(self._check, self._words, self._undo, self._save)
        self.setLayout(row(32, said, None, self._lock, self._right, 24))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.be_quiet)
        self._undo.hide()
        self._save.hide()
        self.set_private("")
        self._show()

    def say(self, sentence: str, can_undo: bool) -> None:
        """Say what was just done, for some seconds; Undo beside it takes it back."""
        self._words.set_text(sentence)
        self._undo.setVisible(can_undo)
        self._timer.start(_STAYS)
        self._show()

    def set_page_words(self, words: str) -> None:
        """Say what the page has to say about saving; it stays until it says something else."""
        self._page_words = words
        if not self._timer.isActive():
            self.be_quiet()

    def set_can_save(self, can_save: bool) -> None:
        """Offer to save what is being written, beside the words about it."""
        self._save.setVisible(can_save)

    def set_private(self, words: str) -> None:
        """Say at the right what stays out of every export; nothing says nothing."""
        self._right.setText(words)
        self._right.setVisible(bool(words))
        self._lock.setVisible(bool(words))
        self._show()

    def words(self) -> str:
        """Return what the line says."""
        return self._words.text()

    def can_undo(self) -> bool:
        """Return whether Undo stands beside it."""
        return not self._undo.isHidden()

    def be_quiet(self) -> None:
        """Go back to what the page says."""
        self._timer.stop()
        self._words.set_text(self._page_words)
        self._undo.hide()
        self._show()

    def _on_undo(self) -> None:
        self.be_quiet()
        self.undo_wanted.emit()

    def _show(self) -> None:
        self._check.setVisible(bool(self._words.text()))
        self.setVisible(bool(self._words.text() or self._right.text()))
