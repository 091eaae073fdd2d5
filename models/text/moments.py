"""One moment in words: 'yesterday 3pm', '下周二 下午3点', '15:00'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from models.clock import NO_TIME
from models.errors import InvalidValue
from models.text.clean import clean_line
from models.text.dates import find_date
from models.text.times import find_time

_FILLING = re.compile(r"[\s,，、.。;；()（）–-]+|\b(?:at|on|the)\b|[在的]", re.IGNORECASE)
_ISO_JOIN = re.compile(r"(?<=\d)T(?=\d\d:\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the time on the wall if that was said."""

    day: date
    at: time | None = None

    def wall(self) -> str:
        """Return the moment as visits keep it: '2026-05-13T15:00', with T00:00 where no time is known."""
        return f"{self.day.isoformat()}{f'T{self.at:%H:%M}' if self.at else NO_TIME}"

    @classmethod
    def of_wall(cls, wall: str) -> Moment:
        """Return the moment that a visit keeps as '2026-05-13T15:00'."""
        day, _, at = wall.partition("T")
        return cls(date.fromisoformat(day), None if not at or f"T{at}" == NO_TIME else time.fromisoformat(at))


def read_moment(text: str, today: date, *, forward: bool = False, day: date | None = None) -> Moment | None:
    """Return the moment that words mean, or None when there are none.

    `day` is the day of a time that stands alone (else today). Raises InvalidValue for words that are no moment, or
    that hold more than one.
    """
    said = clean_line(text)
    if not said:
        return None
    said = _ISO_JOIN.sub(" ", said)
    found_time = find_time(said)
    rest = _without(said, found_time[1]) if found_time else said
    found_day = find_date(rest, today, forward=forward)
    rest = _without(rest, found_day[1]) if found_day else rest
    left = _FILLING.sub("", rest)
    if left or not (found_day or found_time):
        raise InvalidValue(
            "“{text}” is no date that can be understood. Write it like yesterday 3pm, Tue 10:30 or 2026-05-14 15:00.",
            text=said,
        )
    return Moment(found_day[0] if found_day else day or today, found_time[0] if found_time else None)


def read_day(text: str, today: date, *, forward: bool = True) -> date | None:
    """Return the day that words mean, or None when there are none; raises InvalidValue for anything else."""
    said = clean_line(text)
    if not said:
        return None
    found = find_date(said, today, forward=forward)
    if found is None or _FILLING.sub("", _without(said, found[1])):
        raise InvalidValue(
            "“{text}” is no date that can be understood. Write it like tomorrow, next Tue or 2026-05-14.", text=said
        )
    return found[0]


def _without(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]} {text[span[1] :]}"
