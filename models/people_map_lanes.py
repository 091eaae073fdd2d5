"""Room for lines on the map: lanes between two ranks, and aisles between two columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_CLEAR = 10
"""Two ties in one lane are so far apart at least."""

Key = tuple[str, int]
"""A tie: the kind of its lines, and the person above."""


def share_lanes(gap: int, ties: Mapping[Key, list[int]], lanes: dict[tuple[int, Key], int], *, one_each: bool) -> int:
    """Give each tie of a gap a lane, several one where they are apart; return how many lanes there are.

    Lines that all go straight down need no more than one, and the captions beside them have room there.
    """
    if one_each and all(min(xs) == max(xs) for xs in ties.values()):
        lanes.update({(gap, key): 0 for key in ties})
        return min(len(ties), 1)
    ends: list[int] = []
    for key, xs in sorted(ties.items(), key=lambda tie: (min(tie[1]), max(tie[1]))):
        free = next((lane for lane, end in enumerate(ends) if end + _CLEAR < min(xs)), None)
        if free is None or one_each:
            ends.append(max(xs))
            free = len(ends) - 1
        ends[free] = max(ends[free], max(xs))
        lanes[gap, key] = free
    return len(ends)


class Aisles:
    """Which ties go down in which gutter: several stand beside each other in one, as long as there is room."""

    def __init__(self, apart: int) -> None:
        self._offsets = (0, -apart, apart)
        self._taken: dict[int, list[tuple[Key, int, int]]] = {}

    def take(self, gutters: Sequence[int], key: Key, first: int, last: int) -> int:
        """Return where a line goes down through some gaps: in the first gutter that has room, else in the first one."""
        places = [gutter + offset for gutter in gutters for offset in self._offsets]
        place = next((one for one in places if self._is_free(one, key, first, last)), places[0])
        self._taken.setdefault(place, []).append((key, first, last))
        return place

    def _is_free(self, place: int, key: Key, first: int, last: int) -> bool:
        return all(other == key or end < first or last < start for other, start, end in self._taken.get(place, ()))
