"""What every table has: its id, its stamps and its place in the trash."""

from __future__ import annotations

from peewee import IntegerField, Model, TextField


class Record(Model):
    """A row with a time-ordered id, UTC stamps, a revision that counts its changes, and `deleted_at` for the trash.

    The tables belong to no database: a process may have several journals open, and each asks its own connection.
    """

    id = IntegerField(primary_key=True)
    created_at = TextField()
    changed_at = TextField()
    revision = IntegerField(default=1)
    deleted_at = TextField(null=True)

    class Meta:
        database = None
        legacy_table_names = False
        strict_tables = True


def table_name(table: type[Record]) -> str:
    """Return the name a table has in the file."""
    return str(table._meta.table_name)
