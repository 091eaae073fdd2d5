"""Projects: an opportunity and its delivery in one, from the first lead until all is paid and done."""

from __future__ import annotations

import re
from datetime import date
from typing import TypedDict, Unpack

from models import records, values
from models.changes import Changes, Operation, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.merging.chain import follow
from models.money import LARGEST_MINOR
from models.row_class import row_class
from models.tables import (
    AcceptanceBatch,
    AcceptanceItem,
    Account,
    Asset,
    Attachment,
    DateMove,
    Milestone,
    Plan,
    Project,
    Receivable,
    Record,
    Signature,
    StageChange,
    Step,
    table_name,
)
from models.text.language import Label

LONGEST_RHYTHM = 3660


class ProjectFields(TypedDict, total=False):
    """The fields of a project; `value_minor` is whole minor units (cents) of `currency`, probability in percent.

    `competitor` are names separated by commas, `rhythm_days` the days after which a silence is long.
    """

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


_COMPETITORS = values.line(Label("competitor"))


def _competitors(value: object) -> Value:
    """Return names as they are stored, each once, separated by commas, whatever sign stood between them."""
    parts = (part.strip() for part in re.split(r"[,，、;；]", str(_COMPETITORS(value))))
    return ", ".join(dict.fromkeys(part for part in parts if part))


RULES: dict[str, values.Rule] = {
    "account_id": values.required(Label("account"), values.link),
    "name": values.line(Label("project name"), values.NAME_LENGTH, required=True),
    "value_minor": values.number(Label("value"), 0, LARGEST_MINOR),
    "currency": values.currency,
    "probability": values.number(Label("probability"), 0, 100),
    "expected_on": values.day(Label("expected date")),
    "competitor": _competitors,
    "contract_number": values.line(Label("contract number")),
    "sales_owner_id": values.link,
    "delivery_owner_id": values.link,
    "finance_owner_id": values.link,
    "notes": values.paragraph(Label("notes"), values.NOTES_LENGTH),
    "rhythm_days": values.number(Label("days between contacts"), 1, LONGEST_RHYTHM),
}

_STAGE = values.line(Label("stage"), values.NAME_LENGTH, required=True)
REASON = values.paragraph(Label("reason"))
"""Why a stage, a date or an outcome is what it is."""


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
    """Make a project in its first stage; raises InvalidValue for what can't be stored, NotFound for no account."""
    stored = values.checked({"account_id": None, "name": "", **fields}, RULES)
    follow(journal, "account", stored, "account_id")
    _require_currency(stored.get("value_minor"), stored.get("currency"))
    with journal.operation("projects.create", subject=str(stored["name"])) as work:
        work.require_live(Account, stored["account_id"])
        project_id = work.insert(Project, **stored)
        if stage:
            move(journal, project_id, stage)
        return work.done(project_id)


def edit(
    journal: Journal,
    project_id: int,
    *,
    revision: int | None = None,
    reason: str = "",
    **fields: Unpack[ProjectFields],
) -> Changes:
    """Change fields of a project; where the expected date moves, from when to when and why is kept.

    With another account its plans, steps, money and products go there too, as far as they were at the one before; what
    was done there in visits stays. Raises InvalidValue, NotFound, or ChangedElsewhere when the
    project no longer has the revision given.
    """
    stored = values.checked(fields, RULES)
    follow(journal, "account", stored, "account_id")
    before = get(journal, project_id)
    _require_currency(stored.get("value_minor", before.value_minor), stored.get("currency", before.currency))
    with journal.operation("projects.edit", record=(Project, project_id)) as work:
        work.update(Project, project_id, stored, revision=revision)
        if "expected_on" in stored:
            note_move(journal, work, project_id, before.expected_on, stored["expected_on"], reason)
        if stored.get("account_id", before.account_id) != before.account_id:
            work.require_live(Account, stored["account_id"])
            _take_along(journal, work, before, stored["account_id"])
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
    """Move a project to another stage, today if no day is given; the move and the date expected then are kept.

    The first move of a project is its first stage. Raises InvalidValue without a stage, and NotFound.
    """
    day = values.as_day(Label("day of the move"), on if on is not None else journal.clock.today()).isoformat()
    wanted = _STAGE(stage)
    before = get(journal, project_id)
    with journal.operation("projects.move", subject=str(wanted)) as work:
        if wanted != before.stage:
            work.update(Project, project_id, {"stage": wanted})
            work.insert(
                StageChange,
                project_id=project_id,
                from_stage=before.stage,
                to_stage=wanted,
                changed_on=day,
                expected_on=RULES["expected_on"](expected_on) or before.expected_on,
                reason=REASON(reason),
            )
        return work.done(project_id)


