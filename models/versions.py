"""Versions as they stand on products: compared number by number, so that 9 comes before 10 and V2.4b behind 2.4."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import zip_longest
from operator import eq, ge, gt, le, lt
from typing import Any

from models.errors import InvalidValue
from models.row_class import row_class
from models.text.clean import clean_line

_PARTS = re.compile(r"\d+|[^\W\d_]+")
_BEFORE = re.compile(r"^(?:version|ver|v|release|rel|r|版本|版)[\s.:：]*(?=\d)", re.IGNORECASE)
_NOT_YET = ("dev", "pre", "preview", "snapshot", "alpha", "beta", "rc", "测试", "测试版", "预览", "预览版")
"""What stands on a version before it is finished, the earliest first: 2.0 rc1 comes before 2.0."""

_Part = tuple[int, int, str]
_NOTHING: _Part = (0, 0, "")

_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "<=": le,
    "≤": le,
    "<": lt,
    "＜": lt,
    ">=": ge,
    "≥": ge,
    ">": gt,
    "＞": gt,
    "=": eq,
    "＝": eq,
}
_WORDS = {
    "below": "<",
    "before": "<",
    "低于": "<",
    "小于": "<",
    "above": ">",
    "高于": ">",
    "大于": ">",
    "from": ">=",
    "从": ">=",
}


@row_class
class VersionKey:
    """What a version is compared by."""

    parts: tuple[_Part, ...]

    def __lt__(self, other: VersionKey) -> bool:
        return self._compared(other) < 0

    def __le__(self, other: VersionKey) -> bool:
        return self._compared(other) <= 0

    def __gt__(self, other: VersionKey) -> bool:
        return self._compared(other) > 0

    def __ge__(self, other: VersionKey) -> bool:
        return self._compared(other) >= 0

    def _compared(self, other: VersionKey) -> int:
        for mine, theirs in zip_longest(self.parts, other.parts, fillvalue=_NOTHING):
            if mine != theirs:
                return -1 if mine < theirs else 1
        return 0


@lru_cache(maxsize=10_000)
def version_key(version: str) -> VersionKey:
    """Return what versions are compared by: a V before it, signs between, and zeros at its end do not count."""
    plain = _BEFORE.sub("", clean_line(version).casefold())
    parts = [_part(one) for one in _PARTS.findall(plain)]
    while parts and parts[-1] == _NOTHING:
        parts.pop()
    return VersionKey(tuple(parts))


def _part(text: str) -> _Part:
    """Return a part so that it sorts: unfinished, none (or zero), letters, numbers."""
    if text.isdecimal():
        return (2, int(text), "") if int(text) else _NOTHING
    return (-1, _NOT_YET.index(text), "") if text in _NOT_YET else (1, 0, text)


@row_class
class VersionWish:
    """Which versions are meant, such as '< 10': a sign and a version; with no version every one is."""

    sign: str = ""
    version: str = ""

    def fits(self, version: str) -> bool:
        """Return whether a version that is known is meant."""
        if not self.version:
            return True
        return bool(_SIGNS[self.sign](version_key(version), version_key(self.version)))


def version_wish(text: str) -> VersionWish:
    """Return which versions some words mean: '< 10', '>= V2.4', 'below 3', or one version alone.

    Raises InvalidValue for a sign without a version, or a version without any number or letter.
    """
    words = clean_line(text)
    if not words:
        return VersionWish()
    sign, rest = _sign_of(words)
    if not _PARTS.search(rest):
        raise InvalidValue("{text} names no version. Write it as < 10, >= 2.4 or 2.4b.", text=words[:60])
    return VersionWish(sign, rest)


def _sign_of(words: str) -> tuple[str, str]:
    for sign in _SIGNS:
        if words.startswith(sign):
            return sign, words[len(sign) :].strip()
    for word, sign in _WORDS.items():
        if words.casefold().startswith(word):
            return sign, words[len(word) :].strip()
    return "=", words
