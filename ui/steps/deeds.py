"""What can be done to steps and plans from their rows; each says so in the status line, with Undo beside it.

What is done to several is one operation, so that one Undo takes it back; where there are very many, it runs behind a
progress bar.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from models import many_steps, plans, repeating, steps
from models.changes import Changes
from models.journal import Journal
from models.many_steps import Chosen, Owner
from models.step_lists import StepItem
from models.text.day_words import understood_date
from models.text.field_words import OUTCOME_NAMES
from ui import alerts, workers
from ui.session import Session
from ui.translations import language, plural, say

AT_ONCE = 100
"""So many rows change while the window waits; more take longer than it may stand still."""


def tick(session: Session, item: StepItem) -> Changes | None:
    """Close what is open, as done or kept; open again what was closed."""
    if item.closed_at is not None:
        return reopen(session, item)
    if item.is_plan:
        return _do(session, say("Plan ended: {title}", title=item.title), plans.close, item.id)
    return _do(session, say("Done: {title}", title=item.title), repeating.close, item.id)


def tick_all(session: Session, items: Sequence[StepItem]) -> Changes | None:
    """Close those of several that are open; open all again when none is."""
    if len(items) == 1:
        return tick(session, items[0])
    if all(item.closed_at is not None for item in items):
        said = plural("{count} item open again", "{count} items open again", len(items))
        return _do_to_all(session, said, many_steps.reopen, items)
    still_open = [item for item in items if item.closed_at is None]
    said = plural("{count} item done", "{count} items done", len(still_open))
    return _do_to_all(session, said, many_steps.close, still_open)


def reopen(session: Session, item: StepItem) -> Changes | None:
    """Take the end of a step or plan back; a request's clock runs on, as if it had not been ticked."""
    said = say("Open again: {title}", title=item.title)
    if item.is_plan:
        return _do(session, said, plans.edit, item.id, closed_on=None)
    return _do(session, said, repeating.reopen, item.id, new_round=False)


def close_as(session: Session, items: Sequence[StepItem], outcome: str) -> Changes | None:
    """Close steps with an outcome: kept, broken, released or done."""
    ended = OUTCOME_NAMES[outcome]
    if len(items) == 1:
        said = say("{title}: {outcome}", title=items[0].title, outcome=ended)
        return _do(session, said, repeating.close, items[0].id, outcome)
    said = plural("{count} item: {outcome}", "{count} items: {outcome}", len(items), outcome=ended)
    return _do_to_all(session, said, many_steps.close, items, outcome)


def answer(session: Session, item: StepItem) -> Changes | None:
    """Note that a request or complaint has its first answer now."""
    return _do(session, say("Answered: {title}", title=item.title), steps.answer, item.id)


def postpone(session: Session, items: Sequence[StepItem], day: date | None) -> Changes | None:
    """Give steps another due date, and plans another check-in; None is someday."""
    words = understood_date(language(), day) if day is not None else say("someday")
    if len(items) == 1:
        said = say("{title}: now {day}", title=items[0].title, day=words)
    else:
        said = plural("{count} item: now {day}", "{count} items: now {day}", len(items), day=words)
    return _do_to_all(session, said, many_steps.postpone, items, day)


def reassign(session: Session, items: Sequence[StepItem], owner: Owner, name: str) -> Changes | None:
    """Let somebody else do steps, who is called so."""
    if len(items) == 1:
        said = say("{title}: now {name}", title=items[0].title, name=name)
    else:
        said = plural("{count} item: now {name}", "{count} items: now {name}", len(items), name=name)
    return _do_to_all(session, said, many_steps.reassign, items, owner)


def move_to_plan(session: Session, items: Sequence[StepItem], plan_id: int | None, goal: str = "") -> Changes | None:
    """Put steps at the end of a plan, or take them out of theirs."""
    if plan_id is None:
        said = plural("{count} step in no plan any more", "{count} steps in no plan any more", len(items))
    else:
        said = plural("{count} step into {goal}", "{count} steps into {goal}", len(items), goal=goal)
    return _do_to_all(session, said, many_steps.move_to_plan, items, plan_id)


def remove(session: Session, item: StepItem) -> Changes | None:
    """Put a step or a plan into the trash; its steps stay."""
    return remove_all(session, [item])


def remove_all(session: Session, items: Sequence[StepItem]) -> Changes | None:
    """Put steps and plans into the trash; the steps of a plan stay."""
    if len(items) == 1:
        from ui.series_questions import which_goes

        operation = plans.trash if items[0].is_plan else steps.trash
        which = "later" if items[0].is_plan else which_goes(session, "step", items[0].id)
        if which != "later":
            return skip(session, items[0]) if which else None
        return _do(session, say("In the trash: {title}", title=items[0].title), operation, items[0].id)
    said = plural("{count} item in the trash", "{count} items in the trash", len(items))
    return _do_to_all(session, said, many_steps.trash, items)


def skip(session: Session, item: StepItem) -> Changes | None:
    """Let a step that comes back be due on its next day instead."""
    changes = session.run(repeating.skip, item.id)
    if changes is not None:
        due_on = session.read(steps.get, item.id).due_on
        day = understood_date(language(), date.fromisoformat(due_on)) if due_on else ""
        session.say(say("Left out this once: {title}, now {day}", title=item.title, day=day), can_undo=True)
    return changes


def _do(session: Session, said: str, operation: Callable[..., Changes], *given: Any, **fields: Any) -> Changes | None:
    changes = session.run(operation, *given, **fields)
    if changes is not None:
        session.say(said, can_undo=True)
    return changes


def _do_to_all(
    session: Session, said: str, operation: Callable[..., Changes], items: Sequence[StepItem], *given: Any
) -> Changes | None:
    chosen: list[Chosen] = [(item.record, item.id) for item in items]
    if len(chosen) <= AT_ONCE:
        return _do(session, said, operation, chosen, *given)

    def change(own: Journal, progress: workers.Progress) -> Changes:
        return operation(own, chosen, *given, progress=progress)

    title = say("Changing {count} items…", count=len(chosen))
    session.run_beside(alerts.window(), title, change, lambda _changes: session.say(said, can_undo=True))
    return None
