"""A plan in words: how far it is, what is to be expected against its target, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.plan_dates import Outlook
from models.text.day_words import full_date
from models.text.language import Label, Language

ENDING_NAMES: Mapping[str, Label] = {
    "reached": Label("Goal reached"),
    "dropped": Label("Plan dropped"),
}


def progress_words(language: Language, closed: int, every: int) -> str:
    """Return how far a plan is: '3 of 7 steps'."""
    return language.plural("{done} of {count} step", "{done} of {count} steps", every, done=closed)


def drift_words(language: Language, outlook: Outlook) -> str:
    """Return how what is expected stands to the target: '8 days behind the target'; nothing when one is not known."""
    drift = outlook.drift
    if drift is None:
        return ""
    if drift > 0:
        return language.plural("{count} day behind the target", "{count} days behind the target", drift)
    if drift < 0:
        return language.plural("{count} day before the target", "{count} days before the target", -drift)
    return language.say("on the target")


def moved_words(language: Language, outlook: Outlook) -> str:
    """Return how far the target itself was moved: 'put off by 14 days'; nothing for one that stands as it was set."""
    if outlook.moved > 0:
        return language.plural("put off by {count} day", "put off by {count} days", outlook.moved)
    if outlook.moved < 0:
        return language.plural("brought forward by {count} day", "brought forward by {count} days", -outlook.moved)
    return ""


def ended_words(language: Language, closed_on: str, outcome: str | None) -> str:
    """Return how and when a plan ended: 'Goal reached, 3 May 2026'."""
    day = full_date(language, date.fromisoformat(closed_on))
    if outcome is None:  # before it was asked for
        return language.say("ended {day}", day=day)
    return language.say("{outcome}, {day}", outcome=ENDING_NAMES[outcome], day=day)
