"""Which account or person may be meant while a name is being typed: the likeliest first.

A Chinese name is meant by its characters, by its pinyin and by the first letters of that: 张伟, zhangw and zw.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from models.journal import Journal
from models.text.clean import clean_line
from models.text.folding import folded
from models.values import NAME_LENGTH

LIMIT = 8
_LATEST_VISITS = 80
"""So many of the latest visits tell who and where is likely."""
_MOST_BY_INDEX = 600
"""Of so many more names that begin with one letter some are offered, the likely ones always among them."""

_Row = tuple[int, str, str | None, str | None, str]
"""Id, name, detail, role group and the other name."""


@dataclass(frozen=True, slots=True)
class NameChoice:
    """A record that may be meant: an account, or a contact or colleague; `detail` tells it from its namesakes."""

    id: int
    name: str
    detail: str = ""
    role_group: str | None = None


def accounts(journal: Journal, text: str, *, limit: int = LIMIT) -> list[NameChoice]:
    """Return the accounts of whose names a word begins or sounds so; without text, those visited last come first."""
    latest = journal.rows(
        "SELECT account_id FROM visit WHERE deleted_at IS NULL ORDER BY start DESC, id DESC LIMIT ?", _LATEST_VISITS
    )
    likely = _places(row[0] for row in latest)
    query = (
        "SELECT account.id, account.name, coalesce(parent.name, nullif(account.city, ''), account.region), NULL, "
        "account.short_name FROM account LEFT JOIN account AS parent ON parent.id = account.parent_id "
        "WHERE account.deleted_at IS NULL"
    )
    return _best(journal, "account", query, ("account.name", "account.short_name"), text, likely, limit)


def people(
    journal: Journal, text: str, account_id: int | None = None, *, without: Sequence[int] = (), limit: int = LIMIT
) -> list[NameChoice]:
    """Return the contacts whose name holds a word that begins or sounds so, those at the account first, and latest met.

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
    query = "SELECT contact.id, name, '', role_group, '' FROM contact WHERE deleted_at IS NULL"
    if not clean_line(text):
        query += f" AND contact.id IN ({', '.join(map(str, at_account)) or 'NULL'})"
    found = _best(journal, "contact", query, ("name",), text, likely, limit + len(without))
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
    """Return our own people whose name holds a word that begins or sounds so."""
    query = "SELECT colleague.id, name, job, NULL, '' FROM colleague WHERE deleted_at IS NULL"
    found = _best(journal, "colleague", query, ("name",), text, {}, limit + len(without))
    return [one for one in found if one.id not in without][:limit]


def _best(
    journal: Journal,
    kind: str,
    query: str,
    columns: Sequence[str],
    text: str,
    likely: dict[int, int],
    limit: int,
) -> list[NameChoice]:
    wanted = clean_line(text)
    if len(wanted) > NAME_LENGTH:
        return []
    far = len(likely)
    if wanted:
        ranked = _meant(journal, kind, query, columns, wanted, likely)
    else:
        ranked = [(0, folded(row[1]), row) for row in journal.rows(query)]
    ranked.sort(key=lambda one: (one[0], likely.get(one[2][0], far), one[1], one[2][0]))
    return [NameChoice(row[0], row[1], row[2] or "", row[3]) for _, _, row in ranked[:limit]]


_BY_SOUND, _NOT_MEANT = 3, 4


def _meant(
    journal: Journal, kind: str, query: str, columns: Sequence[str], wanted: str, likely: dict[int, int]
) -> list[tuple[int, str, _Row]]:
    """Return the rows that are meant, each with how well its name fits and with that name as it is compared."""
    meant = folded(wanted)
    if kind != "colleague" and not _still_waits(journal):
        ids = json.dumps(_in_index(journal, kind, meant, likely))
        rows = journal.rows(f"{query} AND {kind}.id IN (SELECT value FROM json_each(?))", ids)
        return [(min(rank, _BY_SOUND), name, row) for rank, name, row in _ranked(rows, meant)]
    like = " OR ".join(f"{column} LIKE ?{place} ESCAPE '\\'" for column in columns for place in (1, 2))
    # Accents and full-width letters are no matter for SQL; a name with them is found by looking at each.
    unusual = " OR ".join(f"{column} GLOB '*[^ -~]*'" for column in columns)
    rows = journal.rows(f"{query} AND ({like} OR {unusual})", _anywhere(wanted), _anywhere(meant))
    # Our own people are few, and stand in no index.
    sound = _as_sound(meant) if kind == "colleague" else ""
    ranked = ((min(rank, _rank_by_sound(row, sound)), name, row) for rank, name, row in _ranked(rows, meant))
    return [one for one in ranked if one[0] < _NOT_MEANT]


def _anywhere(text: str) -> str:
    """Return the pattern of LIKE for a text anywhere in a name."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _still_waits(journal: Journal) -> bool:
    """Return whether the index may not know every name yet, as in a journal that an older program wrote."""
    return journal.row("SELECT 1 FROM search_waiting LIMIT 1") is not None


def _in_index(journal: Journal, kind: str, meant: str, likely: dict[int, int]) -> list[int]:
    """Return the records whose names hold or sound like a text, by the search index."""
    from models.search.asking import Term
    from models.search.kinds import ids_of

    words = Term(meant.replace('"', " "), False).match()
    match = f"{{name sound}} : ({words})"
    sound = _as_sound(meant)
    if sound:
        match += f' OR sound : ("{sound}" *)'
    query = (
        "SELECT record_id FROM search_entry WHERE id IN (SELECT rowid FROM search_index WHERE search_index MATCH ? "
        "AND rowid >= ? AND rowid < ?) ORDER BY id DESC"
    )
    found = [row[0] for row in journal.rows(query, match, *ids_of(kind))]
    return [*found[:_MOST_BY_INDEX], *(one for one in found[_MOST_BY_INDEX:] if one in likely)]


def _as_sound(text: str) -> str:
    """Return a folded text as pinyin is written in one word; nothing for one that can be none."""
    letters = text.replace(" ", "").replace("'", "").replace("’", "")
    return letters if letters.isascii() and letters.isalpha() else ""


def _rank_by_sound(row: _Row, sound: str) -> int:
    from models.text.pinyin import sounds

    found = sound and any(word.startswith(sound) for word in sounds(row[1]).split())
    return _BY_SOUND if found else _NOT_MEANT


def _ranked(rows: Iterable[_Row], text: str) -> Iterator[tuple[int, str, _Row]]:
    """Yield how well each name fits: it is that, it begins so, a word in it begins so (any letter in Chinese)."""
    inside = text if not text.isascii() else f" {text}"
    for row in rows:
        name, other = folded(row[1]), folded(row[4])
        if text in (name, other):
            rank = 0
        elif name.startswith(text) or (other and other.startswith(text)):
            rank = 1
        else:
            rank = 2 if inside in name or inside in other else _NOT_MEANT
        yield rank, name, row


def _places(ids: Iterable[int]) -> dict[int, int]:
    """Return the place of each id, the first one counting."""
    places: dict[int, int] = {}
    for one in ids:
        places.setdefault(one, len(places))
    return places
