"""One moment in words: 'yesterday 3pm', '下周二 下午3点', '15:00'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from models.clock import NO_TIME
from models.errors import InvalidValue
from models.text.clean import clean_line
from models.text.dates import find_date, read_day
from models.text.finding_days import LONGEST, reads_day_first, shortened
from models.text.times import find_time

__all__ = ["Moment", "read_day", "read_moment"]

_FILLING = re.compile(r"[\s,，、.。;；()（）–-]+|\b(?:at|on|the)\b|[在的]", re.IGNORECASE)
_FILLING = re.compile(
    r"[\s,，、.。;；:：()（）–-]+|\b(?:at|on|the|in|morning|afternoon|evening|night)\b"
    r"|[在的]|[早晚]上|早晨|清晨|凌晨|[上中下]午|傍晚",
    re.IGNORECASE,
)
_NIGHT = re.compile(r"([昨今明])([晚早])上?")
_ISO_JOIN = re.compile(r"(?<=\d)T(?=\d\d:\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the time on the wall if that was said."""

    day: date
    at: time | None = None

    def wall(self) -> str:
        """Return the moment as visits keep it: '2026-05-13T15:00', with T00:00 where no time is known."""
        return f"{self.day.isoformat()}{f'T{self.at:%H:%M}' if self.at else NO_TIME}"


def read_moment(
    text: str,
    today: date,
    *,
    forward: bool = False,
    day: date | None = None,
    day_first: bool | None = None,
) -> Moment | None:
    """Return the moment that words mean, or None when there are none.

    `day` is the day of a time that stands alone (else today). A part of the day ('tomorrow morning') is no time.
    Raises InvalidValue for words that are no moment, or that hold more than one.
    """
    said = clean_line(text)
    if not said:
        return None
    said = _NIGHT.sub(r"\1天\2上", _ISO_JOIN.sub(" ", said))
    day_first = reads_day_first(said, day_first)
    found_time = find_time(said) if len(said) <= LONGEST else None
    rest = _without(said, found_time[1]) if found_time else said
    found_day = find_date(rest, today, forward=forward, day_first=day_first)
    if found_day is None and forward:
        found_day = find_date(rest, today, forward=False, day_first=day_first)
    rest = _without(rest, found_day[1]) if found_day else rest
    left = _FILLING.sub("", rest)
    if left or not (found_day or found_time):
        raise InvalidValue(
            "“{text}” is no date that can be understood. Write it like yesterday 3pm, Tue 10:30 or 2026-05-14 15:00.",
            text=shortened(clean_line(text)),
        )
    return Moment(found_day[0] if found_day else day or today, found_time[0] if found_time else None)


def _without(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]} {text[span[1] :]}"
