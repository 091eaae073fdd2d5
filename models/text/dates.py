"""Words to dates, in English and Chinese: 'next tue', '下周二', '+3d', '月底', '5 Dec', 'last month'.

Each language has a table of forms for days and one for periods: what the words look like, and what they mean, with
examples; the rules stand at their heads. To teach it more, add a row.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from models.errors import InvalidValue
from models.text.clean import clean_line
from models.text.date_forms import Standpoint, just_before
from models.text.finding_days import LONGEST, FoundDate, days_in, is_filling, periods_in, reads_day_first, shortened

__all__ = ["Edge", "FoundDate", "find_date", "find_dates", "find_period", "read_day"]

Edge = Literal["start", "end"]
"""Which day of a period is meant: its first or its last."""


def find_date(
    text: str, today: date, *, forward: bool = True, day_first: bool | None = None
) -> tuple[date, tuple[int, int]] | None:
    """Return the day a text means and the part (start, end) that says so, or None when it names no day.

    A day marked by a word such as 'by', 'due' or 前 goes before one that is not; otherwise the first counts. With
    `forward` what could lie on either side of today lies ahead (a due date); else (a visit) a weekday lies behind, and
    a day without a year is the nearest. `day_first` is how 12/5 is read; left open, a text with Chinese in it is read
    month first, and any other day first. A line is read for 2,000 characters. Raises InvalidValue for a day that no
    calendar has, such as 2026-02-30.
    """
    found = find_dates(text, today, forward=forward, day_first=day_first)
    best = next((one for one in found if one.marked), found[0] if found else None)
    return (best.day, best.span) if best else None


def find_dates(text: str, today: date, *, forward: bool = True, day_first: bool | None = None) -> list[FoundDate]:
    """Return every day a text names, in the order of the text; see `find_date`."""
    return days_in(text, Standpoint(today, forward, day_first=reads_day_first(text, day_first)))


def read_day(
    text: str,
    today: date,
    *,
    forward: bool = True,
    day_first: bool | None = None,
    edge: Edge | None = None,
) -> date | None:
    """Return the day that the words of a field mean, or None when there are none.

    Where nothing lies ahead, what lies behind is meant: nobody writes 'yesterday' for anything else. With an `edge`,
    a period ('last month') means its first or last day. Raises InvalidValue for words that are no day, or more.
    """
    said = clean_line(text)
    if not said:
        return None
    day = None
    if len(said) <= LONGEST:
        day_first = reads_day_first(said, day_first)
        day = _whole_period(said, today, edge) if edge and not forward else None
        for looking in (forward, False):
            day = day or _whole_day(said, Standpoint(today, looking, day_first=day_first))
        day = day or (_whole_period(said, today, edge) if edge else None)
    if day is None:
        raise InvalidValue(
            "“{text}” is no date that can be understood. Write it like tomorrow, next Tue or 2026-05-14.",
            text=shortened(said),
        )
    return day


def _whole_day(said: str, standpoint: Standpoint) -> date | None:
    found = days_in(said, standpoint)
    best = next((one for one in found if one.marked), found[0] if found else None)
    if best is None or not is_filling(said[: best.span[0]]) or not is_filling(said[best.span[1] :]):
        return None
    return best.day


def _whole_period(said: str, today: date, edge: Edge) -> date | None:
    found = find_period(said, today)
    if found is None or found[0] == found[1] or not is_filling(said[: found[2][0]] + said[found[2][1] :]):
        return None
    return found[0] if edge == "start" else found[1]


def find_period(
    text: str, today: date, *, forward: bool = False, day_first: bool | None = None
) -> tuple[date, date, tuple[int, int]] | None:
    """Return the first and the last day of the period a text names and the part (start, end) that says so, or None.

    A day is a period of one day, and 'from 5 Dec to 10 Dec' or 'Mon – Fri' is one period. What could lie on either
    side of today is the last one that began, or with `forward` the next. Raises InvalidValue for a day or a week that
    no calendar has.
    """
    parts = periods_in(text, Standpoint(today, forward, not forward, reads_day_first(text, day_first)))
    if not parts:
        return None
    first, last, (start, end) = parts[0]
    joined = _JOIN.fullmatch(text, end, parts[1][2][0]) if len(parts) > 1 else None
    if joined:
        days = _in_order((first, last), parts[1][:2], forward=forward)
        if days is None:
            return None
        (first, last), end = days, parts[1][2][1]
        lead = _FROM.search(just_before(text, start))
        start -= len(lead[0]) if lead else 0
    return first, last, (start, end)


_JOIN = re.compile(r"\s*(?:to|until|till|through|thru|and|[-–—~～]|\.\.|到|至)\s*", re.IGNORECASE)
_FROM = re.compile(r"(?:(?<![\w-])(?:from|between)\s+|[从自]\s*)$", re.IGNORECASE)


def _in_order(one: tuple[date, date], other: tuple[date, date], *, forward: bool) -> tuple[date, date] | None:
    """Return from the first day of one period to the last of the other; 'Nov to Feb' goes over the turn of a year."""
    first, last = one[0], other[1]
    if last < first and (first - last).days <= 7:
        last += timedelta(weeks=1)
    elif last < first and forward:
        last += relativedelta(years=1)
    elif last < first:
        first -= relativedelta(years=1)
    return (first, last) if first <= last else None
