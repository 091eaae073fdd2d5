"""The tables for peewee, for queries that are built in code; peewee is loaded with this module and nowhere else."""

from __future__ import annotations

from functools import partial
from typing import Any

from peewee import Field, ForeignKeyField, IntegerField, Model, TextField

from models.tables.columns import Column, Reference
from models.tables.record import Record

_models: dict[str, type[Model]] = {}


def model_of(table: type[Record]) -> type[Model]:
    """Return the peewee model of a table; it is bound to no database, so ask it for its SQL."""
    if table.table_name not in _models:
        _models[table.table_name] = _made(table)
    return _models[table.table_name]


def _made(table: type[Record]) -> type[Model]:
    fields = {column.name.removesuffix("_id"): _field(table, column) for column in table.columns if column.name != "id"}
    settings = type("Meta", (), {"database": None, "table_name": table.table_name, "strict_tables": True})
    parts = {"__doc__": table.__doc__, "id": IntegerField(primary_key=True), **fields, "Meta": settings}
    return type(table.__name__, (Model,), parts)


def _field(table: type[Record], column: Column) -> Field[Any]:
    kind: Any = TextField if column.kind == "TEXT" else IntegerField
    if isinstance(column, Reference):
        kind = partial(ForeignKeyField, "self" if column.table is table else model_of(column.table), backref="+")
    field: Field[Any] = kind(column_name=column.name, null=column.null, default=column.default)
    return field
