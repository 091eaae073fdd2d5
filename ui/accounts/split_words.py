"""The words of what may go when an account is split."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from models import money
from models.split_choice import Part
from models.text.day_words import near_date
from models.text.field_words import CHANNEL_NAMES, KIND_NAMES
from models.text.language import Label
from ui.translations import capital, language, plural, say

KIND_HEADINGS: Mapping[str, Label] = {
    "people": Label("People"),
    "visits": Label("Visits"),
    "steps": Label("Next steps"),
    "plans": Label("Plans"),
    "projects": Label("Projects"),
    "receivables": Label("Receivables"),
    "assets": Label("Installed products"),
    "feedback": Label("Feedback"),
    "attachments": Label("Files"),
    "branches": Label("Branches"),
}

_COUNTED: Mapping[str, Callable[[int], str]] = {
    "people": lambda count: plural("{count} person", "{count} people", count),
    "visits": lambda count: plural("{count} visit", "{count} visits", count),
    "steps": lambda count: plural("{count} step", "{count} steps", count),
    "plans": lambda count: plural("{count} plan", "{count} plans", count),
    "projects": lambda count: plural("{count} project", "{count} projects", count),
    "receivables": lambda count: plural("{count} receivable", "{count} receivables", count),
    "assets": lambda count: plural("{count} installed product", "{count} installed products", count),
    "feedback": lambda count: plural("{count} word of feedback", "{count} words of feedback", count),
    "attachments": lambda count: plural("{count} file", "{count} files", count),
    "branches": lambda count: plural("{count} branch", "{count} branches", count),
}


def counted(chosen: Mapping[str, int]) -> str:
    """Return how many of each kind: '2 people, 3 visits and 1 plan'; nothing where there are none."""
    return language().listing(_COUNTED[kind](count) for kind, count in chosen.items() if count)


def title_of(part: Part) -> str:
    """Return what one thing is called."""
    if part.title:
        return part.title
    return capital(say(CHANNEL_NAMES[part.note])) if part.kind == "visits" else say("Without a title")


def detail_of(part: Part, today: date) -> str:
    """Return what else one knows it by: the post, the day, the amount."""
    day = near_date(language(), date.fromisoformat(part.day), today) if part.day else ""
    amount = money.amount(part.amount_minor, part.currency) if part.amount_minor is not None else ""
    note = part.note
    if part.kind == "steps":
        note = say(KIND_NAMES[part.note])
    elif part.kind == "visits":
        note = say(CHANNEL_NAMES[part.note]) if part.title else ""
    return " · ".join(filter(None, (note, amount, day)))
