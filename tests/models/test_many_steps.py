"""Several steps at once: all or none, and one Undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models import changes, colleagues, many_steps, plans, step_lists, steps
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.many_steps import Chosen, Owner, Refused
from models.step_lists import StepFilter
from models.text.language import Language
from tests.factories import make_account, make_contact, make_step
from tests.readers import steps_of_plan


def chosen(journal: Journal) -> list[Chosen]:
    """Return all rows of the list."""
    return [(item.record, item.id) for item in step_lists.read(journal, StepFilter(plans=True))]


def content(journal: Journal) -> list[tuple[Any, ...]]:
    """Return what the journal holds of steps and plans, without their stamps."""
    columns = "id, title, due_on, closed_at, outcome, owner_side, owner_colleague_id, plan_id, deleted_at"
    plan_query = "SELECT id, goal, check_in_on, closed_on, deleted_at FROM plan ORDER BY id"
    return [*journal.rows(f"SELECT {columns} FROM step ORDER BY id"), *journal.rows(plan_query)]


@pytest.fixture
def several(journal: Journal) -> list[Chosen]:
    """A promise, a request and a plan."""
    account_id = make_account(journal)
    make_step(journal, "Send the BOQ", kind="promise", due_on="2026-05-12", account_id=account_id)
    make_step(journal, "Who is on call?", kind="request", due_on="2026-05-14", account_id=account_id)
    plans.create(journal, goal="Lot 2", check_in_on="2026-05-15", account_id=account_id)
    return chosen(journal)


DEEDS: dict[str, Callable[[Journal, list[Chosen]], changes.Changes]] = {
    "close": many_steps.close,
    "postpone": lambda journal, rows: many_steps.postpone(journal, rows, "2026-05-20"),
    "postpone to no day": lambda journal, rows: many_steps.postpone(journal, rows, None),
    "trash": many_steps.trash,
}


@pytest.mark.parametrize("deed", DEEDS)
def test_one_undo_takes_it_all_back(journal: Journal, several: list[Chosen], deed: str) -> None:
    before = content(journal)
    made = DEEDS[deed](journal, several)
    after = content(journal)
    assert len([1 for old, new in zip(before, after, strict=True) if old != new]) == 3
    assert made.tables >= {"step", "plan"}
    changes.undo(journal)
    assert content(journal) == before
    changes.redo(journal)
    assert content(journal) == after


def test_each_closes_in_its_own_way(journal: Journal, several: list[Chosen]) -> None:
    many_steps.close(journal, several)
    found = {item.title: (item.outcome, item.closed_at is not None) for item in step_lists.read(journal)}
    assert found == {"Send the BOQ": ("kept_late", True), "Who is on call?": ("done", True)}
    assert plans.get(journal, several[-1][1]).closed_on == "2026-05-14"
    many_steps.close(journal, several)
    many_steps.reopen(journal, several)
    assert {item.closed_at for item in step_lists.read(journal, StepFilter(plans=True))} == {None}
    assert changes.undoable(journal) == "steps.reopen_many", "what was closed already is no change to take back"


def test_what_repeats_comes_back_and_goes_again_with_undo(journal: Journal) -> None:
    make_step(journal, "Call", due_on="2026-05-14", repeats="FREQ=WEEKLY")
    make_step(journal, "Write", due_on="2026-05-14")
    many_steps.close(journal, chosen(journal))
    assert [item.due_on for item in step_lists.read(journal) if item.closed_at is None] == ["2026-05-21"]
    changes.undo(journal)
    assert len(step_lists.read(journal)) == 2


def test_one_that_refuses_is_named_and_nothing_is_changed(journal: Journal, several: list[Chosen]) -> None:
    before = content(journal)
    with pytest.raises(Refused, match=r"“Who is on call\?” can’t be changed, so nothing was. broken is no outcome"):
        many_steps.close(journal, several, "broken")
    assert content(journal) == before
    steps.trash(journal, several[0][1])
    before = content(journal)
    with pytest.raises(Refused, match="“Send the BOQ”"):
        many_steps.postpone(journal, list(reversed(several)), "2026-05-20")
    assert content(journal) == before


def test_a_refusal_speaks_the_readers_language(journal: Journal, several: list[Chosen]) -> None:
    with pytest.raises(Refused) as refused:
        many_steps.reassign(journal, several, Owner())
    assert "Lot 2" in refused.value.say(Language("zh_CN"))
    assert refused.value.say(Language("en")).endswith("A plan is done step by step: choose who does its steps.")


def test_somebody_else_does_them(journal: Journal) -> None:
    yu = colleagues.create(journal, name="周雨").id
    tom = make_contact(journal, "Tom")
    for title in ("one", "two"):
        make_step(journal, title)
    rows = chosen(journal)
    many_steps.reassign(journal, rows, Owner(colleague_id=yu))
    assert [item.owner for item in step_lists.read(journal)] == ["周雨", "周雨"]
    many_steps.reassign(journal, rows, Owner("theirs", contact_id=tom))
    assert [(item.owner, item.group) for item in step_lists.read(journal)] == [("Tom", "waiting")] * 2
    many_steps.reassign(journal, rows, Owner())
    assert [(item.owner, item.owner_side) for item in step_lists.read(journal)] == [("", "ours")] * 2
    changes.undo(journal)
    assert [item.owner for item in step_lists.read(journal)] == ["Tom", "Tom"]


def test_steps_go_to_the_end_of_a_plan_and_out_of_it(journal: Journal) -> None:
    plan_id = plans.create(journal, goal="Lot 2", step_titles=["first"]).id
    rows: list[Chosen] = [("step", make_step(journal, title)) for title in ("second", "third")]
    many_steps.move_to_plan(journal, rows, plan_id)
    assert [step.title for step in steps_of_plan(journal, plan_id)] == ["first", "second", "third"]
    many_steps.move_to_plan(journal, rows[:1], None)
    assert [step.title for step in steps_of_plan(journal, plan_id)] == ["first", "third"]
    plans.trash(journal, plan_id)
    with pytest.raises(NotFound):
        many_steps.move_to_plan(journal, rows, plan_id)


def test_whoever_is_told_how_far_it_is_may_end_it(journal: Journal, several: list[Chosen]) -> None:
    before = content(journal)

    class Enough(Exception):
        pass

    def told(done: int, of: int) -> None:
        if done == of - 1:
            raise Enough

    with pytest.raises(Enough):
        many_steps.close(journal, several, progress=told)
    assert content(journal) == before


def test_one_alone_is_called_what_it_is_and_raises_its_own_error(journal: Journal, several: list[Chosen]) -> None:
    many_steps.postpone(journal, several[:1], "2026-05-20")
    assert changes.undoable(journal) == "steps.postpone"
    many_steps.postpone(journal, several, "2026-05-21")
    assert changes.undoable(journal) == "steps.postpone_many"
    with pytest.raises(InvalidValue, match="broken is no outcome") as refused:
        many_steps.close(journal, several[1:2], "broken")
    assert not isinstance(refused.value, Refused)
