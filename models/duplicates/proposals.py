"""A pair that is proposed, why, and how pairs are found without comparing everybody with everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal

from models.merging.chain import Kind
from models.merging.sides import Side
from models.row_class import row_class

Progress = Callable[[int, int], None]
"""Told how much of how much is done; what it raises ends the search."""

ReasonKind = Literal[
    "same_email",
    "same_phone",
    "same_chat",
    "same_name",
    "same_sound",
    "near_name",
    "part_of_name",
    "initials",
    "family_name",
    "rare_name",
    "same_birthday",
    "same_account",
    "same_tree",
    "same_core",
    "short_name",
    "same_web",
    "same_domain",
    "same_people",
    "same_city",
    "other_name",
    "other_post",
    "other_birthday",
    "in_one_visit",
    "other_city",
    "other_parent",
    "one_above_other",
]
AGAINST: frozenset[ReasonKind] = frozenset(
    {"other_name", "other_post", "other_birthday", "in_one_visit", "other_city", "other_parent", "one_above_other"}
)
"""What speaks against a pair."""

MOST = 500
"""So many pairs are proposed at most, the likeliest ones; the next search brings more."""

_LARGEST_GROUP = 40
"""What so many share tells nothing about any two of them."""


@row_class
class Reason:
    """Why two records may be one, or may not; `value` is what they share: an address, an account, a day (ISO)."""

    kind: ReasonKind
    value: str = ""

    @property
    def speaks_against(self) -> bool:
        """Whether it is a reason to think that they are two."""
        return self.kind in AGAINST


@row_class
class Proposal:
    """Two records that may be one; the first is the one to keep, as it knows more."""

    kind: Kind
    first: Side
    second: Side
    reasons: tuple[Reason, ...]
    points: int

    @property
    def id(self) -> tuple[int, int]:
        """What tells this pair from others, whichever of the two is kept."""
        return (min(self.first.id, self.second.id), max(self.first.id, self.second.id))


class Groups:
    """Records by what they share: only those that share something are compared."""

    def __init__(self) -> None:
        self._groups: dict[Hashable, list[int]] = defaultdict(list)

    def add(self, record_id: int, keys: Iterable[Hashable]) -> None:
        """Put a record with all others that have one of these keys; the records come one after the other."""
        for key in keys:
            group = self._groups[key]
            if not group or group[-1] != record_id:
                group.append(record_id)

    def size(self, key: Hashable) -> int:
        """Return how many records have a key."""
        return len(self._groups.get(key, ()))

    def pairs(self) -> set[tuple[int, int]]:
        """Return every two records that share a key which few others have, the smaller id first."""
        found: set[tuple[int, int]] = set()
        for group in self._groups.values():
            if 1 < len(group) <= _LARGEST_GROUP:
                found.update(combinations(sorted(group), 2))
        return found


@row_class
class Pair:
    """Two records that may be one, the smaller id first, and what their reasons count."""

    first: int
    second: int
    reasons: tuple[Reason, ...]
    points: int


def likeliest(
    candidates: Iterable[tuple[int, int]],
    compare: Callable[[int, int], Sequence[Reason]],
    counting: Mapping[ReasonKind, int],
    enough: int,
    steps: int,
    progress: Progress,
) -> list[Pair]:
    """Return the pairs whose reasons count enough, most first; `progress` is told the second half of so many steps."""
    found = []
    wanted = sorted(candidates)
    for number, (first, second) in enumerate(wanted):
        if number % 256 == 0:
            progress(steps + number * steps // len(wanted), 2 * steps)
        reasons = tuple(compare(first, second))
        points = sum(counting[reason.kind] for reason in reasons)
        if points >= enough:
            found.append(Pair(first, second, reasons, points))
    found.sort(key=lambda pair: (-pair.points, pair.first, pair.second))
    return found
