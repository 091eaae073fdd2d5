"""Days, times and lengths as people and programs write them into files, in English, Chinese and digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, time
from typing import Literal, NamedTuple

from models.errors import InvalidValue
from models.exchange.records import Remark
from models.text.language import Label

DayOrder = Literal["month first", "day first"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<word>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?!\d)\s*[日号]?")
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?!\d)")
_DOTTED = re.compile(r"(?P<d>\d{1,2})\.\s*(?P<m>\d{1,2})\.\s*(?P<y>\d{4}|\d{2})(?!\d)")
_EITHER = re.compile(r"(?P<a>\d{1,2})\s*(?P<mark>[-/])\s*(?P<b>\d{1,2})\s*(?P=mark)\s*(?P<y>\d{4}|\d{2})(?!\d)")
_DAY_WORD = re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]*{_MONTH}[\s,-]*(?P<y>\d{{4}}|\d{{2}})(?!\d)", re.I)
_WORD_DAY = re.compile(rf"{_MONTH}\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(?P<y>\d{{4}})(?!\d)", re.I)
_NO_YEAR = (
    re.compile(r"--(?P<m>\d{2})-?(?P<d>\d{2})"),
    re.compile(r"(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]?"),
    re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]*{_MONTH}", re.I),
    re.compile(rf"{_MONTH}\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?", re.I),
)
_WEEKDAY = re.compile(
    r"[(\[]?\s*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|(?:周|星期|礼拜)[一二三四五六日天])"
    r"\s*[)\]]?,?\s*",
    re.I,
)
_CLOCK = re.compile(
    r"(?P<before>凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|晚|am|pm)?\s*(?P<hour>\d{1,2})"
    r"(?:\s*[:时点h]\s*(?:(?P<minute>\d{1,2})\s*分?(?::\d{2}(?:\.\d+)?)?|(?P<half>半)|整)?)?"
    r"\s*(?P<after>a\.?m\.?|p\.?m\.?)?",
    re.I,
)
_ZONE = re.compile(r"(?<=\d)\s*(?:Z|\+\d{2}:?\d{2}|(?<=:\d\d:\d\d)-\d{2}:?\d{2})$", re.I)
_CHINESE_HOUR = re.compile(r"(十[一二]?|[一二两三四五六七八九])(?=[点时])")
_CHINESE_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_LENGTHS = (
    re.compile(r"(?P<h>\d{1,2})\s*:\s*(?P<m>\d{2})"),
    re.compile(
        r"(?:(?P<h>\d{1,3}(?:\.\d+)?)\s*(?:h|hrs?|hours?|个?小时|个?钟头)(?P<half>半)?)?\s*"
        r"(?:(?P<m>\d{1,4})\s*(?:m|mins?|minutes?|分钟?))?",
        re.I,
    ),
    re.compile(r"(?P<m>\d{1,4})(?:\.0+)?"),
)


class Moment(NamedTuple):
    """A day, and where it is written with it, the time of day and the minutes until the end."""

    day: date
    start: time | None = None
    minutes: int | None = None


def find_day_order(texts: Iterable[str], file: str, delimiter: str) -> tuple[DayOrder, tuple[Remark, ...]]:
    """Tell from all dates of one file whether 3/4/2026 has the day or the month first, with a remark if it's a guess.

    One date that can be read in only one way settles it for the file. Where every date can be read in both ways,
    semicolons between the cells speak for a continental spreadsheet, which writes the day first; any other file is
    taken to have the month first.
    """
    example = ""
    for text in texts:
        match = _EITHER.match(_without_weekday(_plain(text)))
        if match is None:
            continue
        first, second = int(match["a"]), int(match["b"])
        if first > 12 >= second:
            return "day first", ()
        if second > 12 >= first:
            return "month first", ()
        if first != second and max(first, second) <= 12:
            example = example or text
    order: DayOrder = "day first" if delimiter == ";" else "month first"
    return order, _guess(example, order, file) if example else ()


def _guess(example: str, order: DayOrder, file: str) -> tuple[Remark, ...]:
    sentence = Label(
        "Every date in {file} can be read in two ways; {example} was taken with the {order}. If that is wrong, write "
        "the dates as 2026-05-14 and import the file again."
    )
    first = Label("day first") if order == "day first" else Label("month first")
    return (Remark(sentence, {"file": file, "example": example[:60], "order": first}),)


def read_day(text: str, order: DayOrder) -> date:
    """Return the day a text names; InvalidValue when there is no such day or it is not a day at all."""
    return read_moment(text, order).day


def read_moment(text: str, order: DayOrder) -> Moment:
    """Return the day a text names with the time behind it, if any; InvalidValue when either can't be."""
    found = _find_day(_plain(text), order, text)
    if found is None:
        raise InvalidValue("“{text}” is not a date that can be read. Write it as 2026-05-14.", text=text[:60])
    day, rest = found
    rest = _WEEKDAY.sub("", rest, count=1).strip(" ,，tT")
    return Moment(day, *read_clock(rest)) if rest else Moment(day)


