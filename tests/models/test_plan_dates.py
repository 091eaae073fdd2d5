"""When a plan will be through, and days that would fit its steps."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.plan_dates import DatedStep, expected_days, in_order, outlook, suggested, working_day

TODAY = date(2026, 5, 14)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def is_weekday(one: date) -> bool:
    return one.weekday() < 5


def step(step_id: int, due: date | None = None, *, after: int | None = None, closed: date | None = None) -> DatedStep:
    return DatedStep(step_id, due, closed, after)


def test_an_open_step_is_through_on_its_day_and_a_late_one_not_before_today() -> None:
    assert expected_days([step(1, day(5, 20)), step(2, day(5, 1))], TODAY) == {1: day(5, 20), 2: TODAY}


def test_what_comes_after_a_late_step_is_late_by_as_many_days() -> None:
    late = [step(1, day(5, 10)), step(2, day(5, 20), after=1), step(3, day(6, 1), after=2)]
    assert expected_days(late, TODAY) == {1: TODAY, 2: day(5, 24), 3: day(6, 5)}


def test_a_step_set_free_keeps_a_day_that_is_still_to_come_and_starts_over_from_one_that_has_passed() -> None:
    done = step(1, day(5, 1), closed=day(5, 12))
    assert expected_days([done, step(2, day(5, 15), after=1)], TODAY)[2] == day(5, 15)
    assert expected_days([done, step(2, day(5, 6), after=1)], TODAY)[2] == day(5, 17)


def test_the_outlook_tells_the_drift_and_how_far_the_target_was_put_off() -> None:
    found = outlook([step(1, day(6, 10)), step(2)], TODAY, day(5, 31), day(5, 15))
    assert (found.expected_on, found.drift, found.moved, found.undated) == (day(6, 10), 10, 16, 1)
    nothing = outlook([step(1), step(2, day(5, 1), closed=day(5, 1))], TODAY, day(5, 31), None)
    assert (nothing.expected_on, nothing.drift, nothing.moved, nothing.undated) == (None, None, 0, 1)


def test_each_step_follows_the_one_it_comes_after_even_where_they_go_in_a_circle() -> None:
    assert [one.id for one in in_order([step(1, after=3), step(2), step(3)])] == [2, 3, 1]
    circle = [step(1, after=2), step(2, after=1), step(3)]
    assert sorted(one.id for one in in_order(circle)) == [1, 2, 3]
    assert expected_days(circle, TODAY) == {1: TODAY, 2: TODAY, 3: TODAY}


def test_steps_without_a_day_are_spread_up_to_the_target() -> None:
    plan = [step(1), step(2), step(3, day(6, 1)), step(4), step(5, after=4)]
    found = suggested(plan, TODAY, day(6, 11), lambda _day: True)
    assert found == {1: day(5, 20), 2: day(5, 26), 4: day(6, 6), 5: day(6, 11)}


def test_without_a_target_there_is_a_week_for_each_step() -> None:
    assert suggested([step(1), step(2)], TODAY, None, lambda _day: True) == {1: day(5, 21), 2: day(5, 28)}


def test_a_day_that_a_late_step_makes_impossible_is_suggested_anew_on_a_working_day() -> None:
    late = [step(1, day(5, 12)), step(2, day(5, 21), after=1)]
    assert suggested(late, TODAY, day(6, 30), is_weekday) == {2: day(5, 25)}, "23 May is a Saturday"
    assert suggested([step(1, day(5, 20)), step(2, day(5, 21), after=1)], TODAY, None, is_weekday) == {}


@pytest.mark.parametrize(
    ("wanted", "latest", "found"),
    [
        (day(5, 16), None, day(5, 18)),
        (day(5, 16), day(5, 17), day(5, 15)),
        (day(5, 15), day(5, 15), day(5, 15)),
        (day(5, 16), day(5, 1), day(5, 18)),
    ],
)
def test_a_working_day_is_the_next_one_unless_that_is_behind_the_target(
    wanted: date, latest: date | None, found: date
) -> None:
    assert working_day(wanted, is_weekday, latest) == found


def test_where_nobody_ever_works_the_day_stays() -> None:
    assert working_day(TODAY, lambda _day: False) == TODAY


DAYS = st.none() | st.integers(-60, 60).map(lambda by: TODAY + timedelta(days=by))
PLANS = st.lists(st.tuples(DAYS, DAYS, st.none() | st.integers(0, 11)), max_size=12).map(
    lambda rows: [DatedStep(place, due, closed, after) for place, (due, closed, after) in enumerate(rows)]
)


@given(PLANS, DAYS)
def test_no_plan_breaks_the_outlook_and_no_suggestion_lies_in_the_past(
    plan: list[DatedStep], target: date | None
) -> None:
    expected = expected_days(plan, TODAY)
    assert expected.keys() == {one.id for one in plan if one.closed_on is None}
    assert min(expected.values(), default=TODAY) >= TODAY
    found = suggested(plan, TODAY, target, lambda _day: True)
    assert {one.id for one in plan if one.due_on is None and one.closed_on is None} <= found.keys()
    assert min(found.values(), default=TODAY) >= TODAY
    by_id = {one.id: one for one in plan}
    for one in plan:
        before = by_id.get(one.after_id) if one.after_id is not None else None
        if one.id in found and one.due_on is not None:
            assert before is not None
            assert found[one.id] > one.due_on
