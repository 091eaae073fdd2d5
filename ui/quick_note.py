"""The quick note: a small window with one quick line, above all others; what is not saved waits for the next time."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from models import drafts
from models.drafts import QUICK_NOTE
from models.errors import JournalError
from ui.session import Session
from ui.translations import say
from ui.widgets.dialog import Dialog
from ui.widgets.quick_add import QuickAddLine

KEEP_AFTER = 1000
"""Milliseconds from the first letter to the draft; also while the typing goes on, so that 1.5 s are never lost."""

_WHILE_COMPOSING = 250
"""Milliseconds until the next look when an input method composes at that moment."""

_TRY_AGAIN = 5000
"""Milliseconds until the next try when the draft could not be kept."""

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
        self.quick.opened.connect(self._go_to_window)
        self.setObjectName("quick_note")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        self._is_due = False
        waiting = session.read(drafts.waiting, QUICK_NOTE)
        self.quick.draft_id = waiting[0].id if waiting else None
        self._kept = waiting[0].content if waiting else ""
        self.quick.set_text(self._kept)
        self.quick.changed.connect(self._on_changed)
        session.drafts_wanted.connect(self.keep)

    def setVisible(self, visible: bool) -> None:
        """Put the cursor behind the words that waited: what is typed goes on with them, and takes nothing away."""
        super().setVisible(visible)
        if visible:
            self._make_room()
            self.quick.setFocus()
            self.quick.line.end(False)  # Qt marks the whole line when a dialog opens

    def keep(self) -> bool:
        """Keep what is typed as a draft, or discard the draft when nothing is; return whether the words are safe.

        While an input method composes nothing is kept, but as soon as it ends.
        """
        self._is_due = self.quick.line.is_composing()
        if self._is_due:
            self._timer.start(_WHILE_COMPOSING)
            return False
        self._timer.stop()
        text = self.quick.text().strip()
        if text == self._kept:
            return True
        try:
            if text:
                kept = self.quick.draft_id or self._session.journal.ids.next()
                self.quick.draft_id = self._session.read(drafts.keep, QUICK_NOTE, None, text, kept)
            else:
                self._session.read(drafts.discard, self.quick.draft_id)
                self.quick.draft_id = None
        except JournalError as error:
            self.quick.show_problem(error)
            if not self._session.journal.read_only:
                self._timer.start(_TRY_AGAIN)
            return False
        self._kept = text
        return True

    def done(self, result: int) -> None:
        """Keep what is typed, and close; words that can't be kept stay where they are, with the reason below."""
        self.quick.line.end_composition()
        if not self.keep() and result == QDialog.DialogCode.Rejected:
            return
        self._timer.stop()
        super().done(result)

    def _on_changed(self) -> None:
        """Keep a draft soon; further letters do not put it off. One that was due in a composition is kept at once."""
        QTimer.singleShot(0, self, self._make_room)  # when the chips below the line have their places
        if self._is_due:
            self.keep()
        elif not self._timer.isActive():
            self._timer.start(KEEP_AFTER)

    def _make_room(self) -> None:
        """Grow where what was understood needs a further line; it does not shrink, or each letter would move it."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _go_to_window(self) -> None:
        self.accept()
        window = self.parentWidget()
        if window is not None:
            window.raise_()
            window.activateWindow()
