"""A plan orders steps and loses none of them."""

from __future__ import annotations

import pytest

from models import changes, plans, steps
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from tests.factories import make_account
from tests.models.counting import queries
from tests.readers import open_steps, steps_of_plan


@pytest.fixture
def plan_id(journal: Journal) -> int:
    account_id = make_account(journal)
    return plans.create(journal, goal="Win", account_id=account_id, step_titles=["one", "two", "three"]).id


def _titles(journal: Journal, plan_id: int) -> list[str]:
    return [step.title for step in steps_of_plan(journal, plan_id)]


def test_a_plan_is_made_with_its_steps_as_one(journal: Journal, plan_id: int) -> None:
    assert _titles(journal, plan_id) == ["one", "two", "three"]
    assert {step.account_id for step in steps_of_plan(journal, plan_id)} == {plans.get(journal, plan_id).account_id}
    changes.undo(journal)
    assert plans.listing(journal) == []
    assert open_steps(journal) == []


def test_progress(journal: Journal, plan_id: int) -> None:
    first = steps_of_plan(journal, plan_id)[0]
    steps.close(journal, first.id)
    assert plans.progress(journal, plan_id) == plans.Progress(closed=1, all=3)


def test_the_dates_of_a_plan_are_in_order(journal: Journal, plan_id: int) -> None:
    plans.edit(journal, plan_id, start_on="2026-05-14")
    with pytest.raises(InvalidValue, match=r"target date \(2026-05-13\) lies before the start of the plan"):
        plans.edit(journal, plan_id, target_on="2026-05-13")
    plans.edit(journal, plan_id, target_on="2026-05-14")
    with pytest.raises(InvalidValue, match="lies before"):
        plans.edit(journal, plan_id, start_on="2026-05-15")


def test_a_trashed_plan_leaves_its_steps(journal: Journal, plan_id: int) -> None:
    plans.trash(journal, plan_id)
    assert plans.listing(journal) == []
    assert len(open_steps(journal)) == 3
    with pytest.raises(NotFound):
        plans.add_step(journal, plan_id, title="too late")
    plans.restore(journal, plan_id)
    assert _titles(journal, plan_id) == ["one", "two", "three"]


def test_open_plans_come_first(journal: Journal, plan_id: int) -> None:
    later = plans.create(journal, goal="Later", target_on="2026-12-31").id
    sooner = plans.create(journal, goal="Sooner", target_on="2026-06-30").id
    plans.close(journal, sooner)
    assert [plan.id for plan in plans.listing(journal)] == [later, plan_id, sooner]
    assert plans.get(journal, sooner).closed_on == "2026-05-14"
    assert queries(journal, lambda: plans.listing(journal)) == 1
