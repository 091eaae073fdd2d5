"""A plan as its panel shows it: the goal, how far it is, what is to be expected, whom it has to do with, its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models import plan_dates, plans, steps
from models.journal import Journal
from models.plan_dates import DatedStep, Outlook
from models.plans import PlanRow, Progress
from models.step_lists import StepItem

SHOWN_OF_OUTREACH = 200
"""So many steps of an outreach its panel shows."""


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A plan with names and steps; `people` are (contact id, name, role group), those of its steps.

    `after` says which step another one comes after, by their ids; `fitting` are days for the steps that have none, or
    one they can't keep, where weekends and holidays are not looked at yet.
    """

    plan: PlanRow
    account: str
    project: str
    progress: Progress
    outlook: Outlook
    people: tuple[tuple[int, str, str | None], ...]
    steps: tuple[StepItem, ...]
    after: Mapping[int, int]
    fitting: Mapping[int, date]


@dataclass(frozen=True, slots=True)
class FreeStep:
    """A step of a plan that waits no more; `fits` is a day for it if it has none, or one it can't keep."""

    id: int
    plan_id: int
    title: str
    due_on: date | None
    fits: date | None


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
    # An outreach may have thousands of steps, none of which waits for another: a list of its own works through them.
    is_goal = plan.kind == "goal"
    found, after = _steps(journal, plan_id, -1 if is_goal else SHOWN_OF_OUTREACH)
    dated = [_dated(step, after) for step in found] if is_goal else []
    count = "SELECT count(closed_at), count(*) FROM step WHERE plan_id = ? AND deleted_at IS NULL"
    today, target = journal.clock.today(), _day(plan.target_on)
    return PlanSheet(
        plan,
        names[0] or "",
        names[1] or "",
        Progress(*(journal.row(count, plan_id) or (0, 0))),
        plan_dates.outlook(dated, today, target, _day(plan.first_target_on)),
        tuple(people),
        found,
        after,
        {} if plan.closed_on else plan_dates.suggested(dated, today, target, lambda _day: True),
    )


def fitting_days(journal: Journal, sheet: PlanSheet) -> dict[int, date]:
    """Return working days that would fit the steps of a plan that have none, or one they can't keep, by their ids."""
    dated = [_dated(step, sheet.after) for step in sheet.steps]
    is_working_day = plan_dates.working_days(journal)
    return plan_dates.suggested(dated, journal.clock.today(), _day(sheet.plan.target_on), is_working_day)


def set_free(journal: Journal, step_id: int) -> FreeStep | None:
    """Return the first open step of the plan that came after a closed one and waits no more; None where there is none.

    Raises NotFound for a step that is not there.
    """
    plan_id = steps.get(journal, step_id).plan_id
    found = journal.row("SELECT 1 FROM step WHERE after_id = ? AND deleted_at IS NULL", step_id)
    # The steps of a plan that lies in the trash go on without it.
    goes_on = "SELECT 1 FROM plan WHERE id = ? AND closed_on IS NULL AND deleted_at IS NULL"
    if found is None or plan_id is None or journal.row(goes_on, plan_id) is None:
        return None
    sheet = read(journal, plan_id)
    for one in sheet.steps:
        if sheet.after.get(one.id) == step_id and one.closed_at is None and not one.after:
            fits = fitting_days(journal, sheet).get(one.id) if one.id in sheet.fitting else None
            return FreeStep(one.id, plan_id, one.title, _day(one.due_on), fits)
    return None


def in_order(sheet: PlanSheet) -> list[StepItem]:
    """Return the steps of a plan so that each one follows the one it comes after, else in the order of the plan."""
    by_id = {step.id: step for step in sheet.steps}
    return [by_id[dated.id] for dated in plan_dates.in_order([_dated(step, sheet.after) for step in sheet.steps])]


def dated_steps(journal: Journal, plan_ids: Sequence[int]) -> dict[int, list[DatedStep]]:
    """Return the steps of some plans with their days, by the ids of the plans."""
    found: dict[int, list[DatedStep]] = {plan_id: [] for plan_id in plan_ids}
    query = f"""
        SELECT plan_id, id, due_on, closed_at, after_id FROM step
        WHERE plan_id IN ({", ".join("?" * len(plan_ids))}) AND deleted_at IS NULL ORDER BY plan_position, id"""
    for plan_id, step_id, due_on, closed_at, after_id in journal.rows(query, *plan_ids):
        found[plan_id].append(DatedStep(step_id, _day(due_on), _day(closed_at), after_id))
    return found


def _steps(journal: Journal, plan_id: int, limit: int) -> tuple[tuple[StepItem, ...], dict[int, int]]:
    query = """
        SELECT 'step', step.id, 'undated', step.kind, step.title, step.account_id, '', step.owner_side,
               coalesce(colleague.name, contact.name, ''), step.due_on, step.raised_at,
               step.first_answered_at IS NOT NULL, step.closed_at, step.outcome, step.severity, step.repeats,
               step.plan_id, '', step.answer_by, step.solve_by, '',
               iif(before.closed_at IS NULL, coalesce(before.title, ''), ''), before.id
        FROM step LEFT JOIN colleague ON colleague.id = step.owner_colleague_id
        LEFT JOIN contact ON contact.id = step.owner_contact_id
        LEFT JOIN step AS before ON before.id = step.after_id AND before.plan_id = step.plan_id
            AND before.deleted_at IS NULL
        WHERE step.plan_id = ? AND step.deleted_at IS NULL ORDER BY step.plan_position, step.id LIMIT ?"""
    found = journal.rows(query, plan_id, limit)
    return tuple(StepItem(*row[:-1]) for row in found), {row[1]: row[-1] for row in found if row[-1] is not None}


def _dated(step: StepItem, after: Mapping[int, int]) -> DatedStep:
    return DatedStep(step.id, _day(step.due_on), _day(step.closed_at), after.get(step.id))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
