"""What the date forms of every language stand on: where words are read from, and what they mean in days."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateutil.relativedelta import relativedelta

from models.clock import FIRST_YEAR, LAST_YEAR
from models.errors import InvalidValue


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where relative words are read: today, and whether a bare weekday or a day without a year lies ahead.

    Else a weekday lies behind, and a day without a year is the nearest, or the last one where `past` is asked for.
    `day_first` is how 12/5 is read: as 12 May, else as 5 December.
    """

    today: date
    forward: bool
    past: bool = False
    day_first: bool = True


Place = Literal["anywhere", "edge", "alone"]


class Form(NamedTuple):
    """What words look like, and the day they mean, or None when these mean no day.

    A form `in_calendar` says the day by its number, so that a bare weekday beside it adds nothing: 'Fri 4 Dec'. What
    may as well mean something else ('1/2', 'the 5th') counts as a day where a word such as 'by' or 前 marks it, or
    where it stands `alone` in a field, or else at an `edge` of a line. Each of the examples is wholly such a day for
    someone who looks ahead, and those `behind` for someone who looks back, whatever the day.
    """

    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str], Standpoint], date | None]
    examples: tuple[str, ...]
    in_calendar: bool = False
    place: Place = "anywhere"
    behind: tuple[str, ...] = ()


class PeriodForm(NamedTuple):
    """What words look like that name some days in a row, and the first and last of them, or None when these name none.

    Each of the examples is wholly such a period, whatever the day.
    """

    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str], Standpoint], tuple[date, date] | None]
    examples: tuple[str, ...]


NEAR = 40
"""So many characters around a day are looked at for words that belong to it, which keeps long texts fast."""


def just_before(text: str, place: int) -> str:
    """Return the few characters right before a place of a text."""
    return text[max(place - NEAR, 0) : place]


