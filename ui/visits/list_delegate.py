"""How a visit looks in the list: the day at the left, whom it was with, what came of it, and its marks."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from models.text.day_words import clock_words, short_month, weekday_name
from models.text.field_words import STATE_NAMES
from models.visit_pages import ListedVisit
from ui import theme
from ui.satisfaction.tones import FIGURE_TONES
from ui.session import Session
from ui.translations import language, say
from ui.visits.list_model import Heading, More, marks, visits_words
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate

_HEADING = 36
_SIDE = 16
_DAY_WIDTH = 26
_TEXT_AT = 56
_FIGURE = 20
_MARK = 14
_LINE = 20
_TOP = 9


class VisitDelegate(RowDelegate):
    """Paints headings of 36 pixels and visits of 60."""

    has_line = False

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: Any) -> int:
        """Return how high a row is in pixels."""
        return _HEADING if isinstance(row, Heading | More) else theme.VISIT_ROW

    def has_surface(self, row: Any) -> bool:
        """Return whether a row can be chosen."""
        return not isinstance(row, Heading)

    def tip(self, row: Any, rect: QRect, position: QPoint) -> str:
        """Return all that the row may have had no room for."""
        if not isinstance(row, ListedVisit):
            return ""
        return "\n".join([row.account, row.line, language().listing(marks(row))]).strip()

    def paint_row(self, painter: QPainter, rect: QRect, row: Any, state: QStyle.StateFlag) -> None:
        """Draw what the row says."""
        inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        if isinstance(row, Heading):
            line = inner.adjusted(0, 8, 0, -4)
            room = paint.text(painter, line, visits_words(row.count), "caption", "text_3", paint.RIGHT)
            paint.text(painter, line.adjusted(0, 0, -room - theme.GAP, 0), row.words, "caption_bold", "text_2")
        elif isinstance(row, More):
            drawn = "chevron-up" if row.id == "newer" else "chevron-down"
            paint.icon(painter, inner.left() + 5, inner.center().y(), drawn, "accent", 16)
            paint.text(painter, inner.adjusted(_TEXT_AT - _SIDE, 0, 0, 0), row.words, "body", "accent")
        else:
            self._paint_visit(painter, rect, row)

    def _paint_visit(self, painter: QPainter, rect: QRect, visit: ListedVisit) -> None:
        is_off = visit.state in ("missed", "cancelled")
        first = QRect(rect.left() + _TEXT_AT, rect.top() + _TOP, rect.width() - _TEXT_AT - _SIDE, _LINE)
        second = first.translated(0, _LINE + 2)
        self._paint_day(painter, rect, visit)
        right = self._paint_marks(painter, first, visit)
        name = QRect(first.left(), first.top(), right - first.left(), _LINE)
        paint.text(painter, name, visit.account, "body_bold", "text_3" if is_off else "text")
        paint.text(painter, second, visit.line, "body", "text_3" if is_off else "text_2")

    def _paint_day(self, painter: QPainter, rect: QRect, visit: ListedVisit) -> None:
        day = date.fromisoformat(visit.start[:10])
        number = QRect(rect.left() + _SIDE - 1, rect.top() + _TOP, _DAY_WIDTH, _LINE)
        paint.text(painter, number, str(day.day), "navigation_bold", "text", paint.CENTRE)
        below = weekday_name(language(), day)
        if visit.state == "planned" and visit.start[:7] > self._session.today().isoformat():
            below = short_month(language(), day)
        around = number.translated(0, _LINE + 1).adjusted(-8, 0, 8, 0)
        paint.text(painter, around, below, "hint", "text_2", paint.CENTRE)

    def _paint_marks(self, painter: QPainter, line: QRect, visit: ListedVisit) -> int:
        """Draw what stands at the right of the first line, and return where the name must end."""
        right, middle = line.right() + 1, line.center().y()
        if visit.satisfaction is not None:
            tone = FIGURE_TONES[visit.satisfaction]
            cell = QRect(right - _FIGURE, middle - _FIGURE // 2 + 1, _FIGURE, _FIGURE)
            paint.rounded(painter, cell, 4, f"{tone}_tint")
            paint.text(painter, cell, str(visit.satisfaction), "caption_bold", tone, paint.CENTRE)
            right = cell.left() - theme.GAP
        elif visit.state == "planned" and not visit.to_write_up:
            at = clock_words(visit.start)
            width = paint.width(at, "caption")
            paint.text(painter, QRect(right - width, line.top(), width, _LINE), at, "caption", "text_3", paint.RIGHT)
            right -= width + theme.GAP if at else 0
        words, tone = _state_pill(visit)
        if words:
            width = paint.pill_width(words)
            paint.pill(painter, right - width, middle + 1, words, tone)
            right -= width + theme.GAP
        for drawn in _icons(visit):
            paint.icon(painter, right - _MARK, middle + 1, drawn, "text_2", _MARK)
            right -= _MARK + theme.GAP
        return right


def _state_pill(visit: ListedVisit) -> tuple[str, str]:
    if visit.to_write_up:
        return say("write up"), "amber"
    if visit.state in ("missed", "cancelled"):
        return say(STATE_NAMES[visit.state]), "outlined"
    return "", ""


def _icons(visit: ListedVisit) -> list[str]:
    """Return the marks from the right to the left."""
    present = (
        ("lock", visit.has_private_note),
        ("shield", visit.confidential),
        ("clip", visit.has_attachments),
    )
    return [name for name, is_there in present if is_there]
