"""Coverage: how well we know each role group of an account, from the contacts we really had, and what is missing.

A contact is a visit of any channel that was held within the last months (six, unless the journal says otherwise) and
in which somebody took part who holds a post there now. A group is known

- not at all (`none`): nobody of it was met;
- briefly (`brief`): in one contact or two;
- from several contacts (`several`): from three on;
- deeply (`deep`): from six on, of which three at least were face to face.

Contacts count for a person wherever they took place: whoever changes over to another account is known there too.
People of whom only the post is known (placeholders) are shown, but nobody knows them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from models import accounts, contact_list
from models.contacts import ROLE_GROUPS
from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class

LEVELS = ("none", "brief", "several", "deep")
"""How well a group is known, from the least; each is worth one more than the one before."""

SEVERAL_FROM, DEEP_FROM, FACE_TO_FACE_FROM = 3, 6, 3
"""From how many contacts on a group is known from several, and deeply; and how many of these are face to face."""

FACE_TO_FACE = ("on_site", "hosted", "event")
"""The channels in which people sit together."""

USUAL_MONTHS, LONGEST_MONTHS = 6, 36

MOST_AT_A_GLANCE = 50
"""So many people of a role group are named at a glance; the others are counted."""

MOST_BARE = 20
"""So many accounts of a tree are named where nobody of a role group is known; the others are counted."""

_SETTING = "coverage_months"

_ACCOUNT, _PLACEHOLDER = 6, 8
"""Where the account of a post and whether only the post is known stand in a row of people, behind the contact's id."""


class Covered(NamedTuple):
    """A person in the coverage, with the post held in the account's tree; a tuple, as thousands are made at once.

    `closeness` is 0–5 or None when nobody has said; `contacts` counts those of the last months, `last_met` is the time
    on the wall of the last one ever (ISO), `days_since` counts from it to today.
    """

    contact_id: int
    name: str
    closeness: int | None
    stance: int | None = None
    influence: int | None = None
    level: str | None = None
    title: str = ""
    account_id: int = 0
    account: str = ""
    placeholder: int = 0
    contacts: int = 0
    last_met: str | None = None
    days_since: int | None = None


@row_class
class RoleCoverage:
    """A role group, or '' for those without one: who holds a post in it now, the closest first.

    `placeholders` are posts without a known name, `more` counts the people beyond those that a glance names. `contacts`
    and `face_to_face` count meetings of the last months in which anybody of the group took part, `level` is one of
    LEVELS, `wanted` the level we want or None. `bare` are the first accounts of the tree where nobody of the group is
    known, by id and name, of `bare_count` in all; of an account without branches there are none.
    """

    role_group: str
    people: tuple[Covered, ...]
    placeholders: tuple[Covered, ...] = ()
    more: int = 0
    contacts: int = 0
    face_to_face: int = 0
    level: str = "none"
    wanted: str | None = None
    bare: tuple[tuple[int, str], ...] = ()
    bare_count: int = 0

    @property
    def falls_short(self) -> bool:
        """Whether the group is known less well than wanted."""
        return self.wanted is not None and LEVELS.index(self.level) < LEVELS.index(self.wanted)

    @property
    def missing(self) -> int:
        """Return how many more contacts it takes at least until the group is known as well as wanted."""
        if self.wanted is None or not self.falls_short:
            return 0
        if self.wanted == "deep":
            return max(DEEP_FROM - self.contacts, FACE_TO_FACE_FROM - self.face_to_face)
        return (SEVERAL_FROM if self.wanted == "several" else 1) - self.contacts


@row_class
class Score:
    """How much of what is wanted has been reached, in steps: brief is one, several two, deep three."""

    reached: int
    wanted: int

    @property
    def percent(self) -> int:
        """Return the share that was reached, rounded down, so that only all of it is 100."""
        return 100 * self.reached // self.wanted


@row_class
class Coverage:
    """The coverage of an account, with its branches or without; `since` is the first day that counts (ISO).

    `relationship` and `wanted_relationship` say what we are to the account, and want to be, or None. `score` is None
    as long as nothing is wanted.
    """

    account_id: int
    account: str
    with_branches: bool
    has_branches: bool
    months: int
    since: str
    roles: tuple[RoleCoverage, ...]
    relationship: str | None
    wanted_relationship: str | None
    score: Score | None


