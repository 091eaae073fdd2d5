"""The forms of days in English: 'next tue', 'in 2 weeks', '5 Dec', 'end of month', 'before Christmas'.

The rules, once for both languages. Weeks begin on Monday. 'Next Tuesday' is the Tuesday of the next week, 'last Friday'
that of the last week, 'this Friday' that of this one (of the next, once it is past, for a due date). A weekday by
itself is the next one for a due date, never today, for who means today says so; for a visit it is the last one, today
included. A day without a year is the next such day, today included; for a visit it is the nearest. What lies behind
('yesterday', 'last Friday', 'a week ago') is no due date in a line of words; a field takes it, as nothing else can be
meant. A month later is the same day of that month, or its last day where it has none such. 'End of month' is its last
day, 'end of week' Friday, 'mid November' the 15th. A period by itself ('Q3', 'next week') is due on its last day, a
week on its Friday. 12/5 is the 12th of May in English and 12月5日 in Chinese, whatever the month would be otherwise:
what was understood names the month. 'Before Christmas' is the last working day before it; see `festivals`.
"""

from __future__ import annotations

import re
from datetime import date

from models.text.date_forms import (
    NEAR,
    Form,
    Standpoint,
    calendar_day,
    day_of_month,
    in_figures,
    just_before,
    later,
    unit_of,
    weekday,
    yearless,
)
from models.text.english_edges import EDGES, FESTIVALS, NTH, edge, festival, nth_weekday_of_month, short_edge
from models.text.english_words import (
    ANY_DAY,
    MONTH_NAMES,
    NOT_POSSESSIVE,
    NUMBER,
    english,
    english_number,
    month_number,
    weekday_number,
)
from models.text.festivals import working_day

DUE_WORDS = re.compile(r"(?:\b(?:due\s+)?(?:by|on|before|until|till|due)\s+)$", re.ASCII | re.IGNORECASE)
"""What may stand right before a day and leaves the text together with it."""

_YEAR = r"(?:[,\s-]+((?:19|20)\d\d|(?:this|next|last)\s+year))?"
_UNIT = r"days?|weeks?|months?|quarters?|years?|(?:working|business)\s+days?|(?:week|work)days?"
_FIXED_WORDS = {
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "eod": 0,
    "end of day": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
}
_WEEKS = {"coming": "", "past": "last", "previous": "last"}


def _fixed(match: re.Match[str], standpoint: Standpoint) -> date | None:
    days = _FIXED_WORDS[" ".join(match[0].lower().split())]
    return None if days < 0 and standpoint.forward else later(standpoint.today, days, "d")


def moved(day: date, said: str, unit: str, sign: int = 1) -> date | None:
    """Return the day so many days, weeks, months, years or working days from a day, as English words count them."""
    count = english_number(said)
    if not count:
        return None
    if unit[:2].lower() in ("wo", "bu", "wd") or unit.lower().startswith("weekday"):
        return working_day(day, sign * count)
    return later(day, sign * count, unit[0].lower())


def _later(match: re.Match[str], standpoint: Standpoint) -> date | None:
    return moved(standpoint.today, match[1], match[2])


def _ago(match: re.Match[str], standpoint: Standpoint) -> date | None:
    return None if standpoint.forward else moved(standpoint.today, match[1], match[2], -1)


def _span_of_its_own(match: re.Match[str], standpoint: Standpoint) -> date:
    return later(standpoint.today, 2, "w") if "fortnight" in match[0].lower() else later(standpoint.today, 6, "m")


def _weekday(match: re.Match[str], standpoint: Standpoint) -> date | None:
    which, name = (match[1] or "").lower(), match[2].lower()
    if not which and name in ("sat", "sun") and not _is_clearly_a_day(match):
        return None
    return weekday(_WEEKS.get(which, which), weekday_number(name), standpoint)


def _is_clearly_a_day(match: re.Match[str]) -> bool:
    """Whether 'sat' or 'sun' ends the text or follows 'by': 'they sat down' and 'the sun dial' name no day."""
    ends_text = not match.string[match.end() : match.end() + NEAR].strip()
    return ends_text or DUE_WORDS.search(just_before(match.string, match.start())) is not None


def _weekday_of_week(match: re.Match[str], standpoint: Standpoint) -> date | None:
    which, name = match["which"] or match["week"], match["name"] or match["day"]
    which = which.lower()
    return weekday(_WEEKS.get(which, which), weekday_number(name), standpoint)


def _weekday_in_weeks(match: re.Match[str], standpoint: Standpoint) -> date:
    first, _ = unit_of(later(standpoint.today, english_number(match[2]), "w"), "week")
    return later(first, weekday_number(match[1]), "d")


def _day_first(match: re.Match[str], standpoint: Standpoint) -> date:
    return _named(match[0], int(match[1]), match[2], match[3], standpoint)


