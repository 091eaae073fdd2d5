"""The words of the map in the language of the window."""

from __future__ import annotations

from datetime import date

from models.people_map import MapPerson
from models.text import map_words
from ui.translations import language, say

Key = tuple[str, str | int]
"""What the keys stand at: ('person', id) or ('empty', role group)."""


def tie_words(kind: str, person: MapPerson) -> str:
    """Return what a line to a person says: 'reports to Tom', 'introduced by 徐海'."""
    return map_words.tie_words(language(), kind, person)


def group_words(role_group: str) -> str:
    """Return the name of a row."""
    return map_words.group_words(language(), role_group)


def nobody_words(role_group: str) -> str:
    """Return what stands on the place of a role group in which nobody is known: 'Nobody yet in Finance'."""
    return map_words.nobody_words(language(), role_group)


def introducer_words(name: str) -> str:
    """Return who could introduce us there, or that nobody can."""
    return say("{name} could introduce you", name=name) if name else say("Nobody we know can introduce you yet")


def person_in_words(person: MapPerson, today: date) -> str:
    """Return all that a card says, for a screen reader and for who points at it."""
    return map_words.person_in_words(language(), person, today)
