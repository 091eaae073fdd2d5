"""Who signs: a person of the customer, chosen, or made on the spot."""

from __future__ import annotations

from contextlib import suppress

from models import contacts, projects
from models.errors import JournalError, NotFound
from ui import alerts
from ui.session import Session
from ui.translations import say
from ui.widgets import name_suggestions
from ui.widgets.suggest import SuggestField, Suggestion


class SignerField(SuggestField):
    """Suggests the people of the project's account first; one nobody has written down yet is made by Enter."""

    def __init__(self, session: Session, project_id: int) -> None:
        account_id = session.read(projects.get, project_id).account_id
        super().__init__(
            say("Who signs"),
            say("Signer"),
            choices=lambda text: name_suggestions.people(session, text, account_id),
            new_words=lambda text: say("New person “{name}”", name=text),
        )
        self._session, self._account_id = session, account_id
        self.created.connect(self._make)

    def show_person(self, contact_id: int | None) -> None:
        """Stand for a person, or for nobody, as when the person lies in the trash."""
        self.set_choice(None)
        if contact_id is not None:
            with suppress(NotFound):
                person = self._session.read(contacts.get, contact_id)
                self.set_choice(Suggestion(person.id, person.name))

    def _make(self, name: str) -> None:
        try:
            made = self._session.attempt(contacts.create, name=name, account_id=self._account_id)
        except JournalError as error:
            alerts.current().error(error)
            return
        self.set_choice(Suggestion(made.id, name))
