"""How promises are kept between us and an account: ours to them, and theirs to us."""

from __future__ import annotations

import json
from collections.abc import Iterable

from models.journal import Journal
from models.row_class import row_class


@row_class
class Kept:
    """How one side kept its promises, counted; one that was released bound nobody any more and does not count."""

    kept: int
    kept_late: int
    broken: int

    @property
    def settled(self) -> int:
        """How many promises are over, one way or the other."""
        return self.kept + self.kept_late + self.broken

    @property
    def percent(self) -> int | None:
        """How many of a hundred were kept in time; None before the first is over."""
        return round(100 * self.kept / self.settled) if self.settled else None


@row_class
class Keeping:
    """The promises between us and an account."""

    ours: Kept
    theirs: Kept


_MANY = 100
"""Of so many accounts all promises are counted in one walk: each has few, and takes a search for every number."""


def of_accounts(journal: Journal, account_ids: Iterable[int]) -> Keeping:
    """Return how the promises to and from some accounts were kept."""
    ids = list(account_ids)
    counted = journal.row(_OF_MANY if len(ids) > _MANY else _QUERY, json.dumps(ids)) or (0,) * 6
    return Keeping(Kept(*counted[:3]), Kept(*counted[3:]))


def _count(kind: str, outcome: str) -> str:
    # Each number is a walk through the index alone; grouping all of them at once takes ten times as long.
    return f"""(SELECT count(*) FROM step INDEXED BY step_promised
        WHERE account_id IN (SELECT value FROM json_each(?1)) AND kind = '{kind}' AND outcome = '{outcome}'
        AND kind IN ('promise', 'customer_promise') AND deleted_at IS NULL)"""


_NUMBERS = [(kind, outcome) for kind in ("promise", "customer_promise") for outcome in ("kept", "kept_late", "broken")]
_QUERY = "SELECT " + ", ".join(_count(kind, outcome) for kind, outcome in _NUMBERS)
_SUMS = ", ".join(f"coalesce(sum(kind = '{kind}' AND outcome = '{outcome}'), 0)" for kind, outcome in _NUMBERS)
_OF_MANY = f"""
    SELECT {_SUMS} FROM step INDEXED BY step_promised
    WHERE account_id IN (SELECT value FROM json_each(?1)) AND kind IN ('promise', 'customer_promise')
    AND deleted_at IS NULL"""
