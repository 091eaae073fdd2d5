"""What a reminder says: in a notification, in the list, and to a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from models.reminder_sources import Source
from models.text.day_words import clock_words, distance_words, near_date, near_moment
from ui.translations import language, plural, say

ICONS = {
    "visit": "visits",
    "answer": "hourglass",
    "step": "steps",
    "day": "today",
    "plan": "target",
    "birthday": "star",
}
"""What a reminder is about, as a picture."""


def title_words(source: Source) -> str:
    """Return what it is about."""
    if source.what == "day":
        return plural("{count} step is due today", "{count} steps are due today", source.count)
    if source.what == "birthday":
        return say("{name}’s birthday", name=source.title)
    if source.what == "visit":
        return source.account
    return source.title


def discreet_words(source: Source) -> str:
    """Return what it is about; of what is confidential no more than that there is something."""
    if not source.confidential:
        return title_words(source)
    return say("Confidential visit") if source.what == "visit" else say("Confidential step")


def detail_words(source: Source, now: datetime) -> str:
    """Return when it is, and what else helps to know it."""
    parts: list[str] = []
    if source.what == "visit":
        parts = [near_moment(language(), source.when, now.date()), source.title]
    elif source.what == "answer":
        by = near_moment(language(), source.when, now.date())
        parts = [say("Answer promised by {time}", time=by), source.account]
    elif source.what == "step":
        due = say("due {day}", day=near_date(language(), _day(source.when), now.date())) if source.when else ""
        parts = [source.account, due]
    elif source.what == "plan":
        parts = [say("Look at this plan today"), source.account]
    elif source.what == "birthday":
        parts = [distance_words(language(), _day(source.when), now.date())]
    return " · ".join(part for part in parts if part)


def told_words(source: Source, now: datetime) -> str:
    """Return when it was told: '10:30', or the day where that was another one."""
    day = _day(source.at)
    return clock_words(source.at) or "00:00" if day == now.date() else near_date(language(), day, now.date())


def notification(told: Sequence[Source], now: datetime) -> tuple[str, str]:
    """Return the title and the text of one notification for all that is to be told at once, fit for any eyes."""
    if len(told) == 1 and told[0].confidential:
        when = near_moment(language(), told[0].when, now.date()) if told[0].what == "visit" else ""
        return discreet_words(told[0]), when
    if len(told) == 1:
        return title_words(told[0]), detail_words(told[0], now)
    title = plural("{count} reminder", "{count} reminders", len(told))
    return title, "\n".join(discreet_words(source) for source in told[:4])


def missed_words(told: Sequence[Source]) -> str:
    """Return one line for what came up while the program was closed."""
    if len(told) == 1:
        return say("Reminder: {what}", what=discreet_words(told[0]))
    return plural(
        "{count} reminder from while Rounds was closed",
        "{count} reminders from while Rounds was closed",
        len(told),
    )


def _day(wall: str) -> date:
    return date.fromisoformat(wall[:10])
