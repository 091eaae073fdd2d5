"""The engine: one SQLite file through apsw, its pragmas, its errors and the ids of its rows.

The settings are those that lost nothing in a thousand simulated power cuts; a rollback journal (not WAL) is what
refuses a write when a synchronising program has swapped the file underneath.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import apsw

from models.clock import Clock
from models.errors import (
    InvalidValue,
    JournalBusy,
    JournalDamaged,
    JournalError,
    JournalReadOnly,
    NotAJournal,
)

APPLICATION_ID = 0x526E6473
"""'Rnds': marks a file as a journal of this program (SQLite's application_id)."""

BUSY_SECONDS = 3.0
"""How long a write waits for another program's transaction before it gives up."""

_ID_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_COUNTER_BITS = 22
_LATEST = (1 << 41) - 1
"""The last millisecond that ids have room for, in 2089; a clock beyond it is wrong."""


class RandomSource(Protocol):
    """What ids need of a random source; `random.Random` and `random.SystemRandom` both have it."""

    def getrandbits(self, k: int, /) -> int:
        """Return k random bits."""
        ...


class IdSource:
    """Makes row ids: milliseconds since 2020 (41 bits), then 22 bits that start at random and count up.

    Ids grow with time, never repeat within a journal, and practically never across journals, so that journals can be
    merged. When the clock is set back the ids go on counting from the last one.
    """

    def __init__(self, clock: Clock, source: RandomSource | None = None) -> None:
        self._clock = clock
        self._random: RandomSource = source or random.SystemRandom()
        self._last = 0

    def next(self) -> int:
        """Return a new id, greater than every id before it."""
        milliseconds = int((self._clock.now() - _ID_EPOCH).total_seconds() * 1000)
        earliest = min(max(milliseconds, 0), _LATEST) << _COUNTER_BITS
        if earliest > self._last:
            # One bit is left free, so that two million ids fit behind the highest random start.
            self._last = earliest + self._random.getrandbits(_COUNTER_BITS - 1)
        else:
            self._last += 1
        return self._last

    def pass_by(self, known: int) -> None:
        """Make every further id greater than a known one."""
        self._last = max(self._last, known)


def connect(path: Path, *, read_only: bool = False) -> apsw.Connection:
    """Return a connection to a journal file, with the pragmas of the house."""
    flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE
    connection = apsw.Connection(str(path), flags=flags)
    try:
        configure(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def configure(connection: apsw.Connection) -> None:
    """Set the pragmas every connection to a journal has."""
    connection.setbusytimeout(int(BUSY_SECONDS * 1000))
    for pragma in (
        "journal_mode=DELETE",
        "synchronous=EXTRA",
        "locking_mode=NORMAL",
        "foreign_keys=ON",
        "mmap_size=0",
        "trusted_schema=OFF",
        "secure_delete=ON",
        "temp_store=MEMORY",
        "cell_size_check=ON",
        "cache_size=-32000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    # A file from somebody else must not be able to reach for other files.
    connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 0)


def create_file(path: Path) -> None:
    """Make a new, empty journal file that carries the program's mark, and nothing else yet."""
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    connection = apsw.Connection(str(path), flags=flags)
    try:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    finally:
        connection.close()


@contextmanager
def engine_errors_named(path: Path) -> Iterator[None]:
    """Turn the engine's errors into those a person can act on, naming the journal."""
    try:
        yield
    except apsw.Error as error:
        named = named_error(error, path)
        if named is None:
            raise
        raise named from error


@contextmanager
def reading_errors_named(path: Path) -> Iterator[None]:
    """The same, and a text that is no text any more is damage too."""
    try:
        with engine_errors_named(path):
            yield
    except UnicodeDecodeError as error:
        raise JournalDamaged(
            "{path} is damaged ({detail}). Nothing was changed; restore the newest backup.", path=path, detail=error
        ) from error


def flush(path: Path) -> None:
    """See a file or folder onto the disk; Windows knows no flush for folders."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def named_error(error: BaseException, path: Path) -> JournalError | None:
    """Return the error a person can act on for one the engine raised, or None when it is a bug."""
    extended: Any = getattr(error, "extendedresult", 0)
    if extended == apsw.SQLITE_READONLY_DBMOVED:
        return JournalReadOnly(
            "{path} was moved or replaced by another program while it was open; nothing was written. "
            "Close the journal and open it again.",
            path=path,
        )
    if isinstance(error, apsw.FullError):
        return JournalReadOnly(
            "The disk that holds {path} is full; this change was not saved. Free some space and save again.", path=path
        )
    if isinstance(error, (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError)):
        return JournalReadOnly(
            "{path} can't be written to. Check that the file and its folder are not write-protected.", path=path
        )
    if isinstance(error, (apsw.BusyError, apsw.LockedError)):
        return JournalBusy("{path} is in use by another program. Close it there and try again.", path=path)
    if isinstance(error, apsw.NotADBError):
        return NotAJournal(
            "{path} is not a journal of Rounds, or its beginning is damaged. Choose another file, or restore a backup.",
            path=path,
        )
    if isinstance(error, apsw.CorruptError) or _is_broken_index(error):
        return JournalDamaged(
            "{path} is damaged ({detail}). Nothing was changed; restore the newest backup.", path=path, detail=error
        )
    if isinstance(error, apsw.IOError):
        return JournalReadOnly(
            "The disk that holds {path} reports an error ({detail}); this change was not saved.",
            path=path,
            detail=error,
        )
    if extended == apsw.SQLITE_CONSTRAINT_FOREIGNKEY:
        return InvalidValue("This refers to a record that is not there any more. Read it again and repeat.")
    if isinstance(error, apsw.ConstraintError):
        return InvalidValue("The journal refused a value that does not fit ({detail}).", detail=error)
    return None


def _is_broken_index(error: BaseException) -> bool:
    """Return whether the tables behind the search index are damaged, which the engine takes for a mistake in SQL."""
    return isinstance(error, apsw.SQLError) and "fts5 file format" in str(error)
