"""What every table has: its id, its stamps and its place in the trash."""

from __future__ import annotations

import re
from typing import ClassVar

from models.tables.columns import Column, Integer, Text, columns_in


class Record:
    """A row with a time-ordered id, UTC stamps, a revision that counts its changes, and `deleted_at` for the trash.

    The tables belong to no database: a process may have several journals open, and each asks its own connection.
    """

    id = Integer()
    created_at = Text()
    changed_at = Text()
    revision = Integer(default=1)
    deleted_at = Text(null=True)

    table_name: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]

    def __init_subclass__(cls) -> None:
        cls.table_name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        cls.columns = columns_in(vars(Record)) + columns_in(vars(cls))


def table_name(table: type[Record]) -> str:
    """Return the name a table has in the file."""
    return table.table_name
