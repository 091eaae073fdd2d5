"""Draws what stands in the calendar: lines in a cell, bars over the days of a trip, blocks in the hours of a week."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from models.calendar import Entry, TripSpan
from ui import theme
from ui.calendar import words
from ui.translations import say
from ui.widgets import paint

LINE = 20
"""How high a line in a cell is."""
_SIGN = 12
_INSET = 5

_VISITS = {
    "planned": ("accent", "accent_tint", ""),
    "held": ("text_2", "grey_tint", ""),
    "missed": ("red", "", "line_strong"),
    "cancelled": ("text_3", "", "line_strong"),
    "coming": ("text_3", "", "line_strong"),
}
"""The ink, the fill and the border of a visit."""


_MARKS = {"milestone": "flag", "payment": "money", "warranty": "box"}


class Look(NamedTuple):
    """How an entry is met: by the keys, by the pointer, or while it is moved."""

    is_current: bool = False
    is_hovered: bool = False
    is_lifted: bool = False


def entry_line(painter: QPainter, rect: QRect, entry: Entry, today: date, look: Look) -> None:
    """Draw an entry on one line."""
    if look.is_lifted:
        painter.setOpacity(0.45)
    if entry.record == "visit":
        _visit_line(painter, rect, entry)
    else:
        _step_line(painter, rect, entry, today, look)
    painter.setOpacity(1)
    if look.is_current:
        _frame(painter, rect, 4)


def visit_block(painter: QPainter, rect: QRect, entry: Entry, look: Look) -> None:
    """Draw a visit as a block in the hours of its day."""
    ink, fill, border = _VISITS[entry.state]
    painter.save()
    if look.is_lifted:
        painter.setOpacity(0.45)
    paint.rounded(painter, rect, 6, "bg")
    edge = border or ("accent_line" if entry.state == "planned" else "line")
    paint.rounded(painter, rect, 6, fill or "card", edge, dashed=entry.state == "coming")
    paint.rounded(painter, QRect(rect.left(), rect.top(), 4, rect.height()), 2, ink)
    painter.setClipRect(rect.adjusted(0, 0, -2, -1))
    struck = entry.state in ("missed", "cancelled")
    time_and_state = words.time_words(entry)
    if struck:
        time_and_state = say("{left} · {right}", left=time_and_state, right=words.state_words(entry))
    room = rect.adjusted(10, 0, -5, 0)
    if rect.height() < 34:
        time = paint.text(painter, room, time_and_state, "hint", ink) + 6
        paint.text(painter, room.adjusted(time, 0, 0, 0), entry.account, "caption_bold", "text", struck=struck)
    else:
        lines = [(time_and_state, "hint", ink), (entry.account, "caption_bold", "text")]
        lines += [(entry.title, "caption", "text_2")] if entry.title else []
        for number, (said, style, token) in enumerate(lines):
            line = QRect(room.left(), rect.top() + 3 + number * 16, room.width(), 16)
            if line.bottom() <= rect.bottom():
                paint.text(painter, line, said, style, token, struck=struck and number > 0)
    painter.restore()
    if look.is_current:
        _frame(painter, rect, 6)
    elif look.is_hovered:
        paint.rounded(painter, rect, 6, "", "accent")


def trip_bar(painter: QPainter, rect: QRect, trip: TripSpan) -> None:
    """Draw the part of a trip that lies in one week."""
    paint.rounded(painter, rect, 4, "sunk", "line_strong")
    paint.icon(painter, rect.left() + _INSET, rect.center().y() + 1, "place", "text_2", _SIGN)
    left = _INSET + _SIGN + 4
    paint.text(painter, rect.adjusted(left, 0, -_INSET, 0), trip.name, "caption", "text_2")


def more_line(painter: QPainter, rect: QRect, count: int, look: Look) -> None:
    """Draw how much more there is."""
    if look.is_hovered:
        paint.rounded(painter, rect, 4, "hover")
    paint.text(painter, rect.adjusted(_INSET, 0, -2, 0), words.more_words(count), "caption", "accent")
    if look.is_current:
        _frame(painter, rect, 4)


def _visit_line(painter: QPainter, rect: QRect, entry: Entry) -> None:
    ink, fill, border = _VISITS[entry.state]
    paint.rounded(painter, rect, 4, fill, border, dashed=entry.state == "coming")
    room = rect.adjusted(_INSET, 0, -_INSET, 0)
    struck = entry.state in ("missed", "cancelled")
    if entry.time:
        taken = paint.text(painter, room, entry.time, "caption", ink)
        room = room.adjusted(taken + 5, 0, 0, 0)
    if struck:
        room = room.adjusted(paint.text(painter, room, words.state_words(entry), "caption", ink) + 5, 0, 0, 0)
    token = "text" if entry.state == "planned" else "text_2" if entry.state == "held" else "text_3"
    paint.text(painter, room, words.title_of(entry), "caption", token, struck=struck)


def _step_line(painter: QPainter, rect: QRect, entry: Entry, today: date, look: Look) -> None:
    if look.is_hovered:
        paint.rounded(painter, rect, 4, "hover")
    closed = entry.state == "closed"
    late = entry.state == "open" and not entry.waits and entry.day < today.isoformat()
    _sign(painter, rect.left() + _INSET, rect.center().y() + 1, entry)
    left = _INSET + _SIGN + 5
    token = (
        "text_3" if entry.state in ("closed", "coming") else "red" if late else "text_2" if entry.is_mark else "text"
    )
    paint.text(painter, rect.adjusted(left, 0, -2, 0), words.title_of(entry), "caption", token, struck=closed)


def _sign(painter: QPainter, left: int, middle: int, entry: Entry) -> None:
    """Draw what says the kind of a step: one sign means one thing everywhere."""
    closed = entry.state == "closed"
    drawn, token = "", "text_2"
    if entry.record == "plan":
        drawn = "target"
    elif entry.is_mark:
        drawn, token = _MARKS[entry.kind], "green" if entry.state == "reached" else "text_2"
    elif closed:
        drawn, token = "check", "text_3"
    elif entry.kind == "complaint":
        drawn, token = "warning", "red"
    elif entry.waits:
        drawn = "hourglass"
    elif entry.kind == "request":
        drawn, token = "clock", "blue"
    if drawn:
        paint.icon(painter, left - 1, middle, drawn, token, _SIGN + 2)
        return
    ink = {"promise": "accent", "risk": "amber"}.get(entry.kind, "control")
    box = QRect(left, middle - _SIGN // 2, _SIGN, _SIGN)
    paint.rounded(painter, box, 3, "card", ink, dashed=entry.state == "coming")


def _frame(painter: QPainter, rect: QRect, radius: int) -> None:
    paint.rounded(painter, rect, radius, "", "accent")
    paint.rounded(painter, rect.adjusted(1, 1, -1, -1), radius - 1, "", "accent")


def day_number(painter: QPainter, rect: QRect, said: str, *, is_today: bool, token: str) -> int:
    """Draw the number of a day at the left of a rectangle, today's on the accent, and return how wide it came out."""
    if not is_today:
        return paint.text(painter, rect, said, "body", token)
    wide = max(paint.width(said, "body_bold") + 12, 24)
    pill = QRect(rect.left() - 4, rect.center().y() - 10, wide, 22)
    paint.rounded(painter, pill, 11, "accent")
    paint.text(painter, pill, said, "body_bold", "on_accent", paint.CENTRE)
    return wide - 4


def now_line(painter: QPainter, left: int, width: int, top: int) -> None:
    """Draw where the time of day is now."""
    painter.fillRect(left, top, width, 2, theme.colour("accent"))
    paint.dot(painter, left - 4, top + 1, "accent")
