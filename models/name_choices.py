"""Which account or person may be meant while a name is being typed: the likeliest first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from models.changes import Value
from models.journal import Journal
from models.text.folding import folded
from models.text.clean import clean_line
from models.values import NAME_LENGTH

LIMIT = 8
_LATEST_VISITS = 80
"""So many of the latest visits tell who and where is likely."""


@dataclass(frozen=True, slots=True)
class NameChoice:
    """A record that may be meant: an account, or a contact or colleague; `detail` tells it from its namesakes."""

    id: int
    name: str
    detail: str = ""
    role_group: str | None = None


def accounts(journal: Journal, text: str, *, limit: int = LIMIT) -> list[NameChoice]:
    """Return the accounts whose name or short name holds a word that begins so; without text, those visited last."""
    latest = journal.rows(
        "SELECT account_id FROM visit WHERE deleted_at IS NULL ORDER BY start DESC, id DESC LIMIT ?", _LATEST_VISITS
    )
    likely = _places(row[0] for row in latest)
    query = (
        "SELECT account.id, account.name, coalesce(parent.name, nullif(account.city, ''), account.region), NULL, "
        "account.short_name FROM account LEFT JOIN account AS parent ON parent.id = account.parent_id "
        "WHERE account.deleted_at IS NULL"
    )
    return _best(journal, query, (), ("account.name", "account.short_name"), text, likely, limit)


def people(
    journal: Journal, text: str, account_id: int | None = None, *, without: Sequence[int] = (), limit: int = LIMIT
) -> list[NameChoice]:
    """Return the contacts whose name holds a word that begins so, those at the account first, and latest met.

    Without text only those at the account are meant.
    """
    latest = journal.rows(
        "SELECT contact_id FROM visit_contact WHERE visit_contact.deleted_at IS NULL AND visit_id IN "
        "(SELECT id FROM visit WHERE account_id = ? AND deleted_at IS NULL ORDER BY start DESC, id DESC LIMIT ?) "
        "ORDER BY visit_id DESC, id",
        account_id,
        _LATEST_VISITS,
    )
    here = journal.rows(
        "SELECT contact_id FROM contact_post WHERE account_id = ? AND deleted_at IS NULL "
        "AND coalesce(until_on, '9999') >= ? ORDER BY id",
        account_id,
        journal.clock.today().isoformat(),
    )
    at_account = {row[0] for row in here}
    likely = _places([row[0] for row in latest if row[0] in at_account] + [row[0] for row in here])
    query = "SELECT id, name, '', role_group, '' FROM contact WHERE deleted_at IS NULL"
    if not clean_line(text):
        query += f" AND id IN ({', '.join(map(str, at_account)) or 'NULL'})"
    found = _best(journal, query, (), ("name",), text, likely, limit + len(without))
    wanted = [one for one in found if one.id not in without][:limit]
    posts = _posts(journal, [one.id for one in wanted], account_id)
    return [replace(one, detail=posts.get(one.id, "")) for one in wanted]


def _posts(journal: Journal, contact_ids: Sequence[int], account_id: int | None) -> dict[int, str]:
    """Return the post of each contact in words: at this account the title alone, elsewhere the account first."""
    query = """
        SELECT contact_id, CASE WHEN account_id = ?2 THEN '' ELSE account.name END, title
        FROM contact_post JOIN account ON account.id = account_id
        WHERE contact_id IN (SELECT value FROM json_each(?1)) AND contact_post.deleted_at IS NULL
        ORDER BY account_id = ?2, until_on IS NULL, until_on, contact_post.id"""
    rows = journal.rows(query, json.dumps(list(contact_ids)), account_id or 0)
    return {contact_id: " · ".join(filter(None, (account, title))) for contact_id, account, title in rows}


def colleagues(journal: Journal, text: str, *, without: Sequence[int] = (), limit: int = LIMIT) -> list[NameChoice]:
    """Return our own people whose name holds a word that begins so."""
    query = "SELECT id, name, job, NULL, '' FROM colleague WHERE deleted_at IS NULL"
    found = _best(journal, query, (), ("name",), text, {}, limit + len(without))
    return [one for one in found if one.id not in without][:limit]


def _best(
    journal: Journal,
    query: str,
    given: tuple[Value, ...],
    columns: Sequence[str],
    text: str,
    likely: dict[int, int],
    limit: int,
) -> list[NameChoice]:
    wanted = clean_line(text)
    if len(wanted) > NAME_LENGTH:
        return []
    meant = folded(wanted)
    rows: list[tuple[int, str, str | None, str | None, str]] = []
    if wanted:
        first = len(given) + 1
        like = " OR ".join(f"{column} LIKE ?{place} ESCAPE '\\'" for column in columns for place in (first, first + 1))
        rows = journal.rows(f"{query} AND ({like})", *given, _anywhere(wanted), _anywhere(meant))
        rows = [row for row in rows if _rank(row, meant) < _NOT_MEANT]
    if not rows:
        # Accents and full-width letters are no matter for SQL; a name with them is found by looking at each.
        # Plain names hold no such text, for it would have been found above.
        unusual = " OR ".join(f"{column} GLOB '*[^ -~]*'" for column in columns) if wanted else "TRUE"
        looked_at = journal.rows(f"{query} AND ({unusual})", *given)
        rows = [row for row in looked_at if _holds(row, meant) and _rank(row, meant) < _NOT_MEANT]
    far = len(likely)
    rows.sort(key=lambda row: (_rank(row, meant), likely.get(row[0], far), folded(row[1]), row[0]))
    return [NameChoice(row[0], row[1], row[2] or "", row[3]) for row in rows[:limit]]


_NOT_MEANT = 3


def _anywhere(text: str) -> str:
    """Return the pattern of LIKE for a text anywhere in a name."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _holds(row: tuple[int, str, str | None, str | None, str], text: str) -> bool:
    """Return whether a name can be meant at all; most can't, and this is quick to see."""
    return text in folded(row[1]) or (bool(row[4]) and text in folded(row[4]))


def _rank(row: tuple[int, str, str | None, str | None, str], text: str) -> int:
    """Return how well a name fits: it is that, it begins so, a word in it begins so (any letter in Chinese)."""
    names = [folded(row[1]), folded(row[4])] if row[4] else [folded(row[1])]
    if text and text in names:
        return 0
    if any(name.startswith(text) for name in names if name):
        return 1
    inside = not text.isascii()
    found = any((inside and text in name) or f" {text}" in name for name in names)
    return 2 if found else _NOT_MEANT


def _places(ids: Iterable[int]) -> dict[int, int]:
    """Return the place of each id, the first one counting."""
    places: dict[int, int] = {}
    for one in ids:
        places.setdefault(one, len(places))
    return places
