"""What can be done to items and signatures from their rows; each says so in the status line, with Undo beside it.

What is done to several is one operation, so that one Undo takes it back; where there are very many, it runs behind a
progress bar.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from models import acceptance, acceptance_marking, signing
from models.acceptance_lists import ItemLine, SignatureLine
from models.changes import Changes
from models.journal import Journal
from ui import alerts, workers
from ui.acceptance.words import signature_name, state_words
from ui.session import Session
from ui.translations import plural, say

AT_ONCE = 200
"""So many rows change while the window waits; more take longer than it may stand still."""

Row = ItemLine | SignatureLine


def give_state(session: Session, rows: Sequence[Row], state: str, parent: QWidget) -> None:
    """Give items or signatures a state; for a block it is asked why, and for a signature what is not known yet."""
    items = [row for row in rows if isinstance(row, ItemLine)]
    signatures = [row for row in rows if isinstance(row, SignatureLine)]
    if state == "blocked":
        from ui.acceptance.block_dialog import BlockDialog

        BlockDialog(session, rows, parent).open()
    elif items:
        said = _said(items, "acceptance_item", state)
        _mark_items(session, said, items, state=state)
    elif state == "signed":
        sign(session, signatures, parent)
    elif state == "submitted":
        _do(session, _said(signatures, "signature", state), signing.ask, _ids(signatures))
    else:
        said = _said(signatures, "signature", state)
        _do(session, said, acceptance_marking.mark_signatures, _ids(signatures), state=state)


def sign(session: Session, rows: Sequence[SignatureLine], parent: QWidget) -> None:
    """Record signatures of today; where one was never asked for, the dialog asks since when it was."""
    if all(row.asked_on for row in rows):
        _do(session, _said(rows, "signature", "signed"), signing.sign, _ids(rows))
        return
    from ui.acceptance.sign_dialog import SignDialog

    SignDialog(session, rows, parent).open()


def assign(session: Session, rows: Sequence[ItemLine], colleague_id: int | None, name: str) -> None:
    """Let somebody of ours be responsible for items."""
    said = plural("{count} item: {name}", "{count} items: {name}", len(rows), name=name)
    _mark_items(session, said, rows, owner_colleague_id=colleague_id)


def put_into_batch(session: Session, rows: Sequence[Row], batch_id: int | None, name: str) -> None:
    """Put items or signatures into a batch of sites, or take them out of theirs."""
    said = plural("{count} entry: {name}", "{count} entries: {name}", len(rows), name=name)
    items = [row for row in rows if isinstance(row, ItemLine)]
    if items:
        _mark_items(session, said, items, batch_id=batch_id)
    else:
        _do(session, said, acceptance_marking.mark_signatures, _ids(rows), batch_id=batch_id)


def sign_for(session: Session, rows: Sequence[SignatureLine], milestone_id: int | None, name: str) -> None:
    """Let signatures be wanted for a milestone, which is signed when all of its signatures are."""
    said = plural("{count} entry: {name}", "{count} entries: {name}", len(rows), name=name)
    _do(session, said, acceptance_marking.mark_signatures, _ids(rows), milestone_id=milestone_id)


def write(session: Session, row: ItemLine, column: str, text: str) -> None:
    """Store the criterion or the evidence of an item as it was written in its row."""
    said = say("Changed: {title}", title=row.criterion)
    if column == "criterion":
        _do(session, said, acceptance.edit_item, row.id, criterion=text)
    else:
        _do(session, said, acceptance.edit_item, row.id, evidence=text)


def remove(session: Session, rows: Sequence[Row]) -> None:
    """Put items or signatures into the trash."""
    if rows and isinstance(rows[0], ItemLine):
        said = plural("{count} item in the trash", "{count} items in the trash", len(rows))
        _do(session, said, acceptance.trash_items, _ids(rows))
    elif rows:
        said = plural("{count} signature in the trash", "{count} signatures in the trash", len(rows))
        _do(session, said, acceptance.trash_signatures, _ids(rows))


def _ids(rows: Sequence[Row]) -> list[int]:
    return [row.id for row in rows]


def _said(rows: Sequence[Row], kind: str, state: str) -> str:
    words = state_words(kind, state)
    if len(rows) == 1:
        row = rows[0]
        title = signature_name(row.department, row.subject) if isinstance(row, SignatureLine) else row.criterion
        return say("{title}: now {state}", title=title, state=words)
    return plural("{count} entry: now {state}", "{count} entries: now {state}", len(rows), state=words)


def _mark_items(session: Session, said: str, rows: Sequence[ItemLine], **fields: Any) -> None:
    ids = _ids(rows)
    if len(ids) <= AT_ONCE:
        _do(session, said, acceptance_marking.mark_items, ids, **fields)
        return

    def change(own: Journal, progress: workers.Progress) -> Changes:
        return acceptance_marking.mark_items(own, ids, progress=progress, **fields)

    title = say("Changing {count} items…", count=len(ids))
    session.run_beside(alerts.window(), title, change, lambda _changes: session.say(said, can_undo=True))


def _do(session: Session, said: str, operation: Callable[..., Changes], *given: Any, **fields: Any) -> None:
    if session.run(operation, *given, **fields) is not None:
        session.say(said, can_undo=True)
