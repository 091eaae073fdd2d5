"""What the repetition forms of every language stand on, and the rules (RFC 5545) that they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKING_DAYS = ",".join(WEEKDAYS[:5])
LONGEST_INTERVAL = 99
_IN_EVERY_MONTH = 28


class RepetitionForm(NamedTuple):
    """What words look like that name a repetition, and its rule, or None when these name none.

    A form that stands `alone` counts only where nothing else is said: 'last Friday of the month' may as well be a day.
    """

    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str]], str | None]
    examples: tuple[str, ...]
    alone: bool = False


def rule(frequency: str, interval: int = 1, **parts: str) -> str | None:
    """Return a rule by its frequency, its interval and its other parts; None for an interval that nobody waits for."""
    if not 1 <= interval <= LONGEST_INTERVAL:
        return None
    named = [f"FREQ={frequency}"]
    if interval > 1:
        named.append(f"INTERVAL={interval}")
    return ";".join([*named, *(f"{name}={value}" for name, value in parts.items() if value)])


def on_working_days(_: re.Match[str]) -> str | None:
    """Return the rule of Monday to Friday in every week."""
    return rule("WEEKLY", BYDAY=WORKING_DAYS)


def days_through(first: int, last: int) -> list[int]:
    """Return the weekdays (Monday 0) from one to another, both among them; Saturday to Monday are three."""
    return [day % 7 for day in range(first, last + 1 + (7 if last < first else 0))]


def weekly(interval: int, days: Iterable[int]) -> str | None:
    """Return the rule of some weekdays, Monday 0, in every so many weeks."""
    return rule("WEEKLY", interval, BYDAY=",".join(WEEKDAYS[day] for day in sorted(set(days))))


def monthly_on(interval: int, days: Iterable[int]) -> str | None:
    """Return the rule of days of the month; -1 is the last. One that a month may lack means its last day then.

    None for a day that no month has, and for several of which one may be lacking.
    """
    wanted = sorted(set(days))
    if not wanted or any(not (1 <= day <= 31 or day == -1) for day in wanted):
        return None
    if max(wanted) <= _IN_EVERY_MONTH:
        return rule("MONTHLY", interval, BYMONTHDAY=",".join(str(day) for day in wanted))
    if len(wanted) > 1:
        return None
    return rule("MONTHLY", interval, BYMONTHDAY=_or_last(_IN_EVERY_MONTH, wanted[0]), BYSETPOS="-1")


def yearly_on(month: int, day: int) -> str | None:
    """Return the rule of a day of the year; 29 February is the 28th in years that have none. None for no such day."""
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not (1 <= month <= 12 and 1 <= day <= longest[month - 1]):
        return None
    if (month, day) == (2, 29):
        return rule("YEARLY", BYMONTH="2", BYMONTHDAY="28,29", BYSETPOS="-1")
    return rule("YEARLY", BYMONTH=str(month), BYMONTHDAY=str(day))


def nth_weekday(nth: int, weekday: int, interval: int = 1) -> str | None:
    """Return the rule of the nth weekday (Monday 0) of every so many months; -1 is the last."""
    return rule("MONTHLY", interval, BYDAY=f"{nth}{WEEKDAYS[weekday]}")


def working_day(nth: int) -> str | None:
    """Return the rule of the nth working day of every month; -1 is the last."""
    return rule("MONTHLY", BYDAY=WORKING_DAYS, BYSETPOS=str(nth))


def edge_of_every(unit: str, edge: str) -> str | None:
    """Return the rule of the 'start' or 'end' of every week (Monday, Friday), month, quarter or year."""
    is_end = edge == "end"
    if unit == "week":
        return weekly(1, [4 if is_end else 0])
    if unit == "month":
        return monthly_on(1, [-1 if is_end else 1])
    months = {"quarter": "3,6,9,12" if is_end else "1,4,7,10", "year": "12" if is_end else "1"}[unit]
    return rule("YEARLY", BYMONTH=months, BYMONTHDAY="31" if is_end and unit == "year" else "-1" if is_end else "1")


def _or_last(first: int, last: int) -> str:
    return ",".join(str(day) for day in range(first, last + 1))
