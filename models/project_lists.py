"""Projects as they are listed, and the head of one project's page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Literal

from models import account_lists, accounts, projects, stages
from models.errors import NotFound
from models.journal import Journal
from models.projects import ProjectRow
from models.row_class import row_class
from models.text.folding import folded

Which = Literal["running", "won", "lost", "closed", "all"]
"""Which projects a list holds. Running are all that are not over: also won ones that are being delivered."""


@row_class
class ProjectLine:
    """A project in a list; `since` is the day its stage began (ISO or ''), `value_minor` whole minor units."""

    id: int
    name: str
    account_id: int
    account: str
    stage: str
    value_minor: int | None
    currency: str | None
    probability: int | None
    expected_on: str | None
    outcome: str | None
    closed_on: str | None
    since: str


@row_class
class ProjectSheet:
    """The head of a project's page.

    `month` is the number of the calendar month since the first day that is known of it, this one included, up to the
    day it was over. `phase` is pursuit or delivery, '' for a stage of no known name. Counts are of what is open.
    """

    project: ProjectRow
    account: str
    phase: str
    first_on: str
    month: int
    blocked_signatures: int
    open_signatures: int
    overdue_invoices: int
    receivables: int
    steps: int
    files: int
    risks: int


def lines(
    journal: Journal, which: Which = "running", words: str = "", *, limit: int = 100, offset: int = 0
) -> list[ProjectLine]:
    """Return projects, those of the nearest expected date first; every one of `words` is in the name or the account's.

    Won, lost and closed ones come by the day of that, the latest first.
    """
    order = {"won": _BY_DECISION, "lost": _BY_DECISION, "closed": _BY_END}.get(which, _BY_DATE)
    query = f"{_LINES} WHERE {_WHICH[which]} {order}"
    wanted = folded(words).split()
    if not wanted:
        return [ProjectLine(*row) for row in journal.rows(f"{query} LIMIT ? OFFSET ?", limit, offset)]
    every = (ProjectLine(*row) for row in journal.rows(query))
    fitting = (one for one in every if all(word in _haystack(one) for word in wanted))
    return list(islice(fitting, offset, offset + limit))


def _haystack(line: ProjectLine) -> str:
    return folded(f"{line.name} {line.account} {line.stage}")


def counts(journal: Journal) -> dict[Which, int]:
    """Return how many projects each list holds."""
    found = journal.row(_COUNTS)
    assert found is not None
    running, won, lost, closed, every = found
    return {"running": running, "won": won, "lost": lost, "closed": closed, "all": every}


def sheet(journal: Journal, project_id: int) -> ProjectSheet:
    """Return the head of a project's page; raises NotFound for one that is not there or lies in the trash."""
    project = projects.get(journal, project_id)
    today = journal.clock.today().isoformat()
    found = journal.row(_SHEET, project_id, today)
    assert found is not None
    account, created_at, first_on, *counted = found
    phase = stages.phases(journal).get(project.stage, "")
    first_on = min(first_on, journal.clock.day_of(created_at).isoformat())
    until = project.closed_on or today
    return ProjectSheet(project, account, phase, first_on, _months(first_on, until), *counted)


def project_of(journal: Journal, kind: str, record_id: int) -> int | None:
    """Return the project of an acceptance item, a signature or a receivable, or None for a receivable without one.

    Raises NotFound for a record that is not there or lies in the trash.
    """
    found = journal.row(_OWNERS[kind], record_id)
    if found is None:
        raise NotFound("There is no such record (it may lie in the trash).")
    owner: int | None = found[0]
    return owner


def name_of(journal: Journal, project_id: int) -> str:
    """Return the name of a project, also of one in the trash; nothing for one that was never there."""
    found = journal.row("SELECT name FROM project WHERE id = ?", project_id)
    return str(found[0]) if found else ""


def choices(journal: Journal, account_id: int | None, text: str, *, limit: int = 12) -> list[ProjectLine]:
    """Return the projects that something may belong to: those of its account, of the accounts around it, then others.

    Others come only for a text or without an account; projects that are over come last.
    """
    around: list[int] = []
    if account_id is not None:
        above = [one for one, _ in account_lists.above(journal, account_id)]
        around = [account_id, *above, *accounts.tree_ids(journal, account_id)]
    only = "AND project.account_id IN (SELECT value FROM json_each(?1))" if around and not text.strip() else ""
    query = f"{_LINES} WHERE project.deleted_at IS NULL AND instr(lower(project.name), lower(?2)) {only} {_NEAREST}"
    found = journal.rows(query, json.dumps(around), text.strip(), account_id, limit)
    return [ProjectLine(*row) for row in found]


