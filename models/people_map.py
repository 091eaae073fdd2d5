"""The people of an account as a map shows them: by role group, with who reports to whom and who introduced whom.

Libraries for the layout were looked at and not taken: by what they say of themselves, networkx (BSD) puts nodes on
given layers but uncrosses nothing, fast-sugiyama (MIT, compiled) chooses the layers itself, grandalf (GPL or EPL) and
igraph (GPL) have licences that don't suit; and none has lines between two people of one layer. Here the layers are
given, as the role groups are the rows, so that little is left to do: an order within each row (`people_map_order`)
and lanes for the lines (`people_map_lines`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nsmallest
from typing import Any

from models import accounts, rhythm
from models.contact_list import days_since
from models.contact_list import last_meetings as last_meetings_of
from models.journal import Journal

REPORTS, INTRODUCED = "reports_to", "introduced_by"
"""The two kinds of lines."""

MOST_PEOPLE, MOST_OF_GROUP = 600, 50
"""More people than the first no map shows in full, but so many of each role group: the highest and closest."""

_CHINESE = re.compile(r"[\u3400-\u9fff·]+")


@dataclass(frozen=True, slots=True)
class MapPerson:
    """A person on the map; `account` is the short name of a branch, empty at the account itself.

    `role_group` is empty for none. `reports_to` and `introduced_by` are short names, also of people who are not on this
    map. `last_met` is a time on the wall (ISO) or None, `is_quiet` says that it was longer ago than the rhythm. `note`
    is what is noted of somebody whose name is not known yet, its first line.
    """

    id: int
    name: str
    short_name: str
    title: str
    account: str
    role_group: str
    level: str | None
    stance: int | None
    closeness: int | None
    placeholder: bool
    note: str
    reports_to_id: int | None
    reports_to: str
    introduced_by_id: int | None
    introduced_by: str
    last_met: str | None
    days_since: int | None
    is_quiet: bool

    def tied_to(self, kind: str) -> tuple[int | None, str]:
        """Return who is at the other end of a kind of line: the id and the short name."""
        if kind == REPORTS:
            return self.reports_to_id, self.reports_to
        return self.introduced_by_id, self.introduced_by


@dataclass(frozen=True, slots=True)
class PeopleMap:
    """All who hold a post at an account or a branch of it now; `more` counts those a crowded map leaves out."""

    account_id: int
    account: str
    people: tuple[MapPerson, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a map is read from: all of the journal, or what a reader of summaries may see (`prefix` is 'shown_')."""

    account_id: int
    account: str
    tree: tuple[int, ...]
    rhythm_days: int | None
    prefix: str = ""
    hidden: frozenset[int] = frozenset()


def read(journal: Journal, account_id: int) -> PeopleMap:
    """Return the map of an account with its branches; raises NotFound for one that is not there."""
    wanted = reading(journal, account_id)
    chosen, more = _chosen(journal, wanted)
    return replace(gathered(journal, wanted, chosen), more=more)


def reading(journal: Journal, account_id: int, *, hidden: Collection[int] | None = None) -> Reading:
    """Return what a map is to be read from; with `hidden` people, as somebody else may read it.

    Raises NotFound for an account that is not there.
    """
    name = accounts.get(journal, account_id).name
    tree = tuple(accounts.tree_ids(journal, account_id))
    days = rhythm.of_account(journal, account_id).days
    return Reading(account_id, name, tree, days, "" if hidden is None else "shown_", frozenset(hidden or ()))


def gathered(journal: Journal, wanted: Reading, chosen: Collection[int] | None = None) -> PeopleMap:
    """Return the map read so; with `chosen` ids it shows nobody else."""
    today = journal.clock.today()
    found: dict[int, tuple[Any, ...]] = {}
    query = _people(wanted.prefix, chosen)
    for row in journal.rows(query, json.dumps(wanted.tree), today.isoformat(), wanted.account_id):
        if row[0] not in wanted.hidden:
            found.setdefault(row[0], row)
    rows = list(found.values())
    names = _short_names(journal, wanted, [end for row in rows for end in row[8:10] if end is not None])
    met = _last_meetings(journal, wanted, list(found))
    people = (_person(row, wanted, names, met.get(row[0]), today) for row in rows)
    return PeopleMap(wanted.account_id, wanted.account, tuple(people))


def short_name(name: str, given_name: str = "") -> str:
    """Return what somebody is called in a few letters: '徐海' for '徐海 Xu Hai', 'Tom' for 'Tom Aldous'."""
    chinese = _CHINESE.match(name.strip())
    if chinese:
        return chinese[0]
    first = name.split(" ", 1)[0]
    if given_name.strip():
        return given_name.strip()
    return name if first.endswith(".") or not first else first


