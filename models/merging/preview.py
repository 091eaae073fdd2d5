"""What a merge would make of two records, before anything is changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from models import accounts, contacts
from models.changes import Changes
from models.journal import Journal
from models.merging import accounts as of_accounts
from models.merging import people as of_people
from models.merging import sides
from models.merging.chain import Kind
from models.merging.fields import Difference
from models.merging.sides import Side
from models.row_class import row_class

LINKED: Mapping[str, str] = {"reports_to_id": "contact", "introduced": "contact", "parent_id": "account"}
"""The fields whose first value is the id of another record, and the table of that."""

MERGES: Mapping[Kind, Callable[..., Changes]] = {"contact": of_people.merge, "account": of_accounts.merge}
"""The merge of each kind: journal, the ids of the one that stays and of the other, choices, `revisions`."""


@row_class
class Preview:
    """Two records side by side.

    `revisions` go back with the merge. `names` are those of the records that fields point to, by field and id.
    `moving` counts what the other one brings along, by what it is.
    """

    kind: Kind
    kept: Side
    other: Side
    revisions: tuple[int, int]
    differences: tuple[Difference, ...]
    names: Mapping[tuple[str, int], str]
    moving: tuple[tuple[str, int], ...]


def read(journal: Journal, kind: Kind, kept_id: int, other_id: int) -> Preview:
    """Return what is known of two records; raises NotFound for one that is not there or lies in the trash."""
    if kind == "contact":
        person, other_person = contacts.get(journal, kept_id), contacts.get(journal, other_id)
        found = of_people.compare(journal, person, other_person)
        revisions = (person.revision, other_person.revision)
    else:
        account, other_account = accounts.get(journal, kept_id), accounts.get(journal, other_id)
        found = of_accounts.compare(account, other_account)
        revisions = (account.revision, other_account.revision)
    both = sides.read(journal, kind, (kept_id, other_id))
    return Preview(
        kind,
        both[kept_id],
        both[other_id],
        revisions,
        tuple(found),
        _names(journal, found),
        tuple(_moving(journal, kind, other_id)),
    )


def _names(journal: Journal, found: list[Difference]) -> dict[tuple[str, int], str]:
    names: dict[tuple[str, int], str] = {}
    for one in found:
        table = LINKED.get(one.field.key)
        if table is not None:
            ids = json.dumps([value for value in (one.kept[0], one.other[0]) if value is not None])
            query = f"SELECT id, name FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
            names.update({(one.field.key, record_id): name for record_id, name in journal.rows(query, ids)})
    return names


def _moving(journal: Journal, kind: Kind, other_id: int) -> list[tuple[str, int]]:
    counted = journal.row(_MOVING[kind], other_id)
    return [(name, count) for name, count in zip(_MOVED[kind], counted or (), strict=True) if count]


_MOVED: Mapping[Kind, tuple[str, ...]] = {
    "contact": ("visits", "steps", "posts", "points", "files", "people"),
    "account": ("visits", "steps", "plans", "projects", "receivables", "assets", "people", "files", "branches"),
}

_MOVING: Mapping[Kind, str] = {
    "contact": """
        SELECT (SELECT count(*) FROM visit_contact JOIN visit ON visit.id = visit_id
                WHERE contact_id = ?1 AND visit_contact.deleted_at IS NULL AND visit.deleted_at IS NULL),
            (SELECT count(*) FROM step WHERE deleted_at IS NULL AND (owner_contact_id = ?1 OR id IN (
                SELECT step_id FROM step_contact WHERE contact_id = ?1 AND deleted_at IS NULL))),
            (SELECT count(*) FROM contact_post WHERE contact_id = ?1 AND deleted_at IS NULL),
            (SELECT count(*) FROM contact_point WHERE contact_id = ?1 AND deleted_at IS NULL),
            (SELECT count(*) FROM attachment WHERE contact_id = ?1 AND deleted_at IS NULL),
            (SELECT count(*) FROM contact
             WHERE deleted_at IS NULL AND (reports_to_id = ?1 OR introduced_by_id = ?1))""",
    "account": """
        SELECT (SELECT count(*) FROM visit WHERE account_id = ?1 AND deleted_at IS NULL),
            (SELECT count(*) FROM step WHERE account_id = ?1 AND deleted_at IS NULL),
            (SELECT count(*) FROM plan WHERE account_id = ?1 AND deleted_at IS NULL),
            (SELECT count(*) FROM project WHERE account_id = ?1 AND deleted_at IS NULL),
            (SELECT count(*) FROM receivable WHERE account_id = ?1 AND deleted_at IS NULL),
            (SELECT count(*) FROM asset WHERE account_id = ?1 AND deleted_at IS NULL),
            (SELECT count(DISTINCT contact_id) FROM contact_post WHERE account_id = ?1 AND deleted_at IS NULL),
            (SELECT count(*) FROM attachment WHERE account_id = ?1 AND deleted_at IS NULL),
            (SELECT count(*) FROM account WHERE parent_id = ?1 AND deleted_at IS NULL)""",
}
