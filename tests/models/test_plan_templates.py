"""Templates for plans."""

from __future__ import annotations

import json

import pytest

from models import changes, plan_templates, plans, steps
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.plan_lines import PlannedStep, parse, text_of
from models.text.language import Language
from tests.factories import make_step
from tests.readers import steps_of_plan


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("key", plan_templates.BUILT_IN)
def test_the_program_brings_plans_that_end_on_their_target(key: str, code: str) -> None:
    template = plan_templates.built_in(key, Language(code))
    days = [step.day for step in template.steps]
    assert template.name
    assert template.why
    assert len(days) >= 8
    assert None not in days
    assert days[-1] == template.length_days == template.length
    for step in template.steps:
        if step.after is not None:
            assert step.day > template.steps[step.after].day, step.title


@pytest.mark.parametrize("key", plan_templates.BUILT_IN)
def test_both_languages_plan_alike(key: str) -> None:
    english, chinese = (plan_templates.built_in(key, Language(code)) for code in ("en", "zh_CN"))
    assert [(step.day, step.after) for step in english.steps] == [(step.day, step.after) for step in chinese.steps]
    assert english.name != chinese.name


def test_the_names_of_the_account_and_the_project_are_filled_in() -> None:
    template = plan_templates.built_in("win_a_pursuit", Language("en"))
    assert plan_templates.filled(template, "Northern Rail", "Lot 2").goal == "Win Lot 2 at Northern Rail"
    chinese = plan_templates.built_in("win_a_pursuit", Language("zh_CN"))
    assert plan_templates.filled(chinese, "江海电信", "").goal == "在江海电信赢得…"


def test_a_template_of_ones_own_is_kept_changed_and_thrown_away(journal: Journal) -> None:
    made = plan_templates.create(journal, "Fair", goal="{account}", length_days=30, steps=parse("+3 Ask\n> Offer")).id
    second = plan_templates.create(journal, "Second").id
    assert [template.name for template in plan_templates.listing(journal)] == ["Fair", "Second"]
    plan_templates.move(journal, second, -1)
    assert [template.name for template in plan_templates.listing(journal)] == ["Second", "Fair"]
    plan_templates.edit(journal, made, name="Trade fair", goal="", why="w", length_days=None, steps=parse("+9 Call"))
    changed = plan_templates.listing(journal)[1]
    assert (changed.name, changed.why, changed.length, changed.steps) == (
        "Trade fair", "w", 9, (PlannedStep("Call", day=9),),
    )  # fmt: skip
    plan_templates.trash(journal, made)
    assert [template.name for template in plan_templates.listing(journal)] == ["Second"]
    changes.undo(journal)
    assert len(plan_templates.listing(journal)) == 2


@pytest.mark.parametrize(
    ("name", "length", "message"), [("", 3, "missing"), ("FAIR", 3, "called FAIR"), ("x", 0, "whole number")]
)
def test_what_can_be_no_template_is_refused(journal: Journal, name: str, length: int, message: str) -> None:
    made = plan_templates.create(journal, "Fair").id
    other = plan_templates.create(journal, "Other").id
    with pytest.raises(InvalidValue, match=message):
        plan_templates.create(journal, name, length_days=length)
    with pytest.raises(InvalidValue, match=message):
        plan_templates.edit(journal, other, name=name, goal="", why="", length_days=length, steps=())
    plan_templates.edit(journal, made, name="fair", goal="", why="", length_days=1, steps=())
    with pytest.raises(InvalidValue, match="that many steps"):
        plan_templates.create(journal, "Long", steps=[PlannedStep("x" * 490)] * 500)


def test_a_plan_is_kept_as_a_template_and_makes_the_same_plan_again(journal: Journal) -> None:
    plan_id = plans.create(
        journal, goal="Win", why="because", start_on="2026-05-11", target_on="2026-06-10",
        planned=parse("+7 Ask\n> +14 Offer\nCall"),
    ).id  # fmt: skip
    ask = steps_of_plan(journal, plan_id)[0]
    steps.edit(journal, ask.id, kind="promise")
    plan_templates.keep(journal, plan_id, "My way")
    (template,) = plan_templates.listing(journal)
    assert (template.goal, template.why, template.length_days) == ("Win", "because", 30)
    assert text_of(template.steps) == "+7 Ask\n> +14 Offer\nCall"
    assert template.steps[0].kind == "promise"
    again = plans.create(journal, goal="Again", start_on="2026-06-01", planned=template.steps).id
    assert [(step.kind, step.due_on) for step in steps_of_plan(journal, again)] == [
        ("promise", "2026-06-08"),
        ("next_step", "2026-06-15"),
        ("next_step", None),
    ]


def test_a_template_of_a_plan_without_days_has_none(journal: Journal) -> None:
    plan_id = plans.create(journal, goal="Win").id
    make_step(journal, plan_id=plan_id)
    plan_templates.keep(journal, plan_id, "My way")
    (template,) = plan_templates.listing(journal)
    assert (template.length_days, template.steps) == (None, (PlannedStep("Send the BOQ"),))
    plans.trash(journal, plan_id)
    with pytest.raises(NotFound):
        plan_templates.keep(journal, plan_id, "Gone")


def test_what_another_program_wrote_as_steps_does_no_harm(journal: Journal) -> None:
    made = plan_templates.create(journal, "Fair").id
    strange = [
        3,
        {"title": 4},
        {"title": "Ask", "day": -1, "after": 7, "kind": "song"},
        {"title": "Call", "after": 0, "day": 2},
    ]
    journal.connection.execute("UPDATE plan_template SET steps = ? WHERE id = ?", (json.dumps(strange), made))
    (template,) = plan_templates.listing(journal)
    assert template.steps == (PlannedStep("Ask"), PlannedStep("Call", day=2, after=0))
