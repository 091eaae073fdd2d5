"""What can be done to a step or a plan from its row; each says so in the status line, with Undo beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from models import plans, repeating, steps
from models.changes import Changes
from models.step_lists import StepItem
from models.text.day_words import understood_date
from models.text.field_words import OUTCOME_NAMES
from ui.session import Session
from ui.translations import language, say


def tick(session: Session, item: StepItem) -> Changes | None:
    """Close what is open, as done or kept; open again what was closed."""
    if item.closed_at is not None:
        return reopen(session, item)
    if item.is_plan:
        return _do(session, say("Plan ended: {title}", title=item.title), plans.close, item.id)
    return _do(session, say("Done: {title}", title=item.title), repeating.close, item.id)


def reopen(session: Session, item: StepItem) -> Changes | None:
    """Open a closed step or plan again."""
    said = say("Open again: {title}", title=item.title)
    if item.is_plan:
        return _do(session, said, plans.edit, item.id, closed_on=None)
    return _do(session, said, repeating.reopen, item.id)


def close_as(session: Session, item: StepItem, outcome: str) -> Changes | None:
    """Close a step with an outcome: kept, broken, released or done."""
    said = say("{title}: {outcome}", title=item.title, outcome=OUTCOME_NAMES[outcome])
    return _do(session, said, repeating.close, item.id, outcome)


def answer(session: Session, item: StepItem) -> Changes | None:
    """Note that a request or complaint has its first answer now."""
    return _do(session, say("Answered: {title}", title=item.title), steps.answer, item.id)


def postpone(session: Session, item: StepItem, day: date) -> Changes | None:
    """Give a step another due date, or a plan another check-in."""
    said = say("{title}: now {day}", title=item.title, day=understood_date(language(), day))
    if item.is_plan:
        return _do(session, said, plans.edit, item.id, check_in_on=day)
    return _do(session, said, steps.postpone, item.id, day)


def remove(session: Session, item: StepItem) -> Changes | None:
    """Put a step or a plan into the trash; its steps stay."""
    operation = plans.trash if item.is_plan else steps.trash
    return _do(session, say("In the trash: {title}", title=item.title), operation, item.id)


def _do(session: Session, said: str, operation: Callable[..., Changes], *given: Any, **fields: Any) -> Changes | None:
    changes = session.run(operation, *given, **fields)
    if changes is not None:
        session.say(said, can_undo=True)
    return changes
