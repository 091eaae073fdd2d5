"""The history of an account."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.account_overview import AccountOverview
from ui.session import Session
from ui.translations import say
from ui.widgets.empty_state import EmptyState
from ui.widgets.timeline_tab import TimelineTab


class HistoryTab(TimelineTab):
    """The timeline of an account; sign-offs and payments can be chosen where there are any."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        kinds = [
            ("visits", say("Visits")),
            ("calls", say("Calls")),
            ("promises", say("Promises")),
            ("people", say("People")),
            ("signatures", say("Sign-offs")),
            ("payments", say("Payments")),
        ]
        nothing = EmptyState(
            say("Nothing yet"), say("Visits, promises and people stand here as they come."), icon="visits"
        )
        super().__init__(session, kinds, nothing, parent)

    def show_account(self, found: AccountOverview) -> None:
        """Show the history of an account."""
        self.chips.chips["signatures"].setVisible(found.has_signatures)
        self.chips.chips["payments"].setVisible(found.has_receivables)
        self.view.show_account(found.account.id)
        self.show_state()
