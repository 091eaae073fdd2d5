"""The steps of a plan in its panel: small rows with a check box and a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from models.step_lists import StepItem
from models.text.day_words import day_and_month, short_date
from ui.session import Session
from ui.steps.words import due_of, row_words
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_ROW = 30
_CHECKBOX = 16
SHOWN_CLOSED = 3
"""So many of the closed steps at the beginning are shown; the earlier ones only when they are wanted."""


class PlanStepModel(RowModel[StepItem]):
    """The steps of a plan in their order, without those closed long before."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._steps: tuple[StepItem, ...] = ()
        self._hidden = 0

    def set_steps(self, steps: Sequence[StepItem], *, shows_all: bool) -> None:
        """Show the steps of a plan, all of them or without the earlier closed ones."""
        closed = next((place for place, step in enumerate(steps) if step.closed_at is None), len(steps))
        self._hidden = 0 if shows_all else max(closed - SHOWN_CLOSED, 0)
        self._steps = tuple(steps[self._hidden :])
        self.start_over()

    def hidden(self) -> int:
        """Return how many closed steps at the beginning are not shown."""
        return self._hidden

    def read(self, last: StepItem | None, limit: int) -> Sequence[StepItem]:
        """Return the steps below one."""
        start = next((place + 1 for place, step in enumerate(self._steps) if last and step.id == last.id), 0)
        return self._steps[start : start + limit]

    def words(self, row: StepItem) -> str:
        """Return a step in words."""
        return row_words(self._session, row)


class PlanStepDelegate(RowDelegate):
    """Draws a step of a plan: check box, title, and the day it is due or was closed."""

    has_line = False
    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: StepItem) -> int:
        """Return the height of a row."""
        return _ROW

    def hot_spots(self, row: StepItem, rect: QRect) -> dict[str, QRect]:
        """Return where the check box takes a click."""
        return {"tick": QRect(rect.left(), rect.top(), _CHECKBOX + 8, rect.height())}

    def tip(self, row: StepItem, rect: QRect, position: QPoint) -> str:
        """Return the whole title, and what the check box does."""
        if self.hot_spots(row, rect)["tick"].contains(position):
            return say("Open again (Space)") if row.closed_at else say("Done (Space)")
        return row.title

    def paint_row(self, painter: QPainter, rect: QRect, row: StepItem, state: QStyle.StateFlag) -> None:
        """Draw a step."""
        middle = rect.top() + rect.height() // 2
        box = QRect(rect.left(), middle - _CHECKBOX // 2, _CHECKBOX, _CHECKBOX)
        paint.checkbox(
            painter,
            box,
            checked=row.closed_at is not None,
            hover=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        words, token = self._day_of(row)
        beside = paint.width(words, "caption")
        room = QRect(box.right() + 11, rect.top(), rect.width() - _CHECKBOX - 10 - beside - 10, rect.height())
        paint.text(painter, room, row.title, "body", "text_2" if row.closed_at else "text")
        place = QRect(rect.right() - beside - 1, rect.top(), beside + 2, rect.height())
        paint.text(painter, place, words, "caption", token, paint.RIGHT)

    def _day_of(self, row: StepItem) -> tuple[str, str]:
        """Return the day at the right of a step and its colour."""
        if row.closed_at:
            return day_and_month(language(), date.fromisoformat(row.closed_at[:10])), "text_3"
        due = due_of(self._session, row)
        if due.tone == "plain" and row.due_on:
            return short_date(language(), date.fromisoformat(row.due_on), self._session.today()), "text_2"
        return due.text, paint.TONES[due.tone]
