"""Texts as they are compared: one fold for the search index, for queries and for the marks on what was found."""

from __future__ import annotations

import re
import unicodedata

# Scripts written without spaces between words, and the pictures of emoji: each character is a word by itself.
_ALONE = (
    "\u2190-\u2bff\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
_LETTER_ALONE = re.compile(f"[{_ALONE}]")
_RUN_ALONE = re.compile(f"[{_ALONE}]+")
_CHINESE = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_MOST_WORDS = 20
"""Of a whole page that was pasted so many words are enough."""
_CHINESE_RUN = re.compile(f"[{_CHINESE}]+")
_PLAIN = re.compile("[\x00-\x7f\u00b7\u2013\u2014\u2018\u2019\u201c\u201d\u3001\u3002\u4e00-\u9fff]*")
"""Letters and signs that have nothing but a lower case: most of what is written, and folded in a third of the time."""


def folded(text: str) -> str:
    """Return a text as it is compared: without case, accents and differences of width."""
    if text.isascii():
        return text.lower()
    if _PLAIN.fullmatch(text):
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text)
    if any(map(unicodedata.combining, apart)):
        apart = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return apart.casefold()


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared, each once and not too many; signs alone are no word."""
    words = (word for word in folded(text).split() if any(letter.isalnum() for letter in word))
    return list(dict.fromkeys(words))[:_MOST_WORDS]


def spaced(text: str) -> str:
    """Return a folded text with a space around each character that is a word by itself, as the index takes it."""
    return text if text.isascii() else _RUN_ALONE.sub(_apart, text)


def _apart(run: re.Match[str]) -> str:
    return f" {' '.join(run[0])} "


def chinese_runs(text: str) -> list[str]:
    """Return the runs of Chinese (and Japanese) characters in a folded text, without what stands between them."""
    return [] if text.isascii() else _CHINESE_RUN.findall(text)


def ends_alone(text: str) -> bool:
    """Whether a folded text ends with a character that is a word by itself, so that nothing can go on behind it."""
    return _LETTER_ALONE.match(text[-1:]) is not None


class _Letters(dict[str, str]):
    """Remembers how each letter is compared that was met so far, and which of them become none or several."""

    def __init__(self) -> None:
        self.uneven: set[str] = set()

    def __missing__(self, letter: str) -> str:
        self[letter] = found = folded(letter)
        if len(found) != 1:
            self.uneven.add(letter)
        return found


_LETTERS = _Letters()


class Folding:
    """A text folded letter by letter, so that a place in it can be shown in the text as it was written."""

    def __init__(self, text: str) -> None:
        self._places: list[int] | None = None
        self._length = len(text)
        if text.isascii():
            self.folded = text.lower()
            return
        # The Greek final sigma is folded otherwise within a word; letter by letter it is always the same.
        self.folded = "".join(map(_LETTERS.__getitem__, text))
        if not _LETTERS.uneven.isdisjoint(text):
            self._places = [place for place, letter in enumerate(text) for _ in _LETTERS[letter]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return which part of the text as written a part of the folded one is, with the accents behind it."""
        if self._places is None or start >= end:
            return start, end
        behind = self._places[end] if end < len(self._places) else self._length
        return self._places[start], max(self._places[end - 1] + 1, behind)
