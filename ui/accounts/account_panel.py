"""An account's page: head, tabs, and beside them the coverage and what is open between us."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from models import (
    account_lists,
    account_overview,
    asset_lists,
    branch_wishes,
    coverage,
    plan_lists,
    project_lists,
    risks,
    satisfaction,
    silences,
    timeline,
    visit_series,
)
from models.account_overview import AccountOverview, OpenBetweenUs
from models.branch_wishes import Wish
from models.coverage import RoleCoverage
from models.journal import Journal
from models.risks import Risk
from models.satisfaction import Trend
from models.silences import Pursuit
from models.visit_series import MeetingSeries
from ui import alerts
from ui.accounts.about import AboutTab
from ui.accounts.coverage_card import CoverageCard
from ui.accounts.head import AccountHead
from ui.accounts.history_tab import HistoryTab
from ui.accounts.installed_tab import InstalledTab
from ui.accounts.meetings_card import MeetingsCard
from ui.accounts.open_card import OpenCard
from ui.accounts.people_tab import PeopleTab
from ui.accounts.plans_tab import PlansTab
from ui.accounts.projects_tab import ProjectsTab
from ui.accounts.risk_card import SHOWN, RiskCard
from ui.accounts.silence_card import SilenceCard
from ui.accounts.steps_tab import StepsTab
from ui.accounts.wishes_card import WishesCard
from ui.satisfaction.card import SatisfactionCard
from ui.session import Session
from ui.translations import say
from ui.widgets.layouts import scroll
from ui.widgets.record_panel import RecordPanel
from ui.widgets.segments import TabRow

if TYPE_CHECKING:
    from ui.background import Background
    from ui.people_map.view import MapView

_MANY = 300
"""An account with as many branches as this is read for longer than a page may wait."""

_AFTER_HISTORY = 20
"""Milliseconds before those cards are read: the history is painted meanwhile."""


class _Side(NamedTuple):
    """What stands beside the tabs."""

    coverage: Sequence[RoleCoverage]
    open: OpenBetweenUs
    wishes: Sequence[Wish]
    pursuits: list[Pursuit]
    trend: Trend
    meetings: Sequence[MeetingSeries]
    risks: tuple[list[Risk], int]
    has_before: bool | None
    """Whether the history has something from before its people came; None where the history said so itself."""


def _read_side(journal: Journal, account_id: int, tree: Sequence[int]) -> _Side:
    return _Side(
        coverage.at_a_glance(journal, account_id, tree=tree),
        account_overview.open_between(journal, account_id, tree=tree),
        branch_wishes.of_branches(journal, account_id, tree=tree),
        silences.of_account(journal, account_id),
        satisfaction.of_account(journal, account_id, tree=tree),
        visit_series.of_accounts(journal, tree),
        risks.heaviest(journal, tree, SHOWN),
        timeline.has_before(journal, account_id, tree=tree) if len(tree) >= _MANY else None,
    )


class AccountPanel(RecordPanel):
    """One account; the pills of its head and the cards beside it lead to its tabs."""

    whole_width = frozenset({"people"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        tabs = TabRow(
            say("About this account"),
            [
                ("timeline", say("Timeline")),
                ("people", say("People")),
                ("steps", say("Next steps")),
                ("plans", say("Plans")),
                ("projects", say("Projects")),
                ("installed", say("Installed")),
                ("about", say("About")),
            ],
        )
        super().__init__(session, tabs, parent)
        self.account: AccountOverview | None = None
        self.head = AccountHead(session)
        self.history = HistoryTab(session)
        self.people = PeopleTab(session)
        self.steps = StepsTab(session)
        self.plans = PlansTab(session)
        self.projects = ProjectsTab(session)
        self.installed = InstalledTab(session)
        self.about = AboutTab(session)
        self.coverage = CoverageCard()
        self.open = OpenCard(session)
        self.silence = SilenceCard()
        self.meetings = MeetingsCard(session)
        self.satisfaction = SatisfactionCard(session)
        self.wishes = WishesCard(session)
        self.risks = RiskCard(session)
        pages = {
            "timeline": self.history,
            "people": self.people,
            "steps": self.steps,
            "plans": self.plans,
            "projects": self.projects,
            "installed": self.installed,
            "about": scroll(self.about),
        }
        self._cards: tuple[QWidget, ...] = (
            self.coverage,
            self.open,
            self.risks,
            self.wishes,
            self.meetings,
            self.satisfaction,
            self.silence,
        )
        self._side_of: int | None = None
        self._has_before = False
        self._background: Background | None = None
        self._side_timer = QTimer(self, singleShot=True, interval=_AFTER_HISTORY)
        self._side_timer.timeout.connect(self._read_beside)
        self.lay_out(self.head, pages, self._cards)
        self.head.back_wanted.connect(self.back_wanted)
        self.head.list_wanted.connect(self._show_list)
        self.coverage.people_wanted.connect(self.open_coverage)
        self.open.steps_wanted.connect(lambda: self._show_steps("all"))
        self.open.money_wanted.connect(self.open_receivables)
        self.risks.all_wanted.connect(lambda: self._show_steps("risks"))

    def start_over(self) -> None:
        """Begin with the whole history and all kinds of steps."""
        super().start_over()
        self.history.reset()
        self.steps.reset()

    def fill(self, record_id: int) -> None:
        """Show an account outside its tabs; raises NotFound for one that is not there."""
        self.account = found = self.session.read(account_overview.overview, record_id)
        if record_id != self._side_of:
            self._has_before = False
        self.head.fill(found)
        self.tabs.set_count("people", found.line.people)
        self.tabs.set_count("steps", found.steps)
        self.tabs.set_count("plans", self.session.read(plan_lists.count, found.tree_ids))
        self.tabs.set_count("projects", self.session.read(project_lists.count_of, found.tree_ids))
        self.tabs.set_count("installed", self.session.read(asset_lists.count_standing, found.tree_ids))

    def fill_side(self, record_id: int) -> None:
        """Show the coverage, what is open, and what else stands beside the tabs.

        Of an account above hundreds of others they are read beside the window's thread, and come a moment later.
        """
        assert self.account is not None
        self._side_timer.stop()
        if self._background is not None:
            self._background.drop("side")
        tree = self.account.tree_ids
        if len(tree) < _MANY:
            self._show_side(record_id, self.session.read(_read_side, record_id, tree))
            return
        if self._side_of != record_id:  # those of another account must not stand here meanwhile
            for card in self._cards:
                card.hide()
        self._side_timer.start()

    def _read_beside(self) -> None:
        from ui import workers
        from ui.background import Background

        if self._background is None:
            self._background = Background(self)
        found, journal = self.account, self.session.journal
        assert found is not None
        record_id, tree = found.account.id, found.tree_ids

        def work() -> _Side:
            with workers.beside(journal) as own:
                return _read_side(own, record_id, tree)

        self._background.run("side", work, partial(self._show_side, record_id), alerts.current().error)

    def is_settled(self) -> bool:
        """Return whether the cards beside the tabs are those of the account."""
        is_read = self._background is None or not self._background.is_busy()
        return is_read and not self._side_timer.isActive()

    def _show_side(self, record_id: int, side: _Side) -> None:
        self._side_of = record_id
        if side.has_before is not None:
            self._has_before = side.has_before
            self.history.show_before(side.has_before)
        self.coverage.show()
        self.open.show()
        self.coverage.show_coverage(side.coverage)
        self.open.show_open(side.open)
        self.risks.show_risks(*side.risks)
        self.wishes.show_wishes(record_id, side.wishes)
        self.silence.show_pursuits(side.pursuits)
        self.satisfaction.show_trend(side.trend)
        self.meetings.show_meetings(side.meetings)

    def read_tab(self, key: str) -> None:
        """Show a tab of the account."""
        found = self.account
        assert found is not None
        if key == "timeline":
            if len(found.tree_ids) < _MANY:
                self._has_before = self.session.read(timeline.has_before, found.account.id, tree=found.tree_ids)
            self.history.show_account(found, self._has_before)
        elif key == "people":
            self.people.show_account(found.account.id)
        elif key == "steps":
            self.steps.show_accounts(found.tree_ids)
        elif key == "plans":
            self.plans.show_accounts(found.tree_ids, found.account.name)
        elif key == "projects":
            self.projects.show_accounts(found.tree_ids)
        elif key == "installed":
            self.installed.show_accounts(found.tree_ids)
        else:
            self.about.fill(found, self.session.read(account_lists.children, found.account.id))

    def new_plan(self) -> None:
        """Show the plans, and open the editor for a new one."""
        self.show_tab("plans")
        self.plans.new_plan()

    def open_coverage(self) -> None:
        """Show how well each role group is known, and bring the keys to it."""
        self.people.ways.set_current("coverage")
        self.show_tab("people")
        self.people.open_coverage()

    def open_map(self) -> MapView:
        """Show the people as a map, bring the keys to it, and return it."""
        self.show_tab("people")
        return self.people.open_map()

    def open_receivables(self) -> None:
        """Show what the account and its branches owe."""
        from ui.receivables.account_dialog import AccountReceivablesDialog

        if self.record_id is not None:
            AccountReceivablesDialog(self.session, self.record_id, self.window()).open()

    def _show_list(self, wanted: str) -> None:
        """Open the list behind a pill of the head."""
        if wanted == "visits":
            self.show_tab("timeline")
            self.history.set_filter("visits")
            self.history.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif wanted == "invoices":
            self.open.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.open.select_money()
        else:
            self._show_steps(wanted)

    def _show_steps(self, kind: str) -> None:
        self.show_tab("steps")
        self.steps.set_kind(kind)
        self.steps.view.setFocus(Qt.FocusReason.OtherFocusReason)
