"""In which order people stand on the map: bosses before those who report to them, and few lines that cross."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.contacts import ROLE_GROUPS
from models.people_map import INTRODUCED, REPORTS, MapPerson

_SWEEPS, _FEW_SWEEPS = 6, 1
_MOST_COMPARED = 160
"""With more lines than this, their length alone is compared, and less is tried: a map stands within a blink."""


@dataclass(frozen=True, slots=True)
class MapLine:
    """A line of the map: who reports to or was introduced by (`below`) whom (`above`)."""

    kind: str
    above: int
    below: int


@dataclass(frozen=True, slots=True)
class MapRow:
    """A role group ('' for none) and its people side by side, in as many ranks as they need; no rank is empty."""

    role_group: str
    ranks: tuple[tuple[int, ...], ...]


def lines_between(people: Sequence[MapPerson]) -> list[MapLine]:
    """Return the lines whose both ends are on the map."""
    here = {person.id for person in people}
    return [
        MapLine(kind, above, person.id)
        for kind in (REPORTS, INTRODUCED)
        for person in people
        if (above := person.tied_to(kind)[0]) is not None and above in here and above != person.id
    ]


def ordered(people: Sequence[MapPerson], columns: int) -> list[MapRow]:
    """Return the role groups, also the empty ones, with their people in ranks of so many at most."""
    lines = lines_between(people)
    groups: dict[str, list[MapPerson]] = {group: [] for group in ROLE_GROUPS}
    for person in people:
        groups.setdefault(person.role_group if person.role_group in groups else "", []).append(person)
    bosses = _bosses(people, lines)
    ranks: list[list[int]] = []
    spans: list[tuple[str, int]] = []
    for group, members in groups.items():
        ids = _from_the_top([person.id for person in members], bosses)
        parts = [ids[start : start + columns] for start in range(0, len(ids), columns)]
        spans.append((group, len(parts)))
        ranks += parts
    best = iter(_uncrossed(ranks, lines))
    return [MapRow(group, tuple(tuple(next(best)) for _ in range(count))) for group, count in spans]


def _bosses(people: Sequence[MapPerson], lines: Sequence[MapLine]) -> dict[int, int]:
    """Return who is above whom within the same role group."""
    group_of = {person.id: person.role_group for person in people}
    return {
        line.below: line.above
        for line in lines
        if line.kind == REPORTS and group_of[line.above] == group_of[line.below]
    }


def _from_the_top(ids: Sequence[int], bosses: Mapping[int, int]) -> list[int]:
    """Return the people of a role group: who has nobody above first, then the first report of each boss, the second …

    So the reports of one boss come to stand in one column below. Else they stay as they came: by level and closeness.
    """
    counted: dict[int, int] = {}
    order = {}
    for one in ids:
        boss = bosses.get(one)
        order[one] = (_depth(one, bosses), counted.get(boss, 0) if boss is not None else 0)
        if boss is not None:
            counted[boss] = counted.get(boss, 0) + 1
    return sorted(ids, key=lambda one: order[one])


def _depth(one: int, bosses: Mapping[int, int]) -> int:
    """Return how many stand above somebody; a circle, which none should be, ends where it closes."""
    seen = [one]
    while (boss := bosses.get(seen[-1])) is not None and boss not in seen:
        seen.append(boss)
    return len(seen) - 1


def _uncrossed(ranks: list[list[int]], lines: Sequence[MapLine]) -> list[list[int]]:
    """Return the ranks in the best order found: each goes to the middle of those it is tied to, several times."""
    ties: dict[int, list[int]] = {}
    for line in lines:
        ties.setdefault(line.above, []).append(line.below)
        ties.setdefault(line.below, []).append(line.above)
    best, best_cost = [list(rank) for rank in ranks], cost(ranks, lines)
    for sweep in range(_SWEEPS if len(lines) <= _MOST_COMPARED else _FEW_SWEEPS):
        places = _places(ranks)
        for rank in ranks if sweep % 2 == 0 else reversed(ranks):
            rank.sort(key=lambda one: (_middle(one, ties, places), places[one]))
            places.update({one: float(place) for place, one in enumerate(rank)})
        for rank in ranks:
            _swap_neighbours(rank, ties, places)
        now = cost(ranks, lines)
        if now < best_cost:
            best, best_cost = [list(rank) for rank in ranks], now
        elif sweep > 1:
            break  # it goes round in circles from here
    return best


def _places(ranks: Sequence[Sequence[int]]) -> dict[int, float]:
    return {one: float(place) for rank in ranks for place, one in enumerate(rank)}


def _middle(one: int, ties: Mapping[int, list[int]], places: Mapping[int, float]) -> float:
    tied = ties.get(one)
    return sum(places[other] for other in tied) / len(tied) if tied else places[one]


def _swap_neighbours(rank: list[int], ties: Mapping[int, list[int]], places: dict[int, float]) -> None:
    """Let two neighbours change places where that makes their lines shorter."""
    for left in range(len(rank) - 1):
        one, other = rank[left], rank[left + 1]
        before = _length(one, ties, places) + _length(other, ties, places)
        places[one], places[other] = places[other], places[one]
        if _length(one, ties, places) + _length(other, ties, places) < before:
            rank[left], rank[left + 1] = other, one
        else:
            places[one], places[other] = places[other], places[one]


def _length(one: int, ties: Mapping[int, list[int]], places: Mapping[int, float]) -> float:
    return sum(abs(places[one] - places[other]) for other in ties.get(one, ()))


def cost(ranks: Sequence[Sequence[int]], lines: Sequence[MapLine]) -> tuple[int, int]:
    """Return how many pairs of lines cross, and how far all lines go sideways together."""
    at = {one: (number, place) for number, rank in enumerate(ranks) for place, one in enumerate(rank)}
    ends = sorted(tuple(sorted((at[line.above], at[line.below]))) for line in lines)
    far = sum(abs(upper[1] - lower[1]) for upper, lower in ends)
    if len(ends) > _MOST_COMPARED:
        return 0, far
    crossings = 0
    for number, ((top, x), (bottom, to)) in enumerate(ends):
        for (other_top, other_x), (other_bottom, other_to) in ends[number + 1 :]:
            if other_top >= bottom:
                break  # the others begin further down
            if other_bottom > top and other_bottom > other_top:
                crossings += _cross((top, x), (bottom, to), (other_top, other_x), (other_bottom, other_to))
    return crossings, far


_Place = tuple[int, int]


def _cross(a: _Place, b: _Place, c: _Place, d: _Place) -> bool:
    """Return whether the straight lines from a to b and from c to d meet between their ends."""
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: _Place, b: _Place, c: _Place) -> int:
    return (b[1] - a[1]) * (c[0] - a[0]) - (b[0] - a[0]) * (c[1] - a[1])
