"""Templates for plans: the four that come with the program, and the user's own."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from models import note_templates, own_templates, plan_sheets, values
from models.changes import Changes, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.places import resources
from models.plan_lines import LAST_DAY, PlannedStep, length_of, parse
from models.row_class import row_class
from models.steps import KINDS as STEP_KINDS
from models.tables import PlanTemplate
from models.text.language import Label, Language

BUILT_IN = ("win_a_pursuit", "prepare_acceptance", "collect_a_milestone", "revive_a_silent_account")
"""The templates of the program, in the order of a menu."""

_UNKNOWN = "…"
_STEPS_LENGTH = 200_000

_RULES: Mapping[str, values.Rule] = {
    "name": values.line(Label("name of the template"), values.NAME_LENGTH, required=True),
    "goal": values.line(Label("goal"), 500),
    "why": values.paragraph(Label("reason")),
    "length_days": values.number(Label("length in days"), 1, LAST_DAY),
}


@row_class
class Template:
    """A template: what a plan starts with, and how many days its steps are spread over.

    One of the program's has no id. `revision` goes back with an edit.
    """

    id: int | None
    revision: int
    name: str
    goal: str
    why: str
    length_days: int | None
    steps: tuple[PlannedStep, ...]

    @property
    def length(self) -> int:
        """Days from the start to the target: as it is said, or else to the last step."""
        return self.length_days or length_of(self.steps)


def built_in(key: str, language: Language) -> Template:
    """Return a template of the program in a language."""
    folder = resources() / "templates" / "plans"
    path = folder / f"{language.code}.toml"
    found = tomllib.loads((path if path.exists() else folder / "en.toml").read_text("utf-8"))[key]
    return Template(None, 0, found["name"], found["goal"], found["why"], found["length_days"], parse(found["steps"]))


def filled(template: Template, account: str, project: str) -> Template:
    """Return a template with the names of an account and a project in its goal and its steps, as far as known."""
    facts = {"account": account or _UNKNOWN, "project": project or _UNKNOWN}

    def words(text: str) -> str:
        return note_templates.filled(text, facts)

    steps = tuple(PlannedStep(words(one.title), day=one.day, after=one.after, kind=one.kind) for one in template.steps)
    return Template(
        template.id, template.revision, template.name, words(template.goal), words(template.why),
        template.length_days, steps,
    )  # fmt: skip


def listing(journal: Journal) -> list[Template]:
    """Return the templates of the user's own, in their order."""
    query = """
        SELECT id, revision, name, goal, why, length_days, steps FROM plan_template
        WHERE deleted_at IS NULL ORDER BY position, id"""
    return [
        Template(template_id, revision, name, goal, why, length_days, _read(steps))
        for template_id, revision, name, goal, why, length_days, steps in journal.rows(query)
    ]


def create(
    journal: Journal,
    name: str,
    *,
    goal: str = "",
    why: str = "",
    length_days: int | None = None,
    steps: Sequence[PlannedStep] = (),
) -> Changes:
    """Make a template, which comes last; raises InvalidValue for one without a name, or with one that is taken."""
    given: dict[str, object] = {"name": name, "goal": goal, "why": why, "length_days": length_days}
    stored = values.checked(given, _RULES) | {"steps": _written(steps)}
    own_templates.require_free(journal, PlanTemplate, str(stored["name"]))
    with journal.operation("plan_templates.create", subject=str(stored["name"])) as work:
        return work.done(
            work.insert(PlanTemplate, position=own_templates.last_position(journal, PlanTemplate), **stored)
        )


def keep(journal: Journal, plan_id: int, name: str) -> Changes:
    """Make a template of a plan: its goal, its reason, its length, and its steps with their days and their order.

    Raises InvalidValue as `create`, and NotFound for a plan that is not there.
    """
    sheet = plan_sheets.read(journal, plan_id)
    ordered = plan_sheets.in_order(sheet)
    due = [date.fromisoformat(step.due_on) for step in sheet.steps if step.due_on]
    start = date.fromisoformat(sheet.plan.start_on) if sheet.plan.start_on else min(due, default=None)
    target = date.fromisoformat(sheet.plan.target_on) if sheet.plan.target_on else None
    places = {step.id: place for place, step in enumerate(ordered)}
    steps = [
        PlannedStep(
            step.title,
            day=_days_from(start, step.due_on),
            after=places.get(sheet.after.get(step.id, 0)),
            kind=step.kind,
        )
        for step in ordered
    ]
    length = (target - start).days if target and start else 0
    return create(
        journal,
        name,
        goal=sheet.plan.goal,
        why=sheet.plan.why,
        length_days=length if 0 < length <= LAST_DAY else None,
        steps=steps,
    )


def _days_from(start: date | None, due_on: str | None) -> int | None:
    if start is None or due_on is None:
        return None
    return min(max((date.fromisoformat(due_on) - start).days, 0), LAST_DAY)


def edit(
    journal: Journal,
    template_id: int,
    *,
    name: str,
    goal: str,
    why: str,
    length_days: int | None,
    steps: Sequence[PlannedStep],
) -> Changes:
    """Change a template; raises InvalidValue as `create`, or NotFound."""
    given: dict[str, object] = {"name": name, "goal": goal, "why": why, "length_days": length_days}
    stored = values.checked(given, _RULES) | {"steps": _written(steps)}
    own_templates.require_free(journal, PlanTemplate, str(stored["name"]), template_id)
    with journal.operation("plan_templates.edit", record=(PlanTemplate, template_id)) as work:
        work.update(PlanTemplate, template_id, stored)
        return work.done(template_id)


def move(journal: Journal, template_id: int, by: int) -> Changes:
    """Move a template down in the order by so many places, or up by less than none; it stops at either end."""
    with journal.operation("plan_templates.arrange") as work:
        own_templates.move(journal, work, PlanTemplate, template_id, by)
        return work.done(template_id)


def trash(journal: Journal, template_id: int) -> Changes:
    """Throw a template away; raises NotFound when it is not there."""
    with journal.operation("plan_templates.trash") as work:
        work.trash(PlanTemplate, template_id)
        return work.done(template_id)


def _written(steps: Sequence[PlannedStep]) -> Value:
    """Return steps as they are stored; raises InvalidValue for more than a template can hold."""
    listed = [{"title": one.title, "day": one.day, "after": one.after, "kind": one.kind} for one in steps]
    text = json.dumps(listed, ensure_ascii=False)
    if len(text) > _STEPS_LENGTH:
        raise InvalidValue("A template can't hold that many steps. Leave some of them out.")
    return text


def _read(text: str) -> tuple[PlannedStep, ...]:
    """Return stored steps; what another program wrote there and is no step is left out."""
    listed = [one for one in json.loads(text) if isinstance(one, dict) and isinstance(one.get("title"), str)]
    return tuple(_step(one, place) for place, one in enumerate(listed))


def _step(one: Mapping[str, Any], place: int) -> PlannedStep:
    day, after, kind = one.get("day"), one.get("after"), one.get("kind")
    return PlannedStep(
        one["title"],
        day=day if isinstance(day, int) and 0 <= day <= LAST_DAY else None,
        after=after if isinstance(after, int) and 0 <= after < place else None,
        kind=kind if kind in STEP_KINDS else "next_step",
    )
