"""Receivables as lists show them: of all customers, of an account with its branches, or of a project."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from models import ageing, invoice_prompts
from models.journal import Journal
from models.row_class import row_class


@dataclass(frozen=True, slots=True)
class ReceivableFilter:
    """What a list shows, in one currency, with all words of a text, of some accounts, a project, or none.

    `shown` is open (all that is still owed), ready (to be invoiced), late, an age of the ageing, paid, written_off or
    all.
    """

    shown: str = "open"
    currency: str = ""
    text: str = ""
    account_ids: tuple[int, ...] = ()
    project_id: int | None = None
    without_project: bool = False


@row_class
class ReceivableLine:
    """A receivable in a list: what is still owed, in minor units of its currency, and how it stands.

    Days are ISO. `planned_on` is when the invoice is expected: the plan of its milestone, or its own. `paid_on` is
    the day of the last payment, `contacts` how often they were asked for the money. `is_confirmed` says whether the
    customer agreed to the amount, `ready_on` since when it may be invoiced.
    """

    id: int
    title: str
    account_id: int
    account: str
    project_id: int | None
    project: str
    milestone: str
    amount_minor: int
    rest_minor: int
    currency: str
    invoice_number: str
    invoiced_on: str | None
    planned_on: str | None
    due_on: str | None
    promised_on: str | None
    paid_on: str | None
    written_off_on: str | None
    risk: str
    escalation: str
    is_confirmed: int
    contacts: int
    ready_on: str | None
    confirmed_by: str

    def bucket(self, today: date) -> str:
        """Return in which of the ages it stands; 'paid' or 'written_off' where nothing is owed."""
        if self.written_off_on is not None:
            return "written_off"
        return "paid" if self.rest_minor <= 0 else ageing.bucket_of(self.due_on, self.invoiced_on, today)

    def is_ready(self, today: date) -> bool:
        """Return whether its invoice is to be written."""
        is_open = self.rest_minor > 0 and self.written_off_on is None and self.invoiced_on is None
        return is_open and self.ready_on is not None and self.ready_on <= today.isoformat()

    def days_late(self, today: date) -> int | None:
        """Return how many days it is late, or was late when it was paid whole; negative lies ahead."""
        until = date.fromisoformat(self.paid_on) if self.rest_minor <= 0 and self.paid_on else today
        return ageing.days_late(self.due_on, until)


def lines(
    journal: Journal, wanted: ReceivableFilter, *, below: ReceivableLine | None = None, limit: int = 100
) -> list[ReceivableLine]:
    """Return receivables, what was due first first, a window of them; `below` is the last one seen.

    Those of a project come in the order of its milestones.
    """
    conditions, given = _conditions(journal, wanted)
    order = "position, place, id" if wanted.project_id is not None else "place, id"
    if below is not None and wanted.project_id is not None:
        conditions.append(f"({order}) > (SELECT {order} FROM owed WHERE id = ?)")
        given.append(below.id)
    elif below is not None:
        conditions.append("place >= ? AND (place, id) > (?, ?)")  # the first part is what the index begins at
        given += [below.due_on or _NO_DAY, below.due_on or _NO_DAY, below.id]
    where = " AND ".join(conditions) or "TRUE"
    # The window is found along an index of days; names are read for the rows that are shown.
    query = f"""
        WITH owed AS ({_PLACED}), chosen AS (SELECT * FROM owed WHERE {where} ORDER BY {order} LIMIT ?)
        SELECT {_COLUMNS} FROM chosen JOIN receivable ON receivable.id = chosen.id
        JOIN account ON account.id = receivable.account_id LEFT JOIN project ON project.id = receivable.project_id
        LEFT JOIN milestone ON milestone.id = receivable.milestone_id
        ORDER BY {", ".join(f"chosen.{name.strip()}" for name in order.split(","))}"""
    return [ReceivableLine(*row) for row in journal.rows(query, _today(journal), wanted.project_id, *given, limit)]


def line(journal: Journal, receivable_id: int) -> ReceivableLine | None:
    """Return one receivable as a list shows it, or None when it is not there."""
    query = f"""
        SELECT {_COLUMNS} FROM (SELECT * FROM ({_PLACED}) WHERE id = ?3) AS chosen
        JOIN receivable ON receivable.id = chosen.id
        JOIN account ON account.id = receivable.account_id LEFT JOIN project ON project.id = receivable.project_id
        LEFT JOIN milestone ON milestone.id = receivable.milestone_id"""
    found = journal.row(query.replace("/*one*/", "AND receivable.id = ?3"), _today(journal), None, receivable_id)
    return ReceivableLine(*found) if found else None


def count_of_project(journal: Journal, project_id: int) -> int:
    """Return how many receivables a project has."""
    found = journal.row("SELECT count(*) FROM receivable WHERE project_id = ? AND deleted_at IS NULL", project_id)
    return int(found[0]) if found else 0


_NO_DAY = "9999"
"""Stands behind every day."""

# Each receivable with what is still owed of it on the day ?1, its age, and its place in the order of days; those of
# the project ?2 alone, if there is one.
_PLACED = f"""
    SELECT receivable.id AS id, account_id, project_id, currency,
           iif(written_off_on <= ?1, written_off_on, NULL) AS written_off_on,
           amount_minor - coalesce((SELECT sum(payment.amount_minor) FROM payment
               WHERE receivable_id = receivable.id AND payment.deleted_at IS NULL AND paid_on <= ?1), 0) AS rest,
           CASE WHEN due_on < ?1 THEN 2 + (due_on < date(?1, '-30 day')) + (due_on < date(?1, '-60 day'))
                                        + (due_on < date(?1, '-90 day'))
                ELSE coalesce(invoiced_on <= ?1, FALSE) END AS bucket,
           coalesce(due_on, '{_NO_DAY}') AS place,
           CASE WHEN ?2 IS NULL THEN 0 ELSE coalesce((SELECT position FROM milestone WHERE id = milestone_id), 1e6) END
               AS position
    FROM receivable WHERE receivable.deleted_at IS NULL /*one*/ AND (?2 IS NULL OR project_id = ?2)
    AND account_id NOT IN (SELECT id FROM account WHERE deleted_at IS NOT NULL)"""

_COLUMNS = f"""
    receivable.id, receivable.title, receivable.account_id, account.name, receivable.project_id,
    coalesce(project.name, ''), coalesce(milestone.name, ''), receivable.amount_minor, chosen.rest,
    receivable.currency, receivable.invoice_number, receivable.invoiced_on,
    coalesce(receivable.planned_on, milestone.planned_on), receivable.due_on, receivable.promised_on,
    (SELECT max(paid_on) FROM payment WHERE receivable_id = receivable.id AND payment.deleted_at IS NULL),
    chosen.written_off_on, receivable.risk, receivable.escalation,
    receivable.confirmed_on IS NOT NULL AND coalesce(receivable.confirmed_minor, receivable.amount_minor)
        = receivable.amount_minor,
    (SELECT count(*) FROM collection WHERE receivable_id = receivable.id AND collection.deleted_at IS NULL),
    {invoice_prompts.READY}, coalesce((SELECT name FROM contact WHERE contact.id = receivable.confirmed_by_id), '')"""

_MOST_READY = 1000
_OPEN = "written_off_on IS NULL AND rest > 0"
_SHOWN = {
    "open": _OPEN,
    "ready": _OPEN,
    "late": f"{_OPEN} AND bucket >= 2",
    "paid": "written_off_on IS NULL AND rest <= 0",
    "written_off": "written_off_on IS NOT NULL",
    "all": "TRUE",
    **{name: f"{_OPEN} AND bucket = {number}" for number, name in enumerate(ageing.BUCKETS)},
}


def _conditions(journal: Journal, wanted: ReceivableFilter) -> tuple[list[str], list[str | int]]:
    """Return the conditions of a filter and the values in them."""
    conditions, given = [_SHOWN[wanted.shown]], list[str | int]()
    if wanted.project_id is not None:
        conditions.append("project_id = ?2")
    if wanted.shown == "ready":
        ready = invoice_prompts.waiting(journal, project_id=wanted.project_id, limit=_MOST_READY)
        conditions.append("id IN (SELECT value FROM json_each(?))")
        given.append(json.dumps([prompt.id for prompt in ready]))
    if wanted.currency:
        conditions.append("currency = ?")
        given.append(wanted.currency)
    if wanted.account_ids:
        conditions.append("account_id IN (SELECT value FROM json_each(?))")
        given.append(json.dumps(wanted.account_ids))
    if wanted.without_project:
        conditions.append("project_id IS NULL")
    for word in wanted.text.split():
        # The engine numbers the places of values by itself; one that is named twice needs its number.
        conditions.append(_HOLDS.replace("?", f"?{len(given) + _FIRST}"))
        given.append(_pattern(word))
    return conditions, given


_FIRST = 3
"""The number of the first value of a filter, behind the day and the project."""

# A receivable holds a word in its title, number or note, or in the names it belongs to.
_HOLDS = """id IN (SELECT id FROM receivable
    WHERE title LIKE ? ESCAPE '\\' OR invoice_number LIKE ? ESCAPE '\\' OR risk LIKE ? ESCAPE '\\'
    OR account_id IN (SELECT id FROM account WHERE name LIKE ? ESCAPE '\\' OR short_name LIKE ? ESCAPE '\\')
    OR project_id IN (SELECT id FROM project WHERE name LIKE ? ESCAPE '\\')
    OR milestone_id IN (SELECT id FROM milestone WHERE name LIKE ? ESCAPE '\\'))"""


def _pattern(word: str) -> str:
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, "\\" + sign)
    return f"%{word}%"


def _today(journal: Journal) -> str:
    return journal.clock.today().isoformat()
