"""The trip report puts the visits of a period together by trip and event."""

from __future__ import annotations

import io

import openpyxl
import pytest

from models import trips
from models.errors import InvalidValue
from models.journal import Journal
from models.summaries import excel
from models.summaries.gather import gather
from models.summaries.periods import week_of
from models.summaries.privacy import AudienceName
from models.summaries.report import Report
from models.text.language import Language
from tests.factories import TODAY, make_account, make_visit
from tests.models.summaries.reading import column, figures, section


def trip_report(journal: Journal, audience: AudienceName = "manager", **choices: object) -> Report:
    return gather(journal, week_of(TODAY), language=Language("en"), kind="trip", audience=audience, **choices)  # type: ignore[arg-type]


@pytest.fixture
def travelled(journal: Journal) -> Journal:
    """A week with a trip to two customers, a fair, and a visit of no trip."""
    rail, port = make_account(journal), make_account(journal, "Port of Vessen")
    north = trips.create(
        journal, name="North round", start_on="2026-05-11", end_on="2026-05-13", place="Leeds", notes="by train"
    ).id
    fair = trips.create(journal, name="Rail fair", kind="event").id
    make_visit(journal, port, "2026-05-12T10:00", trip_id=north, summary="Survey", highlight="First yes")
    make_visit(journal, rail, "2026-05-11T10:00", trip_id=north, summary="Dates", notes="rainy")
    make_visit(journal, rail, "2026-05-14T09:00", trip_id=fair, summary="Stand", channel="event")
    make_visit(journal, rail, "2026-05-14T11:00", summary="Of no trip")
    return journal


@pytest.mark.parametrize("other_visits", [0, 2])
def test_a_week_without_trips_says_so(journal: Journal, other_visits: int) -> None:
    for _ in range(other_visits):
        make_visit(journal, make_account(journal))
    report = trip_report(journal)
    assert [part.empty for part in report.sections] == ["No visit of this period belongs to a trip or an event."]


def test_trips_stand_with_days_place_and_visits(travelled: Journal) -> None:
    report = trip_report(travelled)
    overview = section(report, "trips")
    assert column(overview, "Trip or event") == ["North round", "Rail fair"]
    assert column(overview, "Days") == ["11 – 13 May 2026", "14 May 2026"]
    assert column(overview, "Kind") == ["trip", "event"]
    assert column(overview, "Place") == ["Leeds", ""]
    assert column(overview, "Visits") == ["2", "1"]
    north, fair = (part for part in report.sections if part.medium == "page")
    assert (north.title, fair.title) == ("North round · 11 – 13 May 2026, Leeds", "Rail fair · 14 May 2026")
    assert column(north, "Account") == ["Northern Rail", "Port of Vessen"]
    assert column(north, "Result") == ["Dates", "Survey"]
    assert north.items == ("Port of Vessen: First yes",)
    assert figures(report) == {"trips and events": "2", "visits": "3", "accounts": "2"}


def test_what_came_of_a_trip_is_told_below_its_visits(journal: Journal) -> None:
    told = {"purpose": "Agree the dates", "result": "Two of three\nagreed"}
    north = trips.create(journal, name="North round", start_on="2026-05-11", **told).id  # type: ignore[arg-type]
    make_visit(journal, make_account(journal), "2026-05-12T10:00", trip_id=north, highlight="First yes")
    (part,) = (part for part in trip_report(journal).sections if part.medium == "page")
    assert part.items == (
        "What it was for: Agree the dates",
        "What came of it: Two of three agreed",
        "Northern Rail: First yes",
    )


def test_a_trip_never_ends_before_it_begins(journal: Journal) -> None:
    trip = trips.create(journal, name="North round", end_on="2026-05-01").id
    make_visit(journal, make_account(journal), "2026-05-13T10:00", trip_id=trip)
    (page,) = (part for part in trip_report(journal).sections if part.medium == "page")
    assert page.title == "North round · 13 May 2026"


def test_notes_of_the_trip_and_its_visits_only_when_ticked(travelled: Journal) -> None:
    assert all(not part.notes for part in trip_report(travelled).sections)
    north = next(part for part in trip_report(travelled, with_notes=True).sections if part.notes)
    assert [note.markdown for note in north.notes] == ["by train", "rainy"]


def test_a_sheet_names_the_trip_of_every_visit(travelled: Journal) -> None:
    book = openpyxl.load_workbook(io.BytesIO(excel.render(trip_report(travelled))))
    assert book.sheetnames == ["Summary", "Overview", "Visits"]
    assert [row[0].value for row in book["Visits"].iter_rows(min_row=2)] == ["North round", "North round", "Rail fair"]


def test_a_confidential_visit_is_in_no_trip(travelled: Journal) -> None:
    secret = trips.create(travelled, name="Secret round").id
    make_visit(travelled, make_account(travelled, "Hidden"), "2026-05-12T15:00", trip_id=secret, confidential=True)
    assert column(section(trip_report(travelled), "trips"), "Trip or event") == ["North round", "Rail fair"]
    assert "Secret round" in column(section(trip_report(travelled, "self"), "trips"), "Trip or event")


def test_no_customer_reads_where_else_a_trip_led(travelled: Journal) -> None:
    with pytest.raises(InvalidValue, match="several customers"):
        trip_report(travelled, "customer", account_ids=[1])
