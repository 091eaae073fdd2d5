"""What fails again is reopened: a new round with new targets, and the rounds before stay in the history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from models import changes, colleagues, step_rounds, steps
from models.clock import FixedClock
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from tests.factories import make_contact, make_step


@pytest.fixture
def failed_again(journal: Journal, clock: FixedClock) -> int:
    """A complaint that was answered, solved, and failed again on the next Friday evening."""
    step_id = make_step(journal, "Line 3 is down", kind="complaint", raised_at="2026-05-11T09:00")
    steps.answer(journal, step_id, at="2026-05-11T09:40")
    steps.arrive(journal, step_id, at="2026-05-11T14:00")
    steps.close(journal, step_id, result="Card replaced", at="2026-05-12T10:00")
    clock.set(datetime(2026, 5, 15, 17, 30))
    steps.reopen(journal, step_id)
    return step_id


def test_the_clock_begins_anew(journal: Journal, failed_again: int) -> None:
    step = steps.get(journal, failed_again)
    assert (step.reopened_at, step.closed_at, step.outcome, step.result) == ("2026-05-15T17:30", None, None, "")
    assert (step.first_answered_at, step.on_site_at) == (None, None)
    assert step.answer_by == "2026-05-18T13:30", "four working hours, with the lunch break"


def test_the_round_before_stays(journal: Journal, failed_again: int) -> None:
    before, running = step_rounds.rounds(journal, failed_again)
    assert (before.began_at, before.answered_at, before.on_site_at) == (
        "2026-05-11T09:00",
        "2026-05-11T09:40",
        "2026-05-11T14:00",
    )
    assert (before.closed_at, before.outcome, before.result) == ("2026-05-12T10:00", "done", "Card replaced")
    assert (running.began_at, running.answered_at, running.closed_at) == ("2026-05-15T17:30", None, None)


def test_a_third_round(journal: Journal, clock: FixedClock, failed_again: int) -> None:
    steps.close(journal, failed_again, result="Software patched", at="2026-05-15T17:50")
    clock.set(datetime(2026, 5, 20, 8))
    steps.reopen(journal, failed_again)
    found = step_rounds.rounds(journal, failed_again)
    assert [(one.began_at, one.result) for one in found] == [
        ("2026-05-11T09:00", "Card replaced"),
        ("2026-05-15T17:30", "Software patched"),
        ("2026-05-20T08:00", ""),
    ]
    assert found[1].answered_at == "2026-05-15T17:50", "what solves it answers it"


@pytest.mark.parametrize(("due_on", "after"), [("2026-05-13", None), ("2026-05-20", "2026-05-20")])
def test_a_day_that_has_passed_belongs_to_the_round_before(journal: Journal, due_on: str, after: str | None) -> None:
    step_id = make_step(journal, kind="request", due_on=due_on, raised_at="2026-05-11T09:00")
    steps.close(journal, step_id)
    steps.reopen(journal, step_id)
    assert steps.get(journal, step_id).due_on == after


def test_undo_takes_the_new_round_back(journal: Journal, failed_again: int) -> None:
    changes.undo(journal)
    (only,) = step_rounds.rounds(journal, failed_again)
    assert (only.closed_at, only.result) == ("2026-05-12T10:00", "Card replaced")
    changes.redo(journal)
    assert len(step_rounds.rounds(journal, failed_again)) == 2


def test_no_answer_before_the_round_began(journal: Journal, failed_again: int) -> None:
    with pytest.raises(InvalidValue, match="before"):
        steps.answer(journal, failed_again, at="2026-05-15T17:00")
    with pytest.raises(InvalidValue, match="before"):
        steps.close(journal, failed_again, at="2026-05-15T17:00")


@pytest.mark.parametrize("answered", ["2026-05-14T10:30", None])
def test_a_closing_that_was_a_slip_leaves_the_clock_running(journal: Journal, answered: str | None) -> None:
    step_id = make_step(journal, kind="request", raised_at="2026-05-14T10:00")
    if answered:
        steps.answer(journal, step_id, at=answered)
    before = steps.get(journal, step_id)
    steps.close(journal, step_id)
    steps.reopen(journal, step_id, new_round=False)
    after = steps.get(journal, step_id)
    assert (after.first_answered_at, after.answer_by, after.reopened_at) == (answered, before.answer_by, None)
    assert len(step_rounds.rounds(journal, step_id)) == 1


def test_a_complaint_goes_up_to_a_named_person_on_either_side(journal: Journal, clock: FixedClock) -> None:
    step_id = make_step(journal, kind="complaint", raised_at="2026-05-14T09:00")
    boss = colleagues.create(journal, name="周雨").id
    director = make_contact(journal, "Priya Nair")
    step_rounds.escalate(journal, step_id, colleague_id=boss, note="No spare part before June")
    assert steps.get(journal, step_id).escalated_to_colleague_id == boss
    clock.set(datetime(2026, 5, 14, 15))
    step_rounds.escalate(journal, step_id, contact_id=director)
    step = steps.get(journal, step_id)
    assert (step.escalated_to_colleague_id, step.escalated_to_contact_id) == (None, director)
    assert step.escalated_at == "2026-05-14T15:00"
    (running,) = step_rounds.rounds(journal, step_id)
    assert [(one.at, one.name, one.note) for one in running.escalations] == [
        ("2026-05-14T12:00", "周雨", "No spare part before June"),
        ("2026-05-14T15:00", "Priya Nair", ""),
    ]


def test_an_escalation_stays_in_its_round(journal: Journal, clock: FixedClock) -> None:
    step_id = make_step(journal, kind="complaint", raised_at="2026-05-14T09:00")
    step_rounds.escalate(journal, step_id, contact_id=make_contact(journal, "Priya Nair"))
    steps.close(journal, step_id)
    clock.set(datetime(2026, 5, 18, 9))
    steps.reopen(journal, step_id)
    assert steps.get(journal, step_id).escalated_to_contact_id is None
    assert [len(one.escalations) for one in step_rounds.rounds(journal, step_id)] == [1, 0]


@pytest.mark.parametrize(
    ("fields", "person", "words"),
    [
        ({"kind": "promise"}, {"colleague_id": 1}, "clock"),
        ({"kind": "request"}, {}, "one person"),
        ({"kind": "request"}, {"colleague_id": 1, "contact_id": 1}, "one person"),
    ],
)
def test_who_can_not_be_asked(journal: Journal, fields: dict[str, Any], person: dict[str, int], words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        step_rounds.escalate(journal, make_step(journal, **fields), **person)


def test_nobody_is_asked_who_is_gone_and_nothing_that_is_over(journal: Journal) -> None:
    step_id = make_step(journal, kind="request")
    with pytest.raises(NotFound):
        step_rounds.escalate(journal, step_id, colleague_id=17)
    steps.close(journal, step_id)
    with pytest.raises(InvalidValue, match="closed already"):
        step_rounds.escalate(journal, step_id, contact_id=make_contact(journal, "Priya Nair"))