def _month_first(match: re.Match[str], standpoint: Standpoint) -> date | None:
    if match[1] == "may":  # 'you may 5 times' is no date, 'May 5' is
        return None
    return _named(match[0], int(match[2]), match[1], match[3], standpoint)


def _named(said: str, day: int, month_name: str, year: str | None, standpoint: Standpoint) -> date:
    month = month_number(month_name)
    if not year:
        return yearless(said, month, day, standpoint)
    if year.isdigit():
        return calendar_day(said, int(year), month, day)
    steps = {"this": 0, "next": 1, "last": -1}[year.split()[0].lower()]
    return calendar_day(said, standpoint.today.year + steps, month, day)


def _slashed(match: re.Match[str], standpoint: Standpoint) -> date | None:
    one, other, year = int(match[1]), int(match[2]), match[3]
    if not year and (one, other) in ((24, 7), (7, 24)):  # round the clock
        return None
    return in_figures(match[0], one, other, year, standpoint, day_first=standpoint.day_first)


def _dotted(match: re.Match[str], standpoint: Standpoint) -> date | None:
    return in_figures(match[0], int(match[1]), int(match[2]), match[3], standpoint, day_first=True)


def _compact(match: re.Match[str], _: Standpoint) -> date | None:
    return calendar_day(match[0], int(match[1]), int(match[2]), int(match[3]))


def _the_fifth(match: re.Match[str], standpoint: Standpoint) -> date | None:
    return day_of_month(match[0], int(match[1]), standpoint)


def _fifth_of_month(match: re.Match[str], standpoint: Standpoint) -> date | None:
    steps = {"next": 1, "last": -1}.get(match[2].lower(), 0)
    if steps < 0 and standpoint.forward:
        return None
    month, _ = unit_of(standpoint.today, "month", steps)
    return calendar_day(match[0], month.year, month.month, int(match[1]))


WEEKDAY_BEFORE = (
    r"(?<![\w-])(?<!every )(?<!each )(?<!this )(?<!next )(?<!last )(?<!other )"
    rf"(?:{ANY_DAY})(?=[\s,，(（])"
)
"""A bare weekday, as it stands before a day of the calendar."""

# In '5 Dec sat down with Anna' nobody names a Saturday.
WEEKDAY_BEHIND = rf"(?<!\w)(?!(?:sat|sun)\s+\w)(?:{ANY_DAY}){NOT_POSSESSIVE}"
"""A bare weekday, as it stands behind a day of the calendar."""

ENGLISH_OFFSET = re.compile(
    rf"(?<![\w-])({NUMBER})\s+({_UNIT})\s+(from|after|before)\s+(?:the\s+)?$", re.ASCII | re.IGNORECASE
)
"""What moves the day behind it: '2 weeks from Monday', '3 days before Easter'."""
_EDGE_WORDS = "|".join(sorted(EDGES, key=len, reverse=True))
_NAMED_PERIOD = (
    r"(?:(?:the|this|next|last|coming) )?(?:week|month|quarter|year)|(?:Q[1-4]|H[12])(?: 20\d\d)?"
    rf"|(?:{MONTH_NAMES})(?: 20\d\d)?"
)
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)"

