"""The days on which a product is due for service: counted from its installation, until its warranty ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from models.clock import LAST_YEAR
from models.row_class import row_class

LOOKED_BACK = 366
"""Days; a service that was due longer ago, while the program was closed, is history."""
TOGETHER_WITHIN = 7
"""Days by which a product is served earlier or later, if another one at its site is served then anyway."""
_NAMED = 3
"""So many of the next days are told."""


@row_class
class Serviced:
    """A product that is served in a rhythm: the days count from `first`; `until` is the last possible one.

    `last_due` (ISO) is the latest day that has a visit, or had one; `is_ahead` says whether that is still planned.
    """

    id: int
    account_id: int
    site: str
    project_id: int | None
    contact_id: int | None
    first: date
    rhythm_days: int
    until: date
    last_due: str | None
    is_ahead: bool

    def due_after(self, day: date) -> date | None:
        """Return the first day behind another one on which service is due, or None when it has ended."""
        number = max((day - self.first).days // self.rhythm_days + 1, 1)
        ordinal = self.first.toordinal() + number * self.rhythm_days
        return date.fromordinal(ordinal) if ordinal <= self.until.toordinal() else None

    def is_due_on(self, day: date) -> bool:
        """Return whether service is due on a day."""
        return self.due_after(day - timedelta(days=1)) == day

    def together_within(self) -> int:
        """Return by how many days it may be served earlier or later, together with another product."""
        return min(TOGETHER_WITHIN, self.rhythm_days // 8)


@row_class
class DaysAhead:
    """The next few days on which service will be due, and how many there will be in all (None: without an end)."""

    next: tuple[date, ...]
    all: int | None


@row_class
class Wanted:
    """A service visit that is missing: on which day it would have been planned, and for which."""

    made_on: date
    due_on: date
    asset: Serviced


def days_ahead(first: date, rhythm_days: int, until: date | None, today: date) -> DaysAhead:
    """Return on which days service will be due from today on; the rhythm counts from `first`, `until` is included."""
    end = until or date(LAST_YEAR, 12, 31)
    asset = Serviced(0, 0, "", None, None, first, rhythm_days, end, None, False)
    found: list[date] = []
    day = asset.due_after(today - timedelta(days=1))
    begin = day
    while day is not None and len(found) < _NAMED:
        found.append(day)
        day = asset.due_after(day)
    if until is None:
        return DaysAhead(tuple(found), None)
    return DaysAhead(tuple(found), (end - begin).days // rhythm_days + 1 if begin is not None else 0)


def wanted_of(asset: Serviced, today: date) -> Iterator[Wanted]:
    """Yield the visits that a product lacks: those of days that have passed, and one ahead.

    One that would have been planned while the program was closed says on which day that was.
    """
    yesterday = today - timedelta(days=1)
    if asset.last_due is None:
        first = asset.due_after(yesterday)
        if first is not None:
            yield Wanted(today, first, asset)
        return
    last, is_ahead = date.fromisoformat(asset.last_due), asset.is_ahead
    while not is_ahead or last < today:
        made_on = last + timedelta(days=1) if is_ahead else today
        due = asset.due_after(max(last, today - timedelta(days=LOOKED_BACK + 1)))
        if due is None:
            return
        yield Wanted(min(made_on, today), due, asset)
        last, is_ahead = due, True
