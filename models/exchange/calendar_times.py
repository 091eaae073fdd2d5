"""Times of a calendar file as the journal keeps them: the time on the wall, and the name of its zone if it is another.

A time with a zone (TZID) is the time on the wall there, whatever daylight saving does to it; a time in UTC becomes the
time on the wall here; a time without either is that of any clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from models.clock import FIRST_YEAR, LAST_YEAR, NO_TIME
from models.errors import InvalidValue
from models.exchange.calendar_items import Zone
from models.exchange.described_zones import zone_as_described

_LOCATION = re.compile(r"X-LIC-LOCATION[^:]*:\s*(\S+)")
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Wall:
    """A time on the wall ('2026-05-14T15:00'; T00:00 and `whole_day` where only the day is given), and its zone.

    The zone is a name of the world's list, or nothing for the computer's own; `unknown` is a name that is in no list.
    """

    at: datetime
    zone: str = ""
    whole_day: bool = False
    unknown: str = ""

    @property
    def text(self) -> str:
        """Return the time as the journal keeps it."""
        return f"{self.at.date().isoformat()}{NO_TIME}" if self.whole_day else self.at.strftime("%Y-%m-%dT%H:%M")


class Zones:
    """The zones that times of one file are in."""

    def __init__(self, described: Iterable[Zone] = ()) -> None:
        self._described = {zone.name: zone for zone in described}

    def wall(self, prop: Any) -> Wall:
        """Return the time of a property; raises InvalidValue for a time outside the years of the journal."""
        given, name = prop.dt, str(prop.params.get("TZID", ""))
        if not isinstance(given, datetime):
            if not isinstance(given, date):
                raise _no_time(given)
            return _in_range(Wall(datetime.combine(given, datetime.min.time()), whole_day=True))
        given = given.replace(second=0, microsecond=0)
        if name and name.upper() not in ("UTC", "GMT", "Z"):
            zone = self._known(name, given.year)
            plain = given.replace(tzinfo=None)
            return _in_range(Wall(plain, _unless_here(zone, plain.year), unknown="" if zone else name))
        if given.tzinfo is None:
            return _in_range(Wall(given))
        return _in_range(Wall(_here(given)))

    def day(self, value: object, like: Wall) -> date:
        """Return the day of an exception on the wall of the time it is an exception from; raises InvalidValue."""
        if isinstance(value, datetime):
            return on_wall(value, like.zone).date() if _is_utc(value) else value.date()
        if not isinstance(value, date):
            raise _no_time(value)
        return value

    def _known(self, name: str, year: int) -> str:
        """Return the name in the world's list for a zone as a file names it, or nothing."""
        parts = name.strip('" ').split("/")
        tails = ["/".join(parts[start:]) for start in range(len(parts))]
        found = next((tail for tail in tails if _is_zone(tail)), "") or _windows_zones().get(name, "")
        if found or name not in self._described:
            return found
        lines = self._described[name].lines
        located = next((match[1] for line in lines if (match := _LOCATION.match(line))), "")
        return located if _is_zone(located) else zone_as_described(lines, year)


def on_wall(moment: datetime, zone: str) -> datetime:
    """Return an aware moment as the time on the wall of a zone, or of this computer where the zone has no name."""
    there = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if zone else _here(moment)
    return there.replace(second=0, microsecond=0)


def in_utc(wall: datetime, zone: str) -> datetime:
    """Return a time on the wall of a zone (or of this computer) in UTC; of one that occurs twice, the first."""
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if zone else wall.astimezone(UTC)


def minutes_between(start: Wall, end: Wall) -> int | None:
    """Return how many minutes a meeting takes, or None where that is one whole day, or nothing that can be."""
    moments = [wall.at.replace(tzinfo=ZoneInfo(wall.zone)) if wall.zone else wall.at for wall in (start, end)]
    if bool(start.zone) != bool(end.zone):
        moments = [start.at, end.at]
    minutes = int((moments[1] - moments[0]) / timedelta(minutes=1))
    if start.whole_day and minutes <= _DAY_MINUTES:
        return None
    return minutes if 0 < minutes <= 100_000 else None


def zone_or_none(name: str) -> ZoneInfo | None:
    """Return the time zone of a name, or None where there is no such zone: then the time is that of any clock."""
    return ZoneInfo(name) if name and _is_zone(name) else None


def _here(moment: datetime) -> datetime:
    try:
        return moment.astimezone().replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        raise _outside(moment.year) from None


def _is_utc(moment: datetime) -> bool:
    return moment.tzinfo is not None and moment.tzname() in ("UTC", "GMT", "Z")


def _in_range(wall: Wall) -> Wall:
    if not FIRST_YEAR <= wall.at.year <= LAST_YEAR:
        raise _outside(wall.at.year)
    return wall


def _no_time(value: object) -> InvalidValue:
    return InvalidValue("{value} is no day and no time. Correct it.", value=str(value)[:40])


def _outside(year: int) -> InvalidValue:
    return InvalidValue(
        "The year {year} lies outside those of a journal ({first} to {last}). Correct the date.",
        year=year,
        first=FIRST_YEAR,
        last=LAST_YEAR,
    )


@cache
def _is_zone(name: str) -> bool:
    try:
        return bool(name) and ZoneInfo(name) is not None
    except (ValueError, OSError, LookupError):
        return False


@cache
def _windows_zones() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return dict(WINDOWS_TO_OLSON)


def _unless_here(zone: str, year: int) -> str:
    """Return a zone, or nothing where its clock shows what this computer's shows all through a year."""
    if not zone:
        return ""
    noons = [datetime(year, month, 15, 12, tzinfo=UTC) for month in range(1, 13)]
    other = ZoneInfo(zone)
    return "" if all(noon.astimezone(other).utcoffset() == noon.astimezone().utcoffset() for noon in noons) else zone
