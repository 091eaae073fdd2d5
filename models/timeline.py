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
    found = {kind: f"{kind.table} WHERE {kind.table}.account_id = owner.id" for kind in _KINDS}
    return _window(journal, found, ids, below, limit)


def of_contact(
    journal: Journal, contact_id: int, *, below: tuple[str, int, str] | None = None, limit: int = WINDOW
) -> list[Entry]:
    """Return the history of a person: visits taken part in and steps to do with them, at whatever account."""
    found = {
        kind: f"{kind.table}_contact AS link JOIN {kind.table} ON {kind.table}.id = link.{kind.table}_id "
        "WHERE link.contact_id = owner.id AND link.deleted_at IS NULL"
        for kind in _KINDS
    }
    return _window(journal, found, [contact_id], below, limit)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of entry: its table, the column that says when, and how a row of it becomes an entry."""

    event: str
    table: str
    when: str
    columns: str


_OF_STEP = "coalesce((SELECT confidential FROM visit WHERE id = step.visit_id), 0)"

_KINDS = (
    _Kind(
        "visit",
        "visit",
        "start",
        "visit.channel, visit.state, visit.purpose, visit.summary, visit.account_id, visit.confidential",
    ),
    _Kind(
        "raised",
        "step",
        "raised_at",
        f"step.kind, coalesce(step.outcome, ''), step.title, step.details, step.account_id, {_OF_STEP}",
    ),
    _Kind(
        "closed",
        "step",
        "closed_at",
        f"step.kind, step.outcome, step.title, step.result, step.account_id, {_OF_STEP}",
    ),
)


def _window(
    journal: Journal,
    found: dict[_Kind, str],
    owner_ids: Sequence[int],
    below: tuple[str, int, str] | None,
    limit: int,
) -> list[Entry]:
    """Return the newest entries below a place.

    Each kind gives at most a window for each owner, newest first by its index, so that little is read and sorted
    however long the history is.
    """
    parts: list[str] = []
    given: list[Value] = list(owner_ids)
    for kind, source in found.items():
        table, when = kind.table, f"{kind.table}.{kind.when}"
        newest = f"SELECT {table}.id FROM {source} AND {table}.deleted_at IS NULL AND {when} IS NOT NULL"
        if below is not None:
            newest += f" AND {when} <= ? AND ({when}, {table}.id, '{kind.event}') < (?, ?, ?)"
            given.extend((below[0], *below))
        newest += f" ORDER BY {when} DESC, {table}.id DESC LIMIT ?"
        given.append(limit)
        parts.append(
            f"SELECT {when}, '{kind.event}', {table}.id, {kind.columns} "
            f"FROM owner JOIN {table} ON {table}.id IN ({newest})"
        )
    query = f"""
        WITH owner(id) AS (VALUES {", ".join(["(?)"] * len(owner_ids))}),
             entry("when", event, id, kind, state, title, text, account_id, confidential)
             AS ({" UNION ".join(parts)})
        SELECT "when", event, entry.id, kind, state, title, text, entry.account_id, coalesce(account.name, ''),
               confidential
        FROM entry LEFT JOIN account ON account.id = entry.account_id
        ORDER BY "when" DESC, entry.id DESC, event DESC LIMIT ?"""
    return [Entry(*row) for row in journal.rows(query, *given, limit)]
