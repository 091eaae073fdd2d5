"""Where the words that were looked for stand in a text, and the sentence to show around the first of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    """Return where the first word stands."""
    folding = Folding(text[:_READ_TO])
    starts = [place[0] for term in terms if (place := next(_places(folding.folded, term), None)) is not None]
    return folding.span(min(starts), min(starts) + 1)[0] if starts else None


def _places(text: str, term: Term) -> Iterator[tuple[int, int]]:
    """Yield where a term stands in a folded text; its words one by one where it does not stand as it was typed."""
    none = True
    for place in _places_as_typed(text, term):
        none = False
        yield place
    if none:
        yield from _places_of_words(text, term)


def _places_as_typed(text: str, term: Term) -> Iterator[tuple[int, int]]:
    """Yield where a term stands at the beginning of a word, and whole if it was asked for so."""
    wanted = term.text
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if (not start or _ends_word(text, start)) and (not term.whole or _ends_word(text, end)):
            yield start, end
        start = text.find(wanted, end)


def _places_of_words(text: str, term: Term) -> Iterator[tuple[int, int]]:
    """Yield the places of a term whose words stand with other signs between them than were typed (e-mail, e mail)."""
    if term.text.isalnum():
        return
    words = [word for word in "".join(letter if letter.isalnum() else " " for letter in term.text).split() if word]
    if len(words) > 1 and all(word in text for word in words):
        for word in words:
            yield from _places_as_typed(text, Term(word, False))


def _ends_word(text: str, place: int) -> bool:
    """Whether one word ends and another may begin at a place behind the first letter."""
    if place >= len(text):
        return True
    before, after = text[place - 1], text[place]
    if not (before.isalnum() and after.isalnum()):
        return True
    return not (before.isascii() and after.isascii()) and (ends_alone(before) or ends_alone(after))


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
