"""Lengths of time in words: '1 h 30', '90', '1.5h', '1小时30分', '一个半小时'."""

from __future__ import annotations

import re

from models.errors import InvalidValue
from models.text.chinese_words import chinese_number
from models.text.clean import clean_line
from models.text.language import Language

LONGEST = 100_000
"""A visit can't last longer, in minutes."""

_DAYS_A_MONTH = 30.44
"""On the average of many years."""

_NUMBER = r"(\d{1,5}(?:[.,]\d{1,2})?)"
_ENGLISH = re.compile(
    rf"(?:{_NUMBER}\s*(?:h|hrs?|hours?)\.?)?\s*(?:and\s*)?(?:(\d{{1,5}})\s*(?:m|mins?|minutes?)?\.?)?",
    re.ASCII | re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)", re.ASCII)
_COUNT = r"(\d{1,5}(?:\.\d{1,2})?|[一二两三四五六七八九十]{1,3})"
_CHINESE = re.compile(
    rf"(?:{_COUNT}?\s*个?(半)?\s*个?(?:小时|钟头|h)(半)?)?\s*(?:零|又)?(?:{_COUNT}\s*(刻)?(?:分钟?|钟)?)?"
)
_WORDS = {"half an hour": 30, "an hour": 60, "an hour and a half": 90, "一刻钟": 15}


def whole_months(days: int) -> int:
    """Return a number of days in whole months, rounded; 0 is less than half a month."""
    return round(days / _DAYS_A_MONTH)


def read_minutes(text: str) -> int | None:
    """Return the minutes that words mean, or None when there are none; a bare number counts minutes.

    Raises InvalidValue for anything else, and for a length of nothing or of months.
    """
    said = clean_line(text).lower()
    if not said:
        return None
    minutes = _WORDS.get(said) or _clock(said) or _english(said) or _chinese(said)
    if not minutes or minutes > LONGEST:
        raise InvalidValue(
            "“{text}” is no length of time that can be understood. Write it like 1 h 30, 90 min or 1.5 h.",
            text=clean_line(text),
        )
    return minutes


def minutes_in_words(language: Language, minutes: int) -> str:
    """Return a length as `read_minutes` understands it again: '1 h 30', '45 min', '1小时30分'."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return language.say("{minutes} min", minutes=rest)
    if not rest:
        return language.say("{hours} h", hours=hours)
    return language.say("{hours} h {minutes}", hours=hours, minutes=rest)


def _clock(said: str) -> int:
    match = _CLOCK.fullmatch(said)
    return int(match[1]) * 60 + int(match[2]) if match else 0


def _english(said: str) -> int:
    match = _ENGLISH.fullmatch(said)
    if match is None:
        return 0
    return round(float((match[1] or "0").replace(",", ".")) * 60) + int(match[2] or 0)


def _chinese(said: str) -> int:
    match = _CHINESE.fullmatch(said)
    if match is None:
        return 0
    hours = _number(match[1]) + (0.5 if match[2] or match[3] else 0)
    return round(hours * 60 + _number(match[4]) * (15 if match[5] else 1))


def _number(said: str | None) -> float:
    if not said:
        return 0
    return float(said) if said[0].isdigit() else chinese_number(said)
