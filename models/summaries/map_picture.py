"""The map of people as a drawing for paper and files: an SVG, and the PDF and the picture made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from models.errors import InvalidValue
from models.journal import Journal
from models.people_map import INTRODUCED, PeopleMap, gathered, reading
from models.people_map_lines import Caption, Tie
from models.people_map_places import CAPTION, Card, EmptyPlace, Layout, Row, lay_out
from models.summaries.data_rows import withheld_people
from models.summaries.drawn import AMBER, INK, LINE, QUIET, SOFT, as_svg, text, wide
from models.summaries.fonts import book
from models.summaries.privacy import Audience, AudienceName, reading_as
from models.text import map_words
from models.text.day_words import full_date
from models.text.language import Language

ENDINGS = ("png", "svg", "pdf")

_PICTURE_WIDTH = 1184
_MARGIN, _HEAD = 24, 60
_STEP, _DOT = 16, 10
_BORDER, _EMPTY = "#E2E6E7", "#EDF0F1"
_STANCES = {-2: "#B0281F", -1: AMBER, 0: SOFT, 1: "#1F5AA6", 2: "#0B6F6B"}
_ROLES = {
    "decision": "#5B50B8",
    "technical": "#1F6FB8",
    "users": "#2C7D4B",
    "commercial": "#A86A0B",
    "finance": "#A1468B",
}


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A drawing in SVG, and how wide and high it is in pixels."""

    svg: str
    width: int
    height: int


def gather(journal: Journal, account_id: int, audience: AudienceName) -> PeopleMap:
    """Return the map of an account as a reader may see it: nobody met in confidence alone, no confidential visit.

    Raises NotFound, and InvalidValue for a customer.
    """
    if audience == "customer":
        raise InvalidValue("The map of people is never for a customer. Make it for yourself or for a colleague.")
    reader = Audience(audience)
    wanted = reading(journal, account_id, hidden=withheld_people(journal, reader))
    with reading_as(journal, reader):
        return gathered(journal, wanted)


def picture(journal: Journal, account_id: int, ending: str, language: Language) -> bytes:
    """Return the map of an account for colleagues, as a file of one of ENDINGS; raises NotFound."""
    shown = gather(journal, account_id, "manager")
    drawn = drawing(shown, language, journal.clock.today(), with_head=True)
    if ending == "svg":
        return drawn.svg.encode()
    return _typeset(drawn, ending)


def drawing(
    shown: PeopleMap, language: Language, today: date, *, width: int = _PICTURE_WIDTH, with_head: bool = False
) -> MapDrawing:
    """Return a map drawn so wide; with a head it says whose map it is, of which day, and who may read it."""
    return _Drawing(shown, lay_out(shown, width), language, today).made(with_head=with_head)


def _typeset(drawn: MapDrawing, ending: str) -> bytes:
    import typst

    made = typst.compile(
        _template(),
        format="pdf" if ending == "pdf" else "png",
        ppi=144.0,
        sys_inputs={"drawing": drawn.svg, "width": str(drawn.width), "height": str(drawn.height)},
        font_paths=book(),
    )
    assert isinstance(made, bytes)
    return made


@cache
def _template() -> bytes:
    return (files("resources") / "templates" / "drawing.typ").read_bytes()


