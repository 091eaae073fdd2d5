"""The triggers that note which records the search index has to look at again.

They only write down kind and id, whatever the change and whoever made it (an operation, undo, an import); the index
itself follows before the transaction ends. Like those of the log they are made anew by every migration.
"""

from __future__ import annotations

import apsw

FOLLOWED: dict[str, tuple[str, str]] = {
    "account": ("account", "id"),
    "contact": ("contact", "id"),
    "contact_point": ("contact", "contact_id"),
    "contact_post": ("contact", "contact_id"),
    "visit": ("visit", "id"),
    "visit_contact": ("visit", "visit_id"),
    "visit_question": ("visit", "visit_id"),
    "step": ("step", "id"),
    "step_contact": ("step", "step_id"),
    "plan": ("plan", "id"),
    "project": ("project", "id"),
    "attachment": ("attachment", "id"),
    "acceptance_item": ("acceptance_item", "id"),
    "receivable": ("receivable", "id"),
    "payment": ("receivable", "receivable_id"),
    "collection": ("receivable", "receivable_id"),
    "asset": ("asset", "id"),
    "feedback": ("feedback", "id"),
    "signature": ("signature", "id"),
    "signature_attempt": ("signature", "signature_id"),
}
"""Table → the kind of record whose entry in the index its rows belong to, and the column that holds its id."""


_MERGED = ("account", "contact")
"""What is found by the name of one that was merged into it, too."""

_FILES = ("visit", "step", "project", "receivable", "asset")
"""Whose files are found by its account."""

_OF_PROJECT = ("acceptance_item", "signature")
"""What is found by the account of its project, and no more while that lies in the trash; so are its files."""

_WAIT = "INSERT OR REPLACE INTO search_waiting (kind, record_id)"


def install(connection: apsw.Connection) -> None:
    """Make the triggers of every table that the index follows."""
    for table, (kind, column) in FOLLOWED.items():
        for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
            connection.execute(
                f"CREATE TRIGGER search_{event.lower()}_{table} AFTER {event} ON {table} BEGIN "
                f"{_WAIT} VALUES ('{kind}', {row}.{column}); END"
            )
    for kind in _MERGED:
        connection.execute(
            f"CREATE TRIGGER search_merged_{kind} AFTER UPDATE OF merged_into_id, deleted_at ON {kind} "
            "WHEN coalesce(new.merged_into_id, old.merged_into_id) IS NOT NULL BEGIN "
            f"{_WAIT} SELECT '{kind}', id FROM {kind} WHERE id IN (new.merged_into_id, old.merged_into_id); END"
        )
    for kind in _OF_PROJECT:
        for found, rows in (
            (kind, f"{kind} WHERE project_id = new.id"),
            ("attachment", f"attachment WHERE {kind}_id IN (SELECT id FROM {kind} WHERE project_id = new.id)"),
        ):
            connection.execute(
                f"CREATE TRIGGER search_{kind}_of_project_{found} AFTER UPDATE OF account_id, deleted_at ON project "
                "WHEN new.account_id IS NOT old.account_id OR (new.deleted_at IS NULL) <> (old.deleted_at IS NULL) "
                f"BEGIN {_WAIT} SELECT '{found}', id FROM {rows}; END"
            )
    for owner in _FILES:
        connection.execute(
            f"CREATE TRIGGER search_files_{owner} AFTER UPDATE OF account_id ON {owner} "
            "WHEN new.account_id IS NOT old.account_id BEGIN "
            f"{_WAIT} SELECT 'attachment', id FROM attachment WHERE {owner}_id = new.id; END"
        )


def remove(connection: apsw.Connection) -> None:
    """Drop every one of these triggers."""
    for (trigger,) in list(
        connection.execute("SELECT name FROM sqlite_schema WHERE type='trigger' AND name LIKE 'search\\_%' ESCAPE '\\'")
    ):
        connection.execute(f'DROP TRIGGER "{trigger}"')
