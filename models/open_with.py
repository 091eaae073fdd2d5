"""What is open with an account, as a visit's card names it: the most pressing first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import KW_ONLY

from models.journal import Journal
from models.row_class import row_class

_SHOWN_KINDS = ("complaint", "request", "promise", "customer_promise", "next_step")


@row_class
class OpenStep:
    """An open step in a few words; `due_on` is a day (ISO) or None, the other moments are times on the wall."""

    id: int
    kind: str
    title: str
    due_on: str | None
    raised_at: str
    _: KW_ONLY
    answered: bool
    answer_by: str | None
    solve_by: str | None
    reopened_at: str | None


def open_with(journal: Journal, account_ids: Iterable[int]) -> dict[int, tuple[OpenStep, ...]]:
    """Return what is open with each of some accounts: late and due steps, then complaints and requests, then the rest.

    Risks are left out: they are weighed on the account's own page, not worked off in a meeting.
    """
    # Of an account's steps most are closed: the index that holds only the open ones is named, or another might serve.
    query = f"""
        SELECT account_id, id, kind, title, due_on, raised_at, first_answered_at IS NOT NULL, answer_by, solve_by,
               reopened_at
        FROM step INDEXED BY step_open_by_account
        WHERE account_id IN (SELECT value FROM json_each(?)) AND closed_at IS NULL AND deleted_at IS NULL
        AND kind IN {_SHOWN_KINDS}
        ORDER BY coalesce(due_on <= ?, 0) DESC, kind IN ('complaint', 'request') DESC, due_on IS NULL, due_on,
                 raised_at, id"""
    today = journal.clock.today().isoformat()
    found: dict[int, list[OpenStep]] = {}
    for row in journal.rows(query, json.dumps(list(account_ids)), today):
        found.setdefault(row[0], []).append(_open_step(*row[1:]))
    return {account_id: tuple(of_one) for account_id, of_one in found.items()}


def _open_step(
    step_id: int,
    kind: str,
    title: str,
    due_on: str | None,
    raised_at: str,
    answered: int,
    answer_by: str | None,
    solve_by: str | None,
    reopened_at: str | None,
) -> OpenStep:
    return OpenStep(
        step_id,
        kind,
        title,
        due_on,
        raised_at,
        answered=bool(answered),
        answer_by=answer_by,
        solve_by=solve_by,
        reopened_at=reopened_at,
    )
