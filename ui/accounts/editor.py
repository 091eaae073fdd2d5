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
from ui.widgets.fields_editor import FieldsEditor


class AccountEditor(FieldsEditor):
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
        form = AccountForm(session, account_id, session.read(account_classes.class_days))
        start = fields_of(account) | ({"parent_id": parent_id, "tier": tier_below(above)} if above else {})
        form.fill(start)
        self.begin_with(form, account.revision if account else None)
        form.name.setFocus()

    def unsaved_words(self) -> str:
        """Return the sentence that says what would be lost."""
        return say("This account has changes that are not saved.")

    def create(self, values: dict[str, Any]) -> int:
        """Store a new account."""
        empty = fields_of(None)
        filled = {key: value for key, value in values.items() if value != empty[key]}
        filled["rhythm_inherited"] = values["rhythm_inherited"]
        return self.session.attempt(accounts.create, **filled).id

    def change(self, record_id: int, revision: int | None, changed: dict[str, Any]) -> None:
        """Store the fields that differ from what was there."""
        self.session.attempt(accounts.edit, record_id, revision=revision, **changed)

    def stored(self, record_id: int) -> tuple[dict[str, Any], int]:
        """Return what is stored by now."""
        row = self.session.read(accounts.get, record_id)
        return fields_of(row), row.revision

    def elsewhere_words(self) -> str:
        """Return the sentence that says that it was changed elsewhere."""
        return say("This account was changed elsewhere meanwhile. Both versions are shown; Save again keeps yours.")


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
