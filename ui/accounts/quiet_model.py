"""The rows of Going quiet: under which headings they stand, and how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from models import quiet_lists
from models.quiet_lists import QuietLine, QuietState
from models.row_class import row_class
from models.text.day_words import near_date
from models.text.language import Label
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

STATE_NAMES: dict[QuietState, Label] = {
    "over": Label("Past their rhythm"),
    "soon": Label("Soon"),
    "snoozed": Label("Snoozed"),
}
_HEADING = 36
_SIDE = 12
_SPOT = 28
_WIDE = 620
"""From this width on there is room for what it was about last time."""


@row_class
class QuietHeading:
    """The heading of a state, with how many stand below it."""

    state: QuietState
    count: int

    @property
    def id(self) -> str:
        """What tells this row from others."""
        return self.state


QuietRow = QuietLine | QuietHeading


class QuietModel(RowModel[QuietRow]):
    """Who goes quiet, a heading above each state."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def read(self, last: QuietRow | None, limit: int) -> Sequence[QuietRow]:
        """Return the rows below the last one; a heading never is the last."""
        shown = sum(isinstance(row, QuietLine) for row in self.rows) if last is not None else 0
        found = self.session.read(quiet_lists.read, limit=limit, offset=shown)
        state = last.state if last is not None else None
        rows: list[QuietRow] = []
        for line in found:
            if line.state != state:
                state = line.state
                rows.append(QuietHeading(state, line.in_state))
            rows.append(line)
        return rows

    def words(self, row: QuietRow) -> str:
        """Return a row in words."""
        if isinstance(row, QuietHeading):
            return say("{group}, {count}", group=STATE_NAMES[row.state], count=row.count)
        said = (row.name, _place_words(row), state_words(self.session, row), rhythm_words(row), seen_words(row))
        return language().listing(part for part in said if part)

    def can_select(self, row: QuietRow) -> bool:
        """Return whether this is no heading."""
        return isinstance(row, QuietLine)


class QuietDelegate(RowDelegate):
    """Draws a line: who, what it was about, how far over; and what can be done about it at the right."""

    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: QuietRow) -> int:
        """Return the height of a row or of a heading."""
        return _HEADING if isinstance(row, QuietHeading) else theme.TWO_LINE_ROW

    def has_surface(self, row: QuietRow) -> bool:
        """Return whether this is no heading."""
        return isinstance(row, QuietLine)

    def hot_spots(self, row: QuietRow, rect: QRect) -> dict[str, QRect]:
        """Return where a click plans a visit, logs a call, or snoozes."""
        if isinstance(row, QuietHeading):
            return {}
        left = rect.right() - _SIDE - 3 * _SPOT
        return {
            key: QRect(left + number * _SPOT, rect.top(), _SPOT, rect.height())
            for number, key in enumerate(("plan", "log", "snooze"))
        }

    def tip(self, row: QuietRow, rect: QRect, position: QPoint) -> str:
        """Return what a click does there, or why the row is snoozed."""
        if isinstance(row, QuietHeading):
            return ""
        for key, spot in self.hot_spots(row, rect).items():
            if spot.contains(position):
                return _spot_words(row)[key]
        return row.reason or row.about

    def paint_row(self, painter: QPainter, rect: QRect, row: QuietRow, state: QStyle.StateFlag) -> None:
        """Draw a line or a heading."""
        if isinstance(row, QuietHeading):
            line = QRect(rect.left() + _SIDE, rect.bottom() - 29, rect.width(), 28)
            wide = paint.text(painter, line, say(STATE_NAMES[row.state]), "body_bold")
            paint.text(painter, line.adjusted(wide + theme.GAP, 1, 0, 0), str(row.count), "caption", "text_3")
            return
        spots = self.hot_spots(row, rect)
        for key, icon in (("plan", "visits"), ("log", "call"), ("snooze", "clock")):
            middle = rect.top() + rect.height() // 2
            token = "accent" if key == "snooze" and row.state == "snoozed" else "text_3"
            paint.icon(painter, spots[key].left() + 6, middle, icon, token, 16)
        right = spots["plan"].left() - theme.CARD_GAP
        state_left = rect.left() + round(rect.width() * (0.62 if rect.width() >= _WIDE else 0.5))
        first, second = _lines(rect)
        self._paint_state(painter, first, second, row, state_left, right)
        self._paint_name(painter, first, second, row, state_left - theme.CARD_GAP)

    def _paint_name(self, painter: QPainter, first: QRect, second: QRect, row: QuietLine, right: int) -> None:
        left = first.left() + _SIDE
        if row.kind == "contact":
            left += paint.icon(painter, left, first.center().y() + 1, "person", "text_2", 14) + 4
        name = QRect(left, first.top(), max(right - left, 0), first.height())
        wide = paint.text(painter, name, row.name, "body_bold")
        paint.text(painter, name.adjusted(wide + theme.GAP, 0, 0, 0), _place_words(row), "caption", "text_3")
        about = QRect(first.left() + _SIDE, second.top(), max(right - first.left() - _SIDE, 0), second.height())
        paint.text(painter, about, seen_words(row), "caption", "text_2")

    def _paint_state(
        self, painter: QPainter, first: QRect, second: QRect, row: QuietLine, left: int, right: int
    ) -> None:
        token = "amber" if row.is_amber and row.planned_on is None else "text"
        room = QRect(left, first.top(), max(right - left, 0), first.height())
        paint.text(painter, room, state_words(self._session, row), "body", token)
        below = row.reason if row.state == "snoozed" else rhythm_words(row)
        paint.text(painter, room.translated(0, second.top() - first.top()), below, "caption", "text_2")


def state_words(session: Session, line: QuietLine) -> str:
    """Return how a line stands to its rhythm, or what is planned, or until when it is snoozed."""
    today = session.today()
    if line.snoozed_until is not None:
        return say("until {day}", day=near_date(language(), date.fromisoformat(line.snoozed_until), today))
    if line.planned_on is not None:
        return say("planned {day}", day=near_date(language(), date.fromisoformat(line.planned_on), today))
    if line.days_over > 0:
        return plural("{count} day over", "{count} days over", line.days_over)
    if line.days_over == 0:
        return say("due today")
    return plural("{count} day left", "{count} days left", -line.days_over)


def rhythm_words(line: QuietLine) -> str:
    """Return the rhythm of a line."""
    return plural("Rhythm every day", "Rhythm every {count} days", line.rhythm_days)


def seen_words(line: QuietLine) -> str:
    """Return when it was seen last and about what."""
    when = plural("{count} day ago", "{count} days ago", line.days)
    return say("{when}: {topic}", when=when, topic=line.about) if line.about else when


def _place_words(line: QuietLine) -> str:
    if line.kind == "contact":
        return line.account
    return say("class {name}", name=line.account_class) if line.account_class else ""


def _spot_words(line: QuietLine) -> dict[str, str]:
    return {
        "plan": say("Plan a visit (P)") if line.planned_visit_id is None else say("Open the planned visit (P)"),
        "log": say("Log a contact (L)"),
        "snooze": say("End the snooze (S)") if line.state == "snoozed" else say("Snooze, with a reason (S)"),
    }


def _lines(rect: QRect) -> tuple[QRect, QRect]:
    """Return the rectangles of the two lines of a row."""
    top = rect.top() + (rect.height() - 36) // 2
    return QRect(rect.left(), top, rect.width(), 20), QRect(rect.left(), top + 20, rect.width(), 16)
