"""The field of the Review page that chooses the one project a report is about."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.summaries.choices import Choices
from models.summaries.review import project_name, projects_to_choose
from ui.session import Session
from ui.summaries.accounts_dialog import ProjectDialog
from ui.summaries.pick_button import PickButton
from ui.translations import say
from ui.widgets.fields import field
from ui.widgets.layouts import column


class ProjectField(QWidget):
    """Shows the project that is chosen, where the kind of summary is about projects, and asks for another one."""

    chosen = Signal(object)
    """The id of the project; 0 means all of the accounts chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._choices = Choices()
        self.button = PickButton(say("Project"))
        self.button.clicked.connect(self.ask)
        self.setLayout(column(field(say("Project"), self.button)))

    def show_choices(self, choices: Choices) -> None:
        """Show the project that is chosen; other kinds of summary are about none."""
        self._choices = choices
        is_wanted, project_id = choices.kind == "project", choices.project_id
        self.setVisible(is_wanted)
        if is_wanted:
            name = self._session.read(project_name, project_id) if project_id else say("All projects")
            self.button.show_choice(name or say("A project that is gone"))

    def ask(self) -> None:
        """Ask which one project of the accounts chosen the report is about."""
        found = self._session.read(projects_to_choose, self._choices.account_ids)
        chosen = [one.id for one in found if one.id == self._choices.project_id]
        dialog = ProjectDialog(found, chosen, self)
        dialog.chosen.connect(lambda ids: self.chosen.emit(ids[0] if ids else 0))
        dialog.open()
