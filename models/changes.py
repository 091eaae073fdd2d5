"""What one operation changed, and how it is taken back.

Every write happens inside an operation (`journal.operation(...)`): one transaction, one entry in the log under the
name the user knows it by, one step of undo. The triggers of the log write down the changes; this module writes the
rows and plays the log backwards and forwards.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from models.errors import ChangedElsewhere, JournalDamaged, NotFound
from models.migrations.triggers import quoted
from models.row_class import row_class
from models.tables import LOGGED, Record, table_name
from models.text.record_names import RECORD_NAMES

if TYPE_CHECKING:
    from models.journal import Journal

Value = str | int | None
"""What a column of a logged table holds."""


@row_class
class Changes:
    """What an operation did: its id and name, the tables it touched, and the record it was about."""

    operation_id: int
    name: str
    tables: frozenset[str]
    record_id: int | None = None

    @property
    def id(self) -> int:
        """The id of the record the operation was about; it must have been about one."""
        if self.record_id is None:
            raise ValueError(f"operation {self.name!r} was about no single record")
        return self.record_id


class Operation:
    """A running operation: writes rows, and remembers which tables it touched."""

    def __init__(self, journal: Journal, operation_id: int, name: str, stamp: str) -> None:
        self._journal = journal
        self._stamp = stamp
        self.id = operation_id
        self.name = name
        self.tables: set[str] = set()

    def insert(self, table: type[Record], /, **values: Value) -> int:
        """Write a new row and return its id; values are named by column."""
        row_id = self._journal.ids.next()
        row: dict[str, Value] = {
            "id": row_id,
            **values,
            "created_at": self._stamp,
            "changed_at": self._stamp,
        }
        name = table_name(table)
        places = ", ".join("?" * len(row))
        self._execute(f"INSERT INTO {name} ({', '.join(row)}) VALUES ({places})", tuple(row.values()))
        self.tables.add(name)
        return row_id

    def update(
        self, table: type[Record], row_id: int, values: Mapping[str, Value], *, revision: int | None = None
    ) -> bool:
        """Change a row and return whether anything differed; an unchanged row keeps its revision.

        With a revision the row must still have it: otherwise raises ChangedElsewhere. Raises NotFound for a row that
        is not there or lies in the trash.
        """
        name = table_name(table)
        columns = ", ".join(values) or "id"
        found = self._journal.row(f"SELECT revision, {columns} FROM {name} WHERE id = ? AND deleted_at IS NULL", row_id)
        if found is None:
            raise NotFound("There is no such {table} (it may lie in the trash).", table=RECORD_NAMES[name])
        if revision is not None and found[0] != revision:
            raise ChangedElsewhere(
                "This {table} was changed elsewhere since you opened it. Compare both versions and save again.",
                table=RECORD_NAMES[name],
            )
        changed = {
            column: value for (column, value), old in zip(values.items(), found[1:], strict=False) if value != old
        }
        if changed:
            self._set(name, row_id, changed)
        return bool(changed)

    def trash(self, table: type[Record], row_id: int) -> None:
        """Put a row into the trash; raises NotFound when it is not there."""
        self.update(table, row_id, {"deleted_at": self._stamp})

    def trash_where(self, table: type[Record], condition: str, *values: Value) -> None:
        """Put all live rows that meet an SQL condition into the trash, with the same stamp as the rest."""
        name = table_name(table)
        for (row_id,) in self._journal.rows(
            f"SELECT id FROM {name} WHERE ({condition}) AND deleted_at IS NULL", *values
        ):
            self._set(name, row_id, {"deleted_at": self._stamp})

    def require_live(self, table: type[Record], row_id: Value) -> None:
        """Refuse to refer to a row that is not there or lies in the trash, by NotFound; no row at all is fine."""
        name = table_name(table)
        query = f"SELECT 1 FROM {name} WHERE id = ? AND deleted_at IS NULL"
        if row_id is not None and self._journal.row(query, row_id) is None:
            raise NotFound("There is no such {table} (it may lie in the trash).", table=RECORD_NAMES[name])

    def restore_trashed(self, table: type[Record], row_id: int, *along: tuple[type[Record], str]) -> None:
        """Take a row out of the trash, and with it the rows that went there with it.

        `along` names the tables and the columns by which their rows belong to this one. Raises NotFound when the row
        does not lie in the trash.
        """
        name = table_name(table)
        found = self._journal.row(f"SELECT deleted_at FROM {name} WHERE id = ?", row_id)
        if found is None or found[0] is None:
            raise NotFound("This {table} does not lie in the trash.", table=RECORD_NAMES[name])
        self._set(name, row_id, {"deleted_at": None})
        for other, column in along:
            query = f"SELECT id FROM {table_name(other)} WHERE {column} = ? AND deleted_at = ?"
            for (other_id,) in self._journal.rows(query, row_id, found[0]):
                self._set(table_name(other), other_id, {"deleted_at": None})

    def relink(self, table: type[Record], owner: str, owner_id: int, linked: str, wanted: Sequence[int]) -> list[int]:
        """Make the links of a record those wanted: trash the others, bring back what was removed before.

        `owner` and `linked` are the two columns of the link table. Returns the ids that have no link yet, in order;
        the caller writes those.
        """
        query = f"SELECT id, {linked}, deleted_at FROM {table_name(table)} WHERE {owner} = ?"
        links = {other: (link_id, deleted_at) for link_id, other, deleted_at in self._journal.rows(query, owner_id)}
        for other, (link_id, deleted_at) in links.items():
            if other in wanted and deleted_at is not None:
                self.restore_trashed(table, link_id)
            elif other not in wanted and deleted_at is None:
                self.trash(table, link_id)
        return [other for other in dict.fromkeys(wanted) if other not in links]

    def point_elsewhere(
        self, table: type[Record], column: str, old: int | str, new: int | str, *, without: Sequence[int] = ()
    ) -> None:
        """Let the rows that name a record (or a stage) by a column name another one, those in the trash as well.

        So what comes out of the trash later belongs to the right one. `without` are the ids of rows that stay.
        """
        name = table_name(table)
        query = (
            f"UPDATE {name} SET {column} = ?, changed_at = ?, revision = revision + 1 "
            f"WHERE {column} = ? AND id NOT IN (SELECT value FROM json_each(?))"
        )
        self._execute(query, (new, self._stamp, old, json.dumps(list(without))))
        if self._journal.connection.changes():
            self.tables.add(name)

    def done(self, record_id: int | None = None) -> Changes:
        """Return what this operation changed so far, about this record."""
        return Changes(self.id, self.name, frozenset(self.tables), record_id)

    def _set(self, table: str, row_id: int, values: Mapping[str, Value]) -> None:
        pairs = ", ".join(f"{column} = ?" for column in values)
        query = f"UPDATE {table} SET {pairs}, changed_at = ?, revision = revision + 1 WHERE id = ?"
        self._execute(query, (*values.values(), self._stamp, row_id))
        self.tables.add(table)

    def _execute(self, query: str, values: tuple[Value, ...]) -> None:
        self._journal.require_transaction()
        self._journal.connection.execute(query, values)


def undoable(journal: Journal) -> str | None:
    """Return the name of the operation that undo would take back, or None."""
    return _name_of(journal, _last_live(journal))


def redoable(journal: Journal) -> str | None:
    """Return the name of the operation that redo would do again, or None."""
    return _name_of(journal, _first_undone(journal))


def undo_size(journal: Journal) -> int:
    """Return how many single changes undo would take back; some thousand take a second."""
    return _size_of(journal, _last_live(journal))


def redo_size(journal: Journal) -> int:
    """Return how many single changes redo would do again."""
    return _size_of(journal, _first_undone(journal))


def undo(journal: Journal) -> Changes | None:
    """Take back the last operation as a whole and return what that changed; None when there is nothing left."""
    with journal.unlogged_transaction():
        operation_id = _last_live(journal)
        if operation_id is None:
            return None
        changes = _play(journal, operation_id, backwards=True)
        _mark(journal, operation_id, journal.stamp())
    return changes


def redo(journal: Journal) -> Changes | None:
    """Do the operation again that was undone last; None when there is none, or something was done since."""
    with journal.unlogged_transaction():
        operation_id = _first_undone(journal)
        if operation_id is None:
            return None
        changes = _play(journal, operation_id, backwards=False)
        _mark(journal, operation_id, None)
    return changes


def _last_live(journal: Journal) -> int | None:
    found = journal.row("SELECT id FROM operation WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1")
    return found[0] if found else None


def _first_undone(journal: Journal) -> int | None:
    found = journal.row(
        "SELECT id FROM operation WHERE undone_at IS NOT NULL AND redoable = 1 AND id > ? ORDER BY id LIMIT 1",
        _last_live(journal) or 0,
    )
    return found[0] if found else None


def _name_of(journal: Journal, operation_id: int | None) -> str | None:
    if operation_id is None:
        return None
    found = journal.row("SELECT name FROM operation WHERE id = ?", operation_id)
    return found[0] if found else None


def _size_of(journal: Journal, operation_id: int | None) -> int:
    found = journal.row("SELECT count(*) FROM change WHERE operation_id = ?", operation_id)
    return int(found[0]) if found else 0


def _mark(journal: Journal, operation_id: int, undone_at: str | None) -> None:
    journal.connection.execute("UPDATE operation SET undone_at = ? WHERE id = ?", (undone_at, operation_id))


def _play(journal: Journal, operation_id: int, *, backwards: bool) -> Changes:
    """Apply the changes of an operation backwards or forwards; the triggers sleep meanwhile."""
    inserted: list[tuple[str, int, str | None]] = []
    updated: dict[tuple[str, int], dict[str, Value]] = {}
    columns = {name: _columns(journal, name) for name in map(table_name, LOGGED)}
    query = "SELECT table_name, row_id, field, value FROM change WHERE operation_id = ?"
    for table, row_id, field, value in journal.rows(query, operation_id):
        if table not in columns or field not in ("", *columns[table]):
            raise _log_damaged(journal, f"{table}.{field}")
        if field == "":
            inserted.append((table, row_id, value))
        else:
            updated.setdefault((table, row_id), {})[field] = _side(journal, value, 0 if backwards else 1)
    new_rows = {(table, row_id) for table, row_id, _ in inserted}
    for (table, row_id), values in updated.items():
        if (table, row_id) not in new_rows:
            _set_fields(journal, table, row_id, values)
    for table, row_id, content in inserted:
        if backwards:
            _take_out(journal, operation_id, table, columns[table], row_id)
        else:
            _put_back(journal, table, _content(journal, content, columns[table]))
    tables = frozenset({table for table, _, _ in inserted} | {table for table, _ in updated})
    found = journal.row("SELECT name, record_id FROM operation WHERE id = ?", operation_id)
    name, record_id = found or ("", None)
    return Changes(operation_id, name, tables, record_id)


def _columns(journal: Journal, table: str) -> list[str]:
    return [name for (name,) in journal.rows("SELECT name FROM pragma_table_info(?)", table)]


def _side(journal: Journal, value: str | None, side: int) -> Value:
    """Return the value before (0) or after (1) a change; raises JournalDamaged when the log does not hold one."""
    try:
        both = json.loads(value or "")
    except ValueError:
        both = None
    if not isinstance(both, list) or len(both) != 2 or not isinstance(both[side], str | int | None):
        raise _log_damaged(journal, str(value)[:60])
    found: Value = both[side]
    return found


def _content(journal: Journal, text: str | None, columns: Sequence[str]) -> dict[str, Value]:
    """Return the row that the log keeps for redo; raises JournalDamaged when it is no row of its table."""
    try:
        content = json.loads(text or "")
    except ValueError:
        content = None
    if not isinstance(content, dict) or "id" not in content or not content.keys() <= set(columns):
        raise _log_damaged(journal, str(text)[:60])
    return content


def _log_damaged(journal: Journal, detail: str) -> JournalDamaged:
    """Names in the log become part of a query: one that no table has is damage, or somebody's trap."""
    return JournalDamaged(
        "{path} is damaged ({detail}). Nothing was changed; restore the newest backup.",
        path=journal.path,
        detail=detail,
    )


