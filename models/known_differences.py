"""Pairs that look alike and are not the same: they are proposed no more."""

from __future__ import annotations

from models.changes import Changes, Operation
from models.journal import Journal
from models.merging.chain import Kind
from models.tables import Account, Contact, KnownDifferent


def set_apart(journal: Journal, kind: Kind, first_id: int, second_id: int) -> Changes:
    """Know two accounts, or two people, as not the same; raises NotFound for one that is not there."""
    with journal.operation("duplicates.set_apart") as work:
        for record_id in (first_id, second_id):
            work.require_live(Account if kind == "account" else Contact, record_id)
        _note(journal, work, kind, first_id, second_id)
        return work.done()


def pairs(journal: Journal, kind: Kind) -> frozenset[tuple[int, int]]:
    """Return all pairs that are known as not the same, the smaller id first."""
    query = "SELECT first_id, second_id FROM known_different WHERE kind = ? AND deleted_at IS NULL"
    return frozenset(journal.rows(query, kind))


def follow_merge(journal: Journal, work: Operation, kind: Kind, kept_id: int, other_id: int) -> None:
    """Know whoever was not the same as the other one as not the same as the one who stays, now that they are one."""
    for first_id, second_id in pairs(journal, kind):
        if other_id in (first_id, second_id):
            third_id = second_id if first_id == other_id else first_id
            _note(journal, work, kind, kept_id, third_id)


def _note(journal: Journal, work: Operation, kind: Kind, one_id: int, two_id: int) -> None:
    first_id, second_id = sorted((one_id, two_id))
    if first_id != second_id and (first_id, second_id) not in pairs(journal, kind):
        work.insert(KnownDifferent, kind=kind, first_id=first_id, second_id=second_id)
