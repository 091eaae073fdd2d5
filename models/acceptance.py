"""Acceptance: the items a customer checks and the signatures wanted, as they are written down and changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypedDict, Unpack

from models import acceptance_states, milestone_signing, records, values
from models.acceptance_states import STATES
from models.changes import Changes, Operation, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.merging.chain import follow
from models.row_class import row_class
from models.tables import (
    AcceptanceBatch,
    AcceptanceItem,
    Attachment,
    Colleague,
    Contact,
    Milestone,
    Project,
    Record,
    Signature,
    SignatureAttempt,
    Step,
)
from models.text.language import Label


class ItemFields(TypedDict, total=False):
    """The fields of an acceptance item; `state` is one of STATES, `state_on` the day since which it is in it."""

    position: int
    clause: str
    department: str
    criterion: str
    evidence: str
    state: str
    state_on: date | str | None
    blocked_because: str
    unblock_step_id: int | None
    owner_colleague_id: int | None
    batch_id: int | None


class SignatureFields(TypedDict, total=False):
    """The fields of a signature; `state` is one of STATES, days are dates or ISO text."""

    position: int
    department: str
    signer_id: int | None
    subject: str
    state: str
    blocked_because: str
    unblock_step_id: int | None
    asked_on: date | str | None
    signed_on: date | str | None
    due_on: date | str | None
    batch_id: int | None
    milestone_id: int | None


_COMMON: dict[str, values.Rule] = {
    "position": values.number(Label("position"), 0, 1_000_000),
    "department": values.line(Label("department"), values.NAME_LENGTH, required=True),
    "state": values.choice(Label("state"), STATES),
    "blocked_because": values.paragraph(Label("reason")),
    "unblock_step_id": values.link,
    "batch_id": values.link,
}

ITEM_RULES: dict[str, values.Rule] = {
    **_COMMON,
    "clause": values.line(Label("clause"), values.NAME_LENGTH),
    "criterion": values.required(Label("criterion"), values.paragraph(Label("criterion"))),
    "evidence": values.paragraph(Label("evidence")),
    "owner_colleague_id": values.link,
    "state_on": values.day(Label("day of the state")),
}

SIGNATURE_RULES: dict[str, values.Rule] = {
    **_COMMON,
    "signer_id": values.link,
    "subject": values.line(Label("subject")),
    "asked_on": values.day(Label("day it was asked for")),
    "signed_on": values.day(Label("day it was signed")),
    "due_on": values.day(Label("day it is wanted")),
    "milestone_id": values.link,
}

_LINKS: dict[str, type[Record]] = {
    "unblock_step_id": Step,
    "batch_id": AcceptanceBatch,
    "owner_colleague_id": Colleague,
    "signer_id": Contact,
    "milestone_id": Milestone,
}


Progress = Callable[[int, int], None]
"""Is told how many of how many are done; what it raises ends the work, and nothing is changed."""


@row_class
class ItemRow:
    """An acceptance item as it is read; `revision` goes back with an edit."""

    id: int
    revision: int
    project_id: int
    position: int
    clause: str
    department: str
    criterion: str
    evidence: str
    state: str
    state_on: str | None
    blocked_because: str
    unblock_step_id: int | None
    owner_colleague_id: int | None
    batch_id: int | None


@row_class
class SignatureRow:
    """A signature as it is read; days are ISO text, `revision` goes back with an edit."""

    id: int
    revision: int
    project_id: int
    position: int
    department: str
    signer_id: int | None
    subject: str
    state: str
    blocked_because: str
    unblock_step_id: int | None
    asked_on: str | None
    signed_on: str | None
    due_on: str | None
    batch_id: int | None
    milestone_id: int | None


def get_item(journal: Journal, item_id: int) -> ItemRow:
    """Return an item; raises NotFound for one that is not there or lies in the trash."""
    return records.get(journal, AcceptanceItem, ItemRow, item_id)


def get_signature(journal: Journal, signature_id: int) -> SignatureRow:
    """Return a signature; raises NotFound for one that is not there or lies in the trash."""
    return records.get(journal, Signature, SignatureRow, signature_id)


def add_item(journal: Journal, project_id: int, **fields: Unpack[ItemFields]) -> Changes:
    """Add an item to the acceptance list of a project, at its end; raises InvalidValue for what can't be stored."""
    stored = values.checked({"department": "", "criterion": "", **fields}, ITEM_RULES)
    stored |= acceptance_states.item_follows("open", stored, journal.clock.today().isoformat())
    with journal.operation("acceptance.add_item", subject=str(stored["criterion"])[:200]) as work:
        _require_live(work, stored, project_id)
        _require_own(journal, stored, project_id)
        stored.setdefault("position", _next_position(journal, "acceptance_item", project_id))
        return work.done(work.insert(AcceptanceItem, project_id=project_id, **stored))


