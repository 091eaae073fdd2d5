"""The risks of one project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.projects.section import ProjectTab
from ui.risks.part import RiskPart
from ui.session import Session
from ui.widgets.layouts import column

if TYPE_CHECKING:
    from ui.command_palette.command import Command


class ProjectRiskTab(ProjectTab):
    """The risks of a project, their matrix, and the way to a new one."""

    tables = RiskPart.tables

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.part = RiskPart(session)
        self.part.counted.connect(self.heading_changed)
        self.setLayout(column(self.part))

    def show_project(self, project_id: int) -> None:
        """Show the risks of a project."""
        self.part.show_place(project_id=project_id)

    def refresh(self) -> None:
        """Read again."""
        self.part.refresh()

    def count(self) -> int | None:
        """Return how many risks are open."""
        return self.part.open_count

    def focus_first(self) -> None:
        """Begin in the list."""
        self.part.focus_list()

    def focus_filter(self) -> None:
        """Go to the filter."""
        self.part.focus_filter()

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to a risk."""
        self.part.show_risk(record_id)

    def printable(self) -> bool:
        """Save the register of what is shown."""
        self.part.export()
        return True

    def deeds(self) -> Sequence[Command]:
        """Return what can be done here."""
        return self.part.deeds()
