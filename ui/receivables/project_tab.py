"""The receivables of a project, in the order of its milestones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models import ageing
from models.receivable_lists import ReceivableFilter
from ui import theme
from ui.projects.section import ProjectTab
from ui.receivables import deeds
from ui.receivables.list_part import ReceivablesPart
from ui.session import Session
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from ui.command_palette.command import Command


class ProjectReceivableTab(ProjectTab):
    """What is owed for one project; N adds a receivable."""

    tables = frozenset({"receivable", "payment", "collection", "milestone", "account", "project"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._project_id: int | None = None
        self.part = ReceivablesPart(session, names_account=False)
        self.new_button = button(say("New receivable"), icon="plus")
        self.new_button.setToolTip(say("New receivable (N)"))
        body = column(row(None, self.new_button), self.part, spacing=theme.GAP)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.new_button.clicked.connect(self._new)
        self.part.new_wanted.connect(self._new)

    def show_project(self, project_id: int) -> None:
        """Show a project, another one from the beginning, the same one as it is now."""
        self._project_id = project_id
        found = self.session.read(ageing.of_project, project_id)
        self.part.show_receivables(found, ReceivableFilter("all", project_id=project_id))

    def refresh(self) -> None:
        """Read again what is shown, and keep the place."""
        if self._project_id is not None:
            self.show_project(self._project_id)

    def focus_first(self) -> None:
        """Give the keys to the list."""
        self.part.focus_list()

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to a receivable and open it."""
        self.part.select(record_id)

    def deeds(self) -> Sequence[Command]:
        """Return what can be done here now, for the list of commands."""
        from ui.command_palette.command import Command

        made = Command("receivables.new", say("New receivable"), self._new, "N", "plus")
        line = self.part.current()
        return [made, *(deeds.commands(self.session, line, self) if line is not None else ())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make a new one by N also where there is no list yet."""
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self._new()
        else:
            super().keyPressEvent(event)

    def _new(self) -> None:
        deeds.new(self.session, self, project_id=self._project_id)