def add_signature(journal: Journal, project_id: int, **fields: Unpack[SignatureFields]) -> Changes:
    """Add a signature that is wanted; raises InvalidValue for what can't be stored, or signed before it was asked."""
    stored = values.checked({"department": "", **fields}, SIGNATURE_RULES)
    follow(journal, "contact", stored, "signer_id")
    stored |= acceptance_states.signature_follows("open", None, None, stored, journal.clock.today().isoformat())
    with journal.operation("acceptance.add_signature", subject=str(stored["department"])) as work:
        _require_live(work, stored, project_id)
        _require_own(journal, stored, project_id)
        stored.setdefault("position", _next_position(journal, "signature", project_id))
        signature_id = work.insert(Signature, project_id=project_id, **stored)
        milestone_signing.follow(journal, work, {stored.get("milestone_id")})
        return work.done(signature_id)


def edit_item(journal: Journal, item_id: int, *, revision: int | None = None, **fields: Unpack[ItemFields]) -> Changes:
    """Change fields of an item; raises InvalidValue, NotFound, or ChangedElsewhere."""
    stored = values.checked(fields, ITEM_RULES)
    before = get_item(journal, item_id)
    subject = before.criterion[:200]
    with journal.operation("acceptance.edit_item", subject=subject, record=(AcceptanceItem, item_id)) as work:
        _require_live(work, stored)
        _require_own(journal, stored, before.project_id)
        _change_item(journal, work, before, stored, revision)
        return work.done(item_id)


def change_items(
    journal: Journal, work: Operation, item_ids: Sequence[int], fields: ItemFields, progress: Progress | None = None
) -> None:
    """Change the same fields of many items within an operation; raises InvalidValue or NotFound."""
    stored = values.checked(fields, ITEM_RULES)
    _require_live(work, stored)
    for done, item_id in enumerate(item_ids):
        if progress is not None:
            progress(done, len(item_ids))
        before = get_item(journal, item_id)
        _require_own(journal, stored, before.project_id)
        _change_item(journal, work, before, stored, None)


def _change_item(
    journal: Journal, work: Operation, before: ItemRow, stored: dict[str, Value], revision: int | None
) -> None:
    along = acceptance_states.item_follows(before.state, stored, journal.clock.today().isoformat())
    work.update(AcceptanceItem, before.id, stored | along, revision=revision)


def edit_signature(
    journal: Journal, signature_id: int, *, revision: int | None = None, **fields: Unpack[SignatureFields]
) -> Changes:
    """Change fields of a signature, and with it whether its milestone is signed.

    Raises InvalidValue, as for one that is signed before it was asked for, NotFound, or ChangedElsewhere.
    """
    stored = values.checked(fields, SIGNATURE_RULES)
    follow(journal, "contact", stored, "signer_id")
    before = get_signature(journal, signature_id)
    today = journal.clock.today().isoformat()
    stored |= acceptance_states.signature_follows(before.state, before.asked_on, before.signed_on, stored, today)
    subject = before.department
    with journal.operation("acceptance.edit_signature", subject=subject, record=(Signature, signature_id)) as work:
        _require_live(work, stored)
        _require_own(journal, stored, before.project_id)
        work.update(Signature, signature_id, stored, revision=revision)
        milestone_signing.follow(journal, work, {before.milestone_id, stored.get("milestone_id")})
        return work.done(signature_id)


