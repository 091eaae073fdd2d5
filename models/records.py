"""What reading one record has in common, whatever its topic."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from models.errors import NotFound
from models.journal import Journal
from models.tables import Record, table_name
from models.text.record_names import RECORD_NAMES

Row = TypeVar("Row")
Part = TypeVar("Part")


def columns_of(row_type: type[Row]) -> str:
    """Return the columns a row class reads, as SQL; its slots are named like the columns, in their order."""
    names: tuple[str, ...] = vars(row_type)["__slots__"]
    return ", ".join(names)


def get(journal: Journal, table: type[Record], row_type: type[Row], record_id: int) -> Row:
    """Return one record as a row of the given class; raises NotFound when it is not there or lies in the trash."""
    name = table_name(table)
    query = f"SELECT {columns_of(row_type)} FROM {name} WHERE id = ? AND deleted_at IS NULL"
    found = journal.row(query, record_id)
    if found is None:
        raise NotFound("There is no such {table} (it may lie in the trash).", table=RECORD_NAMES[name])
    return row_type(*found)


def gathered(pairs: Iterable[tuple[int, Part]]) -> dict[int, tuple[Part, ...]]:
    """Return what belongs to each id, such as names, in the order it comes."""
    parts: dict[int, list[Part]] = {}
    for record_id, part in pairs:
        parts.setdefault(record_id, []).append(part)
    return {record_id: tuple(of_one) for record_id, of_one in parts.items()}
