"""The order of a plan's steps: which one comes after which, where each stands, and days that fit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models import steps
from models.changes import Changes, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.steps import StepRow
from models.tables import Step


def follow(journal: Journal, step_id: int, after_id: int | None) -> Changes:
    """Let a step come after another one of its plan, or after none.

    Raises InvalidValue for a step of another plan, and where the two would wait for each other.
    """
    step = steps.get(journal, step_id)
    if after_id is not None:
        require_order(journal, step, steps.get(journal, after_id), step.plan_id)
    with journal.operation("plans.order", subject=step.title) as work:
        work.update(Step, step_id, {"after_id": after_id})
        return work.done(step_id)


def require_order(journal: Journal, step: StepRow, before: StepRow, plan_id: Value) -> None:
    """Refuse by InvalidValue that a step of a plan comes after one of another plan, or after one that waits for it."""
    if plan_id is None or plan_id != before.plan_id:
        raise InvalidValue(
            "“{title}” can only come after a step of its own plan. Put both into one plan first.", title=step.title
        )
    behind, waiting = {step.id}, [step.id]
    while waiting:
        for (follower,) in journal.rows("SELECT id FROM step WHERE after_id = ?", waiting.pop()):
            if follower not in behind:
                behind.add(follower)
                waiting.append(follower)
    if before.id in behind:
        raise InvalidValue(
            "“{title}” can't come after “{before}”: that one waits for it already. Change the order of the other "
            "one first.",
            title=step.title,
            before=before.title,
        )


def choices(journal: Journal, step_id: int) -> list[tuple[int, str]]:
    """Return what a step may come after, as (id, title): the steps of its plan that don't wait for it."""
    query = """
        WITH RECURSIVE behind (id) AS (
            SELECT ?1 UNION SELECT step.id FROM step JOIN behind ON step.after_id = behind.id)
        SELECT id, title FROM step
        WHERE plan_id = (SELECT plan_id FROM step WHERE id = ?1) AND deleted_at IS NULL AND id NOT IN behind
        ORDER BY plan_position, id"""
    return [(other_id, title) for other_id, title in journal.rows(query, step_id)]


def move(journal: Journal, step_id: int, by: int) -> Changes:
    """Move a step down in its plan by so many places, or up by less than none; it stops at either end."""
    step = steps.get(journal, step_id)
    query = "SELECT id FROM step WHERE plan_id = ? AND deleted_at IS NULL ORDER BY plan_position, id"
    ids = [other for (other,) in journal.rows(query, step.plan_id)]
    with journal.operation("plans.order", subject=step.title) as work:
        if step_id in ids:
            before = ids.index(step_id)
            ids.insert(max(0, min(before + by, len(ids) - 1)), ids.pop(before))
        for position, other in enumerate(ids):
            work.update(Step, other, {"plan_position": position})
        return work.done(step_id)


def take_out(journal: Journal, step_id: int) -> Changes:
    """Take a step out of its plan; what came after it comes after the one before it. The step stays."""
    step = steps.get(journal, step_id)
    with journal.operation("plans.take_out", subject=step.title) as work:
        for (follower,) in journal.rows("SELECT id FROM step WHERE after_id = ? AND deleted_at IS NULL", step_id):
            work.update(Step, follower, {"after_id": step.after_id})
        alone: dict[str, Value] = {"plan_id": None, "plan_position": 0, "after_id": None}
        work.update(Step, step_id, alone)
        return work.done(step_id)


def set_days(journal: Journal, plan_id: int, days: Mapping[int, date]) -> Changes:
    """Give steps of a plan the days they are due, by their ids, as one operation; raises NotFound for one that is gone.

    What is closed keeps its day.
    """
    with journal.operation("plans.set_days") as work:
        for step_id, day in days.items():
            if steps.get(journal, step_id).closed_at is None:
                work.update(Step, step_id, {"due_on": day.isoformat()})
        return work.done(plan_id)
