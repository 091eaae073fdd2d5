"""One line of the list of encounters: whom we met, where they work, what was said, and what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from models import encounters
from models.encounters import Encounter
from models.text.clean import clean_line
from ui import theme
from ui.session import Session
from ui.translations import say
from ui.widgets import name_suggestions
from ui.widgets.layouts import row
from ui.widgets.line_field import LineField
from ui.widgets.suggest import FieldInRow, Suggestion

PERSON, ACCOUNT, SAID, PROMISE = 3, 3, 5, 4
"""How the width of a line is shared out."""


class EncounterLine(QWidget):
    """Four fields side by side. Enter goes on to the next one, and from the last one `finished` tells."""

    edited = Signal()
    finished = Signal()

    def __init__(self, session: Session, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._followed = False
        self.person = FieldInRow(
            say("Whom you met"), "", choices=self._people, new_words=lambda name: say("New person “{name}”", name=name)
        )
        self.account = FieldInRow(
            say("Where they work"),
            "",
            choices=lambda text: name_suggestions.accounts(session, text),
            new_words=lambda name: say("New account “{name}”", name=name),
        )
        self.said, self.promise = LineField(say("What was said")), LineField(say("Promise: send the plan next Tue"))
        self.fields: tuple[LineField, ...] = (self.person, self.account, self.said, self.promise)
        self.set_number(number)
        made = row(*self.fields, spacing=theme.GAP)
        for place, share in enumerate((PERSON, ACCOUNT, SAID, PROMISE)):
            made.setStretch(place, share)
        self.setLayout(made)
        for field in self.fields:
            field.edited.connect(lambda _text: self.edited.emit())
        for chooser in (self.person, self.account):
            chooser.chosen.connect(lambda _key: self.edited.emit())
            chooser.created.connect(lambda _name: self.edited.emit())
        self.person.chosen.connect(self._take_account)
        self.account.edited.connect(lambda _text: self._keep_account())
        self.account.chosen.connect(lambda _key: self._keep_account())
        for before, after in zip(self.fields, self.fields[1:], strict=False):
            told = before.moved_on if isinstance(before, FieldInRow) else before.returnPressed
            told.connect(lambda after=after: after.setFocus(Qt.FocusReason.TabFocusReason))
        self.promise.returnPressed.connect(self.finished)

    def set_number(self, number: int) -> None:
        """Tell the fields which line this is, for whoever can't see it."""
        names = (say("Person"), say("Account"), say("What was said"), say("Promise"))
        for field, name in zip(self.fields, names, strict=True):
            field.setAccessibleName(say("{field}, line {number}", field=name, number=number))

    def encounter(self) -> Encounter:
        """Return what stands in the line."""
        person, account = self.person.key(), self.account.key()
        return Encounter(
            person=clean_line(self.person.text()),
            contact_id=person if isinstance(person, int) else None,
            account=clean_line(self.account.text()),
            account_id=account if isinstance(account, int) else None,
            said=self.said.text(),
            promise=self.promise.text(),
        )

    def content(self) -> dict[str, str | None]:
        """Return what stands in the line as a draft keeps it: the numbers of records are texts."""
        return {
            key: str(value) if key.endswith("_id") and value is not None else value
            for key, value in asdict(self.encounter()).items()
        }

    def set_content(self, content: dict[str, str | None]) -> None:
        """Show a line of a draft; raises KeyError, TypeError or ValueError for what is none."""
        for field, key in ((self.person, "contact_id"), (self.account, "account_id")):
            words, record_id = content["person" if field is self.person else "account"], content[key]
            if record_id is not None:
                field.set_choice(Suggestion(int(record_id), str(words)))
            else:
                field.setText(str(words))
        self.said.setText(str(content["said"]))
        self.promise.setText(str(content["promise"]))

    def field(self, name: encounters.Field) -> LineField:
        """Return the field of a name; the first one for what is no field of a line."""
        named = dict(zip(("person", "account", "said", "promise"), self.fields, strict=True))
        return named.get(name, self.person)

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the fields."""
        return any(field.is_composing() for field in self.fields)

    def _people(self, text: str) -> Sequence[Suggestion]:
        account = self.account.key()
        return name_suggestions.people(self._session, text, account if isinstance(account, int) else None)

    def _take_account(self, contact_id: object) -> None:
        """Fill in where a person works, unless something else was written there."""
        if isinstance(contact_id, int) and (self._followed or not clean_line(self.account.text())):
            usual = self._session.read(encounters.usual_account, contact_id)
            self.account.set_choice(Suggestion(*usual, icon="accounts") if usual is not None else None)
            self._followed = usual is not None

    def _keep_account(self) -> None:
        """Let an account that somebody wrote stay, whoever the person is."""
        self._followed = False
