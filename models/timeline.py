"""The history of an account or a person: visits and steps in one timeline, the newest first, a window at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models import accounts
from models.changes import Value
from models.journal import Journal

WINDOW = 50
"""How many entries a screen asks for at a time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: a visit, a step that was raised, or a step that was closed.

    `event` is visit, raised or closed; `kind` is the visit's channel or the step's kind; `state` the visit's state or
    the step's outcome (empty while it is open); `when` is the time on the wall (ISO, to the minute).
    """

    when: str
    event: str
    id: int
    kind: str
    state: str
    title: str
    text: str
    account_id: int | None
    account: str
    confidential: int

    @property
    def place(self) -> tuple[str, int, str]:
        """Return where the entry stands in the timeline; hand it back to get the window below it."""
        return (self.when, self.id, self.event)


def of_account(
    journal: Journal,
    account_id: int,
    *,
    with_branches: bool = True,
    below: tuple[str, int, str] | None = None,
    limit: int = WINDOW,
) -> list[Entry]:
    """Return the history of an account, with its branches unless told otherwise; `below` is the last place seen."""
    ids = accounts.tree_ids(journal, account_id) if with_branches else [account_id]
    places = ", ".join("?" * len(ids))
    return _window(journal, f"visit.account_id IN ({places})", f"step.account_id IN ({places})", ids, below, limit)


def of_contact(
    journal: Journal, contact_id: int, *, below: tuple[str, int, str] | None = None, limit: int = WINDOW
) -> list[Entry]:
    """Return the history of a person: visits taken part in and steps to do with them, at whatever account."""
    return _window(
        journal,
        "visit.id IN (SELECT visit_id FROM visit_contact WHERE contact_id = ? AND deleted_at IS NULL)",
        "step.id IN (SELECT step_id FROM step_contact WHERE contact_id = ? AND deleted_at IS NULL)",
        [contact_id],
        below,
        limit,
    )


_SELECTS = (
    (
        "visit",
        "visit.start",
        "SELECT visit.start, 'visit', visit.id, visit.channel, visit.state, visit.purpose, visit.summary, "
        "visit.account_id, visit.confidential FROM visit",
    ),
    (
        "step",
        "step.raised_at",
        "SELECT step.raised_at, 'raised', step.id, step.kind, coalesce(step.outcome, ''), step.title, step.details, "
        "step.account_id, coalesce((SELECT confidential FROM visit WHERE id = step.visit_id), 0) FROM step",
    ),
    (
        "step",
        "step.closed_at",
        "SELECT step.closed_at, 'closed', step.id, step.kind, step.outcome, step.title, step.result, "
        "step.account_id, coalesce((SELECT confidential FROM visit WHERE id = step.visit_id), 0) FROM step",
    ),
)


def _window(
    journal: Journal,
    visit_condition: str,
    step_condition: str,
    ids: Sequence[int],
    below: tuple[str, int, str] | None,
    limit: int,
) -> list[Entry]:
    """Return the newest entries below a place; each kind gives at most a window, so little is sorted."""
    parts: list[str] = []
    given: list[Value] = []
    for number, (table, when, select) in enumerate(_SELECTS):
        condition = visit_condition if table == "visit" else step_condition
        part = f"{select} WHERE {condition} AND {table}.deleted_at IS NULL AND {when} IS NOT NULL"
        given.extend(ids)
        if below is not None:
            part += f" AND ({when}, {table}.id, ?) < (?, ?, ?)"
            given.extend((("visit", "raised", "closed")[number], *below))
        parts.append(f"SELECT * FROM ({part} ORDER BY {when} DESC, {table}.id DESC LIMIT ?)")
        given.append(limit)
    query = f"""
        WITH entry("when", event, id, kind, state, title, text, account_id, confidential)
        AS ({" UNION ALL ".join(parts)})
        SELECT "when", event, entry.id, kind, state, title, text, entry.account_id, coalesce(account.name, ''),
               confidential
        FROM entry LEFT JOIN account ON account.id = entry.account_id
        ORDER BY "when" DESC, entry.id DESC, event DESC LIMIT ?"""
    return [Entry(*row) for row in journal.rows(query, *given, limit)]
