"""Next steps as the lists show them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from models import colleagues, plans, step_lists, steps
from models.clock import FixedClock
from models.journal import Journal
from models.step_lists import StepFilter
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.readers import steps_of_plan


def groups(journal: Journal, **wanted: Any) -> dict[str, list[str]]:
    """Return the titles of each group, in their order."""
    found: dict[str, list[str]] = {}
    for item in step_lists.read(journal, StepFilter(**wanted)):
        found.setdefault(item.group, []).append(item.title)
    return found


def test_steps_stand_in_the_group_of_their_day(journal: Journal) -> None:
    for title, due in (
        ("late", "2026-05-11"),
        ("today", "2026-05-14"),
        ("sunday", "2026-05-17"),
        ("monday", "2026-05-18"),
        ("someday", None),
    ):
        make_step(journal, title, due_on=due)
    make_step(journal, "theirs", kind="customer_promise", due_on="2026-05-01")
    assert groups(journal) == {
        "overdue": ["late"],
        "today": ["today"],
        "week": ["sunday"],
        "later": ["monday"],
        "undated": ["someday"],
        "waiting": ["theirs"],
    }


def test_within_a_group_the_earliest_comes_first(journal: Journal) -> None:
    for title, due in (("second", "2026-05-13"), ("first", "2026-05-11")):
        make_step(journal, title, due_on=due)
    assert groups(journal) == {"overdue": ["first", "second"]}


@pytest.mark.parametrize(
    ("answer_by", "group"),
    [
        ("2026-05-13T12:00", "overdue"),
        ("2026-05-14T11:59", "overdue"),
        ("2026-05-14T12:00", "today"),
        ("2026-05-15T09:00", "week"),
        ("2026-05-18T09:30", "later"),
    ],
)
def test_who_waits_for_an_answer_stands_where_it_is_promised(journal: Journal, answer_by: str, group: str) -> None:
    step_id = make_step(journal, "asks", kind="request", raised_at="2026-05-12T09:00", answer_by=answer_by)
    assert groups(journal) == {group: ["asks"]}
    steps.close(journal, step_id)
    assert groups(journal) == {group: ["asks"]}, "a tick must not move the row"


def test_what_is_done_stays_for_the_day_and_is_not_counted(journal: Journal, clock: FixedClock) -> None:
    step_id = make_step(journal, "late", due_on="2026-05-11")
    steps.close(journal, step_id)
    (item,) = step_lists.read(journal)
    assert (item.group, item.outcome, item.closed_at) == ("overdue", "done", "2026-05-14T12:00")
    assert step_lists.counts(journal) == {}
    clock.move(timedelta(days=1))
    assert step_lists.read(journal) == []


def test_a_row_says_whose_it_is_and_whom_it_is_about(journal: Journal) -> None:
    account_id = make_account(journal, "江海电信")
    tom, priya = make_contact(journal, "Tom Aldous"), make_contact(journal, "Priya Nair")
    yu = colleagues.create(journal, name="周雨").id
    make_step(journal, "a", due_on="2026-05-11", account_id=account_id, people=[tom, priya])
    make_step(journal, "b", due_on="2026-05-12", owner_colleague_id=yu)
    make_step(journal, "c", owner_side="theirs", owner_contact_id=tom)
    found = step_lists.read(journal)
    assert [(one.account, one.owner, one.people) for one in found] == [
        ("江海电信", "", ("Tom Aldous", "Priya Nair")),
        ("", "周雨", ()),
        ("", "Tom Aldous", ()),
    ]


def test_a_plan_stands_at_its_check_in_with_its_progress(journal: Journal) -> None:
    plan_id = plans.create(
        journal, goal="Lot 2", check_in_on="2026-05-15", target_on="2026-06-30", step_titles=["a", "b", "c"]
    ).id
    steps.close(journal, steps_of_plan(journal, plan_id)[0].id)
    (plan,) = [item for item in step_lists.read(journal, StepFilter(plans=True)) if item.is_plan]
    assert (plan.group, plan.due_on, plan.steps_closed, plan.steps_all) == ("week", "2026-05-15", 1, 3)
    plans.close(journal, plan_id)
    assert step_lists.counts(journal, StepFilter(plans=True)) == {"undated": 2}
    assert [item.is_plan for item in step_lists.read(journal)] == [False] * 3


def test_a_window_goes_on_where_the_one_before_ended(journal: Journal) -> None:
    for number in range(12):
        make_step(journal, f"step {number}", due_on=f"2026-05-{10 + number // 2}")
    everything = step_lists.read(journal)
    found = step_lists.read(journal, limit=5)
    while window := step_lists.read(journal, after=found[-1], limit=5):
        found += window
    assert found == everything
    assert len(found) == 12


def test_filters(journal: Journal) -> None:
    rail, energy = make_account(journal, "Northern Rail"), make_account(journal, "Kestrel Energy")
    tom = make_contact(journal, "Tom")
    visit_id = make_visit(journal, energy)
    make_step(journal, "Send the BOQ", kind="promise", account_id=rail, people=[tom])
    make_step(journal, "Ask for dates", account_id=energy, visit_id=visit_id)
    make_step(journal, "Name a signer", account_id=energy, owner_side="theirs", owner_contact_id=tom)
    yu = colleagues.create(journal, name="周雨").id
    make_step(journal, "Night shift", owner_colleague_id=yu)

    def titles(**wanted: Any) -> list[str]:
        return [title for group in groups(journal, **wanted).values() for title in group]

    assert titles(account_ids=(energy,)) == ["Ask for dates", "Name a signer"]
    assert titles(kinds=("promise",)) == ["Send the BOQ"]
    assert titles(contact_id=tom) == ["Send the BOQ", "Name a signer"]
    assert titles(visit_id=visit_id) == ["Ask for dates"]
    assert titles(side="mine") == ["Send the BOQ", "Ask for dates"]
    assert titles(side="colleagues") == ["Night shift"]
    assert titles(side="theirs", plans=True) == ["Name a signer"]
    assert titles(text="boq") == ["Send the BOQ"]
    assert titles(text=" kestrel ") == ["Ask for dates", "Name a signer"]
    assert titles(text="100%") == []
    assert titles(groups=("waiting",)) == ["Name a signer"]


def test_the_red_number_counts_what_we_owe_and_is_late(journal: Journal) -> None:
    make_step(journal, due_on="2026-05-11")
    make_step(journal, due_on="2026-05-14")
    make_step(journal, kind="customer_promise", due_on="2026-05-01")
    plans.create(journal, goal="late plan", check_in_on="2026-05-01")
    steps.close(journal, make_step(journal, due_on="2026-05-10"))
    assert step_lists.overdue_count(journal) == 2


def test_an_answered_request_without_a_day_is_due_on_none(journal: Journal) -> None:
    steps.answer(journal, make_step(journal, "answered", kind="request", raised_at="2026-05-12T06:00"))
    assert groups(journal) == {"undated": ["answered"]}


def test_the_groups_of_one_kind_at_one_account_are_counted(journal: Journal) -> None:
    account_id = make_account(journal)
    make_step(journal, kind="promise", account_id=account_id, due_on="2026-05-14")
    make_step(journal, account_id=account_id, due_on="2026-05-14")
    wanted = StepFilter(account_ids=(account_id,), kinds=("promise",))
    assert step_lists.counts(journal, wanted) == {"today": 1}
    assert step_lists.counts(journal, StepFilter(account_ids=(account_id,), plans=True)) == {"today": 2}
