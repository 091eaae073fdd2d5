"""The tab with what a project is: its facts and notes, its milestones, and how its stages and dates moved."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QWidget

from models import colleagues, milestones, project_course, projects
from models.milestones import MilestoneRow
from models.project_course import MovedDate, StageMove
from models.projects import ProjectRow
from models.text.day_words import full_date
from ui import theme
from ui.contacts.side_lists import SideCard, SideRow
from ui.projects.section import ProjectTab
from ui.projects.team_words import OWNER_NAMES
from ui.projects.words import milestone_words, outcome_words, value_words
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets import menus
from ui.widgets.buttons import button
from ui.widgets.labels import label, selectable
from ui.widgets.layouts import NO_LIMIT, column, holding, row, scroll

_NAME_WIDTH = 140
_BESIDE = 720
"""From this width on the cards stand beside the facts, else below them."""


class AboutTab(ProjectTab):
    """What is empty takes no room; milestones are made, changed and put in order here."""

    tables = frozenset(
        {"project", "milestone", "date_move", "stage_change", "signature", "colleague", "account", "receivable"}
    )
    edit_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._project_id: int | None = None
        self._facts: dict[str, tuple[QLabel, QLabel]] = {}
        self._notes_head, self._notes = label(say("Notes"), "body_bold"), selectable("notes")
        self.edit_button = button(say("Edit"), icon="edit", name=say("Edit this project"))
        self.milestones = SideCard(say("Milestones"), say("No milestone yet."), say("New milestone"))
        self.stages = SideCard(say("Stages"), say("No stage yet."))
        self.dates = SideCard(say("Moved dates"), say("No date has moved."))
        self.left = holding(self._left())
        self.cards = holding(
            column(self.milestones, self.stages, self.dates, None, spacing=theme.CARD_GAP), say("Course of the project")
        )
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(theme.COLUMN_GAP)
        self._body.setContentsMargins(0, 0, theme.GAP, theme.GAP)
        self._body.addWidget(self.left, 1)
        self._body.addWidget(self.cards)
        self.setLayout(column(scroll(holding(self._body), name=say("About this project"))))
        self.edit_button.clicked.connect(self.edit_wanted)
        self.milestones.added.connect(self.new_milestone)
        self.milestones.list.opened.connect(lambda shown: self.edit_milestone(shown.record))
        self.milestones.list.ticked.connect(lambda shown: self._reach(shown.record))
        self.milestones.list.removed.connect(lambda shown: self._remove(shown.record))
        self.milestones.list.menu_wanted.connect(self._show_menu)

    def show_project(self, project_id: int) -> None:
        """Show what a project is."""
        self._project_id = project_id
        project = self.session.read(projects.get, project_id)
        self._show_facts(project)
        found = self.session.read(milestones.listing, project_id)
        today = self.session.today()
        self.milestones.show_rows([_milestone_row(one, today) for one in found])
        moves = self.session.read(project_course.stage_moves, project_id)
        self.stages.show_rows([_stage_row(one) for one in moves])
        moved = self.session.read(project_course.moved_dates, project_id)
        self.dates.show_rows([_date_row(one) for one in moved])
        self.dates.setVisible(bool(moved))

    def focus_first(self) -> None:
        """Begin at the milestones, or at the button that makes one."""
        target = self.milestones.list if self.milestones.model.rows else self.edit_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def new_milestone(self) -> None:
        """Open the dialog for a new milestone."""
        self._open(None)

    def edit_milestone(self, milestone: MilestoneRow) -> None:
        """Open the dialog of a milestone."""
        self._open(milestone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(way)
        # The facts are short; what is said of milestones and stages is read whole where there is room for it.
        wide = max(theme.SIDE_PANEL + theme.COLUMN_GAP, self.width() * 11 // 20)
        self.cards.setMinimumWidth(wide if beside else 0)
        self.cards.setMaximumWidth(wide if beside else NO_LIMIT)

    def _left(self) -> QBoxLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.CARD_PADDING)
        grid.setVerticalSpacing(theme.GAP)
        grid.setColumnMinimumWidth(0, _NAME_WIDTH)
        grid.setColumnStretch(1, 1)
        for number, (key, name) in enumerate(_names().items()):
            self._facts[key] = (label(name, "body", "text_2"), selectable())
            for at, part in enumerate(self._facts[key]):
                grid.addWidget(part, number, at, Qt.AlignmentFlag.AlignTop)
        top = row(label(say("Facts"), "section"), None, self.edit_button)
        return column(top, grid, 4, self._notes_head, self._notes, None, spacing=theme.CARD_GAP)

    def _show_facts(self, project: ProjectRow) -> None:
        names = {one.id: one.name for one in self.session.read(colleagues.listing)}
        owners = {
            "sales": project.sales_owner_id,
            "delivery": project.delivery_owner_id,
            "finance": project.finance_owner_id,
        }
        percent = say("{percent} %", percent=project.probability) if project.probability is not None else ""
        rhythm = project.rhythm_days
        texts = {
            "value": value_words(project.value_minor, project.currency),
            "probability": percent,
            "expected": _day(project.expected_on),
            "outcome": _decided(project),
            "why": project.outcome_reason,
            "closed": _day(project.closed_on),
            "competitor": project.competitor,
            "contract": project.contract_number,
            **{role: names.get(owner or 0, "") for role, owner in owners.items()},
            "rhythm": plural("{count} day", "{count} days", rhythm) if rhythm else "",
        }
        for key, text in texts.items():
            for part in self._facts[key]:
                part.setVisible(bool(text))
            self._facts[key][1].setText(text)
        for part in (self._notes_head, self._notes):
            part.setVisible(bool(project.notes))
        self._notes.setText(project.notes)

    def _open(self, milestone: MilestoneRow | None) -> None:
        from ui.projects.milestone_dialog import MilestoneDialog

        assert self._project_id is not None
        MilestoneDialog(self.session, self._project_id, milestone, self).open()

    def _reach(self, milestone: MilestoneRow) -> None:
        if milestone.reached_on is None and self.session.run(milestones.reach, milestone.id):
            self.session.say(say("{milestone} is reached.", milestone=milestone.name), can_undo=True)

    def _remove(self, milestone: MilestoneRow) -> None:
        if self.session.run(milestones.trash, milestone.id):
            self.session.say(say("{milestone} was removed.", milestone=milestone.name), can_undo=True)

    def _show_menu(self, shown: SideRow, place: QPoint) -> None:
        milestone = shown.record
        assert isinstance(milestone, MilestoneRow)
        menu = menus.new_menu(milestone.name, self)
        menus.add(menu, say("Edit…"), partial(self._open, milestone), "edit", say("Enter"))
        if milestone.reached_on is None:
            menus.add(menu, say("Reached today"), partial(self._reach, milestone), "check", say("Space"))
        menus.add(menu, say("Move up"), partial(self._move, milestone, -1), "chevron-up")
        menus.add(menu, say("Move down"), partial(self._move, milestone, 1), "chevron-down")
        menu.addSeparator()
        menus.add(menu, say("Remove"), partial(self._remove, milestone), "trash", say("Del"))
        menus.show(menu, place)

    def _move(self, milestone: MilestoneRow, by: int) -> None:
        self.session.run(milestones.arrange, milestone.id, by)


def _day(day: str | None) -> str:
    return full_date(language(), date.fromisoformat(day)) if day else ""


def _decided(project: ProjectRow) -> str:
    words = outcome_words(project.outcome)
    return say("{what}, {day}", what=words, day=_day(project.decided_on)) if words and project.decided_on else words


def _milestone_row(one: MilestoneRow, today: date) -> SideRow:
    words, tone = milestone_words(one, today)
    icon = {"good": "check", "late": "warning"}.get(tone, "flag")
    return SideRow(one.id, one.name, words, one, icon=icon, tip="\n".join(part for part in (words, one.notes) if part))


def _stage_row(one: StageMove) -> SideRow:
    days = plural("{count} day", "{count} days", one.days)
    since = full_date(language(), date.fromisoformat(one.changed_on))
    detail = language().listing(part for part in (since, days, one.reason) if part)
    return SideRow(one.id, one.to_stage, detail, one, icon="flag", tip=one.reason)


def _date_row(one: MovedDate) -> SideRow:
    before = full_date(language(), date.fromisoformat(one.from_on)) if one.from_on else say("no day")
    after = full_date(language(), date.fromisoformat(one.to_on)) if one.to_on else say("no day")
    days = one.days or 0
    later = plural("{count} day later", "{count} days later", days) if days > 0 else ""
    earlier = plural("{count} day earlier", "{count} days earlier", -days) if days < 0 else ""
    words = say("{before} → {after}", before=before, after=after)
    noted = full_date(language(), date.fromisoformat(one.noted_on))
    detail = language().listing(part for part in (one.milestone, later or earlier, noted, one.reason) if part)
    return SideRow(one.id, words, detail, one, icon="clock", tip=one.reason)


def _names() -> dict[str, str]:
    return {
        "value": say("Value"),
        "probability": say("Probability"),
        "expected": say("Expected"),
        "outcome": say("Outcome"),
        "why": say("Why"),
        "closed": say("Over since"),
        "competitor": say("Competitors"),
        "contract": say("Contract number"),
        **{role: say(name) for role, name in OWNER_NAMES.items()},
        "rhythm": say("Days between contacts"),
    }
