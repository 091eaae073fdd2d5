"""The list of people: who they are, where they work now, when we last met, and how they stand to us."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from models import tags
from models.changes import Value
from models.database import reading_errors_named
from models.journal import Journal
from models.text.folding import folded, words_of

WINDOW = 50
"""How many people a screen asks for at a time."""

SORTS = ("name", "last_met")
NO_ROLE = ""
"""The role group of those whose group nobody has noted yet."""

MEETINGS = """
    FROM visit_contact JOIN visit ON visit.id = visit_contact.visit_id
    WHERE visit_contact.contact_id = contact.id AND visit_contact.deleted_at IS NULL
    AND visit.deleted_at IS NULL AND visit.state = 'held'"""
"""The held visits that the contact of a query took part in."""

_NEWEST = 300
"""So many of the newest visits are read before each person's own."""

_DIRECTLY = 200
"""Up to so many people it is quicker to look up each one's last visit than to walk back through all visits."""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A person as the list of people shows one; the account and title are those of the present post.

    `last_met` is the time on the wall of the last held visit (ISO), `days_since` counts from it to today.
    """

    id: int
    name: str
    role_group: str | None
    level: str | None
    stance: int | None
    closeness: int | None
    placeholder: int
    account_id: int | None
    account: str
    title: str
    last_met: str | None
    days_since: int | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which people to show: every word of `text` must occur, and `roles` (when given) must hold the role group.

    With a tag only those who bear it.
    """

    text: str = ""
    roles: frozenset[str] = frozenset()
    tag: str = ""


EVERYBODY = Filter()


def listing(
    journal: Journal,
    shown: Sequence[ContactLine] = (),
    *,
    wanted: Filter = EVERYBODY,
    sort: str = "name",
    limit: int = WINDOW,
) -> list[ContactLine]:
    """Return the people who follow those already shown: by name, or by when we last met them (the latest first).

    Words are looked for in the names, the accounts and titles of all posts, and the phone numbers and addresses; case
    and accents do not count. Those never met come last, by name.
    """
    if sort not in SORTS:
        raise ValueError(f"people are not sorted by {sort!r}")
    matching = _matching(journal, wanted)
    if sort == "last_met":
        return lines(journal, _by_last_meeting(journal, matching, shown, limit))
    seen = {line.id for line in shown}
    following = (contact_id for contact_id in matching if contact_id not in seen)
    return lines(journal, [contact_id for contact_id, _ in zip(following, range(limit), strict=False)])


def lines(journal: Journal, contact_ids: Sequence[int]) -> list[ContactLine]:
    """Return some people as lines, in the order given; those who are not there or lie in the trash are left out."""
    query = """
        WITH post AS (
            SELECT contact.id AS owner_id, (
                SELECT contact_post.id FROM contact_post JOIN account ON account.id = account_id
                WHERE contact_id = contact.id AND contact_post.deleted_at IS NULL AND account.deleted_at IS NULL
                AND coalesce(from_on, '') <= ?2 AND coalesce(until_on, ?2) >= ?2
                ORDER BY until_on IS NOT NULL, until_on DESC, from_on DESC, contact_post.id DESC LIMIT 1) AS post_id
            FROM contact WHERE id IN (SELECT value FROM json_each(?1)))
        SELECT contact.id, contact.name, role_group, level, stance, closeness, placeholder,
               account.id, coalesce(account.name, ''), coalesce(title, '')
        FROM contact JOIN post ON post.owner_id = contact.id
        LEFT JOIN contact_post ON contact_post.id = post.post_id LEFT JOIN account ON account.id = account_id
        WHERE contact.deleted_at IS NULL"""
    today = journal.clock.today()
    met = last_meetings(journal, contact_ids)
    found = {
        row[0]: ContactLine(*(*row, met.get(row[0]), days_since(met.get(row[0]), today)))
        for row in journal.rows(query, json.dumps(list(contact_ids)), today.isoformat())
    }
    return [found[contact_id] for contact_id in contact_ids if contact_id in found]


def days_since(moment: str | None, today: date) -> int | None:
    """Return how many days ago a time on the wall was, never less than none; None for none."""
    return max((today - date.fromisoformat(moment[:10])).days, 0) if moment else None


def counts(journal: Journal) -> dict[str, int]:
    """Return how many people each role group has; NO_ROLE stands for those without one."""
    query = "SELECT coalesce(role_group, ''), count(*) FROM contact WHERE deleted_at IS NULL GROUP BY 1"
    return dict(journal.rows(query))


