"""The words commands use for what the journal stores as marks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.clock import NO_TIME
from models.text.day_words import WEEKDAY_NAMES
from models.text.field_words import KIND_NAMES
from models.text.language import Label, Language
from models.text.record_names import RECORD_NAMES

KINDS: Mapping[str, Label] = {
    **KIND_NAMES,
    "visit": Label("visit"),
    "step": Label("step"),
    "account": Label("account"),
    "contact": Label("contact"),
    "plan": Label("plan"),
    "project": Label("project"),
    "attachment": Label("file"),
    **{kind: RECORD_NAMES[kind] for kind in ("acceptance_item", "signature", "receivable", "asset", "feedback")},
}


def weekday(day: str, language: Language) -> str:
    """Return the weekday of a day or a time on the wall (ISO), or nothing without one."""
    return language.say(WEEKDAY_NAMES[date.fromisoformat(day[:10]).weekday()]) if day else ""


def moment(start: str) -> str:
    """Return the day and time on the wall of a visit, or the day alone when nobody wrote down a time."""
    return start.removesuffix(NO_TIME).replace("T", " ")
