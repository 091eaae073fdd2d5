"""An account's page besides its history and its coverage: the head, and what is open both ways."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from models import account_lists, accounts, keeping, rhythm
from models.account_lists import AccountLine
from models.accounts import AccountRow
from models.journal import Journal
from models.keeping import Keeping
from models.rhythm import Rhythm
from models.step_lists import StepFilter, StepItem
from models.step_lists import read as read_steps

MOST_OPEN = 40
"""No side of what is open is read further than this; beyond it there is the list of steps."""

_WE_OWE = ("promise", "request", "complaint")
_THEY_OWE = ("next_step", "promise", "customer_promise", "request", "complaint")


@dataclass(frozen=True, slots=True)
class Ancestor:
    """An account above this one."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class LatestVisit:
    """The last held visit in an account's tree: its day (ISO), how many days ago, and where."""

    day: str
    days: int
    account_id: int
    account: str


@dataclass(frozen=True, slots=True)
class AccountOverview:
    """The head of an account's page; all counts but `branches` take the branches in.

    `line` is the account as the list shows it (its own last visit, its rhythm, promises, complaints, people), `latest`
    the last visit to it or a branch, `steps` how many steps of both sides and plans are open, `overdue_invoices` how
    many receivables are past their day and not wholly paid. `has_signatures`, `has_receivables`, `has_projects` and
    `has_products` (installed, or spoken of) say whether there is such a history, `rhythm` how often the account is to
    be seen and where it has that from.
    """

    account: AccountRow
    line: AccountLine
    path: tuple[Ancestor, ...]
    tree_ids: tuple[int, ...]
    latest: LatestVisit | None
    steps: int
    overdue_invoices: int
    has_signatures: bool
    has_receivables: bool
    has_projects: bool
    has_products: bool
    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class OverdueInvoice:
    """A receivable past its day: what is still owed in minor units, and how many days it is late."""

    id: int
    title: str
    invoice_number: str
    account_id: int
    account: str
    rest_minor: int
    currency: str
    days_late: int


@dataclass(frozen=True, slots=True)
class OpenBetweenUs:
    """What we owe them (promises, requests, complaints), what they owe us, and their overdue invoices, oldest first.

    The steps of each side come late ones first; what was closed today keeps its place but does not count. `keeping`
    is how the promises of both sides were kept until now.
    """

    ours: tuple[StepItem, ...]
    ours_count: int
    theirs: tuple[StepItem, ...]
    theirs_count: int
    invoices: tuple[OverdueInvoice, ...]
    keeping: Keeping


def overview(journal: Journal, account_id: int) -> AccountOverview:
    """Return the head of an account's page; raises NotFound for one that is not there or lies in the trash."""
    account = accounts.get(journal, account_id)
    ids = tuple(accounts.tree_ids(journal, account_id))
    line = account_lists.line(journal, account_id, ids)
    path = tuple(Ancestor(above, name) for above, name in account_lists.above(journal, account_id))
    given = json.dumps(ids)
    signatures, receivables, projects, products = map(bool, journal.row(_EXISTING, given) or (0, 0, 0, 0))
    return AccountOverview(
        account,
        line,
        path,
        ids,
        _latest(journal, given),
        _open_steps(journal, given),
        len(overdue_invoices(journal, ids)),
        signatures,
        receivables,
        projects,
        products,
        rhythm.of_account(journal, account_id),
    )


def people_ids(journal: Journal, account_id: int) -> list[int]:
    """Return the ids of all who hold a post at an account or a branch now, by role group, the closest first."""
    given = json.dumps(accounts.tree_ids(journal, account_id))
    return [row[0] for row in journal.rows(_PEOPLE, given, journal.clock.today().isoformat())]


def open_between(journal: Journal, account_id: int, *, tree: Sequence[int] = ()) -> OpenBetweenUs:
    """Return what is open both ways between us and an account with its branches (`tree`, where it is known)."""
    ids = tuple(tree or accounts.tree_ids(journal, account_id))
    ours, ours_count = _owed(journal, ids, _WE_OWE, "ours")
    theirs, theirs_count = _owed(journal, ids, _THEY_OWE, "theirs")
    invoices = tuple(overdue_invoices(journal, ids))
    return OpenBetweenUs(ours, ours_count, theirs, theirs_count, invoices, keeping.of_accounts(journal, ids))


def overdue_invoices(journal: Journal, account_ids: tuple[int, ...]) -> list[OverdueInvoice]:
    """Return the receivables of some accounts that are past their day and not wholly paid, the oldest first."""
    today = journal.clock.today().isoformat()
    return [OverdueInvoice(*row) for row in journal.rows(_OVERDUE, json.dumps(account_ids), today)]


