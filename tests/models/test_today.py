"""The day's lists."""

from __future__ import annotations

from datetime import timedelta

from models import accounts, plans, steps
from models.clock import FixedClock
from models.journal import Journal
from models.today import is_untouched, longest_waiting, to_write_up, today
from tests.factories import TODAY, make_account, make_contact, make_step, make_visit


def test_an_empty_journal_asks_for_nothing(journal: Journal) -> None:
    lists = today(journal)
    assert lists.day == TODAY
    assert lists.visits_today == lists.visits_tomorrow == lists.due == lists.waiting == lists.to_write_up == []
    assert lists.risks == lists.money == lists.signatures == lists.missed == lists.birthdays == lists.quiet == []
    assert lists.end is None


def test_visits_of_today_and_tomorrow_in_the_order_of_the_day(journal: Journal) -> None:
    account = make_account(journal)
    person = make_contact(journal)
    late = make_visit(journal, account, "2026-05-14T16:00", state="planned")
    early = make_visit(journal, account, "2026-05-14T08:30", summary="Agreed", people=[person])
    make_visit(journal, account, "2026-05-14T09:00", state="cancelled")
    tomorrow = make_visit(journal, account, "2026-05-15T09:00", state="planned")
    make_visit(journal, account, "2026-05-16T09:00", state="planned")
    lists = today(journal)
    assert [visit.id for visit in lists.visits_today] == [early, late]
    assert lists.visits_today[0].people == ("徐海",)
    assert [visit.id for visit in lists.visits_tomorrow] == [tomorrow]


def test_what_is_due_and_how_late(journal: Journal) -> None:
    account = make_account(journal)
    make_step(journal, "Today", kind="promise", due_on="2026-05-14", account_id=account)
    make_step(journal, "Late", kind="customer_promise", due_on="2026-05-11", account_id=account)
    make_step(journal, "Tomorrow", kind="next_step", due_on="2026-05-15")
    make_step(journal, "Some day", kind="next_step")
    done = make_step(journal, "Done", kind="next_step", due_on="2026-05-12")
    steps.close(journal, done)
    due = today(journal).due
    assert [(step.title, step.days_late, step.owner_side, step.account) for step in due] == [
        ("Late", 3, "theirs", "Northern Rail"),
        ("Today", 0, "ours", "Northern Rail"),
    ]


def test_the_unanswered_wait_first_and_then_the_oldest(journal: Journal) -> None:
    answered = make_step(journal, "Answered", kind="request", raised_at="2026-05-01T09:00")
    steps.answer(journal, answered, at="2026-05-02T09:00")
    make_step(journal, "New", kind="complaint", raised_at="2026-05-13T09:00")
    make_step(journal, "Old", kind="request", raised_at="2026-05-04T09:00")
    make_step(journal, "No clock", kind="promise", raised_at="2026-05-01T09:00")
    waiting = today(journal).waiting
    assert [(step.title, step.days_waiting, step.answered) for step in waiting] == [
        ("Old", 10, False),
        ("New", 1, False),
        ("Answered", 13, True),
    ]


def test_requests_and_complaints_come_before_risks_and_the_longest_waiting_first(journal: Journal) -> None:
    old = make_step(journal, "Old", kind="request", raised_at="2026-05-04T09:00")
    new = make_step(journal, "New", kind="complaint", raised_at="2026-05-13T09:00")
    answered = make_step(journal, "Answered", kind="request", raised_at="2026-05-01T09:00")
    steps.answer(journal, answered, at="2026-05-02T09:00")
    far = make_step(journal, "Far", kind="risk")
    near = make_step(journal, "Near", kind="risk", due_on="2026-06-13")
    make_step(journal, "Later than that", kind="risk", due_on="2026-06-14")
    make_step(journal, "Asked of them", kind="request", owner_side="theirs")
    make_step(journal, "A promise", kind="promise", due_on="2026-05-14")
    assert longest_waiting(journal) == (old, new, answered, near, far)
    assert longest_waiting(journal, without=(old, near)) == (new, answered, far)
    assert longest_waiting(journal, limit=2) == (old, new)
    assert longest_waiting(journal, limit=3) == (old, new, answered)


def test_what_was_solved_keeps_its_place_until_the_day_ends(journal: Journal, clock: FixedClock) -> None:
    old = make_step(journal, "Old", kind="request", raised_at="2026-05-04T09:00")
    new = make_step(journal, "New", kind="request", raised_at="2026-05-05T09:00")
    steps.close(journal, old)
    assert longest_waiting(journal) == (old, new)
    for number in range(3):
        steps.close(journal, make_step(journal, f"{number}", kind="request", raised_at="2026-05-09T09:00"))
    assert longest_waiting(journal, limit=2) == (old, new)
    clock.move(timedelta(days=1))
    assert longest_waiting(journal) == (new,)


def test_a_quiet_day_has_nothing_longest_waiting(journal: Journal) -> None:
    assert longest_waiting(journal) == ()


def test_what_is_to_be_written_up(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, "2026-05-12T09:00", summary="Agreed")
    held = make_visit(journal, account, "2026-05-12T10:00")
    passed = make_visit(journal, account, "2026-05-14T11:00", state="planned")
    make_visit(journal, account, "2026-05-14T13:00", state="planned")
    make_visit(journal, account, "2026-05-11T13:00", state="missed")
    assert [visit.id for visit in today(journal).to_write_up] == [passed, held]


def test_a_visit_planned_without_a_time_is_to_be_written_up_once_its_day_is_over(
    journal: Journal, clock: FixedClock
) -> None:
    account = make_account(journal)
    planned = make_visit(journal, account, "2026-05-14T00:00", state="planned")
    held = make_visit(journal, account, "2026-05-14T00:00")
    assert [visit.id for visit in today(journal).to_write_up] == [held]
    clock.move(timedelta(days=1))
    assert {visit.id for visit in today(journal).to_write_up} == {planned, held}


def test_what_is_to_write_up_can_be_asked_for_alone(journal: Journal) -> None:
    make_visit(journal, make_account(journal), "2026-05-13T09:00")
    assert to_write_up(journal) == today(journal).to_write_up != []


def test_a_journal_is_untouched_until_something_stands_in_it(journal: Journal) -> None:
    assert is_untouched(journal)
    account = make_account(journal)
    assert not is_untouched(journal)
    accounts.trash(journal, account)
    assert is_untouched(journal)
    make_contact(journal)
    assert not is_untouched(journal)


def test_a_journal_may_begin_with_a_step(journal: Journal) -> None:
    step = make_step(journal)
    assert not is_untouched(journal)
    steps.trash(journal, step)
    assert is_untouched(journal)
    plans.create(journal, goal="Win Lot 2")
    assert not is_untouched(journal)
