"""The dialog that makes or changes a record: it keeps a draft while it is typed in, and never drops a word unasked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from models import drafts
from models.errors import ChangedElsewhere, JournalError, NotFound
from ui import alerts
from ui.session import Session
from ui.translations import language, say
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import scroll

_WIDTH = 720
_LEAST_HEIGHT, _MOST_HEIGHT = 480, 900
_AROUND = 80
"""Pixels of the window that are to be seen above and below the dialog."""
_DRAFT_AFTER = 1000
"""Milliseconds from the first change to the draft; also while the typing goes on."""
_TRY_AGAIN = 5000
"""Milliseconds until the next try when the draft could not be kept."""


class RecordForm(QWidget):
    """The fields of an editor; `edited` tells that the user changed one, never while an input method composes."""

    edited = Signal()

    def content(self) -> dict[str, Any]:
        """Return what stands in the fields, as JSON could hold it."""
        raise NotImplementedError

    def set_content(self, content: Mapping[str, Any]) -> None:
        """Show what a draft held; raises KeyError, TypeError, ValueError or NotFound for what does not fit here."""
        raise NotImplementedError

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        raise NotImplementedError


class RecordEditor(Dialog):
    """Ctrl+S and Ctrl+Enter save as the button does; Esc asks before anything typed is dropped.

    Whoever derives from it gives its filled form to `begin`.
    """

    saved = Signal(object)
    """The id of the record, once it is stored and the dialog is closed."""

    table: ClassVar[str]
    """The table of the records, under whose name drafts are kept."""

    def __init__(self, session: Session, record_id: int | None, title: str, parent: QWidget | None) -> None:
        super().__init__(title, parent, accept=say("Save"), width=_WIDTH)
        self.session = session
        self.record_id = record_id
        self.notice = label("", "body", "red", wrap=True)
        self.notice.hide()
        self._draft_id: int | None = None
        self._is_over = False
        self._is_due = False
        self._is_fault = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep_draft)

    def begin(self, form: RecordForm) -> None:
        """Show the form, filled with what is stored, or with what was being typed when the program ended."""
        self._form = form
        self.body.addWidget(scroll(form, name=self.windowTitle()), 1)
        self.body.addWidget(self.notice)
        parent = self.parentWidget()
        room = parent.window().height() if parent is not None else _MOST_HEIGHT
        self.resize(_WIDTH, min(max(room - _AROUND, _LEAST_HEIGHT), _MOST_HEIGHT))
        self._offer_draft()
        form.edited.connect(self._note_change)
        form.edited.connect(self._forget_fault)
        self.session.drafts_wanted.connect(self.keep_draft)

    def is_changed(self) -> bool:
        """Return whether something was typed that is not saved."""
        raise NotImplementedError

    def store(self) -> int:
        """Store what was typed and return the record's id; raises JournalError for what can't be saved."""
        raise NotImplementedError

    def show_both(self) -> None:
        """Show what was typed and what somebody else stored meanwhile, so that saving again can be meant."""
        raise NotImplementedError

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        raise NotImplementedError

    def accept(self) -> None:
        """Save and close; what can't be saved stays on the screen, with the reason below it."""
        if self._form.is_composing():
            return
        try:
            record_id = self._stored()
        except JournalError as error:
            self.tell(error.say(language()))
            self._is_fault = True
            return
        if record_id is not None:
            self._drop_draft()
            super().accept()
            # After closing, so that whoever shows the record gets the focus and keeps it.
            self.saved.emit(record_id)

    def reject(self) -> None:
        """Close; what was typed is saved or thrown away only by the user's word."""
        if self.is_changed() and not self._may_go():
            return
        self._drop_draft()
        super().reject()

    def keep_draft(self) -> None:
        """Keep what is typed in the journal's file, so that it outlives the program."""
        self._is_due = not self._is_over and self._form.is_composing()
        if self._is_due:
            self._timer.start(_DRAFT_AFTER)
            return
        if self._is_over or not self.is_changed():
            return
        try:
            content = json.dumps(self._form.content(), ensure_ascii=False)
            self._draft_id = self.session.read(drafts.keep, self.table, self.record_id, content, self._draft_id)
        except JournalError as error:
            self.tell(error.say(language()))
            if not self.session.journal.read_only:
                self._timer.start(_TRY_AGAIN)

    def tell(self, sentence: str, token: str = "red") -> None:
        """Say something above the buttons, in a colour of the theme."""
        set_token(self.notice, token)
        self.notice.setText(sentence)
        self.notice.show()

    def _note_change(self) -> None:
        """Keep a draft soon, or at once the one that was due while an input method composed."""
        if self._is_due:
            self._timer.stop()
            self.keep_draft()
        elif not self._timer.isActive():
            self._timer.start(_DRAFT_AFTER)

    def _forget_fault(self) -> None:
        """Take away why it could not be saved: what was at fault may have been mended just now."""
        if self._is_fault:
            self.notice.hide()
            self._is_fault = False

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed when the window goes away under the dialog."""
        if not self._is_over:
            self._timer.stop()
            self.keep_draft()
        super().hideEvent(event)

    def _stored(self) -> int | None:
        try:
            return self.store()
        except ChangedElsewhere:
            self.show_both()
            return None

    def _may_go(self) -> bool:
        wanted = alerts.current().choose(
            say("Save what you changed?"),
            self.unsaved_words(),
            [("save", say("Save")), ("discard", say("Don’t save"))],
        )
        if wanted == "save":
            self.accept()
        return wanted == "discard"

    def _drop_draft(self) -> None:
        self._timer.stop()
        self._is_over = True
        self.session.read(drafts.discard, self._draft_id)

    def _offer_draft(self) -> None:
        before = self._form.content()
        for waiting in self.session.read(drafts.waiting, self.table):
            if waiting.record_id != self.record_id:
                continue
            try:
                self._form.set_content(json.loads(waiting.content))
            except (ValueError, KeyError, TypeError, RecursionError, NotFound):
                # A draft of another version of the form or of another place, or of what is gone meanwhile: start from
                # what is stored, and let it wait on its own, where the next draft of this record can't take its place.
                self._form.set_content(before)
                with suppress(JournalError):
                    self.session.read(drafts.keep_apart, waiting.id)
                continue
            self._draft_id = waiting.id
            self.tell(
                say("This is what was typed here when the program ended. Save it, or close without saving."), "accent"
            )
            return
