"""The editor of an account: all its fields, its private notes apart."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from models import account_classes, accounts
from models.accounts import AccountRow
from models.tags import names_in
from ui.accounts.editor_form import AccountForm
from ui.session import Session
from ui.translations import say
from ui.widgets.record_editor import RecordEditor


class AccountEditor(RecordEditor):
    """Makes an account, which may be a branch of another, or changes one."""

    table = "account"

    def __init__(
        self, session: Session, account_id: int | None, parent: QWidget | None, *, parent_id: int | None = None
    ) -> None:
        account = session.read(accounts.get, account_id) if account_id is not None else None
        above = session.read(accounts.get, parent_id) if parent_id is not None else None
        title = say("Edit account") if account else say("New account")
        if above is not None:
            title = say("New branch of {name}", name=above.name)
        super().__init__(session, account_id, title, parent)
        self.form = AccountForm(session, account_id, session.read(account_classes.class_days))
        self._start = fields_of(account) | ({"parent_id": parent_id, "tier": tier_below(above)} if above else {})
        self.form.fill(self._start)
        self._revision = account.revision if account else None
        self.begin(self.form)
        self.form.name.setFocus()

    def accept(self) -> None:
        """Save and close; what can't be saved is said at its field."""
        if not self.form.is_composing() and self.form.check():
            super().accept()

    def is_changed(self) -> bool:
        """Return whether something differs from what was there."""
        return not self.form.is_settled() or any(
            value != self._start.get(key) for key, value in self.form.values().items()
        )

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("This account has changes that are not saved.")

    def store(self) -> int:
        """Store the fields that differ from what was there."""
        before = self._start if self.record_id is not None else fields_of(None)
        changed = {key: value for key, value in self.form.values().items() if value != before.get(key)}
        if self.record_id is None:
            changed["rhythm_inherited"] = self.form.values()["rhythm_inherited"]
            return self.session.attempt(accounts.create, **changed).id
        if changed:
            self.session.attempt(accounts.edit, self.record_id, revision=self._revision, **changed)
        return self.record_id

    def show_both(self) -> None:
        """Keep what was typed and show beside it what is stored now; saving again stores what was typed."""
        assert self.record_id is not None
        stored = self.session.read(accounts.get, self.record_id)
        now, mine = fields_of(stored), self.form.values()
        for key, value in now.items():
            if value == self._start.get(key):
                continue
            if mine[key] == self._start.get(key):
                self.form.fill({key: value})
            elif mine[key] != value:
                self.form.show_other(key, value)
        self._start, self._revision = now, stored.revision
        self.tell(say("This account was changed elsewhere meanwhile. Both versions are shown; Save again keeps yours."))


def tier_below(account: AccountRow) -> str | None:
    """Return the place in the tree that a branch of an account most likely has: the next one down."""
    if account.tier is None:
        return None
    return accounts.TIERS[min(accounts.TIERS.index(account.tier) + 1, len(accounts.TIERS) - 1)]


def fields_of(account: AccountRow | None) -> dict[str, Any]:
    """Return the fields of an account as the form shows them; those of none are empty."""
    if account is None:
        return dict.fromkeys(_TEXTS, "") | dict.fromkeys(_OTHERS) | {"tags": [], "rhythm_inherited": True}
    found: dict[str, Any] = {key: getattr(account, key) for key in (*_TEXTS, *_OTHERS)}
    # Whoever has a rhythm of its own inherits none.
    inherits = bool(account.rhythm_inherited) and account.rhythm_days is None
    return found | {"tags": list(names_in(account.tags)), "rhythm_inherited": inherits}


_TEXTS = (
    "name",
    "short_name",
    "industry",
    "region",
    "city",
    "address",
    "web",
    "phone",
    "notes",
    "private_notes",
)
_OTHERS = (
    "parent_id",
    "tier",
    "account_class",
    "rhythm_days",
    "visit_target",
    "relationship",
    "wanted_relationship",
)
