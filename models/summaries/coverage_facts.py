"""How well each role group of an account is known, read through the views of a summary's reader and nothing else."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.contacts import ROLE_GROUPS
from models.coverage import FACE_TO_FACE, LEVELS, first_day_of, level_of
from models.journal import Journal


@dataclass(frozen=True, slots=True)
class GroupFact:
    """A role group: how many people of it hold a post, the contacts of the last months, and what came of them.

    `level` and `wanted` are of the levels of the coverage, `wanted` or None; `last_met` is a day or None.
    """

    role_group: str
    people: int
    contacts: int
    face_to_face: int
    last_met: date | None
    wanted: str | None

    @property
    def level(self) -> str:
        """Return how well the group is known."""
        return level_of(self.contacts, self.face_to_face)

    @property
    def falls_short(self) -> bool:
        """Whether the group is known less well than wanted."""
        return self.wanted is not None and LEVELS.index(self.level) < LEVELS.index(self.wanted)


def coverage_facts(
    journal: Journal, tree: Sequence[int], on: date, months: int, hidden: Collection[int]
) -> tuple[GroupFact, ...]:
    """Return the role groups of an account with its branches on a day; `tree` is the account and then its branches.

    `hidden` are the contacts this reader may not learn of. This is asked while reading as the reader.
    """
    here = journal.rows(_HERE, json.dumps(list(tree)), on.isoformat())
    group_of = {contact_id: role_group for contact_id, role_group in here if contact_id not in hidden}
    wanted = dict(journal.rows(_WANTED, tree[0]))
    since, after = first_day_of(on, months).isoformat(), (on + timedelta(days=1)).isoformat()
    meetings: dict[str, dict[int, bool]] = {role: {} for role in ROLE_GROUPS}
    last: dict[str, str] = {}
    for contact_id, visit_id, start, channel in journal.rows(_MET, json.dumps(list(group_of)), after):
        role = group_of[contact_id]
        last[role] = max(last.get(role, ""), start[:10])
        if start >= since:
            meetings[role][visit_id] = channel in FACE_TO_FACE
    return tuple(
        GroupFact(
            role,
            sum(of == role for of in group_of.values()),
            len(meetings[role]),
            sum(meetings[role].values()),
            date.fromisoformat(last[role]) if role in last else None,
            wanted.get(role),
        )
        for role in ROLE_GROUPS
    )


_HERE = """
    SELECT DISTINCT contact_id, role_group
    FROM shown_contact_post JOIN shown_contact ON shown_contact.id = contact_id
    WHERE account_id IN (SELECT value FROM json_each(?1)) AND role_group IS NOT NULL AND NOT placeholder
      AND coalesce(from_on, '') <= ?2 AND coalesce(until_on, ?2) >= ?2"""

_WANTED = "SELECT role_group, wanted FROM shown_coverage_target WHERE account_id = ? ORDER BY id"

# Every visit, also where the summary is narrowed to a tag: how well somebody is known has nothing to do with that.
_MET = """
    SELECT contact_id, visit_id, start, channel
    FROM json_each(?1) AS one
    CROSS JOIN shown_visit_contact ON contact_id = one.value
    CROSS JOIN shown_any_visit ON shown_any_visit.id = visit_id
    WHERE state = 'held' AND start < ?2"""
