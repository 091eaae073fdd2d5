"""My profile: it heads every summary, and names the manager the summaries go to."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from models import colleagues
from models.errors import JournalError
from models.text.language import Label
from ui import theme, translations
from ui.session import Session
from ui.settings.part import Part
from ui.translations import say
from ui.widgets.fields import Field, field
from ui.widgets.labels import label
from ui.widgets.layouts import column
from ui.widgets.line_field import LineField

_FIELDS = {
    "name": Label("My name"),
    "job": Label("My job"),
    "company": Label("My company"),
    "region": Label("My region"),
    "phone": Label("Phone"),
    "email": Label("My e-mail"),
    "manager_name": Label("My manager's name"),
    "manager_email": Label("My manager's e-mail"),
}


class ProfilePart(Part):
    """The fields of my profile, kept together."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        stored = session.read(colleagues.profile)
        self.lines: dict[str, LineField] = {}
        self._fields: dict[str, Field] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.CARD_PADDING)
        grid.setVerticalSpacing(theme.CARD_GAP)
        for number, (key, name) in enumerate(_FIELDS.items()):
            line = LineField(name=say(name))
            line.setText(getattr(stored, key))
            line.setReadOnly(session.journal.read_only)
            self.lines[key] = line
            self._fields[key] = field(say(name), line)
            grid.addWidget(self._fields[key], number // 2, number % 2)
        hint = say("This heads every summary. It stays in this journal until you save or send one.")
        self._error = label("", "caption", "red", wrap=True)
        self._error.hide()
        self.setLayout(column(label(hint, "body", "text_2", wrap=True), grid, self._error, None, spacing=12))

    def keep(self) -> bool:
        """Keep what differs from the journal; one operation, which undo takes back."""
        stored = self._session.read(colleagues.profile)
        changed = {key: line.text() for key, line in self.lines.items() if line.text() != getattr(stored, key)}
        self._error.hide()
        for entered in self._fields.values():
            entered.set_error("")
        return not changed or self._keep(changed)

    def _keep(self, changed: dict[str, str]) -> bool:
        if self._show_faults(changed):
            return False
        try:
            self._session.attempt(colleagues.set_profile, **changed)
        except JournalError as error:
            self._error.setText(error.say(translations.language()))
            self._error.show()
            return False
        self._session.say(say("Your profile is kept."), can_undo=True)
        return True

    def _show_faults(self, changed: dict[str, str]) -> bool:
        """Say below each field what is wrong with it, go to the first, and return whether there is one."""
        faulty: list[str] = []
        for key, text in changed.items():
            try:
                colleagues.PROFILE_RULES[key](text)
            except JournalError as error:
                self._fields[key].set_error(error.say(translations.language()))
                faulty.append(key)
        if faulty:
            self.lines[faulty[0]].setFocus()
        return bool(faulty)
