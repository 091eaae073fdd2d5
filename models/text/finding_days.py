"""Days and periods found in a line of words by the forms of all languages, with the words that belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from models.text.chinese_dates import BARE_WEEKDAY, CHINESE, CHINESE_OFFSET
from models.text.chinese_dates import moved as moved_in_chinese
from models.text.chinese_periods import CHINESE_PERIODS
from models.text.date_forms import NEAR, Form, PeriodForm, Place, Standpoint, calendar_day, edge_of, just_before
from models.text.english_dates import DUE_WORDS, ENGLISH, ENGLISH_OFFSET, WEEKDAY_BEFORE, WEEKDAY_BEHIND
from models.text.english_dates import moved as moved_in_english
from models.text.english_periods import ENGLISH_PERIODS
from models.text.festivals import working_day


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day found in a text, the part of the text that says it, and whether a word such as 'by' or 前 marks it."""

    day: date
    span: tuple[int, int]
    marked: bool


FoundPeriod = tuple[date, date, tuple[int, int]]
"""The first and the last day, and the part of the text that says so."""


class _Found(NamedTuple):
    start: int
    end: int
    day: date | None
    marked_span: tuple[int, int]
    marked: bool


_FILLING = r"\s\0,，、.。;；:：()（）–-"
_FILLED = re.compile(rf"(?:[{_FILLING}]|\b(?:at|on|the)\b|[在的])*", re.IGNORECASE)
_CHINESE_LETTER = re.compile("[\u2e80-\u9fff]")


LONGEST = 2_000
"""A line of words is read so many characters far; a title ends long before, and typing must stay fast."""


