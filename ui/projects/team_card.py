"""The card of the team triangle: who answers for a project, what each still owes, and whose it becomes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from models import project_team, step_lists
from models.many_steps import Owner
from models.project_team import TeamDebt
from models.step_lists import StepFilter, StepItem
from ui.projects.team_triangle import TeamTriangle
from ui.projects.team_words import OWNER_NAMES, others_words
from ui.session import Session
from ui.translations import plural, say
from ui.widgets import menus
from ui.widgets.buttons import button
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, row


class TeamCard(QFrame):
    """Pressing an owner opens what can be done: see the steps, add one, take over what is unowned, choose another."""

    steps_wanted = Signal()
    """The steps of the project are wanted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(say("Team triangle"))
        self._session = session
        self._project_id: int | None = None
        self._team: Sequence[TeamDebt] = ()
        self.triangle = TeamTriangle()
        self.others = label("", "caption", "text_2", wrap=True)
        self.assign_button = button(say("Give to…"), "small")
        self._line = row(self.others, self.assign_button)
        self._line.setStretch(0, 1)
        title = label(say("Team triangle"), "body_bold")
        self.setLayout(column(title, self.triangle, self._line, spacing=12, margins=16))
        self.triangle.owner_pressed.connect(self.open_menu)
        self.assign_button.clicked.connect(self.give_others)

    def show_project(self, project_id: int) -> None:
        """Show the owners of a project and what they owe."""
        self._project_id = project_id
        self._team = self._session.read(project_team.of_project, project_id)
        self.triangle.show_team(self._team)
        unowned = self._team[-1]
        self.others.setText(others_words(unowned))
        set_token(self.others, "amber" if unowned.late else "text_2")
        for widget in (self.others, self.assign_button):
            widget.setVisible(bool(unowned.steps))

    def debt(self, role: str) -> TeamDebt:
        """Return what the owner of a role owes, or with '' the others."""
        return next(one for one in self._team if one.role == role)

    def open_menu(self, role: str) -> None:
        """Open what can be done about an owner, below the box."""
        debt, unowned = self.debt(role), self.debt("")
        menu = menus.new_menu(say(OWNER_NAMES[role]), self)
        if debt.colleague_id is not None:
            if debt.steps:
                words = plural(
                    "Show {count} open step of {name}", "Show {count} open steps of {name}", debt.steps, name=debt.name
                )
                menus.add(menu, words, lambda: self.show_steps(role), "steps")
            menus.add(menu, say("New next step for {name}…", name=debt.name), lambda: self.new_step(role), "plus")
            if unowned.steps:
                words = plural(
                    "Give {count} step of mine or of others to {name}",
                    "Give {count} steps of mine or of others to {name}",
                    unowned.steps,
                    name=debt.name,
                )
                menus.add(menu, words, lambda: self.take_over(role), "person-arrow")
        menus.add(menu, say("Choose the owner…"), lambda: self.choose_owner(role), "person")
        menus.show(menu, self.triangle.below(role))

    def show_steps(self, role: str) -> None:
        """Open the only step an owner owes, or else the list of the project's steps."""
        ids = self._step_ids(role)
        if len(ids) == 1:
            self._session.open_record("step", ids[0])
        else:
            self.steps_wanted.emit()

    def new_step(self, role: str) -> None:
        """Open the editor for a new step of an owner."""
        from models import projects
        from ui.steps.editor import new_step

        assert self._project_id is not None
        account_id = self._session.read(projects.get, self._project_id).account_id
        editor = new_step(self._session, self, account_id=account_id, project_id=self._project_id)
        editor.propose_owner(f"ours:{self.debt(role).colleague_id}")

    def take_over(self, role: str) -> None:
        """Give the steps that none of the three owns to one of them."""
        from ui.steps import deeds

        debt = self.debt(role)
        items = self._items("")
        if items:
            deeds.reassign(self._session, items, Owner(colleague_id=debt.colleague_id), debt.name)

    def give_others(self) -> None:
        """Ask who does the steps that none of the three owns."""
        from ui.steps.reassign_dialog import ReassignDialog

        items = self._items("")
        if items:
            ReassignDialog(self._session, items, self.window()).open()

    def choose_owner(self, role: str) -> None:
        """Ask who is to answer for the project in a role."""
        from ui.projects.owner_dialog import OwnerDialog

        assert self._project_id is not None
        OwnerDialog(self._session, self._project_id, role, self.window()).open()

    def focus_first(self) -> None:
        """Give the keys to the owner in sales."""
        self.triangle.nodes["sales"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_ids(self, role: str) -> list[int]:
        assert self._project_id is not None
        return self._session.read(project_team.open_steps, self._project_id, self.debt(role))

    def _items(self, role: str) -> list[StepItem]:
        ids = self._step_ids(role)
        return self._session.read(step_lists.read, StepFilter(step_ids=tuple(ids)), limit=len(ids)) if ids else []
