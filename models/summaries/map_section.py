"""The map of people as the last page of a brief: drawn on paper, and in words where there are only words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.contacts import ROLE_GROUPS
from models.people_map import PeopleMap
from models.summaries.map_picture import MapDrawing, drawing
from models.summaries.report import Drawing, Section
from models.text import map_words
from models.text.language import Language

_WIDTHS = range(860, 2400, 40)
"""How wide a map may be drawn, in pixels; the wider, the smaller its words come out on paper."""

PAPER_WIDTH, PAPER_HEIGHT = 182.0, 245.0
"""Millimetres that a page has for it."""


def map_section(shown: PeopleMap, language: Language, today: date) -> Section:
    """Return the section of a map, drawn as large as one page allows."""
    drawn = _largest(shown, language, today)
    width = min(PAPER_WIDTH, PAPER_HEIGHT * drawn.width / max(drawn.height, 1))
    return Section(
        "map",
        language.say("Map of people"),
        items=tuple(_in_words(shown, language, today)),
        drawing=Drawing(drawn.svg, round(width, 1)),
    )


def _largest(shown: PeopleMap, language: Language, today: date) -> MapDrawing:
    drawn = drawing(shown, language, today, width=_WIDTHS[0])
    for width in _WIDTHS[1:]:
        if drawn.height * PAPER_WIDTH <= PAPER_HEIGHT * drawn.width:
            break
        drawn = drawing(shown, language, today, width=width)
    return drawn


def _in_words(shown: PeopleMap, language: Language, today: date) -> Iterator[str]:
    for group in (*ROLE_GROUPS, ""):
        members = [person for person in shown.people if (person.role_group or "") == group]
        yield from (map_words.person_in_words(language, person, today) for person in members)
        if group and not members:
            yield map_words.nobody_words(language, group)
