"""Fields that choose an account or a person by name."""

from __future__ import annotations

from collections.abc import Sequence

from models.text.clean import clean_line
from ui.session import Session
from ui.translations import say
from ui.widgets import name_suggestions
from ui.widgets.suggest import SuggestField, Suggestion


class AccountChoice(SuggestField):
    """An account that is there, or the name of one that is made when the form is saved."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            say("Where they work"),
            say("Account"),
            choices=lambda text: name_suggestions.accounts(session, text),
            new_words=lambda name: say("New account “{name}”", name=name),
        )
        self.created.connect(self.setText)

    def set_account(self, account_id: int | None, name: str) -> None:
        """Show an account, or a name that is to become one."""
        if account_id is None:
            self.set_choice(None)
            self.setText(name)
        else:
            self.set_choice(Suggestion(account_id, name, icon="accounts"))
        self.setCursorPosition(0)

    def account_id(self) -> int | None:
        """Return the account that is meant, or None for none or a new one."""
        self.take_exact()
        key = self.key()
        return key if isinstance(key, int) else None

    def new_name(self) -> str:
        """Return the name of the account to be made, or nothing."""
        return clean_line(self.text()) if self.account_id() is None else ""


class PersonChoice(SuggestField):
    """Another person; those it must not be are left out."""

    def __init__(self, session: Session, name: str, account: AccountChoice, without: Sequence[int]) -> None:
        super().__init__(
            "",
            name,
            choices=lambda text: _people(session, text, account.key(), without),
        )

    def set_person(self, contact_id: int | None, name: str) -> None:
        """Show a person, or what was typed."""
        if contact_id is None:
            self.set_choice(None)
            self.setText(name)
        else:
            self.set_choice(Suggestion(contact_id, name))

    def contact_id(self) -> int | None:
        """Return the person that is meant, or None."""
        self.take_exact()
        key = self.key()
        return key if isinstance(key, int) else None


def _people(session: Session, text: str, account: object, without: Sequence[int]) -> list[Suggestion]:
    return name_suggestions.people(session, text, account if isinstance(account, int) else None, without=without)
