"""Next steps, promises, requests, complaints and risks: what is owed, by whom, until when, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypedDict, Unpack

from models import records, values
from models.changes import Changes, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.merging.chain import follow, kept_ids
from models.tables import Account, Attachment, Plan, Record, Step, StepContact, Visit
from models.text.language import Label

KINDS = ("next_step", "promise", "customer_promise", "request", "complaint", "risk")
PROMISES = ("promise", "customer_promise")
CLOCKED = ("request", "complaint")
"""Kinds with a clock: raised, first answered, on site, solved; they can be reopened."""
SEVERITIES = ("normal", "serious", "urgent")
OUTCOMES = ("done", "kept", "kept_late", "broken", "released")


class StepFields(TypedDict, total=False):
    """The fields of a step; days are dates or ISO text, moments are times on the wall, to the minute."""

    kind: str
    title: str
    details: str
    account_id: int | None
    project_id: int | None
    visit_id: int | None
    plan_id: int | None
    plan_position: int
    owner_side: str
    owner_colleague_id: int | None
    owner_contact_id: int | None
    due_on: date | str | None
    severity: str | None
    raised_at: datetime | str
    first_answered_at: datetime | str | None
    on_site_at: datetime | str | None
    escalated_to_colleague_id: int | None
    escalated_to_contact_id: int | None
    escalated_at: datetime | str | None
    result: str
    repeats: str
    skipped_days: str
    series_id: int | None
    answer_by: datetime | str | None
    on_site_by: datetime | str | None
    solve_by: datetime | str | None
    after_id: int | None
    remind_at: datetime | str | None
    calendar_uid: str
    likelihood: int | None
    effect: int | None
    contingency: str
    people: Sequence[int]


RULES: dict[str, values.Rule] = {
    "kind": values.choice(Label("kind of step"), KINDS),
    "title": values.line(Label("title"), 500, required=True),
    "details": values.paragraph(Label("details"), values.NOTES_LENGTH),
    "account_id": values.link,
    "project_id": values.link,
    "visit_id": values.link,
    "plan_id": values.link,
    "plan_position": values.number(Label("position in the plan"), 0, 1_000_000),
    "owner_side": values.choice(Label("side"), ("ours", "theirs")),
    "owner_colleague_id": values.link,
    "owner_contact_id": values.link,
    "due_on": values.day(Label("due date")),
    "severity": values.choice(Label("severity"), SEVERITIES, optional=True),
    "raised_at": values.required(Label("time it was raised"), values.moment(Label("time it was raised"))),
    "first_answered_at": values.moment(Label("time of the first answer")),
    "on_site_at": values.moment(Label("time on site")),
    "escalated_to_colleague_id": values.link,
    "escalated_to_contact_id": values.link,
    "escalated_at": values.moment(Label("time of the escalation")),
    "result": values.paragraph(Label("result")),
    "repeats": values.line(Label("repetition"), 1000),
    "skipped_days": values.line(Label("days left out"), 20_000),
    "series_id": values.link,
    "answer_by": values.moment(Label("time for the first answer")),
    "on_site_by": values.moment(Label("time to be on site")),
    "solve_by": values.moment(Label("time for the solution")),
    "after_id": values.link,
    "remind_at": values.moment(Label("time of the reminder")),
    "calendar_uid": values.line(Label("calendar id"), 500),
    "likelihood": values.number(Label("likelihood"), 1, 5),
    "effect": values.number(Label("effect"), 1, 5),
    "contingency": values.paragraph(Label("plan against the risk")),
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as it is read; `revision` goes back with an edit.

    `likelihood` and `effect` (1 to 5) and `contingency`, the plan, are those of a risk.
    """

    id: int
    revision: int
    kind: str
    title: str
    details: str
    account_id: int | None
    project_id: int | None
    visit_id: int | None
    plan_id: int | None
    plan_position: int
    owner_side: str
    owner_colleague_id: int | None
    owner_contact_id: int | None
    due_on: str | None
    severity: str | None
    raised_at: str
    first_answered_at: str | None
    on_site_at: str | None
    closed_at: str | None
    reopened_at: str | None
    escalated_to_colleague_id: int | None
    escalated_to_contact_id: int | None
    escalated_at: str | None
    outcome: str | None
    result: str
    repeats: str
    skipped_days: str
    series_id: int | None
    answer_by: str | None
    on_site_by: str | None
    solve_by: str | None
    after_id: int | None
    remind_at: str | None
    calendar_uid: str
    likelihood: int | None
    effect: int | None
    contingency: str


