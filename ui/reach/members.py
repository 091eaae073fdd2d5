"""The accounts of an outreach: who is still to be reached, and what came of the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from models import outreach
from models.outreach import Member, MemberState
from models.text.day_words import clock_words, near_date
from models.text.language import Label
from ui import theme
from ui.session import Session
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

STATE_NAMES: dict[MemberState, Label] = {
    "open": Label("to be reached"),
    "planned": Label("planned"),
    "reached": Label("reached"),
    "skipped": Label("skipped"),
}
_ON: dict[MemberState, Label] = {
    "planned": Label("planned {when}"),
    "reached": Label("reached {when}"),
    "skipped": Label("skipped {when}"),
}
_TOKENS: dict[MemberState, str] = {"open": "text", "planned": "accent", "reached": "text_3", "skipped": "text_3"}
_SIDE = 12
_STATE_AT = 0.62
"""Where the second column begins, as a part of the row's width."""


class MemberModel(RowModel[Member]):
    """All accounts of an outreach, those still to be reached first."""

    def __init__(self, session: Session, plan_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._plan_id = plan_id
        self._found: list[Member] = []

    def read(self, last: Member | None, limit: int) -> Sequence[Member]:
        """Return the accounts below the last one."""
        if last is None:
            self._found = self.session.read(outreach.members, self._plan_id)
        first = len(self.rows) if last is not None else 0
        return self._found[first : first + limit]

    def left(self) -> int:
        """Return how many are still to be reached."""
        return sum(member.state in ("open", "planned") for member in self._found)

    def count(self) -> int:
        """Return how many accounts there are."""
        return len(self._found)

    def words(self, row: Member) -> str:
        """Return an account in words."""
        said = (row.account, row.above, state_words(row, self.session.today()), row.words)
        return language().listing(part for part in said if part)


class MemberDelegate(RowDelegate):
    """Draws an account: its name and what stands above it, its state, and what was said."""

    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: Member) -> int:
        """Return the height of a row."""
        return theme.TWO_LINE_ROW if row.words else theme.ROW

    def tip(self, row: Member, rect: QRect, position: QPoint) -> str:
        """Return what was said, whole."""
        return row.words

    def paint_row(self, painter: QPainter, rect: QRect, row: Member, state: QStyle.StateFlag) -> None:
        """Draw one account."""
        top = rect.top() + (6 if row.words else (rect.height() - 20) // 2)
        second = rect.left() + round(rect.width() * _STATE_AT)
        is_over = row.state in ("reached", "skipped")
        left = rect.left() + _SIDE
        if is_over:
            left += (
                paint.icon(painter, left, top + 10, "check" if row.state == "reached" else "close", "text_3", 14) + 6
            )
        name = QRect(left, top, max(second - left - theme.CARD_GAP, 0), 20)
        wide = paint.text(painter, name, row.account, "body_bold", "text_2" if is_over else "text")
        paint.text(painter, name.adjusted(wide + theme.GAP, 1, 0, 0), row.above, "caption", "text_3")
        room = QRect(second, top, max(rect.right() - _SIDE - second, 0), 20)
        said = state_words(row, self._session.today())
        paint.text(painter, room, said, "body", _TOKENS[row.state], paint.RIGHT)
        if row.words:
            below = QRect(left, top + 20, max(rect.right() - _SIDE - left, 0), 16)
            paint.text(painter, below, row.words, "caption", "text_2")


def state_words(member: Member, today: date) -> str:
    """Return what became of an account, and when."""
    state = say(STATE_NAMES[member.state])
    if not member.when or member.state == "open":
        return state
    day, time = date.fromisoformat(member.when[:10]), clock_words(member.when)
    when = time if day == today and time else near_date(language(), day, today)
    return say(_ON[member.state], when=when)
