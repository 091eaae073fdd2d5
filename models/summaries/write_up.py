"""Visits that a summary could only list as 'to be written up': named before it is saved, so that they can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.clock import NO_TIME
from models.journal import Journal
from models.summaries.facts import Scope, bounds
from models.summaries.periods import Period
from models.summaries.privacy import Audience

LISTED_AT_MOST = 50
"""More of them are no list to work through."""


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A visit without a summary: its account and its day."""

    id: int
    account: str
    day: date


def to_write_up(journal: Journal, period: Period, reader: Audience, scope: Scope) -> list[Unwritten]:
    """Return the visits of a period that took place, or whose time has passed, and have no summary; earliest first.

    Those that the reader will not see anyway are left out. At most LISTED_AT_MOST come.
    """
    query = f"""
        SELECT visit.id, account.name, start FROM visit JOIN account ON account.id = account_id
        WHERE visit.deleted_at IS NULL AND start >= ? AND start < ? AND trim(summary) = ''
          AND (state = 'held' OR (state = 'planned' AND start <= ? AND start <> ?))
          AND (confidential = 0 OR ?) AND {scope.condition("account_id")} AND {scope.of_visits()}
        ORDER BY start, visit.id LIMIT {LISTED_AT_MOST}"""
    today = f"{journal.clock.today().isoformat()}{NO_TIME}"
    first, after = bounds(period)
    own = int(reader.name == "self")
    found = journal.rows(query, first, after, journal.clock.wall(), today, own, *scope.account_ids)
    return [Unwritten(visit_id, account, date.fromisoformat(start[:10])) for visit_id, account, start in found]
