"""What can be done to what stands in the calendar; each deed says so in the status line, with Undo beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from models import calendar, plans, repeating, step_lists, steps, visit_series, visits
from models.calendar import Entry
from models.changes import Changes
from models.step_lists import StepFilter, StepItem
from models.text.day_words import understood_date, understood_moment
from ui.calendar import words
from ui.series_questions import which_goes
from ui.session import Session
from ui.translations import language, say


def move(session: Session, entry: Entry, day: date) -> bool:
    """Give an entry another day; return whether it has it."""
    said = say("{title}: now {day}", title=words.called(entry), day=understood_date(language(), day))
    return _do(session, said, calendar.move, entry, day)


def set_time(session: Session, entry: Entry, start: str, minutes: int | None = None) -> bool:
    """Give a visit another time, and another length where one is given; return whether it has it."""
    said = say("{title}: now {day}", title=words.called(entry), day=understood_moment(language(), start))
    return _do(session, said, calendar.move_visit, entry.id, start, minutes)


def tick(session: Session, entry: Entry) -> bool:
    """Close an open step or plan, or open a step again; return whether that was done. The rest has nothing to tick."""
    if entry.record == "visit" or entry.is_mark:
        return False
    if entry.record == "plan":
        return _do(session, say("Plan ended: {title}", title=entry.title), plans.close, entry.id)
    if entry.state == "closed":
        return _do(session, say("Open again: {title}", title=entry.title), repeating.reopen, entry.id)
    return _do(session, say("Done: {title}", title=entry.title), repeating.close, entry.id)


def as_asked(session: Session, entry: Entry) -> StepItem:
    """Return a step that was just ticked as the line knows it that asks for its result and for the next one."""
    (item,) = session.read(step_lists.read, StepFilter(step_ids=(entry.id,)))
    return item


def end_visit(session: Session, entry: Entry, state: str) -> bool:
    """Mark a planned visit as held, missed or cancelled; return whether it is now."""
    operation, said = {
        "held": (visits.hold, say("Marked as held")),
        "missed": (visits.miss, say("Marked as missed")),
        "cancelled": (visits.cancel, say("Marked as cancelled")),
    }[state]
    return _do(session, said, operation, entry.id)


def remove(session: Session, entry: Entry) -> bool:
    """Put an entry into the trash; return whether it lies there. What is only marked is not thrown away here."""
    if entry.is_mark:
        return False
    which = "later" if entry.record == "plan" else which_goes(session, entry.record, entry.id)
    if which == "one":
        skip = visit_series.skip if entry.record == "visit" else repeating.skip
        return _do(session, say("Left out this once"), skip, entry.id)
    if not which:
        return False
    operation = {"visit": visits.trash, "step": steps.trash, "plan": plans.trash}[entry.record]
    return _do(session, say("In the trash: {title}", title=words.called(entry)), operation, entry.id)


def _do(session: Session, said: str, operation: Callable[..., Changes], *given: Any) -> bool:
    done = session.run(operation, *given)
    if done is not None:
        session.say(said, can_undo=True)
    return done is not None
