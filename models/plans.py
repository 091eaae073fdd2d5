"""Plans: a goal with its reason, and the steps towards it in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict, Unpack

from models import plan_dates, records, steps, values
from models.changes import Changes, Value
from models.journal import Journal
from models.plan_lines import PlannedStep
from models.tables import Account, Plan
from models.text.language import Label

KINDS = ("goal", "outreach")
"""A plan leads to a goal; an outreach does one thing with each of many accounts."""
OUTCOMES = ("reached", "dropped")


class PlanFields(TypedDict, total=False):
    """The fields of a plan; days are dates or ISO text."""

    goal: str
    why: str
    account_id: int | None
    project_id: int | None
    start_on: date | str | None
    check_in_on: date | str | None
    target_on: date | str | None
    closed_on: date | str | None
    kind: str
    first_target_on: date | str | None
    outcome: str | None
    result: str


RULES: dict[str, values.Rule] = {
    "goal": values.line(Label("goal"), 500, required=True),
    "why": values.paragraph(Label("reason")),
    "account_id": values.link,
    "project_id": values.link,
    "start_on": values.day(Label("start of the plan")),
    "check_in_on": values.day(Label("next check")),
    "target_on": values.day(Label("target date")),
    "closed_on": values.day(Label("end of the plan")),
    "kind": values.choice(Label("kind of plan"), KINDS),
    "first_target_on": values.day(Label("first target date")),
    "outcome": values.choice(Label("outcome"), OUTCOMES, optional=True),
    "result": values.paragraph(Label("result")),
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan as it is read; `revision` goes back with an edit."""

    id: int
    revision: int
    goal: str
    why: str
    account_id: int | None
    project_id: int | None
    start_on: str | None
    check_in_on: str | None
    target_on: str | None
    closed_on: str | None
    kind: str
    first_target_on: str | None
    outcome: str | None
    result: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a plan is: steps closed of all its steps."""

    closed: int
    all: int


_COLUMNS = records.columns_of(PlanRow)


def create(
    journal: Journal,
    *,
    planned: Sequence[PlannedStep] = (),
    step_titles: Sequence[str] = (),
    **fields: Unpack[PlanFields],
) -> Changes:
    """Make a plan, with its first steps in order if they are given; raises InvalidValue for what can't be stored.

    The days of planned steps count from its start, or from today, and are moved to working days.
    """
    stored = values.checked({"goal": "", **fields}, RULES)
    stored.setdefault("first_target_on", stored.get("target_on"))
    _in_order(stored)
    with journal.operation("plans.create", subject=str(stored["goal"])) as work:
        work.require_live(Account, stored.get("account_id"))
        plan_id = work.insert(Plan, **stored)
        _make(journal, get(journal, plan_id), (*planned, *map(PlannedStep, step_titles)))
        return work.done(plan_id)


def edit(journal: Journal, plan_id: int, *, revision: int | None = None, **fields: Unpack[PlanFields]) -> Changes:
    """Change fields of a plan; raises InvalidValue, NotFound or ChangedElsewhere.

    The first target it ever gets is kept, to tell how far it was put off; a plan that goes on has no outcome.
    """
    stored = values.checked(fields, RULES)
    before = get(journal, plan_id)
    if before.first_target_on is None and stored.get("target_on") is not None:
        stored.setdefault("first_target_on", stored["target_on"])
    if stored.get("closed_on", before.closed_on) is None:
        stored["outcome"] = None
    _in_order({"start_on": before.start_on, "target_on": before.target_on, **stored})
    with journal.operation("plans.edit", record=(Plan, plan_id)) as work:
        work.require_live(Account, stored.get("account_id"))
        work.update(Plan, plan_id, stored, revision=before.revision if revision is None else revision)
        return work.done(plan_id)


def add_step(journal: Journal, plan: int, /, **step: Unpack[steps.StepFields]) -> Changes:
    """Make a step at the end of a plan; it belongs to the plan's account and project unless it says otherwise."""
    goal = get(journal, plan)
    last = journal.row("SELECT coalesce(max(plan_position), -1) FROM step WHERE plan_id = ?", plan)
    inherited: steps.StepFields = {
        "account_id": goal.account_id,
        "project_id": goal.project_id,
        "plan_id": plan,
        "plan_position": (last[0] if last else -1) + 1,
    }
    inherited.update(step)
    return steps.create(journal, **inherited)


