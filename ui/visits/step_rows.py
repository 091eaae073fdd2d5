"""The rows of the next steps in a visit: tick, kind, words, owner and due date on one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from models.text.day_words import DueWords, due_words
from models.text.field_words import KIND_NAMES, OUTCOME_NAMES
from models.visit_sheet import SheetStep
from ui import theme
from ui.session import Session
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_BOX, _SPOT = 16, 26
_AT_LEFT, _PILL_AT = 5, 28
_OWNER, _DUE = 76, 78


@dataclass(frozen=True, slots=True)
class StepItem:
    """A step and its place in the list."""

    place: int
    step: SheetStep


class StepItems(RowModel[StepItem]):
    """The steps of the sheet that is open."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.steps: list[SheetStep] = []

    def read(self, last: StepItem | None, limit: int) -> Sequence[StepItem]:
        """Return all steps: a visit has few."""
        return [] if last else [StepItem(*one) for one in enumerate(self.steps)]

    def identity(self, row: StepItem) -> object:
        """Return the place: a new step has no other mark."""
        return row.place

    def words(self, row: StepItem) -> str:
        """Return the step in words."""
        step = row.step
        parts = [say(KIND_NAMES[step.kind]), step.title, owner_words(step), due_of(self._session, step).text]
        return ", ".join(filter(None, parts))


class StepDelegate(RowDelegate):
    """Draws a step on one line; the tick, the pen and the cross can be pressed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def paint_row(self, painter: QPainter, rect: QRect, row: StepItem, state: QStyle.StateFlag) -> None:
        """Draw tick, kind, title, owner and due date."""
        step, middle = row.step, rect.center().y()
        paint.checkbox(painter, self._box(rect), checked=step.closed)
        left = rect.left() + _PILL_AT
        width = paint.pill(painter, left, middle + 1, say(KIND_NAMES[step.kind]), step.kind)
        left += max(width, paint.pill_width(say(KIND_NAMES["next_step"]))) + 12  # the titles stand in a column
        # What the pointer or the keys are at shows what can be done to it, where else its owner stands.
        active = bool(state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus))
        due = due_of(self._session, step)
        due_room = QRect(rect.right() - _DUE - 4, rect.top(), _DUE, rect.height())
        paint.text(painter, due_room, due.text, "caption", paint.TONES[due.tone], paint.RIGHT)
        owner = QRect(due_room.left() - _OWNER, rect.top(), _OWNER - theme.GAP, rect.height())
        if active:
            for name, spot in self.hot_spots(row, rect).items():
                if name != "tick":
                    icon = "edit" if name == "edit" else "close"
                    paint.icon(painter, spot.left() + 6, middle, icon, "text_2", 14)
        else:
            paint.text(painter, owner, owner_words(step), "caption", "text_2")
        room = QRect(left, rect.top(), owner.left() - left - theme.GAP, rect.height())
        paint.text(painter, room, step.title, "body", "text_3" if step.closed else "text", struck=step.closed)

    def hot_spots(self, row: StepItem, rect: QRect) -> dict[str, QRect]:
        """Return where the row ticks, opens its words and goes away."""
        right = rect.right() - _DUE - 4
        return {
            "tick": self._box(rect).adjusted(-5, -8, 7, 8),
            "edit": QRect(right - 2 * _SPOT - 8, rect.top(), _SPOT, rect.height()),
            "remove": QRect(right - _SPOT - 8, rect.top(), _SPOT, rect.height()),
        }

    def tip(self, row: StepItem, rect: QRect, position: object) -> str:
        """Return the whole title."""
        return row.step.title

    def _box(self, rect: QRect) -> QRect:
        return QRect(rect.left() + _AT_LEFT, rect.center().y() - _BOX // 2 + 1, _BOX, _BOX)


def owner_words(step: SheetStep) -> str:
    """Return who owes a step, in a word."""
    if step.owner:
        return step.owner
    if step.owner_side == "ours":
        return say("Me")
    return step.people[0].name if step.people else say("Them")


def due_of(session: Session, step: SheetStep) -> DueWords:
    """Return how the due date of a step reads now."""
    if step.closed:
        return DueWords(say(OUTCOME_NAMES[step.outcome]) if step.outcome in OUTCOME_NAMES else say("Done"))
    today: date = session.today()
    return due_words(
        language(),
        step.due,
        today,
        step.kind,
        step.raised_at,
        session.clock.wall(),
        answered=step.answered_at is not None,
        theirs=step.owner_side == "theirs",
        answer_by=step.answer_by,
        solve_by=step.solve_by,
    )
