"""How Chinese names sound, so that they are found by the letters one types: zhangwei, zw and zhang wei find 张伟.

A character that is read in several ways counts in each of them: nobody thinks of 单 as Shan only because it is a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

_READINGS = Path(__file__).parents[2] / "resources" / "pinyin" / "readings.txt"
_SHORT = 3
"""Of so many characters every way to read them is known; of longer names the usual one, and those that differ once."""
_LONGEST = 24
"""Chinese characters of a name that are read; what comes behind them nobody types."""
_LONGEST_SYLLABLE = len("zhuang")


def sounds(name: str) -> str:
    """Return the words by which a name with Chinese characters is found; nothing for one without.

    They are each syllable, and from each character on the rest of the name in full and by its first letters.
    """
    if name.isascii():
        return ""
    syllables = [read for read in map(_syllables, name) if read][:_LONGEST]
    words: dict[str, None] = {}
    for start in range(len(syllables)):
        rest = syllables[start:]
        for way in _ways(rest):
            words["".join(way)] = None
            if len(rest) > 1:
                words["".join(syllable[0] for syllable in way)] = None
        for syllable in rest[0]:
            words[syllable] = None
    return " ".join(words)


def usual(name: str) -> str:
    """Return a name in Latin letters, each character as it is mostly read; what is none stays."""
    return "".join((_syllables(letter) or (letter,))[0] for letter in name)


def beginnings(letters: str) -> str:
    """Return the characters with which a name may begin that sounds like these small letters."""
    return "".join(usual + other for syllable, usual, other in _lines() if letters.startswith(syllable))


def reads_as(name: str, letters: str) -> bool:
    """Return whether small letters are the pinyin of a whole name, each character in any way it is read."""
    if not name:
        return not letters
    if not len(name) <= len(letters) <= _LONGEST_SYLLABLE * len(name):
        return False
    return any(
        letters.startswith(syllable) and reads_as(name[1:], letters[len(syllable) :])
        for syllable in _syllables(name[0])
    )


def _ways(syllables: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    if len(syllables) <= _SHORT:
        return list(product(*syllables))
    usual = tuple(read[0] for read in syllables)
    other = (
        (*usual[:place], syllable, *usual[place + 1 :]) for place, read in enumerate(syllables) for syllable in read[1:]
    )
    return [usual, *other]


@lru_cache(maxsize=4096)
def _syllables(character: str) -> tuple[str, ...]:
    """Return how a character is read, mostly first; nothing for what is none."""
    if character < "\u4e00":
        return ()
    mostly = [syllable for syllable, usual, _ in _lines() if character in usual]
    return (*mostly, *(syllable for syllable, _, other in _lines() if character in other))


@cache
def _lines() -> list[tuple[str, str, str]]:
    """Return each syllable with the characters that are mostly read so, and those that are so at times."""
    found = []
    for line in _READINGS.read_text(encoding="utf-8").splitlines():
        syllable, usual, other = line.split(" ")
        found.append((syllable, usual, other))
    return found
