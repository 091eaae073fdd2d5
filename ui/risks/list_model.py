"""The rows of a list of risks: under which headings they stand, and how they are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from models import risks
from models.risks import Level, Risk, RiskFilter
from models.row_class import row_class
from ui import theme
from ui.risks import words
from ui.session import Session
from ui.translations import say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_SIDE, _HEADING, _CELL = 12, 36, 32
_WIDE = 620
"""From this width on a row has room for who looks after the risk."""


@row_class
class RiskHeading:
    """The heading of a level, with how many risks stand below it, and the one above it."""

    level: Level
    count: int
    above: Risk | None

    @property
    def id(self) -> tuple[str, str]:
        """What tells this row from others."""
        return ("heading", self.level)


RiskRow = Risk | RiskHeading


class RiskModel(RowModel[RiskRow]):
    """The risks that a filter wants: open ones under their levels, the heaviest first; those that are over by day."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.wanted = RiskFilter()
        self.counts: Mapping[Level, int] = {}

    def read(self, last: RiskRow | None, limit: int) -> Sequence[RiskRow]:
        """Return the rows below the last one, with a heading wherever a level begins."""
        above = last.above if isinstance(last, RiskHeading) else last
        found = self._session.read(risks.read, self.wanted, after=above, limit=limit)
        if self.wanted.over:
            return found
        level = last.level if last is not None else None
        rows: list[RiskRow] = []
        for risk in found:
            if risk.level != level:
                level = risk.level
                rows.append(RiskHeading(level, self.counts.get(level, 0), above))
            rows.append(risk)
            above = risk
        return rows[:limit]

    def words(self, row: RiskRow) -> str:
        """Return a risk or a heading in words."""
        if isinstance(row, RiskHeading):
            return say("{group}, {count}", group=words.HEADINGS[row.level], count=row.count)
        return words.row_words(self._session, row)

    def can_select(self, row: RiskRow) -> bool:
        """Return whether this is no heading."""
        return isinstance(row, Risk)


class RiskDelegate(RowDelegate):
    """Draws a risk: its weight in a tinted cell, what it is and the plan against it, who and until when."""

    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.shows_account = self.shows_project = True

    def height(self, row: RiskRow) -> int:
        """Return the height of a row or of a heading."""
        return _HEADING if isinstance(row, RiskHeading) else theme.TWO_LINE_ROW

    def has_surface(self, row: RiskRow) -> bool:
        """Return whether this is no heading."""
        return isinstance(row, Risk)

    def tip(self, row: RiskRow, rect: QRect, position: QPoint) -> str:
        """Return the whole title, how it was assessed, and the plan."""
        if isinstance(row, RiskHeading):
            return ""
        return "\n".join(part for part in (row.title, words.assessment_words(row), row.contingency) if part)

    def paint_row(self, painter: QPainter, rect: QRect, row: RiskRow, state: QStyle.StateFlag) -> None:
        """Draw a risk or a heading."""
        if isinstance(row, RiskHeading):
            line = QRect(rect.left() + _SIDE, rect.bottom() - 29, rect.width() - 2 * _SIDE, 28)
            wide = paint.text(painter, line, say(words.HEADINGS[row.level]), "body_bold")
            paint.text(painter, line.adjusted(wide + theme.GAP, 1, 0, 0), str(row.count), "caption", "text_3")
            return
        top = rect.top() + (rect.height() - 36) // 2
        left = rect.left() + _SIDE
        words.paint_weight(painter, QRect(left, rect.top() + (rect.height() - 24) // 2, _CELL, 24), row)
        left += _CELL + theme.CARD_GAP
        right = rect.right() - _SIDE
        due = words.due_of(self._session, row)
        if rect.width() >= _WIDE:
            right = self._paint_end(painter, top, right, row, due.text, paint.TONES[due.tone])
        else:
            wide = paint.width(due.text, "caption")
            place = QRect(right - wide, top, wide + 1, 20)
            paint.text(painter, place, due.text, "caption", paint.TONES[due.tone], paint.RIGHT)
            right -= wide
        room = QRect(left, top, max(right - theme.CARD_GAP - left, 0), 20)
        over = row.closed_at is not None
        paint.text(painter, room, row.title, "body", "text_3" if over else "text", struck=over)
        below = QRect(left, top + 20, room.width(), 16)
        about = words.about_words(row, shows_account=self.shows_account, shows_project=self.shows_project)
        paint.text(painter, below, about, "caption", "text_2")

    def _paint_end(self, painter: QPainter, top: int, right: int, row: Risk, due: str, token: str) -> int:
        """Draw the day above who looks after it, at the right, and return where that begins."""
        owner = words.owner_words(row)
        second = " · ".join(part for part in (words.assessment_words(row), owner) if part)
        wide = min(max(paint.width(due, "caption"), paint.width(second, "caption")), 280)
        paint.text(painter, QRect(right - wide, top, wide + 1, 20), due, "caption", token, paint.RIGHT)
        paint.text(painter, QRect(right - wide, top + 20, wide + 1, 16), second, "caption", "text_2", paint.RIGHT)
        return right - wide
