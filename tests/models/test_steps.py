"""What is owed: when it was kept, when late, when broken; requests and complaints run against a clock."""

from __future__ import annotations

from typing import Any

import pytest

from models import changes, steps
from models.clock import FixedClock
from models.errors import InvalidValue
from models.journal import Journal
from tests.factories import make_contact, make_step
from tests.readers import open_steps


@pytest.mark.parametrize(
    ("kind", "due", "at", "given", "outcome"),
    [
        ("promise", "2026-05-20", "2026-05-20T23:59", "", "kept"),
        ("promise", "2026-05-20", "2026-05-21T00:00", "", "kept_late"),
        ("promise", None, "2027-05-21T00:00", "", "kept"),
        ("promise", "2026-05-20", "2026-05-21T00:00", "kept", "kept_late"),
        ("promise", "2026-05-20", "2026-05-19T00:00", "kept_late", "kept_late"),
        ("promise", "2026-05-20", "2026-05-19T00:00", "broken", "broken"),
        ("promise", "2026-05-20", "2026-05-19T00:00", "released", "released"),
        ("customer_promise", "2026-05-20", "2026-05-25T08:00", "", "kept_late"),
        ("next_step", "2026-05-20", "2026-05-25T08:00", "", "done"),
        ("request", "2026-05-20", "2026-05-25T08:00", "released", "released"),
    ],
)
def test_outcomes(journal: Journal, kind: str, due: str | None, at: str, given: str, outcome: str) -> None:
    step_id = make_step(journal, kind=kind, due_on=due)
    steps.close(journal, step_id, given, result="so it went", at=at)
    step = steps.get(journal, step_id)
    assert (step.outcome, step.closed_at, step.result) == (outcome, at, "so it went")
    assert open_steps(journal) == []
    changes.undo(journal)
    assert steps.get(journal, step_id).closed_at is None


def test_a_step_is_closed_once_and_can_be_opened_again(journal: Journal, clock: FixedClock) -> None:
    step_id = make_step(journal, kind="complaint")
    with pytest.raises(InvalidValue, match="still open"):
        steps.reopen(journal, step_id)
    steps.close(journal, step_id)
    with pytest.raises(InvalidValue, match=r"closed already \(2026-05-14\)"):
        steps.close(journal, step_id)
    steps.reopen(journal, step_id)
    step = steps.get(journal, step_id)
    assert (step.closed_at, step.outcome, step.reopened_at) == (None, None, "2026-05-14T12:00")
    steps.close(journal, step_id)
    assert steps.get(journal, step_id).outcome == "done"


def test_an_unknown_outcome_is_refused(journal: Journal) -> None:
    with pytest.raises(InvalidValue, match=r"fine is no outcome. Choose one of: done"):
        steps.close(journal, make_step(journal), "fine")


def test_the_clock_of_a_request(journal: Journal) -> None:
    step_id = make_step(journal, kind="request", raised_at="2026-05-14T02:00")
    steps.answer(journal, step_id, at="2026-05-14T02:10")
    steps.arrive(journal, step_id, at="2026-05-14T02:50")
    steps.close(journal, step_id, at="2026-05-14T03:00")
    step = steps.get(journal, step_id)
    assert (step.first_answered_at, step.on_site_at) == ("2026-05-14T02:10", "2026-05-14T02:50")


def test_solving_is_an_answer(journal: Journal) -> None:
    step_id = make_step(journal, kind="request")
    steps.close(journal, step_id, at="2026-05-14T13:00")
    assert steps.get(journal, step_id).first_answered_at == "2026-05-14T13:00"


@pytest.mark.parametrize("moment", ["first_answered_at", "on_site_at", "escalated_at"])
def test_nothing_happens_before_it_was_raised(journal: Journal, moment: str) -> None:
    before: Any = {moment: "2026-05-14T11:59"}
    with pytest.raises(InvalidValue, match="lies before the time it was raised"):
        make_step(journal, kind="request", raised_at="2026-05-14T12:00", **before)
    step_id = make_step(journal, kind="request", raised_at="2026-05-14T12:00")
    with pytest.raises(InvalidValue, match="lies before"):
        steps.edit(journal, step_id, **before)
    with pytest.raises(InvalidValue, match="lies before"):
        steps.answer(journal, step_id, at="2026-05-14T11:59")
    with pytest.raises(InvalidValue, match="lies before"):
        steps.close(journal, step_id, at="2026-05-14T11:59")
    steps.close(journal, step_id, at="2026-05-14T12:30")
    with pytest.raises(InvalidValue, match="lies before"):
        steps.edit(journal, step_id, raised_at="2026-05-14T12:31")


def test_only_requests_and_complaints_have_a_clock(journal: Journal) -> None:
    with pytest.raises(InvalidValue, match="Only a request or a complaint"):
        steps.answer(journal, make_step(journal, kind="promise"))


@pytest.mark.parametrize(("kind", "side"), [("customer_promise", "theirs"), ("promise", "ours"), ("risk", "ours")])
def test_whose_it_is(journal: Journal, kind: str, side: str) -> None:
    assert steps.get(journal, make_step(journal, kind=kind)).owner_side == side


def test_people_of_a_step(journal: Journal) -> None:
    first, second = make_contact(journal, "First"), make_contact(journal, "Second")
    step_id = make_step(journal, people=[first, first])
    assert [name for _, name in steps.people(journal, step_id)] == ["First"]
    steps.edit(journal, step_id, people=[second])
    assert [name for _, name in steps.people(journal, step_id)] == ["Second"]
    steps.edit(journal, step_id, people=[first, second])
    assert {name for _, name in steps.people(journal, step_id)} == {"First", "Second"}


def test_postponing(journal: Journal) -> None:
    step_id = make_step(journal, due_on="2026-05-14")
    steps.postpone(journal, step_id, "2026-05-21")
    assert steps.get(journal, step_id).due_on == "2026-05-21"
    with pytest.raises(InvalidValue, match="no possible date"):
        steps.postpone(journal, step_id, "2026-02-30")


def test_only_a_promise_can_be_broken(journal: Journal) -> None:
    request = make_step(journal, kind="request")
    with pytest.raises(InvalidValue, match="done, kept, released"):
        steps.close(journal, request, "broken")
    assert steps.get(journal, request).closed_at is None


def test_another_kind_or_due_date_is_judged_anew(journal: Journal) -> None:
    step = make_step(journal, due_on="2026-05-13", raised_at="2026-05-01T09:00")
    steps.close(journal, step, at="2026-05-12T09:00")
    steps.edit(journal, step, kind="promise")
    assert steps.get(journal, step).outcome == "kept"
    steps.edit(journal, step, due_on="2026-05-11")
    assert steps.get(journal, step).outcome == "kept_late"
    steps.edit(journal, step, kind="customer_promise")
    assert steps.get(journal, step).owner_side == "theirs"
