"""Promised times in words: '2 working hours', '1 working day', '24 hours round the clock', '2 个工作小时'."""

from __future__ import annotations

import re
from typing import Literal

from models.errors import InvalidValue
from models.row_class import row_class
from models.text.chinese_words import chinese_number
from models.text.clean import clean_line
from models.text.language import Language

Unit = Literal["working_hours", "working_days", "hours"]
LONGEST = {"working_hours": 2000, "working_days": 366, "hours": 8784}
"""The most of each unit: a year of it."""

_NUMBER = r"(\d{1,4}(?:[.,]\d{1,2})?|[一二两三四五六七八九十半]{1,3})"
_ROUND = re.compile(
    r"round the clock|around the clock|24/7|不分昼夜|昼夜不停|连续|昼夜|不间断|日夜|全天候", re.IGNORECASE
)
_FILLING = re.compile(r"(?:[()（），、\s]|,(?!\d))+")
_SPAN = re.compile(
    rf"{_NUMBER}\s*个?\s*(working|business|work|工作)?\s*"
    r"(minutes?|mins?|min|m|分钟?|hours?|hrs?|h|小时|钟头|时|days?|d|天|日)",
    re.IGNORECASE,
)
_MINUTES, _DAYS = ("m", "分"), ("d", "天", "日")


@row_class
class Span:
    """A length of time that is promised: working hours, working days, or hours round the clock."""

    amount: float
    unit: Unit


def read_span(text: str) -> Span | None:
    """Return the length that words mean, or None when there are none; hours alone are working hours.

    Raises InvalidValue for anything else, for nothing, and for more than a year.
    """
    said = clean_line(text)
    if not said:
        return None
    rest, round_the_clock = _ROUND.subn(" ", said)
    found = _SPAN.fullmatch(_FILLING.sub(" ", rest).strip())
    if found is not None:
        span = _span(_amount(found[1]), found[3].lower(), round_the_clock=bool(round_the_clock))
        if 0 < span.amount <= LONGEST[span.unit]:
            return span
    raise InvalidValue(
        "“{text}” is no time to promise. Write it like 2 working hours, 1 working day or 24 hours round the clock.",
        text=said[:60],
    )


def span_words(language: Language, span: Span) -> str:
    """Return a length as `read_span` understands it again."""
    amount = span.amount
    # As a plural counts: 0.5 hours, 1 hour, 1.5 hours.
    one, shown = (1 if amount == 1 else 2), f"{amount:g}"
    if span.unit == "working_days":
        return language.plural("{number} working day", "{number} working days", one, number=shown)
    if span.unit == "hours":
        return language.plural("{number} hour round the clock", "{number} hours round the clock", one, number=shown)
    return language.plural("{number} working hour", "{number} working hours", one, number=shown)


def _span(amount: float, unit: str, *, round_the_clock: bool) -> Span:
    if unit.startswith(_MINUTES):
        return Span(round(amount / 60, 2), "hours" if round_the_clock else "working_hours")
    if unit.startswith(_DAYS):
        return Span(amount * 24, "hours") if round_the_clock else Span(amount, "working_days")
    return Span(amount, "hours" if round_the_clock else "working_hours")


def _amount(said: str) -> float:
    if said[0].isdigit():
        return float(said.replace(",", "."))
    return 0.5 if said == "半" else float(chinese_number(said))
