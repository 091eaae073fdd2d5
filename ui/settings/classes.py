"""The rhythm that each class of accounts has."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.account_classes import class_days, set_class_days
from models.errors import JournalError
from ui import theme, translations
from ui.session import Session
from ui.settings.part import Part
from ui.translations import say
from ui.widgets.fields import Field, field
from ui.widgets.labels import label
from ui.widgets.layouts import column
from ui.widgets.line_field import LineField

_WIDTH = 160
_DIGITS = 10


class ClassesPart(Part):
    """Days between visits for the classes A, B and C."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.lines: dict[str, LineField] = {}
        self._fields: dict[str, Field] = {}
        for name, days in session.read(class_days).items():
            line = LineField()
            line.setText(str(days))
            line.setFixedWidth(_WIDTH)
            line.setReadOnly(session.journal.read_only)
            self.lines[name] = line
            self._fields[name] = field(say("Class {name}: days between visits", name=name), line)
        hint = say("So often an account is to be seen that inherits its rhythm, unless an account above it has one.")
        self.setLayout(
            column(label(hint, "body", "text_2", wrap=True), *self._fields.values(), None, spacing=theme.CARD_GAP)
        )

    def keep(self) -> bool:
        """Keep the days, unless one of them is no number of days, which is said below it."""
        kept = [self._keep(name) for name in self.lines]  # every one, so that each error is seen
        return all(kept)

    def _keep(self, name: str) -> bool:
        text = self.lines[name].text().strip()
        stored = self._session.read(class_days)[name]
        self._fields[name].set_error("")
        if text == str(stored):
            return True
        try:
            set_class_days(self._session.journal, {name: int(text) if _is_number(text) else 0})
        except JournalError as error:
            self._fields[name].set_error(error.say(translations.language()))
            return False
        return True


def _is_number(text: str) -> bool:
    """Return whether these are digits; Python itself refuses to read thousands of them."""
    return text.isdecimal() and len(text) < _DIGITS
