"""The days that something is usually put off to."""

from __future__ import annotations

from datetime import date, timedelta

from ui.translations import say


def usual_days(today: date) -> list[tuple[str, date]]:
    """Return the days something is usually put off to: tomorrow, Monday next, in two weeks, in a month."""
    monday = today + timedelta(days=7 - today.weekday())
    year, month = divmod(today.year * 12 + today.month, 12)
    next_month = _at_most_last(year, month + 1, today.day)
    return [
        (say("Tomorrow"), today + timedelta(days=1)),
        (say("Next week"), monday),
        (say("In two weeks"), today + timedelta(days=14)),
        (say("Next month"), next_month),
    ]


def _at_most_last(year: int, month: int, day: int) -> date:
    """Return a day of a month, its last one where it has no such day."""
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), first_of_next - timedelta(days=1))
