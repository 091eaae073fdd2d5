"""Sheets whose records were deleted elsewhere while they were written: the visit is saved with their names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.journal import Journal
from models.sheet_content import SheetPerson, SheetStep, VisitSheet


def with_living_records(journal: Journal, sheet: VisitSheet) -> VisitSheet:
    """Return the sheet with an account and people that lie in the trash as new ones of the same name.

    So what was written can be saved. What stood so in the journal already is left as it is.
    """
    before = sheet.as_read if sheet.visit_id is not None and sheet.as_read is not None else VisitSheet()
    if sheet.account_id != before.account_id and not _lives(journal, "account", sheet.account_id):
        sheet = replace(sheet, account_id=None, project_id=None)
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
    return tuple(one if one.id in known or _lives(journal, table, one.id) else replace(one, id=None) for one in people)


def _living_step(journal: Journal, step: SheetStep) -> SheetStep:
    colleague, contact = step.owner_colleague_id, step.owner_contact_id
    return replace(
        step,
        people=tuple(one for one in step.people if _lives(journal, "contact", one.id)),
        owner_colleague_id=colleague if _lives(journal, "colleague", colleague) else None,
        owner_contact_id=contact if _lives(journal, "contact", contact) else None,
    )


def _lives(journal: Journal, table: str, record_id: int | None) -> bool:
    if record_id is None:
        return True
    return journal.row(f"SELECT 1 FROM {table} WHERE id = ? AND deleted_at IS NULL", record_id) is not None
