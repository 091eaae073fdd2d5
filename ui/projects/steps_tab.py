"""The next steps of a project, and its plans among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import projects
from models.step_lists import StepFilter
from ui import theme
from ui.projects.section import ProjectTab
from ui.session import Session
from ui.steps.lines import StepView
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from ui.command_palette.command import Command


class StepsTab(ProjectTab):
    """Steps as everywhere: Space ticks one, the menu puts it off; N makes a new one here."""

    tables = frozenset({"step", "step_contact", "plan", "contact", "account", "colleague"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._project_id: int | None = None
        self.view = StepView(session, say("Next steps"), grouped=True)
        self.new_button = button(say("New next step"), icon="plus", name=say("New next step of this project"))
        self.new_button.setToolTip(say("New next step of this project  N"))
        self.plan_button = button(say("New plan"), icon="steps", name=say("New plan for this project"))
        self._nothing = EmptyState(
            say("Nothing is open"),
            say("Promises and next steps of this project stand here: those from its visits, and its own."),
            say("New next step"),
            icon="steps",
        )
        self._stack = QStackedWidget()
        for one in (self.view, self._nothing):
            self._stack.addWidget(one)
        top = row(None, self.plan_button, self.new_button, spacing=theme.CARD_GAP)
        body = column(top, self._stack, spacing=theme.GAP)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.new_button.clicked.connect(self.new_step)
        self.plan_button.clicked.connect(self.new_plan)
        self._nothing.pressed.connect(self.new_step)

    def show_project(self, project_id: int) -> None:
        """Show the steps and plans of a project; the same ones are read again in their place."""
        self._project_id = project_id
        wanted = StepFilter(project_id=project_id, plans=True)
        if self.view.steps_model.wanted == wanted:
            self.view.reload()
        else:
            self.view.set_filter(wanted)
        self._stack.setCurrentWidget(self.view if self.view.steps_model.rows else self._nothing)

    def focus_first(self) -> None:
        """Give the focus to the list, or to the button that makes a step."""
        (self.view if self._stack.currentWidget() is self.view else self.new_button).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let N make a new step, wherever the keys stand."""
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self.new_step()
        else:
            super().keyPressEvent(event)

    def deeds(self) -> Sequence[Command]:
        """Return what can be done here."""
        from ui.command_palette.command import Command

        name = self._project().name
        return (
            Command("project.step", say("New next step of this project"), self.new_step, "", "plus", name),
            Command("project.plan", say("New plan for this project…"), self.new_plan, "", "steps", name),
        )

    def new_step(self) -> None:
        """Open the editor for a new step of the project."""
        from ui.steps.editor import new_step

        new_step(self.session, self, account_id=self._project().account_id, project_id=self._project_id)

    def new_plan(self) -> None:
        """Open the editor for a new plan of the project."""
        from models import accounts
        from ui.steps.plan_editor import PlanEditor

        project = self._project()
        account = (project.account_id, self.session.read(accounts.get, project.account_id).name)
        PlanEditor(self.session, self.window(), account=account, project=(project.id, project.name)).open()

    def _project(self) -> projects.ProjectRow:
        assert self._project_id is not None
        return self.session.read(projects.get, self._project_id)
