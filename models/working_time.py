"""Working time: the days and hours at which we work, with the public holidays of a country; settings of the journal.

All of it is time on the wall. Where the clocks change, a working day keeps its hours on the wall, whatever passed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from models import public_holidays
from models.errors import InvalidValue
from models.journal import Journal

Hours = tuple[tuple[int, int], ...]
"""Parts of a day, each from and until a minute of the day."""

USUAL_WEEKDAYS = frozenset(range(5))
USUAL_HOURS: Hours = ((9 * 60, 12 * 60), (13 * 60, 18 * 60))
_DAY = 24 * 60
_SETTING, _COUNTRY = "working_time", "country"
_PART = re.compile(r"(\d{1,2})[:：](\d\d)\s*(?:[-–—~～]|to|至|到)\s*(\d{1,2})[:：](\d\d)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,，、;；]*|\s*(?:and|和)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When we work: weekdays (Monday is 0), the hours of such a day, and the country whose holidays are free."""

    weekdays: frozenset[int] = USUAL_WEEKDAYS
    hours: Hours = USUAL_HOURS
    country: str = ""

    def is_working_day(self, day: date) -> bool:
        """Return whether a day is worked: no holiday, and a weekend's day only when it makes up for one."""
        special = public_holidays.days(self.country, day.year) if self.country else None
        if special is not None and day in special.made_up:
            return True
        return day.weekday() in self.weekdays and (special is None or day not in special.free)

    def add_hours(self, moment: datetime, hours: float) -> datetime:
        """Return the moment at which that many hours were worked; one outside working time waits for its begin.

        What ends with a working day ends then, not when the next one begins.
        """
        left = round(hours * 60)
        day, reached = moment.date(), moment.hour * 60 + moment.minute
        while True:
            for begin, end in self.hours if self.is_working_day(day) else ():
                from_minute = max(begin, reached)
                if from_minute <= end and left <= end - from_minute:
                    return datetime.combine(day, time()) + timedelta(minutes=from_minute + left)
                left -= max(end - from_minute, 0)
            day, reached = day + timedelta(days=1), 0

    def add_days(self, moment: datetime, days: int | float) -> datetime:
        """Return the moment that many working days later: at the same time of day, when that is worked."""
        return self.add_hours(moment, days * self._minutes_a_day() / 60)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return how much of the time between two moments was worked; nothing when the end lies before the start."""
        worked = 0
        day = start.date()
        while day <= end.date():
            lowest = start.hour * 60 + start.minute if day == start.date() else 0
            highest = end.hour * 60 + end.minute if day == end.date() else _DAY
            for begin, until in self.hours if self.is_working_day(day) else ():
                worked += max(min(until, highest) - max(begin, lowest), 0)
            day += timedelta(days=1)
        return timedelta(minutes=worked)

    def _minutes_a_day(self) -> int:
        return sum(end - begin for begin, end in self.hours)


def of(journal: Journal) -> WorkingTime:
    """Return the working time of a journal: as it was set, else Monday to Friday, 9 to 12 and 13 to 18 o'clock."""
    return _stored(journal.setting(_SETTING) or "{}", country(journal))


def set_hours(journal: Journal, weekdays: Iterable[int], hours: Sequence[tuple[int, int]]) -> None:
    """Set the days and hours at which we work; raises InvalidValue unless there are some, one after the other."""
    days = sorted(set(weekdays) & set(range(7)))
    if not days:
        raise InvalidValue("A week without a working day can keep no promise. Choose at least one day.")
    _check(hours)
    stored = json.dumps({"weekdays": days, "hours": [list(part) for part in hours]})
    if stored != journal.setting(_SETTING):
        journal.set_setting(_SETTING, stored)


def country(journal: Journal) -> str:
    """Return the country whose public holidays are free, as an ISO code ('CN', 'GB-SCT'), or nothing."""
    code = json.loads(journal.setting(_COUNTRY) or '""')
    return code if isinstance(code, str) else ""


def set_country(journal: Journal, code: str) -> None:
    """Set the country whose public holidays are free, or none; raises InvalidValue for one that is not known."""
    if code and not public_holidays.is_known(code):
        raise InvalidValue("The holidays of {country} are not known. Choose another country, or none.", country=code)
    if code != country(journal):
        journal.set_setting(_COUNTRY, json.dumps(code))


def begin_in_china(journal: Journal) -> None:
    """Let a new journal keep China's public holidays; nothing is looked up, as the window waits for the journal."""
    journal.set_setting(_COUNTRY, json.dumps("CN"))


def read_hours(text: str) -> Hours:
    """Return the parts of a day that words mean: '9:00–12:00, 13:00–18:00'. Raises InvalidValue for anything else."""
    parts = [[int(number) for number in found.groups()] for found in _PART.finditer(text)]
    rest = [piece for piece in _PART.sub("|", text).split("|") if not _BETWEEN.fullmatch(piece)]
    if rest or not parts:
        raise InvalidValue("“{text}” are no working hours. Write them like 9:00–12:00, 13:00–18:00.", text=text[:60])
    hours = tuple((first * 60 + minute, last * 60 + end) for first, minute, last, end in parts)
    _check(hours)
    return hours


def hours_words(hours: Hours) -> str:
    """Return hours as `read_hours` reads them again."""
    return ", ".join(f"{_clock(begin)}–{_clock(end)}" for begin, end in hours)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _check(hours: Sequence[tuple[int, int]]) -> None:
    behind = [0, *(end for _, end in hours)]
    in_order = all(last <= begin < end <= _DAY for last, (begin, end) in zip(behind, hours, strict=False))
    if not hours or not in_order:
        raise InvalidValue("Working hours must follow each other within one day, like 9:00–12:00, 13:00–18:00.")


@lru_cache(maxsize=8)
def _stored(text: str, country: str) -> WorkingTime:
    """Return what is stored; of something that is not usable, as another program may leave, the usual."""
    stored = json.loads(text)
    try:
        weekdays = frozenset(stored["weekdays"]) & frozenset(range(7))
        hours = tuple((int(begin), int(end)) for begin, end in stored["hours"])
        _check(hours)
    except (KeyError, TypeError, ValueError, InvalidValue):
        return WorkingTime(country=country)
    return WorkingTime(weekdays or USUAL_WEEKDAYS, hours, country)
