"""Whether some letters mean a command's name: written out, by the beginnings of its words, or just in their order."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from models.row_class import row_class

BEGINS, WORD_BEGINS, WORD_BEGINNINGS, INSIDE, IN_ORDER = range(5)
"""How well letters fit, the best first: the name begins so; a word does; the beginnings of words; within; in order."""

Marks = tuple[tuple[int, int], ...]
_EAST_ASIAN = "\u2e80"
_LEAST_IN_ORDER = 3
"""Fewer letters than this occur in order in almost any name."""


@row_class
class Fit:
    """How well letters fit a name, and which parts of the name they are (first place, place behind the last)."""

    rank: int
    marks: Marks = ()


def fit(query: str, name: str, sounds: Sequence[str] = ()) -> Fit | None:
    """Return how a name fits the letters of a query, None if it does not; `sounds` are other ways to spell the name.

    Case, accents and width do not count, nor do the spaces of the query where the letters go on without them.
    """
    wanted = _plain(query.strip())
    if not wanted:
        return Fit(IN_ORDER)
    own = _fit_name(wanted, name)
    if own is not None and own.rank < INSIDE:
        return own
    spelled = [found.rank for sound in sounds if (found := _fit_name(wanted, sound))]
    if spelled and (own is None or min(spelled) < own.rank):
        return Fit(min(spelled))
    return own


def _fit_name(wanted: str, name: str) -> Fit | None:
    text, starts = _read(name)
    places = [place for place in range(len(text)) if text.startswith(wanted, place)]
    for place in places:
        if place in starts:
            return Fit(WORD_BEGINS if place else BEGINS, ((place, place + len(wanted)),))
    letters = wanted.replace(" ", "")
    beginnings = _by_beginnings(letters, text, starts)
    if beginnings is not None:
        return Fit(WORD_BEGINNINGS, _runs(beginnings))
    words = wanted.split()
    if len(words) > 1:
        apart = [next((place for place in sorted(starts) if text.startswith(word, place)), -1) for word in words]
        if min(apart) >= 0:
            covered = {place + more for place, word in zip(apart, words, strict=True) for more in range(len(word))}
            return Fit(WORD_BEGINNINGS, _runs(sorted(covered)))
    if places:
        return Fit(INSIDE, ((places[0], places[0] + len(wanted)),))
    in_order = _in_order(letters, text) if len(letters) >= _LEAST_IN_ORDER else None
    return Fit(IN_ORDER, _runs(in_order)) if in_order is not None else None


@lru_cache(maxsize=1024)
def _read(name: str) -> tuple[str, frozenset[int]]:
    """Return a name as it is compared, and where words begin in it; the names of commands are asked for at each key."""
    text = _plain(name)
    return text, frozenset(place for place in range(len(text)) if _begins_word(text, place))


def _plain(text: str) -> str:
    """Return a text as it is compared, letter for letter, so that places in it are places in the text."""
    return "".join(unicodedata.normalize("NFKD", letter)[:1].casefold()[:1] or letter for letter in text)


def _begins_word(text: str, place: int) -> bool:
    return text[place].isalnum() and (place == 0 or text[place] >= _EAST_ASIAN or not text[place - 1].isalnum())


def _by_beginnings(letters: str, text: str, starts: frozenset[int]) -> list[int] | None:
    """Return where the letters stand if each goes on from the one before or begins a word ('newvi', 'nv')."""
    hopeless: set[tuple[int, int]] = set()

    def found(letter: int, after: int) -> list[int] | None:
        if letter == len(letters):
            return []
        if (letter, after) in hopeless:
            return None
        for place in (after, *sorted(start for start in starts if start > after)):
            goes_on = place == after and (letter > 0 or place in starts)
            if place < len(text) and text[place] == letters[letter] and (goes_on or place in starts):
                rest = found(letter + 1, place + 1)
                if rest is not None:
                    return [place, *rest]
        hopeless.add((letter, after))
        return None

    return found(0, 0)


def _in_order(letters: str, text: str) -> list[int] | None:
    places, after = [], 0
    for letter in letters:
        place = text.find(letter, after)
        if place < 0:
            return None
        places.append(place)
        after = place + 1
    return places


def _runs(places: Sequence[int]) -> Marks:
    """Return places that follow one another as runs."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return tuple(runs)
