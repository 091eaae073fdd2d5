"""Who took part in visits: contacts at the account and in the post of that time, and our own people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from models import records
from models.changes import Operation, Value
from models.journal import Journal
from models.tables import Contact, VisitColleague, VisitContact


def still_there(journal: Journal, visit_id: int) -> list[int]:
    """Return the contacts who took part and do not lie in the trash, in the order they were named."""
    query = """
        SELECT contact_id FROM visit_contact JOIN contact ON contact.id = contact_id
        WHERE visit_id = ? AND visit_contact.deleted_at IS NULL AND contact.deleted_at IS NULL
        ORDER BY visit_contact.id"""
    return [row[0] for row in journal.rows(query, visit_id)]


def names_at(journal: Journal, visit_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the names of those who took part in each of some visits, in the order they were named."""
    query = """
        SELECT visit_id, contact.name FROM visit_contact JOIN contact ON contact.id = contact_id
        WHERE visit_id IN (SELECT value FROM json_each(?)) AND visit_contact.deleted_at IS NULL
        ORDER BY visit_contact.id"""
    return records.gathered(journal.rows(query, json.dumps(list(visit_ids))))


def take_part(journal: Journal, work: Operation, visit_id: int, people: Iterable[int]) -> None:
    """Let contacts take part in a visit, at the account and in the post they hold on its day."""
    for contact_id in dict.fromkeys(people):
        work.require_live(Contact, contact_id)
        place = _place_of(journal, contact_id, visit_id)
        work.insert(VisitContact, visit_id=visit_id, contact_id=contact_id, **place)


def replace(journal: Journal, work: Operation, visit_id: int, people: Sequence[int]) -> None:
    """Let these contacts take part in a visit and no others."""
    take_part(journal, work, visit_id, work.relink(VisitContact, "visit_id", visit_id, "contact_id", people))


def follow(journal: Journal, work: Operation, visit_id: int) -> None:
    """Let all who take part in a visit follow it to its account and its day, which have changed."""
    query = "SELECT id, contact_id FROM visit_contact WHERE visit_id = ? AND deleted_at IS NULL"
    for link_id, contact_id in journal.rows(query, visit_id):
        work.update(VisitContact, link_id, _place_of(journal, contact_id, visit_id))


def accompany(work: Operation, visit_id: int, colleagues: Iterable[int]) -> None:
    """Let colleagues take part in a visit."""
    for colleague_id in dict.fromkeys(colleagues):
        work.insert(VisitColleague, visit_id=visit_id, colleague_id=colleague_id)


def replace_colleagues(work: Operation, visit_id: int, colleagues: Sequence[int]) -> None:
    """Let these colleagues take part in a visit and no others."""
    accompany(work, visit_id, work.relink(VisitColleague, "visit_id", visit_id, "colleague_id", colleagues))


def _place_of(journal: Journal, contact_id: int, visit_id: int) -> dict[str, Value]:
    """Return at which account and in which post a contact takes part in a visit."""
    from models import contacts

    found = journal.row("SELECT account_id, start FROM visit WHERE id = ?", visit_id)
    account_id, start = found or (None, "")
    post = contacts.post_on(journal, contact_id, start[:10], account_id)
    return {
        "account_id": post.account_id if post else account_id,
        "contact_post_id": post.id if post else None,
    }
