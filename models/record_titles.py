"""What records are called on one line, whatever kind they are of."""

from __future__ import annotations

import json
from collections.abc import Sequence

from models.journal import Journal
from models.merging.chain import kept_id
from models.row_class import row_class


@row_class
class RecordTitle:
    """A record in short: its title, the account it belongs to, and when it is or was ('' or an ISO day or time)."""

    kind: str
    id: int
    title: str
    account: str = ""
    when: str = ""


_QUERIES = {
    "account": "SELECT id, name, coalesce(nullif(city, ''), region), '' FROM account",
    "contact": """
        SELECT id, name,
               coalesce((SELECT account.name FROM contact_post JOIN account ON account.id = account_id
                         WHERE contact_id = contact.id AND contact_post.deleted_at IS NULL
                         ORDER BY until_on IS NOT NULL, until_on DESC, contact_post.id DESC LIMIT 1), ''), ''
        FROM contact""",
    "visit": """
        SELECT visit.id, coalesce(nullif(purpose, ''), nullif(summary, ''), ''), account.name, start
        FROM visit JOIN account ON account.id = account_id""",
    "step": """
        SELECT step.id, title, coalesce(account.name, ''), coalesce(due_on, '')
        FROM step LEFT JOIN account ON account.id = account_id""",
    "plan": """
        SELECT plan.id, goal, coalesce(account.name, ''), ''
        FROM plan LEFT JOIN account ON account.id = plan.account_id""",
    "project": """
        SELECT project.id, project.name, account.name, '' FROM project JOIN account ON account.id = account_id""",
    "acceptance_item": """
        SELECT acceptance_item.id, criterion, project.name, ''
        FROM acceptance_item JOIN project ON project.id = project_id""",
    "signature": """
        SELECT signature.id, department || CASE subject WHEN '' THEN '' ELSE ' · ' || subject END, project.name, ''
        FROM signature JOIN project ON project.id = project_id""",
    "receivable": """
        SELECT receivable.id, title, account.name, '' FROM receivable JOIN account ON account.id = account_id""",
    "asset": "SELECT asset.id, product, account.name, '' FROM asset JOIN account ON account.id = account_id",
    "feedback": """
        SELECT feedback.id, words, account.name, noted_on
        FROM feedback JOIN account ON account.id = account_id""",
    "trip": "SELECT id, name, place, coalesce(start_on, '') FROM trip",
}


def read(journal: Journal, records: Sequence[tuple[str, int]]) -> list[RecordTitle]:
    """Return these records (kind, id) in their order, each once; of one that was merged, the one that stayed.

    Those that are gone, or of no kind we know, are left out.
    """
    records = list(dict.fromkeys((kind, kept_id(journal, kind, record_id)) for kind, record_id in records))
    found: dict[tuple[str, int], RecordTitle] = {}
    for kind, query in _QUERIES.items():
        ids = [record_id for one, record_id in records if one == kind]
        if ids:
            live = f"{query} WHERE {kind}.id IN (SELECT value FROM json_each(?)) AND {kind}.deleted_at IS NULL"
            for record_id, title, account, when in journal.rows(live, json.dumps(ids)):
                found[kind, record_id] = RecordTitle(kind, record_id, title, account or "", when)
    return [found[record] for record in records if record in found]
