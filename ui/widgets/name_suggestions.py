"""The names of accounts and people as a field suggests them."""

from __future__ import annotations

from collections.abc import Sequence

from models import accounts as account_records
from models import contacts, name_choices
from ui.session import Session
from ui.widgets import paint
from ui.widgets.suggestion import Suggestion


def accounts(session: Session, text: str) -> list[Suggestion]:
    """Return the accounts that may be meant by a text, by their ids."""
    found = session.read(name_choices.accounts, text)
    return [Suggestion(one.id, one.name, one.detail, icon="accounts") for one in found]


def people(
    session: Session, text: str, account_id: int | None = None, *, without: Sequence[int] = ()
) -> list[Suggestion]:
    """Return the people who may be meant by a text, by their ids: those of an account first, none of those left out."""
    found = session.read(name_choices.people, text, account_id, without=without)
    return [Suggestion(one.id, one.name, one.detail, dot=paint.ROLES.get(one.role_group or "", "")) for one in found]


def of_link(session: Session, column: str, record_id: int | None) -> Suggestion | None:
    """Return what a field shows for the record in `account_id` or `contact_id`, None for none; raises NotFound."""
    if record_id is None:
        return None
    read = account_records.get if column == "account_id" else contacts.get
    return Suggestion(record_id, session.read(read, record_id).name)
