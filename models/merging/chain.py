"""Where a record is found that was merged into another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from models import drafts
from models.changes import Value
from models.errors import InvalidValue
from models.journal import Journal

Kind = Literal["contact", "account"]
"""What can be merged; the name of its table."""

_MERGED: Mapping[str, str] = {
    kind: f"SELECT merged_into_id FROM {kind} WHERE id = ? AND deleted_at IS NOT NULL"
    for kind in ("contact", "account")
}


def kept_id(journal: Journal, kind: str, record_id: int) -> int:
    """Return the id of the record that stayed when this one was merged, over any number of merges; or its own.

    Records of other kinds than contact and account are never merged.
    """
    seen: set[int] = set()
    while kind in _MERGED and record_id not in seen:
        seen.add(record_id)
        found = journal.row(_MERGED[kind], record_id)
        if found is None or found[0] is None:
            break
        record_id = found[0]
    return record_id


def kept_ids(journal: Journal, kind: Kind, ids: Iterable[int]) -> list[int]:
    """Return each of some records once, those that were merged as the ones that stayed."""
    return list(dict.fromkeys(kept_id(journal, kind, one) for one in ids))


def follow(journal: Journal, kind: Kind, stored: dict[str, Value], *columns: str) -> None:
    """Let columns that are to be stored name the record that stayed, where they name one that was merged.

    Somebody may have chosen it in another window before the merge.
    """
    for column in columns:
        named = stored.get(column)
        if isinstance(named, int):
            stored[column] = kept_id(journal, kind, named)


def require_no_draft(journal: Journal, kind: Kind, *records: tuple[int, str]) -> None:
    """Raise InvalidValue while what was typed about one of the records (id and name) waits to be saved.

    It was typed over what that record was by itself; of the two as one it would undo what the merge brought.
    """
    for record_id, name in records:
        if drafts.of_record(journal, kind, record_id) is not None:
            raise InvalidValue(
                "What was typed about {name} is not saved yet. Save or discard it, and then merge.", name=name
            )


def leads_back(journal: Journal, kind: Kind, column: str, record_id: int, above: int | None) -> bool:
    """Return whether a record would stand above itself, over any number of others, with this one above it."""
    seen: set[int] = set()
    while above is not None and above not in seen:
        if above == record_id:
            return True
        seen.add(above)
        found = journal.row(f"SELECT {column} FROM {kind} WHERE id = ?", above)
        above = found[0] if found else None
    return False