def _set_fields(journal: Journal, table: str, row_id: int, values: Mapping[str, Value]) -> None:
    pairs = ", ".join(f"{quoted(field)} = ?" for field in values)
    journal.connection.execute(
        f"UPDATE {table} SET {pairs}, changed_at = ?, revision = revision + 1 WHERE id = ?",
        (*values.values(), journal.stamp(), row_id),
    )


def _take_out(journal: Journal, operation_id: int, table: str, columns: Sequence[str], row_id: int) -> None:
    """Remove a row the operation had made, and keep its content in the log, so that redo can put it back."""
    found = journal.row(f"SELECT {', '.join(map(quoted, columns))} FROM {table} WHERE id = ?", row_id)
    if found is None:
        raise _log_damaged(journal, f"{table} {row_id}")
    content = json.dumps(dict(zip(columns, found, strict=True)), ensure_ascii=False)
    journal.connection.execute(
        "UPDATE change SET value = ? WHERE operation_id = ? AND table_name = ? AND row_id = ? AND field = ''",
        (content, operation_id, table, row_id),
    )
    journal.connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))


def _put_back(journal: Journal, table: str, content: Mapping[str, Value]) -> None:
    names, places = ", ".join(map(quoted, content)), ", ".join("?" * len(content))
    journal.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(content.values()))
