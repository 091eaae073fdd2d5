"""The ways to reach a contact: phone numbers, e-mail and other addresses, and which of them is preferred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models import values
from models.changes import Changes, Operation, Value
from models.journal import Journal
from models.tables import Contact, ContactPoint
from models.text.language import Label

POINT_KINDS = ("phone", "email", "chat", "address", "web")

_RULES: dict[str, values.Rule] = {
    "kind": values.choice(Label("kind of contact point"), POINT_KINDS),
    "value": values.line(Label("phone number or address"), 2000, required=True),
    "label": values.line(Label("label"), values.NAME_LENGTH),
    "preferred": values.flag,
}


@dataclass(frozen=True, slots=True)
class Point:
    """A way to reach a contact; `kind` is phone, email, chat, address or web."""

    kind: str
    value: str
    label: str = ""
    preferred: bool = False
    id: int = 0


def insert(work: Operation, contact_id: int, point: Point) -> int:
    """Write a point within a running operation, and return its id; raises InvalidValue."""
    return work.insert(ContactPoint, contact_id=contact_id, **_stored(point))


def edit(journal: Journal, point_id: int, point: Point) -> Changes:
    """Correct a way to reach a contact; one that is preferred now is the only preferred one of its kind."""
    with journal.operation("contacts.edit_point", record=(ContactPoint, point_id)) as work:
        work.update(ContactPoint, point_id, _stored(point))
        if point.preferred:
            _prefer_no_other(journal, work, point_id)
        return work.done(_owner(journal, point_id))


def prefer(journal: Journal, point_id: int, preferred: bool = True) -> Changes:
    """Prefer a way to reach a contact to the others of its kind, or no longer."""
    with journal.operation("contacts.prefer_point") as work:
        work.update(ContactPoint, point_id, {"preferred": values.flag(preferred)})
        if preferred:
            _prefer_no_other(journal, work, point_id)
        return work.done(_owner(journal, point_id))


def restore(journal: Journal, point_id: int) -> Changes:
    """Take a way to reach a contact out of the trash; raises NotFound if it is not there, or its contact is."""
    with journal.operation("contacts.restore_point") as work:
        work.require_live(Contact, _owner(journal, point_id))
        work.restore_trashed(ContactPoint, point_id)
        return work.done(_owner(journal, point_id))


def arrange(journal: Journal, contact_id: int, wanted: Sequence[Point]) -> Changes:
    """Make these the ways to reach a contact: those with an id are corrected, those without made, others trashed."""
    with journal.operation("contacts.edit", record=(Contact, contact_id)) as work:
        query = "SELECT id FROM contact_point WHERE contact_id = ? AND deleted_at IS NULL"
        kept = {point.id for point in wanted}
        for (point_id,) in journal.rows(query, contact_id):
            if point_id not in kept:
                work.trash(ContactPoint, point_id)
        for point in wanted:
            if point.id:
                work.update(ContactPoint, point.id, _stored(point))
            else:
                insert(work, contact_id, point)
        return work.done(contact_id)


def _stored(point: Point) -> dict[str, Value]:
    given = {"kind": point.kind, "value": point.value, "label": point.label, "preferred": point.preferred}
    return values.checked(given, _RULES)


def _prefer_no_other(journal: Journal, work: Operation, point_id: int) -> None:
    query = """
        SELECT other.id FROM contact_point AS this JOIN contact_point AS other USING (contact_id, kind)
        WHERE this.id = ?1 AND other.id <> ?1 AND other.preferred = 1 AND other.deleted_at IS NULL"""
    for (other_id,) in journal.rows(query, point_id):
        work.update(ContactPoint, other_id, {"preferred": 0})


def _owner(journal: Journal, point_id: int) -> int | None:
    found = journal.row("SELECT contact_id FROM contact_point WHERE id = ?", point_id)
    return found[0] if found else None
