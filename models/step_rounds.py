"""The rounds of a request or complaint: each time it was raised or taken up again, and what came of it.

The step itself holds the round that is running. When it is reopened, what came of the round goes into its events.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from models import response_targets, values
from models.changes import Changes, Operation, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class
from models.steps import CLOCKED, RULES, StepRow, began_at, require_clock
from models.steps import get as get_step
from models.tables import Colleague, Contact, Step, StepEvent
from models.text.language import Label

_OF_A_ROUND = (
    "first_answered_at",
    "on_site_at",
    "escalated_to_colleague_id",
    "escalated_to_contact_id",
    "escalated_at",
)


@row_class
class Escalation:
    """To whom a request or complaint was brought up, when (on the wall), and why."""

    at: str
    name: str
    note: str


@row_class
class Round:
    """One round: when it began and what happened in it, as times on the wall; `closed_at` is None while it runs."""

    began_at: str
    answered_at: str | None
    on_site_at: str | None
    closed_at: str | None
    outcome: str | None
    result: str
    escalations: tuple[Escalation, ...]


def rounds(journal: Journal, step_id: int) -> list[Round]:
    """Return the rounds of a request or complaint, the first one first; the last one is that of the step itself."""
    step = get_step(journal, step_id)
    query = """
        SELECT what, at, outcome, note, coalesce(colleague.name, contact.name, '')
        FROM step_event LEFT JOIN colleague ON colleague.id = colleague_id LEFT JOIN contact ON contact.id = contact_id
        WHERE step_id = ? AND step_event.deleted_at IS NULL ORDER BY step_event.id"""
    found: list[Round] = []
    of_round: list[tuple[Any, ...]] = []
    began = step.raised_at
    for event in journal.rows(query, step_id):
        if event[0] == "reopened":
            found.append(_ended(began, of_round))
            began, of_round = event[1], []
        else:
            of_round.append(event)
    running = (step.first_answered_at, step.on_site_at, step.closed_at, step.outcome, step.result)
    return [*found, Round(began_at(step), *running, escalations=_escalations(of_round))]


def escalate(
    journal: Journal,
    step_id: int,
    *,
    colleague_id: int | None = None,
    contact_id: int | None = None,
    note: str = "",
    at: datetime | str | None = None,
) -> Changes:
    """Bring an open request or complaint up to one named person, of our side or of theirs; the history keeps it.

    `at` is the time on the wall, now if not given. Raises InvalidValue for another kind of step, for a closed one, and
    unless there is exactly one person.
    """
    step = get_step(journal, step_id)
    require_clock(step)
    if step.closed_at is not None:
        raise InvalidValue("{title} is closed already ({day}).", title=step.title, day=step.closed_at[:10])
    if (colleague_id is None) == (contact_id is None):
        raise InvalidValue("Choose one person to bring it up to: a colleague, or somebody at the customer.")
    moment = RULES["raised_at"](at if at is not None else journal.clock.wall())
    values.in_order(began_at(step), moment, Label("time it was raised"), Label("time of the escalation"))
    person = {"colleague_id": colleague_id, "contact_id": contact_id}
    with journal.operation("steps.escalate", subject=step.title) as work:
        work.require_live(Colleague, colleague_id)
        work.require_live(Contact, contact_id)
        work.insert(StepEvent, step_id=step_id, what="escalated", at=moment, note=RULES["result"](note), **person)
        escalated: dict[str, Value] = {f"escalated_to_{column}": person_id for column, person_id in person.items()}
        work.update(Step, step_id, escalated | {"escalated_at": moment}, revision=step.revision)
        return work.done(step_id)


def targets(journal: Journal, stored: Mapping[str, Value]) -> dict[str, Value]:
    """Return by when a request or complaint that begins as `raised_at` says is to be answered and solved."""
    severity = str(stored.get("severity") or "normal")
    return response_targets.of(journal).deadlines(str(stored["kind"]), severity, str(stored["raised_at"]))


def retargeted(journal: Journal, before: StepRow, stored: dict[str, Value]) -> dict[str, Value]:
    """Return the targets that another kind, severity or beginning brings; none for what is no request any more."""
    known: dict[str, Value] = {"kind": before.kind, "severity": before.severity, "raised_at": before.raised_at}
    after = known | {name: stored[name] for name in known if name in stored}
    if after == known or not {before.kind, after["kind"]} & set(CLOCKED):
        return {}
    none: dict[str, Value] = {"answer_by": None, "on_site_by": None, "solve_by": None}
    return none | targets(journal, after | {"raised_at": before.reopened_at or after["raised_at"]})


def begin_anew(journal: Journal, work: Operation, step: StepRow) -> dict[str, Value]:
    """Put the round that ended into the history, and return what begins anew."""
    now = journal.clock.wall()
    _keep(work, step, now)
    begun: dict[str, Value] = dict.fromkeys(_OF_A_ROUND)
    deadlines = targets(journal, {"kind": step.kind, "severity": step.severity, "raised_at": now})
    if step.due_on is not None and step.due_on < now[:10] and not step.repeats:
        begun["due_on"] = None  # a day that was promised for the round before, and has passed
    return begun | {"result": "", "reopened_at": now} | deadlines


def _keep(work: Operation, step: StepRow, reopened_at: str) -> None:
    moments = (("answered", step.first_answered_at), ("on_site", step.on_site_at))
    for what, at in moments:
        if at is not None:
            work.insert(StepEvent, step_id=step.id, what=what, at=at)
    closed: dict[str, Value] = {"outcome": step.outcome, "note": step.result}
    work.insert(StepEvent, step_id=step.id, what="closed", at=step.closed_at, **closed)
    work.insert(StepEvent, step_id=step.id, what="reopened", at=reopened_at)


def _ended(began: str, events: Sequence[tuple[Any, ...]]) -> Round:
    of_kind = {event[0]: event for event in events}
    answered, on_site, closed = (of_kind.get(what, (None,) * 4) for what in ("answered", "on_site", "closed"))
    return Round(
        began, answered[1], on_site[1], closed[1], closed[2], closed[3] or "", escalations=_escalations(events)
    )


def _escalations(events: Sequence[tuple[Any, ...]]) -> tuple[Escalation, ...]:
    return tuple(Escalation(at, name, note) for what, at, _, note, name in events if what == "escalated")
