"""The sections that are lists of steps: what is due, and who waits longest; they act as on the page Next steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models import step_lists, today
from models.step_lists import StepFilter, StepItem
from ui.session import Session
from ui.steps.lines import StepDelegate, StepLine, StepListView, StepRowModel, StepView
from ui.today.sections import Section
from ui.translations import say
from ui.widgets.labels import label
from ui.widgets.layouts import column, frame
from ui.widgets.link import Link

if TYPE_CHECKING:
    from ui.steps.result_line import ResultLine

_DUE = StepFilter(groups=("overdue", "today"))
_DUE_SHOWN = 8
_WAITING_SHOWN = 4
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class StepSection(Section):
    """A list of steps in a card; where a step is ticked, a line below asks what came of it."""

    chosen = Signal(QWidget, int)
    """The keys came to a row of the list, which ends so many pixels below its top."""

    def __init__(self, session: Session, view: StepListView, action: QWidget | None = None) -> None:
        super().__init__(action)
        self.session, self.view = session, view
        self.result: ResultLine | None = None
        view.setProperty("kind", "clear")  # the card's corners are round
        view.step_closed.connect(self._ask_result)
        view.chosen.connect(lambda _row: self._tell_place())
        self.card = frame("card", column(view, margins=1))
        self.body.addWidget(self.card)

    def stops(self) -> list[QWidget]:
        """Return the list."""
        return [self.view]

    def enter(self, step: int) -> bool:
        """Go to the first row from above or to the last one from below."""
        if self.isHidden() or not self.view.rows_model().rowCount():
            return False
        self.view.setCurrentIndex(
            self.view.rows_model().index(0 if step > 0 else self.view.rows_model().rowCount() - 1)
        )
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        self._tell_place()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to another section where the list ends."""
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.left.emit(step)

    def shown_ids(self) -> tuple[int, ...]:
        """Return the ids of the steps that are listed."""
        return tuple(row.id for row in self.view.rows_model().rows if isinstance(row, StepItem))

    def _ask_result(self, item: StepItem) -> None:
        if self.result is None:
            from ui.steps.result_line import ResultLine

            self.result = ResultLine(self.session)
            self.result.closed.connect(self.view.setFocus)
            self.body.insertWidget(1, self.result)
        self.result.ask(item)

    def _tell_place(self) -> None:
        if self.view.hasFocus():
            self.chosen.emit(self.view, self.view.visualRect(self.view.currentIndex()).bottom())


class DueSection(StepSection):
    """What is overdue and what is due today, of both sides."""

    def __init__(self, session: Session) -> None:
        self.all_steps = Link(say("All next steps"), "body", "accent")
        self.all_steps.clicked.connect(lambda: session.open_page("steps"))
        view = StepView(session, say("Due and overdue"), _DUE, two_lines=True, fit_content=True, most=_DUE_SHOWN)
        super().__init__(session, view, self.all_steps)
        self.nothing = label("", "body", "text_2")
        self.body.addWidget(self.nothing)

    def refresh(self) -> None:
        """Read them again."""
        self.view.reload()
        self.view.updateGeometry()
        left = sum(self.session.read(step_lists.counts, _DUE).values())
        self.set_heading(say("Due and overdue"), str(left) if left else "")
        is_empty = not self.view.rows_model().rowCount()
        self.card.setVisible(not is_empty)
        self.nothing.setText(say("Nothing is due today."))
        self.nothing.setVisible(is_empty)

    def stops(self) -> list[QWidget]:
        """Return the way to all steps, and the list."""
        return [self.all_steps, self.view]


class WaitingModel(StepRowModel):
    """Steps in the order in which they are named, not that of their days."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, StepFilter())

    def read(self, last: StepLine | None, limit: int) -> Sequence[StepLine]:
        """Return all of them at once; they are few."""
        ids = self.wanted.step_ids
        if last is not None or not ids:
            return []
        return sorted(super().read(None, limit), key=lambda row: ids.index(row.id) if isinstance(row, StepItem) else 0)


class WaitingSection(StepSection):
    """The requests and complaints that wait longest, and the risks, besides those that stand among what is due."""

    def __init__(self, session: Session) -> None:
        self._model = WaitingModel(session)
        delegate = StepDelegate(session, two_lines=True)
        super().__init__(session, StepListView(session, self._model, delegate, "", fit_content=True))

    def refresh_without(self, shown: tuple[int, ...]) -> None:
        """Read them again, without the steps that the page shows already."""
        found = self.session.read(today.longest_waiting, without=shown, limit=_WAITING_SHOWN)
        self._model.wanted = StepFilter(step_ids=found)
        self._model.reload()
        self.view.updateGeometry()
        title = self._heading()
        self.view.setAccessibleName(title)
        self.set_heading(title, "")
        self.setVisible(bool(found))

    def _heading(self) -> str:
        """Return a name that says no more than what is there."""
        kinds = {row.kind == "risk" for row in self._model.items()}
        if kinds == {True}:
            return say("Risks")
        return say("Requests and complaints") if kinds == {False} else say("Requests, complaints, risks")
