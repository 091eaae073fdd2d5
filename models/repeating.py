"""Steps that come back: how often, and the next one when one is closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from models import steps
from models.changes import Changes
from models.errors import InvalidValue
from models.journal import Journal
from models.text.language import Label

REPETITIONS: Mapping[str, Label] = {
    "": Label("once"),
    "FREQ=DAILY": Label("every day"),
    "FREQ=WEEKLY": Label("every week"),
    "FREQ=WEEKLY;INTERVAL=2": Label("every two weeks"),
    "FREQ=MONTHLY": Label("every month"),
    "FREQ=MONTHLY;INTERVAL=3": Label("every quarter"),
    "FREQ=YEARLY": Label("every year"),
}
"""How a step may repeat (RFC 5545), and the word for it."""


def next_due(repeats: str, due_on: date, today: date) -> date | None:
    """Return the next day after the due date that is not past; None when the repetition has ended.

    Raises InvalidValue for a repetition that can't be understood.
    """
    from dateutil.rrule import rrulestr

    start = datetime.combine(due_on, time())
    try:
        rule = rrulestr(repeats, dtstart=start)
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise InvalidValue(
            "The repetition {repeats} is not understood. Choose another one in the step’s editor.", repeats=repeats
        ) from error
    behind = max(start, datetime.combine(today, time.max).replace(microsecond=0)) if due_on < today else start
    found = rule.after(behind)
    return found.date() if found else None


def close(journal: Journal, step_id: int, outcome: str = "", *, result: str = "") -> Changes:
    """Close a step, and make the next one of those that repeat; both are one operation. Raises as `steps.close`."""
    step = steps.get(journal, step_id)
    with journal.operation("steps.close", subject=step.title) as work:
        steps.close(journal, step_id, outcome, result=result)
        if step.repeats:
            today = journal.clock.today()
            due_on = date.fromisoformat(step.due_on) if step.due_on else today
            following = next_due(step.repeats, due_on, today)
            if following is not None:
                _repeat(journal, step, following)
        return work.done(step_id)


def reopen(journal: Journal, step_id: int) -> Changes:
    """Open a closed step again; the next one that closing it made goes, unless somebody has touched it since.

    Raises as `steps.reopen`.
    """
    step = steps.get(journal, step_id)
    with journal.operation("steps.reopen", subject=step.title) as work:
        steps.reopen(journal, step_id)
        following = journal.row(
            "SELECT id FROM step WHERE id > ? AND title = ? AND repeats = ? AND raised_at >= ? AND account_id IS ? "
            "AND revision = 1 AND closed_at IS NULL AND deleted_at IS NULL ORDER BY id LIMIT 1",
            step_id,
            step.title,
            step.repeats or None,
            step.closed_at,
            step.account_id,
        )
        if following is not None:
            steps.trash(journal, following[0])
        return work.done(step_id)


def _repeat(journal: Journal, step: steps.StepRow, due_on: date) -> None:
    steps.create(
        journal,
        kind=step.kind,
        title=step.title,
        details=step.details,
        account_id=step.account_id,
        project_id=step.project_id,
        owner_side=step.owner_side,
        owner_colleague_id=step.owner_colleague_id,
        owner_contact_id=step.owner_contact_id,
        severity=step.severity,
        due_on=due_on,
        repeats=step.repeats,
        people=[contact_id for contact_id, _ in steps.people(journal, step.id)],
    )
