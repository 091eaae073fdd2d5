"""The trips and events as a list: its rows, and how one is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import trip_lists
from models.trip_lists import TripLine
from ui import theme
from ui.session import Session
from ui.trips.words import KIND_ICONS, days_words, led_to_words, line_words, visits_words
from ui.widgets import paint
from ui.widgets.record_list import RecordListView
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_SIDE, _ICON, _TEXT_AT = 12, 18, 44
_DAYS_AT = 0.5
"""Where the days begin, as a part of the row's width."""
_WIDE = 560
"""From this width on there is room for the counts."""


class TripListModel(RowModel[TripLine]):
    """Trips and events, the latest first, those that hold the words of a filter."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.text = ""

    def read(self, last: TripLine | None, limit: int) -> Sequence[TripLine]:
        """Return the trips below the last one."""
        first = len(self.rows) if last is not None else 0
        return self.session.read(trip_lists.lines, self.text, limit=limit, offset=first)

    def words(self, row: TripLine) -> str:
        """Return a trip in words."""
        return line_words(row)


class TripDelegate(RowDelegate):
    """Draws a trip: its kind, name and place, its days, and what there was of visits, accounts and people."""

    radius = 6

    def height(self, row: TripLine) -> int:
        """Return the height of a row of two lines."""
        return theme.TWO_LINE_ROW

    def tip(self, row: TripLine, rect: QRect, position: QPoint) -> str:
        """Return what may be cut short."""
        return "\n".join(part for part in (row.name, row.place) if part)

    def paint_row(self, painter: QPainter, rect: QRect, row: TripLine, state: QStyle.StateFlag) -> None:
        """Draw one trip."""
        upper = QRect(rect.left() + _TEXT_AT, rect.top() + 5, rect.width() - _TEXT_AT - _SIDE, 20)
        lower = upper.translated(0, 19)
        paint.icon(painter, rect.left() + _SIDE, rect.center().y(), KIND_ICONS[row.kind], "text_2", _ICON)
        wide = rect.width() >= _WIDE
        days = rect.left() + round(rect.width() * _DAYS_AT) if wide else upper.right()
        paint.text(painter, QRect(upper.left(), upper.top(), days - upper.left() - 8, 20), row.name, "body_bold")
        below = row.place if wide else days_words(row.first, row.last)
        paint.text(painter, QRect(lower.left(), lower.top(), days - lower.left() - 8, 20), below, "caption", "text_2")
        if wide:
            room = QRect(days, upper.top(), upper.right() - days, 20)
            paint.text(painter, room, days_words(row.first, row.last), "body", "text_2")
            counts = visits_words(row)
            paint.text(painter, room, counts, "body", "text_2", paint.RIGHT)
            paint.text(painter, room.translated(0, 19), led_to_words(row), "caption", "text_3", paint.RIGHT)


class TripListView(RecordListView):
    """The list. Enter opens, N makes a new trip, Delete puts one into the trash."""

    def __init__(self, model: TripListModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, TripDelegate(), name, open_on_click=True, parent=parent)
