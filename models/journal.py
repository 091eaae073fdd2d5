"""One journal file: the only door to the database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import apsw

from models import migrations
from models.changes import Operation, Value, table_name
from models.clock import Clock, stamp_of
from models.database import (
    APPLICATION_ID,
    IdSource,
    JournalDatabase,
    RandomSource,
    configure,
    create_file,
    engine_errors_named,
)
from models.errors import (
    CannotWrite,
    InvalidValue,
    JournalDamaged,
    JournalError,
    JournalReadOnly,
    JournalTooNew,
    NotAJournal,
)
from models.tables import LOGGED, Record
from models.tables.record import open_database

COALESCE_WITHIN = timedelta(minutes=10)
"""Edits of one record within this time make one step of undo."""


class Journal:
    """An open journal. One process has at most one open at a time; close it before opening the next."""

    def __init__(self, path: Path, database: JournalDatabase, clock: Clock, source: RandomSource | None) -> None:
        self.path = path
        self.clock = clock
        self.read_only = bool(database.connection().readonly("main"))
        self.connection: apsw.Connection = database.connection()
        self._database = database
        self._work: Operation | None = None
        newest = self.row("SELECT max(id) FROM operation")
        self.ids = IdSource(clock, source, above=(newest[0] if newest else None) or 0)
        open_database.initialize(database)

    @classmethod
    def create(cls, path: Path, *, clock: Clock | None = None, source: RandomSource | None = None) -> Journal:
        """Make a new journal at a path where nothing is yet, and open it.

        It is made under another name and moved into place when it is whole. Raises InvalidValue when something is
        there already and CannotWrite when the folder can't take it.
        """
        path = Path(path)
        if path.exists():
            raise InvalidValue("{path} exists already. Open it, or choose another name.", path=path)
        new = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            with engine_errors_named(path):
                create_file(new)
                connection = apsw.Connection(str(new), flags=apsw.SQLITE_OPEN_READWRITE)
                try:
                    configure(connection)
                    migrations.migrate(connection)
                finally:
                    connection.close()
            new.rename(path)
        except (OSError, JournalReadOnly) as error:
            raise CannotWrite(
                "No journal can be made at {path}. Check that the folder exists and can be written to.", path=path
            ) from error
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)
        journal = cls.open(path, clock=clock, source=source)
        journal.set_setting("journal_id", str(journal.ids.next()))
        return journal

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock | None = None,
        source: RandomSource | None = None,
        read_only: bool = False,
        backups: Path | None = None,
    ) -> Journal:
        """Open a journal, bringing it to the newest version if it is older (after a verified backup).

        Raises NotAJournal, JournalDamaged, JournalTooNew, JournalReadOnly or JournalBusy; a file that is anything
        but a whole journal is never opened, and never changed.
        """
        path = Path(path)
        _require_file(path)
        clock = clock or Clock()
        with engine_errors_named(path):
            database = JournalDatabase(path, read_only=read_only or not os.access(path, os.W_OK))
            try:
                database.connect()
                _require_journal(database.connection(), path)
                _bring_up_to_date(database.connection(), path, clock, backups)
                _require_tables(database.connection(), path)
                return cls(path, database, clock, source)
            except BaseException:
                database.close()
                raise

    def close(self) -> None:
        """Close the journal; nothing is pending, as every operation is committed when it ends."""
        if not self._database.is_closed():
            self._database.close()
        open_database.initialize(None)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def stamp(self) -> str:
        """Return the UTC stamp of this moment."""
        return stamp_of(self.clock.now())

    def rows(self, query: str, /, *values: Value) -> list[tuple[Any, ...]]:
        """Return all rows of an SQL query."""
        with engine_errors_named(self.path):
            return list(self.connection.execute(query, values))

    def row(self, query: str, /, *values: Value) -> tuple[Any, ...] | None:
        """Return the first row of an SQL query, or None."""
        with engine_errors_named(self.path):
            found: tuple[Any, ...] | None = self.connection.execute(query, values).fetchone()
        return found

    @contextmanager
    def operation(
        self, name: str, *, subject: str = "", record: tuple[type[Record], int] | None = None
    ) -> Iterator[Operation]:
        """Run one operation in one transaction; inside a running one, be part of that.

        `name` is the word the user knows it by ('visits.record'), `subject` what it was about. With `record`, edits
        of the same name on the same record within ten minutes count as one. When nothing was written, nothing is
        logged. Raises JournalReadOnly, JournalBusy or InvalidValue, and then nothing is changed.
        """
        if self._work is not None:
            yield self._work
            return
        with self._transaction():
            work = self._begin(name, subject, record)
            self._work = work
            try:
                yield work
            finally:
                self._work = None
            self.connection.execute("UPDATE current_operation SET operation_id = NULL")
            if not work.tables and not self._logged(work.id):
                self.connection.execute("DELETE FROM operation WHERE id = ?", (work.id,))

    @contextmanager
    def unlogged_transaction(self) -> Iterator[None]:
        """Run undo or redo in one transaction that the log does not see."""
        with self._transaction():
            self.connection.execute("PRAGMA defer_foreign_keys=ON")
            yield

    def setting(self, key: str) -> str | None:
        """Return a setting of this journal as its JSON text, or None."""
        found = self.row("SELECT value FROM setting WHERE key = ? AND deleted_at IS NULL", key)
        return found[0] if found else None

    def set_setting(self, key: str, value: str) -> None:
        """Store a setting of this journal, given as JSON text; settings are not part of undo."""
        now = self.stamp()
        with self.unlogged_transaction():
            self.connection.execute(
                "INSERT INTO setting (id, key, value, created_at, changed_at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, "
                "revision = revision + 1",
                (self.ids.next(), key, value, now, now),
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self.read_only:
            raise JournalReadOnly(
                "{path} is open for reading only, so nothing can be saved. "
                "Remove the write protection, or save a copy.",
                path=self.path,
            )
        with engine_errors_named(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                # After some errors (a full disk) the engine has rolled back already.
                if not self.connection.getautocommit():
                    self.connection.execute("ROLLBACK")
                raise

    def _begin(self, name: str, subject: str, record: tuple[type[Record], int] | None) -> Operation:
        operation_id = self._to_continue(name, record) or self._new_operation(name, subject, record)
        self.connection.execute("UPDATE current_operation SET operation_id = ?", (operation_id,))
        return Operation(self, operation_id, name, self.stamp())

    def _new_operation(self, name: str, subject: str, record: tuple[type[Record], int] | None) -> int:
        operation_id = self.ids.next()
        self.connection.execute(
            "INSERT INTO operation (id, name, subject, record_table, record_id, started_at) VALUES (?, ?, ?, ?, ?, ?)",
            (
                operation_id,
                name,
                subject,
                table_name(record[0]) if record else "",
                record[1] if record else None,
                self.stamp(),
            ),
        )
        return operation_id

    def _to_continue(self, name: str, record: tuple[type[Record], int] | None) -> int | None:
        """Return the last operation when this one is a further edit of the same record, soon after it."""
        if record is None:
            return None
        since = stamp_of(self.clock.now() - COALESCE_WITHIN)
        last = self.row(
            "SELECT id, name, record_table, record_id, started_at, undone_at FROM operation ORDER BY id DESC LIMIT 1"
        )
        if last is None or last[1:4] != (name, table_name(record[0]), record[1]):
            return None
        return int(last[0]) if last[5] is None and since < last[4] <= self.stamp() else None

    def _logged(self, operation_id: int) -> bool:
        return self.row("SELECT 1 FROM change WHERE operation_id = ? LIMIT 1", operation_id) is not None


def _require_file(path: Path) -> None:
    """Refuse what can't be a journal before the engine sees it: nothing there, a directory, an empty file."""
    try:
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        raise NotAJournal("There is no journal at {path}. Check the path, or make a new journal.", path=path) from None
    except OSError as error:
        raise JournalReadOnly(
            "{path} can't be reached ({detail}). Check the path and its permissions.", path=path, detail=error.strerror
        ) from error
    if path.is_dir():
        raise NotAJournal("{path} is a folder, not a journal. Choose the file inside it.", path=path)
    if not path.is_file():
        raise NotAJournal("{path} is not a file. Choose a journal file.", path=path)
    if size == 0:
        raise JournalDamaged(
            "{path} is empty (0 bytes): its content was lost, or it never was a journal. Restore a backup, "
            "or choose another file.",
            path=path,
        )
    if not os.access(path, os.R_OK):
        raise JournalReadOnly("{path} can't be read. Check its permissions.", path=path)


