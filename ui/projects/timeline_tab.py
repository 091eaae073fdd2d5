"""The tab with everything that happened in a project, over years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models import projects
from ui.projects.section import ProjectTab
from ui.session import Session
from ui.translations import say
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column
from ui.widgets.timeline_tab import TimelineTab as History

if TYPE_CHECKING:
    from ui.command_palette.command import Command


class TimelineTab(ProjectTab):
    """The timeline of a project, with chips for what of it is shown."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"project", "stage_change", "date_move", "milestone", "visit", "visit_contact", "contact", "step"}
        | {"step_contact", "signature", "signature_attempt", "acceptance_item", "receivable", "payment", "collection"}
        | {"asset", "feedback", "attachment"}
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._project_id: int | None = None
        self.history = History(session, _kinds(), _nothing())
        self.view = self.history.view
        self.setLayout(column(self.history))
        self.setFocusProxy(self.view)

    def show_project(self, project_id: int) -> None:
        """Show the history of a project; another one from the newest on, with everything."""
        if project_id != self._project_id:
            self.history.reset()
            self._project_id = project_id
        self.view.show_project(project_id, self.session.read(projects.get, project_id).account_id)
        self.history.show_state()

    def refresh(self) -> None:
        """Read again what is shown."""
        if self._project_id is not None:
            self.show_project(self._project_id)

    def focus_first(self) -> None:
        """Give the keys to the timeline."""
        target = self.view if self.view.timeline_model.rows else self.history.chips
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_at(self, place: object) -> None:
        """Go to a month, by its first day: to the newest entry in it, or the nearest before it."""
        if isinstance(place, date):
            self.history.set_filter("everything")
            self.view.show_month(place)

    def deeds(self) -> Sequence[Command]:
        """Return the filters by their names."""
        from ui.command_palette.command import Command

        return [
            Command(f"project.timeline.{key}", words, partial(self.history.set_filter, key), icon="filter")
            for key, words in [("everything", say("Everything")), *_kinds()]
        ]


def _kinds() -> list[tuple[str, str]]:
    return [
        ("visits", say("Visits")),
        ("calls", say("Calls")),
        ("promises", say("Promises")),
        ("stages", say("Stages and dates")),
        ("signatures", say("Sign-offs")),
        ("payments", say("Payments")),
        ("products", say("Products")),
    ]


def _nothing() -> EmptyState:
    words = say("Visits about this project, its stages, sign-offs and payments stand here as they come.")
    return EmptyState(say("Nothing yet"), words, icon="visits")
