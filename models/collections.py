"""Collecting money: each contact about what a customer owes, what they promised, and what is to be done next.

Who does not pay is called, then written to, then met, and the law is the last way. Each contact leaves a next step
with a day, so that no invoice is forgotten; when the money is there, that step is closed by itself.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from models import money, receivables, repeating, steps, values
from models.changes import Changes, Operation, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.merging.chain import follow
from models.row_class import row_class
from models.tables import Collection, Contact, Receivable, Step
from models.text.language import Label

MEANS = ("call", "message", "letter", "meeting", "legal")
ESCALATION = ("call", "letter", "meeting", "legal")
"""The steps of an escalation, each graver than the one before; a message counts as a call."""

_WAIT = {"call": 7, "letter": 14, "meeting": 14, "legal": 30}
"""How many days a customer has to answer each step before the next one."""

_AT = values.required(Label("time of the contact"), values.moment(Label("time of the contact")))
_MEANS = values.choice(Label("means"), MEANS)
_SAID = values.paragraph(Label("what they said"))
_PROMISED_ON = values.day(Label("promised date"))
_PROMISED = values.number(Label("promised amount"), 1, money.LARGEST_MINOR)


@row_class
class CollectionRow:
    """A contact about money: when (a time on the wall), by one of MEANS, with whom, what they said and promised.

    The step is what was to follow it; `step_closed` says whether that is done.
    """

    id: int
    contacted_at: str
    means: str
    contact_id: int | None
    contact: str
    colleague_id: int | None
    colleague: str
    said: str
    promised_on: str | None
    promised_minor: int | None
    step_id: int | None
    step: str
    step_closed: int


@row_class
class FollowUp:
    """The step to make after a contact: its title and its day (ISO). With a promise it is theirs, otherwise ours."""

    title: str
    due_on: str


@row_class
class NextStep:
    """What is to be done about money that is owed: by one of MEANS, on which day (ISO), and how it came to that.

    `because` is promised (wait for the day), broken (a promise was not kept), unanswered (the last contact led to
    nothing in its time), waiting (it still has time) or first (nobody was asked yet).
    """

    means: str
    due_on: str
    because: str


def note(
    journal: Journal,
    receivable_id: int,
    *,
    means: str = "call",
    at: datetime | str | None = None,
    said: str = "",
    contact_id: int | None = None,
    colleague_id: int | None = None,
    promised_on: date | str | None = None,
    promised_minor: int | None = None,
    follow_up: FollowUp | None = None,
) -> Changes:
    """Note a contact about money, now if no time is given, with what they promised and the step that follows it.

    The step that followed the contact before is closed. Raises InvalidValue for a promise of more than is owed or of
    a day before the contact, and for a contact that lies ahead; NotFound for a person in the trash.
    """
    row = receivables.get(journal, receivable_id)
    now = journal.clock.wall()
    when, promised = str(_AT(at if at is not None else now)), _PROMISED_ON(promised_on)
    amount = _PROMISED(promised_minor)
    if when > now:
        raise InvalidValue(
            "The {field} lies ahead ({day}). Enter a day until today.",
            field=Label("time of the contact"),
            day=when[:10],
        )
    values.in_order(when[:10], promised, Label("time of the contact"), Label("promised date"))
    _require_owed(journal, row, amount, follow_up)
    stored: dict[str, Value] = {
        "contacted_at": when,
        "means": _MEANS(means),
        "said": _SAID(said),
        "contact_id": values.link(contact_id),
        "colleague_id": values.link(colleague_id),
        "promised_on": promised,
        "promised_minor": amount,
    }
    follow(journal, "contact", stored, "contact_id")
    with journal.operation("collections.note", subject=row.title) as work:
        work.require_live(Contact, stored["contact_id"])
        _close_earlier(journal, receivable_id, when)
        step_id = _make_step(journal, row, follow_up, stored) if follow_up is not None else None
        work.insert(Collection, receivable_id=receivable_id, step_id=step_id, **stored)
        changed: dict[str, Value] = {} if promised is None else {"promised_on": promised}
        if row.escalation in ("", *ESCALATION):
            changed["escalation"] = _graver(row.escalation, means)
        work.update(Receivable, receivable_id, changed)
        return work.done(receivable_id)


def remove(journal: Journal, collection_id: int) -> Changes:
    """Take out a contact that was noted by mistake; the step that followed it stays. Raises NotFound."""
    with journal.operation("collections.remove") as work:
        work.trash(Collection, collection_id)
        found = journal.row("SELECT receivable_id FROM collection WHERE id = ?", collection_id)
        return work.done(found[0] if found else None)


def of_receivable(journal: Journal, receivable_id: int) -> list[CollectionRow]:
    """Return the contacts about a receivable, the newest first."""
    query = """
        SELECT collection.id, contacted_at, means, collection.contact_id, coalesce(contact.name, ''), colleague_id,
               coalesce(colleague.name, ''), said, promised_on, promised_minor, step.id, coalesce(step.title, ''),
               step.closed_at IS NOT NULL
        FROM collection LEFT JOIN contact ON contact.id = collection.contact_id
        LEFT JOIN colleague ON colleague.id = colleague_id
        LEFT JOIN step ON step.id = step_id AND step.deleted_at IS NULL
        WHERE receivable_id = ? AND collection.deleted_at IS NULL ORDER BY contacted_at DESC, collection.id DESC"""
    return [CollectionRow(*row) for row in journal.rows(query, receivable_id)]


def next_step(journal: Journal, receivable_id: int) -> NextStep:
    """Return what is to be done now about a receivable that is not paid."""
    row, today = receivables.get(journal, receivable_id), journal.clock.today()
    contacts = of_receivable(journal, receivable_id)
    reached = _reached(row.escalation, contacts)
    if row.promised_on is not None and row.promised_on >= today.isoformat():
        return NextStep("call", row.promised_on, "promised")
    last = contacts[0].contacted_at[:10] if contacts else None
    if row.promised_on is not None and (last is None or last <= row.promised_on):
        return NextStep(_after(reached), today.isoformat(), "broken")
    if last is None:
        return NextStep("call", max(row.due_on or "", today.isoformat()), "first")
    answered_by = date.fromisoformat(last) + timedelta(days=_WAIT[reached or "call"])
    because = "unanswered" if answered_by <= today else "waiting"
    return NextStep(_after(reached), max(answered_by, today).isoformat(), because)


def following(journal: Journal, receivable_id: int, means: str, promised_on: str | None) -> NextStep:
    """Return what is to follow a contact by one of MEANS: to look for the money on the promised day, or to go on.

    The day is one on which somebody works.
    """
    if promised_on:
        return NextStep("call", promised_on, "promised")
    from models import plan_dates  # the holidays of a country take their time to load

    row = receivables.get(journal, receivable_id)
    reached = _graver(_reached(row.escalation, of_receivable(journal, receivable_id)), means)
    day = journal.clock.today() + timedelta(days=_WAIT[reached])
    return NextStep(
        _after(reached), plan_dates.working_day(day, plan_dates.working_days(journal)).isoformat(), "waiting"
    )


def close_follow_ups(journal: Journal, receivable_id: int, paid_on: str | None) -> None:
    """Close what was to be done about a receivable: it was paid on a day (ISO), or, without one, is given up."""
    for step in _open_steps(journal, receivable_id):
        if paid_on is None:
            repeating.close(journal, step.id, "released")
            continue
        now = journal.clock.wall()
        at = now if paid_on == now[:10] else max(f"{paid_on}T12:00", steps.began_at(step))
        repeating.close(journal, step.id, at=at)


def take_along(journal: Journal, work: Operation, receivable_id: int, from_id: int, to_id: Value) -> None:
    """Let the steps that follow the contacts about a receivable go with it from one account to another."""
    query = """
        SELECT step.id FROM step WHERE account_id = ? AND deleted_at IS NULL
        AND id IN (SELECT step_id FROM collection WHERE receivable_id = ?) ORDER BY id"""
    for (step_id,) in journal.rows(query, from_id, receivable_id):
        work.update(Step, step_id, {"account_id": to_id})


def _make_step(journal: Journal, row: receivables.ReceivableRow, follow_up: FollowUp, contact: dict[str, Value]) -> int:
    person, colleague = contact["contact_id"], contact["colleague_id"]
    fields: steps.StepFields = {
        "title": follow_up.title,
        "due_on": follow_up.due_on,
        "kind": "customer_promise" if contact["promised_on"] is not None else "next_step",
        "account_id": row.account_id,
        "project_id": row.project_id,
    }
    if isinstance(person, int):
        fields["people"] = (person,)
        if fields["kind"] == "customer_promise":
            fields["owner_contact_id"] = person
    if isinstance(colleague, int) and fields["kind"] == "next_step":
        fields["owner_colleague_id"] = colleague
    return steps.create(journal, **fields).id


def _close_earlier(journal: Journal, receivable_id: int, when: str) -> None:
    """Close what followed the contact before: it is done now, or a promise that was broken, or moved to another day."""
    for step in _open_steps(journal, receivable_id):
        at = max(when, steps.began_at(step))
        if step.kind == "customer_promise":
            broken = step.due_on is not None and step.due_on < when[:10]
            repeating.close(journal, step.id, "broken" if broken else "released", at=at)
        else:
            repeating.close(journal, step.id, at=at)


def _open_steps(journal: Journal, receivable_id: int) -> list[steps.StepRow]:
    query = """
        SELECT DISTINCT step.id FROM collection JOIN step ON step.id = step_id
        WHERE receivable_id = ? AND collection.deleted_at IS NULL AND step.deleted_at IS NULL AND closed_at IS NULL
        ORDER BY step.id"""
    return [steps.get(journal, step_id) for (step_id,) in journal.rows(query, receivable_id)]


def _require_owed(
    journal: Journal, row: receivables.ReceivableRow, promised: Value, follow_up: FollowUp | None
) -> None:
    rest = row.amount_minor - receivables.paid_minor(journal, row.id)
    if follow_up is not None and (rest <= 0 or row.written_off_on is not None):
        raise InvalidValue("Nothing is owed of {title} any more.", title=row.title)
    if isinstance(promised, int) and promised > rest:
        raise InvalidValue(
            "Only {rest} of {title} is still owed, and {amount} is promised. Enter what they promised of this one.",
            rest=money.amount(rest, row.currency),
            title=row.title,
            amount=money.amount(promised, row.currency),
        )


def _reached(escalation: str, contacts: list[CollectionRow]) -> str:
    reached = escalation if escalation in ESCALATION else ""
    for contact in contacts:
        reached = _graver(reached, contact.means)
    return reached


def _graver(reached: str, means: str) -> str:
    step = "call" if means == "message" else means
    return max(reached, step, key=lambda one: ESCALATION.index(one) if one else -1)


def _after(reached: str) -> str:
    """Return the next step of the escalation; nothing comes after the law."""
    return ESCALATION[min(ESCALATION.index(reached) + 1, len(ESCALATION) - 1)] if reached else "call"
