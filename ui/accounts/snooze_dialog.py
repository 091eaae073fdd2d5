"""Until when the silence of an account or a person shall not be named, and why."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from models import rhythm
from models.errors import JournalError
from ui import theme
from ui.session import Session
from ui.translations import language, say
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.line_field import LineField

_USUAL_DAYS = 14


class SnoozeDialog(Dialog):
    """Asks for a day in words and a reason; `kind` is account or contact."""

    def __init__(self, session: Session, kind: str, record_id: int, name: str, parent: QWidget | None) -> None:
        super().__init__(say("Snooze"), parent, accept=say("Snooze"), width=400)
        self._session, self._kind, self._record_id, self._name = session, kind, record_id, name
        self.day = DateField(session.today, say("Until"))
        self.day.set_value((session.today() + timedelta(days=_USUAL_DAYS)).isoformat())
        self.reason = LineField(say("reorganised until June, on leave, tender is closed"), say("Reason"))
        self._reason_field = field(say("Reason"), self.reason)
        self.body.setSpacing(theme.CARD_GAP)
        self.body.addWidget(label(name, "body", "text_2", wrap=True))
        self.body.addWidget(field(say("Until"), self.day))
        self.body.addWidget(self._reason_field)
        self.reason.setFocus()

    def accept(self) -> None:
        """Snooze, if there is a day and a reason; what is missing is said below its field."""
        if self.day.is_composing() or self.reason.is_composing():
            return
        until = self.day.value()
        if until is None:
            self.day.show_error(self.day.error() or say("Write the day on which it shall be named again."))
            self.day.setFocus()
            return
        operation = rhythm.snooze if self._kind == "account" else rhythm.snooze_contact
        try:
            self._session.attempt(operation, self._record_id, until, reason=self.reason.text())
        except JournalError as error:
            self._reason_field.set_error(error.say(language()))
            return
        self._session.say(say("{name} is snoozed.", name=self._name), can_undo=True)
        super().accept()
