"""The people of a brief: those who will be there, or who matters at the account, with what to remember of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from models.journal import Journal

KEY_PEOPLE = 12
"""No brief names more people of an account; the rest is counted."""


@dataclass(frozen=True, slots=True)
class BriefPerson:
    """A person as a brief shows one; `last_met` is a time on the wall or None.

    `birthday` ('1980-03-07' or '--03-07'), `preferences`, `kindnesses` and `private_notes` are empty for readers who
    may not see them.
    """

    id: int
    name: str
    placeholder: int
    role_group: str | None
    stance: int | None
    closeness: int | None
    birthday: str
    preferences: str
    kindnesses: str
    private_notes: str
    title: str
    department: str
    last_met: str | None


def guests(journal: Journal, visit_id: int, hidden: Collection[int]) -> tuple[BriefPerson, ...]:
    """Return the customer's people of a visit, in the order they were named."""
    query = "SELECT contact_id FROM shown_visit_contact WHERE visit_id = ? ORDER BY shown_visit_contact.id"
    wanted = [contact_id for (contact_id,) in journal.rows(query, visit_id) if contact_id not in hidden]
    posts = {row[0]: (row[1] or "", row[2] or "") for row in journal.rows(_POSTS_THEN, visit_id)}
    return _people(journal, wanted, posts)


def key_people(
    journal: Journal, account_id: int, tree: str, hidden: Collection[int]
) -> tuple[tuple[BriefPerson, ...], int, frozenset[str]]:
    """Return the key people of an account with its branches, how many hold a post there, and their role groups.

    Who decides comes first, then the closest; of several posts of one person that at the account itself counts.
    """
    today = journal.clock.today().isoformat()
    posts: dict[int, tuple[str, str]] = {}
    roles: set[str] = set()
    for contact_id, title, department, role, is_known in journal.rows(_HERE_NOW, tree, today, account_id):
        if contact_id not in hidden:
            posts.setdefault(contact_id, (title, department))
            roles |= {role} if role and is_known else set()
    return _people(journal, list(posts)[:KEY_PEOPLE], posts), len(posts), frozenset(roles)


def _people(journal: Journal, ids: Sequence[int], posts: dict[int, tuple[str, str]]) -> tuple[BriefPerson, ...]:
    found: dict[int, tuple[Any, ...]] = {row[0]: row for row in journal.rows(_PERSONS, json.dumps(list(ids)))}
    met = dict(journal.rows(_LAST_MET, json.dumps(list(ids)), journal.clock.wall()))
    return tuple(
        BriefPerson(*(*found[one], *posts.get(one, ("", "")), met.get(one)))
        for one in dict.fromkeys(ids)
        if one in found
    )


_HERE_NOW = """
    SELECT contact_id, title, department, role_group, NOT placeholder
    FROM shown_contact_post JOIN shown_contact ON shown_contact.id = contact_id
    WHERE account_id IN (SELECT value FROM json_each(?1))
      AND coalesce(from_on, '') <= ?2 AND coalesce(until_on, ?2) >= ?2
    ORDER BY coalesce(role_group, '') <> 'decision', coalesce(level, '') <> 'executive', placeholder,
      closeness DESC NULLS LAST, shown_contact.name, contact_id, account_id <> ?3, from_on DESC,
      shown_contact_post.id"""

_POSTS_THEN = """
    SELECT shown_visit_contact.contact_id, title, department FROM shown_visit_contact
    JOIN shown_contact_post ON shown_contact_post.id = contact_post_id WHERE visit_id = ?"""

_PERSONS = """
    SELECT id, name, placeholder, role_group, stance, closeness, coalesce(birthday, ''), coalesce(preferences, ''),
           coalesce(kindnesses, ''), coalesce(private_notes, '')
    FROM shown_contact WHERE id IN (SELECT value FROM json_each(?))"""

_LAST_MET = """
    SELECT contact_id, max(start) FROM shown_visit_contact JOIN shown_visit ON shown_visit.id = visit_id
    WHERE contact_id IN (SELECT value FROM json_each(?)) AND state = 'held' AND start <= ? GROUP BY contact_id"""
