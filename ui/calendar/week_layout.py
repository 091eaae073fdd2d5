"""Where everything of a week stands: lines above the hours, and blocks in them, side by side where they overlap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QRect

from models.calendar import CalendarDay, Entry, TripSpan
from models.week import USUAL_MINUTES
from ui.calendar.entry_paint import LINE
from ui.calendar.month_layout import Bar, shown_first, trips_in_lanes

AXIS, HEAD, HOUR = 56, 52, 48
"""How wide the names of the hours are, how high the names of the days, and how high an hour."""
DAY_MINUTES = 24 * 60
_STEP = LINE + 1
_MOST_LINES = 6
_MOST_LANES = 2
_MOST_BESIDE = 6
"""So many visits at one time are drawn side by side; the rest is counted."""
_SHORTEST = 26
"""No block is lower than what this many minutes take, or its words would not be read."""


class Block(NamedTuple):
    """A visit in the hours: its day's column, its minutes, and its share of the column's width."""

    column: int
    entry: Entry
    start: int
    end: int
    beside: int
    of: int


class Column(NamedTuple):
    """A day above the hours: its lines with their places, and what is beyond them."""

    day: CalendarDay
    left: int
    width: int
    lines: tuple[tuple[QRect, Entry], ...]
    more: tuple[QRect, int] | None


class Week(NamedTuple):
    """A week in a room of some width."""

    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    bars: tuple[Bar, ...]
    grid_top: int


def minute_of(time: str) -> int:
    """Return the minute of the day of a time."""
    return int(time[:2]) * 60 + int(time[3:5])


def lay_out(days: Sequence[CalendarDay], trips: Sequence[TripSpan], width: int, kept: Entry | None = None) -> Week:
    """Return where the days of a week, their lines, their visits and the trips stand; one entry is always shown."""
    lanes, hidden = trips_in_lanes([one.day for one in days], trips, _MOST_LANES) if days else ([], [])
    blocks: list[Block] = []
    lefts = [AXIS + (width - AXIS) * number // 7 for number in range(8)]
    needed = 1
    asked = []
    for number, day in enumerate(days):
        untimed = [entry for entry in day.entries if not entry.time]
        placed, crowded = _side_by_side(number, [entry for entry in day.entries if entry.time])
        blocks += placed
        used = max((lane + 1 for lane, _, first, last in lanes if first <= number <= last), default=0)
        beyond = day.count - len(day.entries) + hidden[number] + crowded
        asked.append((untimed, used, beyond))
        needed = max(needed, used + len(untimed) + (1 if beyond else 0))
    room = min(needed, _MOST_LINES)
    columns = tuple(
        _column(day, lefts[number], lefts[number + 1] - lefts[number], room, *asked[number], kept)
        for number, day in enumerate(days)
    )
    bars = tuple(
        Bar(QRect(lefts[first] + 4, HEAD + 2 + lane * _STEP, lefts[last + 1] - lefts[first] - 8, LINE), trip)
        for lane, trip, first, last in lanes
    )
    return Week(columns, tuple(blocks), bars, HEAD + room * _STEP + 8)


def _column(
    day: CalendarDay,
    left: int,
    width: int,
    room: int,
    untimed: list[Entry],
    used: int,
    beyond: int,
    kept: Entry | None,
) -> Column:
    free = room - used
    shown = len(untimed) if len(untimed) + (1 if beyond else 0) <= free else max(free - 1, 0)
    beyond += len(untimed) - shown

    def line(number: int) -> QRect:
        return QRect(left + 4, HEAD + 2 + (used + number) * _STEP, width - 8, LINE)

    lines = tuple((line(number), entry) for number, entry in enumerate(shown_first(untimed, shown, kept)))
    return Column(day, left, width, lines, (line(shown), beyond) if beyond else None)


def _side_by_side(column: int, entries: Sequence[Entry]) -> tuple[list[Block], int]:
    """Return the visits of a day, those at one time beside each other, and how many have no room there."""
    found: list[Block] = []
    group: list[tuple[Entry, int, int, int]] = []
    crowded = 0
    until = -1

    def close() -> None:
        most = max((beside for *_, beside in group), default=0) + 1
        found.extend(Block(column, entry, start, end, beside, most) for entry, start, end, beside in group)
        group.clear()

    for entry in entries:
        start = minute_of(entry.time)
        end = min(start + max(entry.minutes or USUAL_MINUTES, 1), DAY_MINUTES)
        seen = _seen(start)
        if seen >= until:
            close()
        seen_end = max(end, seen + _SHORTEST)
        taken = {beside for _, begin, stop, beside in group if max(stop, _seen(begin) + _SHORTEST) > seen}
        beside = next((number for number in range(_MOST_BESIDE) if number not in taken), None)
        if beside is None:
            crowded += 1
            continue
        group.append((entry, start, end, beside))
        until = max(until, seen_end)
    close()
    return found, crowded


def _seen(start: int) -> int:
    """Return the minute from which a block is drawn that begins at one: the last of a day has room at its end."""
    return min(start, DAY_MINUTES - _SHORTEST)


def place_of(block: Block, columns: Sequence[Column], top: int) -> QRect:
    """Return where a block is drawn when midnight stands at `top`."""
    column = columns[block.column]
    width = column.width - 8
    left = column.left + 4 + width * block.beside // block.of
    right = column.left + 4 + width * (block.beside + 1) // block.of
    begin = top + _seen(block.start) * HOUR // 60
    height = max(block.end - block.start, _SHORTEST) * HOUR // 60
    return QRect(left, begin, right - left - (2 if block.beside + 1 < block.of else 0), height - 1)


def column_of(days: Sequence[CalendarDay], day: date) -> int | None:
    """Return the column of a day, or None where it is not shown."""
    return next((number for number, one in enumerate(days) if one.day == day), None)
