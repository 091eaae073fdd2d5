"""Who answers for a project in sales, delivery or finance."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import colleagues, projects
from models.errors import JournalError
from models.projects import ProjectFields
from ui import alerts
from ui.projects.team_words import OWNER_NAMES
from ui.session import Session
from ui.translations import say
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.suggest import SuggestField, Suggestion

_NOBODY = "nobody"


class OwnerDialog(Dialog):
    """Asks for a colleague; one nobody has written down yet is made on the spot."""

    def __init__(self, session: Session, project_id: int, role: str, parent: QWidget | None) -> None:
        super().__init__(say(OWNER_NAMES[role]), parent, accept=say("Save"), width=420)
        self._session, self._project_id, self._role = session, project_id, role
        self._project = session.read(projects.get, project_id)
        self._colleagues = session.read(colleagues.listing)
        self.who = SuggestField(
            say("A colleague, or nobody"),
            say(OWNER_NAMES[role]),
            choices=self._choices,
            new_words=lambda text: say("New colleague “{name}”", name=text),
        )
        self.body.addWidget(field(say("Who answers for it"), self.who))
        self.who.created.connect(self._create)
        for changed in (self.who.chosen, self.who.edited):
            changed.connect(lambda _: self._check())
        self._choose(self._owner())
        self._check()
        self.who.setFocus()
        self.who.selectAll()

    def accept(self) -> None:
        """Save, if it is known who it is."""
        choice = self.who.choice() if self.who.take_exact() else None
        if choice is None:
            return
        owner = choice.key if isinstance(choice.key, int) else None
        fields = _fields(self._role, owner)
        if self._session.run(projects.edit, self._project_id, revision=self._project.revision, **fields) is not None:
            self._session.say(say("Saved: {title}", title=self._project.name), can_undo=True)
            super().accept()

    def _owner(self) -> int | None:
        found = self._project
        owners = {
            "sales": found.sales_owner_id,
            "delivery": found.delivery_owner_id,
            "finance": found.finance_owner_id,
        }
        return owners[self._role]

    def _choices(self, text: str) -> list[Suggestion]:
        found = [Suggestion(one.id, one.name, one.job, icon="person") for one in self._colleagues]
        found.append(Suggestion(_NOBODY, say("Nobody"), icon="cross"))
        return [one for one in found if text.casefold() in one.text.casefold()]

    def _choose(self, owner: int | None) -> None:
        chosen = next((one for one in self._choices("") if one.key == owner), None)
        if chosen is not None:
            self.who.set_choice(chosen)

    def _create(self, name: str) -> None:
        try:
            made = self._session.attempt(colleagues.create, name=name)
        except JournalError as error:
            alerts.current().error(error)
            return
        self._colleagues = self._session.read(colleagues.listing)
        self._choose(made.id)
        self._check()

    def _check(self) -> None:
        if self.accept_button is not None:
            self.accept_button.setEnabled(self.who.choice() is not None)


def _fields(role: str, owner: int | None) -> ProjectFields:
    if role == "sales":
        return {"sales_owner_id": owner}
    return {"delivery_owner_id": owner} if role == "delivery" else {"finance_owner_id": owner}
