"""When a plan will be through: what its steps make of it, how far that is from the target, and days that would fit.

All days are days on the calendar of the wall. A step that comes after another one can't be through before it: as long
as the two were planned apart, it takes from there on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from models.journal import Journal
from models.row_class import row_class

USUAL_DAYS = 7
"""So far apart are steps suggested where neither a target nor a later step says otherwise."""


@row_class
class DatedStep:
    """A step of a plan with its days, in the order of the plan; `after_id` is a step of the same plan."""

    id: int
    due_on: date | None
    closed_on: date | None
    after_id: int | None


@row_class
class Outlook:
    """What is to be expected of a plan.

    `expected_on` is the day its last open step will be through, None when no open step has a day; `drift` the days
    that this is behind the target (less than 0: before it); `moved` the days the target itself was put off by since it
    was set first; `undated` counts the open steps without a day.
    """

    expected_on: date | None
    drift: int | None
    moved: int
    undated: int


def outlook(steps: Sequence[DatedStep], today: date, target: date | None, first_target: date | None) -> Outlook:
    """Return when the open steps will be through, and how that stands to the target."""
    open_steps = [step for step in steps if step.closed_on is None]
    dated = any(step.due_on is not None for step in open_steps)
    expected = expected_days(steps, today)
    last = max((expected[step.id] for step in open_steps), default=None) if dated else None
    return Outlook(
        last,
        (last - target).days if last is not None and target is not None else None,
        (target - first_target).days if target is not None and first_target is not None else 0,
        sum(step.due_on is None for step in open_steps),
    )


def expected_days(steps: Sequence[DatedStep], today: date) -> dict[int, date]:
    """Return for each open step the day it will be through: not before today, nor before the one it comes after."""
    by_id = {step.id: step for step in steps}
    expected: dict[int, date] = {}
    for step in in_order(steps):
        if step.closed_on is not None:
            continue
        before = by_id.get(step.after_id) if step.after_id is not None else None
        expected[step.id] = max(step.due_on or today, today, _after(step, before, expected, today))
    return expected


def _after(step: DatedStep, before: DatedStep | None, expected: Mapping[int, date], today: date) -> date:
    """Return the first day that the step before leaves for this one."""
    if before is None:
        return date.min
    days = 0
    if step.due_on is not None and before.due_on is not None:
        days = max((step.due_on - before.due_on).days, 0)
    if before.closed_on is None:
        return expected.get(before.id, today) + timedelta(days=days)
    # A day that is still to come was left standing when the step became free; one that has passed starts over.
    if step.due_on is not None and step.due_on < today:
        return before.closed_on + timedelta(days=days)
    return date.min


def in_order(steps: Sequence[DatedStep]) -> list[DatedStep]:
    """Return the steps so that each one follows the one it comes after, else in the order of the plan."""
    behind: dict[int, list[DatedStep]] = {}
    known = {step.id for step in steps}
    ready: list[DatedStep] = []
    for step in reversed(steps):
        if step.after_id is not None and step.after_id in known:
            behind.setdefault(step.after_id, []).append(step)
        else:
            ready.append(step)
    ordered: list[DatedStep] = []
    while ready:
        step = ready.pop()
        ordered.append(step)
        ready += behind.pop(step.id, [])
    # What goes round in a circle (a journal put together elsewhere) comes in the order it stands.
    placed = {step.id for step in ordered}
    return ordered + [step for step in steps if step.id not in placed]


def suggested(
    steps: Sequence[DatedStep], today: date, target: date | None, is_working_day: Callable[[date], bool]
) -> dict[int, date]:
    """Return days for the open steps that have none, and for those that can't be through on the day they have.

    Steps without a day are spread between their neighbours, the last ones up to the target.
    """
    spread = _spread(steps, today, target)
    filled = [
        step if step.due_on is not None else DatedStep(step.id, spread.get(step.id), step.closed_on, step.after_id)
        for step in steps
    ]
    expected = expected_days(filled, today)
    found: dict[int, date] = {}
    for step in steps:
        if step.closed_on is not None:
            continue
        if step.due_on is None:
            found[step.id] = working_day(expected[step.id], is_working_day, target)
        elif step.after_id is not None and expected[step.id] > max(step.due_on, today):
            found[step.id] = working_day(expected[step.id], is_working_day)
    return found


def _spread(steps: Sequence[DatedStep], today: date, target: date | None) -> dict[int, date]:
    """Return days for the open steps without one: in the order of the plan, evenly between those that have one."""
    found: dict[int, date] = {}
    run: list[DatedStep] = []
    begin = today
    for step in in_order([step for step in steps if step.closed_on is None]):
        if step.due_on is None:
            run.append(step)
            continue
        found |= _between(run, begin, step.due_on, reaches=False)
        begin, run = max(step.due_on, today), []
    end = target if target is not None and target > begin else begin + timedelta(days=USUAL_DAYS * len(run))
    return found | _between(run, begin, end, reaches=True)


def _between(run: Sequence[DatedStep], begin: date, end: date, *, reaches: bool) -> dict[int, date]:
    parts = len(run) if reaches else len(run) + 1
    days = max((end - begin).days, 0)
    return {step.id: begin + timedelta(days=round(days * place / parts)) for place, step in enumerate(run, start=1)}


def working_day(day: date, is_working_day: Callable[[date], bool], latest: date | None = None) -> date:
    """Return a day on which somebody works: the next one, or the one before where that would be behind the latest."""
    for by in range(_LONGEST_HOLIDAY):
        later = day + timedelta(days=by)
        if is_working_day(later):
            if latest is None or later <= latest or day > latest:
                return later
            break
    for by in range(_LONGEST_HOLIDAY):
        if is_working_day(day - timedelta(days=by)):
            return day - timedelta(days=by)
    return day


def working_days(journal: Journal) -> Callable[[date], bool]:
    """Return what tells whether somebody works on a day here: by the country's holidays and made-up days."""
    from models import working_time  # the holidays of a country take their time to load

    return working_time.of(journal).is_working_day


_LONGEST_HOLIDAY = 30
