"""The forms of days in English: 'next tue', 'in 2 weeks', '5 Dec', 'end of month'."""

from __future__ import annotations

import re
from datetime import date

from dateutil.relativedelta import relativedelta

from models.text.date_forms import Form, Standpoint, calendar_day, later, month_end, weekday, yearless

DUE_WORDS = re.compile(r"(?:\b(?:due\s+)?(?:by|on|before|until|till|due)\s+)$", re.ASCII | re.IGNORECASE)
"""What may stand right before a day and leaves the text together with it."""

_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DAY_NAMES = (
    "mon(?:day)?",
    "tue(?:s(?:day)?)?",
    "wed(?:nesday)?",
    "thu(?:r(?:s(?:day)?)?)?",
    "fri(?:day)?",
    "sat(?:urday)?",
    "sun(?:day)?",
)
_WEEKDAY_INITIALS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?:,?\s+(20\d\d))?"
_NOT_POSSESSIVE = r"(?![\w'’-])"
_FIXED_WORDS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
}


def _english(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){pattern}{_NOT_POSSESSIVE}", re.ASCII | re.IGNORECASE)


def _english_word(match: re.Match[str], standpoint: Standpoint) -> date | None:
    days = _FIXED_WORDS[" ".join(match[0].lower().split())]
    return None if days < 0 and standpoint.forward else standpoint.today + relativedelta(days=days)


def _english_later(match: re.Match[str], standpoint: Standpoint) -> date:
    said = match[1].lower()
    count = int(said) if said.isdigit() else _NUMBERS.index(said.replace("an", "a")) or 1
    return later(standpoint.today, count, match[2][0].lower())


def _english_weekday(match: re.Match[str], standpoint: Standpoint) -> date | None:
    which, name = (match[1] or "").lower(), match[2].lower()
    if not which and name in ("sat", "sun") and not _is_clearly_a_day(match):
        return None
    return weekday(which, _WEEKDAY_INITIALS.index(name[:2]), standpoint)


def _is_clearly_a_day(match: re.Match[str]) -> bool:
    """Whether 'sat' or 'sun' ends the text or follows 'by': 'they sat down' and 'the sun dial' name no day."""
    ends_text = match.end() == len(match.string.rstrip())
    return ends_text or DUE_WORDS.search(match.string, 0, match.start()) is not None


def _english_day_first(match: re.Match[str], standpoint: Standpoint) -> date:
    return _english_day(match[0], int(match[1]), match[2], match[3], standpoint)


def _english_month_first(match: re.Match[str], standpoint: Standpoint) -> date | None:
    if match[1] == "may":  # 'you may 5 times' is no date, 'May 5' is
        return None
    return _english_day(match[0], int(match[2]), match[1], match[3], standpoint)


def _english_day(said: str, day: int, month_name: str, year: str | None, standpoint: Standpoint) -> date:
    month = _MONTHS.index(month_name[:3].lower()) + 1
    return calendar_day(said, int(year), month, day) if year else yearless(said, month, day, standpoint)


def _english_end(match: re.Match[str], standpoint: Standpoint) -> date:
    said = match[0].lower()
    next_one = 1 if "next" in said else 0
    if "year" in said:
        return standpoint.today + relativedelta(years=next_one, month=12, day=31)
    return month_end(standpoint.today, next_one)


_ANY_DAY = "|".join(_DAY_NAMES)
_NOT_BARE = r"(?<![\w-])(?<!every )(?<!each )(?<!this )(?<!next )(?<!last )"
WEEKDAY_BEFORE = rf"{_NOT_BARE}(?:{_ANY_DAY})(?=[\s,，(（])"
"""A bare weekday, as it stands before a day of the calendar."""

# In '5 Dec sat down with Anna' nobody names a Saturday.
WEEKDAY_BEHIND = rf"(?<!\w)(?!(?:sat|sun)\s+\w)(?:{_ANY_DAY}){_NOT_POSSESSIVE}"
"""A bare weekday, as it stands behind a day of the calendar."""

ENGLISH: tuple[Form, ...] = (
    Form(_english("(?:(?:the )?day after tomorrow|the day before yesterday|today|tomorrow|yesterday)"), _english_word),
    Form(
        _english(rf"(?:in|within)\s+(\d{{1,3}}|{'|'.join(_NUMBERS[1:])}|an?)\s+(days?|weeks?|months?|years?)"),
        _english_later,
    ),
    Form(
        re.compile(r"(?<![\w+])\+(\d{1,3}) ?(d|w|m|y|days?|weeks?|months?|years?)\b", re.ASCII | re.I), _english_later
    ),
    Form(
        _english(rf"(?<!every )(?<!each )(?:(this|next|last)\s+)?({_ANY_DAY})"),
        _english_weekday,
    ),
    Form(_english(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH_NAMES}){_YEAR}"), _english_day_first, True),
    Form(_english(rf"({_MONTH_NAMES})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}"), _english_month_first, True),
    Form(_english(r"(?:(?:the )?end of (?:(?:the|this|next) )?(?:month|year)|eom)"), _english_end),
)
