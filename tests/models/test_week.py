"""The week's strip and one day's visits."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from models import steps, visits
from models.clock import FixedClock
from models.journal import Journal
from models.week import LONGEST_DAY, moments_of_day, visits_of_day, week
from tests.factories import TODAY, make_account, make_contact, make_step, make_visit


@pytest.fixture
def clock() -> FixedClock:
    """Ten to ten on the day the tests take place."""
    return FixedClock(datetime(2026, 5, 14, 9, 50))


def test_a_week_has_seven_days_from_monday_whatever_day_is_asked_for(journal: Journal) -> None:
    monday = date(2026, 5, 11)
    for number in range(7):
        days = week(journal, monday + timedelta(days=number))
        assert [one.day for one in days] == [monday + timedelta(days=ahead) for ahead in range(7)]
    assert {one.visits for one in days} == {0}


def test_a_week_counts_what_is_planned_and_what_was_held_but_nothing_that_fell_through(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, "2026-05-11T00:00")
    make_visit(journal, account, "2026-05-11T23:59")
    make_visit(journal, account, "2026-05-14T16:00", state="planned")
    make_visit(journal, account, "2026-05-14T08:00")
    make_visit(journal, account, "2026-05-17T23:59", state="planned")
    make_visit(journal, account, "2026-05-12T09:00", state="cancelled")
    make_visit(journal, account, "2026-05-12T09:00", state="missed")
    make_visit(journal, account, "2026-05-10T23:59")
    make_visit(journal, account, "2026-05-18T00:00", state="planned")
    visits.trash(journal, make_visit(journal, account, "2026-05-13T09:00"))
    counted = [(one.planned, one.held) for one in week(journal, TODAY)]
    assert counted == [(0, 2), (0, 0), (0, 0), (1, 1), (0, 0), (0, 0), (1, 0)]


def test_a_card_has_what_is_needed_before_the_visit(journal: Journal) -> None:
    account = make_account(journal)
    hai, tom = make_contact(journal, "徐海", role_group="technical"), make_contact(journal, "Tom Aldous")
    visit_id = make_visit(
        journal,
        account,
        "2026-05-14T10:30",
        state="planned",
        minutes=90,
        place="Leeds",
        purpose="Walk through the BOQ",
        expected_result="Dates for Lot 2",
        people=[hai, tom],
    )
    (card,) = visits_of_day(journal, TODAY)
    assert (card.id, card.account, card.minutes, card.place) == (visit_id, "Northern Rail", 90, "Leeds")
    assert (card.purpose, card.expected_result) == ("Walk through the BOQ", "Dates for Lot 2")
    assert [(guest.name, guest.role_group) for guest in card.people] == [("徐海", "technical"), ("Tom Aldous", None)]
    assert (card.moment, card.minutes_until, card.to_write_up) == ("ahead", 40, False)


@pytest.mark.parametrize(
    ("start", "fields", "moment", "to_write_up"),
    [
        ("2026-05-14T10:30", {"state": "planned"}, "ahead", False),
        ("2026-05-14T09:30", {"state": "planned"}, "now", False),
        ("2026-05-14T09:30", {"state": "planned", "minutes": 20}, "over", True),
        ("2026-05-14T08:30", {"state": "planned"}, "over", True),
        ("2026-05-14T00:00", {"state": "planned"}, "ahead", False),
        ("2026-05-14T08:30", {"state": "held"}, "held", True),
        ("2026-05-14T08:30", {"state": "held", "summary": " \n"}, "held", True),
        ("2026-05-14T08:30", {"state": "held", "summary": "Agreed"}, "held", False),
    ],
)
def test_a_visit_is_to_be_written_up_once_it_is_over(
    journal: Journal, start: str, fields: dict[str, object], moment: str, to_write_up: bool
) -> None:
    make_visit(journal, make_account(journal), start, **fields)
    (card,) = visits_of_day(journal, TODAY)
    assert (card.moment, card.to_write_up) == (moment, to_write_up)


def test_a_day_without_times_has_no_minutes_until(journal: Journal) -> None:
    make_visit(journal, make_account(journal), "2026-05-13T00:00", state="planned")
    (card,) = visits_of_day(journal, date(2026, 5, 13))
    assert (card.minutes_until, card.moment) == (None, "over")


def test_the_three_most_pressing_open_steps_are_named_and_the_rest_counted(journal: Journal) -> None:
    account, other = make_account(journal), make_account(journal, "Delta Fibre")
    make_visit(journal, account, "2026-05-14T14:00", state="planned")
    make_step(journal, "Some day", kind="next_step", account_id=account, raised_at="2026-05-01T09:00")
    make_step(journal, "Tomorrow", kind="promise", due_on="2026-05-15", account_id=account)
    make_step(journal, "Waits", kind="complaint", account_id=account, raised_at="2026-05-02T09:00")
    make_step(journal, "Late", kind="promise", due_on="2026-05-11", account_id=account)
    make_step(journal, "Theirs", kind="customer_promise", due_on="2026-05-16", account_id=account)
    make_step(journal, "A risk", kind="risk", due_on="2026-05-11", account_id=account)
    make_step(journal, "Elsewhere", kind="promise", due_on="2026-05-11", account_id=other)
    steps.close(journal, make_step(journal, "Kept", kind="promise", due_on="2026-05-11", account_id=account))
    steps.trash(journal, make_step(journal, "Wrong", kind="promise", due_on="2026-05-11", account_id=account))
    (card,) = visits_of_day(journal, TODAY)
    assert [step.title for step in card.open] == ["Late", "Waits", "Tomorrow"]
    assert card.more_open == 2


def test_two_visits_to_one_account_name_the_same_steps(journal: Journal) -> None:
    account = make_account(journal)
    late = make_visit(journal, account, "2026-05-14T16:00", state="planned")
    early = make_visit(journal, account, "2026-05-14T10:00", state="planned")
    make_step(journal, "Due", kind="promise", due_on="2026-05-14", account_id=account)
    cards = visits_of_day(journal, TODAY)
    assert [(card.id, len(card.open)) for card in cards] == [(early, 1), (late, 1)]


def test_visits_for_some_time_of_a_very_full_day_leave_room_for_those_with_a_time(journal: Journal) -> None:
    account = make_account(journal)
    for _ in range(LONGEST_DAY + 5):
        make_visit(journal, account, "2026-05-14T00:00", state="planned")
    make_visit(journal, account, "2026-05-14T08:00", summary="Agreed")
    last = make_visit(journal, account, "2026-05-14T18:00", state="planned")
    cards = visits_of_day(journal, TODAY)
    assert len(cards) == LONGEST_DAY
    assert [card.start[11:] for card in cards[-3:]] == ["00:00", "08:00", "18:00"]
    assert cards[-1].id == last
    assert len(moments_of_day(journal, TODAY)) == LONGEST_DAY + 7
