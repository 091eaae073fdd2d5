"""The history of an account, a person or a project: all that happened, in one timeline.

The newest comes first, a window at a time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nlargest
from typing import Any

from models import accounts, participants, records
from models.changes import Value
from models.journal import Journal
from models.timeline_entry import EntryKind
from models.timeline_kinds import BEFORE, FILTERS, KINDS

WINDOW = 50
"""How many entries a screen asks for at a time."""

_MANY = 20
"""With so many branches each one's window is more than anybody will see."""
_VERY_MANY = 200
"""With so many branches, looking through all rows of some tables is less than looking at each branch."""

Place = tuple[str, int, str]
"""Where an entry stands in the timeline."""

_Row = tuple[Any, ...]
"""An entry as it is read: its place, and what it says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened.

    `event` is visit, raised or closed (a step), introduced, joined, left or stood (a person); stage, decided, moved or
    over (a project), reached or accepted (a milestone), tried or signed (a signature); confirmed, invoiced, collected,
    paid or written_off (a receivable); installed or removed (a product), or said (what a customer says of one).
    `kind` is the visit's channel, the step's kind, the currency, the project's outcome, what was tried, the means of a
    collection, the competitor whose product it is, or the feedback's kind; `state` the visit's or the signature's
    state, the step's outcome (empty while it is open), the stage before, the invoice's number, the product's version,
    or a collection's currency. `when` is the time on the wall (ISO, to the minute; midnight when only the day is
    known). `title` and `text` are the purpose and the summary, the step and what came of it, the person and the post,
    the department and what was signed, the stage or the milestone and the reason, the receivable and what was said,
    or the product and its site or the words.
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
    people: tuple[str, ...] = ()
    contact_id: int | None = None
    """The person of an entry that is about one (introduced, joined, left)."""
    has_private_note: bool = False
    attachments: int = 0
    raised: tuple[str, ...] = ()
    """The requests and risks that a visit brought up, as kinds of steps."""
    due_on: str | None = None
    """When the step, the milestone or the invoice was due, or what was promised for a collection (ISO)."""
    introduced_by: str = ""
    amount_minor: int = 0
    """The payment, the receivable, or what was promised, in minor units of its currency."""
    days_late: int | None = None
    """How many days after the due date the payment came; None without one."""
    other_account: str = ""
    """Where a person came from who joined, or went to who left."""
    stood: tuple[int | None, int | None] = (None, None)
    stood_before: tuple[int | None, int | None] = (None, None)
    """Stance and closeness of a person from that day on, and until then."""
    accepted: int = 0
    items: int = 0
    """Of how many items of its department a signature accepted how many."""
    project_id: int | None = None
    project: str = ""
    """The project of a stage, a date or a milestone; its name is left out of its own history."""
    moved_from: str | None = None
    moved_to: str | None = None
    """From which day to which a date moved (ISO)."""
    signature_id: int | None = None
    receivable_id: int | None = None
    """What an attempt, a payment or a collection belongs to."""
    topic: str = ""
    """What the signature that was tried is for."""
    minutes: int | None = None
    """How long an attempt at a signature took."""
    quantity: int = 1
    serial_number: str = ""

    @property
    def place(self) -> Place:
        """Return where the entry stands in the timeline; hand it back to get the window below it."""
        return (self.when, self.id, self.event)


def of_account(
    journal: Journal,
    account_id: int,
    *,
    show: str = "everything",
    with_branches: bool = True,
    tree: Sequence[int] = (),
    below: Place | None = None,
    limit: int = WINDOW,
) -> list[Entry]:
    """Return the history of an account, with its branches (`tree`, where it is known) unless told otherwise.

    `show` is one of FILTERS: everything, visits, calls, promises, people, stages, signatures, payments or products; or
    BEFORE, which is what was done elsewhere with today's people before they came, and nothing of the account's own.
    `below` is the last place seen.
    """
    ids = (tree or accounts.tree_ids(journal, account_id)) if with_branches else [account_id]
    if show == BEFORE:
        before = _before_they_came(journal, ids, below, limit)
        return _window(journal, {"visit": "visit WHERE visit.id = owner.id"}, before, {"visit": "1"}, None, limit)
    many, very_many = len(ids) >= _MANY, len(ids) >= _VERY_MANY
    sources = {
        kind.event: (very_many and kind.at_very_many) or (many and kind.at_many) or kind.at_account for kind in KINDS
    }
    return _window(journal, sources, ids, FILTERS[show], below, limit)


def has_before(journal: Journal, account_id: int, *, tree: Sequence[int] = ()) -> bool:
    """Return whether anybody who holds a post at an account or its branches (`tree`) now held one elsewhere."""
    ids = list(tree or accounts.tree_ids(journal, account_id))
    query = f"WITH {_came(ids)} SELECT EXISTS (SELECT 1 FROM came)"
    if len(ids) > _MANY:
        query = _CHANGED_OVER
    return bool(journal.rows(query, json.dumps(ids), journal.clock.today().isoformat())[0][0])


def of_contact(
    journal: Journal,
    contact_id: int,
    *,
    show: str = "everything",
    below: Place | None = None,
    limit: int = WINDOW,
) -> list[Entry]:
    """Return the history of a person: visits taken part in, steps to do with them, and their own way.

    It goes across all accounts; `show` and `below` are those of an account.
    """
    sources = {kind.event: kind.with_contact for kind in KINDS}
    return _window(journal, sources, [contact_id], FILTERS[show], below, limit)


def of_project(
    journal: Journal,
    project_id: int,
    *,
    show: str = "everything",
    below: Place | None = None,
    limit: int = WINDOW,
) -> list[Entry]:
    """Return the history of a project, from its first stage to the last payment.

    `show` and `below` are those of an account; there is nothing of the ways of people in it.
    """
    sources = {kind.event: kind.of_project for kind in KINDS}
    return _window(journal, sources, [project_id], FILTERS[show], below, limit, names_project=False)


# Who holds a post at one of the accounts (?1, a JSON list of ids) today (?2) and held one elsewhere, and since when.
_CAME = """
    here(id) AS MATERIALIZED (SELECT value FROM json_each(?1)),
    came(contact_id, came_on) AS MATERIALIZED (
        SELECT held.contact_id, coalesce(min(held.from_on), '9999-12-31')
        FROM here CROSS JOIN contact_post AS held ON held.account_id = here.id
        WHERE held.deleted_at IS NULL AND {0} EXISTS (
            SELECT 1 FROM contact_post AS other WHERE other.contact_id = held.contact_id AND other.deleted_at IS NULL
            AND other.account_id NOT IN (SELECT id FROM here))
        AND EXISTS (SELECT 1 FROM contact WHERE contact.id = held.contact_id AND contact.deleted_at IS NULL)
        GROUP BY held.contact_id HAVING max(held.until_on IS NULL OR held.until_on >= ?2))"""

# Few people ever changed; of thousands of accounts nobody else's posts need to be looked up.
_CHANGED = "held.contact_id IN (SELECT contact_id FROM contact_post GROUP BY contact_id HAVING count(*) > 1) AND"

_CHANGED_OVER = """
    WITH here(id) AS MATERIALIZED (SELECT value FROM json_each(?1))
    SELECT EXISTS (
        SELECT 1 FROM (SELECT contact_id FROM contact_post GROUP BY contact_id HAVING count(*) > 1) AS changed
        CROSS JOIN contact_post AS held ON held.contact_id = changed.contact_id
        WHERE held.deleted_at IS NULL AND (held.until_on IS NULL OR held.until_on >= ?2)
        AND held.account_id IN (SELECT id FROM here) AND EXISTS (
            SELECT 1 FROM contact_post AS other WHERE other.contact_id = held.contact_id AND other.deleted_at IS NULL
            AND other.account_id NOT IN (SELECT id FROM here))
        AND EXISTS (SELECT 1 FROM contact WHERE contact.id = held.contact_id AND contact.deleted_at IS NULL))"""


def _came(account_ids: Sequence[int]) -> str:
    return _CAME.format(_CHANGED if len(account_ids) > _MANY else "")


def _before_they_came(journal: Journal, account_ids: Sequence[int], below: Place | None, limit: int) -> list[int]:
    """Return the newest held visits elsewhere with those who came to some accounts, from before they did."""
    given: list[Value] = [json.dumps(list(account_ids)), journal.clock.today().isoformat(), limit]
    further = ""
    if below is not None:
        further = "AND start <= ?4 AND (start, visit.id, 'visit') < (?4, ?5, ?6)"
        given += below
    query = f"""
        WITH {_came(account_ids)}
        SELECT DISTINCT visit.id, start
        FROM came CROSS JOIN visit_contact AS link ON link.contact_id = came.contact_id
        CROSS JOIN visit ON visit.id = link.visit_id
        WHERE link.deleted_at IS NULL AND visit.deleted_at IS NULL AND state = 'held' AND start < came_on
        AND coalesce(visit.account_id, 0) NOT IN (SELECT id FROM here) {further}
        ORDER BY start DESC, visit.id DESC LIMIT ?3"""
    return [row[0] for row in journal.rows(query, *given)]


def _window(
    journal: Journal,
    sources: dict[str, str],
    owner_ids: Sequence[int],
    conditions: Mapping[str, str],
    below: Place | None,
    limit: int,
    *,
    names_project: bool = True,
) -> list[Entry]:
    """Return the newest entries below a place.

    Kind after kind gives at most a window for each owner, newest first by its index. As soon as the window is full,
    the kinds that follow are read no further back than it goes, so that little is read however long the history is.
    """
    found: list[_Row] = []
    owners = json.dumps(list(owner_ids))
    for first in _first_days(journal, owner_ids, below):
        found, oldest = [], first
        for kind in KINDS:
            condition = conditions.get(kind.event)
            if condition is None or not owner_ids or not sources[kind.event]:
                continue
            found += _newest(journal, kind, sources[kind.event], condition, owners, below, oldest, limit)
            if len(found) >= limit:
                found = nlargest(limit, found)
                oldest = found[-1][0]
        if len(found) >= limit:
            break
    found.sort(reverse=True)
    people = _people(journal, found)
    return [_entry(row, people.get(row[1], ()), names_project) for row in found]


def _first_days(journal: Journal, owner_ids: Sequence[int], below: Place | None) -> tuple[str, ...]:
    """Return from which days on to look, one after the other until a window is full; '' is from the first day.

    A window of each of hundreds of branches comes to all their visits, of which the last weeks nearly always suffice.
    """
    if len(owner_ids) < _MANY:
        return ("",)
    last = date.fromisoformat(below[0][:10]) if below is not None else journal.clock.today()
    return (*((last - timedelta(days=days)).isoformat() for days in (30, 360) if last.year > 1), "")


def _newest(
    journal: Journal,
    kind: EntryKind,
    source: str,
    condition: str,
    owners: str,
    below: Place | None,
    oldest: str,
    limit: int,
) -> list[_Row]:
    """Return the newest rows of one kind, those of all owners (a JSON list) together no more than the limit."""
    table, when = kind.table, kind.when
    newest = f"SELECT {table}.id FROM {source} AND {table}.deleted_at IS NULL AND {when} IS NOT NULL AND {condition}"
    given: list[Value] = [owners, oldest[:10]]
    if below is not None:
        newest += f" AND {when} <= ? AND ({when}, {table}.id, '{kind.event}') < (?, ?, ?)"
        given.extend((below[0], *below))
    if oldest:
        newest += f" AND {when} >= ?"
        given.append(oldest)
    newest += f" ORDER BY {when} DESC, {table}.id DESC LIMIT ?"
    # Where the newest of all owners are found at once, none of them is asked by itself.
    each = "owner CROSS JOIN " if "owner.id" in source else ""
    query = f"""
        WITH owner(id) AS (SELECT value FROM json_each(?)), since(day) AS (SELECT ?),
             chosen(id) AS (SELECT DISTINCT {table}.id FROM {each}{table} WHERE {table}.id IN ({newest})
                            ORDER BY {when} DESC, {table}.id DESC LIMIT ?),
             entry("when", id, kind, state, title, text, account_id, confidential, first, second, third)
             AS (SELECT {when}, {table}.id, {kind.columns}
                 FROM chosen CROSS JOIN {table} ON {table}.id = chosen.id{kind.beside})
        SELECT "when", entry.id, '{kind.event}', kind, state, title, text, entry.account_id,
               coalesce(account.name, ''), confidential, first, second, third
        FROM entry LEFT JOIN account ON account.id = entry.account_id"""
    return journal.rows(query, *given, limit, limit)


def _entry(row: _Row, people: tuple[str, ...], names_project: bool) -> Entry:
    """Return a row as an entry, with the three columns of its kind by their names."""
    when, row_id, event, kind, state, title, text, account_id, account, confidential, first, second, third = row
    own: dict[str, Any] = {}
    if event == "visit":
        raised = tuple(sorted(third.split(","))) if third else ()
        own = {"people": people, "has_private_note": bool(first), "attachments": second, "raised": raised}
    elif event in ("raised", "closed"):
        own = {"people": people, "due_on": first}
    elif event == "introduced":
        own = {"introduced_by": first, "contact_id": row_id, "people": (title,)}
    elif event in ("joined", "left"):
        own = {"contact_id": first, "people": (title,), "other_account": third or ""}
        text = text or second
    elif event == "stood":
        stood, before = tuple(json.loads(second)), tuple(json.loads(third))
        own = {"contact_id": first, "people": (title,), "stood": stood, "stood_before": before}
    elif event == "signed":
        own = {"people": (first,) if first else (), "accepted": second, "items": third}
    elif event == "paid":
        own = {"amount_minor": first, "days_late": second, "receivable_id": third}
    else:
        own = json.loads(first)
        name = own.pop("name", None)
        own["people"] = (name,) if name else ()
        if not names_project:
            own.pop("project", None)
    return Entry(when, event, row_id, kind, state, title, text, account_id, account, confidential, **own)


def _people(journal: Journal, rows: Sequence[_Row]) -> dict[int, tuple[str, ...]]:
    """Return the names of those who took part in the visits and have to do with the steps, by their ids."""
    visit_ids = [row[1] for row in rows if row[2] == "visit"]
    step_ids = [row[1] for row in rows if row[2] in ("raised", "closed")]
    names = participants.names_at(journal, visit_ids) if visit_ids else {}
    if step_ids:
        names |= _names_of_steps(journal, step_ids)
    return names


def _names_of_steps(journal: Journal, step_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    query = """
        SELECT step_id, contact.name FROM step_contact JOIN contact ON contact.id = contact_id
        WHERE step_id IN (SELECT value FROM json_each(?)) AND step_contact.deleted_at IS NULL
        ORDER BY step_contact.id"""
    return records.gathered(journal.rows(query, json.dumps(list(step_ids))))
