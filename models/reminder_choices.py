"""Of what a journal reminds, and how long before; a setting of the journal."""

from __future__ import annotations

import json
import re
from typing import Any

from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class

_SETTING = "reminders"
LONGEST = 7 * 24 * 60
"""Minutes; a week before is the longest notice."""
_FIELDS = ("visit_minutes", "answer_minutes", "day_at", "birthdays")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


@row_class
class ReminderChoices:
    """Minutes before a visit and before a promised answer, and the hour at which the day's list is told.

    None is never. The hour ('08:30') is also that of birthdays, if those are wanted, and of plans. A step that has a
    time of its own is always reminded of.
    """

    visit_minutes: int | None = 30
    answer_minutes: int | None = 30
    day_at: str | None = "08:30"
    birthdays: bool = True


def choices(journal: Journal) -> ReminderChoices:
    """Return what the user wants to be reminded of; what can't be read counts as never set."""
    stored = json.loads(journal.setting(_SETTING) or "{}")
    usual = ReminderChoices()
    if not isinstance(stored, dict):
        return usual
    known: dict[str, Any] = {name: stored.get(name, getattr(usual, name)) for name in _FIELDS}
    return ReminderChoices(
        visit_minutes=known["visit_minutes"] if _is_minutes(known["visit_minutes"]) else usual.visit_minutes,
        answer_minutes=known["answer_minutes"] if _is_minutes(known["answer_minutes"]) else usual.answer_minutes,
        day_at=known["day_at"] if _is_hour(known["day_at"]) else usual.day_at,
        birthdays=bool(known["birthdays"]),
    )


def choose(journal: Journal, wanted: ReminderChoices) -> None:
    """Keep what the user wants; raises InvalidValue for a notice of more than a week and for no time of a day."""
    for minutes in (wanted.visit_minutes, wanted.answer_minutes):
        if not _is_minutes(minutes):
            raise InvalidValue("The notice must be between 0 minutes and a week.")
    if not _is_hour(wanted.day_at):
        raise InvalidValue("“{text}” is no time of the day. Write it like 08:30.", text=str(wanted.day_at))
    if wanted != choices(journal):
        journal.set_setting(_SETTING, json.dumps({name: getattr(wanted, name) for name in _FIELDS}))


def _is_minutes(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LONGEST)


def _is_hour(value: object) -> bool:
    return value is None or (isinstance(value, str) and _CLOCK.fullmatch(value) is not None)
