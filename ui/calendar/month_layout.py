"""Where everything of a month stands: its weeks, the lines of each day, and the bars of trips above them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QRect

from models.calendar import CalendarDay, Entry, TripSpan
from ui.calendar.entry_paint import LINE

HEADER = 28
_NUMBER = 28
"""How high the line with the number of a day is."""
_STEP = LINE + 1
_SIDE = 4
_MOST_LANES = 2
"""So many trips are drawn one above the other; the rest is counted."""


class Bar(NamedTuple):
    """The part of a trip within a week."""

    rect: QRect
    trip: TripSpan


class Cell(NamedTuple):
    """A day: where it is, its entries with their places, and what is beyond them."""

    rect: QRect
    day: CalendarDay
    entries: tuple[tuple[QRect, Entry], ...]
    more: tuple[QRect, int] | None


def lines_of_a_day(height: int) -> int:
    """Return how many lines a day of a month has at most, in a room of that height."""
    return ((height - HEADER) // 4 - _NUMBER) // _STEP


def lay_out(
    days: Sequence[CalendarDay], trips: Sequence[TripSpan], width: int, height: int, kept: Entry | None = None
) -> tuple[list[Cell], list[Bar]]:
    """Return the cells of some weeks in a room of that size, and the bars of the trips; one entry is always shown."""
    cells: list[Cell] = []
    bars: list[Bar] = []
    weeks = max(len(days) // 7, 1)
    for number in range(len(days) // 7):
        week = days[number * 7 : number * 7 + 7]
        top = HEADER + (height - HEADER) * number // weeks
        bottom = HEADER + (height - HEADER) * (number + 1) // weeks
        rects = [
            QRect(width * column // 7, top, width * (column + 1) // 7 - width * column // 7, bottom - top)
            for column in range(7)
        ]
        room = (bottom - top - _NUMBER - 2) // _STEP
        lanes, hidden = trips_in_lanes([one.day for one in week], trips, min(_MOST_LANES, max(room - 1, 0)))
        for lane, trip, first, last in lanes:
            left, right = rects[first].left() + _SIDE, rects[last].right() - _SIDE
            bars.append(Bar(QRect(left, top + _NUMBER + lane * _STEP, right - left, LINE), trip))
        for column, one in enumerate(week):
            used = max((lane + 1 for lane, _, first, last in lanes if first <= column <= last), default=0)
            cells.append(_cell(rects[column], one, used, room - used, hidden[column], kept))
    return cells, bars


def trips_in_lanes(
    days: Sequence[date], trips: Sequence[TripSpan], most: int
) -> tuple[list[tuple[int, TripSpan, int, int]], list[int]]:
    """Return each trip of some days with its lane and its first and last column, and how many have none by column."""
    names = [day.isoformat() for day in days]
    placed: list[tuple[int, TripSpan, int, int]] = []
    hidden = [0] * len(days)
    for trip in trips:
        if trip.last < names[0] or trip.first > names[-1]:
            continue
        first = next(number for number, name in enumerate(names) if name >= trip.first)
        last = max(number for number, name in enumerate(names) if name <= trip.last)
        taken = {lane for lane, _, begin, end in placed if begin <= last and end >= first}
        lane = next((lane for lane in range(most) if lane not in taken), None)
        if lane is not None:
            placed.append((lane, trip, first, last))
        else:
            for column in range(first, last + 1):
                hidden[column] += 1
    return placed, hidden


def shown_first(entries: Sequence[Entry], count: int, kept: Entry | None) -> list[Entry]:
    """Return the first entries of a day; the one that must be shown takes the last place if it is none of them."""
    shown = list(entries[:count])
    if kept is not None and kept in entries and kept not in shown:
        shown[-1:] = [kept]
    return shown


def _cell(rect: QRect, day: CalendarDay, used: int, room: int, hidden: int, kept: Entry | None) -> Cell:
    every = day.count + hidden
    shown = len(day.entries) if every <= room else min(max(room - 1, 0), len(day.entries))

    def line(number: int) -> QRect:
        top = rect.top() + _NUMBER + (used + number) * _STEP
        return QRect(rect.left() + _SIDE, top, rect.width() - 2 * _SIDE, LINE)

    entries = tuple((line(number), entry) for number, entry in enumerate(shown_first(day.entries, shown, kept)))
    beyond = every - shown
    return Cell(rect, day, entries, (line(shown), beyond) if beyond else None)
