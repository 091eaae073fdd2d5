"""What the date forms of every language stand on: where words are read from, and what they mean in days."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from models.clock import FIRST_YEAR, LAST_YEAR
from models.errors import InvalidValue


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where relative words are read: today, and whether a bare weekday or a day without a year lies ahead.

    Else a weekday lies behind, and a day without a year is the nearest, or the last one where `past` is asked for.
    """

    today: date
    forward: bool
    past: bool = False


class Form(NamedTuple):
    """What words look like, and the day they mean, or None when these mean no day.

    A form `in_calendar` says the day by its number, so that a bare weekday beside it adds nothing: 'Fri 4 Dec'.
    """

    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str], Standpoint], date | None]
    in_calendar: bool = False


class PeriodForm(NamedTuple):
    """What words look like that name some days in a row, and the first and last of them, or None when these name none.

    Each of the examples is wholly such a period, whatever the day.
    """

    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str], Standpoint], tuple[date, date] | None]
    examples: tuple[str, ...]


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
    return min(
        (candidate for candidate in candidates if _is_on_the_side(candidate, standpoint)),
        key=lambda candidate: abs(candidate - today),
    )


def _is_on_the_side(day: date, standpoint: Standpoint) -> bool:
    if standpoint.forward:
        return day >= standpoint.today
    return day <= standpoint.today or not standpoint.past


def weekday(which: str, weekday: int, standpoint: Standpoint) -> date | None:
    """Return a weekday (Monday is 0) of the week that `which` says: this, next, afternext, last, or none said.

    Weeks begin on Monday. A bare weekday ahead is never today, for who means today says so.
    """
    today = standpoint.today
    in_this_week = today + relativedelta(days=weekday - today.weekday())
    if which == "last":
        return None if standpoint.forward else in_this_week - relativedelta(weeks=1)
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


def too_far() -> InvalidValue:
    """Return the refusal of a day where the calendar ends."""
    return InvalidValue(
        "This day is too far away. Choose a day in the years {first} to {last}.", first=FIRST_YEAR, last=LAST_YEAR
    )
