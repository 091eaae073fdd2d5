"""Trips and events: made, changed, filled with visits, removed and brought back."""

from __future__ import annotations

import pytest

from models import accounts, changes, steps, trip_lists, trips, visits
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from tests.factories import make_account, make_contact, make_step, make_visit


def test_a_trip_shows_its_visits_in_their_order_and_whom_they_led_to(journal: Journal) -> None:
    trip = trips.create(journal, name="Harbin 哈尔滨", start_on="2026-05-11", end_on="2026-05-15").id
    north, south = make_account(journal, "North"), make_account(journal, "South")
    hai, min_ = make_contact(journal), make_contact(journal, "方敏")
    late = make_visit(journal, south, "2026-05-13T15:00", people=[hai, min_], trip_id=trip)
    early = make_visit(journal, north, "2026-05-12T09:00", people=[hai], trip_id=trip)
    ahead = visits.plan(journal, account_id=north, start="2026-05-15T09:00", trip_id=trip).id
    make_visit(journal, north, "2026-05-12T10:00")
    step = make_step(journal, account_id=north, visit_id=early)
    done = make_step(journal, account_id=north, visit_id=early)
    found = trip_lists.sheet(journal, trip)
    assert [visit.id for visit in found.visits] == [early, late, ahead]
    assert found.visits[1].people == ("徐海", "方敏")
    assert (found.steps, found.step_ids) == (2, (step, done))
    steps.close(journal, done)
    found = trip_lists.sheet(journal, trip)
    assert found.step_ids == (step, done)
    assert [(one.id, one.visits) for one in found.people] == [(hai, 2), (min_, 1)]
    assert (found.line.held, found.line.planned, found.line.accounts, found.line.people, found.steps) == (2, 1, 2, 2, 1)


def test_the_latest_trip_stands_first_by_its_own_days_or_those_of_its_visits(journal: Journal) -> None:
    account = make_account(journal)
    old = trips.create(journal, name="Old", start_on="2026-01-05", end_on="2026-01-07").id
    undated = trips.create(journal, name="Undated").id
    make_visit(journal, account, "2026-05-13T15:00", trip_id=undated)
    ahead = trips.create(journal, name="Ahead", start_on="2026-06-01").id
    empty = trips.create(journal, name="Empty").id
    lines = trip_lists.lines(journal, limit=50)
    assert [line.id for line in lines] == [ahead, undated, old, empty]
    assert [(line.first, line.last) for line in lines] == [
        ("2026-06-01", "2026-06-01"),
        ("2026-05-13", "2026-05-13"),
        ("2026-01-05", "2026-01-07"),
        ("", ""),
    ]
    assert [line.id for line in trip_lists.choices(journal, "2026-01-06", limit=9)] == [old, ahead, undated, empty]
    assert [line.id for line in trip_lists.choices(journal, "2026-01-06", "D", limit=1)] == [old]


def test_a_window_of_the_trips_holds_those_whose_name_or_place_fits(journal: Journal) -> None:
    days = [f"2026-01-0{number}" for number in range(1, 6)]
    made = [trips.create(journal, name=f"Trip {day}", place="München", start_on=day).id for day in days]
    trips.create(journal, name="Harbin 哈尔滨", start_on="2026-02-01")
    found = trip_lists.lines(journal, "munchen TRIP", limit=2, offset=1)
    assert [line.id for line in found] == [made[3], made[2]]
    assert [line.name for line in trip_lists.lines(journal, "哈尔滨", limit=9)] == ["Harbin 哈尔滨"]
    assert [line.id for line in trip_lists.lines(journal, limit=2, offset=5)] == [made[0]]
    assert trip_lists.count(journal) == 6


def test_the_trips_that_go_on_today_are_told(journal: Journal) -> None:
    trips.create(journal, name="Over", start_on="2026-05-11", end_on="2026-05-13")
    trips.create(journal, name="Ahead", start_on="2026-05-15")
    trips.create(journal, name="Undated")
    on = trips.create(journal, name="On", start_on="2026-05-13", end_on="2026-05-14").id
    day = trips.create(journal, name="Today", start_on="2026-05-14").id
    assert [line.id for line in trip_lists.under_way(journal)] == [on, day]


def test_visits_are_put_into_a_trip_and_taken_out_again_in_one_go(journal: Journal) -> None:
    account = make_account(journal)
    several = [make_visit(journal, account), make_visit(journal, account)]
    trip = trips.create(journal, name="Harbin").id
    trips.put_visits(journal, several, trip)
    assert {visits.get(journal, one).trip_id for one in several} == {trip}
    changes.undo(journal)
    assert {visits.get(journal, one).trip_id for one in several} == {None}
    with pytest.raises(NotFound):
        trips.put_visits(journal, several, 7)


def test_a_removed_trip_leaves_its_visits_and_comes_back_with_them(journal: Journal) -> None:
    trip = trips.create(journal, name="Harbin").id
    visit = make_visit(journal, make_account(journal), trip_id=trip)
    trips.trash(journal, trip)
    assert not trip_lists.lines(journal, limit=50)
    assert visits.get(journal, visit).id == visit
    trips.restore(journal, trip)
    assert [one.id for one in trip_lists.sheet(journal, trip).visits] == [visit]


def test_planned_visits_are_spread_over_the_days_of_the_trip(journal: Journal) -> None:
    places = [accounts.create(journal, name=name).id for name in "ABCDE"]
    trip = trips.create(journal, name="Harbin", start_on="2026-06-01", end_on="2026-06-03", purpose="Get to know").id
    trips.plan_visits(journal, trip, places)
    found = trip_lists.sheet(journal, trip).visits
    assert [(visit.start, visit.account) for visit in found] == [
        ("2026-06-01T00:00", "A"),
        ("2026-06-01T00:00", "B"),
        ("2026-06-02T00:00", "C"),
        ("2026-06-02T00:00", "D"),
        ("2026-06-03T00:00", "E"),
    ]
    assert {(visit.purpose, visit.state, visit.channel) for visit in found} == {("Get to know", "planned", "on_site")}


def test_what_makes_no_sense_is_refused_and_nothing_is_changed(journal: Journal) -> None:
    with pytest.raises(InvalidValue, match="last day"):
        trips.create(journal, name="Back in time", start_on="2026-06-02", end_on="2026-06-01")
    trip = trips.create(journal, name="Harbin").id
    with pytest.raises(InvalidValue, match="first day"):
        trips.plan_visits(journal, trip, [make_account(journal)])
    trips.edit(journal, trip, start_on="2026-06-02")
    with pytest.raises(InvalidValue, match="last day"):
        trips.edit(journal, trip, end_on="2026-06-01")
    with pytest.raises(InvalidValue, match="No account"):
        trips.plan_visits(journal, trip, [])
    assert trips.get(journal, trip).end_on is None
