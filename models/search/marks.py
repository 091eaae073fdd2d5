"""Where the words that were looked for stand in a text, and the sentence to show around the first of them."""

from __future__ import annotations

from collections.abc import Sequence

from models.search.asking import Term
from models.text.folding import Folding, ends_alone

Marks = tuple[tuple[int, int], ...]

_BEFORE, _AFTER = 40, 110
"""Characters of the text that a sentence shows before and behind the first word found."""
_READ_TO = 20_000
"""Characters of a text in which words are looked for to be marked; a word that stands later is found all the same."""


def marks_in(text: str, terms: Sequence[Term]) -> Marks:
    """Return the parts (start, end) of a text that are words looked for, in their order and none over another."""
    folding = Folding(text[:_READ_TO])
    found = sorted(place for term in terms for place in _places(folding.folded, term))
    marks: list[tuple[int, int]] = []
    for start, end in found:
        shown = folding.span(start, end)
        if not marks or shown[0] >= marks[-1][1]:
            marks.append(shown)
    return tuple(marks)


def sentence(texts: Sequence[str], terms: Sequence[Term]) -> tuple[str, Marks]:
    """Return the part of the texts where the first of the words stands, on one line, with the words marked in it."""
    for text in texts:
        if not text:
            continue
        first = _first(text, terms)
        if first is not None:
            line = _line_around(text, first)
            return line, marks_in(line, terms)
    return _line_around(next(filter(None, texts), ""), 0), ()


def _first(text: str, terms: Sequence[Term]) -> int | None:
    """Return where the first word stands, without a look at every letter of a long text that has none of them."""
    folding = Folding(text[:_READ_TO])
    starts = [start for term in terms for start, _ in _places(folding.folded, term)[:1]]
    return folding.span(min(starts), min(starts) + 1)[0] if starts else None


def _places(text: str, term: Term) -> list[tuple[int, int]]:
    """Return where a term stands in a folded text: at the beginning of a word, and whole if it was asked for so."""
    places = []
    wanted = term.text
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if _begins_word(text, start) and (not term.whole or _ends_word(text, end)):
            places.append((start, end))
        start = text.find(wanted, end)
    return places or _places_of_words(text, term)


def _places_of_words(text: str, term: Term) -> list[tuple[int, int]]:
    """Return the places of a term whose words stand with other signs between them than were typed (e-mail, e mail)."""
    words = [word for word in "".join(letter if letter.isalnum() else " " for letter in term.text).split() if word]
    if len(words) < 2 or any(word not in text for word in words):
        return []
    return [place for word in words for place in _places(text, Term(word, False))]


def _begins_word(text: str, place: int) -> bool:
    return place == 0 or _ends_word(text, place)


def _ends_word(text: str, place: int) -> bool:
    """Whether one word ends and another may begin at a place behind the first letter."""
    if place >= len(text):
        return True
    before, after = text[place - 1], text[place]
    return not (before.isalnum() and after.isalnum()) or ends_alone(before) or ends_alone(after)


def _line_around(text: str, place: int) -> str:
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    line = text[start : end if end >= 0 else len(text)]
    place -= start
    first, last = max(place - _BEFORE, 0), place + _AFTER
    if first and line[first].isalnum() and line[first] < "\u2e80":
        blank = line.find(" ", first, place)
        first = blank + 1 if blank >= 0 else first
    part = " ".join(line[first:last].split())
    return f"{'…' if first else ''}{part}{'…' if last < len(line) else ''}"
