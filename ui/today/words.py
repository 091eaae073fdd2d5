"""How the page speaks of days, visits and what is open."""

from __future__ import annotations

from datetime import date, timedelta

from models.open_with import OpenStep
from models.text import day_words
from models.text.field_words import CHANNEL_NAMES
from models.week import DayVisit, WeekDay
from ui.translations import capital, language, plural, say

_HOURS_FROM = 90
"""From this many minutes on, the time until a visit is told in hours."""
_SOON = 240
"""Only a visit within this many minutes says how long it is until then."""

CHANNEL_ICONS = {
    "on_site": "place",
    "hosted": "hosted",
    "call": "call",
    "video": "video",
    "message": "message",
    "event": "event",
}


def first_lower(words: str) -> str:
    """Return words as they stand within a line."""
    return words[:1].lower() + words[1:]


def visit_count(count: int) -> str:
    """Return how many visits a day has."""
    return plural("{count} visit", "{count} visits", count) if count else say("Free")


def day_in_words(one: WeekDay) -> str:
    """Return a day of the strip for a screen reader and its tooltip."""
    day = day_words.long_date(language(), one.day)
    if not one.visits:
        return say("{day}: free", day=day)
    return say("{day}: {held} held, {planned} planned", day=day, held=one.held, planned=one.planned)


def day_title(day: date, today: date) -> str:
    """Return the heading above the visits of a day."""
    if day == today:
        return say("Today’s visits")
    if day == today + timedelta(days=1):
        return say("Tomorrow’s visits")
    if day == today - timedelta(days=1):
        return say("Yesterday’s visits")
    return say("Visits on {day}", day=day_words.weekday_and_date(language(), day))


def until(minutes: int | None) -> str:
    """Return how long it is until a visit, nothing when that is far away or past."""
    if minutes is None or not 0 < minutes <= _SOON:
        return ""
    if minutes < _HOURS_FROM:
        return say("in {minutes} min", minutes=minutes)
    return say("in {hours} h", hours=round(minutes / 60))


def channel(visit: DayVisit) -> str:
    """Return the channel, at the beginning of a line."""
    return capital(language().say(CHANNEL_NAMES[visit.channel]))


def where(visit: DayVisit) -> str:
    """Return the channel and the place."""
    return " · ".join(part for part in (channel(visit), visit.place) if part)


def in_short(visit: DayVisit) -> str:
    """Return the channel, who takes part and what it is about, in one line."""
    return " · ".join(part for part in (channel(visit), people(visit), visit.purpose) if part)


def past_visit(visit: DayVisit) -> str:
    """Return what a visit that is over was, in one line."""
    met = people(visit)
    if not met:
        return in_short(visit)
    said = say("{channel} with {people}", channel=channel(visit), people=met)
    return f"{said} · {visit.purpose}" if visit.purpose else said


def people(visit: DayVisit) -> str:
    """Return who takes part: the first by name, the others counted."""
    if not visit.people:
        return ""
    first, others = visit.people[0].name, len(visit.people) - 1
    return plural("{name} and {count} other", "{name} and {count} others", others, name=first) if others else first


def open_step(step: OpenStep, today: date, now: str) -> tuple[str, str]:
    """Return when an open step of a card is due, and its tone."""
    due = date.fromisoformat(step.due_on) if step.due_on else None
    words = day_words.due_words(
        language(),
        step.due_on,
        today,
        step.kind,
        step.raised_at,
        now,
        step.answered,
        theirs=step.kind == "customer_promise",
        answer_by=step.answer_by,
        solve_by=step.solve_by,
        reopened_at=step.reopened_at,
    )
    if step.kind == "complaint":
        return day_words.complaint_day(language(), step.raised_at, today), words.tone
    if words.waits:
        return first_lower(words.text), words.tone
    if due == today:
        return say("due today"), words.tone
    if due == today + timedelta(days=1):
        return say("due tomorrow"), words.tone
    return words.text or say("open"), words.tone
