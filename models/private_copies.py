"""Files of the journal on the disk: read from where they lie, written where wanted, and opened as private copies.

A copy that another program shows lies in a folder of this process alone, can't be written to, and goes when the
program ends; what a program that was killed left behind goes at the next start.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from models.errors import CannotRead, CannotWrite, InvalidValue
from models.safety.file_lock import FileLock, Held
from models.text.file_names import disk_name, shown_name

LARGEST_READ = 100 * 1024 * 1024
"""Bytes of the largest file that is read at all: a photo of that size may still become small enough to be kept."""

_LOCK = ".lock"


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that is to be kept; raises CannotRead, or InvalidValue when it is far too large."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise CannotRead("{path} is no file but a folder or a device. Choose a file.", path=path)
        if found.st_size > LARGEST_READ:
            raise InvalidValue(
                "{name} has {size} MB, and a journal keeps files of up to {most} MB each. "
                "Leave it in its folder, and note where it lies.",
                name=shown_name(path.name),
                size=found.st_size // (1024 * 1024),
                most=25,
            )
        with path.open("rb") as stream:
            return stream.read(LARGEST_READ)
    except OSError as error:
        raise CannotRead(
            "{path} can't be read ({reason}). Check that it is still there and may be read.",
            path=path,
            reason=error.strerror or str(error),
        ) from error


def opened_files() -> Path:
    """Return the folder under which the private copies of all programs lie."""
    from platformdirs import user_cache_path

    return user_cache_path("rounds", appauthor=False) / "opened"


class PrivateCopies:
    """The copies of this process: made one at a time, removed together."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root or opened_files()
        self._folder: Path | None = None
        self._lock: FileLock | None = None

    def make(self, name: str, ending: str, content: bytes) -> Path:
        """Return a new copy to be opened, with that ending; raises CannotWrite when the disk can't take it."""
        try:
            place = self._own_folder() / secrets.token_hex(8)
            place.mkdir(mode=0o700)
            path = place / disk_name(name, ending)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            mark_as_foreign(path)
            path.chmod(0o400)
        except OSError as error:
            raise CannotWrite(
                "No copy can be made in {path} ({reason}). Make room there, or save the file elsewhere.",
                path=self._root,
                reason=error.strerror or str(error),
            ) from error
        return path

    def remove(self) -> None:
        """Remove every copy of this process; one that another program still holds goes at the next start."""
        if self._lock is not None:
            self._lock.release()
        if self._folder is not None:
            _remove(self._folder)
        self._lock = self._folder = None

    def remove_left_behind(self) -> None:
        """Remove the copies of programs that ended without doing so; those of one that runs stay."""
        with suppress(OSError):
            for folder in list(self._root.iterdir()):
                if folder.is_symlink() or folder == self._folder or not folder.is_dir():
                    continue
                with suppress(Held, OSError), FileLock(folder / _LOCK):
                    _remove(folder)

    def _own_folder(self) -> Path:
        if self._folder is None or not self._folder.is_dir():
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._root.chmod(0o700)
            self._folder = self._root / secrets.token_hex(8)
            self._folder.mkdir(mode=0o700)
            self._lock = FileLock(self._folder / _LOCK)
            self._lock.acquire()
        return self._folder


def mark_as_foreign(path: Path) -> None:
    """Tell Windows that a file came from elsewhere, so that its programs open it with care."""
    if os.name == "nt":
        with suppress(OSError), Path(f"{path}:Zone.Identifier").open("w") as stream:
            stream.write("[ZoneTransfer]\nZoneId=3\n")


def _remove(folder: Path) -> None:
    """Remove a folder of copies; a file for reading only must be made writable first on Windows."""
    for path in folder.rglob("*"):
        with suppress(OSError):
            if not path.is_symlink():
                path.chmod(0o700 if path.is_dir() else 0o600)
    shutil.rmtree(folder, ignore_errors=True)