def close(
    journal: Journal,
    plan_id: int,
    on: date | str | None = None,
    *,
    outcome: str = "reached",
    result: str = "",
    releases: bool = False,
) -> Changes:
    """End a plan, today if no day is given: its goal is reached, or it is dropped.

    Its open steps stay open, as what was promised does not depend on a plan; with `releases` nobody expects them any
    more. Raises InvalidValue for what can't be stored.
    """
    day: Value = RULES["closed_on"](on if on is not None else journal.clock.today())
    ended = {"closed_on": day, "outcome": RULES["outcome"](outcome), "result": RULES["result"](result)}
    plan = get(journal, plan_id)
    with journal.operation("plans.close", subject=plan.goal) as work:
        work.update(Plan, plan_id, ended)
        if releases:
            query = "SELECT id FROM step WHERE plan_id = ? AND closed_at IS NULL AND deleted_at IS NULL ORDER BY id"
            for (step_id,) in journal.rows(query, plan_id):
                steps.close(journal, step_id, "released")
        return work.done(plan_id)


def trash(journal: Journal, plan_id: int) -> Changes:
    """Put a plan into the trash; its steps stay, as what was promised does not depend on a plan."""
    with journal.operation("plans.trash", subject=get(journal, plan_id).goal) as work:
        work.trash(Plan, plan_id)
        return work.done(plan_id)


def restore(journal: Journal, plan_id: int) -> Changes:
    """Take a plan out of the trash; raises NotFound if it is not there, or if its account lies there too."""
    with journal.operation("plans.restore") as work:
        owner = journal.row("SELECT account_id FROM plan WHERE id = ?", plan_id)
        work.require_live(Account, owner[0] if owner else None)
        work.restore_trashed(Plan, plan_id)
        return work.done(plan_id)


def get(journal: Journal, plan_id: int) -> PlanRow:
    """Return a plan; raises NotFound for one that is not there or lies in the trash."""
    return records.get(journal, Plan, PlanRow, plan_id)


def listing(journal: Journal, *, account_id: int | None = None, limit: int = 200, offset: int = 0) -> list[PlanRow]:
    """Return plans by target date, the open ones first, a window of them; all, or those of an account."""
    query = f"""
        SELECT {_COLUMNS} FROM plan WHERE deleted_at IS NULL AND (?1 IS NULL OR account_id = ?1)
        ORDER BY closed_on IS NOT NULL, target_on IS NULL, target_on, id LIMIT ?2 OFFSET ?3"""
    return [PlanRow(*row) for row in journal.rows(query, account_id, limit, offset)]


def _make(journal: Journal, plan: PlanRow, planned: Sequence[PlannedStep]) -> None:
    """Make the first steps of a plan, each after the one it was planned after."""
    made: list[int] = []
    for position, (step, due_on) in enumerate(zip(planned, _days(journal, plan, planned), strict=True)):
        made.append(
            steps.create(
                journal,
                title=step.title,
                kind=step.kind,
                account_id=plan.account_id,
                project_id=plan.project_id,
                plan_id=plan.id,
                plan_position=position,
                due_on=due_on,
                after_id=made[step.after] if step.after is not None else None,
            ).id
        )


def _days(journal: Journal, plan: PlanRow, planned: Sequence[PlannedStep]) -> list[date | None]:
    """Return the days on which planned steps are due, which are working days."""
    if all(step.day is None for step in planned):
        return [None] * len(planned)
    is_working_day = plan_dates.working_days(journal)
    start = date.fromisoformat(plan.start_on) if plan.start_on else journal.clock.today()
    target = date.fromisoformat(plan.target_on) if plan.target_on else None
    return [
        None if step.day is None else plan_dates.working_day(start + timedelta(days=step.day), is_working_day, target)
        for step in planned
    ]


def _in_order(stored: dict[str, Value]) -> None:
    values.in_order(stored.get("start_on"), stored.get("target_on"), Label("start of the plan"), Label("target date"))
