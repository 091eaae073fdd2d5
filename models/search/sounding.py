"""Which accounts and people have a name that sounds as somebody types: in full, from any character on, by initials."""

from __future__ import annotations

from models.journal import Journal
from models.search.kinds import ids_of

_QUERY = """
    SELECT record_id FROM search_entry WHERE id IN (
        SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid >= ? AND rowid < ?)"""


def sounding(journal: Journal, kind: str, word: str) -> set[int]:
    """Return the accounts or contacts whose Chinese name sounds like the letters of a folded word, as far as it goes.

    Only what is indexed is known.
    """
    if not (word.isascii() and word.isalpha()):
        return set()
    return {row[0] for row in journal.rows(_QUERY, f'sound : ("{word}" *)', *ids_of(kind))}
