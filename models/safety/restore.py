"""The way back to a backup: a whole copy of it beside the journal, which itself is never touched."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import apsw

from models.database import flush
from models.errors import CannotWrite, NotFound
from models.safety import backup
from models.safety.backup import Backup
from models.safety.check import check


def newest_whole(journal: Path, folder: Path | None = None) -> Backup | None:
    """Return the newest backup of a journal that is whole, read from end to end, or None."""
    return next((found for found in backup.listing(journal, folder) if _is_whole(found.path)), None)


def copy_beside(journal: Path, folder: Path | None = None) -> Path:
    """Copy the newest whole backup beside a journal under a name of its own, and return the copy's path.

    The journal itself, damaged or not, stays as it is. Raises NotFound when there is no whole backup, and CannotWrite
    when the folder can't take the copy.
    """
    found = newest_whole(journal, folder)
    if found is None:
        raise NotFound("There is no whole backup of {path}. Choose another journal.", path=journal)
    try:
        return _copy(found, journal)
    except OSError as error:
        raise CannotWrite(
            "The backup can't be copied to {folder} ({detail}). Free some space, or check the folder's permissions.",
            folder=journal.parent,
            detail=error.strerror,
        ) from error


def _copy(found: Backup, journal: Path) -> Path:
    number = 1
    path = journal
    while os.path.lexists(path):
        more = f" {number}" if number > 1 else ""
        path = journal.with_name(f"{journal.stem} (backup {found.day.isoformat()}{more}).rounds")
        number += 1
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        shutil.copyfile(found.path, temporary)
        flush(temporary)
        temporary.rename(path)
        flush(path.parent)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return path


def _is_whole(path: Path) -> bool:
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    except apsw.Error:
        return False
    try:
        return check(connection, with_files=False).whole
    finally:
        connection.close()
