"""The files of a project itself: drawings, contracts, letters."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.attachments.part import AttachmentsPart
from ui.projects.section import ProjectTab
from ui.session import Session
from ui.widgets.layouts import column, holding, scroll


class FilesTab(ProjectTab):
    """Files come by drop, paste or the button, and open with Enter."""

    tables = frozenset({"attachment"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.part = AttachmentsPart(session)
        self.setLayout(column(scroll(holding(column(self.part, None)))))

    def show_project(self, project_id: int) -> None:
        """Show the files of a project."""
        self.part.show_owner("project", project_id)

    def count(self) -> int:
        """Return how many files there are."""
        return self.part.model.rowCount()

    def focus_first(self) -> None:
        """Give the focus to the files, or to the button that adds one."""
        (self.part.view if self.part.model.rowCount() else self.part.add_button).setFocus()
