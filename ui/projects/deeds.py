"""What can be done with a project, wherever one stands at it: the page, the pipeline, the list, an account."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from models import project_course, projects, stages
from models.errors import JournalError, NotFound
from models.projects import ProjectRow
from ui import alerts
from ui.session import Session
from ui.translations import language, say
from ui.widgets import menus

if TYPE_CHECKING:
    from ui.projects.outcome_dialog import OutcomeDialog
    from ui.projects.stage_dialog import StageDialog

Entry = tuple[str, str, Callable[[], object], str, str]
"""A lasting key, words, the work, an icon, and the key of the keyboard that does it on the project's page."""


class ProjectDeeds:
    """The deeds, with their dialogs before a widget."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        self.session, self.parent = session, parent

    def new(self, account_id: int | None = None) -> None:
        """Open the editor for a new project, at an account if one is given."""
        self._open_editor(None, account_id)

    def do(self, deed: str, project_id: int) -> None:
        """Do what a key of a list says: move, decide or edit."""
        {"move": self.move, "decide": self.decide, "edit": self.edit}[deed](project_id)

    def edit(self, project_id: int | None) -> None:
        """Open the editor of a project, or again that of a new one."""
        self._open_editor(project_id)

    def move(self, project_id: int, stage: str = "") -> None:
        """Ask to which stage a project goes, and why."""
        from ui.projects.stage_dialog import StageDialog

        self._ask(StageDialog, project_id, stage)

    def decide(self, project_id: int) -> None:
        """Ask whether a project was won or lost, or is over; one that is over can be opened again."""
        from ui.projects.outcome_dialog import OutcomeDialog

        project = self.session.read(projects.get, project_id)
        if project.closed_on is not None:
            self.session.say(say("{project} is over. Open it again first.", project=project.name))
            return
        self._ask(OutcomeDialog, project_id, "over" if project.outcome == "won" else "won")

    def reopen(self, project_id: int) -> None:
        """Let a project that is over go on."""
        if self.session.run(project_course.reopen, project_id):
            name = self.session.read(projects.get, project_id).name
            self.session.say(say("{project} goes on.", project=name), can_undo=True)

    def remove(self, project_id: int) -> None:
        """Put a project into the trash; Undo is offered on the spot."""
        try:
            name = self.session.read(projects.get, project_id).name
            self.session.attempt(projects.trash, project_id)
        except JournalError as error:
            alerts.current().error(error)
            return
        told = say("{name} was put into the trash, with its acceptance and receivables.", name=name)
        self.session.say(told, can_undo=True)

    def entries(self, project_id: int, *, is_over: bool) -> list[Entry]:
        """Return what can be done with a project."""
        if is_over:
            course: list[Entry] = [("project.reopen", say("Open again"), partial(self.reopen, project_id), "undo", "")]
        else:
            course = [
                ("project.move", say("Move to a stage…"), partial(self.move, project_id), "columns", say("M")),
                ("project.outcome", say("Won, lost or over…"), partial(self.decide, project_id), "flag", say("W")),
            ]
        return [
            *course,
            ("project.edit", say("Edit the project…"), partial(self.edit, project_id), "edit", say("E")),
            ("project.remove", say("Delete the project"), partial(self.remove, project_id), "trash", ""),
        ]

    def show_menu(self, project_id: int, title: str, place: QPoint, *, is_shown: bool = False) -> None:
        """Show the menu of a project at a place of the screen; the project that is shown need not be opened."""
        project = self.session.read(projects.get, project_id)
        menu = menus.new_menu(title, self.parent)
        if not is_shown:
            opened = partial(self.session.open_record, "project", project_id)
            menus.add(menu, say("Open"), opened, "flag", say("Enter"))
        if project.closed_on is None:
            menus.add_menu(menu, self._stages_menu(project), "columns")
        for key, words, work, icon, shortcut in self.entries(project_id, is_over=project.closed_on is not None):
            if key == "project.remove":
                menu.addSeparator()
            if key != "project.move":
                menus.add(menu, words, work, icon, shortcut if is_shown else "")
        menus.show(menu, place)

    def _stages_menu(self, project: ProjectRow) -> QMenu:
        inner = menus.new_menu(say("Move to a stage"), self.parent)
        for stage in self.session.read(stages.listing, language().code, project.stage):
            if stage.name != project.stage:
                menus.add(inner, stage.name, partial(self.move, project.id, stage.name))
        return inner

    def _ask(self, dialog: type[StageDialog] | type[OutcomeDialog], project_id: int, choice: Any) -> None:
        try:
            made = dialog(self.session, project_id, choice, self.parent)
        except NotFound as error:
            alerts.current().error(error)
            return
        made.open()

    def _open_editor(self, project_id: int | None, account_id: int | None = None) -> None:
        from ui.projects.editor import ProjectEditor

        try:
            editor = ProjectEditor(self.session, project_id, self.parent, account_id=account_id)
        except NotFound as error:
            alerts.current().error(error)
            return
        if project_id is None:
            editor.saved.connect(lambda made: self.session.open_record("project", made))
        editor.open()
