"""What is done to many items or signatures at once: one operation, which one Undo takes back, all or none.

Each mark is a step of undo of its own, also the next one of the same item a moment later.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, Unpack

from models import acceptance, steps
from models.acceptance import ItemFields, Progress, SignatureFields
from models.changes import Changes
from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class
from models.text.language import Label

Kind = Literal["acceptance_item", "signature"]


@row_class
class UnblockingStep:
    """The step that takes a block away: one that is there already (`id`), or a new one with a title and a day."""

    id: int | None = None
    title: str = ""
    due_on: date | str | None = None
    owner_colleague_id: int | None = None
    owner_contact_id: int | None = None


def mark_items(
    journal: Journal, item_ids: Sequence[int], *, progress: Progress | None = None, **fields: Unpack[ItemFields]
) -> Changes:
    """Give items a state, an owner, a batch or a department; raises InvalidValue, as for a block without a reason."""
    _require_reason(fields.get("state"), fields.get("blocked_because"))
    with journal.operation("acceptance.mark_items") as work:
        acceptance.change_items(journal, work, item_ids, fields, progress)
        return work.done(item_ids[0] if len(item_ids) == 1 else None)


def mark_signatures(journal: Journal, signature_ids: Sequence[int], **fields: Unpack[SignatureFields]) -> Changes:
    """Give signatures a state, a signer, a batch, a milestone or a day; raises InvalidValue, as `edit_signature`."""
    _require_reason(fields.get("state"), fields.get("blocked_because"))
    with journal.operation("acceptance.mark_signatures") as work:
        for signature_id in signature_ids:
            acceptance.edit_signature(journal, signature_id, **fields)
        return work.done(signature_ids[0] if len(signature_ids) == 1 else None)


def block(
    journal: Journal, kind: Kind, record_ids: Sequence[int], because: str, step: UnblockingStep | None = None
) -> Changes:
    """Say why items or signatures can't go on, and which step unblocks them; a new step belongs to their project.

    Raises InvalidValue without a reason.
    """
    with journal.operation("acceptance.block") as work:
        step_id = _step(journal, kind, record_ids[0], step) if step is not None else None
        if kind == "signature":
            mark_signatures(journal, record_ids, state="blocked", blocked_because=because, unblock_step_id=step_id)
        else:
            mark_items(journal, record_ids, state="blocked", blocked_because=because, unblock_step_id=step_id)
        return work.done(record_ids[0] if len(record_ids) == 1 else None)


def _require_reason(state: str | None, because: str | None) -> None:
    if state == "blocked" and not (because or "").strip():
        raise InvalidValue("The {field} is missing. Please enter one.", field=Label("reason"))


def _step(journal: Journal, kind: Kind, record_id: int, step: UnblockingStep) -> int | None:
    if step.id is not None or not step.title.strip():
        return step.id
    query = f"SELECT account_id, project.id FROM {kind} JOIN project ON project.id = project_id WHERE {kind}.id = ?"
    account_id, project_id = journal.rows(query, record_id)[0]
    made = steps.create(
        journal,
        title=step.title,
        due_on=step.due_on,
        account_id=account_id,
        project_id=project_id,
        owner_side="theirs" if step.owner_contact_id is not None else "ours",
        owner_colleague_id=step.owner_colleague_id,
        owner_contact_id=step.owner_contact_id,
    )
    return made.id
