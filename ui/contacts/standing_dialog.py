"""How somebody stood on one day: noted later than it was, corrected, or removed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import contacts, standings
from models.errors import JournalError
from models.standings import Standing
from models.text.field_words import STANCE_NAMES
from ui import theme
from ui.contacts.closeness_field import ClosenessField
from ui.session import Session
from ui.translations import capital, language, say
from ui.widgets.buttons import button
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.line_field import LineField
from ui.widgets.segments import Segments


class StandingDialog(Dialog):
    """Day, stance, closeness and the reason; a new one begins with how the person stands now."""

    def __init__(
        self, session: Session, contact_id: int, standing: Standing | None, parent: QWidget | None = None
    ) -> None:
        title = say("How they stood") if standing is None else say("Correct how they stood")
        super().__init__(title, parent, accept=say("Save"), width=560)
        self.session = session
        self._contact_id, self._standing = contact_id, standing
        stances = [(str(value), capital(say(name)), "") for value, name in STANCE_NAMES.items()]
        self.stance = Segments(say("Stance"), [("", say("Not known"), ""), *stances])
        self.closeness = ClosenessField(say("Closeness"))
        self.day = DateField(session.today, say("Since"), forward=False)
        self.reason = LineField(say("gave us the plan of the depot"), say("Reason"))
        self.notice = label("", "body", "red", wrap=True)
        self.notice.hide()
        self._fill()
        self.body.addWidget(field(say("Stance"), self.stance))
        closeness = column(field(say("Closeness"), self.closeness), None)
        self.body.addLayout(row(closeness, field(say("Since"), self.day), spacing=theme.CARD_GAP))
        self.body.addWidget(field(say("Reason"), self.reason))
        self.body.addWidget(self.notice)
        if standing is not None:
            remove = button(say("Remove"), "text", name=say("Remove this standing"))
            remove.clicked.connect(self._remove)
            self.add_button(remove)
        self.stance.setFocus()

    def _fill(self) -> None:
        begins = self._standing or self.session.read(contacts.get, self._contact_id)
        self.stance.set_current("" if begins.stance is None else str(begins.stance))
        self.closeness.set_closeness(begins.closeness)
        self.day.set_value(self._standing.noted_on if self._standing else self.session.today().isoformat())
        self.reason.setText(self._standing.reason if self._standing else "")

    def typed_words(self) -> str:
        """Return the sentence for a reason that is not saved."""
        before = self._standing.reason if self._standing else ""
        return say("This person has changes that are not saved.") if self.reason.text() != before else ""

    def accept(self) -> None:
        """Save and close; what can't be saved stays, with the reason below it."""
        if self.reason.is_composing() or self.day.is_composing():
            return
        if not self.day.is_right() or not self.day.value():
            self._tell(self.day.error() or say("Write a day, as 2026-05-14."))
            return
        stance = self.stance.current()
        fields: standings.StandingFields = {
            "noted_on": self.day.value() or "",
            "stance": int(stance) if stance else None,
            "closeness": self.closeness.closeness(),
            "reason": self.reason.text(),
        }
        try:
            if self._standing is None:
                self.session.attempt(standings.add, self._contact_id, **fields)
            else:
                self.session.attempt(standings.edit, self._standing.id, **fields)
        except JournalError as error:
            self._tell(error.say(language()))
            return
        super().accept()

    def _remove(self) -> None:
        assert self._standing is not None
        if self.session.run(standings.trash, self._standing.id):
            self.session.say(say("The standing was removed."), can_undo=True)
            super().accept()

    def _tell(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.show()
