"""How promises are kept between us and an account: ours to them, and theirs to us."""

from __future__ import annotations

import json
from collections.abc import Iterable

from models.journal import Journal
from models.row_class import row_class

_QUERY = """
    SELECT kind, outcome, count(*), coalesce(sum(due_on < ?2), 0) FROM step
    WHERE account_id IN (SELECT value FROM json_each(?1)) AND +kind IN ('promise', 'customer_promise')
    AND deleted_at IS NULL GROUP BY kind, outcome"""


@row_class
class Kept:
    """How one side kept its promises, counted; `overdue` are those of the open ones whose day has passed."""

    kept: int = 0
    kept_late: int = 0
    broken: int = 0
    released: int = 0
    open: int = 0
    overdue: int = 0

    @property
    def settled(self) -> int:
        """How many were kept, kept late or broken; one that was released bound nobody any more."""
        return self.kept + self.kept_late + self.broken

    @property
    def percent(self) -> int | None:
        """How many of a hundred settled ones were kept in time; None before the first."""
        return round(100 * self.kept / self.settled) if self.settled else None


@row_class
class Keeping:
    """The promises between us and an account."""

    ours: Kept
    theirs: Kept


def of_accounts(journal: Journal, account_ids: Iterable[int]) -> Keeping:
    """Return how the promises to and from some accounts were kept."""
    ids = json.dumps(list(account_ids))
    counted: dict[str, dict[str, int]] = {"promise": {}, "customer_promise": {}}
    for kind, outcome, count, past in journal.rows(_QUERY, ids, journal.clock.today().isoformat()):
        of_kind = counted[kind]
        if outcome is None:
            of_kind["open"], of_kind["overdue"] = count, past
        else:
            of_kind[outcome] = count
    return Keeping(_kept(counted["promise"]), _kept(counted["customer_promise"]))


def _kept(counted: dict[str, int]) -> Kept:
    # What was a mere step when it was done, and was made a promise in an import, is a promise kept.
    kept = counted.pop("kept", 0) + counted.pop("done", 0)
    return Kept(kept, **counted)
