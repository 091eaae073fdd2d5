"""The forms of periods in English: 'last month', 'Q3', 'the past 30 days', 'November 2025'.

The rules: a week is Monday to Sunday. A quarter, half or month without a year is the one that runs today, or else the
last one that began (looking back) or the next one (looking ahead). 'The last 30 days' end with today and 'the next
2 weeks' begin with it; 'last week' and 'next week' are those of the calendar. 'Mid November' is the 11th to the 20th.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from models.text.date_forms import (
    PeriodForm,
    Standpoint,
    days_around,
    iso_week,
    named_unit,
    part_of_month,
    unit_of,
)
from models.text.english_words import LAST, MONTH_NAMES, NEXT, NUMBER, ORDINALS, THIS, english, english_number
from models.text.english_words import month_number as number_of_month

_Days = tuple[date, date] | None
_UNIT = "week|month|quarter|year"
_YEAR = rf"(?:,? (?P<year>20\d\d)|(?: of)? (?P<which>(?:{THIS}|{NEXT}|{LAST}|the) year))?"


def _steps(which: str) -> int:
    """Return how many periods from today's one lies that a word names."""
    words = which.lower().split()
    if words[-1] in ("last", "previous", "past"):
        return -1
    return 1 if words[-1] in ("next", "coming", "following") else 0


def _year(match: re.Match[str], standpoint: Standpoint) -> int | None:
    if match["year"]:
        return int(match["year"])
    if not match["which"]:
        return None
    return standpoint.today.year + _steps(match["which"].rpartition(" ")[0] or "this")


def _calendar(match: re.Match[str], standpoint: Standpoint) -> _Days:
    return unit_of(standpoint.today, match[2].lower(), _steps(match[1]))


def _calendar_beyond(match: re.Match[str], standpoint: Standpoint) -> _Days:
    return unit_of(standpoint.today, match[1].lower(), 2 if match[2].lower() == "after" else -2)


def _weekend(match: re.Match[str], standpoint: Standpoint) -> _Days:
    _, sunday = unit_of(standpoint.today, "week", _steps(match[1] or "this"))
    return sunday - timedelta(days=1), sunday


def _around(match: re.Match[str], standpoint: Standpoint) -> _Days:
    count = english_number(match[2])
    return days_around(standpoint.today, count, match[3][0].lower(), ahead=_steps(match[1]) > 0) if count else None


def _past(match: re.Match[str], standpoint: Standpoint) -> _Days:
    return days_around(standpoint.today, 1, match[1][0].lower(), ahead=False)


def _to_date(match: re.Match[str], standpoint: Standpoint) -> _Days:
    said = match[0].lower()
    unit = {"y": "year", "q": "quarter", "m": "month", "w": "week"}[said[0]]
    return unit_of(standpoint.today, unit)[0], standpoint.today


def _quarter(match: re.Match[str], standpoint: Standpoint) -> _Days:
    return named_unit("quarter", int(match["number"]), _year(match, standpoint), standpoint)


def _quarter_behind(match: re.Match[str], standpoint: Standpoint) -> _Days:
    return named_unit("quarter", int(match[2]), int(match[1]), standpoint)


def _quarter_in_words(match: re.Match[str], standpoint: Standpoint) -> _Days:
    return named_unit("quarter", ORDINALS[match["number"].lower()], _year(match, standpoint), standpoint)


def _half(match: re.Match[str], standpoint: Standpoint) -> _Days:
    said = match["digit"] or str(ORDINALS[match["word"].lower()])
    year = _year(match, standpoint)
    return named_unit("half", int(said), year, standpoint)


def _month(match: re.Match[str], standpoint: Standpoint) -> _Days:
    days = named_unit("month", number_of_month(match["month"]), _year(match, standpoint), standpoint)
    if days is None or not match["part"]:
        return days
    return part_of_month(days[0], ("early", "mid", "late").index(match["part"].lower()))


