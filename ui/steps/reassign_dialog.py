"""Who is to do some steps: me, a colleague, or somebody of the customer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models import colleagues
from models.errors import JournalError
from models.many_steps import Owner
from models.step_lists import StepItem
from ui import alerts
from ui.session import Session
from ui.steps import deeds
from ui.steps.words import items_words
from ui.translations import say
from ui.widgets import name_suggestions
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.suggest import SuggestField, Suggestion


class ReassignDialog(Dialog):
    """Asks for a name; a colleague nobody has written down yet is made on the spot."""

    def __init__(self, session: Session, items: Sequence[StepItem], parent: QWidget | None) -> None:
        super().__init__(say("Who does it"), parent, accept=say("Reassign"), width=420)
        self._session, self._items = session, list(items)
        self._colleagues = session.read(colleagues.listing)
        self.who = SuggestField(
            say("Me, a colleague, or a person"),
            say("Who does it"),
            choices=self._choices,
            new_words=lambda text: say("New colleague “{name}”", name=text),
        )
        self.who.chosen.connect(lambda _: self._check())
        self.who.created.connect(self._create)
        self.who.edited.connect(lambda _: self._check())
        self.body.addWidget(label(items_words(self._items), "body", "text_2", wrap=True))
        self.body.addWidget(field(say("Who does it"), self.who))
        self._check()
        self.who.setFocus()

    def accept(self) -> None:
        """Reassign, if it is known to whom."""
        choice = self.who.choice() if self.who.take_exact() else None
        if choice is None or not isinstance(choice.key, Owner):
            return
        done = deeds.reassign(self._session, self._items, choice.key, choice.text)
        if done is not None or len(self._items) > deeds.AT_ONCE:
            super().accept()

    def _choices(self, text: str) -> list[Suggestion]:
        ours = [Suggestion(Owner(), say("Me"), icon="person")]
        ours += [
            Suggestion(Owner(colleague_id=one.id), one.name, say("colleague"), icon="person")
            for one in self._colleagues
        ]
        found = [one for one in ours if text.casefold() in one.text.casefold()]
        accounts = {item.account_id for item in self._items}
        at = accounts.pop() if len(accounts) == 1 else None
        for one in name_suggestions.people(self._session, text, at) if text or at else ():
            assert isinstance(one.key, int)
            found.append(Suggestion(Owner("theirs", contact_id=one.key), one.text, one.detail, dot=one.dot))
        return found

    def _create(self, name: str) -> None:
        try:
            made = self._session.attempt(colleagues.create, name=name)
        except JournalError as error:
            alerts.current().error(error)
            return
        self._colleagues = self._session.read(colleagues.listing)
        self.who.set_choice(Suggestion(Owner(colleague_id=made.id), name))
        self._check()

    def _check(self) -> None:
        if self.accept_button is not None:
            self.accept_button.setEnabled(self.who.choice() is not None)
