"""The projects of an account and its branches, running ones first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import project_lists
from models.project_lists import ProjectLine
from ui import theme
from ui.projects.deeds import ProjectDeeds
from ui.projects.list_model import ProjectListView
from ui.projects.words import line_words
from ui.session import Session
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, row
from ui.widgets.rows import RowModel


class AccountProjectModel(RowModel[ProjectLine]):
    """The projects of some accounts."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._known: Sequence[ProjectLine] = ()

    def show_accounts(self, account_ids: Sequence[int]) -> None:
        """Show the projects of other accounts, or those there are now."""
        self._known = self._session.read(project_lists.of_accounts, account_ids)
        self.reload()

    def read(self, last: ProjectLine | None, limit: int) -> Sequence[ProjectLine]:
        """Return the projects below the last one."""
        first = len(self.rows) if last is not None else 0
        return self._known[first : first + limit]

    def words(self, row: ProjectLine) -> str:
        """Return a project in words."""
        return line_words(row, self._session.today())


class ProjectsTab(QWidget):
    """The list, and a button that makes a project here. Enter shows a project, Delete puts one into the trash."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account_id: int | None = None
        self._do = ProjectDeeds(session, self)
        self.model = AccountProjectModel(session, self)
        self.view = ProjectListView(self.model, say("Projects"), session.today)
        self.new_button = button(say("New project"), icon="plus", name=say("New project at this account"))
        self._nothing = EmptyState(
            say("No project yet"),
            say("A project is an opportunity and its delivery in one: its stages, its dates and what it is worth."),
            say("New project"),
            icon="flag",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        self.setLayout(column(row(None, self.new_button), self._stack, spacing=theme.GAP))
        self.view.opened.connect(lambda line: session.open_record("project", line.id))
        self.view.removed.connect(lambda line: self._do.remove(line.id))
        self.view.deed_wanted.connect(lambda deed, line: self._do.do(deed, line.id))
        self.view.menu_wanted.connect(lambda line, place: self._do.show_menu(line.id, line.name, place))
        self.view.new_wanted.connect(self.new_project)
        self.new_button.clicked.connect(self.new_project)
        self._nothing.pressed.connect(self.new_project)

    def show_accounts(self, account_ids: Sequence[int]) -> None:
        """Show the projects of an account, the first of its tree, and of its branches."""
        self._account_id = account_ids[0]
        self.model.show_accounts(account_ids)
        self._stack.setCurrentWidget(self.view if self.model.rows else self._nothing)
        self.new_button.setVisible(bool(self.model.rows))

    def new_project(self) -> None:
        """Open the editor for a new project at the account."""
        self._do.new(self._account_id)
