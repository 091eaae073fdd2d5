"""The tree of accounts, each with what all the accounts below it come to: visits, what is open, and what is owed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models.journal import Journal
from models.row_class import row_class
from models.tags import names_in


@row_class
class Owed:
    """What is still owed in one currency, in its minor units, and how much of it is past its day."""

    currency: str
    rest_minor: int
    late_minor: int


@row_class
class TreeLine:
    """An account in the tree. All figures but `branches`, those right below it, take in all that stand below.

    `visits` were held in the period asked for, `days` is how long ago the last one was, at any time. Promises (ours),
    complaints and requests are those open now; `owed` names the currency with most first. `below` counts all accounts
    below this one.
    """

    id: int
    name: str
    parent_id: int | None
    tier: str | None
    account_class: str | None
    tags: tuple[str, ...]
    branches: int
    below: int
    visits: int
    days: int | None
    promises: int
    complaints: int
    requests: int
    owed: tuple[Owed, ...]


@dataclass(slots=True)
class _Node:
    """An account and what it comes to: first by itself, then with those below it."""

    id: int
    name: str
    parent_id: int | None
    tier: str | None
    account_class: str | None
    tags: str
    last: str
    visits: int
    below: int = 0
    promises: int = 0
    complaints: int = 0
    requests: int = 0
    owed: dict[str, tuple[int, int]] | None = None

    def take_in(self, other: _Node) -> None:
        self.below += other.below + 1
        self.visits += other.visits
        if other.last > self.last:
            self.last = other.last
        self.promises += other.promises
        self.complaints += other.complaints
        self.requests += other.requests
        for currency, (rest, late) in other.owed.items() if other.owed else ():
            self.owe(currency, rest, late)

    def owe(self, currency: str, rest: int, late: int) -> None:
        if self.owed is None:
            self.owed = {}
        before = self.owed.get(currency, (0, 0))
        self.owed[currency] = (before[0] + rest, before[1] + late)


_KEYS: Mapping[str, Callable[[_Node], int | str]] = {
    "visits": lambda node: -node.visits,
    "seen": lambda node: node.last,  # never comes before long ago
    "open": lambda node: -(node.promises + node.complaints + node.requests),
    # Of several currencies the one counts in which most is late: amounts of two can't be added.
    "overdue": lambda node: -max((late for _, late in (node.owed or {}).values()), default=0),
}
"""How the accounts of one level are put in order: most visits first, longest not seen first, most open first, or most
money overdue first."""


class AccountTree:
    """The whole tree as it was read: its lines are made when they are asked for, as few of them are ever seen."""

    def __init__(self, today: date, nodes: dict[int, _Node], order: str) -> None:
        self._today = today
        self._nodes = nodes
        self._branches: dict[int | None, list[_Node]] = {}
        for node in nodes.values():
            self._branches.setdefault(node.parent_id if node.parent_id in nodes else None, []).append(node)
        for node in reversed(self._downwards()):  # what stands below is complete before it is taken in above
            if node.parent_id in nodes:
                nodes[node.parent_id].take_in(node)
        if order != "name":
            for level in self._branches.values():
                level.sort(key=_KEYS[order])

    def _downwards(self) -> list[_Node]:
        """Return all accounts, each before those below it; the circle of a damaged journal is opened at its first."""
        in_order = self._below([*self._branches.get(None, ())])
        if len(in_order) == len(self._nodes):
            return in_order
        reached = {node.id for node in in_order}
        for node in self._nodes.values():
            if node.id not in reached and (first := self._first_of_circle(node)).id not in reached:
                self._branches[first.parent_id].remove(first)
                first.parent_id = None
                self._branches.setdefault(None, []).append(first)
                found = self._below([first])
                reached.update(one.id for one in found)
                in_order += found
        return in_order

    def _below(self, nodes: list[_Node]) -> list[_Node]:
        for node in nodes:  # it grows while it is walked through
            nodes += self._branches.get(node.id, ())
        return nodes

    def _first_of_circle(self, node: _Node) -> _Node:
        """Return the first account that comes twice on the way up."""
        seen: set[int] = set()
        while node.id not in seen and node.parent_id is not None:
            seen.add(node.id)
            node = self._nodes[node.parent_id]
        return node

    def ids(self, opened: frozenset[int]) -> list[tuple[int, int]]:
        """Return (id, how many stand above) of all accounts that are seen while some are open, in their order."""
        return list(self._seen(None, 0, opened))

    def line(self, account_id: int) -> TreeLine:
        """Return an account of the tree."""
        node = self._nodes[account_id]
        owed = [Owed(currency, *sums) for currency, sums in (node.owed or {}).items()]
        return TreeLine(
            node.id,
            node.name,
            node.parent_id,
            node.tier,
            node.account_class,
            names_in(node.tags) if node.tags != "[]" else (),
            len(self._branches.get(node.id, ())),
            node.below,
            node.visits,
            max((self._today - date.fromisoformat(node.last[:10])).days, 0) if node.last else None,
            node.promises,
            node.complaints,
            node.requests,
            tuple(sorted(owed, key=lambda one: -one.rest_minor)),
        )

    def above(self, account_id: int) -> list[int]:
        """Return the ids of the accounts above one, the topmost first; none for one that is not in the tree."""
        found: list[int] = []
        node = self._nodes.get(account_id)
        while node is not None and node.parent_id in self._nodes:
            found.insert(0, node.parent_id)
            node = self._nodes[node.parent_id]
        return found

    def with_all_below(self, account_id: int) -> list[int]:
        """Return the id of an account and of all that stand below it."""
        return [account_id, *(below for below, _depth in self._seen(account_id, 0, frozenset(self._nodes)))]

    def _seen(self, parent_id: int | None, depth: int, opened: frozenset[int]) -> Iterator[tuple[int, int]]:
        for node in self._branches.get(parent_id, ()):
            yield node.id, depth
            if node.id in opened:
                yield from self._seen(node.id, depth + 1, opened)


def read(journal: Journal, since: date | None = None, order: str = "name") -> AccountTree:
    """Return the tree of all accounts; visits count from the day `since` on, or from the first.

    `order` is name, visits, seen, open or overdue; what is equal in it comes by name.
    """
    today = journal.clock.today()
    tomorrow = (today + timedelta(days=1)).isoformat()
    first = since.isoformat() if since else ""
    nodes = {row[0]: _Node(*row) for row in journal.rows(_ACCOUNTS, first, tomorrow)}
    for account_id, kind in journal.rows(_OPEN):
        if node := nodes.get(account_id):
            if kind == "promise":
                node.promises += 1
            elif kind == "complaint":
                node.complaints += 1
            else:
                node.requests += 1
    for account_id, currency, rest, late in journal.rows(_OWED, today.isoformat()):
        if node := nodes.get(account_id):
            node.owe(currency, rest, late)
    return AccountTree(today, nodes, order)


_ACCOUNTS = """
    SELECT id, name, parent_id, tier, account_class, tags,
        coalesce((SELECT max(start) FROM visit WHERE account_id = account.id AND state = 'held'
                  AND deleted_at IS NULL AND start < ?2), ''),
        (SELECT count(*) FROM visit WHERE account_id = account.id AND state = 'held'
         AND deleted_at IS NULL AND start >= ?1 AND start < ?2)
    FROM account WHERE deleted_at IS NULL ORDER BY name, id"""

# This index holds all that is asked: open steps are few, but each row of one lies somewhere else in the file.
_OPEN = """
    SELECT account_id, kind FROM step INDEXED BY step_open
    WHERE kind IN ('promise', 'complaint', 'request') AND closed_at IS NULL AND deleted_at IS NULL"""

_OWED = """
    SELECT account_id, currency, sum(rest), sum(CASE WHEN due_on < ?1 THEN rest ELSE 0 END) FROM (
        SELECT account_id, currency, due_on, amount_minor - coalesce((
            SELECT sum(payment.amount_minor) FROM payment WHERE receivable_id = receivable.id
            AND payment.deleted_at IS NULL AND paid_on <= ?1), 0) AS rest
        FROM receivable WHERE deleted_at IS NULL AND (written_off_on IS NULL OR written_off_on > ?1))
    WHERE rest > 0 GROUP BY account_id, currency"""
