"""What an account that is to be split consists of, to choose from: each thing with what one knows it by."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from models.journal import Journal
from models.row_class import row_class

KINDS = (
    *("people", "visits", "steps", "plans", "projects", "receivables", "assets", "feedback", "attachments"),
    "branches",
)
"""What hangs on an account and can be chosen, in the order shown; the names of the fields of `splitting.Parts`."""


@row_class
class Part:
    """One thing that may go. `note` is the post of a person, the kind of a step, the stage of a project or the like.

    `day` (ISO, may be empty) is when it was or is due; `amount_minor` is what a receivable comes to in `currency`.
    """

    kind: str
    id: int
    title: str
    note: str = ""
    day: str = ""
    amount_minor: int | None = None
    currency: str = ""


def days_by_kind(journal: Journal, account_id: int) -> dict[str, dict[int, str]]:
    """Return the ids of what hangs on an account, by kind, each with its day ('' for none), in the order shown.

    Steps that were closed and came of a visit or belong to a plan are not among them: they go where that goes.
    """
    return {kind: dict(journal.rows(query, account_id)) for kind, query in _IDS.items()}


def parts(journal: Journal, kind: str, ids: Sequence[int]) -> list[Part]:
    """Return things of a kind in the order of their ids."""
    found = {row[0]: Part(kind, *row) for row in journal.rows(_PARTS[kind], json.dumps(list(ids)))}
    return [found[one] for one in ids if one in found]


_IDS: Mapping[str, str] = {
    "people": """
        SELECT contact.id, max(coalesce(from_on, '')) FROM contact_post JOIN contact ON contact.id = contact_id
        WHERE account_id = ? AND contact_post.deleted_at IS NULL AND contact.deleted_at IS NULL
        GROUP BY contact.id ORDER BY min(until_on IS NOT NULL), contact.name, contact.id""",
    "visits": """
        SELECT id, substr(start, 1, 10) FROM visit WHERE account_id = ? AND deleted_at IS NULL
        ORDER BY start DESC, id DESC""",
    "steps": """
        SELECT id, coalesce(due_on, '') FROM step WHERE account_id = ? AND deleted_at IS NULL
        AND (closed_at IS NULL OR (visit_id IS NULL AND plan_id IS NULL))
        ORDER BY closed_at IS NOT NULL, due_on IS NULL, due_on, id""",
    "plans": """
        SELECT id, coalesce(target_on, '') FROM plan WHERE account_id = ? AND deleted_at IS NULL
        ORDER BY closed_on IS NOT NULL, target_on IS NULL, target_on, id""",
    "projects": """
        SELECT id, coalesce(expected_on, '') FROM project WHERE account_id = ? AND deleted_at IS NULL
        ORDER BY closed_on IS NOT NULL, name, id""",
    "receivables": """
        SELECT id, coalesce(due_on, '') FROM receivable WHERE account_id = ? AND deleted_at IS NULL
        ORDER BY due_on DESC NULLS LAST, id""",
    "assets": """
        SELECT id, coalesce(installed_on, '') FROM asset WHERE account_id = ? AND deleted_at IS NULL
        ORDER BY product, id""",
    "feedback": """
        SELECT id, noted_on FROM feedback WHERE account_id = ? AND deleted_at IS NULL
        ORDER BY noted_on DESC, id DESC""",
    "attachments": """
        SELECT id, substr(created_at, 1, 10) FROM attachment WHERE account_id = ? AND deleted_at IS NULL
        ORDER BY name, id""",
    "branches": "SELECT id, '' FROM account WHERE parent_id = ? AND deleted_at IS NULL ORDER BY name, id",
}

_AMONG = "id IN (SELECT value FROM json_each(?))"
_PARTS: Mapping[str, str] = {
    "people": f"""
        SELECT id, name, coalesce((SELECT title FROM contact_post WHERE contact_id = contact.id AND deleted_at IS NULL
                                   ORDER BY until_on IS NOT NULL, id DESC LIMIT 1), '')
        FROM contact WHERE {_AMONG}""",
    "visits": f"""
        SELECT id, coalesce(nullif(purpose, ''), summary), channel, substr(start, 1, 10) FROM visit WHERE {_AMONG}""",
    "steps": f"SELECT id, title, kind, coalesce(due_on, '') FROM step WHERE {_AMONG}",
    "plans": f"SELECT id, goal, '', coalesce(target_on, '') FROM plan WHERE {_AMONG}",
    "projects": f"SELECT id, name, stage, coalesce(expected_on, '') FROM project WHERE {_AMONG}",
    "receivables": f"""
        SELECT id, title, invoice_number, coalesce(due_on, ''), amount_minor, currency
        FROM receivable WHERE {_AMONG}""",
    "assets": f"SELECT id, product, serial_number, coalesce(installed_on, '') FROM asset WHERE {_AMONG}",
    "feedback": f"SELECT id, words, product, noted_on FROM feedback WHERE {_AMONG}",
    "attachments": f"SELECT id, name, caption, substr(created_at, 1, 10) FROM attachment WHERE {_AMONG}",
    "branches": f"SELECT id, name, city FROM account WHERE {_AMONG}",
}
