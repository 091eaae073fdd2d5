"""The overview of a project: its story over the years, the sign-offs, the three owners, and the money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from models import project_story
from ui import theme
from ui.acceptance.card import AcceptanceCard
from ui.projects.section import ProjectTab
from ui.projects.story_card import StoryCard
from ui.projects.team_card import TeamCard
from ui.projects.team_words import OWNER_NAMES
from ui.receivables.project_card import ProjectReceivableCard
from ui.session import Session
from ui.translations import language, say
from ui.widgets.layouts import column, holding, row, scroll

if TYPE_CHECKING:
    from ui.command_palette.command import Command

_NARROW = 860
"""In a page narrower than this the cards stand one below the other."""


class OverviewTab(ProjectTab):
    """The story in a strip, and below it how far everything is; each card leads to its tab."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"project", "account", "stage", "stage_change", "date_move", "milestone", "visit", "visit_contact", "contact"}
        | {"step", "colleague", "acceptance_item", "acceptance_batch", "signature", "signature_attempt"}
        | {"receivable", "payment", "collection"}
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._project_id: int | None = None
        self.story = StoryCard()
        self.team = TeamCard(session)
        self.acceptance = AcceptanceCard(session)
        self.receivables = ProjectReceivableCard(session)
        self._left = holding(column(self.acceptance, None))
        self._right = holding(column(self.team, self.receivables, None, spacing=theme.CARD_PADDING))
        self._parts = row(self._left, self._right, spacing=theme.CARD_PADDING)
        self._parts.setStretch(0, 1)
        self._parts.setStretch(1, 1)
        page = holding(column(self.story, self._parts, None, spacing=theme.CARD_PADDING))
        self.setLayout(column(scroll(page, name=say("Overview"))))
        self.story.month_opened.connect(self._open_month)
        self.team.steps_wanted.connect(lambda: self.tab_wanted.emit("steps", None))
        self.acceptance.department_opened.connect(lambda name: self.tab_wanted.emit("acceptance", name))
        self.receivables.opened.connect(lambda: self.tab_wanted.emit("receivables", None))

    def show_project(self, project_id: int) -> None:
        """Show a project, or the same one as it is now."""
        self._project_id = project_id
        self.story.show_story(self.session.read(project_story.read, project_id), language().code)
        self.team.show_project(project_id)
        self.acceptance.show_project(project_id)
        self.receivables.show_project(project_id)
        self._left.setHidden(self.acceptance.isHidden())

    def refresh(self) -> None:
        """Read again what is shown."""
        if self._project_id is not None:
            self.show_project(self._project_id)

    def focus_first(self) -> None:
        """Give the keys to the strip of months."""
        self.story.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def deeds(self) -> Sequence[Command]:
        """Return what can be done about the owners, by name."""
        from ui.command_palette.command import Command

        found = []
        for role, name in OWNER_NAMES.items():
            words = say("{what}…", what=name)
            work = partial(self.team.choose_owner, role)
            found.append(Command(f"project.owner.{role}", words, work, icon="person", of=self.team.debt(role).name))
        if self.team.debt("").steps:
            words = say("Give steps of mine or of others to…")
            found.append(Command("project.give", words, self.team.give_others, icon="person-arrow"))
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards one below the other where there is no room for two."""
        super().resizeEvent(event)
        downwards, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._parts.setDirection(downwards if self.width() < _NARROW else beside)

    def _open_month(self, month: object) -> None:
        if isinstance(month, date):
            self.tab_wanted.emit("timeline", month)
