"""The period a summary covers, and the ones before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import MO, relativedelta

from models import values
from models.clock import FIRST_YEAR, LAST_YEAR
from models.errors import InvalidValue
from models.text.language import Label

PeriodKind = Literal["week", "month", "quarter", "range"]

PERIOD_NAMES = {
    "this-week": Label("This week"),
    "last-week": Label("Last week"),
    "this-month": Label("This month"),
    "last-month": Label("Last month"),
    "this-quarter": Label("This quarter"),
    "last-quarter": Label("Last quarter"),
}
"""What a person may write instead of two dates, and what it is called."""
WORDS = tuple(PERIOD_NAMES)

_RANGE = re.compile(r"(\S+?)\.\.(\S+)")


@dataclass(frozen=True, slots=True)
class Period:
    """Some days in a row, both ends included; a week begins on Monday (ISO 8601)."""

    first: date
    last: date
    kind: PeriodKind = "range"

    def before(self) -> Period:
        """Return the period of the same kind (or length) that ends the day before this one."""
        if self.kind in ("month", "quarter"):
            return _calendar(self.first - timedelta(days=1), self.kind)
        return self._moved(-1)

    def after(self) -> Period:
        """Return the period of the same kind (or length) that begins the day after this one."""
        if self.kind in ("month", "quarter"):
            return _calendar(self.last + timedelta(days=1), self.kind)
        return self._moved(1)

    def _moved(self, times: int) -> Period:
        length = (self.last - self.first) + timedelta(days=1)
        return Period(self.first + times * length, self.last + times * length, self.kind)


def week_of(day: date) -> Period:
    """Return the week, Monday to Sunday, that a day lies in."""
    return _calendar(day, "week")


def parse_period(text: str, today: date) -> Period:
    """Return the period a person wrote: one of WORDS, or two ISO dates with '..' between them.

    Raises InvalidValue for anything else, for impossible dates, and for an end before its start.
    """
    wanted = text.strip().lower()
    if wanted in WORDS:
        which, kind = wanted.split("-")
        present = _calendar(today, kind)
        return present if which == "this" else present.before()
    match = _RANGE.fullmatch(wanted)
    if match is None:
        raise InvalidValue(
            "{value} is no period. Write one of {words}, or two dates as 2026-01-01..2026-03-31.",
            value=text,
            words=", ".join(WORDS),
        )
    first = values.as_day(Label("start of the period"), match[1])
    last = values.as_day(Label("end of the period"), match[2])
    for day in (first, last):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise InvalidValue(
                "{day} is too far away. Choose a day in the years {first} to {last}.",
                day=day,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
    values.in_order(first.isoformat(), last.isoformat(), Label("start of the period"), Label("end of the period"))
    return Period(first, last)


def _calendar(day: date, kind: str) -> Period:
    """Return the week, month or quarter that a day lies in."""
    if kind == "week":
        first = day + relativedelta(weekday=MO(-1))
        return Period(first, first + timedelta(days=6), "week")
    if kind == "month":
        first = day.replace(day=1)
        return Period(first, first + relativedelta(months=1, days=-1), "month")
    first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return Period(first, first + relativedelta(months=3, days=-1), "quarter")
