"""Time zones as a calendar describes them (VTIMEZONE): by the rule of the present, as every reader understands it.

A zone written as a list of all its changes since 1970, as libraries make it, is read wrongly by some programs: in
summer an hour is missing. A zone whose changes follow no rule is left to the library all the same.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEARS = 6
"""Years in a row that must follow one rule; within six a fourth Sunday shows itself from a last one."""


class _Change(NamedTuple):
    """A change of the clock: when, on the wall as it was until then, the offsets before and after, and its name."""

    at: datetime
    before: timedelta
    after: timedelta
    is_summer: bool
    name: str


def described(name: str, first_year: int) -> Timezone | None:
    """Return the description of a zone from a year on, or None where its changes follow no rule."""
    from icalendar import Timezone

    zone = ZoneInfo(name)
    years = [list(_changes(zone, year)) for year in range(first_year - 1, first_year - 1 + _YEARS)]
    timezone = Timezone()
    timezone.add("tzid", name)
    if not any(years):
        begin = datetime(first_year - 1, 1, 1)
        offset = zone.utcoffset(begin) or timedelta()
        _add(timezone, _Change(begin, offset, offset, False, zone.tzname(begin) or name), None)
        return timezone
    for position in range(2):
        if any(len(changes) != 2 for changes in years):
            return None
        rule = _rule([changes[position] for changes in years])
        if rule is None:
            return None
        _add(timezone, years[0][position], rule)
    return timezone


def _changes(zone: ZoneInfo, year: int) -> Iterator[_Change]:
    begin, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    while begin < end:
        following = begin + timedelta(days=1)
        before, after = (moment.astimezone(zone).utcoffset() or timedelta() for moment in (begin, following))
        if before != after:
            moment = _moment_of_change(zone, begin, following)
            changed = moment.astimezone(zone)
            yield _Change(
                (moment + before).replace(tzinfo=None), before, after, bool(changed.dst()), changed.tzname() or ""
            )
        begin = following


def _moment_of_change(zone: ZoneInfo, begin: datetime, end: datetime) -> datetime:
    offset = begin.astimezone(zone).utcoffset()
    while end - begin > timedelta(minutes=1):
        middle = (begin + (end - begin) / 2).replace(second=0, microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            begin = middle
        else:
            end = middle
    return end


def _rule(changes: list[_Change]) -> dict[str, object] | None:
    """Return the yearly rule that changes follow: the last Sunday of a month, or the second one."""
    first = changes[0]
    same = {(change.at.month, change.at.weekday(), change.at.time(), change.before, change.after) for change in changes}
    if len(same) != 1:
        return None
    places = {(change.at.day - 1) // 7 + 1 for change in changes}
    if len(places) == 1:
        place = places.pop()
    elif all(_is_last(change.at.date()) for change in changes):
        place = -1
    else:
        return None
    return {"freq": "yearly", "bymonth": first.at.month, "byday": f"{place}{_DAYS[first.at.weekday()]}"}


def _is_last(day: date) -> bool:
    return day.day + 7 > monthrange(day.year, day.month)[1]


def _add(timezone: Timezone, change: _Change, rule: dict[str, object] | None) -> None:
    from icalendar import TimezoneDaylight, TimezoneStandard

    part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
    part.add("dtstart", change.at)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    if rule is not None:
        part.add("rrule", rule)
    timezone.add_component(part)