_COLUMNS = records.columns_of(StepRow)
_OWNERS: tuple[tuple[type[Record], str], ...] = ((Account, "account_id"), (Visit, "visit_id"), (Plan, "plan_id"))
"""What a step belongs to; a new one must not belong to something in the trash, where nobody would see it."""


def create(journal: Journal, **fields: Unpack[StepFields]) -> Changes:
    """Make a step; a customer's promise is theirs, everything else ours unless said otherwise.

    Raises InvalidValue for a field that can't be stored.
    """
    people = fields.pop("people", ())
    given: dict[str, object] = {"title": "", "raised_at": journal.clock.wall(), **fields}
    given.setdefault("owner_side", _usual_side(given.get("kind")))
    stored = values.checked(given, RULES)
    _follow_merges(journal, stored)
    _clock_in_order(stored)
    if stored.get("kind") in CLOCKED:
        from models import step_rounds

        stored = step_rounds.targets(journal, stored) | stored
    with journal.operation("steps.create", subject=str(stored["title"])) as work:
        for table, column in _OWNERS:
            work.require_live(table, stored.get(column))
        step_id = work.insert(Step, **stored)
        for contact_id in kept_ids(journal, "contact", people):
            work.insert(StepContact, step_id=step_id, contact_id=contact_id)
        return work.done(step_id)


def edit(journal: Journal, step_id: int, *, revision: int | None = None, **fields: Unpack[StepFields]) -> Changes:
    """Change fields of a step, and whom it has to do with when `people` is given.

    Raises InvalidValue, NotFound, or ChangedElsewhere when it no longer has the revision given.
    """
    people = fields.pop("people", None)
    stored = values.checked(fields, RULES)
    _follow_merges(journal, stored)
    before = get(journal, step_id)
    clock: dict[str, Value] = {name: getattr(before, name) for name in _MOMENTS}
    _clock_in_order(clock | stored)
    with journal.operation("steps.edit", record=(Step, step_id)) as work:
        for table, column in _OWNERS:
            work.require_live(table, stored.get(column))
        changed = _in_step(before, stored)
        after_id = stored.get("after_id")
        if isinstance(after_id, int):
            from models import plan_order

            plan_order.require_order(journal, before, get(journal, after_id), stored.get("plan_id", before.plan_id))
        if before.kind in CLOCKED or stored.get("kind") in CLOCKED:
            from models import step_rounds

            changed = step_rounds.retargeted(journal, before, stored) | changed
        work.update(Step, step_id, changed, revision=before.revision if revision is None else revision)
        if people is not None:
            kept = kept_ids(journal, "contact", people)
            for contact_id in work.relink(StepContact, "step_id", step_id, "contact_id", kept):
                work.insert(StepContact, step_id=step_id, contact_id=contact_id)
        return work.done(step_id)


def _follow_merges(journal: Journal, stored: dict[str, Value]) -> None:
    """Let a step name those into whom its account and its people were merged meanwhile."""
    follow(journal, "account", stored, "account_id")
    follow(journal, "contact", stored, "owner_contact_id", "escalated_to_contact_id")


def close(
    journal: Journal, step_id: int, outcome: str = "", *, result: str = "", at: datetime | str | None = None
) -> Changes:
    """Close a step with its outcome; without one, a promise was kept (or kept late) and anything else is done.

    `at` is the time on the wall, now if not given. Raises InvalidValue for a step that is closed already, and for a
    closing before it was raised.
    """
    step = get(journal, step_id)
    if step.closed_at is not None:
        raise InvalidValue("{title} is closed already ({day}).", title=step.title, day=step.closed_at[:10])
    closed_at = RULES["raised_at"](at if at is not None else journal.clock.wall())
    values.in_order(began_at(step), closed_at, Label("time it was raised"), Label("time it was closed"))
    stored: dict[str, Value] = {
        "closed_at": closed_at,
        "outcome": _outcome(step, outcome, str(closed_at)),
        "result": RULES["result"](result),
    }
    if step.kind in CLOCKED and step.first_answered_at is None:
        # Solving is an answer: a request that was solved at once has no other first answer.
        stored["first_answered_at"] = closed_at
    with journal.operation("steps.close", subject=step.title) as work:
        work.update(Step, step_id, stored, revision=step.revision)
        return work.done(step_id)


