"""What must be true of a file before it is opened as a journal; a file that is refused is never changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import apsw

from models import migrations
from models.clock import Clock
from models.database import APPLICATION_ID, reading_errors_named
from models.errors import (
    Cancelled,
    InvalidValue,
    JournalDamaged,
    JournalReadOnly,
    JournalTooNew,
    NotAJournal,
)
from models.tables import LOGGED, Record, Setting

_HEADER, _VERSION_AT, _MARK_AT = 100, 60, 68
"""Bytes of a database's header, and where in it its version and its program's mark stand (sqlite.org/fileformat)."""

_STEPS_BETWEEN_LOOKS = 100_000
"""Steps of the engine between two looks whether a migration was called off: some milliseconds."""

_SMALLEST = 512
"""Bytes of the smallest database there can be: one page of the smallest size."""

_KEEPING = (
    "SELECT operation_id FROM current_operation",
    "SELECT id, name, subject, record_table, record_id, started_at, undone_at, redoable FROM operation",
    "SELECT operation_id, table_name, row_id, field, value FROM change",
    "SELECT id, record_table, record_id, content, saved_at FROM draft",
    "SELECT sha256 FROM attachment_content",
)

_TABLES: tuple[type[Record], ...] = (Setting, *LOGGED)

_INSERT = "EXPLAIN INSERT INTO {table} SELECT * FROM {table}"
_UPDATE = "EXPLAIN UPDATE {table} SET id = id"


@contextmanager
def opening_errors_named(path: Path) -> Iterator[None]:
    """Name the engine's errors; one it takes for a mistake in our SQL is damage here, where only the file is new."""
    try:
        with reading_errors_named(path):
            yield
    except apsw.SQLError as error:
        raise _damaged(path, error) from error


def usable_path(path: Path) -> Path:
    """Return a path as the engine takes it: absolute, so that no name is mistaken for an address or for memory.

    Raises InvalidValue for one that no file can have.
    """
    text = str(path)
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise InvalidValue(
            "{path} holds characters that the name of a journal can't have. Rename the file or its folder.",
            path=ascii(text),
        )
    return Path(path).absolute()


def require_file(path: Path) -> None:
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
    if size < _SMALLEST:
        raise NotAJournal(
            "{path} is not a journal of Rounds, or its beginning is damaged. Choose another file, or restore a backup.",
            path=path,
        )
    if not os.access(path, os.R_OK):
        raise JournalReadOnly("{path} can't be read. Check its permissions.", path=path)


def look_first(path: Path) -> None:
    """Refuse another program's file or a newer journal by its header alone.

    Opening for good may already write: it takes back what a crash left half done, and ends a write-ahead log. This
    look has no effect on the file. Raises NotAJournal, JournalTooNew, or the engine's error for what has no header.
    """
    connection = None
    try:
        connection = apsw.Connection(_untouched(path), flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
        require_journal(connection, path)
    except (apsw.NotADBError, apsw.CorruptError):
        # A crash may have left half a header, and beside it the journal that mends it.
        if not path.with_name(path.name + "-journal").exists():
            raise
    finally:
        if connection is not None:
            connection.close()


def _untouched(path: Path) -> str:
    """Return the address under which the engine reads a file without locks, recovery or any other trace."""
    posix = path.as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}?immutable=1"


def require_journal(connection: apsw.Connection, path: Path) -> None:
    """Refuse a file without the program's mark, and one of a newer version."""
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


def is_older(path: Path) -> bool:
    """Return whether a file is a journal of an older version, which takes its time to be brought up to date.

    It is told by the header of the file alone; a file that can't be read is not.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError:
        return False
    version, mark = (int.from_bytes(header[place : place + 4], "big") for place in (_VERSION_AT, _MARK_AT))
    return mark == APPLICATION_ID and 0 < version < migrations.newest()


def bring_up_to_date(
    connection: apsw.Connection,
    path: Path,
    clock: Clock,
    backups: Path | None,
    is_called_off: Callable[[], bool] | None = None,
) -> None:
    """Migrate an older journal, after a verified backup that is kept for good.

    Raises Cancelled once `is_called_off` says so; the journal then stays as it was.
    """
    version = migrations.version_of(connection)
    if version == migrations.newest():
        return
    if version <= 0:
        raise JournalDamaged("{path} carries the mark of a journal but holds nothing. Restore a backup.", path=path)
    if connection.readonly("main"):
        raise JournalReadOnly(
            "{path} is of an older version and write-protected, so it can't be brought up to date. "
            "Remove the write protection, or open a copy.",
            path=path,
        )
    from models.safety import backup

    backup.before_migration(connection, path, clock, backups)
    connection.set_progress_handler(is_called_off, _STEPS_BETWEEN_LOOKS)
    try:
        migrations.migrate(connection)
    except apsw.InterruptError as error:
        raise Cancelled from error
    except (apsw.SQLError, apsw.ConstraintError) as error:
        raise JournalDamaged(
            "{path} could not be brought up to date ({detail}). It stays as it was; restore a backup.",
            path=path,
            detail=error,
        ) from error
    finally:
        connection.set_progress_handler(None)


def require_length(connection: apsw.Connection, path: Path) -> None:
    """Refuse a file whose end is missing: the engine lets half a page at the end pass for a whole one.

    A copy that was broken off may end so. Nobody can shorten the file while the engine reads it.
    """
    connection.execute("BEGIN")
    try:
        expected = connection.pragma("page_count") * connection.pragma("page_size")
        size = path.stat().st_size
    finally:
        connection.execute("ROLLBACK")
    if size < expected:
        raise JournalDamaged(
            "{path} is damaged ({detail}). Nothing was changed; restore the newest backup.",
            path=path,
            detail=f"{size} < {expected} bytes",
        )


def require_tables(connection: apsw.Connection, path: Path) -> None:
    """Read a row of each table with each of its columns: a file that lost one is damaged, not empty."""
    for query in _KEEPING:
        connection.execute(f"{query} LIMIT 1").fetchall()
    for table in _TABLES:
        columns = ", ".join(column.name for column in table.columns)
        connection.execute(f"SELECT {columns} FROM {table.table_name} ORDER BY id DESC LIMIT 1").fetchall()
    if connection.execute("SELECT count(*) FROM current_operation").get != 1:
        raise _damaged(path, "current_operation")


def require_changeable(connection: apsw.Connection) -> None:
    """Prepare a change of each table, not run: that reads its rules and triggers, which the file holds as well."""
    for table in _TABLES:
        for change in (_INSERT, _UPDATE):
            connection.execute(change.format(table=table.table_name)).close()


def _damaged(path: Path, detail: object) -> JournalDamaged:
    return JournalDamaged(
        "{path} is damaged ({detail}). Nothing was changed; restore the newest backup.", path=path, detail=detail
    )
