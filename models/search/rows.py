"""The rows of the index that match, the newest first: one question serves several kinds, as their ids follow on."""

from __future__ import annotations

from collections.abc import Iterator

from models.journal import Journal

EVERYTHING = "*"
"""Asked where nothing but days and kinds was; the index itself can't be asked for everything."""
_MOST_AT_ONCE = 400

_MATCHING = """
    SELECT id, record_id FROM (SELECT rowid AS entry FROM search_index WHERE search_index MATCH ?
        AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?)
    JOIN search_entry ON search_entry.id = entry ORDER BY entry DESC"""
_ALL = "SELECT id, record_id FROM search_entry WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?"


class Rows:
    """The rows that match a question.

    With the smallest id that will ever be asked for (`lowest`), what was read beyond what was wanted is kept: where the
    newest kinds hold nothing, the rows of the next one are there already. Ask from the highest ids down.
    """

    def __init__(self, journal: Journal, match: str, lowest: int | None) -> None:
        self._journal = journal
        self._match = match
        self._lowest = lowest
        self._read: list[tuple[int, int]] = []
        self._known_from = self._known_to = 0

    def between(self, first: int, behind: int, at_once: int) -> Iterator[list[tuple[int, int]]]:
        """Yield id and record of the rows between two ids in portions: of so many first, then of more."""
        while True:
            rows = self._portion(first, behind, at_once)
            yield rows
            if self._known_from <= first:
                return
            behind = self._known_from
            at_once = min(at_once * 2, _MOST_AT_ONCE)

    def _portion(self, first: int, behind: int, most: int) -> list[tuple[int, int]]:
        """Return all that is known between two ids; read so many rows where nothing is."""
        if not self._known_from < behind <= self._known_to:
            lowest = first if self._lowest is None else self._lowest
            self._read = self._ask(lowest, behind, most)
            self._known_to = behind
            self._known_from = self._read[-1][0] if len(self._read) == most else lowest
        return [row for row in self._read if first <= row[0] < behind]

    def _ask(self, lowest: int, behind: int, most: int) -> list[tuple[int, int]]:
        if self._match == EVERYTHING:
            return self._journal.rows(_ALL, lowest, behind, most)
        return self._journal.rows(_MATCHING, self._match, lowest, behind, most)
