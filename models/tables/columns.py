"""What a table is declared with. Declared here and not with peewee, which takes a third as long to load as a window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from models.tables.record import Record


class Column:
    """A column: its name and type in the file, whether it may be NULL, and what a new row has where nothing is said."""

    kind = ""

    def __init__(self, *, null: bool = False, default: str | int | None = None) -> None:
        self.name = ""
        self.null = null
        self.default = default

    def __set_name__(self, table: type[Record], name: str) -> None:
        self.name = name


class Text(Column):
    """A text; also days, stamps and lists, which are written as text."""

    kind = "TEXT"


class Integer(Column):
    """A whole number; also yes and no."""

    kind = "INTEGER"


class Reference(Integer):
    """The id of a row of another table, or of the same one; its column is named like it, with `_id`."""

    table: type[Record]

    def __init__(self, table: type[Record] | Literal["self"], *, null: bool = False) -> None:
        super().__init__(null=null)
        self._given = table

    def __set_name__(self, table: type[Record], name: str) -> None:
        super().__set_name__(table, f"{name}_id")
        self.table = table if self._given == "self" else self._given


def columns_in(names: Mapping[str, Any]) -> tuple[Column, ...]:
    """Return the columns among the names of a class, in their order."""
    return tuple(value for value in names.values() if isinstance(value, Column))
