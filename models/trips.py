"""Trips and events: what several visits belong to."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from models import values
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
    purpose: str
    result: str


RULES: dict[str, values.Rule] = {
    "name": values.line(Label("name of the trip"), values.NAME_LENGTH, required=True),
    "kind": values.choice(Label("kind of trip"), ("trip", "event")),
    "start_on": values.day(Label("first day")),
    "end_on": values.day(Label("last day")),
    "place": values.line(Label("place")),
    "notes": values.paragraph(Label("notes"), values.NOTES_LENGTH),
    "purpose": values.line(Label("purpose"), 2000),
    "result": values.paragraph(Label("what came of it")),
}


def create(journal: Journal, **fields: Unpack[TripFields]) -> Changes:
    """Make a trip or an event; raises InvalidValue for a field that can't be stored."""
    stored = values.checked({"name": "", **fields}, RULES)
    values.in_order(stored.get("start_on"), stored.get("end_on"), Label("first day"), Label("last day"))
    with journal.operation("trips.create", subject=str(stored["name"])) as work:
        return work.done(work.insert(Trip, **stored))