ENGLISH: tuple[Form, ...] = (
    Form(
        english("|".join(sorted(_FIXED_WORDS, key=len, reverse=True))),
        _fixed,
        ("today", "tonight", "this afternoon", "tomorrow", "the day after tomorrow", "end of day"),
        behind=("yesterday", "last night", "the day before yesterday"),
    ),
    Form(
        english(rf"(?:in|within) (?:the next )?({NUMBER}) ({_UNIT})(?: time)?"),
        _later,
        ("in 2 weeks", "in a month", "within three days", "in a couple of weeks", "in 5 working days", "in 2 quarters"),
    ),
    Form(
        english(rf"({NUMBER}) ({_UNIT}) (?:from (?:now|today)|later|hence)"),
        _later,
        ("2 weeks from now", "three days later", "a month from today"),
    ),
    Form(english("in (?:half a year|a fortnight)"), _span_of_its_own, ("in half a year", "in a fortnight")),
    Form(
        re.compile(rf"(?<![\w+])\+\s?(\d{{1,3}})\s?(d|wd|w|m|q|y|{_UNIT})\b", re.ASCII | re.IGNORECASE),
        _later,
        ("+3d", "+2w", "+1m", "+1q", "+1y", "+ 10 days", "+5wd"),
    ),
    Form(english(r"(?:in )?(\d{1,3})\s?(d|wd|w|y)"), _later, ("3d", "2w", "in 10d"), place="alone"),
    Form(
        re.compile(rf"(?<![\w-])[-−]\s?(\d{{1,3}})\s?(d|wd|w|m|q|y|{_UNIT})\b", re.ASCII | re.IGNORECASE),
        _ago,
        (),
        place="alone",
        behind=("-3d", "-2w", "−1m"),
    ),
    Form(
        english(rf"({NUMBER}) ({_UNIT}) ago"),
        _ago,
        (),
        behind=("a week ago", "3 days ago", "two months ago", "2 working days ago"),
    ),
    Form(
        english(
            rf"(?:(?P<name>{ANY_DAY}),? (?:of )?(?P<which>this|next|last) week)|"
            rf"(?:(?P<week>this|next|last) week,? (?:on )?(?P<day>{ANY_DAY}))"
        ),
        _weekday_of_week,
        ("Tuesday next week", "next week Tue", "Friday of this week", "next week on Monday"),
        behind=("Friday last week", "last week Fri"),
    ),
    Form(english(rf"({ANY_DAY}) in ({NUMBER}) weeks?"), _weekday_in_weeks, ("Monday in 2 weeks", "Fri in a week")),
    Form(
        english(rf"(?<!every\s)(?<!each\s)(?<!other\s)(?:(this|next|last|coming|past|previous) )?({ANY_DAY})"),
        _weekday,
        ("Fri", "Tuesday", "next Tuesday", "this Friday", "coming Monday"),
        behind=("last Friday", "past Mon"),
    ),
    Form(
        english(rf"(?:the )?(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]*(?:of )?({MONTH_NAMES})\.?{_YEAR}"),
        _day_first,
        ("5 Dec", "5th December 2026", "the 5th of December", "5-Dec", "5 Dec next year", "29 Feb"),
        in_calendar=True,
    ),
    Form(
        english(rf"({MONTH_NAMES})\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}"),
        _month_first,
        ("Dec 5", "December 5th", "Dec. 5, 2027", "May 5 next year"),
        in_calendar=True,
    ),
    Form(
        re.compile(r"(?<![\w./-])(\d{1,2})/(\d{1,2})(?:/(20\d\d|\d\d))?(?![\w/%])(?!\.\d)", re.ASCII),
        _slashed,
        ("12/5", "5/12/2027", "25/12", "12/25", "5/12/27"),
        in_calendar=True,
        place="edge",
    ),
    Form(
        re.compile(r"(?<![\w./-])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(20\d\d|\d\d)(?!\.?\d))?(?!\w)", re.ASCII),
        _dotted,
        ("5.12.", "5. 12. 2027", "24.12.27"),
        in_calendar=True,
        place="alone",
    ),
    Form(
        re.compile(r"(?<![\w./-])(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?![\w/-])", re.ASCII),
        _compact,
        ("20271205",),
        place="alone",
    ),
    Form(
        english(rf"(?:the )?{_ORDINAL}"),
        _the_fifth,
        ("the 5th", "31st"),
        in_calendar=True,
        place="alone",
    ),
    Form(
        english(rf"(?:the )?{_ORDINAL} of (this|next|last|the) month"),
        _fifth_of_month,
        ("the 5th of next month", "28th of this month"),
        in_calendar=True,
        behind=("the 5th of last month",),
    ),
    Form(
        english(rf"(?:the )?(?:very )?(?P<edge>{_EDGE_WORDS}) of (?P<period>{_NAMED_PERIOD})"),
        edge,
        (
            "end of month",
            "end of next month",
            "the end of the quarter",
            "end of year",
            "end of week",
            "end of Q3",
            "end of November",
            "last working day of the month",
            "first of next month",
            "beginning of the quarter",
            "middle of next month",
        ),
        behind=("end of last month", "start of last week"),
    ),
    Form(
        english(
            rf"(?:the )?({'|'.join(NTH)}) ({ANY_DAY}) (?:of|in) "
            rf"((?:(?:the|this|next|last) )?month|(?:{MONTH_NAMES})(?: 20\d\d)?)"
        ),
        nth_weekday_of_month,
        ("first Monday of next month", "the last Friday of November", "last Friday of the month"),
        behind=("second Tuesday of last month",),
    ),
    Form(
        english(rf"(?P<edge>mid)[\s-](?P<period>(?:{MONTH_NAMES})(?: 20\d\d)?|(?:this|next) month)"),
        edge,
        ("mid November", "mid-May 2027", "mid next month"),
    ),
    Form(
        english(r"eo[wmqy]|(?:month|quarter|year)[\s-]end|mid-?month"),
        short_edge,
        ("eom", "eoq", "year end", "month-end", "mid-month"),
    ),
    Form(
        english(rf"(?P<after>after )?(?P<festival>{'|'.join(FESTIVALS)})(?: (?P<year>20\d\d))?"),
        festival,
        ("Christmas", "Xmas", "New Year's Eve", "Chinese New Year", "Easter", "National Day 2027"),
        place="edge",
    ),
    Form(
        english(rf"(?P<after>after )(?P<festival>{'|'.join(FESTIVALS)})(?: (?P<year>20\d\d))?"),
        festival,
        ("after Christmas", "after Chinese New Year", "after Easter 2027"),
    ),
)
