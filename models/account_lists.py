"""The accounts as a list or as a tree, with what a row says of each, a window at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from models import tags
from models.changes import Value
from models.journal import Journal
from models.rhythm import AMBER_FROM, days_of_class_sql, days_sql
from models.text.folding import folded

WINDOW = 100
"""How many rows a screen asks for at a time."""

RhythmState = Literal["none", "never", "in_time", "over", "quiet"]
"""How an account stands to its rhythm: it has none, was never visited, is within it, over it, or 1.5 times over."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A row of the list.

    `path` holds the names of the accounts above, the topmost first. `last_visit` is the day of the last held visit
    (ISO) and `days` how long ago it was; `next_visit` the day of the next planned one. Those are of this account
    alone, and so is the rhythm, which it may inherit. The open promises (ours), open complaints and people (who hold a
    post now) count the branches in; `branches` counts those right below.
    """

    id: int
    name: str
    short_name: str
    parent_id: int | None
    path: tuple[str, ...]
    account_class: str | None
    rhythm_days: int | None
    last_visit: str | None
    days: int | None
    next_visit: str | None
    promises: int
    complaints: int
    people: int
    branches: int
    tags: tuple[str, ...] = ()

    @property
    def rhythm(self) -> RhythmState:
        """Return how the account stands to its rhythm."""
        return rhythm_state(self.rhythm_days, self.days)


def rhythm_state(rhythm_days: int | None, days: int | None) -> RhythmState:
    """Return how an account stands to its rhythm, by the days since its last visit (None: never visited)."""
    if rhythm_days is None:
        return "none"
    if days is None:
        return "never"
    if days <= rhythm_days:
        return "in_time"
    return "quiet" if days >= AMBER_FROM * rhythm_days else "over"


def listing(
    journal: Journal, *, text: str = "", tag: str = "", below: AccountLine | None = None, limit: int = WINDOW
) -> list[AccountLine]:
    """Return accounts by name, from below a row on.

    With a text only those whose name, short name, city, region or tags hold every word of it, or whose Chinese name
    sounds so; case and accents do not count. With a tag only those that bear it.
    """
    condition = tags.bearing("tags", tag) if tag else "1"
    if words := folded(text).split():
        return lines(journal, _matching(journal, words, condition, below, limit))
    return lines(journal, _ids(journal, condition, (), below, limit))


def children(
    journal: Journal, parent_id: int | None, *, below: AccountLine | None = None, limit: int = WINDOW
) -> list[AccountLine]:
    """Return the accounts right below one, or those at the top of the tree for None, by name, from below a row on."""
    if parent_id is None:
        return lines(journal, _ids(journal, "parent_id IS NULL", (), below, limit))
    return lines(journal, _ids(journal, "parent_id = ?", (parent_id,), below, limit))


def count(journal: Journal) -> int:
    """Return how many accounts the journal holds."""
    found = journal.row("SELECT count(*) FROM account WHERE deleted_at IS NULL")
    return int(found[0]) if found else 0


def above(journal: Journal, account_id: int) -> list[tuple[int, str]]:
    """Return (id, name) of the accounts above one, the topmost first."""
    return [(found, name) for found, _, name in _above(journal, [account_id])]


def _ids(
    journal: Journal, condition: str, given: tuple[Value, ...], below: AccountLine | None, limit: int
) -> list[int]:
    behind = "(name, id) > (?, ?)" if below is not None else "1"
    place: tuple[Value, ...] = (below.name, below.id) if below is not None else ()
    query = f"SELECT id FROM account WHERE deleted_at IS NULL AND {condition} AND {behind} ORDER BY name, id LIMIT ?"
    return [row[0] for row in journal.rows(query, *given, *place, limit)]


def _matching(
    journal: Journal, words: Sequence[str], condition: str, below: AccountLine | None, limit: int
) -> list[int]:
    query = f"""
        SELECT id, name || ' ' || short_name || ' ' || city || ' ' || region || ' ' || tags FROM account
        WHERE deleted_at IS NULL AND {condition} AND (name, id) > (?, ?) ORDER BY name, id"""
    from models.search.sounding import sounding

    sound = {word: sounding(journal, "account", word) for word in words}
    found: list[int] = []
    for account_id, text in journal.rows(query, below.name if below else "", below.id if below else 0):
        said = folded(text)
        if all(word in said or account_id in sound[word] for word in words):
            found.append(account_id)
            if len(found) == limit:
                break
    return found


def lines(journal: Journal, ids: Sequence[int]) -> list[AccountLine]:
    """Return the rows of some accounts in the order of their ids; one in the trash is left out."""
    if not ids:
        return []
    today = journal.clock.today()
    given = json.dumps(list(ids))
    opened = {top: (promises, complaints) for top, promises, complaints in journal.rows(_OPEN, given)}
    people: dict[int, int] = dict(journal.rows(_PEOPLE, given, today.isoformat()))
    paths: dict[int, tuple[str, ...]] = {}
    for _, of_id, name in _above(journal, ids):
        paths[of_id] = (*paths.get(of_id, ()), name)
    query = _LINE.format(rhythm_days=days_sql(days_of_class_sql(journal)))
    found = {row[0]: row for row in journal.rows(query, given, today.isoformat())}
    return [
        _line(
            today,
            paths.get(account_id, ()),
            (*opened.get(account_id, (0, 0)), people.get(account_id, 0)),
            *found[account_id],
        )
        for account_id in ids
        if account_id in found
    ]


def line(journal: Journal, account_id: int, tree: Sequence[int]) -> AccountLine:
    """Return the row of an account of which all below it are known; it must not lie in the trash."""
    today = journal.clock.today()
    given = json.dumps(list(tree))
    (opened,) = journal.rows(_OPEN_IN_TREE, given)
    ((people,),) = journal.rows(_PEOPLE_IN_TREE, given, today.isoformat())
    path = tuple(name for _, name in above(journal, account_id))
    query = _LINE.format(rhythm_days=days_sql(days_of_class_sql(journal)))
    (found,) = journal.rows(query, json.dumps([account_id]), today.isoformat())
    return _line(today, path, (*opened, people), *found)


def _line(
    today: date,
    path: tuple[str, ...],
    counted: tuple[Any, ...],
    account_id: int,
    name: str,
    short_name: str,
    parent_id: int | None,
    account_class: str | None,
    rhythm_days: int | None,
    last_visit: str | None,
    next_visit: str | None,
    branches: int,
    borne: str,
) -> AccountLine:
    days = max((today - date.fromisoformat(last_visit)).days, 0) if last_visit else None
    promises, complaints, people = counted
    return AccountLine(
        account_id,
        name,
        short_name,
        parent_id,
        path,
        account_class,
        rhythm_days,
        last_visit,
        days,
        next_visit,
        promises,
        complaints,
        people,
        branches,
        tags.names_in(borne),
    )


def _above(journal: Journal, ids: Sequence[int]) -> list[tuple[int, int, str]]:
    """Return (id of the account above, id of the account below, name) for each account above, the topmost first."""
    query = """
        WITH RECURSIVE above(id, of_id, height) AS (
            SELECT parent_id, id, 1 FROM account
            WHERE id IN (SELECT value FROM json_each(?)) AND parent_id IS NOT NULL
            UNION ALL
            SELECT account.parent_id, of_id, height + 1 FROM above JOIN account ON account.id = above.id
            WHERE account.parent_id IS NOT NULL AND height < 100)
        SELECT above.id, of_id, name FROM above JOIN account ON account.id = above.id ORDER BY height DESC"""
    return [(above, of_id, name) for above, of_id, name in journal.rows(query, json.dumps(list(ids)))]


_LINE = """
    SELECT id, name, short_name, parent_id, account_class, {rhythm_days},
        (SELECT substr(start, 1, 10) FROM visit WHERE account_id = account.id AND state = 'held'
         AND deleted_at IS NULL AND start < date(?2, '+1 day') ORDER BY start DESC LIMIT 1),
        (SELECT substr(start, 1, 10) FROM visit WHERE account_id = account.id AND state = 'planned'
         AND deleted_at IS NULL AND start >= ?2 ORDER BY start LIMIT 1),
        (SELECT count(*) FROM account AS branch WHERE branch.parent_id = account.id AND branch.deleted_at IS NULL),
        tags
    FROM account WHERE id IN (SELECT value FROM json_each(?1)) AND deleted_at IS NULL"""

_BELOW = """
    WITH RECURSIVE below(top, id) AS (
        SELECT value, value FROM json_each(?1)
        UNION
        SELECT top, account.id FROM below JOIN account ON account.parent_id = below.id
        WHERE account.deleted_at IS NULL)"""

# Open steps are few beside closed ones, so all of them are read by their kind, and not each account's by its own.
_OPEN = f"""{_BELOW}
    SELECT top, sum(promises), sum(complaints) FROM below JOIN (
        SELECT account_id, sum(kind = 'promise') AS promises, sum(kind = 'complaint') AS complaints FROM step
        WHERE kind IN ('promise', 'complaint') AND closed_at IS NULL AND deleted_at IS NULL GROUP BY +account_id
    ) AS open_steps ON account_id = below.id GROUP BY top"""

_OPEN_IN_TREE = """
    SELECT coalesce(sum(kind = 'promise'), 0), coalesce(sum(kind = 'complaint'), 0) FROM step
    WHERE kind IN ('promise', 'complaint') AND closed_at IS NULL AND deleted_at IS NULL
    AND +account_id IN (SELECT value FROM json_each(?1))"""

# Few people lie in the trash, and an index names them: nobody else needs to be looked up.
_HOLDING = """
    contact_post.deleted_at IS NULL AND coalesce(from_on, '') <= ?2 AND (until_on IS NULL OR until_on >= ?2)
    AND contact_id NOT IN (SELECT id FROM contact WHERE deleted_at IS NOT NULL)"""

_PEOPLE = f"""{_BELOW}
    SELECT top, count(DISTINCT contact_id) FROM below
    CROSS JOIN contact_post ON contact_post.account_id = below.id AND {_HOLDING} GROUP BY top"""

_PEOPLE_IN_TREE = f"""
    SELECT count(DISTINCT contact_id) FROM contact_post
    WHERE account_id IN (SELECT value FROM json_each(?1)) AND {_HOLDING}"""
