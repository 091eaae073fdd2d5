"""Steps that come back: how often, and the next one when one is closed."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from models import steps
from models.changes import Changes
from models.errors import InvalidValue
from models.journal import Journal
from models.text.repetition_forms import WORKING_DAYS

SUGGESTED = (
    "FREQ=DAILY",
    f"FREQ=WEEKLY;BYDAY={WORKING_DAYS}",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=3",
    "FREQ=YEARLY",
)
"""How steps mostly repeat (RFC 5545), as it is offered while nothing is written; `repetitions` puts it into words."""

_COUNT = re.compile(r"COUNT=(\d{1,9})")


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


def rest(repeats: str, due_on: date, following: date) -> str | None:
    """Return the rule of the next step: the same, but for what is left of '10 times'; None when nothing is left."""
    count = _COUNT.search(repeats)
    if count is None:
        return repeats
    from dateutil.rrule import rrulestr

    days = rrulestr(repeats, dtstart=datetime.combine(due_on, time()))
    gone = sum(1 for day in days if day.date() < following)
    left = int(count[1]) - max(gone, 1)
    return _COUNT.sub(f"COUNT={left}", repeats) if left > 0 else None


def close(journal: Journal, step_id: int, outcome: str = "", *, result: str = "") -> Changes:
    """Close a step, and make the next one of those that repeat; both are one operation. Raises as `steps.close`."""
    step = steps.get(journal, step_id)
    with journal.operation("steps.close", subject=step.title) as work:
        steps.close(journal, step_id, outcome, result=result)
        if step.repeats:
            today = journal.clock.today()
            due_on = date.fromisoformat(step.due_on) if step.due_on else today
            following = next_due(step.repeats, due_on, today)
            repeats = rest(step.repeats, due_on, following) if following else None
            if following is not None and repeats is not None:
                _repeat(journal, step, following, repeats)
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
            _repeats_of_next(step),
            step.closed_at,
            step.account_id,
        )
        if following is not None:
            steps.trash(journal, following[0])
        return work.done(step_id)


def _repeats_of_next(step: steps.StepRow) -> str | None:
    """Return the rule that closing the step gave to the next one, or None if it made none."""
    if not step.repeats or step.closed_at is None or _COUNT.search(step.repeats) is None:
        return step.repeats or None
    closed_on = date.fromisoformat(step.closed_at[:10])
    due_on = date.fromisoformat(step.due_on) if step.due_on else closed_on
    following = next_due(step.repeats, due_on, closed_on)
    return rest(step.repeats, due_on, following) if following else None


def _repeat(journal: Journal, step: steps.StepRow, due_on: date, repeats: str) -> None:
    secret = journal.row("SELECT id FROM visit WHERE id = ? AND confidential = 1", step.visit_id)
    steps.create(
        journal,
        kind=step.kind,
        title=step.title,
        details=step.details,
        account_id=step.account_id,
        project_id=step.project_id,
        # What came out of a confidential visit stays with it: apart from it, it would be in summaries for others.
        visit_id=secret[0] if secret else None,
        owner_side=step.owner_side,
        owner_colleague_id=step.owner_colleague_id,
        owner_contact_id=step.owner_contact_id,
        severity=step.severity,
        due_on=due_on,
        repeats=repeats,
        people=[contact_id for contact_id, _ in steps.people(journal, step.id)],
    )
