"""Two people who are one: the fields as chosen, and all that hung on either hangs on the one who stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from models import contacts, known_differences, standings
from models.changes import Changes, Operation
from models.contacts import ContactRow
from models.errors import InvalidValue
from models.exchange.values import point_key
from models.journal import Journal
from models.merging import pairs, posts
from models.merging.chain import leads_back, require_no_draft
from models.merging.fields import PERSON_FIELDS, Choice, Difference, apart, differences, merged
from models.tables import (
    Asset,
    Attachment,
    Collection,
    Contact,
    ContactPoint,
    ContactPost,
    ContactStanding,
    Feedback,
    Receivable,
    Record,
    Signature,
    SignatureAttempt,
    Snooze,
    Step,
    StepContact,
    StepEvent,
    VisitContact,
)

LINKS: tuple[tuple[type[Record], str], ...] = (
    (ContactPoint, "contact_id"),
    (ContactPost, "contact_id"),
    (ContactStanding, "contact_id"),
    (VisitContact, "contact_id"),
    (StepContact, "contact_id"),
    (StepEvent, "contact_id"),
    (Step, "owner_contact_id"),
    (Step, "escalated_to_contact_id"),
    (Signature, "signer_id"),
    (SignatureAttempt, "contact_id"),
    (Receivable, "confirmed_by_id"),
    (Collection, "contact_id"),
    (Asset, "contact_id"),
    (Feedback, "contact_id"),
    (Attachment, "contact_id"),
    (Snooze, "contact_id"),
    (Contact, "reports_to_id"),
    (Contact, "introduced_by_id"),
    (Contact, "merged_into_id"),
)
"""Everything that names a person. A new table that does so is named here too, or a test fails."""

_LONGEST_MARK = 1000
"""Characters that the import mark of a contact holds."""

_ABOVE = ("reports_to_id", "introduced_by_id")


def merge(
    journal: Journal,
    kept_id: int,
    other_id: int,
    choices: Mapping[str, Choice] | None = None,
    *,
    revisions: tuple[int, int] | None = None,
) -> Changes:
    """Make two people one; the other goes into the trash, and whoever looks for it is led to the one who stays.

    `choices` say by the key of a field whose value is taken; the others are taken as `compare` says. Nobody ends up
    above themselves: who would is given the next best, or nobody. Raises InvalidValue for one person twice, for
    what can't be stored and while a draft of either waits, NotFound, or ChangedElsewhere when one no longer has the
    revision given.
    """
    if kept_id == other_id:
        raise InvalidValue("This is the same record twice. Choose another one to merge it with.")
    kept, other = contacts.get(journal, kept_id), contacts.get(journal, other_id)
    require_no_draft(journal, "contact", (kept_id, kept.name), (other_id, other.name))
    found = compare(journal, kept, other)
    taken = merged(found, choices or {}, PERSON_FIELDS)
    taken["placeholder"] = kept.placeholder and other.placeholder
    taken["imported_as"] = _all_words(kept.imported_as, other.imported_as)
    with journal.operation("merging.people", subject=kept.name) as work:
        for table_id, revision in zip((kept_id, other_id), revisions or (None, None), strict=True):
            work.update(Contact, table_id, {}, revision=revision)
        _move(journal, work, kept_id, other_id)
        known_differences.follow_merge(journal, work, "contact", kept_id, other_id)
        for column in _ABOVE:
            _stand_below(journal, taken, column, kept, other)
        contacts.edit(journal, kept_id, **taken)
        work.update(Contact, other_id, {"merged_into_id": kept_id})
        work.trash(Contact, other_id)
        standings.note(journal, work, kept_id)
        return work.done(kept_id)


def compare(journal: Journal, kept: ContactRow, other: ContactRow) -> list[Difference]:
    """Return the fields of two people side by side.

    A name that is known goes before a placeholder's; of stance and closeness those count that were noted last.
    """
    preferred: dict[str, Choice] = {
        "name": "other" if kept.placeholder and not other.placeholder else "kept",
        "standing": "other" if _noted_on(journal, other.id) > _noted_on(journal, kept.id) else "kept",
    }
    return differences(PERSON_FIELDS, *apart(asdict(kept), asdict(other), *_ABOVE), preferred)


def _move(journal: Journal, work: Operation, kept_id: int, other_id: int) -> None:
    """Let all that names the other one name the one who stays; what that one has already stays behind."""
    behind = {
        ContactPost: posts.put_together(journal, work, "contact_id", kept_id, other_id),
        ContactPoint: _put_points_together(journal, work, kept_id, other_id),
        VisitContact: pairs.put_together(journal, work, VisitContact, "visit_id", kept_id, other_id),
        StepContact: pairs.put_together(journal, work, StepContact, "step_id", kept_id, other_id),
        Attachment: pairs.same_files(journal, work, "contact_id", kept_id, other_id),
        Snooze: pairs.later_snooze(journal, work, "contact_id", kept_id, other_id),
        Contact: [kept_id],  # what is above the one who stays is chosen among the fields
    }
    for table, column in LINKS:
        work.point_elsewhere(table, column, other_id, kept_id, without=behind.get(table, ()))


def _put_points_together(journal: Journal, work: Operation, kept_id: int, other_id: int) -> list[int]:
    """Return the points of the other one that the one who stays has too; a label is taken over where there is none."""
    mine = {(point.kind, point_key(point.value)): point for point in contacts.points(journal, kept_id)}
    preferred = {point.kind for point in mine.values() if point.preferred}
    known: list[int] = []
    for point in contacts.points(journal, other_id):
        same = mine.get((point.kind, point_key(point.value)))
        if same is not None:
            known.append(point.id)
            work.update(ContactPoint, same.id, {"label": same.label or point.label})
        elif point.preferred and point.kind in preferred:
            work.update(ContactPoint, point.id, {"preferred": 0})
    return known


def _stand_below(journal: Journal, taken: dict[str, Any], column: str, kept: ContactRow, other: ContactRow) -> None:
    """Take the first of those above the two who does not stand below the one who stays; call it after `_move`."""
    both: list[int | None] = [getattr(kept, column), getattr(other, column)]
    wanted = taken.get(column)
    for above in (wanted, *(both if wanted is not None else ())):
        if above in (kept.id, other.id) or not isinstance(above, int):
            continue
        if not leads_back(journal, "contact", column, kept.id, above):
            taken[column] = above
            return
    taken[column] = None


def _all_words(mine: str, theirs: str) -> str:
    """Return the marks of both imports, as many of them as there is room for."""
    words = " ".join(dict.fromkeys((*mine.split(), *theirs.split())))
    return words if len(words) <= _LONGEST_MARK else words[:_LONGEST_MARK].rpartition(" ")[0]


def _noted_on(journal: Journal, contact_id: int) -> str:
    known = standings.history(journal, contact_id)
    return known[0].noted_on if known else ""
