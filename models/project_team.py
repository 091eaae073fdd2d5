"""The three who answer for a project together, sales, delivery and finance, and what each of them still owes."""

from __future__ import annotations

from models.errors import NotFound
from models.journal import Journal
from models.row_class import row_class

ROLES = ("sales", "delivery", "finance")


@row_class
class TeamDebt:
    """What one owner owes: open steps of ours, how many are late, and by how many days the oldest.

    `role` is one of ROLES, or '' for steps of the project that none of the three owns: those of other colleagues, and
    those that name nobody, which are mine.
    """

    role: str
    colleague_id: int | None
    name: str
    steps: int
    late: int
    days_late: int


def of_project(journal: Journal, project_id: int) -> list[TeamDebt]:
    """Return the three owners of a project, named or not, in the order of ROLES, and then what others owe."""
    owners = _owners(journal, project_id)
    owed = {row[0]: row[1:] for row in journal.rows(_OWED, project_id, journal.clock.today().isoformat())}
    found: list[TeamDebt] = []
    for role, (colleague_id, name) in zip(ROLES, owners, strict=True):
        steps, late, days = owed.get(colleague_id, (0, 0, 0)) if colleague_id is not None else (0, 0, 0)
        found.append(TeamDebt(role, colleague_id, name, steps, late, days))
    named = [colleague_id for colleague_id, _ in owners]
    others = [debt for colleague_id, debt in owed.items() if colleague_id is None or colleague_id not in named]
    found.append(TeamDebt("", None, "", *_together(others)))
    return found


def _owners(journal: Journal, project_id: int) -> list[tuple[int | None, str]]:
    """Return the colleague of each role, as id and name."""
    found = journal.row(_OWNERS, project_id)
    if found is None:
        raise NotFound("There is no such project (it may lie in the trash).")
    return list(zip(found[::2], found[1::2], strict=True))


def _together(debts: list[tuple[int, int, int]]) -> tuple[int, int, int]:
    return sum(one[0] for one in debts), sum(one[1] for one in debts), max((one[2] for one in debts), default=0)


def open_steps(journal: Journal, project_id: int, debt: TeamDebt) -> list[int]:
    """Return the ids of the open steps that an owner owes, or the others, those that are due first at the top."""
    owners = [colleague_id for colleague_id, _ in _owners(journal, project_id)]
    rows = journal.rows(_STEPS, project_id)
    if debt.role:
        return [row[0] for row in rows if row[1] is not None and row[1] == debt.colleague_id]
    return [row[0] for row in rows if row[1] is None or row[1] not in owners]


_OPEN = "project_id = ?1 AND closed_at IS NULL AND deleted_at IS NULL AND owner_side = 'ours'"

_OWNERS = """
    SELECT sales_owner_id, coalesce(sales.name, ''), delivery_owner_id, coalesce(delivery.name, ''),
           finance_owner_id, coalesce(finance.name, '')
    FROM project LEFT JOIN colleague AS sales ON sales.id = sales_owner_id
    LEFT JOIN colleague AS delivery ON delivery.id = delivery_owner_id
    LEFT JOIN colleague AS finance ON finance.id = finance_owner_id
    WHERE project.id = ? AND project.deleted_at IS NULL"""

_OWED = f"""
    SELECT owner_colleague_id, count(*), coalesce(sum(due_on < ?2), 0),
           CAST(max(coalesce(max(julianday(?2) - julianday(due_on)), 0), 0) AS INTEGER)
    FROM step WHERE {_OPEN} GROUP BY owner_colleague_id"""

_STEPS = f"SELECT id, owner_colleague_id FROM step WHERE {_OPEN} ORDER BY due_on IS NULL, due_on, raised_at, id"
