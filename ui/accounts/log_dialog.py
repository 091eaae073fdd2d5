"""A call, a message or a short meeting written down in one line: that is enough to end a silence."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import visits
from models.errors import JournalError
from models.text.field_words import CHANNEL_NAMES
from ui import theme
from ui.session import Session
from ui.translations import capital, language, say
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.line_field import LineField
from ui.widgets.segments import Segments

LOGGED = ("call", "message", "video", "on_site")
"""The channels in which a contact is logged in a line."""


class LogDialog(Dialog):
    """Asks what was said, in one line; the contact is written down as of now, with a person if one is named."""

    def __init__(
        self, session: Session, account_id: int, name: str, parent: QWidget | None, *, contact_id: int | None = None
    ) -> None:
        super().__init__(say("Log a contact"), parent, accept=say("Save"), width=480)
        self._session, self._account_id, self._contact_id, self._name = session, account_id, contact_id, name
        self.channel = channels()
        self.line = LineField(say("What was said, in one line"), say("What was said"))
        self._line_field = field(say("What was said"), self.line)
        self.body.setSpacing(theme.CARD_GAP)
        self.body.addWidget(label(name, "body", "text_2", wrap=True))
        self.body.addWidget(self.channel)
        self.body.addWidget(self._line_field)
        self.line.setFocus()

    def accept(self) -> None:
        """Write the contact down."""
        if self.line.is_composing():
            return
        people = [self._contact_id] if self._contact_id is not None else []
        try:
            self._session.attempt(
                visits.record,
                account_id=self._account_id,
                channel=self.channel.current(),
                people=people,
                summary=self.line.text(),
            )
        except JournalError as error:
            self._line_field.set_error(error.say(language()))
            return
        self._session.say(say("The contact with {name} is written down.", name=self._name), can_undo=True)
        super().accept()


def channels() -> Segments:
    """Return the choice of the channel: by phone, unless told otherwise."""
    return Segments(say("Channel"), [(key, capital(say(CHANNEL_NAMES[key])), "") for key in LOGGED])
