"""The ageing of what customers owe: how much of it is how late, per currency, and never added across currencies.

All sums are exact whole minor units. What is due counts by its day, with an invoice or without; what has no invoice
and no day that is over stands apart, because nobody can pay it yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from models import accounts
from models.journal import Journal
from models.money import digits
from models.row_class import row_class

BUCKETS = ("not_invoiced", "not_due", "to_30", "to_60", "to_90", "over_90")
"""The ages, the youngest first: without an invoice, not due yet, and 1 to 30, 31 to 60, 61 to 90, more days late."""
LATE = BUCKETS[2:]
GROUPS = ("account", "branch", "project")
"""By what the ageing is told: by the account that owes, by the branch below the one looked at, by project."""

MOST_LINES = 500
"""So many lines of accounts, branches or projects are told at most."""

_FINEST = 4
"""No currency has more digits behind the point."""

_HALF = 1_000_000_000


@row_class
class Ageing:
    """What is owed in one currency, in its minor units, by age."""

    currency: str
    not_invoiced: int = 0
    not_due: int = 0
    to_30: int = 0
    to_60: int = 0
    to_90: int = 0
    over_90: int = 0

    @property
    def late(self) -> int:
        """What is past its day, however long."""
        return self.to_30 + self.to_60 + self.to_90 + self.over_90

    @property
    def total(self) -> int:
        """All that is owed."""
        return self.not_invoiced + self.not_due + self.late

    def of(self, bucket: str) -> int:
        """Return what is owed in one of BUCKETS."""
        amount: int = getattr(self, bucket)
        return amount


@row_class
class AgeingLine:
    """What one account, branch or project owes in one currency; nothing has no id where no project is named."""

    id: int | None
    name: str
    ageing: Ageing


# What is still owed on each receivable, and in which of BUCKETS it stands on the day ?1, by its number. A sum of many
# large amounts would leave the range of the engine's numbers, so each amount is added in two halves.
_OWED = """
    SELECT account_id, project_id, currency,
           amount_minor - coalesce((SELECT sum(payment.amount_minor) FROM payment
               WHERE receivable_id = receivable.id AND payment.deleted_at IS NULL AND paid_on <= ?1), 0) AS rest,
           CASE WHEN due_on < ?1 THEN 2 + (due_on < date(?1, '-30 day')) + (due_on < date(?1, '-60 day'))
                                        + (due_on < date(?1, '-90 day'))
                ELSE coalesce(invoiced_on <= ?1, FALSE) END AS bucket
    FROM receivable
    WHERE receivable.deleted_at IS NULL AND (written_off_on IS NULL OR written_off_on > ?1)"""
_LIVING = "AND account_id NOT IN (SELECT id FROM account WHERE deleted_at IS NOT NULL)"
_ONCE = "LIMIT -1"
"""Behind the rows whose rest is named more than once: with it the payments of each are added up but once."""
_SUMS = f"bucket, sum(rest / {_HALF}), sum(rest % {_HALF})"


def total(journal: Journal, *, account_ids: Sequence[int] = ()) -> list[Ageing]:
    """Return what all customers owe today, or some accounts alone, by currency."""
    return _by_currency(journal, *_of_accounts(account_ids))


def of_account(journal: Journal, account_id: int, *, tree: Sequence[int] = ()) -> list[Ageing]:
    """Return what an account and all below it (`tree`, where it is known) owe today, by currency."""
    return total(journal, account_ids=tree or accounts.tree_ids(journal, account_id))


def of_project(journal: Journal, project_id: int) -> list[Ageing]:
    """Return what is owed for a project today, by currency."""
    return _by_currency(journal, "AND project_id = ?2", [project_id])


def grouped(
    journal: Journal, by: str, *, account_ids: Sequence[int] = (), below: int | None = None, most: int = MOST_LINES
) -> list[AgeingLine]:
    """Return what is owed today by one of GROUPS, what is most late first, each currency on its own line.

    A branch is an account under `below` with all under it (`below` itself owes what no branch does), or, without one,
    an account that has none above it.
    """
    condition, given = _of_accounts(account_ids)
    column = "project_id" if by == "project" else "account_id"
    query = f"""
        WITH owed AS ({_OWED} {_LIVING} {condition} {_ONCE})
        SELECT {column}, currency, {_SUMS} FROM owed WHERE rest > 0 GROUP BY {column}, currency, bucket"""
    found = journal.rows(query, _today(journal), *given)
    owner = _branches(journal, below) if by == "branch" else {}
    sums: dict[tuple[int | None, str], list[int]] = {}
    for owner_id, currency, bucket, high, low in found:
        row = sums.setdefault((owner.get(owner_id, owner_id), currency), [0] * len(BUCKETS))
        row[bucket] += high * _HALF + low
    # Of thousands of projects the gravest are told alone: by their figures, whatever a unit of the currency is worth.
    finer = {currency: 10 ** (_FINEST - digits(currency)) for currency in {key[1] for key in sums}}
    gravest = sorted(sums, key=lambda key: (*_weight(sums[key], finer[key[1]]), key[0] or 0, key[1]))[:most]
    names = _names(journal, "project" if by == "project" else "account", (one for one, _ in gravest))
    return [
        AgeingLine(owner_id, names.get(owner_id, ""), Ageing(currency, *sums[owner_id, currency]))
        for owner_id, currency in gravest
    ]


def bucket_of(due_on: str | None, invoiced_on: str | None, today: date) -> str:
    """Return in which of BUCKETS what is owed stands on a day, by its due day and its invoice (ISO)."""
    days = days_late(due_on, today)
    if days is not None and days > 0:
        return LATE[min((days - 1) // 30, 3)]
    return "not_due" if invoiced_on is not None and invoiced_on <= today.isoformat() else "not_invoiced"


def days_late(due_on: str | None, today: date) -> int | None:
    """Return how many days ago something was due; negative lies ahead, None without a day."""
    return None if due_on is None else (today - date.fromisoformat(due_on)).days


def _weight(amounts: list[int], finer: int) -> tuple[int, int]:
    """Return what puts a line above others: what is late, and then all of it, in parts of whole units."""
    return -sum(amounts[2:]) * finer, -sum(amounts) * finer


def _of_accounts(account_ids: Sequence[int]) -> tuple[str, list[str | int]]:
    if not account_ids:
        return "", []
    return "AND account_id IN (SELECT value FROM json_each(?2))", [json.dumps(list(account_ids))]


def _by_currency(journal: Journal, condition: str, given: Sequence[str | int]) -> list[Ageing]:
    query = f"""
        WITH owed AS ({_OWED} {_LIVING} {condition} {_ONCE})
        SELECT currency, {_SUMS} FROM owed WHERE rest > 0 GROUP BY currency, bucket ORDER BY currency"""
    sums: dict[str, list[int]] = {}
    for currency, bucket, high, low in journal.rows(query, _today(journal), *given):
        sums.setdefault(currency, [0] * len(BUCKETS))[bucket] += high * _HALF + low
    return [Ageing(currency, *row) for currency, row in sums.items()]


def _branches(journal: Journal, below: int | None) -> dict[int, int]:
    """Return to which branch each account belongs."""
    start = "parent_id IS NULL" if below is None else "parent_id = ?1"
    query = f"""
        WITH RECURSIVE branch(id, top) AS (
            SELECT id, id FROM account WHERE {start} AND deleted_at IS NULL UNION
            SELECT account.id, top FROM branch JOIN account ON account.parent_id = branch.id
            WHERE account.deleted_at IS NULL)
        SELECT id, top FROM branch"""
    return dict(journal.rows(query, *([] if below is None else [below])))


def _names(journal: Journal, table: str, ids: Iterable[int | None]) -> dict[int | None, str]:
    wanted = json.dumps([one for one in ids if one is not None])
    return dict(journal.rows(f"SELECT id, name FROM {table} WHERE id IN (SELECT value FROM json_each(?))", wanted))


def _today(journal: Journal) -> str:
    return journal.clock.today().isoformat()
