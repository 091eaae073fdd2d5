"""Which visit rhythm goes with which class of accounts; a setting of the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping

from models.journal import Journal

SETTING = "rhythm_classes"
USUAL: Mapping[str, int] = {"A": 14, "B": 30, "C": 90}
"""The days between two visits of each class, until the journal says otherwise."""


def class_rhythms(journal: Journal) -> dict[str, int]:
    """Return the days between two visits for each class; what the setting does not say, or says wrongly, is usual."""
    try:
        stored = json.loads(journal.setting(SETTING) or "{}")
    except ValueError:
        stored = {}
    given = stored if isinstance(stored, dict) else {}
    return {name: _days(given.get(name), usual) for name, usual in USUAL.items()}


def _days(given: object, usual: int) -> int:
    fits = isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= 3660
    return given if fits and isinstance(given, int) else usual
