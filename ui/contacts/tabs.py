"""The tabs of a person: the history with its chips, and the open steps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import timeline
from models.step_lists import StepFilter
from ui.session import Session
from ui.steps.lines import StepView
from ui.translations import say
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column
from ui.widgets.timeline_tab import TimelineTab

_RARE = ("signatures", "payments", "products")
"""What most people have nothing to do with can be chosen only where there is some."""


class HistoryTab(TimelineTab):
    """The timeline of a person; `visit_wanted` tells that a first visit is to be written down."""

    visit_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        kinds = [
            ("visits", say("Visits")),
            ("calls", say("Calls")),
            ("promises", say("Promises")),
            ("signatures", say("Sign-offs")),
            ("payments", say("Payments")),
            ("products", say("Products")),
        ]
        nothing = EmptyState(
            say("Nothing yet with this person"),
            say("Every visit you had with them, and what was promised, will stand here."),
            say("New visit with this person"),
            icon="visits",
        )
        super().__init__(session, kinds, nothing, parent)
        self._session = session
        nothing.pressed.connect(self.visit_wanted)

    def show_contact(self, contact_id: int) -> None:
        """Show the history of a person."""
        self.view.show_contact(contact_id)
        self.show_state()
        for kind in _RARE:
            there = self._session.read(timeline.of_contact, contact_id, show=kind, limit=1)
            self.chips.chips[kind].setVisible(bool(there))


class StepsTab(QWidget):
    """The open steps that have to do with a person, grouped by when they are due."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = StepView(session, say("Next steps"), grouped=True)
        nothing = EmptyState(
            say("Nothing is open"), say("Promises and next steps from your visits with this person will stand here.")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(nothing)
        self.setLayout(column(self._stack))

    def show_contact(self, contact_id: int) -> None:
        """Show the steps of a person; the same one's are read again in their place."""
        wanted = StepFilter(contact_id=contact_id)
        if self.view.steps_model.wanted == wanted:
            self.view.reload()
        else:
            self.view.set_filter(wanted)
        self._stack.setCurrentIndex(0 if self.view.steps_model.rows else 1)
