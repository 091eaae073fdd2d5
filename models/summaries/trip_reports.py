"""Trip report: the visits of a period that belong to a trip or an event, trip by trip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.errors import InvalidValue
from models.summaries import facts, sections, visit_sheets
from models.summaries.facts import VisitFact
from models.summaries.frame import SHOWN_STATES, Frame
from models.summaries.report import Cell, Column, Figure, Note, Report, Section, Table
from models.text.language import Label

_PURPOSE, _RESULT = Label("What it was for: {text}"), Label("What came of it: {text}")
_KINDS = {"trip": Label("trip"), "event": Label("event")}


@dataclass(frozen=True, slots=True)
class TripFact:
    """A trip or an event with its visits of the period."""

    id: int
    name: str
    kind: str
    place: str
    notes: str | None
    purpose: str
    result: str
    first: date
    last: date
    visits: tuple[VisitFact, ...]


def trip_report(frame: Frame) -> Report:
    """Return the trips and events of the period with their visits; visits of no trip are left out.

    Raises InvalidValue when a customer would read it: a trip leads to several customers.
    """
    if frame.is_for_customer:
        raise InvalidValue("A trip leads to several customers, so its summary is never for one. Choose another kind.")
    say = frame.language.say
    trips = _trips(frame)
    visits = [visit for trip in trips for visit in trip.visits]
    people = facts.people_of(frame.journal, [visit.id for visit in visits])
    parts: list[Section | None] = [_overview(frame, trips)] if len(trips) != 1 else []
    parts += [_section(frame, trip, people) for trip in trips]
    table = sections.visits(visits, people, frame.period, frame.today, frame.language)
    parts.append(visit_sheets.for_sheets(_with_trip(frame, table, trips)))
    notes = tuple(note for trip in trips for note in _notes(frame, trip))
    parts.append(Section("notes", say("Notes"), notes=notes, medium="sheet") if notes else None)
    shown = [part for part in parts if part is not None]
    figures = _figures(frame, trips, visits)
    return frame.report("trip", say("Trips and events"), figures, shown, subtitle=frame.accounts_and_days())


def _trips(frame: Frame) -> list[TripFact]:
    """Return the trips of the period's visits, the earliest first; without days of its own one has its visits' days."""
    visits = facts.visits(frame.journal, frame.period, frame.scope, SHOWN_STATES)
    query = f"""
        SELECT shown_visit.id, trip_id FROM shown_visit
        WHERE start >= ? AND start < ? AND trip_id IS NOT NULL AND {frame.scope.condition("account_id")}"""
    trip_of = dict(frame.journal.rows(query, *facts.bounds(frame.period), *frame.scope.account_ids))
    by_trip: dict[int, list[VisitFact]] = {}
    for visit in visits:
        if visit.id in trip_of:
            by_trip.setdefault(trip_of[visit.id], []).append(visit)
    rows = frame.journal.rows("SELECT id, name, kind, place, notes, purpose, result, start_on, end_on FROM shown_trip")
    trips = []
    for trip_id, name, kind, place, notes, purpose, result, start_on, end_on in rows:
        if trip_id in by_trip:
            found = by_trip[trip_id]
            first = date.fromisoformat(start_on) if start_on else found[0].day
            last = max(first, date.fromisoformat(end_on) if end_on else found[-1].day)
            trips.append(TripFact(trip_id, name, kind, place, notes, purpose, result, first, last, tuple(found)))
    return sorted(trips, key=lambda trip: (trip.first, trip.id))


def _figures(frame: Frame, trips: Sequence[TripFact], visits: Sequence[VisitFact]) -> list[Figure]:
    plural = frame.language.plural
    held = sum(visit.state == "held" for visit in visits)
    accounts = len({visit.account_id for visit in visits})
    return [
        Figure(str(len(trips)), plural("trip or event", "trips and events", len(trips))),
        Figure(str(held), plural("visit", "visits", held)),
        Figure(str(accounts), plural("account", "accounts", accounts)),
    ]


def _overview(frame: Frame, trips: Sequence[TripFact]) -> Section:
    language = frame.language
    say = language.say
    columns = (
        Column(say("Days"), 2.2),
        Column(say("Trip or event"), 4),
        Column(say("Kind"), 1.1),
        Column(say("Place"), 1.4, sheet_only=not any(trip.place for trip in trips)),
        Column(say("Visits"), 0.8, "number"),
        Column(say("First day"), 1, "date", sheet_only=True),
        Column(say("Last day"), 1, "date", sheet_only=True),
    )
    rows = tuple(
        (
            Cell(language.period(trip.first, trip.last), tone="quiet"),
            Cell(trip.name, tone="strong"),
            Cell(say(_KINDS[trip.kind])),
            Cell(trip.place),
            visit_sheets.number(len(trip.visits)),
            Cell(language.day(trip.first), trip.first),
            Cell(language.day(trip.last), trip.last),
        )
        for trip in trips
    )
    empty = say("No visit of this period belongs to a trip or an event.")
    return Section("trips", say("Overview"), Table(columns, rows), empty=empty)


def _section(frame: Frame, trip: TripFact, people: Mapping[int, tuple[str, ...]]) -> Section:
    """Return the visits of one trip, and below them what came of it, and its highlights."""
    language = frame.language
    columns = (
        Column(language.say("Day"), 1.2, "date"),
        Column(language.say("Account"), 1.9),
        Column(language.say("Met"), 1.7),
        Column(language.say("Result"), 4.2),
    )
    rows = tuple(
        (
            Cell(sections.day_in(visit.day, frame.period, language), visit.day, "quiet"),
            Cell(visit.account, tone="strong"),
            Cell(sections.met(people.get(visit.id, ()), language), tone="quiet"),
            sections.result_line(visit, frame.today, language),
        )
        for visit in trip.visits
    )
    highlights = sections.highlights(trip.visits, language)
    told = [
        language.say(sentence, text=" ".join(text.split()))
        for sentence, text in ((_PURPOSE, trip.purpose), (_RESULT, trip.result))
        if text.strip()
    ]
    return Section(
        f"trip-{trip.id}",
        _heading(frame, trip),
        Table(columns, rows, bare=True),
        (*told, *(highlights.items if highlights else ())),
        _notes(frame, trip),
        medium="page",
    )


def _notes(frame: Frame, trip: TripFact) -> tuple[Note, ...]:
    """Return the notes of the trip itself, then those of its visits."""
    of_visits = sections.notes(trip.visits, frame.language)
    of_trip = (Note(trip.name, trip.notes),) if trip.notes else ()
    return (*of_trip, *(of_visits.notes if of_visits else ()))


def _heading(frame: Frame, trip: TripFact) -> str:
    say = frame.language.say
    days = frame.language.period(trip.first, trip.last)
    if trip.place:
        return say("{trip} · {days}, {place}", trip=trip.name, days=days, place=trip.place)
    return say("{trip} · {days}", trip=trip.name, days=days)


def _with_trip(frame: Frame, section: Section, trips: Sequence[TripFact]) -> Section:
    """Return the sheet of visits with the trip in front of each."""
    names = [trip.name for trip in trips for _ in trip.visits]
    table = section.table or Table((), ())
    columns = (Column(frame.language.say("Trip or event")), *table.columns)
    rows = tuple((Cell(name), *row) for name, row in zip(names, table.rows, strict=True))
    return Section(section.key, section.title, Table(columns, rows))
