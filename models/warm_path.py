"""The warm path to a person: whom we know well enough to ask, and through whom it leads there.

A path goes along what the journal knows of people: who introduced whom to us, who reports to whom, and who sat together
in our meetings; where that leads nowhere, along those we are close to at the same account. It is looked for backwards,
from the person to us, wave by wave, and each wave is read at once.

What a path costs: the first hop by how close that person is to us (closeness 5 costs 1, closeness 1 costs 3.5), and
more when we have not met for half a year (+0.5), a year (+1) or ever (+1.5); each further hop by its tie (`_TIES`). To
ask a sceptic costs one more, and no path leads over an opponent. Of several paths that begin with the same person the
cheapest stays, and nobody is asked for a path to somebody whom we may ask ourselves.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal

from models import accounts, contact_list, contacts
from models.contact_list import ContactLine
from models.journal import Journal
from models.row_class import row_class

MOST_PATHS = 5
"""So many paths are shown."""

MOST_HOPS = 4
"""No path is longer: more people than three between us and somebody are none."""

TieKind = Literal["known", "introduced", "introduced_by", "leads", "reports", "met", "colleague"]

_TIES: Mapping[TieKind, float] = {
    "introduced": 1.0,  # this one introduced the next one to us
    "leads": 1.0,  # the next one reports to this one
    "introduced_by": 1.5,  # the next one introduced this one to us
    "reports": 1.5,  # this one reports to the next one
    "met": 2.0,  # the two sat in one of our meetings; less for several
    "colleague": 3.0,  # the two hold posts at one account
}
_MET_OFTEN = {2: 1.7, 3: 1.5, 4: 1.3}
"""What a tie costs between two who sat together so often; 4 stands for more as well."""

_BY_CLOSENESS = {5: 1.0, 4: 1.25, 3: 1.75, 2: 2.5, 1: 3.5}
_MET_ONLY = 3.0
"""What the first hop costs to somebody we met, of whom nobody has said how close we are."""

ASKED_FROM = 3
"""From this closeness on (0 to 5) somebody can be asked for an introduction without more ado."""

_WIDEST = 120
"""So many people of a wave are followed, those who cost least."""

_LOOKED_AT = 20
"""Of so many people the last meeting, or in a group the ties, are read; those who come after them are no way."""


@row_class
class Tie:
    """Why one person opens the door to the next: its kind, how often (of meetings), and the last day (ISO) or None."""

    kind: TieKind
    count: int = 0
    day: str | None = None


@row_class
class WarmPath:
    """A path from us to a person, who is the last of `people`; `ties[0]` leads from us to the first of them.

    The lower `cost` is, the warmer is the path. One of a single person says that we know that person ourselves.
    """

    people: tuple[ContactLine, ...]
    ties: tuple[Tie, ...]
    cost: float


@row_class
class Introducer:
    """Somebody who could introduce us into a group: the tie, to whom of the group it leads (or ''), and more.

    `introductions` counts whom this person introduced to us already.
    """

    person: ContactLine
    tie: Tie
    leads_to: str
    introductions: int
    cost: float


@row_class
class _Standing:
    """What the first hop to a person depends on, besides the last meeting."""

    closeness: int | None
    stance: int | None
    placeholder: int
    was_met: int

    def cost(self) -> float | None:
        """Return what it costs at least to ask, or None where nobody can."""
        if self.placeholder or self.stance == -2:
            return None
        cost = _BY_CLOSENESS.get(self.closeness or 0, _MET_ONLY if self.closeness is None else 4.0)
        if not self.closeness and not self.was_met:
            return None
        return cost + (1.0 if self.stance == -1 else 0.0)


@row_class
class _Way:
    """The cheapest way found from a person to the one looked for: over whom, and by which tie."""

    cost: float
    next_id: int
    tie: Tie


def paths(journal: Journal, contact_id: int) -> list[WarmPath]:
    """Return the warmest paths to a person, each beginning with another one whom we could ask.

    Raises NotFound for a person who is not there or lies in the trash.
    """
    contacts.get(journal, contact_id)
    search = _Search(journal, contact_id)
    search.go_back()
    found = search.cheapest()
    if len(found) < MOST_PATHS and contact_id not in found:
        search.ask_colleagues()
        found = search.cheapest()
    return search.told(found)


def into_group(journal: Journal, account_id: int, role_group: str, *, limit: int = 3) -> list[Introducer]:
    """Return who could introduce us to a role group of an account with its branches, whoever fits best first.

    Those come first who have a tie to somebody of the group whom we hardly know; else those who are close to us at the
    account, and best if they introduced others to us before. Raises NotFound for an account that is not there.
    """
    accounts.get(journal, account_id)
    tree, today = json.dumps(accounts.tree_ids(journal, account_id)), journal.clock.today().isoformat()
    here = {row[0]: row[1:] for row in journal.rows(_HERE, tree, today)}
    group = {one: row for one, row in here.items() if row[0] == role_group}
    hardly = _hardly_known(group)
    standing = _standings(journal, [one for one in here if one not in group])
    best: dict[int, tuple[float, Tie, str]] = {}
    ties = _neighbours(journal, list(hardly)) if hardly else []
    standing |= _standings(journal, [other for _, other, _ in ties if other not in group and other not in standing])
    for one, other, tie in ties:
        if other not in group:
            _keep_best(best, other, standing, _cost_of(tie), tie, hardly[one])
    for other in here:
        if other not in group and (standing[other].closeness or 0) >= ASKED_FROM:
            _keep_best(best, other, standing, _TIES["colleague"], Tie("colleague"), "")
    return _introducers(journal, best, limit)


def _hardly_known(group: Mapping[int, tuple[Any, ...]]) -> dict[int, str]:
    """Return whom of a group we hardly know, by name: the least known first, no more than can be asked about."""
    least_first = sorted(group, key=lambda one: (group[one][1] or 0, one))[:_LOOKED_AT]
    return {one: group[one][2] for one in least_first if (group[one][1] or 0) < ASKED_FROM}


def _introducers(journal: Journal, best: Mapping[int, tuple[float, Tie, str]], limit: int) -> list[Introducer]:
    cheapest = sorted(best, key=lambda one: (best[one][0], one))[:_LOOKED_AT]
    introductions: dict[int, int] = dict(journal.rows(_INTRODUCTIONS, json.dumps(cheapest)))
    found = []
    for line in contact_list.lines(journal, cheapest):
        cost, tie, leads_to = best[line.id]
        often = introductions.get(line.id, 0)
        cost += _staleness(line) - min(often, 3) * 0.4
        found.append(Introducer(line, tie, leads_to, often, round(cost, 2)))
    return sorted(found, key=lambda one: (one.cost, one.person.name, one.person.id))[:limit]


def _keep_best(
    best: dict[int, tuple[float, Tie, str]],
    other: int,
    standing: Mapping[int, _Standing],
    cost: float,
    tie: Tie,
    leads_to: str,
) -> None:
    entry = standing[other].cost() if other in standing else None
    if entry is not None and (other not in best or cost + entry < best[other][0]):
        best[other] = (cost + entry, tie, leads_to)


class _Search:
    """One search, backwards from a person."""

    def __init__(self, journal: Journal, target: int) -> None:
        self._journal, self._target = journal, target
        self._ways: dict[int, _Way] = {}
        self._standing = _standings(journal, [target])
        self._last_met: dict[int, str] = {}

    def go_back(self) -> None:
        """Follow the ties from the person, one wave after the other."""
        wave = [self._target]
        for _ in range(MOST_HOPS - 1):
            if not wave:
                return
            reached = self._reach(_neighbours(self._journal, wave))
            wave = self._next_wave(reached)

    def ask_colleagues(self) -> None:
        """Add those close to us who hold a post where the person holds one."""
        query = f"""
            SELECT DISTINCT contact_post.contact_id FROM contact_post
            WHERE {_HELD_NOW} AND account_id IN (
                SELECT account_id FROM contact_post WHERE contact_id = ?1 AND {_HELD_NOW})"""
        today = self._journal.clock.today().isoformat()
        found = [one for (one,) in self._journal.rows(query, self._target, today) if one != self._target]
        self._know([one for one in found if one not in self._standing])
        tie = Tie("colleague")
        for one in found:
            if one not in self._ways and (self._standing[one].closeness or 0) >= ASKED_FROM:
                self._ways[one] = _Way(_TIES["colleague"], self._target, tie)

    def cheapest(self) -> dict[int, float]:
        """Return the people whom we could ask, the cheapest first, and what the whole path through each costs."""
        asked = {one: self._entry(one) for one in (self._target, *self._ways)}
        least = {
            one: cost + (self._ways[one].cost if one in self._ways else 0.0)
            for one, cost in asked.items()
            if cost is not None
        }
        looked_at = sorted(least, key=lambda one: (least[one], one))[:_LOOKED_AT]
        lines = contact_list.lines(self._journal, looked_at)
        whole = {line.id: round(least[line.id] + _staleness(line), 2) for line in lines}
        return dict(sorted(whole.items(), key=lambda one: (one[1], one[0]))[:MOST_PATHS])

    def told(self, found: Mapping[int, float]) -> list[WarmPath]:
        """Return the paths that begin with these people."""
        routes = {one: self._route(one) for one in found}
        every = dict.fromkeys(person for route in routes.values() for person in route)
        lines = {line.id: line for line in contact_list.lines(self._journal, list(every))}
        return [
            WarmPath(
                tuple(lines[person] for person in route),
                (Tie("known"), *(self._ways[person].tie for person in route[:-1])),
                found[first],
            )
            for first, route in routes.items()
            if all(person in lines for person in route)
        ]

    def _reach(self, ties: Collection[tuple[int, int, Tie]]) -> set[int]:
        """Take the ties to those whom no cheaper way has reached, and return these."""
        self._know([other for _, other, _ in ties if other not in self._standing])
        reached = set()
        for one, other, tie in ties:
            person = self._standing.get(other)
            if person is None or person.placeholder or person.stance == -2 or other == self._target:
                continue
            before = self._ways[one].cost if one in self._ways else 0.0
            cost = before + _cost_of(tie)
            if other not in self._ways or cost < self._ways[other].cost:
                self._ways[other] = _Way(cost, one, tie)
                reached.add(other)
        return reached

    def _next_wave(self, reached: Collection[int]) -> list[int]:
        """Return whose ties are followed: not of those whom we may ask directly, nor where it gets too long to matter.

        What is open costs at least one hop and one person to ask more.
        """
        whole = sorted(cost + self._ways[one].cost for one in self._ways if (cost := self._entry(one)) is not None)
        most = whole[MOST_PATHS - 1] if len(whole) >= MOST_PATHS else float("inf")
        open_ones = [
            one
            for one in reached
            if (self._standing[one].closeness or 0) < ASKED_FROM and self._ways[one].cost + 2.0 < most
        ]
        return sorted(open_ones, key=lambda one: (self._ways[one].cost, one))[:_WIDEST]

    def _route(self, first: int) -> list[int]:
        route = [first]
        while route[-1] != self._target:
            route.append(self._ways[route[-1]].next_id)
        return route

    def _entry(self, contact_id: int) -> float | None:
        person = self._standing.get(contact_id)
        return person.cost() if person is not None else None

    def _know(self, ids: Sequence[int]) -> None:
        self._standing.update(_standings(self._journal, ids))


def _standings(journal: Journal, ids: Sequence[int]) -> dict[int, _Standing]:
    if not ids:
        return {}
    return {row[0]: _Standing(*row[1:]) for row in journal.rows(_STANDINGS, json.dumps(list(dict.fromkeys(ids))))}


def _neighbours(journal: Journal, ids: Sequence[int]) -> list[tuple[int, int, Tie]]:
    """Return who could lead to some people: the person, who that is, and by which tie."""
    given = json.dumps(list(ids))
    named = [(one, other, Tie(kind, 0, day)) for one, other, kind, day in journal.rows(_NAMED, given)]
    met = [(one, other, Tie("met", count, day)) for one, other, count, day in journal.rows(_MET, given)]
    return [*named, *met]


def _cost_of(tie: Tie) -> float:
    return _MET_OFTEN.get(min(tie.count, 4), _TIES["met"]) if tie.kind == "met" else _TIES[tie.kind]


def _staleness(line: ContactLine) -> float:
    """Return what it costs more to ask somebody whom we have not met of late."""
    if line.days_since is None:
        return 1.5
    return 1.0 if line.days_since > 365 else (0.5 if line.days_since > 182 else 0.0)


_HELD_NOW = "contact_post.deleted_at IS NULL AND coalesce(from_on, '') <= ?2 AND coalesce(until_on, ?2) >= ?2"

_HERE = f"""
    SELECT DISTINCT contact.id, role_group, closeness, contact.name
    FROM contact_post JOIN contact ON contact.id = contact_id
    WHERE account_id IN (SELECT value FROM json_each(?1)) AND {_HELD_NOW} AND contact.deleted_at IS NULL
    ORDER BY contact.id"""

_STANDINGS = """
    SELECT id, closeness, stance, placeholder,
           EXISTS (SELECT 1 FROM visit_contact JOIN visit ON visit.id = visit_id
                   WHERE contact_id = contact.id AND visit_contact.deleted_at IS NULL
                   AND state = 'held' AND visit.deleted_at IS NULL)
    FROM contact WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL"""

_NAMED = """
    SELECT contact.id, introduced_by_id, 'introduced', introduced_on
    FROM json_each(?1) AS one JOIN contact ON contact.id = one.value WHERE introduced_by_id IS NOT NULL
    UNION ALL
    SELECT contact.id, reports_to_id, 'leads', NULL
    FROM json_each(?1) AS one JOIN contact ON contact.id = one.value WHERE reports_to_id IS NOT NULL
    UNION ALL
    SELECT introduced_by_id, contact.id, 'introduced_by', introduced_on
    FROM json_each(?1) AS one JOIN contact ON introduced_by_id = one.value WHERE deleted_at IS NULL
    UNION ALL
    SELECT reports_to_id, contact.id, 'reports', NULL
    FROM json_each(?1) AS one JOIN contact ON reports_to_id = one.value WHERE deleted_at IS NULL"""

_MET = """
    SELECT mine.contact_id, theirs.contact_id, count(*), substr(max(start), 1, 10)
    FROM json_each(?1) AS one
    CROSS JOIN visit_contact AS mine ON mine.contact_id = one.value AND mine.deleted_at IS NULL
    CROSS JOIN visit ON visit.id = mine.visit_id AND state = 'held' AND visit.deleted_at IS NULL
    CROSS JOIN visit_contact AS theirs
        ON theirs.visit_id = visit.id AND theirs.contact_id <> mine.contact_id AND theirs.deleted_at IS NULL
    GROUP BY 1, 2"""

_INTRODUCTIONS = """
    SELECT introduced_by_id, count(*) FROM json_each(?) AS one JOIN contact ON introduced_by_id = one.value
    WHERE deleted_at IS NULL GROUP BY 1"""