def level_of(contacts: int, face_to_face: int) -> str:
    """Return how well a group is known after so many contacts, some of them face to face."""
    if contacts >= DEEP_FROM and face_to_face >= FACE_TO_FACE_FROM:
        return "deep"
    if contacts >= SEVERAL_FROM:
        return "several"
    return "brief" if contacts else "none"


def months(journal: Journal) -> int:
    """Return over how many months contacts count."""
    stored = journal.setting(_SETTING) or ""
    given = int(stored) if stored.isdecimal() and len(stored) < 4 else USUAL_MONTHS
    return given if 1 <= given <= LONGEST_MONTHS else USUAL_MONTHS


def set_months(journal: Journal, wanted: int) -> None:
    """Let the contacts of so many months count; raises InvalidValue unless they are from 1 to 36."""
    if isinstance(wanted, bool) or not isinstance(wanted, int) or not 1 <= wanted <= LONGEST_MONTHS:
        raise InvalidValue("Contacts count over 1 to {longest} months. Choose a number of months.",
                           longest=LONGEST_MONTHS)  # fmt: skip
    if wanted != months(journal):
        journal.set_setting(_SETTING, str(wanted))


def first_day(journal: Journal) -> date:
    """Return the first day whose contacts count today."""
    return first_day_of(journal.clock.today(), months(journal))


def first_day_of(day: date, count: int) -> date:
    """Return the day so many months before another one, or the last of its month where that is shorter."""
    whole = day.year * 12 + day.month - 1 - count
    year, month = whole // 12, whole % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def at_a_glance(journal: Journal, account_id: int, *, tree: Sequence[int] = ()) -> list[RoleCoverage]:
    """Return the five role groups with the people who hold a post at the account or a branch now, by closeness alone.

    Those without a role group come last, under '', if there are any. Placeholders are left out, and nothing is said of
    contacts, levels and what is wanted. `tree` are the ids of the account and all below it, where they are known.
    """
    found: dict[str, list[tuple[Any, ...]]] = {role: [] for role in ROLE_GROUPS}
    today = journal.clock.today().isoformat()
    given = json.dumps(list(tree or accounts.tree_ids(journal, account_id)))
    for role_group, *person in journal.rows(_GLANCE, given, today):
        found.setdefault(role_group, []).append(tuple(person))
    return [_at_a_glance(role_group, people) for role_group, people in found.items()]


def _at_a_glance(role_group: str, people: Sequence[tuple[Any, ...]]) -> RoleCoverage:
    named = tuple(Covered(*person) for person in people[:MOST_AT_A_GLANCE])
    return RoleCoverage(role_group, named, more=len(people) - len(named))


def read(journal: Journal, account_id: int, *, with_branches: bool = True) -> Coverage:
    """Return the coverage of an account; raises NotFound for one that is not there or lies in the trash."""
    account = accounts.get(journal, account_id)
    tree = accounts.tree_ids(journal, account_id)
    ids = tree if with_branches else [account_id]
    since = first_day(journal).isoformat()
    roles = _roles(journal, account_id, ids, since)
    return Coverage(
        account_id,
        account.name,
        with_branches,
        len(tree) > 1,
        months(journal),
        since,
        roles,
        account.relationship,
        account.wanted_relationship,
        score_of(roles),
    )


def targets(journal: Journal, account_id: int) -> dict[str, str]:
    """Return the wanted level of each role group of an account that has one."""
    query = """
        SELECT role_group, wanted FROM coverage_target WHERE account_id = ? AND deleted_at IS NULL ORDER BY id"""
    return dict(journal.rows(query, account_id))


def score_of(roles: Sequence[RoleCoverage]) -> Score | None:
    """Return how much of what is wanted has been reached, or None where nothing is wanted."""
    wanted = [(LEVELS.index(role.wanted), LEVELS.index(role.level)) for role in roles if role.wanted is not None]
    return Score(sum(map(min, wanted)), sum(target for target, _ in wanted)) if wanted else None


