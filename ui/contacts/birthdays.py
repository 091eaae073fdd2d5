"""Birthdays as they are written and read: with a year, or without one."""

from __future__ import annotations

import re
from datetime import date

from models import values
from models.text.day_words import day_and_month, full_date
from models.text.language import Language

_YEARLESS = re.compile(r"(?:--)?(\d{1,2})-(\d{1,2})|(\d{1,2})月(\d{1,2})日?")
_ANY_LEAP_YEAR = 2000


def read_birthday(text: str) -> str:
    """Return what is stored for a birthday: '1980-03-07', '--03-07' or ''; raises InvalidValue for anything else."""
    found = _YEARLESS.fullmatch(text.strip())
    if found:
        month, day = (int(number) for number in found.groups() if number)
        text = f"--{month:02}-{day:02}"
    return str(values.birthday(text))


def written_birthday(stored: str) -> str:
    """Return a stored birthday as a field shows it: '1980-03-07' or '03-07'."""
    return stored.removeprefix("--")


def birthday_words(language: Language, stored: str) -> str:
    """Return a stored birthday in words: '7 March 1980', '7 March'."""
    if not stored:
        return ""
    if stored.startswith("--"):
        return day_and_month(language, date.fromisoformat(f"{_ANY_LEAP_YEAR}-{stored[2:]}"))
    return full_date(language, date.fromisoformat(stored))