def read_clock(text: str) -> tuple[time, int | None]:
    """Return the time of day ('15:00', '3 pm', '下午3点半') and for '15:00-16:30' the minutes; or InvalidValue."""
    plain = _CHINESE_HOUR.sub(lambda match: str(_chinese_number(match[1])), _plain(text))
    plain = _ZONE.sub("", plain)
    parts = re.split(r"\s*(?:[-–—~至到]|\bto\b|\buntil\b)\s*", plain, maxsplit=1)
    matches = [_CLOCK.fullmatch(part) for part in parts]
    start, end = matches[0], matches[-1]
    if start is None or end is None or all(part.isdigit() for part in parts):
        raise _not_a_time(text)
    first = _minute_of_day(start, start["before"] or start["after"] or end["after"] or "", text)
    begins = time(first // 60, first % 60)
    if len(parts) == 1:
        return begins, None
    last = _minute_of_day(end, end["before"] or end["after"] or start["before"] or "", text)
    if last <= first:
        raise InvalidValue("“{text}” ends before it starts. Correct the times.", text=text[:60])
    return begins, last - first


def read_minutes(text: str) -> int:
    """Return a length in minutes: '90', '90 min', '1.5 h', '1小时30分', '1:30'; InvalidValue when it is none."""
    plain = _plain(text)
    for pattern in _LENGTHS:
        match = pattern.fullmatch(plain)
        if match and plain:
            places = match.groupdict()
            hours = float(places.get("h") or 0) + (0.5 if places.get("half") else 0)
            minutes = round(hours * 60) + int(places.get("m") or 0)
            if 0 < minutes <= 24 * 60:
                return minutes
    raise InvalidValue("“{text}” is not the length of a visit. Write the minutes, such as 90.", text=text[:60])


def read_birthday(text: str, order: DayOrder) -> str | None:
    """Return '1985-03-07', or '--03-07' without the year, '' for an empty one, None when it is no calendar date.

    Raises InvalidValue for a date that does not exist. Years of two digits from 30 on belong to the last century.
    """
    plain = _plain(text)
    if not plain or re.fullmatch(r"0{1,4}[-/]0{1,2}[-/]0{1,4}", plain):
        return ""
    for pattern in _NO_YEAR:
        if match := pattern.fullmatch(plain):
            day = _day(2000, _month_of(match), int(match["d"]), text)
            return f"--{day:%m-%d}"
    found = _find_day(plain, order, text, century_from=30, oldest=1604)
    if found is None:
        return None
    day, _ = found
    # Address books that insist on a year write 1604 (a leap year) where none is known.
    return f"--{day:%m-%d}" if day.year == 1604 else day.isoformat()


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _without_weekday(plain: str) -> str:
    """Return a date without the weekday before it."""
    match = _WEEKDAY.match(plain)
    return plain[match.end() :] if match else plain


def _find_day(
    plain: str, order: DayOrder, text: str, *, century_from: int = 100, oldest: int = 1900
) -> tuple[date, str] | None:
    plain = _without_weekday(plain)
    for pattern in (_YEAR_FIRST, _COMPACT, _DOTTED, _DAY_WORD, _WORD_DAY):
        if match := pattern.match(plain):
            month, day = _month_of(match), int(match["d"])
            break
    else:
        match = _EITHER.match(plain)
        if match is None:
            return None
        first, second = int(match["a"]), int(match["b"])
        month, day = (first, second) if order == "month first" else (second, first)
    year = int(match["y"])
    if len(match["y"]) == 2:
        year += 1900 if year >= century_from else 2000
    found = _day(year, month, day, text)
    if not oldest <= found.year <= 2199:
        raise InvalidValue("“{text}” is in the year {year}. Correct the year.", text=text[:60], year=found.year)
    return found, plain[match.end() :]


def _month_of(match: re.Match[str]) -> int:
    places = match.groupdict()
    if places.get("word"):
        return _MONTHS.index(places["word"][:3].casefold()) + 1
    return int(places["m"])


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidValue("There is no day “{text}”. Correct the date.", text=text[:60]) from None


def _minute_of_day(match: re.Match[str], half_of_day: str, text: str) -> int:
    hour = int(match["hour"])
    minute = 30 if match["half"] else int(match["minute"] or 0)
    half = half_of_day.casefold().replace(".", "")
    if half in ("晚上", "晚") and (hour < 5 or hour == 12):
        # At night: whether that is the night before the day or the one after it, nobody can tell.
        raise _not_a_time(text)
    if (half in ("pm", "下午", "傍晚", "晚上", "晚") and hour < 12) or (half == "中午" and hour < 3):
        hour += 12
    elif half in ("am", "凌晨") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise _not_a_time(text)
    return hour * 60 + minute


def _chinese_number(text: str) -> int:
    if text.startswith("十"):
        return 10 + _CHINESE_DIGITS.get(text[1:], 0)
    return _CHINESE_DIGITS[text]


def _not_a_time(text: str) -> InvalidValue:
    return InvalidValue("“{text}” is not a time of day that can be read. Write it as 15:00.", text=text[:60])
