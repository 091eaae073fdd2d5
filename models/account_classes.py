"""The classes of accounts (A, B, C) and how often each is to be visited; a setting of the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping

from models.errors import InvalidValue
from models.journal import Journal

USUAL_DAYS: dict[str, int] = {"A": 14, "B": 30, "C": 90}
"""Days between visits for each class, until the user says otherwise."""

LONGEST = 3660
_SETTING = "rhythm_classes"


def class_days(journal: Journal) -> dict[str, int]:
    """Return the days between visits of each class."""
    stored = json.loads(journal.setting(_SETTING) or "{}")
    days = dict(USUAL_DAYS)
    if isinstance(stored, dict):
        days |= {name: stored[name] for name in days if _is_usable(stored.get(name))}
    return days


def set_class_days(journal: Journal, days: Mapping[str, int]) -> None:
    """Set the days between visits of some classes; raises InvalidValue unless they are from 1 to 3660.

    Accounts that inherit their rhythm, and have none above them, follow at once.
    """
    for name, wanted in days.items():
        if name not in USUAL_DAYS or not _is_usable(wanted):
            raise InvalidValue(
                "The days of class {name} must be a number from 1 to {longest}.", name=name, longest=LONGEST
            )
    before = class_days(journal)
    if {**before, **days} != before:
        journal.set_setting(_SETTING, json.dumps({**before, **days}))


def _is_usable(days: object) -> bool:
    return isinstance(days, int) and not isinstance(days, bool) and 1 <= days <= LONGEST
