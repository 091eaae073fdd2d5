"""The history of an account."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.account_overview import AccountOverview
from ui.session import Session
from ui.translations import say
from ui.widgets.empty_state import EmptyState
from ui.widgets.timeline_tab import TimelineTab


class HistoryTab(TimelineTab):
    """The timeline of an account; what few of them have, such as sign-offs and payments, can be chosen where it is.

    What we did with its people at their former companies is no history of the account, and stands apart.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        kinds = [
            ("visits", say("Visits")),
            ("calls", say("Calls")),
            ("promises", say("Promises")),
            ("people", say("People")),
            ("stages", say("Stages and dates")),
            ("signatures", say("Sign-offs")),
            ("payments", say("Payments")),
            ("products", say("Products")),
            ("before", say("Before they came")),
        ]
        nothing = EmptyState(
            say("Nothing yet"), say("Visits, promises and people stand here as they come."), icon="visits"
        )
        super().__init__(session, kinds, nothing, parent)
        before = say("What we did with the people who work here now, at their former companies")
        self.chips.chips["before"].setToolTip(before)

    def show_account(self, found: AccountOverview, has_before: bool) -> None:
        """Show the history of an account, and whether something was before its people came."""
        self.chips.chips["stages"].setVisible(found.has_projects)
        self.chips.chips["signatures"].setVisible(found.has_signatures)
        self.chips.chips["payments"].setVisible(found.has_receivables)
        self.chips.chips["products"].setVisible(found.has_products)
        self.view.show_account(found.account.id, found.tree_ids)
        self.show_state()
        self.show_before(has_before)

    def show_before(self, has_before: bool) -> None:
        """Offer what was before, where there is something."""
        self.chips.chips["before"].setVisible(has_before)
        if has_before:
            self.chips.show()  # there is something to choose, though the account has no history of its own yet
