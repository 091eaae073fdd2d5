"""How soon requests and complaints are to be answered: what is promised, and by when that is."""

from __future__ import annotations

from datetime import datetime

import pytest

from models import changes, response_targets, steps, working_time
from models.clock import FixedClock
from models.errors import InvalidValue
from models.journal import Journal
from models.text.working_spans import Span
from tests.factories import make_step

TWO_HOURS = {"answer": Span(2, "working_hours")}


def raised(journal: Journal, at: str, **fields: str) -> int:
    return make_step(journal, **{"kind": "request", "raised_at": at, **fields})


def answer_by(journal: Journal, step_id: int) -> str | None:
    return steps.get(journal, step_id).answer_by


@pytest.mark.parametrize(
    ("country", "at", "by"),
    [
        ("", "2026-05-15T17:30", "2026-05-18T10:30"),
        ("CN", "2026-09-30T17:30", "2026-10-08T10:30"),
        ("CN", "2026-09-18T17:30", "2026-09-20T10:30"),
        ("GB-ENG", "2026-05-22T17:30", "2026-05-26T10:30"),
        ("DE", "2026-04-02T17:30", "2026-04-07T10:30"),
    ],
)
def test_two_working_hours_after_friday_evening(journal: Journal, country: str, at: str, by: str) -> None:
    working_time.set_country(journal, country)
    response_targets.set_promised(journal, "request", "normal", TWO_HOURS)
    assert answer_by(journal, raised(journal, at)) == by


def test_each_severity_has_its_own(journal: Journal) -> None:
    normal = steps.get(journal, raised(journal, "2026-05-14T10:00"))
    assert (normal.answer_by, normal.on_site_by, normal.solve_by) == ("2026-05-15T10:00", None, None)
    urgent = steps.get(journal, raised(journal, "2026-05-14T10:00", kind="complaint", severity="urgent"))
    assert (urgent.answer_by, urgent.on_site_by, urgent.solve_by) == (
        "2026-05-14T11:00",
        "2026-05-15T10:00",
        "2026-05-18T10:00",
    )


def test_round_the_clock_knows_no_weekend(journal: Journal) -> None:
    response_targets.set_promised(journal, "complaint", "urgent", {"answer": Span(4, "hours")})
    step_id = raised(journal, "2026-05-15T23:00", kind="complaint", severity="urgent")
    assert answer_by(journal, step_id) == "2026-05-16T03:00"


def test_what_has_no_clock_has_no_target(journal: Journal) -> None:
    assert answer_by(journal, make_step(journal, kind="promise")) is None


def test_another_severity_brings_another_target(journal: Journal) -> None:
    step_id = raised(journal, "2026-05-14T10:00")
    steps.edit(journal, step_id, severity="urgent")
    assert answer_by(journal, step_id) == "2026-05-14T12:00"
    steps.edit(journal, step_id, raised_at="2026-05-13T10:00")
    assert answer_by(journal, step_id) == "2026-05-13T12:00"
    steps.edit(journal, step_id, title="Only another title")
    assert answer_by(journal, step_id) == "2026-05-13T12:00"
    steps.edit(journal, step_id, kind="next_step", severity=None)
    step = steps.get(journal, step_id)
    assert (step.answer_by, step.on_site_by, step.solve_by) == (None, None, None)


def test_new_settings_work_out_what_is_open_again_and_undo_takes_that_back(journal: Journal, clock: FixedClock) -> None:
    still_open, answered, closed = (raised(journal, "2026-05-14T10:00") for _ in range(3))
    steps.answer(journal, answered)
    steps.close(journal, closed)
    steps.close(journal, still_open)
    clock.set(datetime(2026, 5, 15, 17, 30))
    steps.reopen(journal, still_open)
    response_targets.set_promised(journal, "request", "normal", {**TWO_HOURS, "solve": Span(2, "working_days")})
    assert answer_by(journal, still_open) == "2026-05-18T17:30", "not before it is asked for"
    response_targets.rework(journal)
    assert answer_by(journal, still_open) == "2026-05-18T10:30", "two hours from when it was reopened"
    assert steps.get(journal, answered).solve_by == "2026-05-18T10:00"
    assert answer_by(journal, closed) == "2026-05-15T10:00", "what is over keeps its times"
    changes.undo(journal)
    assert answer_by(journal, still_open) == "2026-05-18T17:30"


def test_no_promise_is_a_promise_too(journal: Journal) -> None:
    response_targets.set_promised(journal, "request", "normal", {})
    assert response_targets.of(journal).promised["request", "normal"] == {}
    assert answer_by(journal, raised(journal, "2026-05-14T10:00")) is None


@pytest.mark.parametrize(
    "stored", ["[]", '{"request normal": {"answer": [0, "hours"]}}', '{"request normal": {"answer": ["2", "weeks"]}}']
)
def test_a_setting_nobody_can_read_promises_nothing_wrong(journal: Journal, stored: str) -> None:
    journal.set_setting("response_targets", stored)
    promised = response_targets.of(journal).promised["request", "normal"]
    assert promised in ({}, response_targets.USUAL["request", "normal"])


def test_only_requests_and_complaints_have_targets(journal: Journal) -> None:
    with pytest.raises(InvalidValue, match="no clock"):
        response_targets.set_promised(journal, "promise", "normal", TWO_HOURS)


def test_a_time_beyond_every_calendar_has_no_target(journal: Journal) -> None:
    assert answer_by(journal, raised(journal, "9999-12-31T17:30")) is None
