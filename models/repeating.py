"""Steps that come back: how often, and the next one when one is closed."""

from __future__ import annotations

from datetime import date, datetime

from models import recurrence, steps
from models.changes import Changes, Operation
from models.clock import wall_of
from models.errors import InvalidValue
from models.journal import Journal
from models.recurrence import Following
from models.tables import Step
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


def next_due(repeats: str, due_on: date, today: date, skipped_days: str = "") -> date | None:
    """Return the next day after the due date that is not past; None when the repetition has ended.

    Raises InvalidValue for a repetition that can't be understood.
    """
    found = _following(repeats, due_on, skipped_days, today)
    return found.day if found else None


def close(
    journal: Journal, step_id: int, outcome: str = "", *, result: str = "", at: datetime | str | None = None
) -> Changes:
    """Close a step, and make the next one of those that repeat; both are one operation. Raises as `steps.close`."""
    step = steps.get(journal, step_id)
    with journal.operation("steps.close", subject=step.title) as work:
        steps.close(journal, step_id, outcome, result=result, at=at)
        found = _following_of(journal, step)
        if found is not None and not _others_open(journal, step):
            work.update(Step, step_id, {"series_id": _series(step)})
            _make_next(journal, step, found)
        return work.done(step_id)


def reopen(journal: Journal, step_id: int, *, new_round: bool = True) -> Changes:
    """Open a closed step again; the next one that closing it made goes, unless somebody has touched it since.

    Of one that is followed by others that were closed, the next one is not the open one: that stays.

    Raises as `steps.reopen`.
    """
    step = steps.get(journal, step_id)
    with journal.operation("steps.reopen", subject=step.title) as work:
        steps.reopen(journal, step_id, new_round=new_round)
        later = "SELECT {} FROM step WHERE series_id = ?1 AND id > ?2 AND deleted_at IS NULL AND {} LIMIT 1"
        untouched = later.format("id", "closed_at IS NULL AND revision = 1 AND raised_at >= ?3")
        following = journal.row(untouched, _series(step), step_id, step.closed_at)
        is_last = journal.row(later.format("1", "closed_at IS NOT NULL"), _series(step), step_id) is None
        if following is not None and is_last:
            steps.trash(journal, following[0])
        return work.done(step_id)


def skip(journal: Journal, step_id: int) -> Changes:
    """Let a step that repeats be due on its next day instead, as if this one had never been asked for.

    Raises InvalidValue for one that is closed or was the last.
    """
    step = steps.get(journal, step_id)
    found = _following_of(journal, step) if step.closed_at is None else None
    if found is None:
        raise InvalidValue(
            "{title} doesn’t come back after this. Delete it, or close it as released.", title=step.title
        )
    with journal.operation("steps.skip", subject=step.title) as work:
        _move(work, step, found)
        return work.done(step_id)


def moved_along(step: steps.StepRow, due_on: str) -> steps.StepFields:
    """Return what else changes on a step that moves to another day with all its later ones; nothing without one."""
    if not (step.repeats and step.due_on and due_on):
        return {}
    nominal = recurrence.nominal_day(date.fromisoformat(step.due_on), step.skipped_days)
    return {"repeats": recurrence.moved(step.repeats, nominal, date.fromisoformat(due_on)), "skipped_days": ""}


_OPEN = "closed_at IS NULL AND deleted_at IS NULL"


def _following_of(journal: Journal, step: steps.StepRow) -> Following | None:
    if not step.repeats:
        return None
    today = journal.clock.today()
    due_on = date.fromisoformat(step.due_on) if step.due_on else today
    return _following(step.repeats, due_on, step.skipped_days, today)


def _following(repeats: str, due_on: date, skipped_days: str, today: date) -> Following | None:
    """Return the next one: what is done late today stands for today too."""
    return recurrence.following(repeats, due_on, skipped_days, today if due_on < today else due_on)


def _series(step: steps.StepRow) -> int:
    return step.series_id or step.id


def _others_open(journal: Journal, step: steps.StepRow) -> bool:
    """Whether the series has an open one already, as when an earlier one was opened again."""
    query = f"SELECT 1 FROM step WHERE series_id = ?1 AND id <> ?2 AND {_OPEN} AND repeats <> '' LIMIT 1"
    return journal.row(query, _series(step), step.id) is not None


def _make_next(journal: Journal, step: steps.StepRow, found: Following) -> None:
    secret = journal.row("SELECT id FROM visit WHERE id = ? AND confidential = 1", step.visit_id)
    plan = journal.row("SELECT id FROM plan WHERE id = ? AND closed_on IS NULL AND deleted_at IS NULL", step.plan_id)
    steps.create(
        journal,
        kind=step.kind,
        title=step.title,
        details=step.details,
        account_id=step.account_id,
        project_id=step.project_id,
        # What came out of a confidential visit stays with it: apart from it, it would be in summaries for others.
        visit_id=secret[0] if secret else None,
        plan_id=plan[0] if plan else None,
        plan_position=step.plan_position if plan else 0,
        owner_side=step.owner_side,
        owner_colleague_id=step.owner_colleague_id,
        owner_contact_id=step.owner_contact_id,
        severity=step.severity,
        due_on=found.day,
        repeats=found.repeats,
        skipped_days=found.skipped_days,
        series_id=_series(step),
        remind_at=_reminder(step, found),
        likelihood=step.likelihood,
        effect=step.effect,
        contingency=step.contingency,
        people=[contact_id for contact_id, _ in steps.people(journal, step.id)],
    )


def _move(work: Operation, step: steps.StepRow, found: Following) -> None:
    changed = {
        "due_on": found.day.isoformat(),
        "repeats": found.repeats,
        "skipped_days": found.skipped_days,
        "remind_at": _reminder(step, found),
    }
    work.update(Step, step.id, changed, revision=step.revision)


def _reminder(step: steps.StepRow, found: Following) -> str | None:
    """Return when to remind of the next one: as long before its day as of this one."""
    if step.remind_at is None or step.due_on is None:
        return None
    moment = datetime.fromisoformat(step.remind_at) + (found.day - date.fromisoformat(step.due_on))
    return wall_of(moment)
