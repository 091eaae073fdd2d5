"""How the key figures share a line of the page: PDF and Word set them alike."""

from __future__ import annotations

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
    wanted = _wanted(columns, scale)
    return FigureLine(tuple(LINE_WIDTH * width / sum(wanted) for width in wanted), scale)


def letters_width(text: str) -> float:
    """Return about how many em a text is wide: a Chinese character is one, a capital 0.66, a small letter 0.56."""
    if text.isascii():
        return 0.56 * len(text) + 0.1 * sum(map(str.isupper, text))
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.66 if c.isupper() else 0.56 for c in text)


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
