"""The history of an account, with the chips that choose what of it is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from models.account_overview import AccountOverview
from ui import theme
from ui.session import Session
from ui.translations import say
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_row import FilterRow
from ui.widgets.layouts import column
from ui.widgets.timeline import TimelineView


class HistoryTab(QWidget):
    """The timeline; sign-offs and payments can be chosen where there are any."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = TimelineView(session, say("Timeline"))
        self.chips = FilterRow(
            say("Show"),
            [
                ("everything", say("Everything")),
                ("visits", say("Visits")),
                ("calls", say("Calls")),
                ("promises", say("Promises")),
                ("people", say("People")),
                ("signatures", say("Sign-offs")),
                ("payments", say("Payments")),
            ],
        )
        self._nothing = EmptyState(say("Nothing yet"), "", icon="visits")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        self.setLayout(column(self.chips, self._stack, spacing=theme.GAP))
        self.chips.changed.connect(self.set_filter)

    def reset(self) -> None:
        """Show everything of the next account."""
        self.chips.set_current("everything")
        self.view.timeline_model.show = "everything"

    def show_account(self, found: AccountOverview) -> None:
        """Show the history of an account."""
        self.chips.chips["signatures"].setVisible(found.has_signatures)
        self.chips.chips["payments"].setVisible(found.has_receivables)
        self.view.show_account(found.account.id)
        self._show_state()

    def set_filter(self, show: str) -> None:
        """Show one kind of entries alone, or everything."""
        self.chips.set_current(show)
        self.view.set_filter(show)
        self._show_state()

    def _show_state(self) -> None:
        if self.chips.current() == "everything":
            self._nothing.set_text(say("Nothing yet"), say("Visits, promises and people stand here as they come."))
        else:
            self._nothing.set_text(say("Nothing of this kind"), say("Choose Everything to see the whole history."))
        self._stack.setCurrentWidget(self.view if self.view.timeline_model.rows else self._nothing)