def of_accounts(journal: Journal, account_ids: Sequence[int]) -> list[ProjectLine]:
    """Return the projects of some accounts, such as one and its branches, running ones first."""
    query = f"{_LINES} WHERE project.deleted_at IS NULL AND account_id IN (SELECT value FROM json_each(?)) {_BY_DATE}"
    return [ProjectLine(*row) for row in journal.rows(query, json.dumps(list(account_ids)))]


def count_of(journal: Journal, account_ids: Sequence[int]) -> int:
    """Return how many running projects some accounts have."""
    found = journal.row(_COUNT_OF, json.dumps(list(account_ids)))
    return int(found[0]) if found else 0


def _months(first: str, last: str) -> int:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return max((end.year - begin.year) * 12 + end.month - begin.month + 1, 1)


_SINCE = """
    coalesce((SELECT changed_on FROM stage_change WHERE project_id = project.id AND deleted_at IS NULL
              AND to_stage = project.stage ORDER BY changed_on DESC, id DESC LIMIT 1), '')"""

_LINES = f"""
    SELECT project.id, project.name, account_id, account.name, stage, value_minor, currency, probability, expected_on,
        outcome, closed_on, {_SINCE}
    FROM project JOIN account ON account.id = account_id"""

_WHICH: dict[Which, str] = {
    "running": "project.deleted_at IS NULL AND closed_on IS NULL",
    "won": "project.deleted_at IS NULL AND outcome = 'won'",
    "lost": "project.deleted_at IS NULL AND outcome = 'lost'",
    "closed": "project.deleted_at IS NULL AND closed_on IS NOT NULL",
    "all": "project.deleted_at IS NULL",
}

_BY_DATE = "ORDER BY closed_on IS NOT NULL, closed_on DESC, expected_on IS NULL, expected_on, project.name, project.id"
_BY_DECISION = "ORDER BY coalesce(decided_on, closed_on, '') DESC, project.name, project.id"
_BY_END = "ORDER BY closed_on DESC, project.name, project.id"

_NEAREST = """
    ORDER BY closed_on IS NOT NULL, account_id = ?3 DESC, account_id IN (SELECT value FROM json_each(?1)) DESC,
        project.name, project.id LIMIT ?4"""

_COUNT_OF = """
    SELECT count(*) FROM project WHERE deleted_at IS NULL AND closed_on IS NULL
    AND account_id IN (SELECT value FROM json_each(?))"""

_COUNTS = """
    SELECT coalesce(sum(closed_on IS NULL), 0), coalesce(sum(outcome = 'won'), 0), coalesce(sum(outcome = 'lost'), 0),
        coalesce(sum(closed_on IS NOT NULL), 0), count(*)
    FROM project WHERE deleted_at IS NULL"""

_SHEET = """
    SELECT account.name, project.created_at,
        substr(min(
            coalesce((SELECT min(changed_on) FROM stage_change WHERE project_id = ?1 AND deleted_at IS NULL), '9999'),
            coalesce((SELECT min(start) FROM visit WHERE project_id = ?1 AND deleted_at IS NULL), '9999')), 1, 10),
        (SELECT count(*) FROM signature WHERE project_id = ?1 AND state = 'blocked' AND deleted_at IS NULL),
        (SELECT count(*) FROM signature WHERE project_id = ?1 AND signed_on IS NULL AND deleted_at IS NULL),
        (SELECT count(*) FROM receivable WHERE project_id = ?1 AND due_on < ?2 AND written_off_on IS NULL
            AND deleted_at IS NULL AND amount_minor > (SELECT coalesce(sum(payment.amount_minor), 0) FROM payment
                WHERE receivable_id = receivable.id AND payment.deleted_at IS NULL)),
        (SELECT count(*) FROM receivable WHERE project_id = ?1 AND deleted_at IS NULL),
        (SELECT count(*) FROM step WHERE project_id = ?1 AND closed_at IS NULL AND deleted_at IS NULL)
            + (SELECT count(*) FROM plan WHERE project_id = ?1 AND closed_on IS NULL AND deleted_at IS NULL),
        (SELECT count(*) FROM attachment WHERE project_id = ?1 AND deleted_at IS NULL),
        (SELECT count(*) FROM step WHERE project_id = ?1 AND kind = 'risk' AND closed_at IS NULL
            AND deleted_at IS NULL)
    FROM project JOIN account ON account.id = account_id WHERE project.id = ?1"""

_OWNERS = {
    "acceptance_item": "SELECT project_id FROM acceptance_item WHERE id = ? AND deleted_at IS NULL",
    "signature": "SELECT project_id FROM signature WHERE id = ? AND deleted_at IS NULL",
    "receivable": "SELECT project_id FROM receivable WHERE id = ? AND deleted_at IS NULL",
}
