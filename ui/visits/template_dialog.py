"""Asks what the notes of a visit are to be called as a template."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import note_templates
from models.errors import JournalError
from models.note_templates import PLACES
from ui.session import Session
from ui.translations import language, say
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.line_field import LineField


class TemplateDialog(Dialog):
    """Keeps a text as a template of the user's own."""

    def __init__(self, session: Session, body: str, parent: QWidget | None) -> None:
        super().__init__(say("Keep as a template"), parent, accept=say("Keep"), width=420)
        self._session, self._body = session, body
        self.name = LineField("", say("Name of the template"))
        self._field = field(say("Name of the template"), self.name)
        self.name.edited.connect(lambda _text: self._field.set_error(""))
        place = f"{{{next(iter(PLACES.values() if language().is_chinese else PLACES))}}}"
        hint = say("From now on it stands in the menu Template. Where {place} stands in it, the account is filled in.",
                   place=place)  # fmt: skip
        self.body.addWidget(label(hint, "body", "text_2", wrap=True))
        self.body.addWidget(self._field)
        self.name.setFocus()

    def accept(self) -> None:
        """Keep the template; a name that can't be is said to be wrong at its field."""
        if self.name.is_composing():
            return
        name = self.name.text()
        try:
            self._session.attempt(note_templates.create, name, self._body)
        except JournalError as error:
            self._field.set_error(error.say(language()))
            return
        self._session.say(say("{name} is a template now", name=name.strip()), can_undo=True)
        super().accept()
