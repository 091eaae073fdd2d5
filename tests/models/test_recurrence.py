"""The days of a repetition: month ends, leap days, days left out, moved ones, ends."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from models import recurrence
from models.clock import FIRST_YEAR
from models.errors import InvalidValue

THURSDAY = date(2026, 5, 14)


def days_of(repeats: str, day: str, count: int, skipped_days: str = "") -> list[str]:
    """Return the days of a series that is held on time, one made from the other."""
    days = [day]
    while len(days) < count:
        found = recurrence.following(repeats, date.fromisoformat(days[-1]), skipped_days, date.min)
        if found is None:
            break
        repeats, skipped_days = found.repeats, found.skipped_days
        days.append(found.day.isoformat())
    return days


@pytest.mark.parametrize(
    ("repeats", "days"),
    [
        ("FREQ=MONTHLY", ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]),
        ("FREQ=MONTHLY", ["2027-12-30", "2028-01-30", "2028-02-29", "2028-03-30"]),
        ("FREQ=MONTHLY;INTERVAL=3", ["2026-11-30", "2027-02-28", "2027-05-30"]),
        ("FREQ=YEARLY", ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", ["2028-01-31", "2028-02-29", "2028-03-31"]),
        ("FREQ=WEEKLY;INTERVAL=2", ["2026-12-24", "2027-01-07", "2027-01-21"]),
        ("FREQ=WEEKLY;BYDAY=MO,TH", ["2026-05-14", "2026-05-18", "2026-05-21"]),
        ("FREQ=MONTHLY;BYDAY=2TU", ["2026-05-12", "2026-06-09", "2026-07-14"]),
        ("FREQ=DAILY;COUNT=3", ["2026-02-27", "2026-02-28", "2026-03-01"]),
        ("FREQ=MONTHLY;COUNT=3", ["2026-01-31", "2026-02-28", "2026-03-31"]),
        ("FREQ=DAILY;UNTIL=20260301", ["2026-02-27", "2026-02-28", "2026-03-01"]),
        ("FREQ=DAILY;UNTIL=20260301T000000Z", ["2026-02-28", "2026-03-01"]),
        ("FREQ=DAILY;UNTIL=20260301T225959", ["2026-02-28", "2026-03-01"]),
    ],
)
def test_one_after_the_other(repeats: str, days: list[str]) -> None:
    ends = "COUNT" in repeats or "UNTIL" in repeats
    assert days_of(repeats, days[0], len(days) + 3 * ends) == days


@pytest.mark.parametrize(
    ("repeats", "day", "after", "following"),
    [
        ("FREQ=DAILY", "2026-01-01", "2026-05-14", ("2026-05-15", "FREQ=DAILY")),
        ("FREQ=WEEKLY;COUNT=10", "2026-04-30", "2026-05-13", ("2026-05-14", "FREQ=WEEKLY;COUNT=8")),
        ("FREQ=WEEKLY;COUNT=10", "2026-04-30", "2027-05-14", None),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "2026-05-14", "2026-05-14", ("2026-05-18", "FREQ=WEEKLY;BYDAY=MO;COUNT=1")),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=1", "2026-05-14", "2026-05-14", None),
        ("FREQ=MONTHLY;UNTIL=20260601", "2026-05-14", "2026-05-14", None),
        ("FREQ=YEARLY;INTERVAL=90", "2026-05-14", "2026-05-14", None),
    ],
)
def test_after_an_absence_there_is_one(repeats: str, day: str, after: str, following: tuple[str, str] | None) -> None:
    found = recurrence.following(repeats, date.fromisoformat(day), "", date.fromisoformat(after))
    assert (found and (found.day.isoformat(), found.repeats)) == following


@pytest.mark.parametrize("repeats", ["FREQ=OFTEN", "FREQ=HOURLY", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "x", ""])
def test_what_is_no_repetition_of_days_is_named(repeats: str) -> None:
    with pytest.raises(InvalidValue, match="is not understood"):
        recurrence.following(repeats, THURSDAY, "", THURSDAY)


def test_days_left_out_are_passed_over_and_the_past_ones_forgotten() -> None:
    skipped = "2026-05-21,2026-05-28,2026-06-11"
    found = recurrence.following("FREQ=WEEKLY", THURSDAY, skipped, THURSDAY)
    assert found == (date(2026, 6, 4), "FREQ=WEEKLY", "2026-06-11")
    assert days_of("FREQ=WEEKLY", "2026-05-14", 3, skipped) == ["2026-05-14", "2026-06-04", "2026-06-18"]


@pytest.mark.parametrize("repeats", ["FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"])
@pytest.mark.parametrize(
    ("moved_to", "following"),
    [
        ("2026-05-15", "2026-05-28"),
        ("2026-05-19", "2026-05-28"),  # in the week between
        ("2026-05-12", "2026-05-28"),
        ("2026-05-07", "2026-05-28"),  # a week earlier, on the same weekday
        ("2026-05-28", "2026-06-11"),  # onto the next one, which it then is
        ("2026-06-02", "2026-06-11"),  # past the next one
    ],
)
def test_one_that_moves_alone_leaves_the_others_where_they_are(repeats: str, moved_to: str, following: str) -> None:
    skipped = recurrence.with_moved("", "2026-05-14", moved_to)
    assert skipped == "2026-05-14T00:00"
    again = recurrence.with_moved(skipped, moved_to, "2026-05-20")
    back = recurrence.with_moved(again, "2026-05-20", "2026-05-14")
    assert (again, back) == ("2026-05-14T00:00", "")
    found = recurrence.following(repeats, date.fromisoformat(moved_to), skipped, date.min)
    assert found is not None
    assert (found.day.isoformat(), found.skipped_days) == (following, "")
    assert days_of(found.repeats, following, 2)[1] == (date.fromisoformat(following) + timedelta(14)).isoformat()


def test_one_that_is_brought_forward_brings_no_day_back_that_was_done() -> None:
    skipped = recurrence.with_moved("", "2026-05-14", "2026-05-09")
    found = recurrence.following("FREQ=WEEKLY;BYDAY=MO,TH", date(2026, 5, 9), skipped, date.min)
    assert found == (date(2026, 5, 18), "FREQ=WEEKLY;BYDAY=MO,TH", "")


def test_a_day_left_out_that_is_past_takes_nothing_from_ten_times() -> None:
    found = recurrence.following("FREQ=WEEKLY;COUNT=9", date(2026, 5, 21), "2026-05-14", THURSDAY)
    assert found == (date(2026, 5, 28), "FREQ=WEEKLY;COUNT=8", "")


def test_one_of_ten_that_moves_still_counts_once() -> None:
    found = recurrence.following("FREQ=WEEKLY;COUNT=10", date(2026, 5, 18), "2026-05-14T00:00", THURSDAY)
    assert found == (date(2026, 5, 21), "FREQ=WEEKLY;COUNT=9", "")


def test_a_moved_one_keeps_what_is_left_out_later() -> None:
    skipped = recurrence.with_moved("2026-05-21", "2026-05-14", "2026-05-13")
    assert skipped == "2026-05-14T00:00,2026-05-21"
    found = recurrence.following("FREQ=WEEKLY", date(2026, 5, 13), skipped, THURSDAY)
    assert found is not None
    assert found.day == date(2026, 5, 28)


def test_a_visit_at_another_time_this_once_has_the_regular_one_next_time() -> None:
    skipped = recurrence.with_moved("", "2026-05-14T15:00", "2026-05-14T09:30")
    assert recurrence.regular_time(skipped, "2026-05-14T09:30") == "T15:00"
    moved = recurrence.with_moved(skipped, "2026-05-14T09:30", "2026-05-18T09:30")
    assert recurrence.regular_time(moved, "2026-05-18T09:30") == "T15:00"
    found = recurrence.following("FREQ=WEEKLY", date(2026, 5, 18), moved, THURSDAY)
    assert found == (date(2026, 5, 21), "FREQ=WEEKLY", "")
    assert recurrence.with_moved(moved, "2026-05-18T09:30", "2026-05-14T15:00") == ""


@pytest.mark.parametrize(
    ("repeats", "before", "now", "after"),
    [
        ("FREQ=WEEKLY", "2026-05-14", "2026-05-15", "FREQ=WEEKLY"),
        ("FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231", "2026-05-14", "2026-05-15", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261231"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "2026-05-14", "2026-05-13", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-05-14", "2026-05-13", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("FREQ=MONTHLY;BYMONTHDAY=14;COUNT=5", "2026-05-14", "2026-05-20", "FREQ=MONTHLY;COUNT=5;BYMONTHDAY=20"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
            "2026-05-31",
            "2026-06-05",
            "FREQ=MONTHLY;BYMONTHDAY=5",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-05-31", "2026-05-30", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY;BYDAY=2TU", "2026-05-12", "2026-05-20", "FREQ=MONTHLY;BYDAY=3WE"),
        ("FREQ=MONTHLY;BYDAY=-1TH", "2026-05-28", "2026-05-29", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=14", "2026-05-14", "2026-06-01", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "2026-06-30", "2026-06-26", None),
    ],
)
def test_a_rule_moves_along_with_all_later_ones(repeats: str, before: str, now: str, after: str | None) -> None:
    moved = recurrence.moved(repeats, date.fromisoformat(before), date.fromisoformat(now))
    assert sorted(moved.split(";")) == sorted((after or repeats).split(";"))
    assert recurrence.following(moved, date.fromisoformat(now), "", date.min) is not None


def test_the_days_that_went_by_are_named() -> None:
    days = recurrence.passed("FREQ=WEEKLY", date(2026, 4, 16), "2026-04-30", THURSDAY)
    assert days == [date(2026, 4, 23), date(2026, 5, 7)]
    moved = recurrence.with_moved("", "2026-05-14", "2026-05-09")
    assert recurrence.passed("FREQ=WEEKLY;BYDAY=MO,TH", date(2026, 5, 9), moved, date(2026, 5, 19)) == [
        date(2026, 5, 18)
    ]
    assert len(recurrence.passed("FREQ=DAILY", date(1991, 1, 1), "", THURSDAY)) == 1000


def test_what_no_calendar_has_is_no_day_left_out() -> None:
    assert recurrence.entries("2026-02-30,,x,2026-W20-4,2026-05-14,2026-05-14T15:00+08:00") == ["2026-05-14"]


@pytest.mark.parametrize(
    "repeats",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=MONTHLY;INTERVAL=00;BYMONTHDAY=3",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=SECONDLY",
        "FREQ=MONTHLY;BYDAY=9MO",
        "FREQ=YEARLY;BYEASTER=0",
        "freq=weekly",
        "every week",
    ],
)
def test_a_rule_that_no_series_can_follow_is_refused_and_holds_nobody_up(repeats: str) -> None:
    with pytest.raises(InvalidValue, match="Choose another one where it is edited"):
        recurrence.following(repeats, THURSDAY, "", THURSDAY)
    with pytest.raises(InvalidValue):
        recurrence.passed(repeats, date(2026, 4, 1), "", THURSDAY)


@pytest.mark.parametrize(
    "repeats",
    [
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;UNTIL=20200101",
        "FREQ=YEARLY;INTERVAL=99999999",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300",
    ],
)
def test_a_rule_without_a_further_day_has_ended(repeats: str) -> None:
    assert recurrence.following(repeats, THURSDAY, "", THURSDAY) is None
    assert recurrence.passed(repeats, THURSDAY, "", date(2027, 5, 14)) == []


def test_times_of_the_day_and_a_count_without_bounds_cost_nothing() -> None:
    times = ";".join(f"{name}={','.join(map(str, range(20)))}" for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    start = date(1990, 1, 1)
    found = recurrence.following(f"FREQ=DAILY;{times}", start, "", THURSDAY)
    assert found is not None
    assert found.day == date(2026, 5, 15)
    endless = recurrence.following("FREQ=DAILY;COUNT=1000000000", THURSDAY, "", THURSDAY)
    assert endless == (date(2026, 5, 15), "FREQ=DAILY;COUNT=999999999", "")


def test_a_rule_until_the_year_9999_goes_on_and_ends_with_the_calendar() -> None:
    until = "FREQ=YEARLY;UNTIL=99991231"
    assert recurrence.following(until, date(2087, 3, 1), "", THURSDAY) == (date(2088, 3, 1), until, "")
    assert recurrence.following(until, date(2088, 3, 1), "", THURSDAY) is None


PLAIN = st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])


@settings(max_examples=60, deadline=None)
@given(
    frequency=PLAIN,
    interval=st.integers(1, 3),
    start=st.dates(date(FIRST_YEAR, 1, 1), date(2020, 12, 31)).filter(lambda day: day.day <= 28),
    left_out=st.sets(st.integers(1, 12), max_size=4),
    moves=st.lists(st.integers(-6, 20), min_size=5, max_size=5),
)
def test_however_single_ones_move_the_others_stand_on_the_days_of_the_rule(
    frequency: str, interval: int, start: date, left_out: set[int], moves: list[int]
) -> None:
    repeats = f"FREQ={frequency};INTERVAL={interval}"
    rule = [moment.date() for moment in rrulestr(repeats, dtstart=_midnight(start))[:120]]
    skipped_days = ",".join(rule[place].isoformat() for place in sorted(left_out))
    day, missing = start, {rule[place] for place in left_out}
    for by in moves:
        now = max(day + timedelta(by), start)
        skipped_days = recurrence.with_moved(skipped_days, day.isoformat(), now.isoformat())
        expected = next(one for one in rule if one > now and one > day and one not in missing)
        found = recurrence.following(repeats, now, skipped_days, day)
        assert found is not None
        assert found.day == expected
        day, repeats, skipped_days = found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
