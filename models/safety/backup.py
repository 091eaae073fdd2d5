"""Backups: a whole copy of the journal beside the program's data, checked before it counts as one.

A copy is made under a temporary name, read back and checked; only then does it take its name, and only then are old
backups thinned. A damaged journal therefore never replaces a good backup.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import apsw
from platformdirs import user_data_path

from models.clock import Clock
from models.database import flush, reading_errors_named
from models.errors import CannotWrite, JournalBusy, JournalDamaged, JournalReadOnly
from models.safety.check import check
from models.safety.file_lock import FileLock, Held

KEEP_NEWEST = 5
"""So many of the newest backups are kept whatever their dates, so that a clock that jumps can't clear them away."""

PAGES_A_STEP = 200
"""So many pages are copied at a time: about a millisecond's work, so that whoever types does not notice."""

_NAME = re.compile(r"(?P<number>\d{6,}) (?P<day>\d{4}-\d\d-\d\d) (?P<time>\d{6})(?P<pinned> .+)?\.rounds")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its number (they only go up), its day, and why it is kept for good, if it is."""

    path: Path
    number: int
    day: date
    pinned: str


def folder_for(journal: Path, folder: Path | None = None) -> Path:
    """Return the folder for the backups of a journal: below the given one, or the program's own data folder."""
    mark = hashlib.sha256(str(journal.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return (folder or user_data_path("rounds", appauthor=False) / "backups") / f"{journal.stem[:40]}-{mark}"


class Making:
    """A backup under way: `step` while there is more to copy, then `finish`; closed before that, nothing is left.

    The steps belong to the thread of the journal's connection and are short, so that a window can take them one by
    one between what its user does; what is saved meanwhile through that connection gets into the copy too. The check
    within `finish` takes longer and may run in any thread, for it reads the copy alone.
    """

    def __init__(
        self, connection: apsw.Connection, journal: Path, clock: Clock, folder: Path | None = None, *, pinned: str = ""
    ) -> None:
        self._journal = journal
        self._folder = folder
        self._into = folder_for(journal, folder)
        self._making = FileLock(self._into / "making.lock")
        self._path = self._temporary = self._into / "unfinished.tmp"
        self._copy: apsw.Connection | None = None
        self._running: apsw.Backup | None = None
        try:
            with self._errors_named():
                self._begin(connection, clock.now().strftime("%Y-%m-%d %H%M%S"), pinned)
        except BaseException:
            self.close()
            raise

    def _begin(self, connection: apsw.Connection, when: str, pinned: str) -> None:
        self._into.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._making.acquire()
        # A program that was killed leaves its unfinished copy; nobody else is making one now.
        for leftover in self._into.glob("*.tmp*"):
            leftover.unlink(missing_ok=True)
        number = max((backup.number for backup in _in_folder(self._into)), default=0) + 1
        self._path = self._into / f"{number:06d} {when}{f' {pinned}' if pinned else ''}.rounds"
        self._temporary = self._path.with_suffix(".tmp")
        self._copy = apsw.Connection(str(self._temporary))
        # Seen onto the disk by `finish`, which may take its time; the last step must not.
        self._copy.execute("PRAGMA synchronous=OFF")
        self._running = self._copy.backup("main", connection, "main")

    def step(self) -> bool:
        """Copy at most 200 pages and return whether there are more; raises what `make` does."""
        if self._running is None:
            return False
        with self._errors_named():
            self._running.step(PAGES_A_STEP)
        if self._running.done:
            self._end_copying()
        return self._running is not None

    def copied(self) -> tuple[int, int]:
        """Return how many pages of how many are copied; (1, 1) when all are."""
        if self._running is None:
            return 1, 1
        return self._running.page_count - self._running.remaining, self._running.page_count

    def finish(self) -> Path:
        """Check the copy, let it count as a backup, thin out old ones, and return its path."""
        try:
            with self._errors_named():
                self._check()
                flush(self._temporary)
                self._temporary.replace(self._path)
                flush(self._path.parent)
        finally:
            self.close()
        thin(self._journal, self._folder)
        return self._path

    def _check(self) -> None:
        """Read the copy again from its file: nobody has it open, and it proves the journal whole too."""
        copy = apsw.Connection(str(self._temporary), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            findings = check(copy, with_files=False)
        finally:
            copy.close()
        if not findings.whole:
            raise JournalDamaged(
                "{path} is damaged ({detail}). Nothing was changed; restore the newest backup.",
                path=self._journal,
                detail=findings.faults[0],
            )

    def close(self) -> None:
        """End it; a copy that was not finished is thrown away."""
        if not self._making.is_locked:
            return
        self._end_copying()
        with suppress(OSError):
            self._temporary.unlink(missing_ok=True)
        self._making.release()

    def _end_copying(self) -> None:
        if self._running is not None:
            self._running.close(True)
        if self._copy is not None:
            self._copy.close()
        self._running = self._copy = None

    @contextmanager
    def _errors_named(self) -> Iterator[None]:
        try:
            with reading_errors_named(self._journal):
                yield
        except Held:
            raise JournalBusy(
                "Another program is making a backup of {path}. Wait until it is done and try again.",
                path=self._journal,
            ) from None
        except (OSError, JournalReadOnly) as error:
            raise CannotWrite(
                "No backup could be written to {folder} ({detail}). Free some space, or check the folder's "
                "permissions.",
                folder=self._into,
                detail=getattr(error, "strerror", None) or error.__cause__ or error,
            ) from error

    def __enter__(self) -> Making:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def make(
    connection: apsw.Connection,
    journal: Path,
    clock: Clock,
    folder: Path | None = None,
    *,
    pinned: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Copy an open journal, check the copy, thin out old backups, and return the new backup's path.

    `pinned` says in a word why this one is never thinned out ('import'). Raises JournalDamaged when the copy is not
    whole, CannotWrite when there is no room, JournalBusy while another program writes the journal or makes a backup
    of it, and whatever `progress` raises; what was there before stays in all cases.
    """
    with Making(connection, journal, clock, folder, pinned=pinned) as making:
        while making.step():
            if progress is not None:
                progress(*making.copied())
        return making.finish()


def before_migration(connection: apsw.Connection, journal: Path, clock: Clock, folder: Path | None) -> Path:
    """Make the backup that a migration needs first; it is never thinned out."""
    return make(connection, journal, clock, folder, pinned=f"version {connection.pragma('user_version')}")


def listing(journal: Path, folder: Path | None = None) -> list[Backup]:
    """Return the backups of a journal, the newest first by their numbers, whatever the clock said."""
    return _in_folder(folder_for(journal, folder))


def _in_folder(into: Path) -> list[Backup]:
    found = []
    for path in into.glob("*.rounds") if into.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        # A file that somebody gave such a name with no day in it is not ours.
        with suppress(ValueError):
            if match:
                day = date.fromisoformat(match["day"])
                found.append(Backup(path, int(match["number"]), day, (match["pinned"] or "").strip()))
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def thin(journal: Path, folder: Path | None = None) -> list[Path]:
    """Remove the backups that no longer need to be kept, and return which those were."""
    backups = listing(journal, folder)
    kept = to_keep(backups)
    removed = [backup.path for backup in backups if backup not in kept]
    for path in removed:
        # One that another program holds open goes the next time.
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return removed


def to_keep(backups: list[Backup]) -> set[Backup]:
    """Return which backups to keep, given newest first: all of the two newest days, then one for each of 12 days,
    10 weeks and 9 months, those kept for good, and never fewer than the five newest."""
    kept = set(backups[:KEEP_NEWEST]) | {backup for backup in backups if backup.pinned}
    days = list(dict.fromkeys(backup.day for backup in backups))
    kept |= {backup for backup in backups if backup.day in days[:2]}
    for length, key in ((12, _day_key), (10, _week_key), (9, _month_key)):
        newest_of: dict[tuple[int, ...], Backup] = {}
        for backup in backups:
            newest_of.setdefault(key(backup.day), backup)
        kept |= set(list(newest_of.values())[:length])
    return kept


def _day_key(day: date) -> tuple[int, ...]:
    return (day.toordinal(),)


def _week_key(day: date) -> tuple[int, ...]:
    return tuple(day.isocalendar()[:2])


def _month_key(day: date) -> tuple[int, ...]:
    return (day.year, day.month)
