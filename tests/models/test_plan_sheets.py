"""A plan as its panel shows it."""

from __future__ import annotations

import pytest

from models import contacts, plan_sheets, plans, steps
from models.errors import NotFound
from models.journal import Journal
from tests.factories import make_account
from tests.readers import steps_of_plan


def test_a_plan_with_its_people_and_its_steps_in_order(journal: Journal) -> None:
    account_id = make_account(journal)
    tom = contacts.create(journal, name="Tom", role_group="decision").id
    plan_id = plans.create(journal, goal="Lot 2", account_id=account_id, step_titles=["first"]).id
    plans.add_step(journal, plan_id, title="second", people=[tom])
    plans.add_step(journal, plan_id, title="third", people=[tom])
    steps.close(journal, steps_of_plan(journal, plan_id)[0].id)
    sheet = plan_sheets.read(journal, plan_id)
    assert (sheet.account, sheet.project, sheet.progress.closed, sheet.progress.all) == ("Northern Rail", "", 1, 3)
    assert [(step.title, step.closed_at is not None) for step in sheet.steps] == [
        ("first", True),
        ("second", False),
        ("third", False),
    ]
    assert sheet.people == ((tom, "Tom", "decision"),)


def test_a_plan_in_the_trash_has_no_sheet(journal: Journal) -> None:
    plan_id = plans.create(journal, goal="Lot 2").id
    plans.trash(journal, plan_id)
    with pytest.raises(NotFound):
        plan_sheets.read(journal, plan_id)