def _require_journal(connection: apsw.Connection, path: Path) -> None:
    mark = connection.pragma("application_id")
    if mark != APPLICATION_ID:
        raise NotAJournal("{path} belongs to another program. Choose a journal of Rounds.", path=path)
    version = migrations.version_of(connection)
    if version > migrations.newest():
        raise JournalTooNew(
            "{path} was written by a newer version of Rounds (journal version {version}, this program knows {known}). "
            "It was not touched; install the newer program.",
            path=path,
            version=version,
            known=migrations.newest(),
        )


def _bring_up_to_date(connection: apsw.Connection, path: Path, clock: Clock, backups: Path | None) -> None:
    version = migrations.version_of(connection)
    if version == migrations.newest():
        return
    if version == 0:
        raise JournalDamaged("{path} carries the mark of a journal but holds nothing. Restore a backup.", path=path)
    if connection.readonly("main"):
        raise JournalReadOnly(
            "{path} is of an older version and write-protected, so it can't be brought up to date. "
            "Remove the write protection, or open a copy.",
            path=path,
        )
    from models.safety import backup

    backup.before_migration(connection, path, clock, backups)
    migrations.migrate(connection)


def _require_tables(connection: apsw.Connection, path: Path) -> None:
    """Read a row of each table: a file that lost one is damaged, not empty."""
    try:
        connection.execute("SELECT operation_id FROM current_operation").fetchall()
        for table in LOGGED:
            connection.execute(f"SELECT * FROM {table_name(table)} ORDER BY id DESC LIMIT 1").fetchall()
    except apsw.SQLError as error:
        raise JournalDamaged(
            "{path} is damaged ({detail}). Nothing was changed; restore the newest backup.", path=path, detail=error
        ) from error


__all__ = ["Journal", "JournalError"]
