"""The two records of a pair, as one tells them apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from models.journal import Journal
from models.merging.chain import Kind
from models.row_class import row_class


@row_class
class Side:
    """One record of a pair: its name, the post or place that tells it from others, and how often it was visited."""

    id: int
    name: str
    detail: str
    visits: int
    placeholder: bool = False


_QUERIES: Mapping[Kind, str] = {
    "contact": """
        SELECT contact.id, name,
            coalesce((SELECT account.name || CASE title WHEN '' THEN '' ELSE ' · ' || title END
                      FROM contact_post JOIN account ON account.id = account_id
                      WHERE contact_id = contact.id AND contact_post.deleted_at IS NULL
                      ORDER BY until_on IS NOT NULL, until_on DESC, contact_post.id DESC LIMIT 1), ''),
            (SELECT count(*) FROM visit_contact WHERE contact_id = contact.id AND deleted_at IS NULL), placeholder
        FROM contact WHERE contact.id IN (SELECT value FROM json_each(?))""",
    "account": """
        SELECT account.id, account.name,
            trim(coalesce(parent.name, '') || ' · ' || coalesce(nullif(account.city, ''), account.region), ' ·'),
            (SELECT count(*) FROM visit WHERE account_id = account.id AND deleted_at IS NULL), 0
        FROM account LEFT JOIN account AS parent ON parent.id = account.parent_id
        WHERE account.id IN (SELECT value FROM json_each(?))""",
}


def read(journal: Journal, kind: Kind, ids: Iterable[int]) -> dict[int, Side]:
    """Return some records of one kind by their ids."""
    rows = journal.rows(_QUERIES[kind], json.dumps(sorted(ids)))
    return {row[0]: Side(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows}


def in_order(one: Side, two: Side) -> tuple[Side, Side]:
    """Return the one to keep first: the one that knows more, and of two placeholders and persons the person."""
    first, second = sorted((one, two), key=lambda side: (side.placeholder, -side.visits, side.id))
    return first, second