def _roles(journal: Journal, account_id: int, ids: Sequence[int], since: str) -> tuple[RoleCoverage, ...]:
    today = journal.clock.today()
    people: dict[str, dict[int, tuple[object, ...]]] = {role: {} for role in ROLE_GROUPS}
    known_at: dict[str, set[int]] = {role: set() for role in ROLE_GROUPS}
    for role_group, contact_id, *rest in journal.rows(_PEOPLE, json.dumps(ids), today.isoformat(), account_id):
        # Of several posts of one person the first counts: that at the account itself, or the newest.
        people.setdefault(role_group, {}).setdefault(contact_id, tuple(rest))
        if not rest[_PLACEHOLDER]:
            known_at.setdefault(role_group, set()).add(rest[_ACCOUNT])
    every = [contact_id for group in people.values() for contact_id in group]
    after = (today + timedelta(days=1)).isoformat()
    meetings: dict[int, dict[int, bool]] = {}
    met: dict[int, str] = {}
    for contact_id, visit_id, start, channel in journal.rows(_MEETINGS, json.dumps(every), since, after):
        meetings.setdefault(contact_id, {})[visit_id] = channel in FACE_TO_FACE
        met[contact_id] = max(met.get(contact_id, ""), start)
    met.update(contact_list.last_meetings(journal, [contact_id for contact_id in every if contact_id not in met]))
    wanted = targets(journal, account_id)
    return tuple(
        _role(role, group, meetings, met, today, wanted.get(role), _bare(journal, role, ids, known_at[role]))
        for role, group in people.items()
        if group or role in ROLE_GROUPS
    )


def _bare(
    journal: Journal, role_group: str, ids: Sequence[int], known_at: set[int]
) -> tuple[tuple[tuple[int, str], ...], int]:
    """Return the first accounts of a tree where nobody of a role group is known, by name, and how many they are."""
    missing = [one for one in ids if one not in known_at]
    if len(ids) == 1 or not role_group or not missing:
        return (), 0
    query = "SELECT id, name FROM account WHERE id IN (SELECT value FROM json_each(?)) ORDER BY name, id LIMIT ?"
    found = journal.rows(query, json.dumps(missing), MOST_BARE)
    return tuple((one, name) for one, name in found), len(missing)


def _role(
    role_group: str,
    group: Mapping[int, tuple[object, ...]],
    meetings: Mapping[int, Mapping[int, bool]],
    met: Mapping[int, str],
    today: date,
    wanted: str | None,
    bare: tuple[tuple[tuple[int, str], ...], int],
) -> RoleCoverage:
    shared: dict[int, bool] = {}
    people = []
    for contact_id, row in group.items():
        mine = meetings.get(contact_id, {})
        shared.update(mine)
        last = met.get(contact_id)
        person = (contact_id, *row, len(mine), last, contact_list.days_since(last, today))
        people.append(Covered(*person))  # type: ignore[arg-type]
    known = sorted((one for one in people if not one.placeholder), key=_closest_first)
    unknown = sorted((one for one in people if one.placeholder), key=lambda one: (one.name, one.contact_id))
    face_to_face = sum(shared.values())
    level = level_of(len(shared), face_to_face)
    return RoleCoverage(
        role_group,
        tuple(known),
        tuple(unknown),
        contacts=len(shared),
        face_to_face=face_to_face,
        level=level,
        wanted=wanted,
        bare=bare[0],
        bare_count=bare[1],
    )


def _closest_first(person: Covered) -> tuple[int, str, int]:
    return (-1 if person.closeness is None else -person.closeness - 1, person.name, person.contact_id)


_GLANCE = """
    SELECT coalesce(role_group, ''), id, name, closeness FROM contact
    WHERE id IN (SELECT contact_id FROM contact_post WHERE account_id IN (SELECT value FROM json_each(?1))
                 AND deleted_at IS NULL AND coalesce(from_on, '') <= ?2 AND (until_on IS NULL OR until_on >= ?2))
    AND deleted_at IS NULL AND NOT placeholder
    ORDER BY closeness DESC NULLS LAST, name, id"""

_PEOPLE = """
    SELECT coalesce(role_group, ''), contact.id, contact.name, closeness, stance, influence, level, title, account.id,
           account.name, placeholder
    FROM contact_post JOIN contact ON contact.id = contact_id JOIN account ON account.id = account_id
    WHERE account_id IN (SELECT value FROM json_each(?1)) AND contact_post.deleted_at IS NULL
    AND contact.deleted_at IS NULL AND coalesce(from_on, '') <= ?2 AND (until_on IS NULL OR until_on >= ?2)
    ORDER BY account_id <> ?3, from_on DESC, contact_post.id DESC"""

_MEETINGS = """
    SELECT contact_id, visit.id, start, channel
    FROM json_each(?1) AS one
    CROSS JOIN visit_contact ON contact_id = one.value AND visit_contact.deleted_at IS NULL
    CROSS JOIN visit ON visit.id = visit_id
    WHERE state = 'held' AND visit.deleted_at IS NULL AND start >= ?2 AND start < ?3"""
