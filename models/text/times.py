"""Times of the day in words: '15:00', '3pm', 'noon', 'evening 7:30', '下午3点半', '晚8点'."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time

from models.text.chinese_words import chinese_number

_CLOCK = re.compile(r"(?:\bat\s+|(?<=T)|(?<![\w:.-]))([01]?\d|2[0-3]):([0-5]\d)(?![\w:])", re.ASCII)
_ENGLISH = re.compile(
    r"(?:\bat\s+)?(?<![\w:.-])(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?\s?([ap])\.?m\b\.?", re.ASCII | re.IGNORECASE
)
_NOON = re.compile(r"\b(?:at\s+)?(?:noon|midday)\b", re.ASCII | re.IGNORECASE)
# 'evening 7:30', 'in the afternoon at 3', '3:30 in the afternoon'; 'tonight' says the day as well and stays.
_PART = r"(?:in\s+the\s+)?(morning|afternoon|evening|night)"
_PART_FIRST = re.compile(
    rf"(?:\b{_PART}|(?<=tonight)),?\s{{1,3}}(?:at\s{{1,3}})?(1[0-2]|0?[1-9])(?::([0-5]\d))?(?![\w:/.-])",
    re.ASCII | re.IGNORECASE,
)
_PART_LAST = re.compile(
    rf"(?:\bat\s{{1,3}})?(?<![\w:./-])(1[0-2]|0?[1-9])(?::([0-5]\d))?\s{{1,3}}(?:{_PART}|at\s+night)\b",
    re.ASCII | re.IGNORECASE,
)
_CHINESE_NUMBER = r"[一二两三四五六七八九十]{1,3}"
# Without a part of the day 一点 means 'a little', so only digits tell the hour then.
_CHINESE = re.compile(
    rf"(?:(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|(?<=[今明昨后当天])[晚早])\s*(\d{{1,2}}|{_CHINESE_NUMBER})|(?<![\d.])(\d{{1,2}}))\s*"
    rf"(?:点(?:钟|整|(半)|([一二两三1-3])\s*刻|(\d{{1,2}}|{_CHINESE_NUMBER})分?)?|[:：]([0-5]\d)(?!\d))"
)
_AFTER_NOON = ("下午", "傍晚", "晚上", "晚")
_EVENING = ("晚上", "晚")
_LAST_NOON_HOUR = 3
_FIRST_EVENING_HOUR = 5


def find_time(text: str) -> tuple[time, tuple[int, int]] | None:
    """Return the first time of day a text names and the part (start, end) that says so, or None.

    晚上12点 is none: whether that night ends or begins the day is not said.
    """
    found: list[tuple[time, tuple[int, int]]] = []
    unclear = range(0)
    for pattern, meaning in _MEANINGS:
        match = pattern.search(text)
        said = meaning(match) if match else None
        if match and said:
            found.append((said, match.span()))
        elif match:
            unclear = range(*match.span())
    found = [one for one in found if one[1][0] not in unclear]  # the 12:00 of 晚上12:00 is no noon
    return min(found, key=lambda one: (one[1][0], -one[1][1]), default=None)


def _clock(match: re.Match[str]) -> time | None:
    return time(int(match[1]), int(match[2]))


def _english(match: re.Match[str]) -> time | None:
    return time(int(match[1]) % 12 + (12 if match[3] in "pP" else 0), int(match[2] or 0))


def _noon(_: re.Match[str]) -> time:
    return time(12)


def _part_first(match: re.Match[str]) -> time | None:
    return _in_part(match[1] or "night", int(match[2]), int(match[3] or 0))


def _part_last(match: re.Match[str]) -> time | None:
    return _in_part(match[3] or "night", int(match[1]), int(match[2] or 0))


def _in_part(part: str, hour: int, minute: int) -> time | None:
    """Return a time of the morning, afternoon, evening or night; None for a night that may be either side of 12."""
    if part.lower() == "morning":
        return time(hour % 12, minute)
    if part.lower() in ("evening", "night") and (hour == 12 or hour < _FIRST_EVENING_HOUR):
        return None
    return time(hour % 12 + 12, minute)


def _chinese(match: re.Match[str]) -> time | None:
    hour = chinese_number(match[2] or match[3])
    minute = 30 if match[4] else 15 * chinese_number(match[5] or "0") or chinese_number(match[6] or "0")
    minute = minute or int(match[7] or 0)
    if match[1] in _EVENING and (hour < _FIRST_EVENING_HOUR or hour == 12):
        return None
    if match[1] == "凌晨" and hour == 12:
        hour = 0
    elif (match[1] in _AFTER_NOON and hour < 12) or (match[1] == "中午" and hour <= _LAST_NOON_HOUR):
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


_MEANINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], time | None]], ...] = (
    (_CLOCK, _clock),
    (_ENGLISH, _english),
    (_NOON, _noon),
    (_PART_FIRST, _part_first),
    (_PART_LAST, _part_last),
    (_CHINESE, _chinese),
)
