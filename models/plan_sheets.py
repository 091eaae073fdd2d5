"""A plan as its panel shows it: the goal, how far it is, whom it has to do with, and its steps in order."""

from __future__ import annotations

from dataclasses import dataclass

from models import plans
from models.journal import Journal
from models.plans import PlanRow, Progress
from models.step_lists import StepItem


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A plan with names and steps; `people` are (contact id, name, role group), those of its steps."""

    plan: PlanRow
    account: str
    project: str
    progress: Progress
    people: tuple[tuple[int, str, str | None], ...]
    steps: tuple[StepItem, ...]


def read(journal: Journal, plan_id: int) -> PlanSheet:
    """Return the sheet of a plan; raises NotFound for one that is not there or lies in the trash."""
    plan = plans.get(journal, plan_id)
    names = journal.row(
        "SELECT (SELECT name FROM account WHERE id = ?1), (SELECT name FROM project WHERE id = ?2)",
        plan.account_id,
        plan.project_id,
    ) or (None, None)
    people = journal.rows(
        """SELECT contact.id, contact.name, role_group FROM step_contact
           JOIN step ON step.id = step_id JOIN contact ON contact.id = contact_id
           WHERE plan_id = ? AND step.deleted_at IS NULL AND step_contact.deleted_at IS NULL
           GROUP BY contact.id ORDER BY min(plan_position), contact.name""",
        plan_id,
    )
    return PlanSheet(
        plan, names[0] or "", names[1] or "", plans.progress(journal, plan_id), tuple(people), _steps(journal, plan_id)
    )


def _steps(journal: Journal, plan_id: int) -> tuple[StepItem, ...]:
    query = """
        SELECT 'step', step.id, 'undated', kind, title, account_id, '', owner_side,
               coalesce(colleague.name, contact.name, ''), due_on, raised_at, first_answered_at IS NOT NULL, closed_at,
               outcome, severity, repeats, plan_id, ''
        FROM step LEFT JOIN colleague ON colleague.id = owner_colleague_id
        LEFT JOIN contact ON contact.id = owner_contact_id
        WHERE plan_id = ? AND step.deleted_at IS NULL ORDER BY plan_position, step.id"""
    return tuple(StepItem(*row) for row in journal.rows(query, plan_id))
