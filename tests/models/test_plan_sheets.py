"""A plan as its panel shows it."""

from __future__ import annotations

from datetime import date

import pytest

from models import contacts, plan_order, plan_sheets, plans, steps
from models.errors import NotFound
from models.journal import Journal
from models.plan_lines import parse
from tests.factories import make_account
from tests.models.counting import queries
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


def test_the_sheet_tells_what_a_step_waits_for_and_what_is_to_be_expected(journal: Journal) -> None:
    planned = parse("Ask\n> Offer\n> Sign")
    plan_id = plans.create(journal, goal="Lot 2", target_on="2026-05-20", planned=planned).id
    ask, offer, sign = (step.id for step in steps_of_plan(journal, plan_id))
    plan_order.set_days(journal, plan_id, {ask: date(2026, 5, 10), offer: date(2026, 5, 18)})
    sheet = plan_sheets.read(journal, plan_id)
    assert [step.after for step in sheet.steps] == ["", "Ask", "Offer"]
    assert sheet.after == {offer: ask, sign: offer}
    assert (sheet.outlook.expected_on, sheet.outlook.drift, sheet.outlook.undated) == (date(2026, 5, 22), 2, 1)
    assert sheet.fitting == {offer: date(2026, 5, 22), sign: date(2026, 5, 24)}
    steps.close(journal, ask)
    assert [step.after for step in plan_sheets.read(journal, plan_id).steps] == ["", "", "Offer"], "it is set free"
    steps.trash(journal, offer)
    assert [step.after for step in plan_sheets.read(journal, plan_id).steps] == ["", ""], "nobody waits for the trash"


def test_days_that_fit_are_working_days_until_the_target(journal: Journal) -> None:
    plan_id = plans.create(journal, goal="Lot 2", target_on="2026-05-24", planned=parse("Ask\n> Offer")).id
    ask, offer = (step.id for step in steps_of_plan(journal, plan_id))
    days = plan_sheets.fitting_days(journal, plan_sheets.read(journal, plan_id))
    assert days == {ask: date(2026, 5, 19), offer: date(2026, 5, 22)}, "the 24th is a Sunday"


def test_a_sheet_of_many_steps_takes_few_questions(journal: Journal) -> None:
    few = plans.create(journal, goal="Few", planned=parse("Ask")).id
    many = plans.create(journal, goal="Many", planned=parse("Ask\n" * 30)).id
    asked = [queries(journal, lambda plan_id=plan_id: plan_sheets.read(journal, plan_id)) for plan_id in (few, many)]
    assert asked[0] == asked[1]


def test_closing_a_step_sets_the_one_behind_it_free_with_a_day_that_fits(journal: Journal) -> None:
    plan_id = plans.create(journal, goal="Lot 2", target_on="2026-05-24", planned=parse("Ask\n> Offer\n> Sign")).id
    ask, offer, sign = (step.id for step in steps_of_plan(journal, plan_id))
    steps.close(journal, ask)
    free = plan_sheets.set_free(journal, ask)
    assert free == plan_sheets.FreeStep(offer, plan_id, "Offer", None, date(2026, 5, 19))
    plan_order.set_days(journal, plan_id, {offer: date(2026, 5, 20)})
    free = plan_sheets.set_free(journal, ask)
    assert free is not None
    assert (free.due_on, free.fits) == (date(2026, 5, 20), None), "it keeps the day it has"
    steps.close(journal, offer)
    assert plan_sheets.set_free(journal, ask) is None
    assert plan_sheets.set_free(journal, sign) is None
    plans.close(journal, plan_id)
    assert plan_sheets.set_free(journal, offer) is None, "the plan has ended"


def test_a_step_of_a_plan_in_the_trash_is_closed_like_any_other(journal: Journal) -> None:
    plan_id = plans.create(journal, goal="Lot 2", planned=parse("Ask\n> Offer")).id
    ask = steps_of_plan(journal, plan_id)[0].id
    plans.trash(journal, plan_id)
    steps.close(journal, ask)
    assert plan_sheets.set_free(journal, ask) is None
    plans.restore(journal, plan_id)
    assert plan_sheets.set_free(journal, ask) is not None


def test_an_outreach_has_no_order_and_suggests_nothing(journal: Journal) -> None:
    plan_id = plans.create(journal, goal="Call all", kind="outreach", step_titles=["one", "two"]).id
    sheet = plan_sheets.read(journal, plan_id)
    assert (len(sheet.steps), sheet.progress.all, sheet.fitting) == (2, 2, {})
    assert (sheet.outlook.expected_on, sheet.outlook.undated) == (None, 0)
