"""The lines of the map: each goes through the room between the ranks, in a lane of its own.

All lines from one person of one kind are one tie: they share a lane, so that a boss of eight is one line with eight
ends. A line over several ranks goes down between two columns, or through places that are empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.people_map import INTRODUCED, REPORTS
from models.people_map_lanes import Aisles, Key, share_lanes
from models.people_map_order import MapLine
from models.people_map_pieces import Segment, merged, segment

MOST_CAPTIONS = 2
"""With more ties than this between two ranks, the cards themselves say who reports to whom."""

_CAPTION_LANE, _LANE, _AROUND = 16, 7, 8
"""The height of a lane with a caption in it, of one without, and the room above and below all lanes."""

_LEAVES = {REPORTS: 32, INTRODUCED: 56}
_ARRIVES = {REPORTS: 0, INTRODUCED: -24}
"""How far from a card's middle a line of each kind leaves and arrives, so that no two lie on each other."""

_ASIDE = 12
"""So much further left a line arrives from below, as others arrive from above in the same gap."""

_GUTTERS_TRIED = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card is: its rank, its place in it, and its middle from the left."""

    rank: int
    place: int
    middle: int


@dataclass(frozen=True, slots=True)
class Caption:
    """Where a line is named: on its level piece if that is long enough for the words, else beside it.

    Beside it is where the card is, not where others go down between the columns.
    """

    kind: str
    below: int
    x1: int
    x2: int
    y: int
    is_before: bool = False

    def left_of(self, width: int) -> int:
        """Return where words of a width begin, in pixels from the left of the map."""
        if self.x2 - self.x1 >= width + 24:
            return (self.x1 + self.x2 - width) // 2
        return self.x1 - 10 - width if self.is_before else self.x2 + 10


@dataclass(frozen=True, slots=True)
class Tie:
    """All lines of one kind from one person: the pieces to be drawn, those of each person below, and the captions."""

    kind: str
    above: int
    pieces: tuple[Segment, ...]
    by_person: Mapping[int, tuple[Segment, ...]] = field(repr=False)
    captions: tuple[Caption, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """The room below a rank: how high it is for the lines in it, 0 without any."""

    height: int


@dataclass(slots=True)
class _Way:
    """One line: a level piece in one gap or two, and what stands upright before, between and after."""

    line: MapLine
    upper: int
    lower: int
    start: int
    end: int
    first: int
    """The gap of the piece that begins at the upper card."""
    last: int
    """The gap of the piece that ends at the lower one; the same for a short line."""
    aisle: int = 0
    """Where a long line goes down."""
    is_same_rank: bool = False


@dataclass(slots=True)
class Routed:
    """The ways of all lines, before the heights of the ranks are known."""

    ways: Sequence[_Way]
    gaps: Sequence[Gap]
    in_cards: frozenset[tuple[str, int]]
    """The kind and the person below of lines that the card has to name."""
    lanes: Mapping[tuple[int, Key], int]
    counts: Sequence[int]

    def placed(self, tops: Sequence[int], heights: Sequence[int], spaces: Sequence[int]) -> Iterator[Tie]:
        """Yield the ties, once it is known where the ranks begin, how high they are and what room follows them."""
        grouped: dict[Key, list[_Way]] = {}
        for way in self.ways:
            grouped.setdefault(_key(way.line), []).append(way)
        bottoms = [top + height for top, height in zip(tops, heights, strict=True)]
        for (kind, above), ways in grouped.items():
            by_person = {way.line.below: tuple(self._segments(way, tops, bottoms, spaces)) for way in ways}
            captions = tuple(
                caption for way in ways if (caption := self._caption(way, ways, bottoms, spaces)) is not None
            )
            pieces = merged([piece for pieces in by_person.values() for piece in pieces])
            yield Tie(kind, above, pieces, by_person, captions)

    def _level(self, gap: int, key: Key, bottoms: Sequence[int], spaces: Sequence[int]) -> int:
        count, lane = self.counts[gap], self.lanes[gap, key]
        return bottoms[gap] + round(spaces[gap] * (2 * lane + 1) / (2 * count))

    def _segments(
        self, way: _Way, tops: Sequence[int], bottoms: Sequence[int], spaces: Sequence[int]
    ) -> Iterator[Segment]:
        key = _key(way.line)
        level = self._level(way.first, key, bottoms, spaces)
        foot = bottoms[way.upper] if way.is_same_rank else tops[way.lower]
        if way.start == way.end and way.first == way.last and not way.is_same_rank:
            yield segment(way.start, bottoms[way.upper], way.end, foot)
            return
        yield segment(way.start, bottoms[way.upper], way.start, level)
        if way.first == way.last:
            yield segment(way.start, level, way.end, level)
            yield segment(way.end, level, way.end, foot)
            return
        second = self._level(way.last, key, bottoms, spaces) if way.aisle != way.end else foot
        yield segment(way.start, level, way.aisle, level)
        yield segment(way.aisle, level, way.aisle, second)
        if way.aisle != way.end:
            yield segment(way.aisle, second, way.end, second)
            yield segment(way.end, second, way.end, foot)

    def _caption(
        self, way: _Way, ways: Sequence[_Way], bottoms: Sequence[int], spaces: Sequence[int]
    ) -> Caption | None:
        """Return the caption of a tie at its first line: one for all ends that lie in one gap."""
        if (way.line.kind, way.line.below) in self.in_cards:
            return None
        together = [other for other in ways if _named_in(other) == _named_in(way)]
        if together[0] is not way:
            return None
        gap = _named_in(way)
        xs = [x for other in together for x in _span(other, gap)]
        y = self._level(gap, _key(way.line), bottoms, spaces)
        goes_down_at_right = way.first != way.last and way.aisle not in (way.start, way.end) and way.aisle == max(xs)
        return Caption(way.line.kind, way.line.below, min(xs), max(xs), y, goes_down_at_right)


def route(
    lines: Sequence[MapLine],
    spots: Mapping[int, Spot],
    taken: Sequence[int],
    gutters: Sequence[int],
    width_of_gutter: int,
) -> Routed:
    """Return the ways of all lines between cards.

    `taken` is how many places of each rank hold a card, `gutters` where the columns part, from the left.
    """
    ends = Counter(map(_key, lines))
    ways = [_way(line, spots, is_alone=ends[_key(line)] == 1) for line in lines]
    _choose_aisles(ways, spots, taken, gutters, width_of_gutter)
    spans: list[dict[Key, list[int]]] = [{} for _ in taken]
    for way in ways:
        for gap in {way.first, way.last} if way.aisle != way.end else {way.first}:
            spans[gap].setdefault(_key(way.line), []).extend(_span(way, gap))
    lanes: dict[tuple[int, Key], int] = {}
    counts, gaps = [], []
    for number, ties in enumerate(spans):
        named = len(ties) <= MOST_CAPTIONS
        count = share_lanes(number, ties, lanes, one_each=named)
        counts.append(max(count, 1))
        gaps.append(Gap((count * (_CAPTION_LANE if named else _LANE) + _AROUND) if count else 0))
    crowded = frozenset((way.line.kind, way.line.below) for way in ways if len(spans[_named_in(way)]) > MOST_CAPTIONS)
    return Routed(ways, gaps, crowded, lanes, counts)


def _key(line: MapLine) -> Key:
    return line.kind, line.above


def _named_in(way: _Way) -> int:
    """Return the gap in which a line is named: the one at the end of which its level piece is."""
    return way.last if way.aisle != way.end else way.first


def _way(line: MapLine, spots: Mapping[int, Spot], *, is_alone: bool) -> _Way:
    """Return the way of a line; the only one of its tie goes straight down where it can."""
    boss, person = spots[line.above], spots[line.below]
    leaves, arrives = _LEAVES[line.kind], _ARRIVES[line.kind]
    if boss.rank == person.rank:
        start, end = boss.middle + leaves, person.middle + arrives - _ASIDE
        return _Way(line, boss.rank, boss.rank, start, end, boss.rank, boss.rank, is_same_rank=True)
    if boss.rank > person.rank:  # the boss stands in a lower row
        start, end = person.middle + arrives - _ASIDE, boss.middle + leaves
        return _Way(line, person.rank, boss.rank, start, end, person.rank, boss.rank - 1)
    start, end = boss.middle + leaves, person.middle + arrives
    if boss.place == person.place and is_alone:
        start = end
    return _Way(line, boss.rank, person.rank, start, end, boss.rank, person.rank - 1)


def _choose_aisles(
    ways: Sequence[_Way],
    spots: Mapping[int, Spot],
    taken: Sequence[int],
    gutters: Sequence[int],
    width: int,
) -> None:
    """Choose where long lines go down: straight to their end where no card stands, else between two columns."""
    aisles = Aisles(3 if width < 16 else 4)
    for way in ways:
        if way.first == way.last:
            way.aisle = way.start
            continue
        end_spot = spots[way.line.below if spots[way.line.below].rank == way.lower else way.line.above]
        if all(count <= end_spot.place for count in taken[way.upper + 1 : way.lower]):
            way.aisle = way.end
            continue
        most = max(taken[way.upper : way.lower + 1])
        near = sorted(gutters[: most + 1], key=lambda x: (abs(x - way.start) + abs(x - way.end), abs(x - way.end)))
        way.aisle = aisles.take(near[:_GUTTERS_TRIED], _key(way.line), way.first, way.last)


def _span(way: _Way, gap: int) -> list[int]:
    """Return the ends of a line's level piece in a gap."""
    if way.first == way.last:
        return [way.start, way.end]
    return [way.start, way.aisle] if gap == way.first else [way.aisle, way.end]
