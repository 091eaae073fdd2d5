"""The dialog that says whom somebody reports to, or who introduced them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import contacts
from models.contacts import ContactFields
from models.errors import JournalError
from models.people_map import REPORTS, MapPerson
from ui.session import Session
from ui.translations import language, say
from ui.widgets import name_suggestions
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.suggest import SuggestField, Suggestion


class LinkDialog(Dialog):
    """Asks for one person; those of the account come first."""

    def __init__(self, session: Session, account_id: int, person: MapPerson, kind: str, parent: QWidget | None) -> None:
        reports = kind == REPORTS
        title = (
            say("Whom does {name} report to?", name=person.name)
            if reports
            else say("Who introduced {name}?", name=person.name)
        )
        super().__init__(title, parent, accept=say("Save"))
        self._session, self._person, self._kind = session, person, kind
        self._revision = session.read(contacts.get, person.id).revision
        self.choice = SuggestField(
            say("Name of the person"),
            say("Reports to") if reports else say("Introduced by"),
            choices=lambda text: name_suggestions.people(session, text, account_id, without=[person.id]),
        )
        other_id, _ = person.tied_to(kind)
        if other_id is not None:
            self.choice.set_choice(Suggestion(other_id, session.read(contacts.get, other_id).name))
        hint = say("Leave it empty for nobody.")
        self._field = field(say("Reports to") if reports else say("Introduced by"), self.choice, hint)
        self.body.addWidget(self._field)
        self.choice.setFocus()
        self.choice.selectAll()

    def accept(self) -> None:
        """Note it; what stands in the way is said below the field."""
        if self.choice.is_composing():
            return
        if not self.choice.take_exact():
            self._field.set_error(say("There is no person of that name. Choose one from the list."))
            return
        key = self.choice.key()
        other = key if isinstance(key, int) else None
        fields: ContactFields = {"reports_to_id": other} if self._kind == REPORTS else {"introduced_by_id": other}
        try:
            self._session.attempt(contacts.edit, self._person.id, revision=self._revision, **fields)
        except JournalError as error:
            self._field.set_error(error.say(language()))
            return
        self._session.say(say("{name} is saved.", name=self._person.name), can_undo=True)
        super().accept()
