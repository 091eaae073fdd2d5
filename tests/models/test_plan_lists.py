"""The plans of an account."""

from __future__ import annotations

from datetime import date

from models import plan_lists, plans, projects, steps
from models.journal import Journal
from tests.factories import make_account
from tests.models.counting import queries
from tests.readers import steps_of_plan


def test_open_plans_come_by_their_target_and_ended_ones_last(journal: Journal) -> None:
    rail, depot = make_account(journal), make_account(journal, "Depot")
    other = make_account(journal, "江海电信")
    project = projects.create(journal, account_id=rail, name="Lot 2").id
    late = plans.create(journal, goal="Late", account_id=depot, target_on="2026-09-30").id
    soon = plans.create(
        journal, goal="Soon", account_id=rail, project_id=project, target_on="2026-06-01", step_titles=["a", "b"]
    ).id
    some_day = plans.create(journal, goal="Some day", account_id=rail).id
    ended = plans.create(journal, goal="Ended", account_id=rail).id
    plans.close(journal, ended, outcome="dropped")
    plans.create(journal, goal="Elsewhere", account_id=other)
    plans.trash(journal, plans.create(journal, goal="Gone", account_id=rail).id)
    first, second = steps_of_plan(journal, soon)
    steps.close(journal, first.id)
    steps.edit(journal, second.id, due_on="2026-06-11")
    found = plan_lists.of_accounts(journal, [rail, depot])
    assert [line.id for line in found] == [soon, late, some_day, ended]
    assert (found[0].account, found[0].project, found[0].steps_closed, found[0].steps_all) == (
        "Northern Rail", "Lot 2", 1, 2,
    )  # fmt: skip
    assert (found[0].outlook.expected_on, found[0].outlook.drift) == (date(2026, 6, 11), 10)
    assert (found[3].outcome, found[3].closed_on) == ("dropped", "2026-05-14")
    assert plan_lists.of_accounts(journal, [rail, depot], limit=2, offset=1) == found[1:3]
    assert plan_lists.count(journal, [rail, depot]) == 3
    assert queries(journal, lambda: plan_lists.of_accounts(journal, [rail, depot])) == 2