def trash(journal: Journal, project_id: int) -> Changes:
    """Put a project with its stages, milestones, acceptance, receivables and files into the trash.

    Visits, steps and installed products stay with the account, and belong to it again when it comes back.
    """
    with journal.operation("projects.trash", subject=get(journal, project_id).name) as work:
        work.trash(Project, project_id)
        for table in ALONG:
            work.trash_where(table, "project_id = ?", project_id)
        work.trash_where(Attachment, _FILES, project_id)
        return work.done(project_id)


def restore(journal: Journal, project_id: int) -> Changes:
    """Take a project out of the trash with all that went there with it.

    Raises NotFound if it is not there, or if its account lies there too: that comes out first.
    """
    with journal.operation("projects.restore") as work:
        found = journal.row("SELECT account_id FROM project WHERE id = ?", project_id)
        work.require_live(Account, found[0] if found else None)
        along = [(table, "project_id") for table in ALONG]
        work.restore_trashed(Project, project_id, *along, (Attachment, _PROJECT_OF_FILE))
        return work.done(project_id)


def note_move(
    journal: Journal,
    work: Operation,
    project_id: int,
    before: str | None,
    after: Value,
    reason: str,
    *,
    milestone_id: int | None = None,
) -> None:
    """Keep that the expected date of a project, or of one of its milestones, moved; the same day is no move."""
    if before != after and before is not None:
        work.insert(
            DateMove,
            project_id=project_id,
            milestone_id=milestone_id,
            from_on=before,
            to_on=after,
            noted_on=journal.clock.today().isoformat(),
            reason=REASON(reason),
        )


ALONG: tuple[type[Record], ...] = (
    StageChange,
    Milestone,
    DateMove,
    AcceptanceBatch,
    AcceptanceItem,
    Signature,
    Receivable,
)
"""What goes into the trash with a project and comes back with it, beside the files of all of these."""

_WITH_FILES = ("acceptance_item", "signature", "receivable")
_FILES = " OR ".join(
    ("project_id = ?1", *(f"{part}_id IN (SELECT id FROM {part} WHERE project_id = ?1)" for part in _WITH_FILES))
)
_PROJECT_OF_FILE = "coalesce({})".format(
    ", ".join(
        ("project_id", *(f"(SELECT {part}.project_id FROM {part} WHERE {part}.id = {part}_id)" for part in _WITH_FILES))
    )
)
"""As SQL: the files of a project and of its parts, and the project that a file belongs to."""


_GOES_ALONG: tuple[type[Record], ...] = (Plan, Step, Receivable, Asset)
"""What goes to another account with a project, as in a split."""


def _take_along(journal: Journal, work: Operation, before: ProjectRow, account_id: Value) -> None:
    """Let what belongs to a project and to its account go to another account with it."""
    from models import service  # few projects ever change their account

    for table in _GOES_ALONG:
        query = f"SELECT id FROM {table_name(table)} WHERE project_id = ? AND +account_id = ? AND deleted_at IS NULL"
        for (record_id,) in journal.rows(query, before.id, before.account_id):
            work.update(table, record_id, {"account_id": account_id})
            if table is Asset:
                service.plan_anew(journal, work, record_id, ["account_id"])


def _require_currency(value_minor: Value, currency: Value) -> None:
    if value_minor is not None and currency is None:
        raise InvalidValue("The value of the project has no currency. Enter one, such as EUR or CNY.")


def usual_currency(journal: Journal) -> str:
    """Return the currency of the project made last that has one, or nothing."""
    query = "SELECT currency FROM project WHERE currency IS NOT NULL AND deleted_at IS NULL ORDER BY id DESC LIMIT 1"
    found = journal.row(query)
    return str(found[0]) if found else ""
