"""The words of a trip: its kind, its days, and whom it leads to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.text.language import Label
from models.trip_lists import TripLine
from ui.translations import capital, language, plural, say

KIND_NAMES: Mapping[str, Label] = {"trip": Label("trip"), "event": Label("event")}
KIND_ICONS = {"trip": "trip", "event": "event"}


def kind_words(kind: str) -> str:
    """Return the kind as it stands alone."""
    return capital(say(KIND_NAMES[kind]))


def days_words(first: str, last: str) -> str:
    """Return from when until when, with the year: '12 May 2026 – 14 May 2026'; nothing without a day."""
    if not first:
        return ""
    end = language().day(date.fromisoformat(last or first))
    if first == last or not last:
        return end
    return say("{start} – {end}", start=language().day(date.fromisoformat(first)), end=end)


def visits_words(line: TripLine) -> str:
    """Return how many visits there were and will be."""
    held = plural("{count} visit", "{count} visits", line.held) if line.held else ""
    planned = plural("{count} planned", "{count} planned", line.planned) if line.planned else ""
    return language().listing(part for part in (held, planned) if part) or say("No visits yet")


def led_to_words(line: TripLine) -> str:
    """Return how many accounts and people it leads to."""
    accounts = plural("{count} account", "{count} accounts", line.accounts) if line.accounts else ""
    people = plural("{count} person", "{count} people", line.people) if line.people else ""
    return language().listing(part for part in (accounts, people) if part)


def line_words(line: TripLine) -> str:
    """Return a trip in words, for a screen reader."""
    parts = (kind_words(line.kind), line.name, line.place, days_words(line.first, line.last), visits_words(line))
    return language().listing(part for part in parts if part)
