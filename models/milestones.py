"""Milestones of a project: planned against reached, signed by the customer, and how often each was put off."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from models import milestone_signing, projects, values
from models.changes import Changes
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.row_class import row_class
from models.tables import Milestone, Project
from models.text.language import Label


class MilestoneFields(TypedDict, total=False):
    """The fields of a milestone: when it is planned, when it was reached, and when the customer signed it."""

    name: str
    position: int
    planned_on: date | str | None
    reached_on: date | str | None
    signed_on: date | str | None
    notes: str


RULES: dict[str, values.Rule] = {
    "name": values.line(Label("milestone"), values.NAME_LENGTH, required=True),
    "position": values.number(Label("position"), 0, 10_000),
    "planned_on": values.day(Label("planned date")),
    "reached_on": values.day(Label("date reached")),
    "signed_on": values.day(Label("date signed")),
    "notes": values.paragraph(Label("notes")),
}


@row_class
class MilestoneRow:
    """A milestone as it is read; days are ISO text, `revision` goes back with an edit.

    `moves` is how often its planned date moved. `signatures` are wanted for it, `signed` of them are there; with any it
    is signed when all of them are.
    """

    id: int
    revision: int
    project_id: int
    name: str
    planned_on: str | None
    reached_on: str | None
    signed_on: str | None
    notes: str
    moves: int
    signatures: int
    signed: int


def listing(journal: Journal, project_id: int) -> list[MilestoneRow]:
    """Return the milestones of a project in their order."""
    return [MilestoneRow(*row) for row in journal.rows(f"{_ROWS} AND project_id = ? {_ORDER}", project_id)]


def get(journal: Journal, milestone_id: int) -> MilestoneRow:
    """Return a milestone; raises NotFound for one that is not there or lies in the trash."""
    found = journal.row(f"{_ROWS} AND id = ?", milestone_id)
    if found is None:
        raise NotFound("There is no such milestone (it may lie in the trash).")
    return MilestoneRow(*found)


def add(journal: Journal, project_id: int, **fields: Unpack[MilestoneFields]) -> Changes:
    """Add a milestone to a project, behind the others unless it says where; raises InvalidValue and NotFound."""
    stored = values.checked({"name": "", **fields}, RULES)
    projects.get(journal, project_id)
    if "position" not in stored:
        found = journal.row("SELECT coalesce(max(position), -1) + 1 FROM milestone WHERE project_id = ?", project_id)
        stored["position"] = found[0] if found else 0
    with journal.operation("milestones.add", subject=str(stored["name"])) as work:
        return work.done(work.insert(Milestone, project_id=project_id, **stored))


def edit(
    journal: Journal,
    milestone_id: int,
    *,
    revision: int | None = None,
    reason: str = "",
    **fields: Unpack[MilestoneFields],
) -> Changes:
    """Change fields of a milestone; where the planned date moves, from when to when and why is kept.

    Raises InvalidValue, NotFound, or ChangedElsewhere when it no longer has the revision given.
    """
    stored = values.checked(fields, RULES)
    before = get(journal, milestone_id)
    if stored.get("signed_on", before.signed_on) != before.signed_on and before.signatures:
        raise InvalidValue(
            "{name} is signed by its {count} signatures. Record those in the acceptance instead.",
            name=before.name,
            count=before.signatures,
        )
    with journal.operation("milestones.edit", subject=before.name, record=(Milestone, milestone_id)) as work:
        work.update(Milestone, milestone_id, stored, revision=revision)
        if "planned_on" in stored:
            projects.note_move(
                journal,
                work,
                before.project_id,
                before.planned_on,
                stored["planned_on"],
                reason,
                milestone_id=milestone_id,
            )
        return work.done(milestone_id)


def reach(journal: Journal, milestone_id: int, on: date | str | None = None) -> Changes:
    """Note that a milestone was reached, today if no day is given; raises NotFound."""
    day = values.as_day(Label("date reached"), on if on is not None else journal.clock.today())
    with journal.operation("milestones.edit", subject=get(journal, milestone_id).name):  # no part of an earlier edit
        return edit(journal, milestone_id, reached_on=day)


def arrange(journal: Journal, milestone_id: int, by: int) -> Changes:
    """Move a milestone down in its project by so many places, or up by less than none; it stops at either end."""
    moved = get(journal, milestone_id)
    ids = [one.id for one in listing(journal, moved.project_id)]
    before = ids.index(milestone_id)
    ids.insert(max(0, min(before + by, len(ids) - 1)), ids.pop(before))
    with journal.operation("milestones.arrange", subject=moved.name) as work:
        for position, one in enumerate(ids):
            work.update(Milestone, one, {"position": position})
        return work.done(milestone_id)


def trash(journal: Journal, milestone_id: int) -> Changes:
    """Put a milestone into the trash; its receivables and signatures stay.

    Raises InvalidValue while receivables hang on it: they would lose the day on which they are due.
    """
    before = get(journal, milestone_id)
    held = journal.row("SELECT title FROM receivable WHERE milestone_id = ? AND deleted_at IS NULL", milestone_id)
    if held is not None:
        raise InvalidValue("{name} has a receivable ({title}). Give that another milestone first.",
                           name=before.name, title=held[0])  # fmt: skip
    with journal.operation("milestones.trash", subject=before.name) as work:
        work.trash(Milestone, milestone_id)
        return work.done(milestone_id)


def restore(journal: Journal, milestone_id: int) -> Changes:
    """Take a milestone out of the trash; it is signed if its signatures came in meanwhile.

    Raises NotFound if it is not there, or if its project lies there too: that comes out first.
    """
    with journal.operation("milestones.restore") as work:
        owner = journal.row("SELECT project_id FROM milestone WHERE id = ?", milestone_id)
        work.require_live(Project, owner[0] if owner else None)
        work.restore_trashed(Milestone, milestone_id)
        milestone_signing.follow(journal, work, [milestone_id])
        return work.done(milestone_id)


_ROWS = """
    SELECT id, revision, project_id, name, planned_on, reached_on, signed_on, notes,
        (SELECT count(*) FROM date_move WHERE milestone_id = milestone.id AND deleted_at IS NULL),
        (SELECT count(*) FROM signature WHERE milestone_id = milestone.id AND deleted_at IS NULL),
        (SELECT count(*) FROM signature WHERE milestone_id = milestone.id AND deleted_at IS NULL AND state = 'signed')
    FROM milestone WHERE deleted_at IS NULL"""

_ORDER = "ORDER BY position, coalesce(planned_on, '9999'), id"