def _person(
    row: tuple[Any, ...], wanted: Reading, names: dict[int, str], last_met: str | None, today: date
) -> MapPerson:
    contact_id, name, given_name, role_group, level, stance, closeness, placeholder, above, introducer = row[:10]
    own_rhythm, notes, title, account_id, account = row[10:]
    days = days_since(last_met, today)
    every = own_rhythm or wanted.rhythm_days
    return MapPerson(
        id=contact_id,
        name=name,
        short_name=short_name(name, given_name),
        title=title,
        account="" if account_id == wanted.account_id else account,
        role_group=role_group,
        level=level,
        stance=stance,
        closeness=closeness,
        placeholder=bool(placeholder),
        note=next((line.strip() for line in notes.splitlines() if line.strip()), "") if placeholder else "",
        reports_to_id=above if above in names else None,
        reports_to=names.get(above, ""),
        introduced_by_id=introducer if introducer in names else None,
        introduced_by=names.get(introducer, ""),
        last_met=last_met,
        days_since=days,
        is_quiet=days is not None and every is not None and days > every,
    )


def _short_names(journal: Journal, wanted: Reading, ids: Sequence[int]) -> dict[int, str]:
    live = "" if wanted.prefix else "AND deleted_at IS NULL"
    query = f"""SELECT id, name, coalesce(given_name, '') FROM {wanted.prefix}contact
        WHERE id IN (SELECT value FROM json_each(?)) {live}"""
    found = journal.rows(query, json.dumps(list(ids)))
    return {one: short_name(name, given) for one, name, given in found if one not in wanted.hidden}


def _last_meetings(journal: Journal, wanted: Reading, ids: Sequence[int]) -> dict[int, str]:
    if not wanted.prefix:
        return last_meetings_of(journal, ids)
    query = """
        SELECT contact_id, max(start) FROM shown_visit_contact JOIN shown_visit ON shown_visit.id = visit_id
        WHERE contact_id IN (SELECT value FROM json_each(?)) AND state = 'held' AND start <= ? GROUP BY contact_id"""
    return dict(journal.rows(query, json.dumps(list(ids)), journal.clock.wall()))


def _chosen(journal: Journal, wanted: Reading) -> tuple[list[int] | None, int]:
    """Return whom a map shows, or None for everybody, and how many it leaves out."""
    found = journal.rows(_RANKED, json.dumps(wanted.tree), journal.clock.today().isoformat())
    if len(found) <= MOST_PEOPLE:
        return None, 0
    groups: dict[str, list[tuple[Any, ...]]] = {}
    for role_group, *rank in found:
        groups.setdefault(role_group, []).append(tuple(rank))
    chosen = [one[-1] for ranks in groups.values() for one in nsmallest(MOST_OF_GROUP, ranks)]
    return chosen, len(found) - len(chosen)


_RANKED = """
    SELECT coalesce(role_group, ''), placeholder, coalesce(level, 'z'), -coalesce(closeness, -1), id FROM contact
    WHERE id IN (SELECT contact_id FROM contact_post WHERE account_id IN (SELECT value FROM json_each(?1))
                 AND deleted_at IS NULL AND coalesce(from_on, '') <= ?2 AND coalesce(until_on, ?2) >= ?2)
    AND deleted_at IS NULL"""


def _people(prefix: str, chosen: Collection[int] | None) -> str:
    # With the + the posts of those few are read, and not each of them sought at every account.
    only = "" if chosen is None else f"AND contact.id IN ({', '.join(map(str, chosen))})"
    account_id = "post.account_id" if chosen is None else "+post.account_id"
    live = "" if prefix else "AND post.deleted_at IS NULL AND contact.deleted_at IS NULL AND account.deleted_at IS NULL"
    return f"""
        SELECT contact.id, contact.name, coalesce(given_name, ''), coalesce(role_group, ''), level, stance, closeness,
               placeholder, reports_to_id, introduced_by_id, contact.rhythm_days, coalesce(contact.notes, ''),
               coalesce(title, ''), account.id, coalesce(nullif(account.short_name, ''), account.name)
        FROM {prefix}contact_post AS post JOIN {prefix}contact AS contact ON contact.id = post.contact_id
        JOIN {prefix}account AS account ON account.id = post.account_id
        WHERE {account_id} IN (SELECT value FROM json_each(?1)) {live}
          AND coalesce(from_on, '') <= ?2 AND coalesce(until_on, ?2) >= ?2 {only}
        ORDER BY placeholder, level IS NULL, level, closeness DESC NULLS LAST, contact.name, contact.id,
          account.id <> ?3, from_on DESC, post.id"""
