"""The visits of a trip in their order: the day, where it was, who took part, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models.text.day_words import clock_words, weekday_and_date
from models.text.field_words import CHANNEL_NAMES, STATE_NAMES
from models.visit_lists import VisitLine
from ui import theme
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SIDE, _DAY_WIDTH = 12, 116
_TONES = {"planned": "outlined", "missed": "amber", "cancelled": "outlined"}


class TripVisitsModel(RowModel[VisitLine]):
    """Visits that are all known at once, the earliest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: Sequence[VisitLine] = ()

    def show(self, visits: Sequence[VisitLine]) -> None:
        """Show the visits of another trip, or as they are now."""
        self._known = visits
        self.reload()

    def read(self, last: VisitLine | None, limit: int) -> Sequence[VisitLine]:
        """Return the visits below the last one."""
        first = len(self.rows) if last is not None else 0
        return self._known[first : first + limit]

    def words(self, row: VisitLine) -> str:
        """Return a visit in words."""
        state = say(STATE_NAMES[row.state]) if row.state != "held" else ""
        told = language().listing(row.people)
        parts = (_day(row), clock_words(row.start), row.account, state, told, row.summary or row.purpose)
        return language().listing(part for part in parts if part)


class TripVisitDelegate(RowDelegate):
    """Draws a visit in two lines."""

    radius = 6

    def height(self, row: VisitLine) -> int:
        """Return the height of a row of two lines."""
        return theme.TWO_LINE_ROW

    def tip(self, row: VisitLine, rect: QRect, position: QPoint) -> str:
        """Return what may be cut short."""
        return "\n".join(part for part in (row.account, language().listing(row.people), _below(row)) if part)

    def paint_row(self, painter: QPainter, rect: QRect, row: VisitLine, state: QStyle.StateFlag) -> None:
        """Draw one visit."""
        upper = QRect(rect.left() + _SIDE, rect.top() + 5, rect.width() - 2 * _SIDE, 20)
        day = QRect(upper.left(), upper.top(), _DAY_WIDTH, 20)
        paint.text(painter, day, _day(row), "body", "text_2")
        paint.text(painter, day.translated(0, 19), clock_words(row.start), "caption", "text_3")
        right = upper.right()
        if row.state != "held":
            words = say(STATE_NAMES[row.state])
            right -= paint.pill_width(words)
            paint.pill(painter, right, upper.center().y() + 1, words, _TONES[row.state])
            right -= theme.GAP
        if row.confidential:
            paint.icon(painter, right - 14, upper.center().y() + 1, "shield", "text_2", 14)
            right -= 14 + theme.GAP
        left = day.right() + theme.CARD_GAP
        room = QRect(left, upper.top(), max(right - left, 0), 20)
        wide = paint.text(painter, room, row.account, "body_bold")
        people = language().listing(row.people)
        paint.text(painter, room.adjusted(wide + theme.CARD_GAP, 0, 0, 0), people, "body", "text_2")
        lower = QRect(left, upper.top() + 19, max(upper.right() - left, 0), 20)
        paint.text(painter, lower, _below(row), "caption", "text_2" if row.summary else "text_3")


class TripVisitsView(RowView):
    """The list; Enter opens a visit, Delete takes it out of the trip."""

    def __init__(self, model: TripVisitsModel, parent: QWidget | None = None) -> None:
        super().__init__(model, TripVisitDelegate(), say("Visits of the trip"), open_on_click=True, parent=parent)
        model.setParent(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the letters to the page: no visit is looked for by them."""
        if event.key() in (Qt.Key.Key_N, Qt.Key.Key_P) and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)


def _day(row: VisitLine) -> str:
    return weekday_and_date(language(), date.fromisoformat(row.start[:10]))


def _below(row: VisitLine) -> str:
    return row.summary or row.purpose or say(CHANNEL_NAMES[row.channel])