def calendar_day(said: str, year: int, month: int, day: int) -> date:
    """Return a day; raises InvalidValue, quoting what was said, when no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidValue(
            "There is no day {value} in the calendar. Correct it, or write it as 2026-05-14.", value=said.strip()
        ) from None


def yearless(said: str, month: int, day: int, standpoint: Standpoint) -> date:
    """Return the next such day, today included, or the nearest of all; 29 February waits for its year.

    The nearest of all is for visits: in November the 25th of November is no visit of last year.
    """
    calendar_day(said, 2000, month, day)
    today = standpoint.today
    candidates = []
    for year in range(today.year - 8, today.year + 9):
        # Most years have no 29 February.
        with suppress(ValueError):
            candidates.append(date(year, month, day))
    nearest = nearest_of(candidates, standpoint)
    assert nearest is not None  # eight years around hold every day twice
    return nearest


def nearest_of(days: list[date], standpoint: Standpoint | None) -> date | None:
    """Return of some days the one nearest to today on the side that is looked at, or None; the first without a side."""
    if standpoint is None:
        return days[0] if days else None
    return min(
        (day for day in days if _is_on_the_side(day, standpoint)),
        key=lambda day: abs(day - standpoint.today),
        default=None,
    )


def in_figures(
    said: str, one: int, other: int, year: str | None, standpoint: Standpoint, *, day_first: bool
) -> date | None:
    """Return the day of two figures such as 12/5, in the order given unless only the other one makes a month of them.

    None where neither does.
    """
    day, month = (one, other) if day_first else (other, one)
    if month > 12:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if not year:
        return yearless(said, month, day, standpoint)
    return calendar_day(said, int(year) + (2000 if len(year) == 2 else 0), month, day)


def day_of_month(said: str, day: int, standpoint: Standpoint) -> date | None:
    """Return the next day of that number, today included, or (looking back) the last; None for a number no month has.

    Months that lack it are passed over.
    """
    if not 1 <= day <= 31:
        return None
    today = standpoint.today
    days = []
    for months in range(-2, 3):
        with suppress(ValueError):
            days.append((today.replace(day=1) + relativedelta(months=months)).replace(day=day))
    return nearest_of(days, standpoint if standpoint.forward else replace(standpoint, past=True))


def edge_of(days: tuple[date, date], edge: str) -> date:
    """Return the 'start', 'middle' (the 15th of a month), 'end', or 'first' or 'last working' day of a period.

    The middle of a quarter is the 15th of its second month, that of a year the last day of June.
    The end of a week is its Friday, as that is when a week's work is done.
    """
    first, last = days
    if edge == "start":
        return first
    if edge == "middle":
        return _middle(first, last)
    if edge == "first working":
        return first + timedelta(days=7 - first.weekday() if first.weekday() >= 5 else 0)
    is_week = (last - first).days == 6
    if edge == "last working" or is_week:
        return last - timedelta(days=max(last.weekday() - 4, 0))
    return last


def _middle(first: date, last: date) -> date:
    if (last - first).days == 6:
        return first + timedelta(days=2)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months % 2:
        return (first + relativedelta(months=months // 2)).replace(day=15)
    return month_end(first, months // 2 - 1)


def _is_on_the_side(day: date, standpoint: Standpoint) -> bool:
    if standpoint.forward:
        return day >= standpoint.today
    return day <= standpoint.today or not standpoint.past


def weekday(which: str, weekday: int, standpoint: Standpoint) -> date | None:
    """Return a weekday (Monday is 0) of the week that `which` says: this, next, afternext, last, beforelast, or none.

    Weeks begin on Monday. A bare weekday ahead is never today, for who means today says so.
    """
    today = standpoint.today
    in_this_week = today + relativedelta(days=weekday - today.weekday())
    if which in ("last", "beforelast"):
        return None if standpoint.forward else in_this_week - relativedelta(weeks=1 if which == "last" else 2)
    if which in ("next", "afternext"):
        return in_this_week + relativedelta(weeks=1 if which == "next" else 2)
    if standpoint.forward:
        passed = in_this_week < today if which == "this" else in_this_week <= today
        return in_this_week + relativedelta(weeks=1 if passed else 0)
    if which == "this":
        return in_this_week
    return in_this_week - relativedelta(weeks=1 if in_this_week > today else 0)


def later(today: date, count: int, unit: str) -> date:
    """Return the day so many days (d), weeks (w), months (m), quarters (q) or years (y) after today.

    A day that a shorter month lacks becomes its last one. Raises InvalidValue where the calendar ends.
    """
    try:
        if unit in ("d", "w"):
            return today + timedelta(days=count * (7 if unit == "w" else 1))
        return today + relativedelta(months=count * _MONTHS_OF[UNITS[unit]])
    except (ValueError, OverflowError):
        raise too_far() from None


def month_end(today: date, months: int = 0) -> date:
    """Return the last day of the month that lies so many months ahead."""
    return today + relativedelta(months=months, day=31)


UNITS = {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year", "h": "half"}
_MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def unit_of(day: date, unit: str, steps: int = 0) -> tuple[date, date]:
    """Return the first and last day of the week, month, quarter, half or year that lies so many steps from a day's.

    A week is Monday to Sunday. Raises InvalidValue where the calendar ends.
    """
    try:
        if unit == "week":
            first = day - timedelta(days=day.weekday()) + timedelta(weeks=steps)
            return first, first + timedelta(days=6)
        months = _MONTHS_OF[unit]
        first = day.replace(month=day.month - (day.month - 1) % months, day=1) + relativedelta(months=steps * months)
        return first, first + relativedelta(months=months, days=-1)
    except (ValueError, OverflowError):
        raise too_far() from None


def named_unit(unit: str, number: int, year: int | None, standpoint: Standpoint) -> tuple[date, date] | None:
    """Return the month, quarter or half of that number; without a year, the one ahead, or else the last that began.

    The one that runs today counts on both sides. None for a number that a year does not have.
    """
    months = _MONTHS_OF[unit]
    if not 1 <= number <= 12 // months:
        return None
    today = standpoint.today
    first, last = unit_of(date(year or today.year, (number - 1) * months + 1, 1), unit)
    if year is None and standpoint.forward and last < today:
        return unit_of(first + relativedelta(years=1), unit)
    if year is None and not standpoint.forward and first > today:
        return unit_of(first - relativedelta(years=1), unit)
    return first, last


def iso_week(said: str, number: int, year: int | None, standpoint: Standpoint) -> tuple[date, date]:
    """Return the week of that number (ISO 8601); without a year as `named_unit`. Raises InvalidValue for week 54."""
    which = standpoint.today.isocalendar().year if year is None else year
    try:
        first = date.fromisocalendar(which, number, 1)
        if year is None and standpoint.forward and first + timedelta(days=6) < standpoint.today:
            first = date.fromisocalendar(which + 1, number, 1)
        elif year is None and not standpoint.forward and first > standpoint.today:
            first = date.fromisocalendar(which - 1, number, 1)
    except ValueError:
        raise InvalidValue(
            "There is no week {value} in that year. Count the weeks from 1 to 52 or 53.", value=said.strip()
        ) from None
    return first, first + timedelta(days=6)


def days_around(today: date, count: int, unit: str, *, ahead: bool) -> tuple[date, date]:
    """Return so many days (d), weeks (w), months (m), quarters (q) or years (y) that begin or end with today."""
    if ahead:
        return today, later(today, count, unit) - timedelta(days=1)
    return later(today, -count, unit) + timedelta(days=1), today


def part_of_month(month: date, third: int) -> tuple[date, date]:
    """Return the first (0), second (1) or last (2) ten days of a month; the last has as many as are left."""
    first = month.replace(day=1 + 10 * third)
    return first, month_end(month) if third == 2 else first + timedelta(days=9)


def nth_weekday(days: tuple[date, date], nth: int, weekday: int) -> date | None:
    """Return the nth (-1: the last) weekday, Monday 0, of a period, or None where it has fewer."""
    first, last = days
    if nth < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day <= last else None


def too_far() -> InvalidValue:
    """Return the refusal of a day where the calendar ends."""
    return InvalidValue(
        "This day is too far away. Choose a day in the years {first} to {last}.", first=FIRST_YEAR, last=LAST_YEAR
    )
