"""Visits: written down, planned, held, missed or cancelled, with who took part and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack

from models import next_visits, participants, records, steps, values
from models.changes import Changes, Operation, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.preparation import words_of_question
from models.tables import Account, Attachment, Feedback, Step, Visit, VisitQuestion, table_name
from models.text.field_words import STATE_NAMES
from models.text.language import Label

CHANNELS = ("on_site", "hosted", "call", "video", "message", "event")


class VisitFields(TypedDict, total=False):
    """The fields of a visit; `start` is the time on the wall where it happens, `zone` its name if not the laptop's."""

    account_id: int
    trip_id: int | None
    project_id: int | None
    start: datetime | str
    zone: str
    minutes: int | None
    channel: str
    place: str
    purpose: str
    expected_result: str
    state: str
    summary: str
    highlight: str
    support_needed: str
    notes: str
    private_notes: str
    satisfaction: int | None
    expectation: str
    expectation_level: int | None
    confidential: bool
    series_id: int | None
    repeats: str
    skipped_days: str
    plan_id: int | None
    calendar_uid: str
    tags: str | list[str]


RULES: dict[str, values.Rule] = {
    "account_id": values.required(Label("account"), values.link),
    "trip_id": values.link,
    "project_id": values.link,
    "start": values.required(Label("time of the visit"), values.moment(Label("time of the visit"))),
    "zone": values.line(Label("time zone"), 100),
    "minutes": values.number(Label("length in minutes"), 1, 100_000),
    "channel": values.choice(Label("channel"), CHANNELS),
    "place": values.line(Label("place")),
    "purpose": values.line(Label("purpose"), 2000),
    "expected_result": values.paragraph(Label("expected result")),
    "state": values.choice(Label("state of a visit"), STATE_NAMES),
    "summary": values.paragraph(Label("summary")),
    "highlight": values.paragraph(Label("highlight")),
    "support_needed": values.paragraph(Label("support needed")),
    "notes": values.paragraph(Label("notes"), values.NOTES_LENGTH),
    "private_notes": values.paragraph(Label("private notes"), values.NOTES_LENGTH),
    "satisfaction": values.number(Label("satisfaction"), 1, 5),
    "expectation": values.paragraph(Label("expectation")),
    "expectation_level": values.number(Label("what they expected"), 1, 5),
    "confidential": values.flag,
    "series_id": values.link,
    "repeats": values.line(Label("repetition"), 1000),
    "skipped_days": values.line(Label("days left out"), 20_000),
    "plan_id": values.link,
    "calendar_uid": values.line(Label("calendar id"), 500),
    "tags": values.tags,
}


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit as it is read; `revision` goes back with an edit."""

    id: int
    revision: int
    account_id: int
    trip_id: int | None
    project_id: int | None
    start: str
    zone: str
    minutes: int | None
    channel: str
    place: str
    purpose: str
    expected_result: str
    state: str
    summary: str
    highlight: str
    support_needed: str
    notes: str
    private_notes: str
    satisfaction: int | None
    expectation: str
    expectation_level: int | None
    confidential: int
    series_id: int | None
    repeats: str
    skipped_days: str
    plan_id: int | None
    calendar_uid: str
    tags: str


def record(
    journal: Journal,
    *,
    people: Sequence[int] = (),
    colleagues: Sequence[int] = (),
    questions: Sequence[str] = (),
    next_steps: Sequence[steps.StepFields] = (),
    **fields: Unpack[VisitFields],
) -> Changes:
    """Write down a visit with its contacts, colleagues, questions and the steps that came of it, all at once.

    Without a start it is now; without a state it is held. Contacts take part in the post they hold on that day.
    Raises InvalidValue for a field that can't be stored, and then nothing is.
    """
    stored = values.checked({"account_id": None, "start": journal.clock.wall(), "state": "held", **fields}, RULES)
    _refuse_future(journal, stored["state"], stored["start"])
    with journal.operation("visits.record", subject=str(stored.get("purpose", ""))) as work:
        work.require_live(Account, stored["account_id"])
        visit_id = work.insert(Visit, **stored)
        participants.take_part(journal, work, visit_id, people)
        participants.accompany(work, visit_id, colleagues)
        for position, question in enumerate(questions):
            work.insert(VisitQuestion, visit_id=visit_id, position=position, question=words_of_question(question))
        for step in next_steps:
            steps.create(journal, **_from_visit(journal, visit_id, stored, step))
        if stored.get("repeats"):
            next_visits.follow(journal, work, None, get(journal, visit_id))
        return work.done(visit_id)


def plan(
    journal: Journal, *, people: Sequence[int] = (), questions: Sequence[str] = (), **fields: Unpack[VisitFields]
) -> Changes:
    """Plan a visit; the same as `record` in the state planned."""
    fields["state"] = "planned"
    return record(journal, people=people, questions=questions, **fields)


def plan_again(journal: Journal, visit_id: int) -> Changes:
    """Plan a visit like one that was: the same people and purpose, at the same time of the next such weekday."""
    before = get(journal, visit_id)
    day, time = date.fromisoformat(before.start[:10]), before.start[10:]
    latest = max(day, journal.clock.today())
    ahead = latest + timedelta(days=(day - latest).days % 7 or 7)
    return plan(
        journal,
        account_id=before.account_id,
        project_id=before.project_id,
        start=f"{ahead.isoformat()}{time}",
        zone=before.zone,
        minutes=before.minutes,
        channel=before.channel,
        place=before.place,
        purpose=before.purpose,
        confidential=bool(before.confidential),
        people=participants.still_there(journal, visit_id),
    )


def edit(
    journal: Journal,
    visit_id: int,
    *,
    revision: int | None = None,
    people: Sequence[int] | None = None,
    colleagues: Sequence[int] | None = None,
    all_later: bool = False,
    **fields: Unpack[VisitFields],
) -> Changes:
    """Change fields of a visit, and who took part when that is given.

    A planned one of a series that moves to another time moves alone, or with `all_later` the whole rest of it does.
    Raises InvalidValue, NotFound, or ChangedElsewhere when it no longer has the revision given.
    """
    stored = values.checked(fields, RULES)
    before = get(journal, visit_id)
    _refuse_future(journal, stored.get("state", before.state), stored.get("start", before.start))
    with journal.operation("visits.edit", record=(Visit, visit_id)) as work:
        work.require_live(Account, stored.get("account_id"))
        changed = next_visits.moved(before, stored, all_later=all_later) | stored
        work.update(Visit, visit_id, changed, revision=before.revision if revision is None else revision)
        _let_follow(journal, work, before)
        if people is not None:
            participants.replace(journal, work, visit_id, people)
        if colleagues is not None:
            participants.replace_colleagues(work, visit_id, colleagues)
        next_visits.follow(journal, work, before, get(journal, visit_id))
        return work.done(visit_id)


def hold(journal: Journal, visit_id: int, **fields: Unpack[VisitFields]) -> Changes:
    """Mark a planned visit as held, with what came of it; raises InvalidValue when it was not planned."""
    return _move(journal, visit_id, "held", "visits.hold", fields)


def miss(journal: Journal, visit_id: int, **fields: Unpack[VisitFields]) -> Changes:
    """Mark a planned visit as missed: it should have been and was not; raises InvalidValue when it was not planned."""
    return _move(journal, visit_id, "missed", "visits.miss", fields)


def cancel(journal: Journal, visit_id: int, **fields: Unpack[VisitFields]) -> Changes:
    """Mark a planned visit as cancelled; raises InvalidValue when it was not planned."""
    return _move(journal, visit_id, "cancelled", "visits.cancel", fields)


def trash(journal: Journal, visit_id: int) -> Changes:
    """Put a visit with its files and the steps that came of it into the trash."""
    with journal.operation("visits.trash", subject=get(journal, visit_id).purpose) as work:
        work.trash(Visit, visit_id)
        work.trash_where(Attachment, _FILES, visit_id)
        work.trash_where(Step, "visit_id = ?", visit_id)
        _plan_next_service(journal, work, visit_id)
        return work.done(visit_id)


def restore(journal: Journal, visit_id: int) -> Changes:
    """Take a visit out of the trash with the steps and files that went there with it.

    Raises NotFound if it is not there, or if its account lies there too: that comes out first.
    """
    with journal.operation("visits.restore") as work:
        owner = journal.row("SELECT account_id FROM visit WHERE id = ?", visit_id)
        work.require_live(Account, owner[0] if owner else None)
        work.restore_trashed(Visit, visit_id, (Step, "visit_id"), (Attachment, _VISIT_OF_FILE))
        return work.done(visit_id)


_FILES = "visit_id = ?1 OR step_id IN (SELECT id FROM step WHERE visit_id = ?1)"
_VISIT_OF_FILE = "coalesce(visit_id, (SELECT step.visit_id FROM step WHERE step.id = step_id))"
"""As SQL: the files of a visit and of its steps, and the visit that a file belongs to."""


def get(journal: Journal, visit_id: int) -> VisitRow:
    """Return a visit; raises NotFound for one that is not there or lies in the trash."""
    return records.get(journal, Visit, VisitRow, visit_id)


def _move(journal: Journal, visit_id: int, state: str, name: str, fields: VisitFields) -> Changes:
    before = get(journal, visit_id)
    if before.state != "planned":
        raise InvalidValue(
            "Only a planned visit can become {state}; this one is {present}. Undo that first, or edit the visit.",
            state=STATE_NAMES[state],
            present=STATE_NAMES[before.state],
        )
    stored = {**values.checked(fields, RULES), "state": state}
    _refuse_future(journal, state, stored.get("start", before.start))
    with journal.operation(name, subject=before.purpose) as work:
        work.update(
            Visit, visit_id, next_visits.moved(before, stored, all_later=False) | stored, revision=before.revision
        )
        _let_follow(journal, work, before)
        next_visits.follow(journal, work, before, get(journal, visit_id))
        return work.done(visit_id)


def _let_follow(journal: Journal, work: Operation, before: VisitRow) -> None:
    """Let what took its account or its post from a visit follow it to another account or day.

    Otherwise a promise would stay with the customer the visit was first written down for by mistake.
    """
    now = get(journal, before.id)
    if now.account_id != before.account_id:
        from models import service  # as below

        for table in (Step, Feedback):
            query = f"SELECT id FROM {table_name(table)} WHERE visit_id = ? AND account_id = ? AND deleted_at IS NULL"
            for (record_id,) in journal.rows(query, now.id, before.account_id):
                work.update(table, record_id, {"account_id": now.account_id})
        service.leave(journal, work, now.id, before.account_id)
    if (now.account_id, now.start[:10], now.state) != (before.account_id, before.start[:10], before.state):
        participants.follow(journal, work, now.id)
    if before.state == "planned" != now.state:
        _plan_next_service(journal, work, now.id)


def _plan_next_service(journal: Journal, work: Operation, visit_id: int) -> None:
    from models import service  # a window that stands still needs none of it

    service.follow_visit(journal, work, visit_id)


def _refuse_future(journal: Journal, state: Value, start: Value) -> None:
    """Refuse a visit that was held after tomorrow; one day of grace covers every time zone."""
    latest = (journal.clock.today() + timedelta(days=2)).isoformat()
    if state == "held" and str(start) >= latest:
        raise InvalidValue(
            "A visit on {day} can't have been held yet. Plan it instead, or correct the day.", day=str(start)[:10]
        )


def _from_visit(journal: Journal, visit_id: int, visit: dict[str, Value], step: steps.StepFields) -> steps.StepFields:
    """Return a step's fields with what it takes over from its visit, unless it says otherwise.

    A visit in a zone ahead of the laptop's, or one that is only planned, raises its steps now: they must be able to
    be closed before the laptop's clock gets there.
    """
    account_id, project_id = visit["account_id"], visit.get("project_id")
    inherited: steps.StepFields = {
        "visit_id": visit_id,
        "account_id": account_id if isinstance(account_id, int) else None,
        "project_id": project_id if isinstance(project_id, int) else None,
        "raised_at": min(str(visit["start"]), journal.clock.wall()),
    }
    inherited.update(step)
    return inherited