class _Drawing:
    def __init__(self, shown: PeopleMap, layout: Layout, language: Language, today: date) -> None:
        self._map, self._layout, self._language, self._today = shown, layout, language, today

    def made(self, *, with_head: bool) -> MapDrawing:
        layout = self._layout
        margin, head = (_MARGIN, _HEAD) if with_head else (2, 0)
        width, height = layout.width + 2 * margin, layout.height + 2 * margin + head
        content = [*self._head(), *self._content(margin, head + margin)] if with_head else self._content(margin, margin)
        return MapDrawing(as_svg(width, height, self._language, "".join(content)), width, height)

    def _head(self) -> Iterator[str]:
        say = self._language.say
        room = self._layout.width
        yield text(_MARGIN, _MARGIN + 20, room, self._map.account, 20, bold=True)
        parts = (say("Map of people"), full_date(self._language, self._today), say("For colleagues only"))
        yield text(_MARGIN, _MARGIN + 42, room, " · ".join(parts), 13, SOFT)

    def _content(self, left: int, top: int) -> Iterator[str]:
        yield f'<g transform="translate({left} {top})">'
        for tie in self._layout.ties:
            yield from _lines(tie)
        for tie in self._layout.ties:
            for caption in tie.captions:
                yield from self._caption(caption, self._layout.by_person)
        for row in self._layout.rows:
            yield from self._row(row)
        for card in self._layout.cards:
            yield from self._card(card)
        for empty in self._layout.empty:
            yield _box(empty, dashed=True)
            words = map_words.nobody_words(self._language, empty.role_group)
            yield text(empty.x + 12, empty.y + 25, empty.width - 24, words, 13)
        yield "</g>"

    def _row(self, row: Row) -> Iterator[str]:
        yield f'<circle cx="4" cy="{row.y + 22}" r="4" fill="{_ROLES.get(row.role_group, LINE)}"/>'
        words = map_words.group_words(self._language, row.role_group)
        yield text(16, row.y + 27, 240, words, 13, bold=True)  # words of our own: they have room
        counted = self._language.plural("{count} person", "{count} people", row.count)
        yield text(16, row.y + 46, 240, counted, 12, SOFT if row.count else AMBER)

    def _card(self, card: Card) -> Iterator[str]:
        person, is_small = card.person, self._layout.is_small
        yield _box(card, dashed=person.placeholder)
        left, width = card.x + 12, card.width - 24
        stance, closeness = map_words.standing_words(self._language, person)
        met = map_words.met_words(self._language, person, self._today)
        ink = AMBER if person.is_quiet else SOFT
        name_room = width - (56 if closeness else 0) if is_small else width - wide(met, 12) - 8
        name_top, post_top, met_top = (22, 41, 64) if is_small else (25, 44, 25)
        name_ink = SOFT if person.placeholder else INK
        yield text(left, card.y + name_top, name_room, person.name, 13, name_ink, bold=not person.placeholder)
        yield text(left, card.y + post_top, width, map_words.post_words(self._language, person), 12, SOFT)
        if met:
            yield text(left + width, card.y + met_top, width, met, 12, ink, anchor="end")
        if person.stance is not None:
            colour, at = _STANCES[person.stance], card.y + (60 if is_small else 62)
            steps = [(0, colour)] if is_small else [(n + 2, colour if n == person.stance else _EMPTY) for n in _STANCES]
            for place, fill in steps:
                x = left + place * _STEP
                yield f'<rect x="{x}" y="{at - 2}" width="14" height="5" rx="2" fill="{fill}"/>'
            beside = left + (20 if is_small else 5 * _STEP + 8)
            yield text(beside, at + 5, width - wide(met, 12) - 28, stance, 12, colour)
        if person.closeness is not None:
            x, at = (left + width - 47, card.y + 17) if is_small else (left, card.y + 82)
            yield from _dots(x, at, person.closeness)
            if not is_small:
                yield text(left + 55, at + 5, width - 55, closeness, 12, SOFT)
        first = card.y + (80 if is_small else 104)
        for number, kind in enumerate(card.captions):
            words = map_words.tie_words(self._language, kind, person)
            yield text(left, first + number * CAPTION, width, words, 11, QUIET)

    def _caption(self, caption: Caption, cards: Mapping[int, Card]) -> Iterator[str]:
        words = map_words.tie_words(self._language, caption.kind, cards[caption.below].person)
        width = wide(words, 11)
        left = caption.left_of(width)
        yield f'<rect x="{left - 4}" y="{caption.y - 6}" width="{width + 8}" height="12" fill="#FFFFFF"/>'
        yield text(left, caption.y + 4, width + 20, words, 11, SOFT)


def _box(place: Card | EmptyPlace, *, dashed: bool) -> str:
    stroke = f'stroke="{LINE}" stroke-dasharray="4 3"' if dashed else f'stroke="{_BORDER}"'
    return (
        f'<rect x="{place.x + 0.5}" y="{place.y + 0.5}" width="{place.width - 1}" height="{place.height - 1}" rx="10" '
        f'fill="#FFFFFF" {stroke}/>'
    )


def _lines(tie: Tie) -> Iterator[str]:
    dashes = ' stroke-dasharray="4 3"' if tie.kind == INTRODUCED else ""
    for piece in tie.pieces:
        ends = f'x1="{piece.x1 + 0.5}" y1="{piece.y1 + 0.5}" x2="{piece.x2 + 0.5}" y2="{piece.y2 + 0.5}"'
        yield f'<line {ends} stroke="{LINE}"{dashes}/>'


def _dots(left: int, middle: int, value: int) -> Iterator[str]:
    for number in range(5):
        x = left + number * _DOT + 3.5
        look = f'r="3.5" fill="{SOFT}"' if number < value else f'r="3" fill="none" stroke="{LINE}"'
        yield f'<circle cx="{x}" cy="{middle}" {look}/>'
