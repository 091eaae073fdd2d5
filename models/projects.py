"""Projects: an opportunity and its delivery in one, with its stages and milestones."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from models import records, values
from models.changes import Changes
from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class
from models.tables import Milestone, Project, StageChange
from models.text.language import Label


class ProjectFields(TypedDict, total=False):
    """The fields of a project; `value_minor` is whole minor units (cents) of `currency`, probability in percent."""

    account_id: int
    name: str
    value_minor: int | None
    currency: str | None
    probability: int | None
    expected_on: date | str | None
    competitor: str
    contract_number: str
    sales_owner_id: int | None
    delivery_owner_id: int | None
    finance_owner_id: int | None
    notes: str
    rhythm_days: int | None


class MilestoneFields(TypedDict, total=False):
    """The fields of a milestone: when it was planned and when it was reached."""

    name: str
    position: int
    planned_on: date | str | None
    reached_on: date | str | None


RULES: dict[str, values.Rule] = {
    "account_id": values.required(Label("account"), values.link),
    "name": values.line(Label("project name"), values.NAME_LENGTH, required=True),
    "value_minor": values.number(Label("value"), 0, 10**15),
    "currency": values.currency,
    "probability": values.number(Label("probability"), 0, 100),
    "expected_on": values.day(Label("expected date")),
    "competitor": values.line(Label("competitor")),
    "contract_number": values.line(Label("contract number")),
    "sales_owner_id": values.link,
    "delivery_owner_id": values.link,
    "finance_owner_id": values.link,
    "notes": values.paragraph(Label("notes"), values.NOTES_LENGTH),
    "rhythm_days": values.number(Label("days between contacts"), 1, 3660),
}

_MILESTONE_RULES: dict[str, values.Rule] = {
    "name": values.line(Label("milestone"), values.NAME_LENGTH, required=True),
    "position": values.number(Label("position"), 0, 10_000),
    "planned_on": values.day(Label("planned date")),
    "reached_on": values.day(Label("date reached")),
}

_STAGE = values.line(Label("stage"), values.NAME_LENGTH, required=True)
_REASON = values.paragraph(Label("reason"))


@row_class
class ProjectRow:
    """A project as it is read; days are ISO text, `revision` goes back with an edit.

    `outcome` is won, lost or None; `decided_on` is the day of it. `closed_on` is the day on which all was over.
    """

    id: int
    revision: int
    account_id: int
    name: str
    stage: str
    value_minor: int | None
    currency: str | None
    probability: int | None
    expected_on: str | None
    competitor: str
    contract_number: str
    sales_owner_id: int | None
    delivery_owner_id: int | None
    finance_owner_id: int | None
    notes: str
    rhythm_days: int | None
    outcome: str | None
    outcome_reason: str
    decided_on: str | None
    closed_on: str | None


def get(journal: Journal, project_id: int) -> ProjectRow:
    """Return a project; raises NotFound for one that is not there or lies in the trash."""
    return records.get(journal, Project, ProjectRow, project_id)


def create(journal: Journal, *, stage: str = "", **fields: Unpack[ProjectFields]) -> Changes:
    """Make a project in its first stage; raises InvalidValue for what can't be stored."""
    stored = values.checked({"account_id": None, "name": "", **fields}, RULES)
    if stored.get("value_minor") is not None and stored.get("currency") is None:
        raise InvalidValue("The value of the project has no currency. Enter one, such as EUR or CNY.")
    with journal.operation("projects.create", subject=str(stored["name"])) as work:
        project_id = work.insert(Project, **stored)
        if stage:
            move(journal, project_id, stage)
        return work.done(project_id)


def move(
    journal: Journal,
    project_id: int,
    stage: str,
    *,
    on: date | str | None = None,
    expected_on: date | str | None = None,
    reason: str = "",
) -> Changes:
    """Move a project to another stage, today if no day is given; the move and the date expected then are kept."""
    day = values.as_day(Label("day of the move"), on if on is not None else journal.clock.today()).isoformat()
    before = journal.row("SELECT stage FROM project WHERE id = ?", project_id)
    with journal.operation("projects.move", subject=stage) as work:
        work.update(Project, project_id, {"stage": _STAGE(stage)})
        work.insert(
            StageChange,
            project_id=project_id,
            from_stage=before[0] if before else "",
            to_stage=_STAGE(stage),
            changed_on=day,
            expected_on=RULES["expected_on"](expected_on),
            reason=_REASON(reason),
        )
        return work.done(project_id)


def add_milestone(journal: Journal, project_id: int, **fields: Unpack[MilestoneFields]) -> Changes:
    """Add a milestone to a project; raises InvalidValue for what can't be stored."""
    stored = values.checked({"name": "", **fields}, _MILESTONE_RULES)
    with journal.operation("projects.add_milestone", subject=str(stored["name"])) as work:
        return work.done(work.insert(Milestone, project_id=project_id, **stored))
