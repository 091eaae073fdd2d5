"""The next steps of an account and its branches, with chips for their kinds."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from models.step_lists import StepFilter
from ui import theme
from ui.session import Session
from ui.steps.lines import StepView
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_row import FilterRow
from ui.widgets.layouts import column, row

_KINDS = {
    "all": (),
    "promises": ("promise",),
    "complaints": ("complaint",),
    "requests": ("request",),
    "risks": ("risk",),
}


class StepsTab(QWidget):
    """The open steps, grouped by when they are due."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._account_ids: tuple[int, ...] = ()
        self.view = StepView(session, say("Next steps"), grouped=True)
        self.chips = FilterRow(
            say("Kind"),
            [
                ("all", say("All kinds")),
                ("promises", say("Our promises")),
                ("complaints", say("Complaints")),
                ("requests", say("Requests")),
                ("risks", say("Risks")),
            ],
        )
        self._nothing = EmptyState(say("Nothing is open"), say("Next steps come from visits, or from New next step."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        self.new_button = button(say("New next step"), icon="plus")
        self.setLayout(column(row(self.chips, self.new_button), self._stack, spacing=theme.GAP))
        self.chips.changed.connect(self.set_kind)
        self.new_button.clicked.connect(self.new_step)

    def reset(self) -> None:
        """Show all kinds of the next account."""
        self.chips.set_current("all")

    def show_accounts(self, account_ids: tuple[int, ...]) -> None:
        """Show the steps of an account and its branches."""
        self._account_ids = account_ids
        self.set_kind(self.chips.current())

    def new_step(self) -> None:
        """Open the editor for a new step at the account itself, the first of its tree."""
        from ui.steps.editor import new_step

        new_step(self._session, self, account_id=self._account_ids[0])

    def set_kind(self, kind: str) -> None:
        """Show one kind alone, or all of them."""
        self.chips.set_current(kind)
        wanted = StepFilter(account_ids=self._account_ids, kinds=_KINDS[kind], plans=kind == "all")
        if self.view.steps_model.wanted == wanted:
            self.view.reload()
        else:
            self.view.set_filter(wanted)
        self._stack.setCurrentWidget(self.view if self.view.steps_model.rows else self._nothing)
