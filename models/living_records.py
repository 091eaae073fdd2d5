"""Sheets whose records were merged or deleted elsewhere while they were written.

The visit is saved with the one that stayed, or with the names of those that are no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.journal import Journal
from models.merging.chain import kept_id
from models.sheet_content import SheetPerson, SheetStep, VisitSheet


def with_living_records(journal: Journal, sheet: VisitSheet) -> VisitSheet:
    """Return the sheet with an account and people that lie in the trash as new ones of the same name.

    So what was written can be saved. What was merged is the one that stayed. What stood so in the journal already is
    left as it is.
    """
    before = sheet.as_read if sheet.visit_id is not None and sheet.as_read is not None else VisitSheet()
    if sheet.account_id is not None and sheet.account_id != before.account_id:
        sheet = replace(sheet, account_id=kept_id(journal, "account", sheet.account_id))
    if sheet.account_id != before.account_id and not _lives(journal, "account", sheet.account_id):
        sheet = replace(sheet, account_id=None, project_id=None)
    if sheet.project_id != before.project_id and not _lives(journal, "project", sheet.project_id):
        sheet = replace(sheet, project_id=None)
    if sheet.trip_id != before.trip_id and not _lives(journal, "trip", sheet.trip_id):
        sheet = replace(sheet, trip_id=None, trip="")
    return replace(
        sheet,
        people=_living(journal, "contact", sheet.people, before.people),
        colleagues=_living(journal, "colleague", sheet.colleagues, before.colleagues),
        steps=tuple(step if step in before.steps else _living_step(journal, step) for step in sheet.steps),
    )


def _living(
    journal: Journal, table: str, people: Iterable[SheetPerson], before: Iterable[SheetPerson]
) -> tuple[SheetPerson, ...]:
    known = {one.id for one in before}
    found: list[SheetPerson] = []
    for one in people:
        if one.id is not None and one.id not in known:
            kept = kept_id(journal, table, one.id)
            one = replace(one, id=kept if _lives(journal, table, kept) else None)
        if one.id is None or all(one.id != other.id for other in found):  # two who were merged are one
            found.append(one)
    return tuple(found)


def _living_step(journal: Journal, step: SheetStep) -> SheetStep:
    colleague, contact = step.owner_colleague_id, step.owner_contact_id
    contact = contact if contact is None else kept_id(journal, "contact", contact)
    people = _living(journal, "contact", step.people, ())
    return replace(
        step,
        people=tuple(one for one in people if one.id is not None),
        owner_colleague_id=colleague if _lives(journal, "colleague", colleague) else None,
        owner_contact_id=contact if _lives(journal, "contact", contact) else None,
    )


def _lives(journal: Journal, table: str, record_id: int | None) -> bool:
    if record_id is None:
        return True
    return journal.row(f"SELECT 1 FROM {table} WHERE id = ? AND deleted_at IS NULL", record_id) is not None