def shortened(text: str) -> str:
    """Return the beginning of a text, as a sentence quotes it."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


_QUOTED = 60


def is_filling(text: str) -> bool:
    """Return whether a text says nothing: spaces, commas, 'at', 'on', 'the'."""
    return _FILLED.fullmatch(text) is not None


def reads_day_first(text: str, day_first: bool | None) -> bool:
    """Return how 12/5 is read in a text: as asked for, or else day first unless there is Chinese in it."""
    return _CHINESE_LETTER.search(text) is None if day_first is None else day_first


def days_in(text: str, standpoint: Standpoint) -> list[FoundDate]:
    """Return the days of a text in its order: of those that overlap the first, and of these the longest.

    Looking ahead, a period is due on its last day. Raises InvalidValue for a day that no calendar has.
    """
    text = text[:LONGEST]
    candidates = list(_matches(text, standpoint))
    if standpoint.forward:
        candidates.extend(_due_periods(text, standpoint))
    found: list[FoundDate] = []
    behind = 0
    for one in sorted(candidates, key=lambda one: (one.start, -one.end)):
        if one.start >= behind and one.day is not None:
            found.append(FoundDate(one.day, (max(one.marked_span[0], behind), one.marked_span[1]), one.marked))
        behind = max(behind, one.end) if one.start >= behind else behind
    return found


def periods_in(text: str, standpoint: Standpoint) -> list[FoundPeriod]:
    """Return the periods of a text in its order, a day being one of a single day; see `days_in`."""
    text = text[:LONGEST]
    # Of two that say the same words, 'mid November' is rather a period here.
    candidates = []
    for form in _PERIOD_FORMS:
        for match in form.pattern.finditer(text):
            days = form.meaning(match, standpoint)
            if days is not None:
                candidates.append((*match.span(), *days))
    candidates.extend((one.start, one.end, one.day, one.day) for one in _matches(text, standpoint) if one.day)
    found: list[FoundPeriod] = []
    behind = 0
    for start, end, first, last in sorted(candidates, key=lambda one: (one[0], -one[1])):
        if start >= behind:
            found.append((first, last, (start, end)))
            behind = end
    return found


class _Ends:
    """Where the words of a text begin and end, spaces and commas at its ends aside."""

    def __init__(self, text: str) -> None:
        self.first = len(text) - len(text.lstrip(_SPACES))
        self.last = len(text.rstrip(_SPACES))

    def allow(self, place: Place, start: int, end: int) -> bool:
        """Return whether a part of the text stands where words that may mean something else mean a day."""
        begins, ends = start <= self.first, end >= self.last
        return place == "anywhere" or (begins and ends) or (place == "edge" and (begins or ends))


_SPACES = " \t\n\0,，、.。;；:：()（）–-"


def _matches(text: str, standpoint: Standpoint) -> Iterator[_Found]:
    ends = _Ends(text)
    for form in _FORMS:
        for match in form.pattern.finditer(text):
            start, end = _with_weekday(text, *match.span()) if form.in_calendar else match.span()
            marked_span, marked = _with_marks(text, start, end)
            if not marked and not ends.allow(form.place, start, end):
                continue
            day = form.meaning(match, standpoint)
            if day is not None:
                yield _moved(text, start, end, day) or _Found(start, end, day, marked_span, marked)
            elif standpoint.forward and form.meaning(match, replace(standpoint, forward=False)) is not None:
                # 'Friday last week' is no due date, and the Friday in it is none either.
                yield _Found(start, end, None, marked_span, marked)


def _moved(text: str, start: int, end: int, day: date) -> _Found | None:
    """Return the day that words beside a day count from it, '2 weeks from Monday' or 周五前两天, or None."""
    before = ENGLISH_OFFSET.search(just_before(text, start)) if start else None
    if before:
        other = moved_in_english(day, before[1], before[2], -1 if before[3].lower() == "before" else 1)
        start -= len(before[0])
    else:
        behind = CHINESE_OFFSET.match(text, end)
        other = moved_in_chinese(day, behind, -1 if behind["side"] == "前" else 1) if behind else None
        end = behind.end() if behind else end
    if other is None:
        return None
    span, marked = _with_marks(text, start, end)
    return _Found(start, end, other, span, marked)


_DUE_IN = re.compile(
    r"(?<![\w-])(?:(?P<before>before)|by|until|till|due|due\s+(?:in|by)|within|during|in)\s+(?:the\s+)?$", re.I
)
_DUE_WITHIN = re.compile(r"\s{0,3}(?:之内|以内|内(?![部容网存外蒙在]))")
_WEEK = 6


def _due_periods(text: str, standpoint: Standpoint) -> Iterator[_Found]:
    """Return the periods that something is due in, by a word that says so or because nothing else is said.

    A week may also stand at the beginning or the end of a line: 'call Tom next week'.
    """
    ends = _Ends(text)
    for form in _PERIOD_FORMS:
        for match in form.pattern.finditer(text):
            found = _due_in(text, *match.span())
            if found is None and not ends.allow("edge", *match.span()):
                continue
            days = form.meaning(match, standpoint)
            if days is None:
                continue
            place: Place = "edge" if (days[1] - days[0]).days == _WEEK else "alone"
            if found is None and not ends.allow(place, *match.span()):
                continue
            span, before = found or (match.span(), False)
            day = _day_before(days, standpoint) if before else _due_day(days, standpoint)
            if day >= standpoint.today:
                yield _Found(*match.span(), day, span, found is not None)


def _due_day(days: tuple[date, date], standpoint: Standpoint) -> date:
    """Return the last day of a period; of a week Friday, or Sunday once that is past."""
    day = edge_of(days, "end")
    return days[1] if day < standpoint.today else day


def _day_before(days: tuple[date, date], standpoint: Standpoint) -> date:
    """Return the last working day before a period, but today where that is over and the period still ahead."""
    day = working_day(days[0], -1)
    return standpoint.today if day < standpoint.today < days[0] else day


def _due_in(text: str, start: int, end: int) -> tuple[tuple[int, int], bool] | None:
    """Return a period with the words that make it a due date, and whether these say before it; else None."""
    lead = _DUE_IN.search(just_before(text, start)) if start else None
    trail = _TRAIL.match(text, end)
    within = _DUE_WITHIN.match(text, end)
    if not (lead or trail or within):
        return None
    behind = trail or within
    span = (start - len(lead[0]) if lead else start, behind.end() if behind else end)
    return span, bool(trail or (lead and lead["before"]))


_WEEKDAY_BEFORE = re.compile(rf"(?:{WEEKDAY_BEFORE}|{BARE_WEEKDAY})[\s,，]*(?P<opening>[(（])?\s*$", re.IGNORECASE)
_WEEKDAY_BEHIND = re.compile(
    rf"[\s,，]{{0,3}}(?:[(（]\s{{0,3}}(?:{WEEKDAY_BEHIND}|{BARE_WEEKDAY})\s{{0,3}}[)）]|(?:{WEEKDAY_BEHIND}|{BARE_WEEKDAY}))",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"\s{0,3}[)）]")


def _with_weekday(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a day of the calendar stands with the bare weekday beside it: 'Fri 4 Dec', 12月4日（周五）."""
    near = max(start - NEAR, 0)
    before = _WEEKDAY_BEFORE.search(just_before(text, start)) if start else None
    if before:
        closing = _CLOSING.match(text, end) if before["opening"] else None
        return near + before.start(), closing.end() if closing else end
    behind = _WEEKDAY_BEHIND.match(text, end)
    return start, behind.end() if behind else end


_TRAIL = re.compile(r"\s{0,3}(?:之前|以前|前(?![往台面期后端进沿景任辈提]))")
_LEAD_WITH_TRAIL = re.compile(r"[在于到]$")


def _with_marks(text: str, start: int, end: int) -> tuple[tuple[int, int], bool]:
    """Return where a day stands with the words around it that mark a due date, and whether there are any."""
    lead = DUE_WORDS.search(just_before(text, start)) if start else None
    trail = _TRAIL.match(text, end)
    if trail and not lead and start:
        lead = _LEAD_WITH_TRAIL.search(text[start - 1 : start])
    span = (start - len(lead[0]) if lead else start, trail.end() if trail else end)
    return span, bool(lead or trail)


_ISO = re.compile(
    r"(?<![\w/-])(?:(?<!\.)|(?<=\.\.))((?:19|20)\d\d)([-/])(\d{1,2})\2(\d{1,2})(?=T\d\d:\d\d|[^\w/-]|$)(?!\.\w)",
    re.ASCII,
)


def _iso(match: re.Match[str], _: Standpoint) -> date:
    return calendar_day(match[0], int(match[1]), int(match[3]), int(match[4]))


_ISO_FORM = Form(_ISO, _iso, ("2026-12-05", "2027/1/5"), True)
_FORMS: tuple[Form, ...] = (_ISO_FORM, *ENGLISH, *CHINESE)
_PERIOD_FORMS: tuple[PeriodForm, ...] = (*ENGLISH_PERIODS, *CHINESE_PERIODS)
