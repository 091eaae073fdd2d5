"""The lock of a journal: one program at a time changes it at length.

The lock is a file beside the program's data, held through the operating system, so that it goes with the process that
held it, however that ended. A second file says who holds it; it is left behind by a program that did not end well.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from platformdirs import user_state_path

from models.clock import Clock
from models.errors import JournalBusy, JournalReadOnly
from models.safety.file_lock import FileLock, Held


class JournalLock:
    """The lock of one journal; use it in a `with` block, or acquire and release it."""

    def __init__(self, journal: Path, *, clock: Clock | None = None, folder: Path | None = None) -> None:
        self._journal = journal
        self._clock = clock or Clock()
        folder = folder or user_state_path("rounds", appauthor=False) / "locks"
        name = _file_name(journal)
        self._holder = folder / f"{name}.json"
        self._lock = FileLock(folder / f"{name}.lock")
        self.left_behind = False
        """Whether the program that held the lock before did not end well, so that a full check is due."""

    def acquire(self) -> None:
        """Take the lock; raises JournalBusy, naming who holds it, when another program does."""
        try:
            self._holder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock.acquire()
            self.left_behind = self._holder.exists()
            self._say_who()
        except Held:
            raise self._busy() from None
        except OSError as error:
            self._lock.release()
            raise JournalReadOnly(
                "The lock of {path} can't be written to {folder}. Check the folder's permissions.",
                path=self._journal,
                folder=self._holder.parent,
            ) from error

    def release(self, *, ended_well: bool = True) -> None:
        """Give the lock back; nothing happens when it is not held.

        Where the journal was not found whole, or was not looked at, `ended_well` is false: then whoever takes the
        lock next finds it left behind.
        """
        if self._lock.is_locked:
            if ended_well:
                with suppress(OSError):
                    self._holder.unlink(missing_ok=True)
            self._lock.release()

    def _say_who(self) -> None:
        holder = {
            "user": user_name(),
            "host": _host_name(),
            "process": os.getpid(),
            "since": self._clock.now().isoformat(timespec="seconds"),
        }
        self._holder.write_text(json.dumps(holder), encoding="utf-8")

    def _busy(self) -> JournalBusy:
        try:
            holder = json.loads(self._holder.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            holder = None
        if not isinstance(holder, dict) or not holder:
            # Who took it in this moment has not said so yet.
            return JournalBusy("{path} is in use by another program. Close it there and try again.", path=self._journal)
        return JournalBusy(
            "{path} is open in another program (user {user} on {host}, since {since}). Close it there and try again.",
            path=self._journal,
            user=holder.get("user", "?"),
            host=holder.get("host", "?"),
            since=holder.get("since", "?"),
        )

    def __enter__(self) -> JournalLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def mark_of(journal: Path) -> str:
    """Return the short name by which a journal is known to all programs of one user, whatever links lead to it."""
    import hashlib

    return hashlib.sha256(str(journal.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:32]


_LONGEST_NAME = 200
"""Bytes of a file's name that are safe everywhere, with an ending."""


def _file_name(journal: Path) -> str:
    """Return the name of the lock's files: the path itself where it fits, which takes no library to write down."""
    name = quote(str(journal.resolve()).encode("utf-8", "surrogateescape"), safe="")
    return name if len(name) <= _LONGEST_NAME else mark_of(journal)


def _host_name() -> str:
    """Return the name of this computer, as the standard library's `platform` would, which takes longer to load."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "?")


def user_name() -> str:
    """Return the name of whoever runs the program; in a container there may be none."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"
