"""How far an acceptance is: departments by states, of items and signatures, and what blocks how many of them."""

from __future__ import annotations

from collections.abc import Iterable

from models.acceptance_lists import departments
from models.acceptance_states import ACCEPTED, STATES
from models.journal import Journal
from models.row_class import row_class


@row_class
class States:
    """How many items or signatures are in each state, in the order of STATES."""

    counts: tuple[int, ...] = (0,) * len(STATES)

    def of(self, *states: str) -> int:
        """Return how many are in one of some states."""
        return sum(self.counts[STATES.index(state)] for state in states)

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(self.counts)

    @property
    def accepted(self) -> int:
        """How many the customer is content with: agreed, or signed."""
        return self.of(*ACCEPTED)

    @property
    def signed(self) -> int:
        """How many are signed."""
        return self.of("signed")

    @property
    def blocked(self) -> int:
        """How many can't go on."""
        return self.of("blocked")

    @property
    def ready(self) -> int:
        """How many are under way: approved inside, handed over or agreed, and not signed."""
        return self.of("approved_inside", "submitted", "agreed")

    @property
    def open(self) -> int:
        """How many were not begun."""
        return self.of("open")


@row_class
class DepartmentRow:
    """One department of an acceptance with the states of its items and signatures."""

    department: str
    items: States
    signatures: States


@row_class
class Matrix:
    """The departments of a project in their order, and all of them together."""

    departments: tuple[DepartmentRow, ...]
    items: States
    signatures: States


@row_class
class Blocker:
    """What blocks items and signatures: a reason, the departments it stands at, and the step that unblocks, if any.

    `step_closed` says that the step is done, so that what it blocked can go on.
    """

    because: str
    departments: tuple[str, ...]
    step_id: int | None
    step: str
    step_closed: bool
    items: int
    signatures: int


def read(journal: Journal, project_id: int, batch_id: int | None = None) -> Matrix:
    """Return the matrix of a project, or of one batch of sites alone."""
    items = _states(journal, "acceptance_item", project_id, batch_id)
    signatures = _states(journal, "signature", project_id, batch_id)
    none = States()
    rows = tuple(
        DepartmentRow(name, items.get(name, none), signatures.get(name, none))
        for name in departments(journal, project_id)
        if batch_id is None or name in items or name in signatures
    )
    return Matrix(rows, _sum(row.items for row in rows), _sum(row.signatures for row in rows))


def blockers(journal: Journal, project_id: int, department: str = "") -> list[Blocker]:
    """Return what blocks a project, or one department of it, what blocks most signatures and items first."""
    found = journal.rows(_BLOCKERS, project_id, department)
    return [
        Blocker(because, tuple(sorted(set(names.split("\n")))), step_id, step, bool(closed), items, signatures)
        for because, names, step_id, step, closed, items, signatures in found
    ]


def _states(journal: Journal, table: str, project_id: int, batch_id: int | None) -> dict[str, States]:
    of_batch = "" if batch_id is None else " AND batch_id = ?"
    query = f"""
        SELECT department, state, count(*) FROM {table}
        WHERE project_id = ? AND deleted_at IS NULL{of_batch} GROUP BY department, state"""
    counts: dict[str, list[int]] = {}
    values = (project_id,) if batch_id is None else (project_id, batch_id)
    for department, state, count in journal.rows(query, *values):
        counts.setdefault(department, [0] * len(STATES))[STATES.index(state)] = count
    return {department: States(tuple(of_one)) for department, of_one in counts.items()}


def _sum(states: Iterable[States]) -> States:
    return States(tuple(map(sum, zip(*(one.counts for one in states), strict=True))) or States().counts)


_BLOCKED = """
    SELECT blocked_because, department, unblock_step_id, {0} AS items, {1} AS signatures FROM {2}
    WHERE project_id = ?1 AND state = 'blocked' AND deleted_at IS NULL AND ?2 IN ('', department)"""

_BLOCKERS = f"""
    SELECT blocked_because, group_concat(department, char(10)), step.id, coalesce(step.title, ''),
           step.closed_at IS NOT NULL, sum(items), sum(signatures)
    FROM ({_BLOCKED.format(1, 0, "acceptance_item")} UNION ALL {_BLOCKED.format(0, 1, "signature")})
    LEFT JOIN step ON step.id = unblock_step_id AND step.deleted_at IS NULL
    GROUP BY blocked_because, step.id
    ORDER BY sum(signatures) DESC, sum(items) DESC, blocked_because"""
