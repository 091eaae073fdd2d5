"""Repetitions in words: 'every 2 weeks on Monday until 5 Dec', 每月5号 — to rules of RFC 5545 and back.

The rules of the words: a rule that names days ('every Monday', 'every day') is first due on the first such day, today
included; one that names none ('every 2 weeks') begins when its step is due. 'until' includes its day, and '10 times'
counts the first.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from models.errors import InvalidValue
from models.text.chinese_repetitions import CHINESE_REPETITIONS
from models.text.chinese_words import chinese_number
from models.text.clean import clean_line
from models.text.date_forms import NEAR, Standpoint, later
from models.text.english_repetitions import ENGLISH_REPETITIONS
from models.text.english_words import NUMBER, english_number
from models.text.finding_days import LONGEST, days_in, is_filling, reads_day_first, shortened
from models.text.repetition_forms import RepetitionForm
from models.text.repetition_words import words

__all__ = ["find_repetition", "first_day", "read_repetition", "words"]

_Found = tuple[str, date | None, tuple[int, int]]

_FORMS: tuple[RepetitionForm, ...] = (*ENGLISH_REPETITIONS, *CHINESE_REPETITIONS)
_RAW = re.compile(r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?![A-Z])[A-Z0-9=;,+-]{0,200}")
_ONCE = re.compile(r"once|never|no|not|一次|不重复|从不|无", re.IGNORECASE)

_UNTIL = re.compile(
    r"[\s,，、]{0,3}(?:(?:until|till|through|up\s+to|to)\s+|直到|到|至|截至|截止)\s{0,3}", re.IGNORECASE
)
_UNTIL_ENDS = re.compile(r"\s{0,3}(?:为止|止|结束)")
_STARTING = re.compile(r"[\s,，、]{0,3}(?:(?:starting|beginning|from|as\s+of)\s+(?:on\s+)?|从)\s{0,3}", re.IGNORECASE)
_STARTS = re.compile(r"\s{0,3}(?:开始|起)[\s,，、]{0,3}")
_FROM = re.compile(r"[从自]\s{0,3}$")
_TIMES = re.compile(
    rf"[\s,，、]{{0,3}}(?:for\s+)?(?:(?P<count>{NUMBER})\s+(?:times?|occurrences)\b"
    r"|(?:一?共|总共|重复)?\s{0,3}(?P<chinese>\d{1,3}|[一二两三四五六七八九十]{1,3})\s{0,3}[次遍])",
    re.ASCII | re.IGNORECASE,
)
_FOR = re.compile(
    rf"[\s,，、]{{0,3}}(?:for\s+(?P<count>{NUMBER})\s+(?P<unit>days|weeks?|months?|years?)\b"
    r"|持续\s{0,3}(?P<chinese>\d{1,3}|[一二两三四五六七八九十]{1,3})\s{0,3}个?(?P<of>天|周|星期|月|年))",
    re.ASCII | re.IGNORECASE,
)
_CHINESE_UNITS = {"天": "d", "周": "w", "星期": "w", "月": "m", "年": "y"}


def find_repetition(
    text: str, today: date, *, day_first: bool | None = None
) -> tuple[str, date | None, tuple[int, int]] | None:
    """Return the rule (RFC 5545) a text names, the first day it is due, and the part (start, end) that says so.

    None when it names none. The day is None where the words name none, as in 'every 2 weeks'. Raises InvalidValue for
    an end or a beginning that no calendar has.
    """
    text = text[:LONGEST]
    best: tuple[int, int, str] | None = None
    for form in _FORMS:
        for match in form.pattern.finditer(text):
            start, end = match.span()
            if not _counts_here(form, text, start, end):
                continue
            if best is not None and (start, -end) >= (best[0], -best[1]):
                continue
            rule = form.meaning(match)
            if rule is not None:
                best = start, end, rule
    if best is None:
        return None
    start, end, rule = best
    return _with_tails(text, start, end, rule, today, reads_day_first(text, day_first))


def read_repetition(text: str, today: date, *, day_first: bool | None = None) -> tuple[str, date | None] | None:
    """Return the rule that the words of a field mean and the first day it is due, or None for no repetition.

    Nothing, 'once' and 不重复 are none. A rule of RFC 5545 is taken as it is. Raises InvalidValue for anything else.
    """
    said = clean_line(text)
    if not said or _ONCE.fullmatch(said):
        return None
    raw = _RAW.search(said)
    if raw and _is_rule(raw[0]):
        return raw[0], None
    found = find_repetition(said, today, day_first=day_first) if len(said) <= LONGEST else None
    if found is None or not is_filling(said[: found[2][0]]) or not is_filling(said[found[2][1] :]):
        raise InvalidValue(
            "“{text}” is no repetition that can be understood. Write it like every Monday, every 2 weeks or monthly on "
            "the 5th.",
            text=shortened(said),
        )
    return found[0], found[1]


def first_day(rule: str, start: date) -> date | None:
    """Return the first day from a day on that a rule names, or None where it names no days or has ended before."""
    from dateutil.rrule import rrulestr

    if "BY" not in rule and "FREQ=DAILY" not in rule:
        return None
    # An interval counts from the first day, which is what is looked for.
    plain = ";".join(part for part in rule.split(";") if not part.startswith(("INTERVAL=", "COUNT=")))
    found = rrulestr(plain, dtstart=datetime.combine(start, time())).after(datetime.combine(start, time()), inc=True)
    return found.date() if found else None


def _is_rule(rule: str) -> bool:
    """Return whether a text is a rule of RFC 5545 whose days a series can follow, and that has one."""
    from models import recurrence

    try:
        return recurrence.names_a_day(rule, date(2024, 1, 1))
    except InvalidValue:
        return False


def _with_tails(text: str, start: int, end: int, rule: str, today: date, day_first: bool) -> _Found:
    """Return a rule with what stands beside it: from when, until when, how often."""
    start, begins = _beginning_before(text, start, today, day_first)
    limits = ""
    for _ in range(3):
        starting = _dated(text, end, _STARTING, _STARTS, today, day_first)
        until = _dated(text, end, _UNTIL, _UNTIL_ENDS, begins or today, day_first)
        times = _TIMES.match(text, end)
        lasting = _FOR.match(text, end)
        if starting and begins is None:
            begins, end = starting
        elif until and not limits:
            limits, end = f";UNTIL={until[0]:%Y%m%d}", until[1]
        elif times and not limits and (count := _counted(times["count"], times["chinese"])):
            limits, end = f";COUNT={count}", times.end()
        elif lasting and not limits and (count := _counted(lasting["count"], lasting["chinese"])):
            unit = lasting["unit"][0].lower() if lasting["unit"] else _CHINESE_UNITS[lasting["of"]]
            last = later(begins or today, count, unit) - timedelta(days=1)
            limits, end = f";UNTIL={last:%Y%m%d}", lasting.end()
        else:
            break
    first = first_day(rule, begins or today) or begins
    return rule + limits, first, (start, end)


def _counted(english: str | None, chinese: str | None) -> int:
    return english_number(english) if english else chinese_number(chinese or "")


def _dated(
    text: str, end: int, lead: re.Pattern[str], trail: re.Pattern[str], today: date, day_first: bool
) -> tuple[date, int] | None:
    """Return the day that follows a word such as 'until' right behind the rule, and where its words end."""
    opening = lead.match(text, end)
    if opening is None:
        return None
    # Days are told apart by what stands before them, so the opening stays; it is due words that mark them.
    near = text[opening.end() : opening.end() + NEAR]
    found = days_in(near, Standpoint(today, True, day_first=day_first))
    if not found or found[0].span[0] > 0:
        return None
    behind = opening.end() + found[0].span[1]
    closing = trail.match(text, behind)
    return found[0].day, closing.end() if closing else behind


def _beginning_before(text: str, start: int, today: date, day_first: bool) -> tuple[int, date | None]:
    """Return where 从下周一开始 begins that stands before a rule, and its day; else the rule's beginning and None."""
    near = max(start - NEAR, 0)
    for one in days_in(text[near:start], Standpoint(today, True, day_first=day_first)):
        closing = _STARTS.fullmatch(text, near + one.span[1], start)
        if closing:
            lead = _FROM.search(text[near : near + one.span[0]])
            return near + one.span[0] - (len(lead[0]) if lead else 0), one.day
    return start, None


# 'Send the figures monthly' repeats, 'send the monthly figures' does not.
_BARE = re.compile(
    r"daily|weekly|biweekly|fortnightly|monthly|bimonthly|quarterly|half[\s-]?yearly|semi-?annually|yearly|annually"
    r"|weekdays|workdays|working\s+days|weekends",
    re.ASCII | re.IGNORECASE,
)


def _counts_here(form: RepetitionForm, text: str, start: int, end: int) -> bool:
    """Return whether words that may mean something else stand where they mean a repetition."""
    if form.alone:
        return is_filling(text[:start]) and _is_tail(text[end:])
    return _BARE.fullmatch(text, start, end) is None or _is_tail(text[end:])


def _is_tail(text: str) -> bool:
    """Return whether nothing stands behind a rule but when it begins or ends."""
    return is_filling(text) or any(tail.match(text) for tail in (_UNTIL, _STARTING, _TIMES, _FOR))