def reopen(journal: Journal, step_id: int, *, new_round: bool = True) -> Changes:
    """Open a closed step again; what fails again is reopened, not new. Raises InvalidValue when it is open.

    A request or complaint begins a new round: its clock runs from now, with new targets, and its history keeps the
    round before. Without `new_round` the closing is taken back as a slip, and the clock runs on.
    """
    step = get(journal, step_id)
    if step.closed_at is None:
        raise InvalidValue("{title} is still open.", title=step.title)
    with journal.operation("steps.reopen", subject=step.title) as work:
        reopened: dict[str, Value] = {"closed_at": None, "outcome": None}
        if step.kind not in CLOCKED:
            reopened["reopened_at"] = journal.clock.wall()
        elif new_round:
            from models import step_rounds

            reopened |= step_rounds.begin_anew(journal, work, step)
        elif step.first_answered_at == step.closed_at:
            reopened["first_answered_at"] = None
        work.update(Step, step_id, reopened, revision=step.revision)
        return work.done(step_id)


def answer(journal: Journal, step_id: int, *, at: datetime | str | None = None) -> Changes:
    """Note the first answer to a request or complaint; `at` is the time on the wall, now if not given."""
    return _note_moment(journal, step_id, "first_answered_at", at, "steps.answer")


def arrive(journal: Journal, step_id: int, *, at: datetime | str | None = None) -> Changes:
    """Note that we were on site for a request or complaint; `at` is the time on the wall, now if not given."""
    return _note_moment(journal, step_id, "on_site_at", at, "steps.arrive")


def postpone(journal: Journal, step_id: int, due_on: date | str) -> Changes:
    """Give a step another due date; of those that repeat this one alone moves."""
    before = get(journal, step_id)
    with journal.operation("steps.postpone", subject=before.title) as work:
        stored = {"due_on": RULES["due_on"](due_on)}
        work.update(Step, step_id, stored | _in_series(before, stored))
        return work.done(step_id)


def trash(journal: Journal, step_id: int) -> Changes:
    """Put a step into the trash."""
    with journal.operation("steps.trash", subject=get(journal, step_id).title) as work:
        work.trash(Step, step_id)
        work.trash_where(Attachment, "step_id = ?", step_id)
        return work.done(step_id)


def restore(journal: Journal, step_id: int) -> Changes:
    """Take a step out of the trash.

    Raises NotFound if it is not there, or if its account or visit lies there too: that comes out first.
    """
    with journal.operation("steps.restore") as work:
        owners = journal.row("SELECT account_id, visit_id FROM step WHERE id = ?", step_id) or (None, None)
        work.require_live(Account, owners[0])
        work.require_live(Visit, owners[1])
        work.restore_trashed(Step, step_id, (Attachment, "step_id"))
        return work.done(step_id)


def get(journal: Journal, step_id: int) -> StepRow:
    """Return a step; raises NotFound for one that is not there or lies in the trash."""
    return records.get(journal, Step, StepRow, step_id)


def of_visit(journal: Journal, visit_id: int) -> list[StepRow]:
    """Return the steps that came of a visit, in the order they were written."""
    query = f"SELECT {_COLUMNS} FROM step WHERE visit_id = ? AND deleted_at IS NULL ORDER BY id"
    return [StepRow(*row) for row in journal.rows(query, visit_id)]


def people(journal: Journal, step_id: int) -> list[tuple[int, str]]:
    """Return whom a step has to do with, as (contact id, name)."""
    query = (
        "SELECT contact.id, contact.name FROM step_contact JOIN contact ON contact.id = contact_id "
        "WHERE step_id = ? AND step_contact.deleted_at IS NULL ORDER BY step_contact.id"
    )
    return [(contact_id, name) for contact_id, name in journal.rows(query, step_id)]