def trash_items(journal: Journal, item_ids: Sequence[int]) -> Changes:
    """Put items into the trash, each with its files; raises NotFound, and then none goes."""
    subject = get_item(journal, item_ids[0]).criterion[:200] if len(item_ids) == 1 else ""
    with journal.operation("acceptance.trash_items", subject=subject) as work:
        for item_id in item_ids:
            work.trash(AcceptanceItem, item_id)
            work.trash_where(Attachment, "acceptance_item_id = ?", item_id)
        return work.done(item_ids[0] if len(item_ids) == 1 else None)


def trash_signatures(journal: Journal, signature_ids: Sequence[int]) -> Changes:
    """Put signatures into the trash, each with its attempts and files; raises NotFound, and then none goes."""
    gone = [get_signature(journal, signature_id) for signature_id in signature_ids]
    subject = gone[0].department if len(gone) == 1 else ""
    with journal.operation("acceptance.trash_signatures", subject=subject) as work:
        for row in gone:
            work.trash(Signature, row.id)
            for table in (SignatureAttempt, Attachment):
                work.trash_where(table, "signature_id = ?", row.id)
        milestone_signing.follow(journal, work, {row.milestone_id for row in gone})
        return work.done(gone[0].id if len(gone) == 1 else None)


def restore_item(journal: Journal, item_id: int) -> Changes:
    """Take an item out of the trash with its files; raises NotFound if it, or its project, can't come back."""
    with journal.operation("acceptance.restore_item") as work:
        work.require_live(Project, _project_of(journal, "acceptance_item", item_id))
        work.restore_trashed(AcceptanceItem, item_id, (Attachment, "acceptance_item_id"))
        return work.done(item_id)


def restore_signature(journal: Journal, signature_id: int) -> Changes:
    """Take a signature out of the trash with its attempts; raises NotFound if it, or its project, can't come back."""
    with journal.operation("acceptance.restore_signature") as work:
        work.require_live(Project, _project_of(journal, "signature", signature_id))
        along = (SignatureAttempt, "signature_id"), (Attachment, "signature_id")
        work.restore_trashed(Signature, signature_id, *along)
        milestone_signing.follow(journal, work, {get_signature(journal, signature_id).milestone_id})
        return work.done(signature_id)


def _require_live(work: Operation, stored: Mapping[str, Value], project_id: int | None = None) -> None:
    """Refuse what hangs on something that is not there, or lies in the trash."""
    work.require_live(Project, project_id)
    for column, table in _LINKS.items():
        work.require_live(table, stored.get(column))


def _require_own(journal: Journal, stored: Mapping[str, Value], project_id: int) -> None:
    """Refuse a batch or a milestone of another project."""
    batch_id, milestone_id = stored.get("batch_id"), stored.get("milestone_id")
    if batch_id is not None and _project_of(journal, "acceptance_batch", batch_id) != project_id:
        raise InvalidValue("This batch belongs to another project. Choose one of the project’s own.")
    if milestone_id is not None and _project_of(journal, "milestone", milestone_id) != project_id:
        raise InvalidValue("This milestone belongs to another project. Choose one of the project’s own.")


def _next_position(journal: Journal, table: str, project_id: int) -> int:
    found = journal.row(f"SELECT coalesce(max(position), -1) + 1 FROM {table} WHERE project_id = ?", project_id)
    return int(found[0]) if found else 0


def _project_of(journal: Journal, table: str, record_id: Value) -> int | None:
    found = journal.row(f"SELECT project_id FROM {table} WHERE id = ?", record_id)
    return found[0] if found else None