def last_meetings(journal: Journal, contact_ids: Collection[int]) -> dict[int, str]:
    """Return when each of some people took part in a held visit last, as the time on the wall (ISO)."""
    wanted = json.dumps(list(contact_ids))
    # Whoever is met often was met of late: the newest visits spare reading through hundreds of each one's.
    # The + lets the few who took part be looked up among the people, and not all of these in every visit.
    newest = """
        SELECT contact_id, max(start)
        FROM (SELECT id, start FROM visit WHERE deleted_at IS NULL AND state = 'held' ORDER BY start DESC LIMIT ?2)
             AS visit CROSS JOIN visit_contact ON visit_id = visit.id
        WHERE visit_contact.deleted_at IS NULL AND +contact_id IN (SELECT value FROM json_each(?1))
        GROUP BY contact_id"""
    met: dict[int, str] = dict(journal.rows(newest, wanted, _NEWEST))
    others = f"SELECT id, (SELECT max(start) {MEETINGS}) FROM contact WHERE id IN (SELECT value FROM json_each(?))"
    missing = json.dumps([contact_id for contact_id in contact_ids if contact_id not in met])
    met.update((contact_id, start) for contact_id, start in journal.rows(others, missing) if start)
    return met


def _matching(journal: Journal, wanted: Filter) -> list[int]:
    """Return the ids of all who pass a filter, by name."""
    condition, given = "deleted_at IS NULL", list[Value]()
    if wanted.roles:
        condition += " AND coalesce(role_group, '') IN (SELECT value FROM json_each(?))"
        given.append(json.dumps(sorted(wanted.roles)))
    if wanted.tag:
        condition += f" AND {tags.bearing('tags', wanted.tag)}"
    words = words_of(wanted.text)
    texts = f", {_TEXTS}" if words else ""
    query = f"SELECT id, name{texts} FROM contact WHERE {condition} ORDER BY name, id"
    found = journal.rows(query, *given)
    if not words:
        return [row[0] for row in found]
    from models.search.sounding import sounding

    sound = {word: sounding(journal, "contact", word) for word in words}
    return [row[0] for row in found if _holds([word for word in words if row[0] not in sound[word]], row[1:])]


# One text for each of the other places where words are looked for.
_TEXTS = """
    family_name || ' ' || given_name,
    (SELECT group_concat(account.name || char(10) || account.short_name || char(10) || title || char(10) || department,
                         char(10))
     FROM contact_post JOIN account ON account.id = account_id
     WHERE contact_id = contact.id AND contact_post.deleted_at IS NULL AND account.deleted_at IS NULL),
    (SELECT group_concat(value, char(10)) FROM contact_point
     WHERE contact_id = contact.id AND contact_point.deleted_at IS NULL)"""


def _holds(words: Sequence[str], texts: Sequence[str | None]) -> bool:
    whole = folded("\n".join(filter(None, texts)))
    return all(word in whole for word in words) or _holds_number(words, texts[-1] or "")


def _holds_number(words: Sequence[str], points: str) -> bool:
    """Whether the words are one phone number, however the two are spaced."""
    wanted = "".join(letter for letter in "".join(words) if letter not in " -()./")
    if len(wanted) < 4 or not wanted.lstrip("+").isdigit():
        return False
    return any(wanted in "".join(letter for letter in line if letter not in " -()./") for line in points.split("\n"))


def _by_last_meeting(journal: Journal, matching: Sequence[int], shown: Sequence[ContactLine], limit: int) -> list[int]:
    """Return the ids of the next ones met last among those matching and not shown yet."""
    seen = {line.id for line in shown}
    left = [contact_id for contact_id in matching if contact_id not in seen]
    if len(left) > _DIRECTLY and (not shown or shown[-1].last_met):
        found = _walk_back(journal, set(left), shown[-1].last_met if shown else None, limit)
        if len(found) == limit:
            return found
        never = [contact_id for contact_id in left if contact_id not in set(found)]
        return [*found, *never[: limit - len(found)]]
    if len(left) > _DIRECTLY:
        return left[:limit]
    met = last_meetings(journal, left)
    return sorted(left, key=lambda contact_id: met.get(contact_id, ""), reverse=True)[:limit]


def _walk_back(journal: Journal, wanted: Collection[int], start: str | None, limit: int) -> list[int]:
    """Return the first of those wanted who turn up when the held visits are read backwards from a time."""
    query = """
        SELECT visit_contact.contact_id
        FROM visit CROSS JOIN visit_contact ON visit_contact.visit_id = visit.id
        WHERE visit.start <= ? AND visit.deleted_at IS NULL AND visit.state = 'held'
        AND visit_contact.deleted_at IS NULL ORDER BY visit.start DESC, visit_contact.contact_id DESC"""
    found: dict[int, None] = {}
    with reading_errors_named(journal.path):
        for (contact_id,) in journal.connection.execute(query, (start or "9999-12-31T23:59",)):
            if contact_id in wanted:
                found[contact_id] = None
                if len(found) == limit:
                    break
    return list(found)