def began_at(step: StepRow) -> str:
    """Return when the running round of a step began, as a time on the wall: it was raised then, or opened again."""
    return (step.reopened_at or step.raised_at) if step.kind in CLOCKED else step.raised_at


def require_clock(step: StepRow) -> None:
    """Refuse by InvalidValue what only a request or complaint can have."""
    if step.kind not in CLOCKED:
        raise InvalidValue("Only a request or a complaint has a clock; {title} is neither.", title=step.title)


_MOMENTS = ("raised_at", "first_answered_at", "on_site_at", "closed_at", "escalated_at")


def _clock_in_order(stored: dict[str, Value]) -> None:
    """Refuse an answer, arrival or escalation before the step was raised."""
    for name, label in (
        ("first_answered_at", Label("time of the first answer")),
        ("on_site_at", Label("time on site")),
        ("escalated_at", Label("time of the escalation")),
        ("closed_at", Label("time it was closed")),
    ):
        values.in_order(stored.get("raised_at"), stored.get(name), Label("time it was raised"), label)


def _outcome(step: StepRow, outcome: str, closed_at: str) -> str:
    """Return the outcome to store: 'kept' and 'done' turn into what the kind and the due date make of them.

    Raises InvalidValue for one that this kind of step can't have: only a promise can be broken.
    """
    possible = OUTCOMES if step.kind in PROMISES else ("done", "kept", "released")
    if outcome and outcome not in possible:
        raise InvalidValue(
            "{value} is no {field}. Choose one of: {choices}.",
            value=outcome,
            field=Label("outcome"),
            choices=", ".join(possible),
        )
    if outcome in ("broken", "released"):
        return outcome
    if step.kind not in PROMISES:
        return "done"
    late = step.due_on is not None and closed_at[:10] > step.due_on
    return "kept_late" if late or outcome == "kept_late" else "kept"


def _in_step(before: StepRow, stored: dict[str, Value]) -> dict[str, Value]:
    """Return the change with what follows from it: the side that owes, and how a closed step ended."""
    kind, due_on = str(stored.get("kind", before.kind)), stored.get("due_on", before.due_on)
    after = replace(before, kind=kind, due_on=due_on if isinstance(due_on, str) else None)
    along: dict[str, Value] = {}
    if after.kind != before.kind and before.owner_side == _usual_side(before.kind):
        along["owner_side"] = _usual_side(after.kind)
    if before.closed_at is not None and (after.kind, after.due_on) != (before.kind, before.due_on):
        stays = before.outcome == "released" or (before.outcome == "broken" and after.kind in PROMISES)
        along["outcome"] = _outcome(after, before.outcome or "" if stays else "", before.closed_at)
    return along | _in_series(before, stored) | stored


def _in_series(before: StepRow, stored: dict[str, Value]) -> dict[str, Value]:
    """Return the days left out when one of a series moves alone; another repetition counts from its own day."""
    due_on, repeats = stored.get("due_on", before.due_on), str(stored.get("repeats", before.repeats))
    is_moved = due_on is not None and before.due_on is not None and due_on != before.due_on
    if not before.repeats or before.closed_at is not None or (repeats == before.repeats and not is_moved):
        return {}
    from models import recurrence

    if recurrence.without_end(repeats) != recurrence.without_end(before.repeats):
        return {"skipped_days": ""}
    if not is_moved:
        return {}
    return {"skipped_days": recurrence.with_moved(before.skipped_days, str(before.due_on), str(due_on))}


def _usual_side(kind: object) -> str:
    return "theirs" if kind == "customer_promise" else "ours"


def _note_moment(journal: Journal, step_id: int, column: str, at: datetime | str | None, name: str) -> Changes:
    step = get(journal, step_id)
    require_clock(step)
    moment = RULES["raised_at"](at if at is not None else journal.clock.wall())
    _clock_in_order({"raised_at": began_at(step), column: moment})
    with journal.operation(name, subject=step.title) as work:
        work.update(Step, step_id, {column: moment}, revision=step.revision)
        return work.done(step_id)
