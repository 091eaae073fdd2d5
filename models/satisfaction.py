"""How satisfied an account was over time, against what it had expected: its own visits and those of its branches."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from models import accounts
from models.journal import Journal
from models.row_class import row_class

QUARTERS = 8
"""How many quarters a trend goes back, the present one among them."""

NEWEST = 4
"""So many visits are told one by one."""

LOOKED_AT = 300
_MANY = 100
"""With more accounts than this the newest visits of all are looked at first, so many of them."""


@row_class
class Rating:
    """A visit of which it is known how satisfied they were; `expected` is 1 to 5 as well, or None."""

    visit_id: int
    account_id: int
    account: str
    start: str
    purpose: str
    felt: int
    expected: int | None


@row_class
class QuarterFelt:
    """The visits of a quarter (by its first day, ISO): how satisfied they were and what they expected, on average."""

    first_on: str
    visits: int
    felt: float | None
    expected: float | None


@row_class
class Trend:
    """An account's satisfaction: quarter by quarter, the oldest first, and its newest visits, the latest first.

    `branches` says whether visits to accounts below it are among them. `lately` is the average of the last four
    quarters, `before` that of the four before them, `gap` by how much it lately was more than they had expected.
    """

    quarters: tuple[QuarterFelt, ...]
    newest: tuple[Rating, ...]
    branches: bool
    lately: float | None
    before: float | None
    gap: float | None


def of_account(journal: Journal, account_id: int, *, tree: Sequence[int] = ()) -> Trend:
    """Return the trend of an account and all below it (`tree`, where it is known), until today.

    Without any rated visit it has no newest.
    """
    ids = tree or accounts.tree_ids(journal, account_id)
    newest = _newest(journal, ids)
    if not newest:
        return Trend((), (), False, None, None, None)
    today = journal.clock.today()
    firsts = _firsts(today)
    sums = _by_month(journal, ids, firsts[0], today)
    quarters = tuple(_quarter(first, sums) for first in firsts)
    lately = [row for first in firsts[-4:] for row in _months(first, sums)]
    before = [row for first in firsts[:-4] for row in _months(first, sums)]
    branches = any(rating.account_id != account_id for rating in newest) or _has_others(journal, ids, account_id)
    return Trend(quarters, newest, branches, _felt(lately), _felt(before), _gap(lately))


_RATED = "state = 'held' AND satisfaction IS NOT NULL AND deleted_at IS NULL"


def _newest(journal: Journal, ids: Sequence[int]) -> tuple[Rating, ...]:
    # Of each account the newest few first, then the newest of all: an index answers that for thousands of visits.
    query = f"""
        SELECT visit.id, visit.account_id, account.name, start, purpose, satisfaction, expectation_level
        FROM json_each(?1) AS owner JOIN visit ON visit.id IN (
            SELECT id FROM visit AS one WHERE one.account_id = owner.value AND {_RATED}
              AND start < date(?2, '+1 day') ORDER BY one.start DESC LIMIT {NEWEST})
        JOIN account ON account.id = visit.account_id
        ORDER BY start DESC, visit.id DESC LIMIT {NEWEST}"""
    today = journal.clock.today().isoformat()
    found = journal.rows(_LATEST, json.dumps(list(ids)), today, LOOKED_AT) if len(ids) > _MANY else []
    if len(found) < NEWEST:
        found = journal.rows(query, json.dumps(list(ids)), today)
    return tuple(Rating(*row) for row in found)


# Among thousands of accounts a few of the newest visits of all were rated nearly always.
_LATEST = f"""
    SELECT visit.id, visit.account_id, account.name, start, purpose, satisfaction, expectation_level
    FROM (SELECT id FROM (
              SELECT id, account_id, start, state, satisfaction, deleted_at FROM visit
              WHERE start < date(?2, '+1 day') ORDER BY start DESC, id DESC LIMIT ?3) AS late
          WHERE {_RATED} AND account_id IN (SELECT value FROM json_each(?1))
          ORDER BY start DESC, id DESC LIMIT {NEWEST}) AS newest
    JOIN visit ON visit.id = newest.id JOIN account ON account.id = visit.account_id
    ORDER BY start DESC, visit.id DESC"""


class _Month(NamedTuple):
    """The visits of a month with the sum of how satisfied they were, and both sums of those with an expectation."""

    visits: int
    felt: int
    rated: int
    felt_of_rated: int
    expected: int


def _by_month(journal: Journal, ids: Sequence[int], first: date, today: date) -> dict[str, _Month]:
    query = f"""
        SELECT substr(start, 1, 7), count(*), sum(satisfaction), count(expectation_level),
               coalesce(sum(iif(expectation_level IS NULL, 0, satisfaction)), 0), coalesce(sum(expectation_level), 0)
        FROM visit WHERE account_id IN (SELECT value FROM json_each(?)) AND {_RATED}
          AND start >= ? AND start < date(?, '+1 day') GROUP BY 1"""
    found = journal.rows(query, json.dumps(list(ids)), first.isoformat(), today.isoformat())
    return {month: _Month(*counted) for month, *counted in found}


def _has_others(journal: Journal, ids: Sequence[int], account_id: int) -> bool:
    query = f"SELECT 1 FROM visit WHERE account_id IN (SELECT value FROM json_each(?)) AND {_RATED} LIMIT 1"
    return journal.row(query, json.dumps([one for one in ids if one != account_id])) is not None


def _firsts(today: date) -> list[date]:
    """Return the first days of the quarters that a trend shows, the oldest first."""
    newest = today.year * 4 + (today.month - 1) // 3
    return [date(number // 4, number % 4 * 3 + 1, 1) for number in range(newest - QUARTERS + 1, newest + 1)]


def _months(first: date, sums: dict[str, _Month]) -> list[_Month]:
    names = (f"{first.year:04}-{first.month + number:02}" for number in range(3))
    return [sums[name] for name in names if name in sums]


def _quarter(first: date, sums: dict[str, _Month]) -> QuarterFelt:
    months = _months(first, sums)
    both = sum(month.rated for month in months)
    expected = sum(month.expected for month in months) / both if both else None
    return QuarterFelt(first.isoformat(), sum(month.visits for month in months), _felt(months), expected)


def _felt(months: Sequence[_Month]) -> float | None:
    count = sum(month.visits for month in months)
    return sum(month.felt for month in months) / count if count else None


def _gap(months: Sequence[_Month]) -> float | None:
    both = sum(month.rated for month in months)
    return sum(month.felt_of_rated - month.expected for month in months) / both if both else None
