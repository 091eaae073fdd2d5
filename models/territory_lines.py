"""The lines of a territory: how often the accounts of a branch or a group were seen, and what was wanted of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from models.summaries.periods import Period
from models.text.field_words import CHANNEL_NAMES
from models.text.language import Label

Grouping = Literal["branch", "region", "class", "industry"]
Order = Literal["name", "behind"]

GROUPINGS: Mapping[Grouping, Label] = {
    "branch": Label("Branch"),
    "region": Label("Region"),
    "class": Label("Class"),
    "industry": Label("Industry"),
}
CHANNELS = tuple(CHANNEL_NAMES)

TOTAL = "total"
"""The key of the line that sums up all accounts."""


class Line(NamedTuple):
    """A branch with all below it, a group, or one account of a group; `account_id` is None for a group.

    It is a tuple, as thousands of them are made at once.

    Of its `accounts`, `seen` had a visit in the period and `never` had none at all until today. `times` are the days
    on which an account was seen, `due` those its rhythm asks for until today and `kept` those of them it had: one
    that is seen often makes up for no other. `target` is a quarter's, or None. `channels` are the visits in the order
    of CHANNELS; `felt` and `expected` the sums over the visits of which both are known (`rated`), `felt_all` those of
    the `felt_visits` of which it is known how satisfied they were. `last_seen` is a day (ISO) or None.
    """

    key: str
    name: str
    account_id: int | None
    account_class: str | None
    rhythm_days: int | None
    last_seen: str | None
    branches: int
    accounts: int
    seen: int
    never: int
    visits: int
    times: int
    due: float
    kept: float
    target: int | None
    channels: tuple[int, ...]
    felt_visits: int
    felt_all: int
    rated: int
    felt: int
    expected: int

    @property
    def unseen(self) -> int:
        """How many accounts had no visit in the period."""
        return self.accounts - self.seen

    @property
    def satisfaction(self) -> float | None:
        """How satisfied they were on average, 1 to 5."""
        return self.felt_all / self.felt_visits if self.felt_visits else None

    @property
    def gap(self) -> float | None:
        """By how much they were more satisfied than they had expected, on average; below 0 they were less."""
        return (self.felt - self.expected) / self.rated if self.rated else None

    @property
    def rhythm_share(self) -> float | None:
        """What part of the times that were due the accounts were seen, or None if none was due."""
        return self.kept / self.due if self.due else None


@dataclass(frozen=True, slots=True)
class Territory:
    """All accounts in a period: the lines of the first level, those below each by its key, and their total."""

    period: Period
    grouping: Grouping
    quarters: Fraction
    """How many quarters the period is, counted in days."""
    passed: float
    """What part of the days of the period has passed, today among them."""
    total: Line
    lines: tuple[Line, ...]
    below: Mapping[str, tuple[Line, ...]]
    alone: tuple[Line, ...]
    """Every account by itself, without what is below it, by name; its target is what its branches' leave of it."""

    def target(self, line: Line) -> float | None:
        """Return how many visits the target of a line asks for in the whole period."""
        return None if line.target is None else float(line.target * self.quarters)

    def target_share(self, line: Line) -> float | None:
        """Return what part of its target a line has reached, or None without one."""
        target = self.target(line)
        return line.visits / target if target else None

    def is_behind(self, line: Line) -> bool:
        """Return whether a line has fewer visits than its target asks for until today."""
        target = self.target(line)
        return target is not None and line.visits < target * self.passed

    def each(self) -> list[Line]:
        """Return the line of every account as it stands in its group, or with all below it, in the order shown."""
        found: list[Line] = []
        waiting = list(reversed(self.lines))
        while waiting:
            line = waiting.pop()
            if line.account_id is not None:
                found.append(line)
            waiting += reversed(self.below.get(line.key, ()))
        return found
