"""Moving accounts in their tree, from wherever it is asked for; Undo is offered on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from models import account_moves, accounts
from models.changes import Changes
from models.journal import Journal
from ui import alerts, workers
from ui.session import Session
from ui.translations import say

AT_ONCE = 50
"""So many accounts move while the window stands still; more of them behind a progress bar."""


def move(session: Session, account_ids: Sequence[int], parent_id: int | None) -> None:
    """Put accounts below another one or at the top, and say so; an error is told."""
    said = moved_words(session, account_ids, parent_id)

    def tell(changes: Changes | None) -> None:
        if changes is not None:
            session.say(said, can_undo=True)

    if len(account_ids) <= AT_ONCE:
        tell(session.run(account_moves.move, account_ids, parent_id))
        return

    def work(own: Journal, _progress: workers.Progress) -> Changes:
        return account_moves.move(own, account_ids, parent_id)

    session.run_beside(alerts.window(), say("Moving the accounts…"), work, tell)


def moved_words(session: Session, account_ids: Sequence[int], parent_id: int | None) -> str:
    """Return the sentence that says what was moved where to."""
    name, count = session.read(accounts.get, account_ids[0]).name, len(account_ids)
    if parent_id is None:
        if count == 1:
            return say("{name} stands at the top now.", name=name)
        return say("{count} accounts stand at the top now.", count=count)
    above = session.read(accounts.get, parent_id).name
    if count == 1:
        return say("{name} belongs to {above} now.", name=name, above=above)
    return say("{count} accounts belong to {above} now.", count=count, above=above)
