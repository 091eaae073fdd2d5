"""Milestones that the customer signs: one is signed when all the signatures wanted for it are there."""

from __future__ import annotations

from collections.abc import Collection

from models.changes import Operation, Value
from models.journal import Journal
from models.tables import Milestone


def follow(journal: Journal, work: Operation, milestone_ids: Collection[Value]) -> None:
    """Let milestones be signed on the day of their last signature, or no longer, when one of theirs was taken back.

    A milestone without signatures is left as it is: it is signed by hand.
    """
    for milestone_id in milestone_ids:
        if milestone_id is None:
            continue
        wanted, signed, last = journal.rows(_QUERY, milestone_id)[0]
        if wanted and _is_live(journal, milestone_id):
            day = (last or journal.clock.today().isoformat()) if signed == wanted else None
            work.update(Milestone, int(milestone_id), {"signed_on": day})


_QUERY = """
    SELECT count(*), coalesce(sum(state = 'signed'), 0), max(signed_on)
    FROM signature WHERE milestone_id = ? AND deleted_at IS NULL"""


def _is_live(journal: Journal, milestone_id: Value) -> bool:
    return journal.row("SELECT 1 FROM milestone WHERE id = ? AND deleted_at IS NULL", milestone_id) is not None
