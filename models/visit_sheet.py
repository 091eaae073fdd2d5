"""The sheet of a visit: everything the editor shows of it, read at once."""

from __future__ import annotations

from dataclasses import replace

from models import accounts, contacts, preparation, tags, visits
from models.journal import Journal
from models.saving_questions import as_sheet
from models.saving_sheets import save
from models.sheet_content import (
    SheetPerson,
    SheetQuestion,
    SheetStep,
    VisitSheet,
    as_known,
    from_json,
    to_json,
)
from models.text.clean import clean

__all__ = [
    "SheetPerson",
    "SheetQuestion",
    "SheetStep",
    "VisitSheet",
    "as_known",
    "blank",
    "from_json",
    "read",
    "save",
    "to_json",
    "with_texts_as_written",
]


def read(journal: Journal, visit_id: int) -> VisitSheet:
    """Return the sheet of a visit; raises NotFound for one that is not there or lies in the trash."""
    visit = visits.get(journal, visit_id)
    names = journal.row(
        "SELECT account.name, coalesce(project.name, ''), trip.id, coalesce(trip.name, '') FROM account "
        "LEFT JOIN project ON project.id = ? LEFT JOIN trip ON trip.id = ? AND trip.deleted_at IS NULL "
        "WHERE account.id = ?",
        visit.project_id,
        visit.trip_id,
        visit.account_id,
    ) or ("", "", None, "")
    sheet = VisitSheet(
        visit_id=visit.id,
        revision=visit.revision,
        account_id=visit.account_id,
        account=names[0],
        project_id=visit.project_id,
        project=names[1],
        trip_id=names[2],
        trip=names[3],
        start=visit.start,
        minutes=visit.minutes,
        repeats=visit.repeats,
        channel=visit.channel,
        place=visit.place,
        purpose=visit.purpose,
        expected_result=visit.expected_result,
        state=visit.state,
        people=_people(journal, visit_id),
        colleagues=_colleagues(journal, visit_id),
        questions=_questions(journal, visit_id),
        notes=visit.notes,
        summary=visit.summary,
        highlight=visit.highlight,
        support_needed=visit.support_needed,
        steps=_steps(journal, visit_id),
        satisfaction=visit.satisfaction,
        expectation_level=visit.expectation_level,
        expectation=visit.expectation,
        private_notes=visit.private_notes,
        confidential=bool(visit.confidential),
        tags=tags.names_in(visit.tags),
    )
    return as_known(sheet)


def blank(journal: Journal, account_id: int | None = None, contact_id: int | None = None) -> VisitSheet:
    """Return the sheet of a new visit that began now, at an account and with a contact if they are given.

    A contact without an account brings the one of its present post.
    """
    start = journal.clock.wall()
    people: tuple[SheetPerson, ...] = ()
    if contact_id is not None:
        contact = contacts.get(journal, contact_id)
        people = (SheetPerson(contact.id, contact.name, contact.role_group),)
        post = contacts.post_on(journal, contact_id, start[:10], account_id)
        account_id = account_id or (post.account_id if post else None)
    account = accounts.get(journal, account_id).name if account_id is not None else ""
    return as_known(VisitSheet(account_id=account_id, account=account, start=start, people=people))


def with_texts_as_written(sheet: VisitSheet, saved: VisitSheet) -> VisitSheet:
    """Return what was saved, with the texts as they are written on the sheet (their ends may hold empty lines)."""
    texts = {
        name: getattr(sheet, name)
        for name in ("notes", "summary", "highlight", "support_needed", "private_notes")
        if clean(getattr(sheet, name)).strip("\n") == getattr(saved, name)
    }
    return replace(saved, **texts)


def _people(journal: Journal, visit_id: int) -> tuple[SheetPerson, ...]:
    query = (
        "SELECT contact.id, contact.name, role_group FROM visit_contact JOIN contact ON contact.id = contact_id "
        "WHERE visit_id = ? AND visit_contact.deleted_at IS NULL ORDER BY visit_contact.id"
    )
    return tuple(SheetPerson(*row) for row in journal.rows(query, visit_id))


def _colleagues(journal: Journal, visit_id: int) -> tuple[SheetPerson, ...]:
    query = (
        "SELECT colleague.id, colleague.name FROM visit_colleague JOIN colleague ON colleague.id = colleague_id "
        "WHERE visit_id = ? AND visit_colleague.deleted_at IS NULL ORDER BY visit_colleague.id"
    )
    return tuple(SheetPerson(*row) for row in journal.rows(query, visit_id))


def _questions(journal: Journal, visit_id: int) -> tuple[SheetQuestion, ...]:
    return tuple(as_sheet(one) for one in preparation.listing(journal, visit_id))


def _steps(journal: Journal, visit_id: int) -> tuple[SheetStep, ...]:
    query = """
        SELECT step.id, kind, step.title, due_on, owner_side, owner_colleague_id, owner_contact_id, closed_at, outcome,
               coalesce(colleague.name, contact.name, ''), step.revision, raised_at, first_answered_at,
               severity, repeats, answer_by, solve_by
        FROM step LEFT JOIN colleague ON colleague.id = owner_colleague_id
        LEFT JOIN contact ON contact.id = owner_contact_id
        WHERE visit_id = ? AND step.deleted_at IS NULL ORDER BY step.id"""
    people = _people_of_steps(journal, visit_id)
    return tuple(
        SheetStep(
            id=row[0],
            kind=row[1],
            title=row[2],
            people=tuple(people.get(row[0], ())),
            due=row[3],
            owner_side=row[4],
            owner_colleague_id=row[5],
            owner_contact_id=row[6],
            closed=row[7] is not None,
            outcome=row[8] or "",
            owner=row[9],
            revision=row[10],
            raised_at=row[11],
            answered_at=row[12],
            severity=row[13],
            repeats=row[14],
            answer_by=row[15],
            solve_by=row[16],
        )
        for row in journal.rows(query, visit_id)
    )


def _people_of_steps(journal: Journal, visit_id: int) -> dict[int, list[SheetPerson]]:
    query = """
        SELECT step_id, contact.id, contact.name, contact.role_group FROM step_contact
        JOIN step ON step.id = step_id JOIN contact ON contact.id = contact_id
        WHERE step.visit_id = ? AND step_contact.deleted_at IS NULL ORDER BY step_contact.id"""
    people: dict[int, list[SheetPerson]] = {}
    for step_id, *person in journal.rows(query, visit_id):
        people.setdefault(step_id, []).append(SheetPerson(*person))
    return people
