"""The triggers that write the operation log.

They are not part of any step: every migration drops and makes them again from the tables as they are then.
An insert logs its id alone; an update logs each changed field as `json_array(before, after)`. A second change of the
same field within one operation keeps the first `before`. Outside an operation nothing is logged, which is how undo
and redo themselves leave no trace.
"""

from __future__ import annotations

import apsw

STAMPS = ("id", "created_at", "changed_at", "revision")
"""Columns that are never logged: they say when and how often, not what."""

UNLOGGED_TABLES = (
    "setting",
    "attachment_content",
    "draft",
    "operation",
    "current_operation",
    "change",
    "attachment_thumbnail",
    "reminder",
    "search_entry",
    "search_waiting",
)

_DERIVED = ("sqlite_", "search_index")
"""How the tables begin that the engine fills by itself, or the search from all the others."""

_CURRENT = "(SELECT operation_id FROM current_operation)"


def remove(connection: apsw.Connection) -> None:
    """Drop every trigger of the log; a column that one of them names could not be dropped or renamed."""
    for (trigger,) in list(
        connection.execute("SELECT name FROM sqlite_schema WHERE type='trigger' AND name LIKE 'log\\_%' ESCAPE '\\'")
    ):
        connection.execute(f"DROP TRIGGER {quoted(trigger)}")


def install(connection: apsw.Connection) -> None:
    """Make the triggers of the log for the tables and columns there are now."""
    for table in logged_tables(connection):
        connection.execute(_insert_trigger(table))
        connection.execute(_update_trigger(table, logged_columns(connection, table)))


def logged_tables(connection: apsw.Connection) -> list[str]:
    """Return the names of the tables whose changes are logged."""
    return [name for name in _tables(connection) if name not in UNLOGGED_TABLES and not name.startswith(_DERIVED)]


def unlogged_tables(connection: apsw.Connection) -> list[str]:
    """Return the names of the tables there are whose changes are not logged; an older journal has fewer of them."""
    return [name for name in _tables(connection) if name in UNLOGGED_TABLES]


def logged_columns(connection: apsw.Connection, table: str) -> list[str]:
    """Return the columns of a table whose changes are logged, in their order."""
    columns = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return [name for (name,) in columns if name not in STAMPS]


def _tables(connection: apsw.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name")]


def quoted(name: str) -> str:
    """Return a name read from a file as SQL may hold it, whoever wrote the file."""
    return '"' + name.replace('"', '""') + '"'


def _insert_trigger(table: str) -> str:
    return f"""
        CREATE TRIGGER log_insert_{table} AFTER INSERT ON {table} WHEN {_CURRENT} IS NOT NULL
        BEGIN
            INSERT INTO change (operation_id, table_name, row_id, field, value)
            VALUES ({_CURRENT}, '{table}', new.id, '', NULL);
        END"""


def _update_trigger(table: str, columns: list[str]) -> str:
    rows = ",\n".join(
        f"('{column}', CASE WHEN old.{column} IS NOT new.{column} THEN json_array(old.{column}, new.{column}) END)"
        for column in columns
    )
    return f"""
        CREATE TRIGGER log_update_{table} AFTER UPDATE ON {table} WHEN {_CURRENT} IS NOT NULL
        BEGIN
            INSERT INTO change (operation_id, table_name, row_id, field, value)
            SELECT {_CURRENT}, '{table}', new.id, column1, column2 FROM (VALUES {rows}) WHERE column2 IS NOT NULL
            ON CONFLICT (operation_id, table_name, row_id, field) DO UPDATE
            SET value = json_array(json_extract(value, '$[0]'), json_extract(excluded.value, '$[1]'));
        END"""
