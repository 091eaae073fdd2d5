"""A file that one program holds at a time; the system frees it when the program ends, however that was.

The system's own call is all this takes. A library for it brings more than it takes to show a window's page.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


class Held(Exception):
    """Another program holds the file, or another part of this one."""


class FileLock:
    """The right to a file, held or not."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def is_locked(self) -> bool:
        """Whether the file is held through this."""
        return self._descriptor is not None

    def acquire(self) -> None:
        """Take the file, or raise Held at once; raises OSError where its folder can't be written to."""
        if self.is_locked:
            return
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            _take(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the file back; nothing happens when it is not held."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            with suppress(OSError):
                os.close(descriptor)  # that frees it

    def __enter__(self) -> FileLock:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise Held from error

else:
    import fcntl

    def _take(descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Held from error
