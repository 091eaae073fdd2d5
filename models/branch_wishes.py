"""What the branches of an account ask for, seen from above: their open requests, and what visits heard they expect."""

from __future__ import annotations

import json
from datetime import timedelta

from models import accounts
from models.journal import Journal
from models.row_class import row_class
from models.text.folding import folded

HEARD_WITHIN = timedelta(days=365)
"""What a visit heard longer ago is no wish of today."""


@row_class
class Wish:
    """What branches ask for: once, however many of them put it in the same words.

    `kind` is request or expectation, `record_id` the newest step or visit that says it, `asked_on` the day of that
    (ISO). `branches` are the names of those who ask, the latest first.
    """

    kind: str
    record_id: int
    title: str
    branches: tuple[str, ...]
    asked_on: str


def of_branches(journal: Journal, account_id: int) -> list[Wish]:
    """Return what the accounts below one ask for, first what most of them ask, then the newest; not its own wishes."""
    below = json.dumps(accounts.tree_ids(journal, account_id)[1:])
    if below == "[]":
        return []
    since = (journal.clock.today() - HEARD_WITHIN).isoformat()
    found: dict[tuple[str, str], list[tuple[int, str, str, str]]] = {}
    for query in (_REQUESTS, _EXPECTATIONS):
        for kind, record_id, title, branch, day in journal.rows(query, below, since):
            words = " ".join(title.split())
            found.setdefault((kind, folded(words)), []).append((record_id, words, branch, day))
    wishes = [
        Wish(kind, said[0][0], said[0][1], tuple(dict.fromkeys(branch for _, _, branch, _ in said)), said[0][3][:10])
        for (kind, _), said in found.items()
    ]
    return sorted(wishes, key=lambda wish: (len(wish.branches), wish.asked_on, wish.record_id), reverse=True)


# Open steps are few beside those of accounts that are visited daily.
_REQUESTS = """
    SELECT kind, step.id, title, account.name, raised_at FROM step INDEXED BY step_open_by_account
    JOIN account ON account.id = account_id
    WHERE account_id IN (SELECT value FROM json_each(?1)) AND kind = 'request' AND closed_at IS NULL
    AND step.deleted_at IS NULL AND ?2 <> '' ORDER BY raised_at DESC, step.id DESC"""

_EXPECTATIONS = """
    SELECT 'expectation', visit.id, expectation, account.name, start FROM visit JOIN account ON account.id = account_id
    WHERE account_id IN (SELECT value FROM json_each(?1)) AND start >= ?2 AND state = 'held'
    AND visit.deleted_at IS NULL AND expectation <> '' ORDER BY start DESC, visit.id DESC"""
