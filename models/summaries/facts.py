"""The facts a summary is made of, read through the views of its reader (see `privacy.py`) and nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models import records, tags
from models.clock import NO_TIME
from models.journal import Journal
from models.rhythm import AMBER_FROM, days_sql
from models.summaries.periods import Period


@dataclass(frozen=True, slots=True)
class VisitFact:
    """A visit of the period; what its reader may not see is None or empty."""

    id: int
    account_id: int
    account: str
    start: str
    minutes: int | None
    channel: str
    place: str
    purpose: str
    expected_result: str
    state: str
    summary: str
    highlight: str
    support_needed: str | None
    satisfaction: int | None
    notes: str | None
    private_notes: str | None
    confidential: int | None

    @property
    def day(self) -> date:
        """Return the day of the visit."""
        return date.fromisoformat(self.start[:10])

    @property
    def time(self) -> str:
        """Return the time on the wall, or nothing when only the day is known."""
        return "" if self.start.endswith(NO_TIME) else self.start[11:]


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step; what its reader may not see is None."""

    id: int
    kind: str
    title: str
    account: str
    owner_side: str
    due_on: str | None
    raised_at: str
    first_answered_at: str | None
    on_site_at: str | None
    closed_at: str | None
    outcome: str | None
    severity: str | None
    result: str | None
    account_id: int | None

    @property
    def due(self) -> date | None:
        """Return the due day."""
        return date.fromisoformat(self.due_on) if self.due_on else None


@dataclass(frozen=True, slots=True)
class Scope:
    """Which accounts a summary is about: those of the ids, or all when there are none.

    With a tag it is about the visits that bear it, or whose accounts do, and what hangs on them: its reader's views
    show nothing else. With projects it is about those of them that belong to the accounts.
    """

    account_ids: tuple[int, ...] = ()
    tag: str = ""
    project_ids: tuple[int, ...] = ()

    def condition(self, column: str) -> str:
        """Return the SQL condition on an account column; its values are the ids."""
        return f"{column} IN ({', '.join('?' * len(self.account_ids))})" if self.account_ids else "1"

    def of_visits(self) -> str:
        """Return the SQL condition that the table visit itself meets, where no view is read."""
        of_tag = tags.of_visit(self.tag) if self.tag else "1"
        return f"{of_tag} AND {self.of_projects('visit.project_id')}" if self.project_ids else of_tag

    def of_projects(self, column: str) -> str:
        """Return the SQL condition on the column of a project; it has no values."""
        return f"{column} IN ({', '.join(map(str, self.project_ids))})" if self.project_ids else "1"

    def of_accounts(self) -> str:
        """Return the SQL condition on the view of the accounts: one that bears the tag, or has visits that do."""
        if not self.tag:
            return "1"
        return f"({tags.bearing('shown_account.tags', self.tag)} OR id IN (SELECT account_id FROM shown_visit))"


_VISIT = """
    SELECT shown_visit.id, account_id, shown_account.name, start, minutes, channel, place, purpose, expected_result,
           state, summary, highlight, support_needed, satisfaction, shown_visit.notes, shown_visit.private_notes,
           confidential
    FROM shown_visit JOIN shown_account ON shown_account.id = account_id"""

# Nearly every step was raised before a period ended, so `+raised_at` keeps the engine from reading by that index.
_STEP = """
    SELECT shown_step.id, kind, title, coalesce(shown_account.name, ''), owner_side, due_on, raised_at,
           first_answered_at, on_site_at, closed_at, outcome, severity, result, account_id
    FROM shown_step LEFT JOIN shown_account ON shown_account.id = account_id"""


_STILL_OPEN = "(closed_at IS NULL OR closed_at >= ?)"


def visits(journal: Journal, period: Period, scope: Scope, states: Sequence[str]) -> list[VisitFact]:
    """Return the visits of a period in some states, the earliest first."""
    query = f"""{_VISIT}
        WHERE start >= ? AND start < ? AND state IN ({", ".join("?" * len(states))}) AND {scope.condition("account_id")}
        ORDER BY start, shown_visit.id"""
    return [VisitFact(*row) for row in journal.rows(query, *bounds(period), *states, *scope.account_ids)]


def visits_of_projects(journal: Journal, period: Period, project_ids: Sequence[int]) -> list[VisitFact]:
    """Return the visits of a period that belong to some projects, cancelled ones apart, the earliest first."""
    query = f"""{_VISIT}
        WHERE start >= ? AND start < ? AND state <> 'cancelled' AND project_id IN (SELECT value FROM json_each(?))
        ORDER BY start, shown_visit.id"""
    return [VisitFact(*row) for row in journal.rows(query, *bounds(period), json.dumps(list(project_ids)))]


