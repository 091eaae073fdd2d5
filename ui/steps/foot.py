"""The foot of the list of next steps: the days, what can be done to several rows, and what came of a ticked one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.step_lists import StepItem
from ui import theme
from ui.session import Session
from ui.steps import deeds
from ui.steps.day_strip import DayStrip
from ui.steps.lines import StepListView, StepView
from ui.steps.result_line import ResultLine
from ui.steps.selection_bar import SelectionBar
from ui.widgets.layouts import column


class Foot(QWidget):
    """Stands below the list and takes room only while one of its parts has something to do; one at a time."""

    def __init__(self, session: Session, view: StepView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._view = session, view
        self._asked_in: StepListView = view
        self._dropped_on: list[date | None] = []
        self._moving: list[StepItem] = []
        self.days = DayStrip(session)
        self.selected = SelectionBar(view)
        self.result = ResultLine(session)
        self.setLayout(column(self.days, self.selected, self.result, spacing=0))
        for part in (self.days, self.selected, self.result):
            layout = part.layout()
            assert layout is not None
            layout.setContentsMargins(0, theme.GAP, 0, theme.CARD_GAP)  # none of it while the part is hidden
        view.steps_model.let_drag()
        view.setDragEnabled(True)
        view.drag_started.connect(self._begin_drag)
        view.drag_ended.connect(self._take_dropped)
        view.step_closed.connect(partial(self.ask, view))
        self.selected.move_wanted.connect(self.choose_day)
        self.days.chosen.connect(self._move_to)
        self.days.dropped.connect(self._drop_on)
        self.days.closed.connect(self.close_days)
        self.result.closed.connect(self._go_back)

    def choose_day(self) -> None:
        """Show the days for what is selected and open, and give them the keys."""
        self._moving = [item for item in self._view.chosen_items() if item.closed_at is None]
        if self._moving:
            self._begin(dragged=False)

    def close_days(self) -> None:
        """Hide the days; the keys go back to the list."""
        self._end_drag()
        self._go_to_list()

    def ask(self, asked_in: StepListView, item: StepItem) -> None:
        """Ask what came of a step that was closed in a list; the keys go back there."""
        self._end_drag()
        self._asked_in = asked_in
        self.result.ask(item)

    def close_innermost(self) -> bool:
        """Select one row where several are selected; returns whether there was something to close."""
        if len(self._view.selected_rows()) < 2:
            return False
        self._view.setCurrentIndex(self._view.currentIndex())
        return True

    def _begin_drag(self, items: Sequence[StepItem]) -> None:
        self._moving = list(items)
        self._begin(dragged=True)

    def _begin(self, *, dragged: bool) -> None:
        self.result.end()
        self.selected.step_back(back=True)
        self.days.begin(self._moving, dragged=dragged)

    def _end_drag(self) -> None:
        self.days.hide()
        self.selected.step_back(back=False)
        self._moving = []

    def _drop_on(self, day: date | None) -> None:
        self._dropped_on = [day]

    def _take_dropped(self) -> None:
        """Move what was dropped on a day, now that the pointer has let go of the list."""
        moving, days = self._moving, self._dropped_on
        self._dropped_on = []
        self._end_drag()
        if days:
            deeds.postpone(self._session, moving, days[0])

    def _move_to(self, day: date | None) -> None:
        moving = self._moving
        self.close_days()
        if moving:
            deeds.postpone(self._session, moving, day)

    def _go_back(self) -> None:
        self._asked_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_list(self) -> None:
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
