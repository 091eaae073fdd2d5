"""The trips and events whose name or place holds what was typed. They are few, so no index is kept of them."""

from __future__ import annotations

from models import trip_lists
from models.journal import Journal
from models.search.asked import Asked
from models.search.marks import marks_in
from models.trip_lists import TripLine

KIND = "trip"
_MORE = 4
"""So many times more are read than wanted: words are looked for at the beginning of words only."""


def find(journal: Journal, asked: Asked, most: int) -> list[TripLine]:
    """Return the latest trips and events that are called so; none where a filter asks for other records."""
    if asked.filters.is_any or not asked.in_names or asked.words.any_will_do:
        return []
    terms = asked.words.wanted
    found = trip_lists.lines(journal, " ".join(term.text for term in terms), limit=most * _MORE)
    return [line for line in found if all(marks_in(f"{line.name} {line.place}", [term]) for term in terms)][:most]
