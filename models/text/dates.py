"""Words to dates, in English and Chinese: 'next tue', '下周二', '+3d', '月底', '5 Dec'.

Each language is a table of forms: what the words look like, and the day they mean. To teach it more, add a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from models.text.chinese_dates import BARE_WEEKDAY, CHINESE
from models.text.chinese_periods import CHINESE_PERIODS
from models.text.date_forms import Form, PeriodForm, Standpoint, calendar_day
from models.text.english_dates import DUE_WORDS, ENGLISH, WEEKDAY_BEFORE, WEEKDAY_BEHIND
from models.text.english_periods import ENGLISH_PERIODS


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day found in a text, the part of the text that says it, and whether a word such as 'by' or 前 marks it."""

    day: date
    span: tuple[int, int]
    marked: bool


def find_date(text: str, today: date, *, forward: bool = True) -> tuple[date, tuple[int, int]] | None:
    """Return the day a text means and the part (start, end) that says so, or None when it names no day.

    A day marked by a word such as 'by', 'due' or 前 goes before one that is not; otherwise the first counts. With
    `forward` what could lie on either side of today lies ahead (a due date); else (a visit) a weekday lies behind, and
    a day without a year is the nearest. Raises InvalidValue for a day that no calendar has, such as 2026-02-30.
    """
    found = find_dates(text, today, forward=forward)
    best = next((one for one in found if one.marked), found[0] if found else None)
    return (best.day, best.span) if best else None


def find_dates(text: str, today: date, *, forward: bool = True) -> list[FoundDate]:
    """Return every day a text names, in the order of the text; see `find_date`."""
    candidates = sorted(_matches(text, Standpoint(today, forward)), key=lambda one: (one[1], -one[2]))
    found: list[FoundDate] = []
    behind = 0
    for day, start, end in candidates:
        if start >= behind:
            found.append(_with_marks(text, day, start, end))
            behind = end
    return found


def find_period(text: str, today: date, *, forward: bool = False) -> tuple[date, date, tuple[int, int]] | None:
    """Return the first and the last day of the period a text names and the part (start, end) that says so, or None.

    A day is a period of one day, and 'from 5 Dec to 10 Dec' or 'Mon – Fri' is one period. What could lie on either
    side of today is the last one that began, or with `forward` the next. Raises InvalidValue for a day or a week that
    no calendar has.
    """
    parts = _periods(text, Standpoint(today, forward, past=not forward))
    if not parts:
        return None
    first, last, (start, end) = parts[0]
    joined = _JOIN.fullmatch(text, end, parts[1][2][0]) if len(parts) > 1 else None
    if joined:
        days = _in_order((first, last), parts[1][:2], forward=forward)
        if days is None:
            return None
        (first, last), end = days, parts[1][2][1]
        lead = _FROM.search(text[:start][-_NEAR:])
        start -= len(lead[0]) if lead else 0
    return first, last, (start, end)


_NEAR = 40
"""As many characters around a day are looked at for words that belong to it, so that long texts stay fast."""
_JOIN = re.compile(r"\s*(?:to|until|till|through|thru|and|[-–—~～]|\.\.|到|至)\s*", re.IGNORECASE)
_FROM = re.compile(r"(?:(?<![\w-])(?:from|between)\s+|[从自]\s*)$", re.IGNORECASE)
_FoundPeriod = tuple[date, date, tuple[int, int]]


def _periods(text: str, standpoint: Standpoint) -> list[_FoundPeriod]:
    """Return the days and periods of a text in its order; of those that overlap the first, and of these the longest."""
    candidates = [(start, end, day, day) for day, start, end in _matches(text, standpoint)]
    for form in _PERIOD_FORMS:
        for match in form.pattern.finditer(text):
            days = form.meaning(match, standpoint)
            if days is not None:
                candidates.append((*match.span(), *days))
    found: list[_FoundPeriod] = []
    behind = 0
    for start, end, first, last in sorted(candidates, key=lambda one: (one[0], -one[1])):
        if start >= behind:
            found.append((first, last, (start, end)))
            behind = end
    return found


def _in_order(one: tuple[date, date], other: tuple[date, date], *, forward: bool) -> tuple[date, date] | None:
    """Return from the first day of one period to the last of the other; 'Nov to Feb' goes over the turn of a year."""
    first, last = one[0], other[1]
    if last < first and (first - last).days <= 7:
        last += timedelta(weeks=1)
    elif last < first and forward:
        last += relativedelta(years=1)
    elif last < first:
        first -= relativedelta(years=1)
    return (first, last) if first <= last else None


def _matches(text: str, standpoint: Standpoint) -> Iterator[tuple[date, int, int]]:
    for form in _FORMS:
        for match in form.pattern.finditer(text):
            day = form.meaning(match, standpoint)
            if day is not None:
                start, end = _with_weekday(text, *match.span()) if form.in_calendar else match.span()
                yield day, start, end


_WEEKDAY_BEFORE = re.compile(rf"(?:{WEEKDAY_BEFORE}|{BARE_WEEKDAY})[\s,，]*(?P<opening>[(（])?\s*$", re.IGNORECASE)
_WEEKDAY_BEHIND = re.compile(
    rf"[\s,，]*(?:[(（]\s*(?:{WEEKDAY_BEHIND}|{BARE_WEEKDAY})\s*[)）]|(?:{WEEKDAY_BEHIND}|{BARE_WEEKDAY}))",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"\s*[)）]")


def _with_weekday(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a day of the calendar stands with the bare weekday beside it: 'Fri 4 Dec', 12月4日（周五）."""
    before = _WEEKDAY_BEFORE.search(text, 0, start)
    if before:
        closing = _CLOSING.match(text, end) if before["opening"] else None
        return before.start(), closing.end() if closing else end
    behind = _WEEKDAY_BEHIND.match(text, end)
    return start, behind.end() if behind else end


_TRAIL = re.compile(r"\s*(?:之前|以前|前(?![往台面期后端进沿景任辈提]))")
_LEAD_WITH_TRAIL = re.compile(r"[在于到]$")


def _with_marks(text: str, day: date, start: int, end: int) -> FoundDate:
    """Return the find with the words around it that mark a due date, so that they leave the text together."""
    lead = DUE_WORDS.search(text, 0, start)
    trail = _TRAIL.match(text, end)
    if trail and not lead:
        lead = _LEAD_WITH_TRAIL.search(text, 0, start)
    span = (lead.start() if lead else start, trail.end() if trail else end)
    return FoundDate(day, span, bool(lead or trail))


_ISO = re.compile(
    r"(?<![\w/-])(?:(?<!\.)|(?<=\.\.))((?:19|20)\d\d)([-/])(\d{1,2})\2(\d{1,2})(?=T\d\d:\d\d|[^\w/-]|$)(?!\.\w)",
    re.ASCII,
)


def _iso(match: re.Match[str], _: Standpoint) -> date:
    return calendar_day(match[0], int(match[1]), int(match[3]), int(match[4]))


_FORMS: tuple[Form, ...] = (Form(_ISO, _iso, True), *ENGLISH, *CHINESE)
_PERIOD_FORMS: tuple[PeriodForm, ...] = (*ENGLISH_PERIODS, *CHINESE_PERIODS)
