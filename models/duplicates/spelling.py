"""Names that are spelled nearly alike, and what is typed instead of a Chinese name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.text.folding import folded
from models.text.pinyin import usual

_SHORTEST = 5
"""Letters; of shorter names any two are nearly alike."""
_COUNTING = frozenset("0123456789一二三四五六七八九十东南西北上下左右中甲乙丙丁")
"""What tells one of a row from the next: the first hospital is not the second one, mistyped."""
_LATIN = re.compile(r"[a-z]+")


def is_latin(name: str) -> bool:
    """Return whether a folded name is written in Latin letters."""
    return name.isascii() and _LATIN.search(name) is not None


def without_one_letter(name: str) -> Iterator[str]:
    """Return the name and all that is left of it without one letter; names nearly alike share one of these."""
    yield name
    if len(name) >= _SHORTEST:
        for place in range(len(name)):
            yield name[:place] + name[place + 1 :]


def is_slip(one: str, two: str) -> bool:
    """Return whether two names differ by one slip: a letter too many, too few, wrong, or two exchanged."""
    if one == two or min(len(one), len(two)) < _SHORTEST or abs(len(one) - len(two)) > 1:
        return False
    start = next((place for place, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        start = min(len(one), len(two))
    if set(one[start : start + 1] + two[start : start + 1]) & _COUNTING:
        return False
    rest, other = one[start:], two[start:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )


def sounds_of(words: Sequence[str]) -> frozenset[str]:
    """Return how a name may be typed in Latin letters: 张伟 as zhangwei, Wei Zhang as weizhang and zhangwei."""
    together = "".join(words)
    if not is_latin(together):
        return frozenset({folded(usual(together)).replace(" ", "")})
    return frozenset({together, "".join((*words[-1:], *words[:-1]))})
