"""The editor of an account: all its fields, its private notes apart; it never loses what was typed."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models import account_classes, accounts, drafts
from models.accounts import AccountRow
from models.errors import ChangedElsewhere, JournalError, NotFound
from ui import alerts
from ui.accounts.editor_form import AccountForm
from ui.session import Session
from ui.translations import language, say
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import holding, scroll

_WIDTH, _HEIGHT = 720, 720
_TABLE = "account"
_DRAFT_AFTER = 1000
"""Milliseconds after the last keystroke."""


class AccountEditor(Dialog):
    """Makes an account, or changes one. Ctrl+S saves too; closing asks before anything typed is dropped."""

    saved = Signal(object)
    """The id of the account, once it is stored."""

    def __init__(
        self, session: Session, account_id: int | None, parent: QWidget | None, *, parent_id: int | None = None
    ) -> None:
        self._account = session.read(accounts.get, account_id) if account_id is not None else None
        title = say("Edit account") if self._account else say("New account")
        if parent_id is not None:
            title = say("New branch of {name}", name=session.read(accounts.get, parent_id).name)
        super().__init__(title, parent, accept=say("Save"), width=560)
        self._session = session
        self.form = AccountForm(session, account_id, session.read(account_classes.class_days))
        self._message = label("", "body", "red", wrap=True)
        self._message.hide()
        self.body.addWidget(self._message)
        self.body.addWidget(scroll(holding(self.form.layout_), name=title), 1)
        self._start = fields_of(self._account) | ({"parent_id": parent_id} if parent_id is not None else {})
        self.form.fill(self._start)
        self._revision = self._account.revision if self._account else None
        self._draft_id: int | None = None
        self._is_over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DRAFT_AFTER)
        self._timer.timeout.connect(self.keep_draft)
        self._offer_draft()
        self.form.on_edited(self._timer.start)
        session.drafts_wanted.connect(self.keep_draft)
        for key in (
            QKeySequence(QKeySequence.StandardKey.Save),
            QKeySequence("Ctrl+Return"),
            QKeySequence("Ctrl+Enter"),
        ):
            QShortcut(key, self).activated.connect(self.accept)
        room = parent.window().size() if parent is not None else None
        height = min(_HEIGHT, room.height() - 40) if room is not None else _HEIGHT
        self.resize(min(_WIDTH, room.width() - 40) if room is not None else _WIDTH, max(height, 400))
        self.form.name.setFocus()

    def accept(self) -> None:
        """Save; what can't be saved is said at its field, and nothing typed is lost."""
        if self.form.is_composing() or not self.form.check():
            return
        changed = {key: value for key, value in self.form.values().items() if value != self._start.get(key)}
        try:
            self._store(changed)
        except ChangedElsewhere:
            self._show_both()
        except JournalError as error:
            self._say(error.say(language()))

    def reject(self) -> None:
        """Close; what was typed is saved or thrown away only by the user's word."""
        if self.is_changed() and not self._may_go():
            return
        self._drop_draft()
        super().reject()

    def keep_draft(self) -> None:
        """Keep what is typed in the journal's file, so that it outlives the program."""
        if self._is_over or self.form.is_composing() or not self.is_changed():
            return
        account_id = self._account.id if self._account else None
        try:
            content = json.dumps(self.form.content(), ensure_ascii=False)
            self._draft_id = self._session.read(drafts.keep, _TABLE, account_id, content, self._draft_id)
        except JournalError as error:
            self._say(error.say(language()))

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed when the window goes away under the dialog."""
        if not self._is_over and self._timer.isActive():
            self._timer.stop()
            self.keep_draft()
        super().hideEvent(event)

    def is_changed(self) -> bool:
        """Return whether something differs from what was there."""
        return not self.form.is_settled() or any(
            value != self._start.get(key) for key, value in self.form.values().items()
        )

    def _may_go(self) -> bool:
        wanted = alerts.current().choose(
            say("Save what you changed?"),
            say("This account has changes that are not saved."),
            [("save", say("Save")), ("discard", say("Don’t save"))],
        )
        if wanted == "save":
            self.accept()
        return wanted == "discard"

    def _drop_draft(self) -> None:
        self._timer.stop()
        self._is_over = True
        self._session.read(drafts.discard, self._draft_id)

    def _offer_draft(self) -> None:
        """Show what was being typed when the program ended the last time, if anything was."""
        account_id = self._account.id if self._account else None
        waiting = [one for one in self._session.read(drafts.waiting, _TABLE) if one.record_id == account_id]
        if not waiting:
            return
        try:
            self.form.set_content(json.loads(waiting[0].content))
        except (ValueError, KeyError, TypeError, NotFound):
            # A draft of another version of the form, or below an account that is gone: start from what is stored.
            self.form.fill(self._start)
            return
        self._draft_id = waiting[0].id
        self._say(
            say("This is what was typed here when the program ended. Save it, or close without saving."), "accent"
        )

    def _store(self, changed: dict[str, Any]) -> None:
        if self._account is None:
            account_id = self._session.attempt(accounts.create, **changed).id
        else:
            account_id = self._account.id
            if changed:
                self._session.attempt(accounts.edit, account_id, revision=self._revision, **changed)
        self._drop_draft()
        super().accept()
        self.saved.emit(account_id)

    def _show_both(self) -> None:
        """Keep what was typed and show beside it what is stored now; saving again stores what was typed."""
        assert self._account is not None
        stored = self._session.read(accounts.get, self._account.id)
        now, mine = fields_of(stored), self.form.values()
        for key, value in now.items():
            if value == self._start.get(key):
                continue
            if mine[key] == self._start.get(key):
                self.form.fill({key: value})
            elif mine[key] != value:
                self.form.show_other(key, value)
        self._start, self._revision = now, stored.revision
        self._say(say("This account was changed elsewhere meanwhile. Both versions are shown; Save again keeps yours."))

    def _say(self, sentence: str, token: str = "red") -> None:
        set_token(self._message, token)
        self._message.setText(sentence)
        self._message.show()


def fields_of(account: AccountRow | None) -> dict[str, Any]:
    """Return the fields of an account as the form shows them; those of none are empty."""
    if account is None:
        return dict.fromkeys(_TEXTS, "") | dict.fromkeys(_OTHERS)
    found: dict[str, Any] = {key: getattr(account, key) for key in (*_TEXTS, *_OTHERS) if key != "tags"}
    return found | {"tags": " ".join(json.loads(account.tags))}


_TEXTS = (
    "name",
    "short_name",
    "industry",
    "region",
    "city",
    "address",
    "web",
    "phone",
    "tags",
    "notes",
    "private_notes",
)
_OTHERS = ("parent_id", "account_class", "rhythm_days", "visit_target")
