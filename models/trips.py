"""Trips and events: what several visits belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from models import records, values
from models.changes import Changes
from models.journal import Journal
from models.tables import Trip
from models.text.language import Label


class TripFields(TypedDict, total=False):
    """The fields of a trip or an event; `kind` is trip or event, days are dates or ISO text."""

    name: str
    kind: str
    start_on: date | str | None
    end_on: date | str | None
    place: str
    notes: str


RULES: dict[str, values.Rule] = {
    "name": values.line(Label("name of the trip"), values.NAME_LENGTH, required=True),
    "kind": values.choice(Label("kind of trip"), ("trip", "event")),
    "start_on": values.day(Label("first day")),
    "end_on": values.day(Label("last day")),
    "place": values.line(Label("place")),
    "notes": values.paragraph(Label("notes"), values.NOTES_LENGTH),
}


@dataclass(frozen=True, slots=True)
class TripRow:
    """A trip or an event as it is read."""

    id: int
    revision: int
    name: str
    kind: str
    start_on: str | None
    end_on: str | None
    place: str
    notes: str


def create(journal: Journal, **fields: Unpack[TripFields]) -> Changes:
    """Make a trip or an event; raises InvalidValue for a field that can't be stored."""
    stored = values.checked({"name": "", **fields}, RULES)
    values.in_order(stored.get("start_on"), stored.get("end_on"), Label("first day"), Label("last day"))
    with journal.operation("trips.create", subject=str(stored["name"])) as work:
        return work.done(work.insert(Trip, **stored))


def get(journal: Journal, trip_id: int) -> TripRow:
    """Return a trip or an event; raises NotFound for one that is not there or lies in the trash."""
    return records.get(journal, Trip, TripRow, trip_id)
