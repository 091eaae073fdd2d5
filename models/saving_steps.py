"""Saving the steps on the sheet of a visit: those made, changed, closed, opened again and removed there."""

from __future__ import annotations

from models import repeating, steps
from models.errors import NotFound
from models.journal import Journal
from models.sheet_content import SheetStep, VisitSheet


def save_steps(journal: Journal, sheet: VisitSheet, visit_id: int) -> None:
    """Write the steps of a sheet whose visit stands in the journal; a step that did not change there is left alone.

    A step that was changed here and elsewhere raises ChangedElsewhere; one removed elsewhere comes back if it was
    changed here.
    """
    before = {one.id: one for one in sheet.as_read.steps} if sheet.as_read and sheet.visit_id else {}
    live = {one.id: one for one in steps.of_visit(journal, visit_id)}
    for step in sheet.steps:
        known = before.get(step.id)
        if step.id is None or (step.id not in live and step != known):
            _create(journal, sheet, visit_id, step)
        elif step.id in live and step != known:
            _edit(journal, step.id, step, known)
    for step_id in before.keys() - {one.id for one in sheet.steps}:
        if step_id in live and step_id is not None:
            steps.trash(journal, step_id)


def _create(journal: Journal, sheet: VisitSheet, visit_id: int, step: SheetStep) -> None:
    """Make a step that came of the visit; it is raised then, but never later than now, so that it can be closed."""
    account = journal.row("SELECT account_id, start FROM visit WHERE id = ?", visit_id)
    if account is None:
        raise NotFound("There is no such visit any more. Read it again and repeat.")
    fields = _fields(step)
    fields["visit_id"] = visit_id
    fields["account_id"] = account[0]
    fields["project_id"] = sheet.project_id
    fields["raised_at"] = min(account[1], journal.clock.wall())
    made = steps.create(journal, **fields)
    if step.closed:
        repeating.close(journal, made.id, step.outcome)


def _edit(journal: Journal, step_id: int, step: SheetStep, known: SheetStep | None) -> None:
    fields = _fields(step)
    if known is not None:
        before = _fields(known)
        changed = {name: value for name, value in fields.items() if value != before[name]}  # type: ignore[literal-required]
        fields = steps.StepFields(**changed)  # type: ignore[typeddict-item]
    if fields:
        steps.edit(journal, step_id, revision=step.revision or None, **fields)
    is_closed = steps.get(journal, step_id).closed_at is not None
    if known is not None and known.closed == step.closed:
        return
    if step.closed and not is_closed:
        repeating.close(journal, step_id, step.outcome)
    elif not step.closed and is_closed:
        repeating.reopen(journal, step_id, new_round=False)


def _fields(step: SheetStep) -> steps.StepFields:
    return {
        "kind": step.kind,
        "title": step.title,
        "due_on": step.due,
        "owner_side": step.owner_side,
        "owner_colleague_id": step.owner_colleague_id,
        "owner_contact_id": step.owner_contact_id,
        "severity": step.severity,
        "repeats": step.repeats,
        "people": [person.id for person in step.people if person.id is not None],
    }
