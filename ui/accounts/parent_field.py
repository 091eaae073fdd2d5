"""The field for the account above another one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models import accounts, name_choices
from ui.session import Session
from ui.translations import say
from ui.widgets.suggest import SuggestField, Suggestion


class ParentField(SuggestField):
    """Suggests the accounts that may stand above some: all but themselves and their branches."""

    def __init__(self, session: Session, *account_ids: int, parent: QWidget | None = None) -> None:
        super().__init__(say("None: at the top"), say("Belongs to"), choices=self._suggested, parent=parent)
        self._session = session
        self._below = frozenset(below for one in account_ids for below in session.read(accounts.tree_ids, one))

    def show_account(self, account_id: int | None) -> None:
        """Show an account, or none."""
        if account_id is None:
            self.set_choice(None)
            return
        self.set_choice(Suggestion(account_id, self._session.read(accounts.get, account_id).name, icon="accounts"))

    def account_id(self) -> int | None:
        """Return the account that is meant, or None for none."""
        key = self.key()
        return key if isinstance(key, int) else None

    def _suggested(self, text: str) -> Sequence[Suggestion]:
        found = self._session.read(name_choices.accounts, text)
        return [Suggestion(one.id, one.name, one.detail, icon="accounts") for one in found if one.id not in self._below]
