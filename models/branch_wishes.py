"""What the branches of an account ask for, seen from above: their open requests, and what visits heard they expect."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta

from models import accounts
from models.journal import Journal
from models.row_class import row_class
from models.text.folding import folded

HEARD_WITHIN = timedelta(days=365)
"""What a visit heard longer ago is no wish of today."""
MOST_READ = 300
"""So many requests, and so many visits, the newest ones, are read."""


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


def of_branches(journal: Journal, account_id: int, *, tree: Sequence[int] = ()) -> list[Wish]:
    """Return what the accounts below one ask for, first what most of them ask, then the newest; not its own wishes.

    `tree` are the ids of the account, first, and of all below it, where they are known.
    """
    below = json.dumps(list(tree or accounts.tree_ids(journal, account_id))[1:])
    if below == "[]":
        return []
    since = (journal.clock.today() - HEARD_WITHIN).isoformat()
    found: dict[tuple[str, str], list[tuple[int, str, str, str]]] = {}
    for query in (_REQUESTS, _EXPECTATIONS):
        for kind, record_id, title, branch, day in journal.rows(query, below, since, MOST_READ):
            words = " ".join(title.split())
            found.setdefault((kind, folded(words)), []).append((record_id, words, branch, day))
    wishes = [
        Wish(kind, said[0][0], said[0][1], tuple(dict.fromkeys(branch for _, _, branch, _ in said)), said[0][3][:10])
        for (kind, _), said in found.items()
    ]
    return sorted(wishes, key=lambda wish: (len(wish.branches), wish.asked_on, wish.record_id), reverse=True)


# Of both, an index tells which are the newest; what they say is read of those alone.
_REQUESTS = """
    SELECT step.kind, step.id, title, account.name, step.raised_at FROM (
        SELECT id FROM step INDEXED BY step_open
        WHERE kind = 'request' AND closed_at IS NULL AND deleted_at IS NULL
        AND +account_id IN (SELECT value FROM json_each(?1)) AND ?2 <> '' ORDER BY raised_at DESC, id DESC LIMIT ?3
    ) AS newest JOIN step ON step.id = newest.id JOIN account ON account.id = step.account_id
    ORDER BY step.raised_at DESC, step.id DESC"""

_EXPECTATIONS = """
    SELECT 'expectation', visit.id, expectation, account.name, visit.start FROM (
        SELECT id FROM visit INDEXED BY visit_held
        WHERE account_id IN (SELECT value FROM json_each(?1)) AND start >= ?2 AND state = 'held'
        AND deleted_at IS NULL ORDER BY start DESC, id DESC LIMIT ?3
    ) AS newest JOIN visit ON visit.id = newest.id JOIN account ON account.id = visit.account_id
    WHERE expectation <> '' ORDER BY visit.start DESC, visit.id DESC"""
