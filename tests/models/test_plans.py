"""A plan orders steps and loses none of them."""

from __future__ import annotations

import pytest

from models import changes, plans, steps
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.plan_lines import parse
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


def test_planned_steps_stand_after_one_another_on_working_days(journal: Journal) -> None:
    planned = parse("+2 Ask\n> +9 Offer\nCall")
    plan_id = plans.create(journal, goal="Win", start_on="2026-05-14", target_on="2026-06-30", planned=planned).id
    ask, offer, call = steps_of_plan(journal, plan_id)
    assert [step.due_on for step in (ask, offer, call)] == ["2026-05-18", "2026-05-25", None], "the 16th is a Saturday"
    assert [step.after_id for step in (ask, offer, call)] == [None, ask.id, None]
    changes.undo(journal)
    assert open_steps(journal) == []


def test_the_first_target_is_kept(journal: Journal, plan_id: int) -> None:
    plans.edit(journal, plan_id, target_on="2026-06-30")
    plans.edit(journal, plan_id, target_on="2026-07-31")
    plan = plans.get(journal, plan_id)
    assert (plan.first_target_on, plan.target_on) == ("2026-06-30", "2026-07-31")
    made = plans.create(journal, goal="Next", target_on="2026-08-31").id
    assert plans.get(journal, made).first_target_on == "2026-08-31"


def test_a_plan_ends_with_what_came_of_it(journal: Journal, plan_id: int) -> None:
    plans.close(journal, plan_id, outcome="dropped", result="They bought elsewhere")
    plan = plans.get(journal, plan_id)
    assert (plan.closed_on, plan.outcome, plan.result) == ("2026-05-14", "dropped", "They bought elsewhere")
    assert len(open_steps(journal)) == 3, "what was promised does not depend on a plan"
    plans.edit(journal, plan_id, closed_on=None)
    assert plans.get(journal, plan_id).outcome is None
    plans.close(journal, plan_id)
    assert plans.get(journal, plan_id).outcome == "reached"
    with pytest.raises(InvalidValue, match="outcome"):
        plans.close(journal, plan_id, outcome="lost")


def test_a_dropped_plan_may_release_its_open_steps_which_one_undo_takes_back(journal: Journal, plan_id: int) -> None:
    first, *others = steps_of_plan(journal, plan_id)
    steps.close(journal, first.id)
    plans.close(journal, plan_id, outcome="dropped", releases=True)
    assert [step.outcome for step in steps_of_plan(journal, plan_id)] == ["done", "released", "released"]
    changes.undo(journal)
    assert [step.id for step in open_steps(journal)] == [step.id for step in others]
    assert plans.get(journal, plan_id).closed_on is None


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
