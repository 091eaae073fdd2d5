"""The tables as the code sees them are those the migrations make, column by column."""

from __future__ import annotations

from typing import Any

import pytest

from models.journal import Journal
from models.migrations import triggers
from models.tables import LOGGED, Record, Setting, table_name
from models.tables.columns import Reference

TABLES: tuple[type[Record], ...] = (Setting, *LOGGED)
NOT_RECORDS = {
    "operation",
    "current_operation",
    "change",
    "draft",
    "attachment_content",
    "attachment_thumbnail",
    "search_entry",
    "search_waiting",
    "reminder",
}
STAMPS = ["created_at", "changed_at", "revision", "deleted_at"]


def _in_file(journal: Journal, table: str) -> dict[str, tuple[str, bool, Any]]:
    """Return each column of a table: its type, whether it may be NULL, and its default."""
    query = "SELECT name, type, [notnull], dflt_value FROM pragma_table_info(?)"
    found = {}
    for name, kind, required, default in journal.rows(query, table):
        text = default.strip("'") if isinstance(default, str) and kind == "TEXT" else default
        found[name] = (kind, not required, int(text) if kind == "INTEGER" and text is not None else text)
    return found


def _in_code(table: type[Record]) -> dict[str, tuple[str, bool, Any]]:
    return {column.name: (column.kind, column.null, column.default) for column in table.columns}


def test_every_table_is_known(journal: Journal) -> None:
    names = [name for (name,) in journal.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    present = {name for name in names if not name.startswith(("sqlite_", "search_index"))}
    assert present == {table_name(table) for table in TABLES} | NOT_RECORDS
    assert [table_name(table) for table in LOGGED] != []
    assert set(triggers.logged_tables(journal.connection)) == {table_name(table) for table in LOGGED}
    assert set(triggers.UNLOGGED_TABLES) == NOT_RECORDS | {"setting"}


@pytest.mark.parametrize("table", TABLES, ids=table_name)
def test_columns_are_the_same(journal: Journal, table: type[Record]) -> None:
    in_file, in_code = _in_file(journal, table_name(table)), _in_code(table)
    # The stamps come first in the code, since every record inherits them, and in the file after the first columns.
    assert [name for name in in_file if name not in STAMPS] == [name for name in in_code if name not in STAMPS]
    assert [name for name in in_file if name in STAMPS] == STAMPS
    for name, column in in_file.items():
        # Of an INTEGER PRIMARY KEY the file does not say that it can't be NULL.
        assert name == "id" or column == in_code[name], name


@pytest.mark.parametrize("table", [*map(table_name, TABLES), *sorted(NOT_RECORDS)])
def test_every_table_is_strict(journal: Journal, table: str) -> None:
    assert journal.rows("SELECT strict FROM pragma_table_list WHERE name = ?", table) == [(1,)]


@pytest.mark.parametrize("table", LOGGED, ids=table_name)
def test_references_lead_where_the_code_says(journal: Journal, table: type[Record]) -> None:
    in_file = dict(journal.rows('SELECT "from", "table" FROM pragma_foreign_key_list(?)', table_name(table)))
    in_code = {column.name: table_name(column.table) for column in table.columns if isinstance(column, Reference)}
    assert in_file == in_code


@pytest.mark.parametrize("table", LOGGED, ids=table_name)
def test_the_log_watches_every_column_but_the_stamps(journal: Journal, table: type[Record]) -> None:
    name = table_name(table)
    (sql,) = journal.row("SELECT sql FROM sqlite_schema WHERE name = ?", f"log_update_{name}") or ("",)
    watched = [column for column in _in_file(journal, name) if f"json_array(old.{column}, new.{column})" in sql]
    assert watched == [column for column in _in_file(journal, name) if column not in triggers.STAMPS]
    assert journal.rows("SELECT 1 FROM sqlite_schema WHERE name = ?", f"log_insert_{name}") == [(1,)]
