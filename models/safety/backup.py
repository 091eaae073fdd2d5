"""Backups: a whole copy of the journal beside the program's data, checked before it counts as one.

A copy is made under a temporary name, read back and checked; only then does it take its name, and only then are old
backups thinned. A damaged journal therefore never replaces a good backup.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import apsw
from filelock import FileLock, Timeout
from platformdirs import user_data_path

from models.clock import Clock
from models.database import flush, reading_errors_named
from models.errors import CannotWrite, JournalBusy, JournalDamaged, JournalReadOnly
from models.safety.check import check

KEEP_NEWEST = 5
"""So many of the newest backups are kept whatever their dates, so that a clock that jumps can't clear them away."""

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


def make(
    connection: apsw.Connection, journal: Path, clock: Clock, folder: Path | None = None, *, pinned: str = ""
) -> Path:
    """Copy an open journal, check the copy, thin out old backups, and return the new backup's path.

    `pinned` says in a word why this one is never thinned out ('import'). Raises JournalDamaged when the copy is not
    whole, CannotWrite when there is no room, and JournalBusy while another program writes the journal or makes a
    backup of it; what was there before stays in all cases.
    """
    into = folder_for(journal, folder)
    try:
        into.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(into / "making.lock").acquire(timeout=0), reading_errors_named(journal):
            path = _make(connection, journal, into, clock.now().strftime("%Y-%m-%d %H%M%S"), pinned)
    except Timeout:
        raise JournalBusy(
            "Another program is making a backup of {path}. Wait until it is done and try again.", path=journal
        ) from None
    except (OSError, NotImplementedError, JournalReadOnly) as error:
        raise CannotWrite(
            "No backup could be written to {folder} ({detail}). Free some space, or check the folder's permissions.",
            folder=into,
            detail=getattr(error, "strerror", None) or error.__cause__ or error,
        ) from error
    thin(journal, folder)
    return path


def _make(connection: apsw.Connection, journal: Path, into: Path, when: str, pinned: str) -> Path:
    # A program that was killed leaves its unfinished copy; nobody else is making one now.
    for leftover in into.glob("*.tmp*"):
        leftover.unlink(missing_ok=True)
    number = max((backup.number for backup in _in_folder(into)), default=0) + 1
    path = into / f"{number:06d} {when}{f' {pinned}' if pinned else ''}.rounds"
    _copy_checked(connection, path, journal)
    return path


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


def _copy_checked(connection: apsw.Connection, path: Path, journal: Path) -> None:
    temporary = path.with_suffix(".tmp")
    try:
        copy = apsw.Connection(str(temporary))
        try:
            with copy.backup("main", connection, "main") as running:
                while not running.done:
                    running.step(200)
            findings = check(copy)
            if not findings.whole:
                raise JournalDamaged(
                    "{path} is damaged ({detail}). Nothing was changed; restore the newest backup.",
                    path=journal,
                    detail=findings.faults[0],
                )
        finally:
            copy.close()
        flush(temporary)
        temporary.replace(path)
        flush(path.parent)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
