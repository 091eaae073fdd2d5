"""Steps that come back."""

from __future__ import annotations

from datetime import date

import pytest

from models import changes, repeating, step_lists, steps
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


@pytest.mark.parametrize(
    ("repeats", "due", "following", "left"),
    [
        ("FREQ=WEEKLY;COUNT=10", "2026-05-14", "2026-05-21", "FREQ=WEEKLY;COUNT=9"),
        ("FREQ=WEEKLY;COUNT=10", "2026-04-30", "2026-05-14", "FREQ=WEEKLY;COUNT=8"),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "2026-05-14", "2026-05-18", "FREQ=WEEKLY;BYDAY=MO;COUNT=1"),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=1", "2026-05-14", "2026-05-18", None),
        ("FREQ=WEEKLY;UNTIL=20260601", "2026-05-14", "2026-05-21", "FREQ=WEEKLY;UNTIL=20260601"),
    ],
)
def test_so_many_times_become_fewer(repeats: str, due: str, following: str, left: str | None) -> None:
    assert repeating.rest(repeats, date.fromisoformat(due), date.fromisoformat(following)) == left


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
