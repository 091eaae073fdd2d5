"""The steps that came of the visits of a trip: what is open, and what was done today."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from models.step_lists import StepFilter
from ui.session import Session
from ui.steps.lines import StepView
from ui.translations import say
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column


class StepsTab(QWidget):
    """Steps as everywhere: Space ticks one, the menu puts it off."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = StepView(session, say("Next steps"), grouped=True)
        nothing = EmptyState(
            say("Nothing is open"), say("Promises and next steps from the visits of this trip will stand here.")
        )
        self._stack = QStackedWidget()
        for one in (self.view, nothing):
            self._stack.addWidget(one)
        self.setLayout(column(self._stack))

    def show_steps(self, step_ids: Sequence[int]) -> None:
        """Show these steps; the same ones are read again in their place."""
        wanted = StepFilter(step_ids=tuple(step_ids))
        if step_ids and self.view.steps_model.wanted == wanted:
            self.view.reload()
        elif step_ids:
            self.view.set_filter(wanted)
        self._stack.setCurrentIndex(0 if step_ids else 1)
