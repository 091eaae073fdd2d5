"""Moving accounts in their tree: one or several at once, below another one or to the top."""

from __future__ import annotations

from collections.abc import Sequence

from models import accounts
from models.changes import Changes
from models.errors import InvalidValue
from models.journal import Journal


def move(journal: Journal, account_ids: Sequence[int], parent_id: int | None) -> Changes:
    """Put accounts below another one, or at the top for None; what stands below them goes along.

    Of several, those that stand below another of them stay where they are, as they go along with it. Raises
    InvalidValue when one would come to stand below itself, NotFound for one that is not there; then none moves.
    """
    moved = tops_of(journal, account_ids)
    alone = len(moved) == 1
    subject = accounts.get(journal, moved[0]).name if alone else ""
    with journal.operation("accounts.move" if alone else "accounts.move_many", subject=subject) as work:
        for account_id in moved:
            accounts.edit(journal, account_id, parent_id=parent_id)
        return work.done(moved[0] if alone else None)


def tops_of(journal: Journal, account_ids: Sequence[int]) -> list[int]:
    """Return those of some accounts that stand below no other of them, in their order.

    Raises NotFound for one that is not there, and InvalidValue when there is none.
    """
    if not account_ids:
        raise InvalidValue("No account is chosen. Choose at least one.")
    chosen = dict.fromkeys(account_ids)
    found = []
    for account_id in chosen:
        above = accounts.get(journal, account_id).parent_id
        seen = {account_id}
        while above is not None and above not in chosen and above not in seen:
            seen.add(above)
            (above,) = journal.row("SELECT parent_id FROM account WHERE id = ?", above) or (None,)
        if above is None or above in seen:  # in the circle of a damaged journal nobody stands at the top
            found.append(account_id)
    return found or list(chosen)
