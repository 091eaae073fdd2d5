"""Drafts: what was typed and not saved yet, kept in the journal's own file.

A draft is no operation: it is written in its own short transaction, is not logged and never part of undo. There is one
for each record, and one for each new record that is being written. Only who wrote a draft, or saved or discarded it,
takes it away: where two hold words of the same record, both wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from models.journal import Journal
from models.text.clean import clean


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: of which table and record (None for a new one), its content, and when it was kept (UTC stamp)."""

    id: int
    table: str
    record_id: int | None
    content: str
    saved_at: str

    def kept_at(self) -> datetime:
        """Return when it was kept, in the computer's time zone."""
        return datetime.fromisoformat(self.saved_at).astimezone()


QUICK_NOTE = "quick_note"
"""What stands in the place of a table for the line of a quick note, which is no record yet."""

_COLUMNS = "id, record_table, record_id, content, saved_at"


def keep(journal: Journal, table: str, record_id: int | None, content: str, draft_id: int | None = None) -> int:
    """Keep a draft, replacing the one of this id or of this record, and return its id.

    It is safe on the disk when this returns. Raises JournalReadOnly or JournalBusy, and then the draft kept before is
    still there.
    """
    with _short_transaction(journal):
        kept = draft_id or _id_of_record(journal, table, record_id) or journal.ids.next()
        journal.connection.execute(
            "INSERT INTO draft (id, record_table, record_id, content, saved_at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET record_id = excluded.record_id, content = excluded.content, "
            "saved_at = excluded.saved_at",
            (kept, table, record_id, clean(content), journal.stamp()),
        )
    return kept


def waiting(journal: Journal, table: str = "") -> list[Draft]:
    """Return the drafts that wait to be saved or discarded, the newest first; all, or those of one table."""
    query = f"SELECT {_COLUMNS} FROM draft WHERE ?1 IN ('', record_table) ORDER BY saved_at DESC, id DESC"
    return [Draft(*row) for row in journal.rows(query, table)]


def of_record(journal: Journal, table: str, record_id: int) -> Draft | None:
    """Return the draft of a record, the newest if there are several, or None."""
    query = (
        f"SELECT {_COLUMNS} FROM draft WHERE record_table = ? AND record_id = ? ORDER BY saved_at DESC, id DESC LIMIT 1"
    )
    found = journal.row(query, table, record_id)
    return Draft(*found) if found else None


def keep_apart(journal: Journal, draft_id: int) -> None:
    """Keep a draft apart from its record, so that no other one takes its place; it waits like that of a new record."""
    with _short_transaction(journal):
        journal.connection.execute("UPDATE draft SET record_id = NULL WHERE id = ?", (draft_id,))


def discard(journal: Journal, draft_id: int | None) -> None:
    """Throw a draft away, if it is there; within an operation this is part of its transaction."""
    if draft_id is None:
        return
    with _short_transaction(journal):
        journal.connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,))


def bring_back(journal: Journal, draft: Draft) -> int:
    """Keep a draft again that was discarded, with its content, and return its id."""
    return keep(journal, draft.table, draft.record_id, draft.content, draft.id)


def _id_of_record(journal: Journal, table: str, record_id: int | None) -> int | None:
    found = of_record(journal, table, record_id) if record_id is not None else None
    return found.id if found else None


@contextmanager
def _short_transaction(journal: Journal) -> Iterator[None]:
    """Be part of the transaction that runs, or run an own one."""
    if not journal.connection.getautocommit():
        journal.require_transaction()
        yield
        return
    with journal.unlogged_transaction():
        yield
