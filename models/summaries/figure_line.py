"""How the key figures share a line of the page: PDF and Word set them alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from models.summaries.report import Figure

LINE_WIDTH = 27.0
"""Em of the figures' own type that a line of the page holds."""

_MOST_IN_LINE = 6
_FEWEST_COLUMNS = 4
_NARROWEST, _WIDEST_LABEL = 3.0, 5.0
"""Em that a column has at least, and that the name of a figure may make it wider."""

LABEL_LETTERS, BEFORE_LETTERS = 1.9, 2.2
"""Em of the small types below a figure that an em of its own type holds."""

_WORD = re.compile(r"[^\s\u2e80-\uffff]+")
"""What does not break: a word of letters; Chinese breaks anywhere."""

_SCALES = (1.0, 0.9, 0.8)
"""How small the figures may get together, as parts of their full size."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """The width of each column in em, together LINE_WIDTH, and the size of the figures as a part of their full size."""

    widths: tuple[float, ...]
    scale: float


def figure_line(figures: Sequence[Figure], *, one_line: bool = False) -> FigureLine:
    """Return columns as wide as their figures want them; many figures stand in two lines unless told otherwise.

    The figures get smaller together before a long one among them, such as an amount, has to break.
    """
    in_line = len(figures) if one_line or len(figures) <= _MOST_IN_LINE else min(5, -(-len(figures) // 2))
    count = max(in_line, _FEWEST_COLUMNS)
    columns = [figures[place::count] for place in range(count)]
    fitting = (scale for scale in _SCALES if sum(_wanted(columns, scale)) <= LINE_WIDTH)
    scale = next(fitting, _SCALES[-1])
    return FigureLine(_shared(_wanted(columns, scale), _needed(columns, scale)), scale)


def _shared(wanted: Sequence[float], needed: Sequence[float]) -> tuple[float, ...]:
    """Return the widths that fill the line; where there is too little room, names of figures break between words."""
    missing = sum(wanted) - LINE_WIDTH
    spare = [max(want - need, 0.0) for want, need in zip(wanted, needed, strict=True)]
    if 0 < missing <= sum(spare):
        return tuple(want - missing * part / sum(spare) for want, part in zip(wanted, spare, strict=True))
    return tuple(LINE_WIDTH * width / sum(wanted) for width in wanted)


def letters_width(text: str) -> float:
    """Return about how many em a text is wide: a Chinese character is one, a capital 0.66, a small letter 0.56."""
    if text.isascii():
        return 0.56 * len(text) + 0.1 * sum(map(str.isupper, text))
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.66 if c.isupper() else 0.56 for c in text)


def _needed(columns: Sequence[Sequence[Figure]], scale: float) -> list[float]:
    """Return how wide each column must be, so that no figure and no word below it breaks inside."""
    return [
        max(
            needed
            for figure in column
            for needed in (
                scale * letters_width(figure.value) + 1,
                min(_longest_word(figure.label) / LABEL_LETTERS, _WIDEST_LABEL) + 1,
                min(_longest_word(figure.before) / BEFORE_LETTERS, _WIDEST_LABEL) + 1,
            )
        )
        if column
        else _NARROWEST
        for column in columns
    ]


def _longest_word(text: str) -> float:
    return max(map(letters_width, _WORD.findall(text)), default=0.0)


def _wanted(columns: Sequence[Sequence[Figure]], scale: float) -> list[float]:
    """Return how wide each column would be, so that no figure and, if possible, no name of one breaks."""
    return [
        max(
            [_NARROWEST]
            + [scale * letters_width(figure.value) + 1 for figure in column]
            + [min(0.5 * letters_width(figure.label), _WIDEST_LABEL) + 0.8 for figure in column]
        )
        for column in columns
    ]
