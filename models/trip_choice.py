"""Whom to visit on a trip: accounts by region, class and words, with when they were seen last and what is open."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Literal, get_args

from models import outreach_choice
from models.account_lists import RhythmState, rhythm_state
from models.journal import Journal
from models.outreach_choice import Choice
from models.rhythm import days_of_class_sql, days_sql
from models.row_class import row_class

Order = Literal["quiet", "seen", "open", "name"]
ORDERS: tuple[Order, ...] = get_args(Order)
"""Who is furthest over the rhythm first; who was not seen for longest; where most is open; by name."""


@row_class
class TripCandidate:
    """An account that may be visited.

    `above` names the account above it; `last_visit` and `next_visit` are the days (ISO) it was seen last and will be
    seen next, `days` since it was seen, and `open_steps` its promises, requests and complaints that wait.
    """

    id: int
    name: str
    above: str
    account_class: str | None
    region: str
    last_visit: str | None
    days: int | None
    rhythm_days: int | None
    next_visit: str | None
    open_steps: int

    @property
    def rhythm(self) -> RhythmState:
        """Return how the account stands to its rhythm."""
        return rhythm_state(self.rhythm_days, self.days)

    @property
    def days_over(self) -> int:
        """How many days the rhythm has run out, or 0."""
        return max((self.days or 0) - self.rhythm_days, 0) if self.rhythm_days is not None else 0


def choose(journal: Journal, choice: Choice, order: Order) -> list[int]:
    """Return the ids of all accounts that a choice names, in an order."""
    named = outreach_choice.choose(journal, choice)
    if order == "name" or not named:
        return named
    given = json.dumps(named)
    if order == "open":
        waiting: dict[int, int] = dict(journal.rows(_WAITING.format("")))
        return sorted(named, key=lambda account_id: -waiting.get(account_id, 0))
    if order == "seen":
        return [row[0] for row in journal.rows(f"{_SEEN} ORDER BY seen, wanted.key", given, _today(journal))]
    query = f"""
        SELECT id FROM (
            SELECT account.id, wanted.key, {days_sql(days_of_class_sql(journal))} AS rhythm,
                   julianday(?2) - julianday({_LAST}) AS days
            FROM json_each(?1) AS wanted JOIN account ON account.id = wanted.value LIMIT -1)
        ORDER BY coalesce(days / rhythm, iif(days IS NULL, 1.0, 0.0)) DESC, key"""
    return [row[0] for row in journal.rows(query, given, _today(journal))]


def candidates(journal: Journal, account_ids: Sequence[int]) -> list[TripCandidate]:
    """Return what the list says of some accounts, in the order of their ids."""
    given, today = json.dumps(list(account_ids)), journal.clock.today()
    query = f"""
        SELECT account.id, {days_sql(days_of_class_sql(journal))},
               (SELECT substr(start, 1, 10) FROM visit WHERE account_id = account.id AND state = 'planned'
                AND deleted_at IS NULL AND start >= ?2 ORDER BY start LIMIT 1)
        FROM json_each(?1) AS wanted JOIN account ON account.id = wanted.value"""
    more = {row[0]: (row[1], row[2]) for row in journal.rows(query, given, today.isoformat())}
    waiting: dict[int, int] = dict(
        journal.rows(_WAITING.format("AND account_id IN (SELECT value FROM json_each(?))"), given)
    )
    return [
        TripCandidate(
            one.id,
            one.name,
            one.above,
            one.account_class,
            one.region,
            one.last_visit,
            days=(today - date.fromisoformat(one.last_visit)).days if one.last_visit else None,
            rhythm_days=more[one.id][0],
            next_visit=more[one.id][1],
            open_steps=waiting.get(one.id, 0),
        )
        for one in outreach_choice.candidates(journal, account_ids)
    ]


def _today(journal: Journal) -> str:
    return journal.clock.today().isoformat()


_LAST = """
    (SELECT substr(start, 1, 10) FROM visit WHERE account_id = account.id AND state = 'held'
     AND deleted_at IS NULL AND start < date(?2, '+1 day') ORDER BY start DESC LIMIT 1)"""

_SEEN = f"""
    SELECT account.id, coalesce({_LAST}, '') AS seen
    FROM json_each(?1) AS wanted JOIN account ON account.id = wanted.value"""

_WAITING = """
    SELECT account_id, count(*) FROM step
    WHERE kind IN ('promise', 'request', 'complaint') AND closed_at IS NULL AND deleted_at IS NULL
    AND account_id IS NOT NULL {} GROUP BY account_id"""
