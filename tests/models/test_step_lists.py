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
        "waiting": ["theirs"],
        "undated": ["someday"],
    }
    assert list(groups(journal)) == ["overdue", "today", "week", "later", "waiting", "undated"]


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

    assert titles(account_ids=(energy,)) == ["Name a signer", "Ask for dates"]
    assert titles(kinds=("promise",)) == ["Send the BOQ"]
    assert titles(contact_id=tom) == ["Name a signer", "Send the BOQ"]
    assert titles(visit_id=visit_id) == ["Ask for dates"]
    assert titles(side="mine") == ["Send the BOQ", "Ask for dates"]
    assert titles(side="colleagues") == ["Night shift"]
    assert titles(side="theirs", plans=True) == ["Name a signer"]
    assert titles(text="boq") == ["Send the BOQ"]
    assert titles(text=" kestrel ") == ["Name a signer", "Ask for dates"]
    assert titles(text="100%") == []
    assert titles(groups=("waiting",)) == ["Name a signer"]


def test_the_red_number_counts_what_we_owe_and_is_late(journal: Journal) -> None:
    make_step(journal, due_on="2026-05-11")
    make_step(journal, due_on="2026-05-14")
    make_step(journal, kind="customer_promise", due_on="2026-05-01")
    plans.create(journal, goal="late plan", check_in_on="2026-05-01")
    steps.close(journal, make_step(journal, due_on="2026-05-10"))
    assert step_lists.overdue_count(journal) == 2


@pytest.mark.parametrize(
    ("solve_by", "group"),
    [("2026-05-14T11:00", "overdue"), ("2026-05-14T17:00", "today"), ("2026-05-18T17:00", "later")],
)
def test_an_answered_request_stands_where_its_end_is_promised(journal: Journal, solve_by: str, group: str) -> None:
    step_id = make_step(journal, "asks", kind="request", raised_at="2026-05-12T09:00", solve_by=solve_by)
    steps.answer(journal, step_id)
    assert groups(journal) == {group: ["asks"]}
    assert step_lists.counts(journal) == {group: 1}


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


def sections(journal: Journal, by: step_lists.Grouping, limit: int = 200) -> list[tuple[str, str]]:
    """Return what stands above each row, and its title, read in windows."""
    wanted, found = StepFilter(plans=True), []
    last: step_lists.StepItem | None = None
    while window := step_lists.read(journal, wanted, by=by, after=last, limit=limit):
        found += window
        last = window[-1]
    return [(item.account if by == "account" else item.plan, item.title) for item in found]


@pytest.mark.parametrize("limit", [1, 2, 200])
def test_under_their_accounts_steps_stand_by_name_and_then_by_day(journal: Journal, limit: int) -> None:
    rail, energy = make_account(journal, "Northern Rail"), make_account(journal, "Kestrel Energy")
    make_step(journal, "later", account_id=rail, due_on="2026-06-30")
    make_step(journal, "late", account_id=rail, due_on="2026-05-11")
    make_step(journal, "waiting", account_id=energy, owner_side="theirs")
    make_step(journal, "soon", account_id=energy, due_on="2026-05-15")
    make_step(journal, "alone", due_on="2026-05-01")
    plans.create(journal, goal="Lot 2", account_id=rail, target_on="2026-05-20")
    assert sections(journal, "account", limit) == [
        ("Kestrel Energy", "soon"),
        ("Kestrel Energy", "waiting"),
        ("Northern Rail", "late"),
        ("Northern Rail", "Lot 2"),
        ("Northern Rail", "later"),
        ("", "alone"),
    ]
    counted = step_lists.section_counts(journal, StepFilter(plans=True), by="account")
    assert counted == {energy: 2, rail: 3, None: 1}


@pytest.mark.parametrize("limit", [1, 2, 200])
def test_under_their_plans_steps_follow_the_plan_itself(journal: Journal, limit: int) -> None:
    lot = plans.create(journal, goal="Lot 2", step_titles=["two", "one"]).id
    gone = plans.create(journal, goal="Dropped", step_titles=["left over"]).id
    one = steps_of_plan(journal, lot)[1]
    steps.postpone(journal, one.id, "2026-05-11")
    plans.create(journal, goal="Another", target_on="2026-05-01")
    plans.trash(journal, gone)
    assert sections(journal, "plan", limit) == [
        ("Another", "Another"),
        ("Lot 2", "Lot 2"),
        ("Lot 2", "one"),
        ("Lot 2", "two"),
        ("", "left over"),
    ]
    counted = step_lists.section_counts(journal, StepFilter(plans=True), by="plan")
    assert (counted[lot], counted[None]) == (3, 1)


def test_a_step_names_the_open_one_it_comes_after(journal: Journal) -> None:
    first = make_step(journal, "Ask for dates", due_on="2026-05-14")
    make_step(journal, "Book the hall", due_on="2026-05-15", after_id=first)
    assert [item.after for item in step_lists.read(journal)] == ["", "Ask for dates"]
    steps.close(journal, first)
    assert [item.after for item in step_lists.read(journal)] == ["", ""]


def test_single_steps_are_read_by_their_ids(journal: Journal) -> None:
    first, second, _ = (make_step(journal, title) for title in ("First", "Second", "Third"))
    found = step_lists.read(journal, StepFilter(step_ids=(second, first)))
    assert [item.id for item in found] == [first, second]
