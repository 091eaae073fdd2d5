"""One journal file: the only door to the database."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import apsw

from models import migrations, opening
from models.changes import Operation, Value
from models.clock import Clock, stamp_of
from models.database import (
    IdSource,
    RandomSource,
    configure,
    connect,
    create_file,
    engine_errors_named,
    flush,
    reading_errors_named,
)
from models.errors import CannotWrite, InvalidValue, JournalBusy, JournalReadOnly
from models.tables import Record, table_name

COALESCE_WITHIN = timedelta(minutes=10)
"""Edits of one record within this time of the first make one step of undo."""


class Journal:
    """An open journal. A process may have several open, each used by one thread at a time."""

    def __init__(self, path: Path, connection: apsw.Connection, clock: Clock, source: RandomSource | None) -> None:
        self.path = path
        self.clock = clock
        self.read_only = bool(connection.readonly("main"))
        self.connection = connection
        self._work: Operation | None = None
        self._found_changeable = False
        self._seen_version: int | None = None
        self.ids = IdSource(clock, source)
        self._pass_known_ids()
        self.changed_elsewhere()

    @classmethod
    def create(cls, path: Path, *, clock: Clock | None = None, source: RandomSource | None = None) -> Journal:
        """Make a new journal at a path where nothing is yet, and open it; raises what `making` does."""
        with cls.making(path, clock=clock, source=source):
            pass
        return cls.open(path, clock=clock, source=source)

    @classmethod
    @contextmanager
    def making(cls, path: Path, *, clock: Clock | None = None, source: RandomSource | None = None) -> Iterator[Journal]:
        """Make a new journal for a path where nothing is yet, to be filled in the block.

        It is made under another name and moved into place when the block ends; a block that raises leaves nothing.
        Raises InvalidValue when something is there already and CannotWrite when the folder can't take it.
        """
        path = opening.usable_path(path)
        new = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            with _making_errors_named(path):
                if os.path.lexists(path):
                    raise FileExistsError(path)
                new.unlink(missing_ok=True)
                cls._make(new, clock, source)
            with cls.open(new, clock=clock, source=source) as journal:
                journal.path = path  # the one to name when something is wrong
                yield journal
            with _making_errors_named(path):
                _move_to_free_place(new, path)
        finally:
            for leftover in (new, new.with_name(new.name + "-journal")):
                with suppress(OSError):
                    leftover.unlink(missing_ok=True)

    @classmethod
    def _make(cls, path: Path, clock: Clock | None, source: RandomSource | None) -> None:
        with engine_errors_named(path):
            create_file(path)
            connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
            try:
                configure(connection)
                migrations.migrate(connection)
            finally:
                connection.close()
        with cls.open(path, clock=clock, source=source) as journal:
            journal.set_setting("journal_id", str(journal.ids.next()))

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock | None = None,
        source: RandomSource | None = None,
        read_only: bool = False,
        backups: Path | None = None,
        changed_later: bool = False,
        is_called_off: Callable[[], bool] | None = None,
    ) -> Journal:
        """Open a journal, bringing it to the newest version if it is older (after a verified backup).

        Who shows it first and changes it later says so, and calls `require_changeable` in between.

        Bringing it there ends with Cancelled as soon as `is_called_off` says so.
        Raises NotAJournal, JournalDamaged, JournalTooNew, JournalReadOnly or JournalBusy; a file that is anything
        but a whole journal is never opened, and never changed.
        """
        path = opening.usable_path(path)
        opening.require_file(path)
        clock = clock or Clock()
        with opening.opening_errors_named(path):
            opening.look_first(path)
            connection = connect(path, read_only=read_only or not os.access(path, os.W_OK))
            try:
                opening.require_journal(connection, path)
                opening.require_length(connection, path)
                opening.bring_up_to_date(connection, path, clock, backups, is_called_off)
                opening.require_tables(connection, path)
                journal = cls(path, connection, clock, source)
                if not changed_later:
                    journal.require_changeable()
                return journal
            except BaseException:
                connection.close()
                raise

    def close(self) -> None:
        """Close the journal; nothing is pending, as every operation is committed when it ends."""
        self.connection.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def stamp(self) -> str:
        """Return the UTC stamp of this moment."""
        return stamp_of(self.clock.now())

    def changed_elsewhere(self) -> bool:
        """Whether another connection has written to this journal since this was last asked, or since it was opened.

        A journal that another program is writing to at this moment counts as unchanged; ask again.
        """
        with suppress(JournalBusy):
            ((version,),) = self.rows("PRAGMA data_version")
            seen, self._seen_version = self._seen_version, version
            return seen is not None and seen != version
        return False

    def require_changeable(self) -> None:
        """Look, once, whether every table can be changed, as none with damaged rules or triggers can.

        The first change does so by itself; who shows a journal asks sooner. Raises JournalDamaged.
        """
        if not self._found_changeable:
            with opening.opening_errors_named(self.path):
                opening.require_changeable(self.connection)
            self._found_changeable = True

    def rows(self, query: str, /, *values: Value) -> list[tuple[Any, ...]]:
        """Return all rows of an SQL query."""
        with reading_errors_named(self.path):
            return list(self.connection.execute(query, values))

    def row(self, query: str, /, *values: Value) -> tuple[Any, ...] | None:
        """Return the first row of an SQL query, or None."""
        with reading_errors_named(self.path):
            found: tuple[Any, ...] | None = self.connection.execute(query, values).fetchone()
        return found

    @contextmanager
    def operation(
        self, name: str, *, subject: str = "", record: tuple[type[Record], int] | None = None
    ) -> Iterator[Operation]:
        """Run one operation in one transaction; inside a running one, be part of that.

        `name` is the word the user knows it by ('visits.record'), `subject` what it was about. With `record`, edits
        of the same name on the same record within ten minutes of the first count as one. When nothing was written,
        nothing is logged. Raises JournalReadOnly, JournalBusy or InvalidValue, and then nothing is changed; a part
        that fails leaves nothing either, so whoever catches its error may go on with the rest.
        """
        if self._work is not None:
            with self._part():
                yield self._work
            return
        with self._transaction():
            continued = self._begin(name, record)
            self._work = Operation(self, continued or self._new_operation(name, subject, record), name, self.stamp())
            try:
                yield self._work
                self._finish(self._work.id, continued is not None)
            finally:
                self._work = None

    @contextmanager
    def unlogged_transaction(self) -> Iterator[None]:
        """Run undo or redo in one transaction that the log does not see; never within an operation."""
        if self._work is not None:
            raise RuntimeError(f"undo or redo within the operation {self._work.name!r}")
        with self._transaction():
            self.connection.execute("PRAGMA defer_foreign_keys=ON")
            yield

    def require_transaction(self) -> None:
        """Refuse to go on writing when the engine ended the transaction by itself, as it does on a full disk."""
        if self.connection.getautocommit():
            raise JournalReadOnly(
                "The disk that holds {path} reported an error; this change was not saved. "
                "Free some space and save again.",
                path=self.path,
            )

    def setting(self, key: str) -> str | None:
        """Return a setting of this journal as its JSON text, or None."""
        found = self.row("SELECT value FROM setting WHERE key = ? AND deleted_at IS NULL", key)
        return found[0] if found else None

    def set_setting(self, key: str, value: str) -> None:
        """Store a setting of this journal, given as JSON text; settings are not part of undo."""
        now = self.stamp()
        within: AbstractContextManager[None] = nullcontext() if self._work is not None else self._transaction()
        with within:
            self.connection.execute(
                "INSERT INTO setting (id, key, value, created_at, changed_at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, "
                "revision = revision + 1",
                (self.ids.next(), key, value, now, now),
            )

    @contextmanager
    def index_transaction(self) -> Iterator[None]:
        """Run one transaction that only the search index is written in: no operation, and nothing to undo."""
        if self.read_only:
            raise JournalReadOnly(
                "{path} is open for reading only, so nothing can be saved. "
                "Remove the write protection, or save a copy.",
                path=self.path,
            )
        self.require_changeable()
        with engine_errors_named(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.require_transaction()
                self.connection.execute("COMMIT")
            except BaseException:
                # After some errors (a full disk) the engine has rolled back already.
                if not self.connection.getautocommit():
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Run one transaction; before it ends, the search index follows what it changed."""
        from models.search import index

        with self.index_transaction():
            waited = index.newest_waiting(self)
            yield
            self.require_transaction()
            index.follow(self, waited)

    @contextmanager
    def _part(self) -> Iterator[None]:
        """Run a part of the running operation, so that a part that fails can be left out."""
        self.require_transaction()
        with engine_errors_named(self.path):
            self.connection.execute("SAVEPOINT part")
            try:
                yield
            except BaseException:
                if not self.connection.getautocommit():
                    self.connection.execute("ROLLBACK TO part")
                    self.connection.execute("RELEASE part")
                raise
            self.connection.execute("RELEASE part")

    def _begin(self, name: str, record: tuple[type[Record], int] | None) -> int | None:
        """Get ready to write, and return the id of the operation that this one continues, if it does."""
        self._pass_known_ids()
        continued = self._to_continue(name, record)
        if continued is not None:
            self._set_current(continued)
        return continued

    def _finish(self, operation_id: int, continued: bool) -> None:
        """End the log's entry: what came back to its first value is no change, and no change is no operation."""
        self.require_transaction()
        self._set_current(None)
        if continued:
            self.connection.execute(
                "DELETE FROM change WHERE operation_id = ? AND field <> '' "
                "AND json_extract(value, '$[0]') IS json_extract(value, '$[1]')",
                (operation_id,),
            )
        if not self._logged(operation_id):
            self.connection.execute("DELETE FROM operation WHERE id = ?", (operation_id,))
        elif not continued:
            # What was undone before stays in the log, but to do it again now would mix two histories.
            self.connection.execute(
                "UPDATE operation SET redoable = 0 WHERE undone_at IS NOT NULL AND id > "
                "(SELECT coalesce(max(id), 0) FROM (SELECT id FROM operation WHERE undone_at IS NULL AND id < ?1 "
                "ORDER BY id DESC LIMIT 1)) AND id < ?1",
                (operation_id,),
            )

    def _set_current(self, operation_id: int | None) -> None:
        self.connection.execute("UPDATE current_operation SET operation_id = ?", (operation_id,))

    def _pass_known_ids(self) -> None:
        """Make new ids greater than all in the file, which a program whose clock is ahead may have written."""
        known = self.row(
            "SELECT max((SELECT coalesce(max(id), 0) FROM operation), (SELECT coalesce(max(row_id), 0) FROM change), "
            "(SELECT coalesce(max(id), 0) FROM setting))"
        )
        self.ids.pass_by(known[0] if known else 0)

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
        self._set_current(operation_id)
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


@contextmanager
def _making_errors_named(path: Path) -> Iterator[None]:
    """Name the journal that can't be made, whatever the name it is made under."""
    try:
        yield
    except FileExistsError:
        raise InvalidValue("{path} exists already. Open it, or choose another name.", path=path) from None
    except (OSError, JournalReadOnly) as error:
        raise CannotWrite(
            "No journal can be made at {path}. Check that the folder exists, can be written to and has room.",
            path=path,
        ) from error


def _move_to_free_place(new: Path, path: Path) -> None:
    """Give a file its name, raising FileExistsError rather than replacing what another program put there meanwhile."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no links.
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        new.rename(path)
    flush(path.parent)
