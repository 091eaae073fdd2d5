"""Collecting money: contacts, promises, the next step of the escalation, and that it ends with the payment."""

from __future__ import annotations

from datetime import datetime

import pytest

from models import collections, receivables, splitting, steps
from models.clock import FixedClock
from models.collections import FollowUp
from models.errors import InvalidValue
from models.journal import Journal
from tests.factories import make_account, make_contact


@pytest.fixture
def owed(journal: Journal) -> int:
    """An invoice of EUR 1,000 that is ten days late."""
    return receivables.create(
        journal,
        account_id=make_account(journal),
        title="Delivered",
        amount_minor=100_000,
        currency="EUR",
        invoice_number="2207",
        invoiced_on="2026-04-04",
        due_on="2026-05-04",
    ).id


def _step(journal: Journal, owed: int) -> steps.StepRow:
    step_id = collections.of_receivable(journal, owed)[0].step_id
    assert step_id is not None
    return steps.get(journal, step_id)


def test_a_promise_becomes_a_step_of_theirs_that_the_payment_keeps(journal: Journal, owed: int) -> None:
    person = make_contact(journal, "Gemma Fox")
    collections.note(
        journal,
        owed,
        said="The register is corrected.",
        contact_id=person,
        promised_on="2026-05-20",
        promised_minor=100_000,
        follow_up=FollowUp("Payment of invoice 2207", "2026-05-20"),
    )
    step = _step(journal, owed)
    assert (step.kind, step.owner_side, step.owner_contact_id, step.due_on) == (
        "customer_promise",
        "theirs",
        person,
        "2026-05-20",
    )
    assert receivables.get(journal, owed).promised_on == "2026-05-20"
    receivables.pay(journal, owed, 40_000)
    assert _step(journal, owed).closed_at is None
    receivables.pay(journal, owed, 60_000)
    assert _step(journal, owed).outcome == "kept"


def test_the_escalation_goes_from_call_to_letter_to_meeting_to_the_law(journal: Journal, owed: int) -> None:
    assert collections.next_step(journal, owed).because == "first"
    reached = []
    for means in ("call", "message", "letter", "meeting", "legal"):
        following = collections.following(journal, owed, means, None)
        collections.note(journal, owed, means=means, follow_up=FollowUp(f"After {means}", following.due_on))
        reached.append((receivables.get(journal, owed).escalation, collections.next_step(journal, owed).means))
    assert reached == [
        ("call", "letter"),
        ("call", "letter"),
        ("letter", "meeting"),
        ("meeting", "legal"),
        ("legal", "legal"),
    ]
    closed = [one.step_closed for one in collections.of_receivable(journal, owed)]
    assert closed == [0, 1, 1, 1, 1]


def test_what_is_next_follows_from_the_promise_and_the_time_they_had(
    journal: Journal, owed: int, clock: FixedClock
) -> None:
    collections.note(journal, owed, promised_on="2026-05-20")
    assert collections.next_step(journal, owed).because == "promised"
    clock.set(datetime(2026, 5, 21, 9))
    found = collections.next_step(journal, owed)
    assert (found.because, found.means, found.due_on) == ("broken", "letter", "2026-05-21")
    collections.note(journal, owed, means="letter")
    assert collections.next_step(journal, owed).because == "waiting"
    clock.set(datetime(2026, 6, 5, 9))
    found = collections.next_step(journal, owed)
    assert (found.because, found.means) == ("unanswered", "meeting")


def test_a_promise_that_moved_or_was_broken_is_no_open_step_any_more(
    journal: Journal, owed: int, clock: FixedClock
) -> None:
    for day in ("2026-05-16", "2026-05-18"):
        collections.note(journal, owed, promised_on=day, follow_up=FollowUp("Payment", day))
    first = collections.of_receivable(journal, owed)[1].step_id
    assert steps.get(journal, first or 0).outcome == "released"
    clock.set(datetime(2026, 5, 19, 9))
    second = collections.of_receivable(journal, owed)[0].step_id
    collections.note(journal, owed, means="letter")
    assert steps.get(journal, second or 0).outcome == "broken"


def test_a_rest_that_is_taken_away_is_not_asked_for_any_more(journal: Journal, owed: int) -> None:
    collections.note(journal, owed, follow_up=FollowUp("Call again", "2026-05-20"))
    receivables.pay(journal, owed, 60_000)
    receivables.edit(journal, owed, amount_minor=60_000)
    assert _step(journal, owed).closed_at is not None


def test_what_was_written_off_is_not_asked_for_any_more(journal: Journal, owed: int) -> None:
    collections.note(journal, owed, follow_up=FollowUp("Call again", "2026-05-20"))
    receivables.write_off(journal, owed, "insolvent")
    assert _step(journal, owed).closed_at is not None


def test_a_contact_can_not_promise_more_than_is_owed_or_lie_ahead(journal: Journal, owed: int) -> None:
    with pytest.raises(InvalidValue, match="still owed"):
        collections.note(journal, owed, promised_on="2026-05-20", promised_minor=100_001)
    with pytest.raises(InvalidValue, match="lies ahead"):
        collections.note(journal, owed, at="2026-05-15T09:00")
    with pytest.raises(InvalidValue, match="lies before"):
        collections.note(journal, owed, promised_on="2026-05-13")
    with pytest.raises(InvalidValue):
        collections.note(journal, owed, means="shout")
    assert collections.of_receivable(journal, owed) == []


def test_free_text_about_the_escalation_stays(journal: Journal, owed: int) -> None:
    receivables.edit(journal, owed, escalation="已请区域总监通话")
    collections.note(journal, owed, means="letter")
    assert receivables.get(journal, owed).escalation == "已请区域总监通话"
    assert collections.next_step(journal, owed).means == "meeting"
    collections.remove(journal, collections.of_receivable(journal, owed)[0].id)
    assert collections.of_receivable(journal, owed) == []


def test_nothing_is_to_follow_what_is_paid(journal: Journal, owed: int) -> None:
    receivables.pay(journal, owed, 100_000)
    with pytest.raises(InvalidValue, match="Nothing is owed"):
        collections.note(journal, owed, follow_up=FollowUp("Call again", "2026-06-01"))
    collections.note(journal, owed, said="Thanks for the payment")
    assert [one.said for one in collections.of_receivable(journal, owed)] == ["Thanks for the payment"]


def test_what_follows_a_contact_goes_to_another_account_with_the_money(journal: Journal, owed: int) -> None:
    collections.note(journal, owed, follow_up=FollowUp("Call again", "2026-06-01"))
    other, third = make_account(journal, "Harbour Authority"), make_account(journal, "Depot North")
    receivables.edit(journal, owed, account_id=other)
    assert _step(journal, owed).account_id == other
    splitting.split(journal, other, splitting.Parts(receivables=(owed,)), to_id=third)
    assert _step(journal, owed).account_id == third
