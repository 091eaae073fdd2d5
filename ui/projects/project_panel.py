"""One project: its head, and its tabs, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import project_lists
from models.project_lists import ProjectSheet
from ui import theme
from ui.projects import parts
from ui.projects.about_tab import AboutTab
from ui.projects.head import ProjectHead
from ui.projects.section import ProjectTab
from ui.session import EVERYTHING, Session
from ui.translations import say
from ui.widgets.layouts import column
from ui.widgets.segments import TabRow

if TYPE_CHECKING:
    from ui.command_palette.command import Command

HEAD_TABLES = frozenset(
    {"project", "account", "stage", "stage_change", "signature", "receivable", "payment", "step", "plan", "attachment"}
    | {"visit"}
)
"""The tables of what the head and the counts of the tabs say."""

_TAB_OF_PILL = {
    "outcome": "about",
    "month": "timeline",
    "target": "about",
    "value": "about",
    "blocked": "acceptance",
    "overdue": "receivables",
}


class ProjectPanel(QWidget):
    """The page of one project."""

    back_wanted = Signal()
    stage_wanted = Signal()
    sign_off_wanted = Signal()
    outcome_wanted = Signal()
    menu_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.record_id: int | None = None
        self.sheet: ProjectSheet | None = None
        self.head = ProjectHead()
        self.tabs = TabRow(say("About this project"), [(key, say(name)) for key, (name, _) in parts.TABS.items()])
        self._first_tab = self.tabs.current()
        self._made: dict[str, ProjectTab] = {}
        self._stale: set[str] = set()
        self._stack = QStackedWidget()
        margin = theme.MARGIN
        margins = QMargins(margin, theme.CARD_PADDING, margin, theme.GAP)
        body = column(self.head, self.tabs, self._stack, spacing=theme.GAP, margins=margins)
        body.setStretch(2, 1)
        self.setLayout(body)
        self.tabs.changed.connect(self.show_tab)
        self.head.back_wanted.connect(self.back_wanted)
        self.head.account_wanted.connect(self._open_account)
        self.head.stage_wanted.connect(self.stage_wanted)
        self.head.sign_off_wanted.connect(self.sign_off_wanted)
        self.head.menu_wanted.connect(self.menu_wanted)
        self.head.pill_pressed.connect(self._follow_pill)

    def show_record(self, record_id: int) -> None:
        """Show a project, another one from the first tab on; raises NotFound for one that is not there."""
        self._fill(record_id)
        if record_id != self.record_id:
            self.tabs.set_current(self._first_tab)
            self._stale = set(self._made)
        self.record_id = record_id
        self.show_tab(self.tabs.current())

    def refresh(self) -> None:
        """Read again what is out of date; raises NotFound when the project is no longer there."""
        if self.record_id is not None:
            self._fill(self.record_id)
            self.show_tab(self.tabs.current())

    def note_changes(self, tables: frozenset[str]) -> None:
        """Know which tabs show something that is different now."""
        self._stale |= {key for key, tab in self._made.items() if tables == EVERYTHING or tables & tab.tables}

    def tab(self, key: str) -> ProjectTab:
        """Return a tab, made when it is wanted for the first time."""
        if key not in self._made:
            made = parts.make_tab(key, self.session)
            made.heading_changed.connect(lambda: self._count(key))
            made.tab_wanted.connect(self.go_to)
            if isinstance(made, AboutTab):
                made.edit_wanted.connect(self.edit_wanted)
            self._made[key] = made
            self._stale.add(key)
            self._stack.addWidget(made)
        return self._made[key]

    def current_tab(self) -> ProjectTab | None:
        """Return the tab that is shown."""
        return self._made.get(self.tabs.current())

    def show_tab(self, key: str) -> None:
        """Show a tab of the project; it is read when it is out of date."""
        if self.record_id is None:
            return
        self.tabs.set_current(key)
        tab = self.tab(key)
        if key in self._stale:
            tab.show_project(self.record_id)
            self._stale.discard(key)  # only now: what could not be read is read when it is shown again
            self._count(key)
        self._stack.setCurrentWidget(tab)

    def go_to(self, key: str, place: object = None) -> None:
        """Show a tab, at a place in it if one is given, and bring the keys there."""
        self.show_tab(key)
        tab = self.current_tab()
        if tab is not None:
            if place is not None:
                tab.show_at(place)
            tab.focus_first()

    def focus_tabs(self) -> None:
        """Give the focus to the tabs, from where the arrows and Tab lead on."""
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def deeds(self) -> Sequence[Command]:
        """Return what can be done in the tab that is shown."""
        tab = self.current_tab()
        return tab.deeds() if tab is not None else ()

    def leave(self) -> bool:
        """Finish what is being written in the tabs; return whether all may be left."""
        left = [tab.leave() for tab in self._made.values()]  # every one, also behind one that stays
        return all(left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back (Esc), move to a stage (M), record a sign-off (S), note the outcome (W) or edit (E).

        A key reaches the panel only where nothing inside has a use for it.
        """
        wanted = {
            Qt.Key.Key_Escape: self.back_wanted,
            Qt.Key.Key_M: self.stage_wanted,
            Qt.Key.Key_S: self.sign_off_wanted,
            Qt.Key.Key_W: self.outcome_wanted,
            Qt.Key.Key_E: self.edit_wanted,
        }
        told = wanted.get(Qt.Key(event.key())) if not event.modifiers() else None
        if told is None:
            super().keyPressEvent(event)
        else:
            told.emit()

    def _fill(self, record_id: int) -> None:
        self.sheet = found = self.session.read(project_lists.sheet, record_id)
        self.head.fill(found, self.session.today())
        counts = {
            "acceptance": found.open_signatures,
            "receivables": found.receivables,
            "steps": found.steps,
            "risks": found.risks,
            "files": found.files,
        }
        for key, count in counts.items():
            self.tabs.set_count(key, count)

    def _count(self, key: str) -> None:
        count = self._made[key].count()
        if count is not None:
            self.tabs.set_count(key, count)

    def _open_account(self) -> None:
        if self.sheet is not None:
            self.session.open_record("account", self.sheet.project.account_id)

    def _follow_pill(self, pill: str) -> None:
        if pill == "stage":
            self.stage_wanted.emit()
            return
        self.go_to(_TAB_OF_PILL[pill], ("signature", "blocked") if pill == "blocked" else None)