def _owed(
    journal: Journal, account_ids: tuple[int, ...], kinds: tuple[str, ...], side: Literal["ours", "theirs"]
) -> tuple[tuple[StepItem, ...], int]:
    wanted = StepFilter(account_ids=account_ids, kinds=kinds, side=side)
    items = tuple(read_steps(journal, wanted, limit=MOST_OPEN))
    if len(items) < MOST_OPEN:
        return items, sum(item.closed_at is None for item in items)
    counted = journal.row(_COUNT_OWED, json.dumps(account_ids), json.dumps(kinds), side)
    return items, counted[0] if counted else 0


def _latest(journal: Journal, given: str) -> LatestVisit | None:
    found = journal.row(_LATEST, given, journal.clock.today().isoformat())
    return LatestVisit(*found) if found else None


def _open_steps(journal: Journal, given: str) -> int:
    found = journal.row(_COUNT_OPEN, given)
    return int(found[0]) if found else 0


_EXISTING = """
    SELECT EXISTS (SELECT 1 FROM project JOIN signature ON signature.project_id = project.id
                   WHERE project.account_id IN (SELECT value FROM json_each(?1)) AND signature.asked_on IS NOT NULL
                   AND signature.deleted_at IS NULL AND project.deleted_at IS NULL),
           EXISTS (SELECT 1 FROM receivable WHERE account_id IN (SELECT value FROM json_each(?1))
                   AND deleted_at IS NULL),
           EXISTS (SELECT 1 FROM project WHERE account_id IN (SELECT value FROM json_each(?1)) AND deleted_at IS NULL),
           EXISTS (SELECT 1 FROM asset WHERE account_id IN (SELECT value FROM json_each(?1)) AND deleted_at IS NULL)
           OR EXISTS (SELECT 1 FROM feedback WHERE account_id IN (SELECT value FROM json_each(?1))
                      AND deleted_at IS NULL)"""

_LATEST = """
    SELECT substr(latest, 1, 10), CAST(julianday(?2) - julianday(date(latest)) AS INTEGER), account.id, account.name
    FROM (SELECT value AS account_id,
                 (SELECT start FROM visit WHERE account_id = value AND state = 'held' AND deleted_at IS NULL
                  AND start < date(?2, '+1 day') ORDER BY start DESC LIMIT 1) AS latest
          FROM json_each(?1) ORDER BY latest DESC LIMIT 1) AS owner
    JOIN account ON account.id = account_id WHERE latest IS NOT NULL"""

# This index holds all that is asked: open steps are few beside those of an account that is visited daily.
_COUNT_OPEN = """
    SELECT (SELECT count(*) FROM step INDEXED BY step_open
            WHERE closed_at IS NULL AND deleted_at IS NULL AND +account_id IN (SELECT value FROM json_each(?1)))
        + (SELECT count(*) FROM plan WHERE account_id IN (SELECT value FROM json_each(?1))
           AND closed_on IS NULL AND deleted_at IS NULL)"""

_COUNT_OWED = """
    SELECT count(*) FROM step INDEXED BY step_open
    WHERE kind IN (SELECT value FROM json_each(?2)) AND closed_at IS NULL
    AND deleted_at IS NULL AND owner_side = ?3 AND +account_id IN (SELECT value FROM json_each(?1))"""

_OVERDUE = """
    SELECT receivable.id, title, invoice_number, account_id, account.name,
        amount_minor - coalesce((SELECT sum(payment.amount_minor) FROM payment
            WHERE receivable_id = receivable.id AND payment.deleted_at IS NULL AND paid_on <= ?2), 0) AS rest,
        currency, CAST(julianday(?2) - julianday(due_on) AS INTEGER)
    FROM receivable JOIN account ON account.id = account_id
    WHERE account_id IN (SELECT value FROM json_each(?1)) AND receivable.deleted_at IS NULL AND due_on < ?2
    AND (written_off_on IS NULL OR written_off_on > ?2) AND rest > 0
    ORDER BY due_on, receivable.id"""

_PEOPLE = """
    SELECT DISTINCT contact.id FROM contact_post JOIN contact ON contact.id = contact_id
    WHERE account_id IN (SELECT value FROM json_each(?1)) AND contact_post.deleted_at IS NULL
    AND contact.deleted_at IS NULL AND coalesce(from_on, '') <= ?2 AND (until_on IS NULL OR until_on >= ?2)
    ORDER BY CASE role_group WHEN 'decision' THEN 0 WHEN 'technical' THEN 1 WHEN 'users' THEN 2 WHEN 'commercial' THEN 3
        WHEN 'finance' THEN 4 ELSE 5 END, closeness DESC NULLS LAST, contact.name, contact.id"""
