"""The accounts that may be visited on a trip: each with its tick, when it was seen last, and what is open there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import trip_choice
from models.outreach_choice import Choice
from models.text.day_words import near_date, past_words
from models.trip_choice import Order, TripCandidate
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SIDE, _CHECKBOX = 12, 16
_REGION_AT, _SEEN_AT = 0.5, 0.68
"""Where the columns begin, as parts of the row's width."""


class PlanModel(RowModel[TripCandidate]):
    """The accounts of a choice in an order; none is ticked at first, and what is ticked stays so in another choice."""

    toggled = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.found: list[int] = []
        self._chosen: dict[int, None] = {}

    def choose(self, choice: Choice, order: Order) -> None:
        """Show the accounts of another choice."""
        self.found = self.session.read(trip_choice.choose, choice, order)
        self.start_over()

    def read(self, last: TripCandidate | None, limit: int) -> Sequence[TripCandidate]:
        """Return the accounts below the last one."""
        first = len(self.rows) if last is not None else 0
        return self.session.read(trip_choice.candidates, self.found[first : first + limit])

    def chosen(self) -> list[int]:
        """Return the ids of the accounts that are ticked, in the order they were, also those not shown now."""
        return list(self._chosen)

    def is_chosen(self, row: TripCandidate) -> bool:
        """Return whether an account is ticked."""
        return row.id in self._chosen

    def toggle(self, row: TripCandidate) -> None:
        """Tick an account, or take the tick away."""
        if row.id in self._chosen:
            del self._chosen[row.id]
        else:
            self._chosen[row.id] = None
        index = self.index_of(row.id)
        self.dataChanged.emit(index, index)
        self.toggled.emit()

    def words(self, row: TripCandidate) -> str:
        """Return an account in words."""
        state = say("chosen") if self.is_chosen(row) else say("not chosen")
        seen, over = seen_words(row, self.session.today()), over_words(row)
        said = (state, row.name, row.above, row.region, seen, over, waiting_words(row, self.session.today()))
        return language().listing(part for part in said if part)


class PlanDelegate(RowDelegate):
    """Draws an account in two lines: whose branch it is and what waits there stand below its name."""

    radius = 6

    def __init__(self, model: PlanModel) -> None:
        super().__init__()
        self._model = model

    def height(self, row: TripCandidate) -> int:
        """Return the height of a row of two lines."""
        return theme.TWO_LINE_ROW

    def hot_spots(self, row: TripCandidate, rect: QRect) -> dict[str, QRect]:
        """Return where a click ticks: all over the row."""
        return {"tick": rect}

    def tip(self, row: TripCandidate, rect: QRect, position: QPoint) -> str:
        """Return what may be cut short."""
        waiting = waiting_words(row, self._model.session.today())
        return "\n".join(part for part in (row.name, row.above, row.region, waiting) if part)

    def paint_row(self, painter: QPainter, rect: QRect, row: TripCandidate, state: QStyle.StateFlag) -> None:
        """Draw one account."""
        today = self._model.session.today()
        box = QRect(rect.left() + _SIDE, rect.center().y() - _CHECKBOX // 2, _CHECKBOX, _CHECKBOX)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        paint.checkbox(painter, box, checked=self._model.is_chosen(row), hover=hover)
        left, right = box.right() + theme.CARD_GAP, rect.right() - _SIDE
        region, seen = (rect.left() + round(rect.width() * part) for part in (_REGION_AT, _SEEN_AT))
        upper = QRect(left, rect.top() + 5, max(region - left - theme.GAP, 0), 20)
        paint.text(painter, upper, row.name, "body_bold")
        paint.text(painter, QRect(region, upper.top(), seen - region - theme.GAP, 20), row.region, "body", "text_2")
        room = QRect(seen, upper.top(), max(right - seen, 0), 20)
        tone = "text_2" if row.last_visit else "text_3"
        paint.text(painter, room, seen_words(row, today), "body", tone, paint.RIGHT)
        below = " · ".join(part for part in (row.above, waiting_words(row, today)) if part)
        lower = QRect(left, upper.top() + 19, max(seen - left - theme.GAP, 0), 20)
        paint.text(painter, lower, below, "caption", "text_2")
        tone = "amber" if row.rhythm == "quiet" else "text_2"
        paint.text(painter, room.translated(0, 19), over_words(row), "caption", tone, paint.RIGHT)


class PlanView(RowView):
    """The list; Space ticks an account or takes the tick away, and so does a click."""

    def __init__(self, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(model, PlanDelegate(model), say("Accounts to visit"), parent=parent)
        self.ticked.connect(model.toggle)
        self._delegate().pressed.connect(lambda _spot, row: model.toggle(row))


def seen_words(row: TripCandidate, today: date) -> str:
    """Return when an account was seen last."""
    return past_words(language(), date.fromisoformat(row.last_visit), today) if row.last_visit else say("never visited")


def over_words(row: TripCandidate) -> str:
    """Return by how many days the rhythm has run out, or nothing."""
    return plural("{count} day over", "{count} days over", row.days_over) if row.days_over else ""


def waiting_words(row: TripCandidate, today: date) -> str:
    """Return what is open at an account, and when it will be seen anyway."""
    opened = plural("{count} open", "{count} open", row.open_steps) if row.open_steps else ""
    ahead = ""
    if row.next_visit:
        ahead = say("planned for {day}", day=near_date(language(), date.fromisoformat(row.next_visit), today))
    return language().listing(part for part in (opened, ahead) if part)