def steps_of_projects(journal: Journal, project_ids: Sequence[int], until: date) -> list[StepFact]:
    """Return the steps of some projects that were raised until a day, in the order they were raised."""
    query = f"""{_STEP}
        WHERE project_id IN (SELECT value FROM json_each(?)) AND +raised_at < ? ORDER BY raised_at, shown_step.id"""
    return [StepFact(*row) for row in journal.rows(query, json.dumps(list(project_ids)), _after(until))]


def people_of(journal: Journal, visit_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the names of those who took part in each visit, in the order they were named."""
    query = """
        SELECT visit_id, shown_contact.name FROM shown_visit_contact
        JOIN shown_contact ON shown_contact.id = contact_id
        WHERE visit_id IN (SELECT value FROM json_each(?)) ORDER BY shown_visit_contact.id"""
    return records.gathered(journal.rows(query, json.dumps(list(visit_ids))))


def people_met(journal: Journal, period: Period, scope: Scope, known_from: Scope) -> tuple[int, int]:
    """Return how many people were met in a period, and how many of them for the first time.

    `known_from` are the accounts where an earlier meeting makes somebody known: all of them, or a customer's own.
    """
    query = f"""
        WITH met AS (
            SELECT DISTINCT contact_id FROM shown_visit_contact JOIN shown_visit ON shown_visit.id = visit_id
            WHERE start >= ? AND start < ? AND state = 'held' AND {scope.condition("shown_visit.account_id")})
        SELECT count(*), coalesce(sum(NOT EXISTS (
            SELECT 1 FROM shown_visit_contact JOIN shown_any_visit ON shown_any_visit.id = visit_id
            WHERE shown_visit_contact.contact_id = met.contact_id AND state = 'held' AND start < ?
              AND {known_from.condition("shown_any_visit.account_id")})), 0) FROM met"""
    first, after = bounds(period)
    found = journal.row(query, first, after, *scope.account_ids, first, *known_from.account_ids)
    return (int(found[0]), int(found[1])) if found else (0, 0)


def promises(journal: Journal, period: Period, scope: Scope, today: date) -> list[StepFact]:
    """Return the promises, ours and theirs, that were closed in a period, were due in it, or still wait.

    Open ones come when they are late on the given day, due until the end of the period after this one, or have no day.
    What was closed after the period counts as open.
    """
    first, after = bounds(period)
    last_due = max(period.after().last.isoformat(), today.isoformat())
    # Two questions, as an index answers each of them alone.
    found = [
        *_promises(journal, scope, after, "closed_at >= ? AND closed_at < ?", first, after),
        *_promises(journal, scope, after, f"{_STILL_OPEN} AND (due_on IS NULL OR due_on <= ?)", after, last_due),
    ]
    return sorted(found, key=lambda step: (step.due_on is None, step.due_on or "", step.raised_at, step.id))


def _promises(journal: Journal, scope: Scope, after: str, condition: str, *values: str) -> list[StepFact]:
    # Promises made after the period are no part of it; neither are those that were let go.
    query = f"""{_STEP}
        WHERE kind IN ('promise', 'customer_promise') AND +raised_at < ? AND coalesce(outcome, '') <> 'released'
          AND {condition} AND {scope.condition("account_id")}"""
    return [StepFact(*row) for row in journal.rows(query, after, *values, *scope.account_ids)]


def requests_and_complaints(journal: Journal, period: Period, scope: Scope) -> list[StepFact]:
    """Return the requests and complaints raised or closed in a period, or open at its end; complaints first."""
    first, after = bounds(period)
    query = f"""{_STEP}
        WHERE kind IN ('request', 'complaint') AND +raised_at < ? AND {_STILL_OPEN}
          AND {scope.condition("account_id")}
        ORDER BY kind, closed_at IS NOT NULL,
          CASE severity WHEN 'urgent' THEN 0 WHEN 'serious' THEN 1 ELSE 2 END, raised_at, shown_step.id"""
    return [StepFact(*row) for row in journal.rows(query, after, first, *scope.account_ids)]


def steps_touched(journal: Journal, period: Period, scope: Scope) -> list[StepFact]:
    """Return the steps raised or closed in a period, in the order they were raised."""
    first, after = bounds(period)
    query = f"""{_STEP}
        WHERE ((raised_at >= ? AND raised_at < ?) OR (closed_at >= ? AND closed_at < ?))
          AND {scope.condition("account_id")} ORDER BY raised_at, shown_step.id"""
    return [StepFact(*row) for row in journal.rows(query, first, after, first, after, *scope.account_ids)]


def open_of_kind(journal: Journal, kind: str, scope: Scope, until: date) -> list[StepFact]:
    """Return the steps of a kind that were open at the end of a day, the oldest first."""
    after = _after(until)
    query = f"""{_STEP}
        WHERE kind = ? AND +raised_at < ? AND {_STILL_OPEN} AND {scope.condition("account_id")}
        ORDER BY raised_at, shown_step.id"""
    return [StepFact(*row) for row in journal.rows(query, kind, after, after, *scope.account_ids)]


def next_steps_due(journal: Journal, period: Period, scope: Scope) -> list[StepFact]:
    """Return our plain next steps open at the end of a period and due until the end of the one after it, by day.

    Those that are late come too.
    """
    _, after = bounds(period)
    query = f"""{_STEP}
        WHERE kind = 'next_step' AND owner_side = 'ours' AND +raised_at < ? AND {_STILL_OPEN} AND due_on <= ?
          AND {scope.condition("account_id")} ORDER BY due_on, shown_step.id"""
    last_due = period.after().last.isoformat()
    return [StepFact(*row) for row in journal.rows(query, after, after, last_due, *scope.account_ids)]


RHYTHM = days_sql("(SELECT days FROM shown_class WHERE name = shown_account.account_class)", "shown_account")
"""As SQL: the days of the rhythm of an account, its own or an inherited one."""


def quiet_accounts(journal: Journal, scope: Scope, today: date) -> list[tuple[str, int]]:
    """Return (account, days) for accounts not seen for 1.5 times their rhythm or longer, the longest silence first.

    An account without a rhythm never counts as quiet, and one that was never visited has no silence yet.
    """
    query = f"""
        SELECT name, julianday(?) - julianday(date(last)) AS days FROM (
            SELECT shown_account.name AS name, {RHYTHM} AS rhythm_days, (
                SELECT max(start) FROM shown_any_visit
                WHERE account_id = shown_account.id AND state = 'held' AND start < ?) AS last
            FROM shown_account WHERE {scope.condition("shown_account.id")}
              AND {scope.of_accounts()})
        WHERE last IS NOT NULL AND days >= {AMBER_FROM} * rhythm_days ORDER BY days DESC, name"""
    found = journal.rows(query, today.isoformat(), _after(today), *scope.account_ids)
    return [(name, int(days)) for name, days in found]


def signed(journal: Journal, period: Period, scope: Scope) -> int:
    """Return how many signatures of acceptances were given in a period."""
    query = f"""
        SELECT count(*) FROM shown_signature JOIN shown_project ON shown_project.id = project_id
        WHERE signed_on BETWEEN ? AND ? AND {scope.condition("account_id")}"""
    found = journal.row(query, period.first.isoformat(), period.last.isoformat(), *scope.account_ids)
    return int(found[0]) if found else 0


@dataclass(frozen=True, slots=True)
class MoneyFact:
    """Money that is late: what is still owed, in minor units of its currency."""

    title: str
    account: str
    rest_minor: int
    currency: str
    due_on: str
    promised_on: str | None
    risk: str
    account_id: int


def overdue_money(journal: Journal, scope: Scope, on: date) -> list[MoneyFact]:
    """Return what was due before a day and not wholly paid by its end, the oldest first."""
    query = f"""
        SELECT title, shown_account.name, shown_receivable.amount_minor - coalesce((
                   SELECT sum(shown_payment.amount_minor) FROM shown_payment
                   WHERE receivable_id = shown_receivable.id AND paid_on <= ?1), 0) AS rest,
               currency, due_on, promised_on, risk, account_id
        FROM shown_receivable JOIN shown_account ON shown_account.id = account_id
        WHERE due_on < ?1 AND (written_off_on IS NULL OR written_off_on > ?1) AND rest > 0
          AND {scope.condition("account_id")}
        ORDER BY due_on, shown_receivable.id"""
    return [MoneyFact(*row) for row in journal.rows(query, on.isoformat(), *scope.account_ids)]


def bounds(period: Period) -> tuple[str, str]:
    """Return the first moment of a period and the first one after it, as times on the wall sort."""
    return period.first.isoformat(), _after(period.last)


def _after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()
