"""Trips and events: what several visits belong to, how they are planned, and which visits are put into them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypedDict, Unpack

from models import records, values, visits
from models.changes import Changes
from models.clock import NO_TIME
from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class
from models.tables import Trip, Visit
from models.text.language import Label

KINDS = ("trip", "event")


class TripFields(TypedDict, total=False):
    """The fields of a trip or an event; `kind` is trip or event, days are dates or ISO text."""

    name: str
    kind: str
    start_on: date | str | None
    end_on: date | str | None
    place: str
    notes: str
    purpose: str
    result: str


RULES: dict[str, values.Rule] = {
    "name": values.line(Label("name of the trip"), values.NAME_LENGTH, required=True),
    "kind": values.choice(Label("kind of trip"), KINDS),
    "start_on": values.day(Label("first day")),
    "end_on": values.day(Label("last day")),
    "place": values.line(Label("place")),
    "notes": values.paragraph(Label("notes"), values.NOTES_LENGTH),
    "purpose": values.line(Label("purpose"), 2000),
    "result": values.paragraph(Label("what came of it")),
}


@row_class
class TripRow:
    """A trip or an event as it is read; days are ISO text, `revision` goes back with an edit."""

    id: int
    revision: int
    name: str
    kind: str
    start_on: str | None
    end_on: str | None
    place: str
    notes: str
    purpose: str
    result: str


def create(journal: Journal, **fields: Unpack[TripFields]) -> Changes:
    """Make a trip or an event; raises InvalidValue for a field that can't be stored."""
    stored = values.checked({"name": "", **fields}, RULES)
    values.in_order(stored.get("start_on"), stored.get("end_on"), Label("first day"), Label("last day"))
    with journal.operation("trips.create", subject=str(stored["name"])) as work:
        return work.done(work.insert(Trip, **stored))


def edit(journal: Journal, trip_id: int, *, revision: int | None = None, **fields: Unpack[TripFields]) -> Changes:
    """Change fields of a trip.

    Raises InvalidValue, NotFound, or ChangedElsewhere when it no longer has the revision given.
    """
    stored = values.checked(fields, RULES)
    before = get(journal, trip_id)
    first, last = stored.get("start_on", before.start_on), stored.get("end_on", before.end_on)
    values.in_order(first, last, Label("first day"), Label("last day"))
    with journal.operation("trips.edit", record=(Trip, trip_id)) as work:
        work.update(Trip, trip_id, stored, revision=revision)
        return work.done(trip_id)


def trash(journal: Journal, trip_id: int) -> Changes:
    """Put a trip into the trash; its visits stay where they are, and belong to it again when it comes back."""
    with journal.operation("trips.trash", subject=get(journal, trip_id).name) as work:
        work.trash(Trip, trip_id)
        return work.done(trip_id)


def restore(journal: Journal, trip_id: int) -> Changes:
    """Take a trip out of the trash; raises NotFound if it is not there."""
    with journal.operation("trips.restore") as work:
        work.restore_trashed(Trip, trip_id)
        return work.done(trip_id)


def get(journal: Journal, trip_id: int) -> TripRow:
    """Return a trip or an event; raises NotFound for one that is not there or lies in the trash."""
    return records.get(journal, Trip, TripRow, trip_id)


def put_visits(journal: Journal, visit_ids: Sequence[int], trip_id: int | None) -> Changes:
    """Let visits belong to a trip, or to none; raises NotFound for a visit or a trip that is not there."""
    name = get(journal, trip_id).name if trip_id is not None else ""
    with journal.operation("trips.put_visits", subject=name) as work:
        for visit_id in dict.fromkeys(visit_ids):
            work.update(Visit, visit_id, {"trip_id": trip_id})
        return work.done(trip_id)


def plan_visits(
    journal: Journal, trip_id: int, account_ids: Sequence[int], *, purpose: str = "", channel: str = "on_site"
) -> Changes:
    """Plan one visit to each account on a trip, without a time of the day, spread over its days in the order given.

    Raises InvalidValue without an account, or when the trip has no first day.
    """
    trip = get(journal, trip_id)
    wanted = list(dict.fromkeys(account_ids))
    if not wanted:
        raise InvalidValue("No account is chosen. Choose whom to visit.")
    if trip.start_on is None:
        raise InvalidValue("The first day of the trip is missing. Please enter one.")
    first = date.fromisoformat(trip.start_on)
    days = (date.fromisoformat(trip.end_on) - first).days + 1 if trip.end_on else 1
    with journal.operation("trips.plan_visits", subject=trip.name) as work:
        for number, account_id in enumerate(wanted):
            day = first + timedelta(days=number * days // len(wanted))
            visits.plan(
                journal,
                account_id=account_id,
                start=f"{day}{NO_TIME}",
                purpose=purpose or trip.purpose,
                place=trip.place if trip.kind == "event" else "",
                channel="event" if trip.kind == "event" else channel,
                trip_id=trip_id,
            )
        return work.done(trip_id)
