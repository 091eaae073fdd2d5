"""Fields for people of an acceptance: who signs, and who of ours answers for an item."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from models import colleagues, contacts, projects
from models.changes import Changes
from models.errors import JournalError, NotFound
from ui import alerts
from ui.session import Session
from ui.translations import say
from ui.widgets import name_suggestions
from ui.widgets.suggest import SuggestField, Suggestion


def signer_field(session: Session, project_id: int, contact_id: int | None = None) -> SuggestField:
    """Return a field for a person of the customer; one nobody has written down yet is made on the spot."""
    account_id = session.read(projects.get, project_id).account_id
    made = SuggestField(
        say("Who signs"),
        say("Signer"),
        choices=lambda text: name_suggestions.people(session, text, account_id),
        new_words=lambda text: say("New person “{name}”", name=text),
    )
    made.created.connect(lambda name: _take(session, made, name, contacts.create, account_id=account_id))
    show_person(session, made, contact_id)
    return made


def show_person(session: Session, field: SuggestField, contact_id: int | None) -> None:
    """Let a field stand for a person, or for nobody, as when the person lies in the trash."""
    field.set_choice(None)
    if contact_id is not None:
        with suppress(NotFound):
            person = session.read(contacts.get, contact_id)
            field.set_choice(Suggestion(person.id, person.name))


def owner_field(session: Session) -> SuggestField:
    """Return a field for one of our own people; a new colleague is made on the spot."""
    made = SuggestField(
        say("A colleague"),
        say("Responsible"),
        choices=lambda text: [
            Suggestion(one.id, one.name, one.job, icon="person")
            for one in session.read(colleagues.listing)
            if text.casefold() in one.name.casefold()
        ],
        new_words=lambda text: say("New colleague “{name}”", name=text),
    )
    made.created.connect(lambda name: _take(session, made, name, colleagues.create))
    return made


def show_colleague(session: Session, field: SuggestField, colleague_id: int | None) -> None:
    """Let a field stand for one of our own people, or for nobody."""
    found = next((one for one in session.read(colleagues.listing) if one.id == colleague_id), None)
    field.set_choice(Suggestion(found.id, found.name) if found else None)


def _take(session: Session, field: SuggestField, name: str, operation: Callable[..., Changes], **fields: Any) -> None:
    """Make somebody new, and let the field stand for them."""
    try:
        made = session.attempt(operation, name=name, **fields)
    except JournalError as error:
        alerts.current().error(error)
        return
    field.set_choice(Suggestion(made.id, name))
