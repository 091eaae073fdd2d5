"""The days of the calendar: what stands on them, how much of it, and what may be moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import calendar, changes, plans, steps, trips, visits
from models.errors import InvalidValue
from models.journal import Journal
from tests.factories import TODAY, make_account, make_step, make_visit

FRIDAY = TODAY + timedelta(days=1)


def day_of(journal: Journal, day: date = TODAY, **asked: object) -> calendar.CalendarDay:
    """Return one day of the calendar."""
    (found,) = calendar.read(journal, day, day, **asked).days  # type: ignore[arg-type]
    return found


def entry_of(journal: Journal, day: date = TODAY) -> calendar.Entry:
    """Return the one entry of a day."""
    (found,) = day_of(journal, day).entries
    return found


def test_a_month_is_shown_in_whole_weeks() -> None:
    days = calendar.weeks_of_month(TODAY, first_weekday=0)
    assert (days[0], days[-1]) == (date(2026, 4, 27), date(2026, 5, 31))
    from_sunday = calendar.weeks_of_month(TODAY, first_weekday=6)
    assert (from_sunday[0], from_sunday[-1]) == (date(2026, 4, 26), date(2026, 6, 6))


@given(st.dates(date(1990, 1, 1), date(2088, 12, 31)), st.integers(0, 6))
def test_the_weeks_of_any_month_hold_all_its_days_once(day: date, first: int) -> None:
    days = calendar.weeks_of_month(day, first)
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert len(days) % 7 == 0
    assert days[0].weekday() == first
    assert day.replace(day=1) in days[:7]
    assert {one.day for one in days if (one.year, one.month) == (day.year, day.month)} == set(
        range(1, max(one.day for one in days if one.month == day.month) + 1)
    )
    assert (days[-7].year, days[-7].month) == (day.year, day.month)
    assert day in calendar.week_of(day, first)


def test_a_day_begins_with_its_visits_then_plans_then_what_is_due_then_what_is_closed(journal: Journal) -> None:
    account = make_account(journal, "Northern Rail", short_name="NR")
    closed = make_step(journal, "Closed", due_on=FRIDAY)
    steps.close(journal, closed)
    make_step(journal, "Theirs", kind="customer_promise", due_on=TODAY)
    make_step(journal, "Ours", due_on=TODAY, account_id=account)
    plans.create(journal, goal="Reach acceptance", target_on=TODAY)
    make_visit(journal, account, "2026-05-14T15:00", state="planned", minutes=90, purpose="Dates")
    make_visit(journal, account, "2026-05-14T09:00", channel="call")
    make_visit(journal, account, "2026-05-14T00:00", purpose="All day", state="planned")
    found = day_of(journal)
    assert [(one.time, one.title, one.state) for one in found.entries] == [
        ("", "All day", "planned"),
        ("09:00", "", "held"),
        ("15:00", "Dates", "planned"),
        ("", "Reach acceptance", "open"),
        ("", "Ours", "open"),
        ("", "Theirs", "open"),
        ("", "Closed", "closed"),
    ]
    assert found.count == 7
    assert [one.account for one in found.entries[:3]] == ["NR"] * 3
    assert found.entries[2].minutes == 90
    assert [one.waits for one in found.entries[4:6]] == [False, True]
    assert day_of(journal, closed=False).count == 6


def test_a_full_day_gives_as_many_as_were_asked_for_and_says_how_many_there_are(journal: Journal) -> None:
    account = make_account(journal)
    made = [make_visit(journal, account, f"2026-05-14T{hour:02}:00") for hour in range(8, 20)]
    for number in range(5):
        make_step(journal, f"Step {number}", due_on=TODAY)
    visits.trash(journal, made[0])
    steps.trash(journal, make_step(journal, "Gone", due_on=TODAY))
    gone = make_step(journal, "Closed and gone", due_on=TODAY)
    steps.close(journal, gone)
    steps.trash(journal, gone)
    found = day_of(journal, most=3)
    assert [one.time for one in found.entries[:3]] == ["09:00", "10:00", "11:00"]
    assert [one.title for one in found.entries[3:]] == [f"Step {number}" for number in range(3)]
    assert found.count == 16


def test_a_day_with_enough_entries_counts_what_comes_behind_them(journal: Journal) -> None:
    account = make_account(journal)
    for hour in (9, 10):
        make_visit(journal, account, f"2026-05-14T{hour:02}:00")
    make_step(journal, "Due", due_on=TODAY)
    make_step(journal, "Who covers?", kind="request")
    journal.connection.execute(f"UPDATE step SET answer_by = '{TODAY}T18:00' WHERE kind = 'request'")
    steps.close(journal, make_step(journal, "Closed", due_on=TODAY))
    every = [one.title for one in day_of(journal).entries]
    assert every == ["", "", "Due", "Who covers?", "Closed"]
    for enough, seen in ((2, 2), (3, 3), (4, 4), (9, 5)):
        found = day_of(journal, enough=enough)
        assert ([one.title for one in found.entries], found.count) == (every[:seen], 5)


def test_what_is_ended_or_in_the_trash_is_not_there(journal: Journal) -> None:
    plans.close(journal, plans.create(journal, goal="Ended", target_on=TODAY).id)
    plans.trash(journal, plans.create(journal, goal="Gone", target_on=TODAY).id)
    assert day_of(journal) == calendar.CalendarDay(TODAY, (), 0)


def test_a_request_without_a_day_stands_where_its_answer_and_then_its_solution_is_promised(journal: Journal) -> None:
    request = make_step(journal, "Who covers the night?", kind="request")
    times = {"answer_by": f"{FRIDAY}T11:00", "solve_by": f"{FRIDAY + timedelta(days=3)}T11:00"}
    for column, at in times.items():
        journal.connection.execute(f"UPDATE step SET {column} = ? WHERE id = ?", (at, request))
    assert entry_of(journal, FRIDAY).title == "Who covers the night?"
    steps.answer(journal, request)
    assert day_of(journal, FRIDAY).count == 0
    assert entry_of(journal, FRIDAY + timedelta(days=3)).id == request


def test_a_trip_is_there_as_long_as_one_of_its_days_is(journal: Journal) -> None:
    trips.create(journal, name="Fair", kind="event", place="Leipzig", start_on=TODAY, end_on=FRIDAY)
    trips.create(journal, name="One day", start_on=FRIDAY)
    trips.create(journal, name="Some day")

    def names(first: date, last: date) -> list[str]:
        return [trip.name for trip in calendar.read(journal, first, last).trips]

    assert names(TODAY - timedelta(days=3), TODAY) == ["Fair"]
    assert names(FRIDAY, FRIDAY) == ["Fair", "One day"]
    assert names(FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=9)) == []


def test_a_planned_visit_moves_to_another_day_at_its_time(journal: Journal) -> None:
    visit = make_visit(journal, make_account(journal), "2026-05-14T15:00", state="planned", minutes=45)
    done = calendar.move(journal, entry_of(journal), FRIDAY)
    assert (done.name, done.record_id) == ("visits.move", visit)
    moved = entry_of(journal, FRIDAY)
    assert (moved.time, moved.minutes) == ("15:00", 45)
    calendar.move_visit(journal, visit, f"{TODAY}T09:15", 120)
    assert (entry_of(journal).time, entry_of(journal).minutes) == ("09:15", 120)
    changes.undo(journal)
    assert entry_of(journal, FRIDAY).time == "15:00"  # each move is taken back by itself


def test_steps_and_plans_move_to_another_day(journal: Journal) -> None:
    make_step(journal, "Send it", due_on=TODAY)
    calendar.move(journal, entry_of(journal), FRIDAY)
    assert entry_of(journal, FRIDAY).title == "Send it"
    plan = plans.create(journal, goal="Goal", target_on=TODAY).id
    calendar.move(journal, entry_of(journal), FRIDAY + timedelta(days=1))
    assert plans.get(journal, plan).target_on == "2026-05-16"


@pytest.mark.parametrize("state", ["held", "missed", "cancelled"])
def test_a_visit_that_is_over_keeps_its_time(journal: Journal, state: str) -> None:
    make_visit(journal, make_account(journal), "2026-05-14T09:00", state=state)
    entry = entry_of(journal)
    assert not entry.is_movable
    with pytest.raises(InvalidValue, match="Only a planned visit"):
        calendar.move(journal, entry, FRIDAY)


def test_what_was_closed_keeps_its_day(journal: Journal) -> None:
    step = make_step(journal, "Send it", due_on=TODAY)
    plans.create(journal, goal="Goal", target_on=TODAY)
    plan, before = day_of(journal).entries
    steps.close(journal, step)
    plans.close(journal, plan.id)
    with pytest.raises(InvalidValue, match="Send it is closed"):
        calendar.move(journal, before, FRIDAY)
    with pytest.raises(InvalidValue, match="Goal has ended"):
        calendar.move(journal, plan, FRIDAY)


def test_what_repeats_stands_on_the_days_on_which_it_comes_back(journal: Journal) -> None:
    account = make_account(journal)
    visit = make_visit(journal, account, "2026-05-14T15:00", state="planned", repeats="FREQ=WEEKLY;COUNT=3")
    step = make_step(journal, "Report", due_on=TODAY, repeats="FREQ=MONTHLY", skipped_days="2026-06-14")
    found = calendar.read(journal, TODAY, date(2026, 7, 31))
    coming = [(one.record, one.id, one.day) for day in found.days for one in day.entries if one.state == "coming"]
    assert coming == [
        ("visit", visit, "2026-05-21"),
        ("visit", visit, "2026-05-28"),
        ("step", step, "2026-07-14"),
    ]
    (moved,) = day_of(journal, date(2026, 5, 21)).entries
    assert (moved.time, moved.is_movable, day_of(journal, date(2026, 5, 21)).count) == ("15:00", False, 1)
    steps.close(journal, step)
    visits.cancel(journal, visit)
    assert day_of(journal, date(2026, 7, 14)).count == 0


def test_a_rule_that_nobody_understands_hides_nothing_else(journal: Journal) -> None:
    make_step(journal, "Odd", due_on=TODAY, repeats="FREQ=SOMETIMES")
    assert entry_of(journal).title == "Odd"
    assert day_of(journal, FRIDAY).count == 0


def test_a_visit_of_several_days_stands_on_each_of_them(journal: Journal) -> None:
    account = make_account(journal)
    fair = make_visit(journal, account, "2026-05-14T00:00", state="planned", minutes=3 * 1440)
    make_visit(journal, account, "2026-05-14T20:00", state="planned", minutes=600)
    days = calendar.read(journal, date(2026, 5, 13), date(2026, 5, 18)).days
    assert [(one.day.day, one.count) for one in days] == [(13, 0), (14, 2), (15, 1), (16, 1), (17, 0), (18, 0)]
    (later,) = days[2].entries
    assert (later.id, later.day, later.is_movable) == (fair, "2026-05-15", False)
    (last,) = calendar.read(journal, date(2026, 5, 16), date(2026, 5, 16)).days[0].entries
    assert last.id == fair, "though its first day is not shown"
    visits.cancel(journal, fair)
    assert calendar.read(journal, date(2026, 5, 15), date(2026, 5, 15)).days[0].count == 0
