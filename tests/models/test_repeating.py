"""Steps that come back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models import changes, plans, repeating, step_lists, steps
from models.clock import FixedClock
from models.errors import InvalidValue
from models.journal import Journal
from models.summaries.privacy import Audience, reading_as
from tests.factories import make_account, make_contact, make_step, make_visit

TODAY = date(2026, 5, 14)


@pytest.mark.parametrize(
    ("repeats", "due", "following"),
    [
        ("FREQ=WEEKLY", "2026-05-15", "2026-05-22"),
        ("FREQ=WEEKLY", "2026-05-14", "2026-05-21"),
        ("FREQ=WEEKLY", "2026-04-03", "2026-05-15"),
        ("FREQ=MONTHLY;INTERVAL=3", "2026-05-14", "2026-08-14"),
        ("FREQ=DAILY;COUNT=1", "2026-05-14", None),
    ],
)
def test_the_next_one_lies_behind_the_last_and_is_not_past(repeats: str, due: str, following: str | None) -> None:
    found = repeating.next_due(repeats, date.fromisoformat(due), TODAY)
    assert (found.isoformat() if found else None) == following


def test_a_repetition_nobody_understands_is_named() -> None:
    with pytest.raises(InvalidValue, match="FREQ=OFTEN"):
        repeating.next_due("FREQ=OFTEN", TODAY, TODAY)


def test_closing_one_makes_the_next_and_undo_takes_both_back(journal: Journal) -> None:
    tom = make_contact(journal, "Tom")
    step_id = make_step(journal, "Weekly call", due_on="2026-05-14", repeats="FREQ=WEEKLY", people=[tom])
    repeating.close(journal, step_id)
    closed, following = step_lists.read(journal)
    assert (closed.closed_at is not None, following.due_on, following.people) == (True, "2026-05-21", ("Tom",))
    changes.undo(journal)
    assert [item.id for item in step_lists.read(journal)] == [step_id]
    assert steps.get(journal, step_id).closed_at is None


@pytest.mark.parametrize("confidential", [False, True])
def test_the_next_one_of_a_confidential_visit_stays_out_of_summaries_for_others(
    journal: Journal, confidential: bool
) -> None:
    visit = make_visit(journal, make_account(journal), "2026-05-12T10:00", state="held", confidential=confidential)
    step_id = make_step(journal, "Sound out", visit_id=visit, due_on="2026-05-13", repeats="FREQ=WEEKLY")
    repeating.close(journal, step_id)
    assert [item.title for item in step_lists.read(journal)] == ["Sound out", "Sound out"]
    with reading_as(journal, Audience("manager")):
        shown = journal.rows("SELECT title, due_on FROM shown_step WHERE closed_at IS NULL")
    assert shown == ([] if confidential else [("Sound out", "2026-05-20")])


def test_what_does_not_repeat_is_closed_and_that_is_all(journal: Journal) -> None:
    repeating.close(journal, make_step(journal))
    assert len(step_lists.read(journal)) == 1


def test_opening_it_again_takes_the_next_one_away(journal: Journal) -> None:
    step_id = make_step(journal, due_on="2026-05-14", repeats="FREQ=WEEKLY")
    repeating.close(journal, step_id)
    repeating.reopen(journal, step_id)
    assert [(item.id, item.closed_at) for item in step_lists.read(journal)] == [(step_id, None)]


def test_opening_it_again_leaves_a_next_one_somebody_has_touched(journal: Journal) -> None:
    step_id = make_step(journal, due_on="2026-05-14", repeats="FREQ=WEEKLY")
    repeating.close(journal, step_id)
    following = step_lists.read(journal)[1]
    steps.postpone(journal, following.id, "2026-05-29")
    repeating.reopen(journal, step_id)
    assert [item.id for item in step_lists.read(journal)] == [step_id, following.id]


def test_opening_again_what_does_not_repeat_touches_nothing_else(journal: Journal) -> None:
    step_id, other = make_step(journal, "Call"), make_step(journal, "Call")
    repeating.close(journal, step_id)
    repeating.reopen(journal, step_id)
    assert {item.id for item in step_lists.read(journal)} == {step_id, other}


def test_what_repeats_three_times_ends_after_three(journal: Journal) -> None:
    make_step(journal, "Call", due_on="2026-05-14", repeats="FREQ=WEEKLY;COUNT=3")
    days = []
    for _ in range(5):
        left = [item for item in step_lists.read(journal) if item.closed_at is None]
        if not left:
            break
        days.append(left[0].due_on)
        repeating.close(journal, left[0].id)
    assert days == ["2026-05-14", "2026-05-21", "2026-05-28"]


def test_opening_one_of_three_again_takes_the_next_one_away(journal: Journal) -> None:
    step_id = make_step(journal, "Call", due_on="2026-05-14", repeats="FREQ=WEEKLY;COUNT=3")
    repeating.close(journal, step_id)
    repeating.reopen(journal, step_id)
    assert [(item.id, item.closed_at) for item in step_lists.read(journal)] == [(step_id, None)]


def test_the_last_of_a_month_stays_the_last(journal: Journal) -> None:
    rule = "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
    day, days = date(2026, 12, 31), []
    for _ in range(4):
        following = repeating.next_due(rule, day, day)
        assert following is not None
        day = following
        days.append(day.isoformat())
    assert days == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]


def open_steps(journal: Journal) -> list[step_lists.StepItem]:
    return [item for item in step_lists.read(journal) if item.closed_at is None]


def test_the_next_one_belongs_to_the_series_and_to_its_plan(journal: Journal) -> None:
    plan = plans.create(journal, goal="Win").id
    first = make_step(journal, due_on="2026-05-14", repeats="FREQ=WEEKLY", plan_id=plan, remind_at="2026-05-13T17:00")
    repeating.close(journal, first)
    second = open_steps(journal)[0]
    repeating.close(journal, second.id)
    third = steps.get(journal, open_steps(journal)[0].id)
    assert (third.series_id, third.plan_id, third.due_on) == (first, plan, "2026-05-28")
    assert third.remind_at == "2026-05-27T17:00"


def test_closing_again_what_was_opened_again_makes_no_second_next_one(journal: Journal) -> None:
    step_id = make_step(journal, due_on="2026-05-14", repeats="FREQ=WEEKLY")
    repeating.close(journal, step_id)
    steps.postpone(journal, open_steps(journal)[0].id, "2026-05-29")
    repeating.reopen(journal, step_id)
    repeating.close(journal, step_id)
    assert [item.due_on for item in open_steps(journal)] == ["2026-05-29"]


def test_opening_an_earlier_one_again_leaves_what_came_of_the_later_ones(journal: Journal) -> None:
    first = make_step(journal, "Weekly call", due_on="2026-05-14", repeats="FREQ=WEEKLY")
    repeating.close(journal, first)
    (second,) = [item.id for item in step_lists.read(journal) if item.closed_at is None]
    repeating.close(journal, second)
    repeating.reopen(journal, first)
    assert _due(journal) == ["2026-05-14", "2026-05-28"]
    repeating.close(journal, first)
    assert _due(journal) == ["2026-05-28"]


def _due(journal: Journal) -> list[str | None]:
    return [item.due_on for item in step_lists.read(journal) if item.closed_at is None]


def test_a_step_with_the_same_title_is_no_next_one(journal: Journal) -> None:
    step_id = make_step(journal, "Call", due_on="2026-05-14", repeats="FREQ=WEEKLY")
    repeating.close(journal, step_id)
    repeating.skip(journal, open_steps(journal)[0].id)
    other = make_step(journal, "Call", due_on="2026-05-21", repeats="FREQ=WEEKLY")
    repeating.reopen(journal, step_id)
    assert other in {item.id for item in open_steps(journal)}


def test_postponing_one_leaves_the_others_on_their_days(journal: Journal) -> None:
    step_id = make_step(journal, due_on="2026-05-14", repeats="FREQ=WEEKLY;INTERVAL=2")
    steps.postpone(journal, step_id, "2026-05-18")
    repeating.close(journal, step_id)
    assert [item.due_on for item in open_steps(journal)] == ["2026-05-28"]


def test_another_repetition_counts_from_the_day_it_is_due(journal: Journal) -> None:
    step_id = make_step(journal, due_on="2026-05-14", repeats="FREQ=WEEKLY;INTERVAL=2")
    steps.edit(journal, step_id, due_on="2026-05-18")
    steps.edit(journal, step_id, repeats="FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231")
    assert steps.get(journal, step_id).skipped_days == "2026-05-14T00:00"
    steps.edit(journal, step_id, repeats="FREQ=WEEKLY;INTERVAL=3")
    assert steps.get(journal, step_id).skipped_days == ""
    repeating.close(journal, step_id)
    assert [item.due_on for item in open_steps(journal)] == ["2026-06-08"]


def test_skipping_one_goes_on_to_the_next(journal: Journal) -> None:
    step_id = make_step(
        journal,
        due_on="2026-05-07",
        repeats="FREQ=WEEKLY;COUNT=4",
        remind_at="2026-05-07T08:00",
        skipped_days="2026-05-21",
    )
    repeating.skip(journal, step_id)
    step = steps.get(journal, step_id)
    assert (step.due_on, step.repeats, step.remind_at) == ("2026-05-28", "FREQ=WEEKLY;COUNT=1", "2026-05-28T08:00")
    with pytest.raises(InvalidValue, match="doesn’t come back"):
        repeating.skip(journal, step_id)
    changes.undo(journal)
    assert steps.get(journal, step_id).due_on == "2026-05-07"


def test_what_repeats_no_more_stays_and_ends(journal: Journal) -> None:
    step_id = make_step(journal, due_on="2026-05-14", repeats="FREQ=WEEKLY")
    steps.edit(journal, step_id, repeats="")
    repeating.close(journal, step_id)
    assert open_steps(journal) == []


def test_a_promise_that_was_broken_comes_back_too(journal: Journal) -> None:
    step_id = make_step(journal, kind="promise", due_on="2026-05-01", repeats="FREQ=WEEKLY;BYDAY=FR")
    repeating.close(journal, step_id, "broken")
    assert [item.due_on for item in open_steps(journal)] == ["2026-05-15"]


def test_after_three_weeks_of_holiday_there_is_one(journal: Journal, clock: FixedClock) -> None:
    step_id = make_step(journal, due_on="2026-05-14", repeats="FREQ=DAILY")
    clock.move(timedelta(days=21))
    repeating.close(journal, step_id)
    assert [item.due_on for item in open_steps(journal)] == ["2026-06-05"]


def test_a_step_without_a_day_begins_when_it_is_done(journal: Journal) -> None:
    repeating.close(journal, make_step(journal, repeats="FREQ=WEEKLY"))
    assert [item.due_on for item in open_steps(journal)] == ["2026-05-21"]
