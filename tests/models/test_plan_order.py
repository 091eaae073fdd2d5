"""The order of a plan's steps."""

from __future__ import annotations

from datetime import date

import pytest

from models import changes, many_steps, plan_order, plan_sheets, plans, steps
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.plan_lines import parse
from tests.factories import make_step
from tests.readers import steps_of_plan


@pytest.fixture
def plan_id(journal: Journal) -> int:
    return plans.create(journal, goal="Win", planned=parse("Ask\n> Offer\n> Sign\nCall")).id


@pytest.fixture
def ids(journal: Journal, plan_id: int) -> dict[str, int]:
    return {step.title: step.id for step in steps_of_plan(journal, plan_id)}


def titles(journal: Journal, plan_id: int) -> list[str]:
    return [step.title for step in steps_of_plan(journal, plan_id)]


def test_a_step_comes_after_another_one_or_after_none(journal: Journal, ids: dict[str, int]) -> None:
    plan_order.follow(journal, ids["Call"], ids["Sign"])
    assert steps.get(journal, ids["Call"]).after_id == ids["Sign"]
    plan_order.follow(journal, ids["Offer"], None)
    assert steps.get(journal, ids["Offer"]).after_id is None
    changes.undo(journal)
    assert steps.get(journal, ids["Offer"]).after_id == ids["Ask"]


@pytest.mark.parametrize(("step", "before"), [("Ask", "Sign"), ("Ask", "Offer"), ("Ask", "Ask")])
def test_no_step_waits_for_itself_on_whatever_way(
    journal: Journal, ids: dict[str, int], step: str, before: str
) -> None:
    with pytest.raises(InvalidValue, match="waits for it already"):
        plan_order.follow(journal, ids[step], ids[before])
    assert steps.get(journal, ids[step]).after_id is None


@pytest.mark.parametrize(("step", "before"), [("Ask", "Sign"), ("Ask", "Ask")])
def test_an_edit_makes_no_circle_either(journal: Journal, ids: dict[str, int], step: str, before: str) -> None:
    with pytest.raises(InvalidValue, match="waits for it already"):
        steps.edit(journal, ids[step], after_id=ids[before])
    with pytest.raises(InvalidValue, match="its own plan"):
        steps.edit(journal, make_step(journal), after_id=ids[before])
    steps.edit(journal, ids["Call"], after_id=ids["Sign"])
    assert steps.get(journal, ids["Call"]).after_id == ids["Sign"]


def test_only_steps_of_one_plan_follow_each_other(journal: Journal, ids: dict[str, int]) -> None:
    with pytest.raises(InvalidValue, match="its own plan"):
        plan_order.follow(journal, ids["Ask"], make_step(journal))
    with pytest.raises(InvalidValue, match="its own plan"):
        plan_order.follow(journal, make_step(journal), ids["Ask"])


def test_only_what_makes_no_circle_is_offered(journal: Journal, ids: dict[str, int]) -> None:
    assert plan_order.choices(journal, ids["Offer"]) == [(ids["Ask"], "Ask"), (ids["Call"], "Call")]
    assert plan_order.choices(journal, ids["Ask"]) == [(ids["Call"], "Call")]
    for title in ids:
        was_after = steps.get(journal, ids[title]).after_id
        for before, _name in plan_order.choices(journal, ids[title]):
            plan_order.follow(journal, ids[title], before)
        plan_order.follow(journal, ids[title], was_after)


def test_a_step_moves_and_stops_at_either_end(journal: Journal, plan_id: int, ids: dict[str, int]) -> None:
    plan_order.move(journal, ids["Call"], -1)
    assert titles(journal, plan_id) == ["Ask", "Offer", "Call", "Sign"]
    plan_order.move(journal, ids["Call"], -9)
    assert titles(journal, plan_id) == ["Call", "Ask", "Offer", "Sign"]
    plan_order.move(journal, ids["Call"], 9)
    assert titles(journal, plan_id) == ["Ask", "Offer", "Sign", "Call"]
    changes.undo(journal)
    assert titles(journal, plan_id) == ["Call", "Ask", "Offer", "Sign"]


def test_a_step_taken_out_leaves_its_followers_in_order(journal: Journal, plan_id: int, ids: dict[str, int]) -> None:
    plan_order.take_out(journal, ids["Offer"])
    alone = steps.get(journal, ids["Offer"])
    assert (alone.plan_id, alone.after_id, alone.closed_at) == (None, None, None)
    assert titles(journal, plan_id) == ["Ask", "Sign", "Call"]
    assert steps.get(journal, ids["Sign"]).after_id == ids["Ask"]
    changes.undo(journal)
    assert titles(journal, plan_id) == ["Ask", "Offer", "Sign", "Call"]


def test_days_are_set_at_once_and_what_is_closed_keeps_its_own(
    journal: Journal, plan_id: int, ids: dict[str, int]
) -> None:
    steps.close(journal, ids["Ask"])
    days = {ids[title]: date(2026, 6, number) for number, title in enumerate(("Ask", "Offer", "Sign"), start=1)}
    plan_order.set_days(journal, plan_id, days)
    assert [step.due_on for step in plan_sheets.read(journal, plan_id).steps] == [
        None, "2026-06-02", "2026-06-03", None,
    ]  # fmt: skip
    changes.undo(journal)
    assert [step.due_on for step in plan_sheets.read(journal, plan_id).steps] == [None] * 4
    steps.trash(journal, ids["Sign"])
    with pytest.raises(NotFound):
        plan_order.set_days(journal, plan_id, days)
    assert steps.get(journal, ids["Offer"]).due_on is None


def test_a_step_put_into_another_plan_waits_for_none_of_the_old_one(
    journal: Journal, plan_id: int, ids: dict[str, int]
) -> None:
    other = plans.create(journal, goal="Other").id
    many_steps.move_to_plan(journal, [("step", ids["Offer"])], other)
    assert steps.get(journal, ids["Offer"]).after_id is None
    assert steps.get(journal, ids["Sign"]).after_id == ids["Ask"]
    assert titles(journal, other) == ["Offer"]
    changes.undo(journal)
    assert titles(journal, plan_id) == ["Ask", "Offer", "Sign", "Call"]


@pytest.mark.parametrize("order", [("Ask", "Offer", "Sign"), ("Sign", "Offer", "Ask")])
def test_steps_that_move_together_keep_their_order(
    journal: Journal, ids: dict[str, int], order: tuple[str, ...]
) -> None:
    other = plans.create(journal, goal="Lot 3").id
    many_steps.move_to_plan(journal, [("step", ids[title]) for title in order], other)
    assert titles(journal, other) == list(order)
    assert [steps.get(journal, ids[title]).after_id for title in ("Ask", "Offer", "Sign")] == [
        None, ids["Ask"], ids["Offer"],
    ]  # fmt: skip
    changes.undo(journal)
    assert steps.get(journal, ids["Sign"]).after_id == ids["Offer"]
    many_steps.move_to_plan(journal, [("step", step_id) for step_id in ids.values()], None)
    assert {steps.get(journal, step_id).after_id for step_id in ids.values()} == {None}