def _month_number(match: re.Match[str], standpoint: Standpoint) -> _Days:
    return named_unit("month", int(match[2]), int(match[1]), standpoint)


def _week_number(match: re.Match[str], standpoint: Standpoint) -> _Days:
    return iso_week(match[0], int(match["number"]), _year(match, standpoint), standpoint)


def _iso_week(match: re.Match[str], standpoint: Standpoint) -> _Days:
    return iso_week(match[2], int(match[2]), int(match[1]), standpoint)


def _whole_year(match: re.Match[str], _: Standpoint) -> _Days:
    return unit_of(date(int(match[1]), 1, 1), "year")


ENGLISH_PERIODS: tuple[PeriodForm, ...] = (
    PeriodForm(
        english(rf"({THIS}|{NEXT}|{LAST}) ({_UNIT})"),
        _calendar,
        ("this week", "last month", "next quarter", "the current year", "previous quarter"),
    ),
    PeriodForm(
        english(rf"the ({_UNIT}) (before|after) (?:last|next)"),
        _calendar_beyond,
        ("the week before last", "the month after next"),
    ),
    PeriodForm(
        english(rf"(?:({THIS}|{NEXT}|{LAST}|the) )?weekend"), _weekend, ("weekend", "the weekend", "next weekend")
    ),
    PeriodForm(
        english(rf"((?:the )?past|{LAST}|{NEXT}) ({NUMBER}) (days?|weeks?|months?|quarters?|years?)"),
        _around,
        ("the last 30 days", "past two weeks", "next 3 months"),
    ),
    PeriodForm(english(rf"(?:the )?past ({_UNIT})"), _past, ("the past week", "past year")),
    PeriodForm(
        english(r"(?:year|quarter|month|week) to date|[yqm]td"), _to_date, ("year to date", "ytd", "month to date")
    ),
    PeriodForm(
        english(rf"Q(?P<number>[1-4])(?:[\s/-]?(?P<year>20\d\d)|(?: of)? (?P<which>(?:{THIS}|{NEXT}|{LAST}) year))?"),
        _quarter,
        ("Q3", "Q3 2025", "Q1/2027", "Q4 last year"),
    ),
    PeriodForm(english(r"(20\d\d)[\s/-]?Q([1-4])"), _quarter_behind, ("2025 Q3", "2025-Q3", "2025Q3")),
    PeriodForm(
        english(rf"(?:the )?(?P<number>{'|'.join(ORDINALS)}) quarter{_YEAR}"),
        _quarter_in_words,
        ("the third quarter", "1st quarter of last year", "fourth quarter 2025"),
    ),
    PeriodForm(
        english(
            rf"(?:H(?P<digit>[12])|(?:the )?(?P<word>first|second) half)(?:(?: of)? (?P<year>20\d\d)|"
            rf"(?: of)? (?P<which>(?:{THIS}|{NEXT}|{LAST}|the) year))?"
        ),
        _half,
        ("H1", "H2 2025", "the first half", "first half of the year", "second half of last year"),
    ),
    PeriodForm(
        english(rf"(?:(?P<part>early|mid|late)[\s-])?(?P<month>{MONTH_NAMES})(?P<end>{_YEAR})"),
        _month,
        ("November", "Nov 2025", "April last year", "mid November", "early-May 2026"),
    ),
    PeriodForm(english(r"(20\d\d)[-/](0?[1-9]|1[0-2])"), _month_number, ("2026-04", "2026/11")),
    PeriodForm(
        english(rf"(?:week|CW|KW|W)\.?\s?(?P<number>\d{{1,2}}){_YEAR}"), _week_number, ("week 47", "CW 1", "W47 2025")
    ),
    PeriodForm(english(r"(20\d\d)-?W(\d\d)"), _iso_week, ("2026-W47",)),
    PeriodForm(english(r"(20\d\d)"), _whole_year, ("2025",)),
)
