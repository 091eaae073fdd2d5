"""The list of the page Visits: what is planned, then every month from the newest on, a window at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.changes import Value
from models.journal import Journal
from models.visit_filter import VisitFilter, account_ids, conditions, day_after, may_be_rare

_SLICE = 15_000
"""Visits that one look goes through for words, so that it never takes longer than the eye notices."""


@dataclass(frozen=True, slots=True)
class ListedVisit:
    """A visit in the list: `line` says what it was about, the flags are the marks beside it.

    `to_write_up` is true where it was held without a summary, or planned for a day that has passed.
    """

    id: int
    start: str
    state: str
    channel: str
    account_id: int
    account: str
    purpose: str
    line: str
    satisfaction: int | None
    confidential: bool
    has_private_note: bool
    has_attachments: bool
    to_write_up: bool


@dataclass(frozen=True, slots=True)
class VisitWindow:
    """Some visits, the newest first, and the place to go on from; without one that was all.

    With words to look for a window may hold fewer visits than asked for, even none, and still go on.
    """

    rows: list[ListedVisit]
    below: tuple[str, int] | None


def planned(journal: Journal, wanted: VisitFilter, limit: int = 200) -> list[ListedVisit]:
    """Return the visits planned for today and later, the next one first."""
    made, given = _planned(journal, wanted)
    return _rows(journal, wanted, made, given, "ASC", limit)


def window(
    journal: Journal, wanted: VisitFilter, below: tuple[str, int] | None = None, limit: int = 100
) -> VisitWindow:
    """Return visits below a place, the newest first: all but those that `planned` returns."""
    made, given = _past(journal, wanted)
    if below is not None:
        made.append("(visit.start, visit.id) < (?, ?)")
        given.extend(below)
    edge = _edge(journal, below) if may_be_rare(wanted) else None
    if edge is not None:
        made.append("visit.start >= ?")
        given.append(edge)
    rows = _rows(journal, wanted, made, given, "DESC", limit)
    if len(rows) == limit:
        return VisitWindow(rows, (rows[-1].start, rows[-1].id))
    return VisitWindow(rows, (edge, 0) if edge is not None else None)


def count_in_month(journal: Journal, month: str, wanted: VisitFilter) -> int:
    """Return how many visits of a month ('2026-05') the windows show."""
    made, given = _past(journal, wanted)
    made += ["visit.start >= ?", "visit.start < ?"]
    return _count(journal, wanted, made, [*given, month, f"{month}~"])  # '~' sorts behind '-'


def count_planned(journal: Journal, wanted: VisitFilter) -> int:
    """Return how many visits `planned` would show without a limit."""
    made, given = _planned(journal, wanted)
    return _count(journal, wanted, made, given)


def months(journal: Journal) -> list[str]:
    """Return the months from the newest visit to the oldest ('2026-05'), also those without any."""
    found = journal.row("SELECT (SELECT max(start) FROM visit), (SELECT min(start) FROM visit)")
    if found is None or found[0] is None:
        return []
    newest, oldest = (date.fromisoformat(start[:10]) for start in found)
    numbers = range(newest.year * 12 + newest.month - 1, oldest.year * 12 + oldest.month - 2, -1)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]


def is_near(journal: Journal, start: str, below: tuple[str, int], most: int) -> bool:
    """Return whether at most so many visits lie between a place and an earlier time, whatever a filter says."""
    query = "SELECT 1 FROM visit WHERE start >= ? AND start <= ? LIMIT 1 OFFSET ?"
    return journal.row(query, start, below[0], most) is None


def contains(journal: Journal, visit_id: int, wanted: VisitFilter) -> bool:
    """Return whether a visit is there and passes the filter."""
    made, given = conditions(journal, wanted)
    return _count(journal, wanted, [*made, "visit.id = ?"], [*given, visit_id]) > 0


def _planned(journal: Journal, wanted: VisitFilter) -> tuple[list[str], list[Value]]:
    made, given = conditions(journal, wanted)
    return [*made, "visit.state = 'planned'", "visit.start >= ?"], [*given, _today(journal)]


def _past(journal: Journal, wanted: VisitFilter) -> tuple[list[str], list[Value]]:
    made, given = conditions(journal, wanted)
    # No visit may be both above and below.
    return [*made, "NOT (visit.state = 'planned' AND visit.start >= ?)"], [*given, _today(journal)]


def _today(journal: Journal) -> str:
    return journal.clock.today().isoformat()


def _edge(journal: Journal, below: tuple[str, int] | None) -> str | None:
    """Return the time down to which one look for words goes, or None when it comes to the end."""
    query = "SELECT start FROM visit WHERE start <= ? ORDER BY start DESC LIMIT 1 OFFSET ?"
    found = journal.row(query, below[0] if below else day_after(date.max.isoformat()), _SLICE)
    return found[0] if found else None


def _count(journal: Journal, wanted: VisitFilter, made: list[str], given: list[Value]) -> int:
    if wanted.account_id is not None:
        made = [*made, "visit.account_id IN (SELECT value FROM json_each(?))"]
        given = [*given, json.dumps(account_ids(journal, wanted))]
    found = journal.row(f"SELECT count(*) FROM visit WHERE {' AND '.join(made)}", *given)
    return int(found[0]) if found else 0


def _rows(
    journal: Journal, wanted: VisitFilter, made: list[str], given: list[Value], way: str, limit: int
) -> list[ListedVisit]:
    """Return a window of visits; of each account its own window comes by its own index, so that little is sorted."""
    parts: list[str] = []
    values: list[Value] = []
    owners: list[int | None] = [*account_ids(journal, wanted)] or [None]
    for owner in owners:
        where = made if owner is None else [*made, "visit.account_id = ?"]
        values += given if owner is None else [*given, owner]
        parts.append(
            f"SELECT * FROM (SELECT start, id FROM visit WHERE {' AND '.join(where)} "
            f"ORDER BY start {way}, id {way} LIMIT {limit:d})"
        )
    query = f"""
        SELECT visit.id, visit.start, state, channel, account_id, account.name, purpose, summary, highlight,
               satisfaction, confidential, visit.private_notes <> '',
               EXISTS (SELECT 1 FROM attachment WHERE attachment.visit_id = visit.id
                       AND attachment.deleted_at IS NULL)
        FROM ({" UNION ALL ".join(parts)} ORDER BY start {way}, id {way} LIMIT {limit:d}) AS found
        JOIN visit ON visit.id = found.id JOIN account ON account.id = visit.account_id
        ORDER BY found.start {way}, found.id {way}"""
    today = _today(journal)
    return [_listed(row, today) for row in journal.rows(query, *values)]


def _listed(row: tuple[Any, ...], today: str) -> ListedVisit:
    visit_id, start, state, channel, account_id, account, purpose, summary, highlight, satisfaction, *marks = row
    summed_up = first_line(summary)
    told = "" if state == "planned" else first_line(highlight) or summed_up
    confidential, private_note, attachments = map(bool, marks)
    return ListedVisit(
        visit_id,
        start,
        state,
        channel,
        account_id,
        account,
        purpose,
        told or purpose,
        satisfaction,
        confidential,
        private_note,
        attachments,
        to_write_up=start < today if state == "planned" else state == "held" and not summed_up,
    )


def first_line(text: str) -> str:
    """Return the first line of a text that says anything."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
