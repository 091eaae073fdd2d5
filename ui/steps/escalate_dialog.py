"""Bringing a request or complaint up to a named person, on our side or on theirs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import colleagues, step_rounds
from models.errors import JournalError
from models.steps import StepRow
from ui.session import Session
from ui.translations import language, say
from ui.widgets import name_suggestions
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.line_field import LineField
from ui.widgets.suggest import SuggestField, Suggestion

_COLLEAGUE, _CONTACT = "colleague_id", "contact_id"


class EscalateDialog(Dialog):
    """Asks to whom, and why; colleagues come before the people of the account."""

    def __init__(self, session: Session, step: StepRow, parent: QWidget | None) -> None:
        super().__init__(say("Escalate"), parent, accept=say("Escalate"), width=420)
        self._session = session
        self._step = step
        self.person = SuggestField("", say("To whom"), choices=self._people)
        self.reason = LineField("", say("Why"))
        self._person_field = field(say("To whom"), self.person, say("A colleague, or somebody at the customer"))
        self.body.addWidget(label(step.title, "body", "text_2", wrap=True))
        self.body.addWidget(self._person_field)
        self.body.addWidget(field(say("Why"), self.reason))
        self.person.setFocus()

    def accept(self) -> None:
        """Write it down now; whom nobody knows, or nobody at all, is said below the field."""
        self.person.take_exact()
        key = self.person.key()
        side, person_id = key if isinstance(key, tuple) else ("", None)
        person = {_COLLEAGUE: None, _CONTACT: None} | ({side: person_id} if side else {})
        try:
            self._session.attempt(step_rounds.escalate, self._step.id, note=self.reason.text(), **person)
        except JournalError as error:
            self._person_field.set_error(error.say(language()))
            self.person.setFocus()
            return
        self._session.say(say("Escalated to {name}", name=self.person.text()), can_undo=True)
        super().accept()

    def _people(self, text: str) -> list[Suggestion]:
        wanted = text.strip().casefold()
        ours = [
            Suggestion((_COLLEAGUE, one.id), one.name, one.job or say("our colleague"))
            for one in self._session.read(colleagues.listing)
            if wanted in one.name.casefold()
        ]
        theirs = [
            Suggestion((_CONTACT, one.key), one.text, one.detail, dot=one.dot)
            for one in name_suggestions.people(self._session, text, self._step.account_id)
        ]
        return ours[:5] + theirs
