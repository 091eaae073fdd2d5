"""The words commands use for what the journal stores as marks."""

from __future__ import annotations

from datetime import date

from models.clock import NO_TIME
from models.summaries.words import CHANNELS
from models.summaries.words import KINDS as STEP_KINDS
from models.text.language import Label, Language

KINDS = {
    **STEP_KINDS,
    "visit": Label("visit"),
    "step": Label("step"),
    "account": Label("account"),
    "contact": Label("contact"),
}

STATES = {
    "planned": Label("planned"),
    "held": Label("held"),
    "missed": Label("missed"),
    "cancelled": Label("cancelled"),
}

_WEEKDAYS = (Label("Mon"), Label("Tue"), Label("Wed"), Label("Thu"), Label("Fri"), Label("Sat"), Label("Sun"))


def weekday(day: str, language: Language) -> str:
    """Return the weekday of a day or a time on the wall (ISO), or nothing without one."""
    return language.say(_WEEKDAYS[date.fromisoformat(day[:10]).weekday()]) if day else ""


def moment(start: str) -> str:
    """Return the day and time on the wall of a visit, or the day alone when nobody wrote down a time."""
    return start.removesuffix(NO_TIME).replace("T", " ")


__all__ = ["CHANNELS", "KINDS", "STATES", "moment", "weekday"]
