"""The editor of an account: all its fields, its private notes apart; it never loses what was typed."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models import accounts, class_rhythms
from models.accounts import AccountRow
from models.errors import ChangedElsewhere, JournalError
from ui import alerts
from ui.accounts.editor_form import AccountForm
from ui.session import Session
from ui.translations import language, say
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label
from ui.widgets.layouts import holding, scroll

_WIDTH, _HEIGHT = 720, 720


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
        self.form = AccountForm(session, account_id, session.read(class_rhythms.class_rhythms))
        self._message = label("", "body", "red", wrap=True)
        self._message.hide()
        self.body.addWidget(self._message)
        self.body.addWidget(scroll(holding(self.form.layout_), name=title), 1)
        self._start = fields_of(self._account) | ({"parent_id": parent_id} if parent_id is not None else {})
        self.form.fill(self._start)
        self._revision = self._account.revision if self._account else None
        save = QShortcut(QKeySequence.StandardKey.Save, self)
        save.activated.connect(self.accept)
        room = parent.window().size() if parent is not None else None
        height = min(_HEIGHT, room.height() - 40) if room is not None else _HEIGHT
        self.resize(min(_WIDTH, room.width() - 40) if room is not None else _WIDTH, max(height, 400))
        self.form.name.setFocus()

    def accept(self) -> None:
        """Save; what can't be saved is said at its field, and nothing typed is lost."""
        if not self.form.check():
            return
        changed = {key: value for key, value in self.form.values().items() if value != self._start.get(key)}
        try:
            self._store(changed)
        except ChangedElsewhere as error:
            self._show_both(error)
        except JournalError as error:
            self._say(error.say(language()))

    def reject(self) -> None:
        """Close; ask first when something typed would be lost."""
        if self.is_changed() and not alerts.current().confirm(
            say("Close without saving?"),
            say("What you changed here is not saved yet."),
            say("Discard"),
            dangerous=True,
        ):
            return
        super().reject()

    def is_changed(self) -> bool:
        """Return whether something differs from what was there."""
        return any(value != self._start.get(key) for key, value in self.form.values().items())

    def _store(self, changed: dict[str, Any]) -> None:
        if self._account is None:
            account_id = self._session.attempt(accounts.create, **changed).id
        else:
            account_id = self._account.id
            if changed:
                self._session.attempt(accounts.edit, account_id, revision=self._revision, **changed)
        super().accept()
        self.saved.emit(account_id)

    def _show_both(self, error: ChangedElsewhere) -> None:
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

    def _say(self, sentence: str) -> None:
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
