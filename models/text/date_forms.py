"""What the date forms of every language stand on: where words are read from, and what they mean in days."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from models.errors import InvalidValue


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where relative words are read: today, and whether a bare weekday or a day without a year lies ahead.

    Else a weekday lies behind, and a day without a year is the nearest.
    """

    today: date
    forward: bool


class Form(NamedTuple):
    """What words look like, and the day they mean, or None when these mean no day.

    A form `in_calendar` says the day by its number, so that a bare weekday beside it adds nothing: 'Fri 4 Dec'.
    """

    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str], Standpoint], date | None]
    in_calendar: bool = False


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
        (candidate for candidate in candidates if candidate >= today or not standpoint.forward),
        key=lambda candidate: abs(candidate - today),
    )


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
    """Return the day so many days (d), weeks (w), months (m) or years (y) after today."""
    if unit == "d":
        return today + relativedelta(days=count)
    if unit == "w":
        return today + relativedelta(weeks=count)
    return today + relativedelta(months=count if unit == "m" else 12 * count)


def month_end(today: date, months: int = 0) -> date:
    """Return the last day of the month that lies so many months ahead."""
    return today + relativedelta(months=months, day=31)
