"""What the drawings of a summary share: words that fit their place, in the faces that paper is set in."""

from __future__ import annotations

from html import escape

from models.summaries.figure_line import letters_width
from models.summaries.fonts import PREFERRED
from models.summaries.printed import xml_text
from models.text.language import Language

INK, SOFT, QUIET, LINE = "#1B2123", "#4D575B", "#616B70", "#8A9599"
AMBER = "#855300"


def as_svg(width: int, height: int, language: Language, content: str) -> str:
    """Return a drawing as SVG of that many pixels, on white."""
    faces = ", ".join(f"'{name}'" for name in _faces(language))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{faces}, sans-serif">'
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>{content}</svg>'
    )


def _faces(language: Language) -> tuple[str, ...]:
    """Return the faces the drawing asks for: those of its language first, as on the screen."""
    chinese = tuple(name for name in PREFERRED if "CJK" in name or name.endswith(("SC", "YaHei", "GB")))
    latin = tuple(name for name in PREFERRED if name not in chinese)[:4]
    return (*chinese, *latin) if language.is_chinese else (*latin, *chinese)


def wide(words: str, size: float) -> int:
    """Return about how wide some words are, rather too wide than too narrow."""
    return round(letters_width(words) * size) if words else 0


def text(
    x: float,
    y: float,
    room: float,
    words: str,
    size: int,
    fill: str = INK,
    *,
    bold: bool = False,
    anchor: str = "start",
) -> str:
    """Return some words at their base line, as many of them as there is room for."""
    weight = ' font-weight="bold"' if bold else ""
    end = f' text-anchor="{anchor}"' if anchor != "start" else ""
    shown = escape(_clipped(xml_text(words), size * (1.05 if bold else 1), room))
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}"{weight}{end}>{shown}</text>'


def _clipped(words: str, size: float, room: float) -> str:
    """Return as much of a text as there is room for; nobody who draws it later measures it."""
    if wide(words, size) <= room:
        return words
    while words and wide(words, size) > room - size:
        words = words[:-1]
    return f"{words.rstrip()}…"
