"""An account's page: head, tabs, and beside them the coverage and what is open between us."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QWidget

from models import account_lists, account_overview
from models.account_overview import AccountOverview
from ui import theme
from ui.accounts.about import AboutTab
from ui.accounts.coverage_card import CoverageCard
from ui.accounts.head import AccountHead
from ui.accounts.history_tab import HistoryTab
from ui.accounts.open_card import OpenCard
from ui.accounts.people_tab import PeopleTab
from ui.accounts.steps_tab import StepsTab
from ui.session import Session
from ui.translations import say
from ui.widgets.layouts import column, holding, scroll
from ui.widgets.segments import TabRow

_SIDE_BY_SIDE = 760
"""From this width on the right column stands beside the main one, else below it."""


class AccountPanel(QWidget):
    """One account. It is built once and filled again for each; a tab is read when it is seen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.account: AccountOverview | None = None
        self._read_tabs: set[str] = set()
        self.head = AccountHead(session)
        self.tabs = TabRow(
            say("About this account"),
            [
                ("timeline", say("Timeline")),
                ("people", say("People")),
                ("steps", say("Next steps")),
                ("about", say("About")),
            ],
        )
        self.history = HistoryTab(session)
        self.people = PeopleTab(session)
        self.steps = StepsTab(session)
        self.about = AboutTab(session)
        self.coverage = CoverageCard()
        self.open = OpenCard(session)
        self._lay_out()
        self.tabs.changed.connect(self.show_tab)
        self.head.list_wanted.connect(self._show_list)
        self.coverage.people_wanted.connect(lambda: self.show_tab("people"))
        self.open.steps_wanted.connect(lambda: self._show_steps("all"))

    def _lay_out(self) -> None:
        self._pages: dict[str, QWidget] = {
            "timeline": self.history,
            "people": self.people,
            "steps": self.steps,
            "about": scroll(self.about),
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        below = QMargins(0, 0, 0, theme.MARGIN)
        self._side = holding(column(self.coverage, self.open, None, spacing=theme.CARD_PADDING, margins=below))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(theme.COLUMN_GAP)
        self._body.addWidget(self._stack, 1)
        self._body.addWidget(self._side)
        self._area = scroll(holding(self._body))
        self._area.verticalScrollBar().rangeChanged.connect(self._keep_right_edge)
        margin = theme.MARGIN
        top = column(self.head, 4, self.tabs, spacing=theme.CARD_GAP, margins=QMargins(0, 0, margin, 0))
        self.setLayout(column(top, self._area, spacing=theme.CARD_GAP, margins=QMargins(margin, margin, 0, 0)))
        self._keep_right_edge(0, 0)
        self._arrange()

    def _keep_right_edge(self, _first: int, last: int) -> None:
        """Let the cards end below the top bar's button, with a scroll bar beside them or without."""
        taken = self._area.verticalScrollBar().sizeHint().width() if last else 0
        self._body.setContentsMargins(0, 0, theme.MARGIN - taken, 0)

    def show_account(self, account_id: int) -> None:
        """Show an account, a new one from the first tab on; raises NotFound for one that is not there."""
        if self.account is None or self.account.account.id != account_id:
            self.tabs.set_current("timeline")
            self.history.reset()
            self.steps.reset()
        self._fill(account_id)

    def refresh(self) -> None:
        """Read the account again; raises NotFound when it is no longer there."""
        if self.account is not None:
            self._fill(self.account.account.id)

    def show_tab(self, key: str) -> None:
        """Show a tab; it is read when it was not yet."""
        self.tabs.set_current(key)
        self._stack.setCurrentWidget(self._pages[key])
        if self.account is not None and key not in self._read_tabs:
            self._read_tabs.add(key)
            self._read_tab(key, self.account)

    def _fill(self, account_id: int) -> None:
        found = self.session.read(account_overview.overview, account_id)
        self.account = found
        self.head.fill(found)
        self.tabs.set_count("people", found.line.people)
        self.tabs.set_count("steps", found.steps)
        self.coverage.show_coverage(self.session.read(account_overview.coverage, account_id))
        self.open.show_open(self.session.read(account_overview.open_between, account_id))
        self._read_tabs.clear()
        self.show_tab(self.tabs.current())

    def _read_tab(self, key: str, found: AccountOverview) -> None:
        if key == "timeline":
            self.history.show_account(found)
        elif key == "people":
            self.people.show_account(found.account.id)
        elif key == "steps":
            self.steps.show_accounts(found.tree_ids)
        else:
            self.about.fill(found, self.session.read(account_lists.children, found.account.id))

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() - 2 * theme.MARGIN >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(direction)
        self._side.setMinimumWidth(theme.RIGHT_COLUMN if beside else 0)
        self._side.setMaximumWidth(theme.RIGHT_COLUMN if beside else 16_777_215)
        self._side.setSizePolicy(
            QSizePolicy.Policy.Fixed if beside else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred
        )
        self._stack.setMinimumHeight(280 if beside else 420)
