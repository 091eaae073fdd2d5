"""Where the cards of the map stand: rows by role group, each in as many ranks as its people need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.people_map import INTRODUCED, REPORTS, MapPerson, PeopleMap
from models.people_map_lines import Gap, Spot, Tie, route
from models.people_map_order import MapRow, lines_between, ordered

ROOMY = 24
"""With more people than this the cards get smaller."""

CAPTION = 16
"""How much higher a card is for each line in which it says itself whom its person reports to."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How large everything is, in pixels: a card's least and greatest width, its height, and the space between."""

    narrowest: int
    widest: int
    height: int
    gap: int
    heading: int = 136
    """The room for the name of a role group at the left of its row."""
    between_rows: int = 24
    between_ranks: int = 12


WIDE = Measures(228, 250, 100, 16)
SMALL = Measures(196, 220, 76, 12)


@dataclass(frozen=True, slots=True)
class Card:
    """A person's card; `captions` are the kinds of lines that it tells of in words."""

    person: MapPerson
    x: int
    y: int
    width: int
    height: int
    captions: tuple[str, ...]
    rank: int
    place: int


@dataclass(frozen=True, slots=True)
class EmptyPlace:
    """The place of a role group in which nobody is known."""

    role_group: str
    x: int
    y: int
    width: int
    height: int
    rank: int


@dataclass(frozen=True, slots=True)
class Row:
    """A role group: how many people of known name it has, and where it begins and how high it is."""

    role_group: str
    count: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A map laid out; `is_small` says that the cards are the small ones."""

    width: int
    height: int
    is_small: bool
    rows: tuple[Row, ...]
    cards: tuple[Card, ...]
    empty: tuple[EmptyPlace, ...]
    ties: tuple[Tie, ...]
    by_person: Mapping[int, Card] = field(repr=False)


def lay_out(people_map: PeopleMap, width: int) -> Layout:
    """Return the map for a width in pixels; a width too small for one card is taken as just enough."""
    people = people_map.people
    sizes = WIDE if len(people) <= ROOMY else SMALL
    room = max(width - sizes.heading, sizes.narrowest)
    columns = max((room + sizes.gap) // (sizes.narrowest + sizes.gap), 1)
    card_width = min((room + sizes.gap) // columns - sizes.gap, sizes.widest)
    return _Layout(people, ordered(people, columns), sizes, card_width, width).made()


class _Layout:
    def __init__(
        self, people: Sequence[MapPerson], rows: Sequence[MapRow], sizes: Measures, card_width: int, width: int
    ) -> None:
        self._people = {person.id: person for person in people}
        self._rows, self._sizes, self._card_width = rows, sizes, card_width
        self._width = max(width, sizes.heading + card_width)
        shown = [row for row in rows if row.role_group or row.ranks]
        # The place of an empty role group is a rank as well.
        self._ranks = [(row, rank) for row in shown for rank in (row.ranks or ((),))]
        self._spots = {
            contact_id: Spot(number, place, self._left(place) + card_width // 2)
            for number, (_, rank) in enumerate(self._ranks)
            for place, contact_id in enumerate(rank)
        }

    def made(self) -> Layout:
        """Return where everything stands."""
        sizes = self._sizes
        taken = [max(len(rank), 1) for _, rank in self._ranks]
        gutters = [self._left(place) - sizes.gap // 2 for place in range(max(taken) + 1)]
        gutters = [gutter for gutter in gutters if gutter + sizes.gap // 2 <= self._width]
        routed = route(lines_between(tuple(self._people.values())), self._spots, taken, gutters, sizes.gap)
        tops, heights, gaps = self._heights(routed.gaps, routed.in_cards)
        cards = tuple(self._cards(tops, heights, routed.in_cards))
        return Layout(
            width=self._width,
            height=tops[-1] + heights[-1] + gaps[-1],
            is_small=sizes is SMALL,
            rows=tuple(self._shown_rows(tops, heights)),
            cards=cards,
            empty=tuple(self._empty(tops, heights)),
            ties=tuple(routed.placed(tops, heights, gaps)),
            by_person={card.person.id: card for card in cards},
        )

    def _left(self, place: int) -> int:
        return self._sizes.heading + place * (self._card_width + self._sizes.gap)

    def _captions(self, person: MapPerson, in_cards: frozenset[tuple[str, int]]) -> tuple[str, ...]:
        """Return what a card says itself: what has no room at the line, and who is not on this map."""
        return tuple(
            kind
            for kind in (REPORTS, INTRODUCED)
            if (end := person.tied_to(kind)[0]) is not None
            and (end not in self._spots or (kind, person.id) in in_cards)
        )

    def _heights(
        self, gaps: Sequence[Gap], in_cards: frozenset[tuple[str, int]]
    ) -> tuple[list[int], list[int], list[int]]:
        """Return where each rank begins, how high it is, and how much room follows it."""
        sizes = self._sizes
        tops, heights, spaces, y = list[int](), list[int](), list[int](), 0
        for number, (row, rank) in enumerate(self._ranks):
            captions = max((len(self._captions(self._people[one], in_cards)) for one in rank), default=0)
            is_last = number + 1 == len(self._ranks)
            in_row = not is_last and self._ranks[number + 1][0] is row
            least = sizes.between_ranks if in_row else sizes.between_rows
            tops.append(y)
            heights.append(sizes.height + CAPTION * captions)
            spaces.append(max(gaps[number].height, 0 if is_last else least))
            y += heights[-1] + spaces[-1]
        return tops, heights, spaces

    def _cards(self, tops: Sequence[int], heights: Sequence[int], in_cards: frozenset[tuple[str, int]]) -> list[Card]:
        return [
            Card(
                self._people[one],
                self._left(place),
                tops[number],
                self._card_width,
                heights[number],
                self._captions(self._people[one], in_cards),
                number,
                place,
            )
            for number, (_, rank) in enumerate(self._ranks)
            for place, one in enumerate(rank)
        ]

    def _empty(self, tops: Sequence[int], heights: Sequence[int]) -> list[EmptyPlace]:
        return [
            EmptyPlace(row.role_group, self._left(0), tops[number], self._card_width, heights[number], number)
            for number, (row, rank) in enumerate(self._ranks)
            if not rank
        ]

    def _shown_rows(self, tops: Sequence[int], heights: Sequence[int]) -> list[Row]:
        shown = []
        for row in dict.fromkeys(row for row, _ in self._ranks):
            numbers = [number for number, (of, _) in enumerate(self._ranks) if of is row]
            known = sum(not self._people[one].placeholder for rank in row.ranks for one in rank)
            bottom = tops[numbers[-1]] + heights[numbers[-1]]
            shown.append(Row(row.role_group, known, tops[numbers[0]], bottom - tops[numbers[0]]))
        return shown
