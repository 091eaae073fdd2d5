"""What a journal holds, read in one line, for tests; the program itself reads lists and sheets."""

from __future__ import annotations

from typing import NamedTuple

from models import contacts, records, steps
from models.journal import Journal


class Participant(NamedTuple):
    """A contact who took part in a visit, at the account and in the post of that time."""

    contact_id: int
    name: str
    account_id: int | None
    account: str
    title: str
    role_group: str | None


def participants_of(journal: Journal, visit_id: int) -> list[Participant]:
    """Return who took part in a visit, in the order they were named."""
    query = """
        SELECT contact.id, contact.name, visit_contact.account_id, coalesce(account.name, ''),
               coalesce(contact_post.title, ''), contact.role_group
        FROM visit_contact JOIN contact ON contact.id = visit_contact.contact_id
        LEFT JOIN account ON account.id = visit_contact.account_id
        LEFT JOIN contact_post ON contact_post.id = contact_post_id
        WHERE visit_id = ? AND visit_contact.deleted_at IS NULL ORDER BY visit_contact.id"""
    return [Participant(*row) for row in journal.rows(query, visit_id)]


def open_steps(journal: Journal) -> list[steps.StepRow]:
    """Return the open steps by the day they are due, those without one last."""
    query = (
        f"SELECT {records.columns_of(steps.StepRow)} FROM step WHERE deleted_at IS NULL AND closed_at IS NULL "
        "ORDER BY due_on IS NULL, due_on, raised_at, id"
    )
    return [steps.StepRow(*row) for row in journal.rows(query)]


def contact_named(journal: Journal, name: str) -> contacts.ContactRow:
    """Return the only contact of a name."""
    ((contact_id,),) = journal.rows("SELECT id FROM contact WHERE name = ? AND deleted_at IS NULL", name)
    return contacts.get(journal, contact_id)


def steps_of_plan(journal: Journal, plan_id: int) -> list[steps.StepRow]:
    """Return the steps of a plan in their order."""
    columns = records.columns_of(steps.StepRow)
    query = f"SELECT {columns} FROM step WHERE plan_id = ? AND deleted_at IS NULL ORDER BY plan_position, id"
    return [steps.StepRow(*row) for row in journal.rows(query, plan_id)]
