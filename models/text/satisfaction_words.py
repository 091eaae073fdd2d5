"""How satisfied they were against what they had expected, in words."""

from __future__ import annotations

from typing import Literal

from models.text.language import Language


def gap_words(language: Language, felt: int | None, expected: int | None) -> str:
    """Return whether it was better or worse than expected; nothing where one of the two is not known."""
    if felt is None or expected is None:
        return ""
    if felt == expected:
        return language.say("as they expected")
    return language.say("better than they expected") if felt > expected else language.say("less than they expected")


def gap_tone(felt: int | None, expected: int | None) -> Literal["plain", "late", "good"]:
    """Return the tone of a gap: one below what was expected is to be seen."""
    if felt is None or expected is None or felt == expected:
        return "plain"
    return "good" if felt > expected else "late"


def figure_words(language: Language, felt: int, expected: int | None) -> str:
    """Return how satisfied they were, and on the same scale what they expected if that is known."""
    if expected is None:
        return language.say("{satisfaction} of 5", satisfaction=felt)
    return language.say("{satisfaction} of 5, expected {expected}", satisfaction=felt, expected=expected)
