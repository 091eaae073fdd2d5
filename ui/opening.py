"""Which journal the window works on: opening one with every way back, making one, and the sample."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models import opening, places
from models.clock import Clock
from models.errors import (
    Cancelled,
    CannotWrite,
    JournalBusy,
    JournalDamaged,
    JournalError,
    JournalReadOnly,
    NotAJournal,
)
from models.journal import Journal
from models.safety.lock import JournalLock
from ui import alerts, preferences, translations, workers
from ui.translations import say

ENDING = ".rounds"

_PAUSE, _PAUSES = 0.2, 10
"""Seconds between two looks whether a journal is still in use, and how many such pauses there are."""


@dataclass(slots=True)
class Opened:
    """A journal that is open for the window, and its lock; without the lock it is for reading only."""

    journal: Journal
    lock: JournalLock | None = None
    _opened_read_only: bool = field(init=False)

    def __post_init__(self) -> None:
        self._opened_read_only = self.journal.read_only

    def is_damaged(self) -> bool:
        """Return whether faults were found since it was opened: it was made read-only then, though it has its lock."""
        return self.lock is not None and self.journal.read_only and not self._opened_read_only

    def close(self, *, ended_well: bool = True) -> None:
        """Close the journal and give its lock back; not `ended_well` when faults were found in it."""
        self.journal.close()
        if self.lock is not None:
            self.lock.release(ended_well=ended_well)


def first_path(named: Path | None = None) -> Path:
    """Return the journal to open at the start: the one named, else the one open last, else the user's own."""
    return named or preferences.current().last_journal or places.own_journal()


def open_journal(path: Path, parent: QWidget | None = None, *, clock: Clock | None = None) -> Opened | None:
    """Open a journal for the window, with its lock; the user's own is made if there never was one.

    What stands in the way is told, with the ways back. None when the user wants none of them, or calls off what an
    older journal needs first, or when a window that has this journal open came to the front.
    """
    wanted: Path | None = path
    reading_only = False
    pauses = 0
    while wanted is not None:
        try:
            return _remembered(_open(wanted, clock or Clock(), parent, reading_only=reading_only))
        except Cancelled:
            return None
        except JournalError as error:
            if isinstance(error, JournalBusy):
                if _is_raised(wanted):
                    return None
                # Who has it may be a window that does not listen yet, or a program killed just now that still goes.
                pauses += 1
                if pauses <= _PAUSES:
                    _pause()
                    continue
            tried, wanted_before = reading_only, wanted
            wanted, reading_only = _way_back(wanted, error, parent, may_read_only=not tried)
            reading_only = reading_only and wanted == wanted_before
    return None


def _is_raised(journal: Path) -> bool:
    """Return whether a window that has this journal open came to the front."""
    from ui.single_instance import raise_other

    return raise_other(journal)


def _pause() -> None:
    time.sleep(_PAUSE)


def _open(path: Path, clock: Clock, parent: QWidget | None, *, reading_only: bool) -> Opened:
    if reading_only:
        return Opened(Journal.open(path, clock=clock, read_only=True))
    _make_own(path, clock)
    lock = JournalLock(path, clock=clock)
    lock.acquire()
    journal: Journal | None = None
    try:
        _bring_up_to_date(path, clock, parent)
        journal = Journal.open(path, clock=clock, changed_later=True)
        if lock.left_behind:
            _check_first(journal, parent)
    except BaseException:
        if journal is not None:
            journal.close()
        lock.release(ended_well=not lock.left_behind)
        raise
    return Opened(journal, lock)


def _remembered(opened: Opened) -> Opened:
    preferences.current().remember_journal(opened.journal.path)
    return opened


def _make_own(path: Path, clock: Clock) -> None:
    """Make the user's own journal the first time; one that is gone but has backups was lost, and is not made anew."""
    if os.path.lexists(path) or path != places.own_journal() or _has_backups(path):
        return
    _make_folder(path.parent)
    from ui.working_time import begin_journal

    begin_journal(path, clock)


def _has_backups(journal: Path) -> bool:
    from models.safety import backup

    return bool(backup.listing(journal))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            "The folder {folder} for your journal can't be made ({detail}). Check its permissions.",
            folder=folder,
            detail=error.strerror,
        ) from error


def _bring_up_to_date(path: Path, clock: Clock, parent: QWidget | None) -> None:
    """Bring a journal of an older version up to date behind a progress bar; raises Cancelled when it is called off."""
    if opening.is_older(path):
        workers.run_and_wait(
            parent,
            say("A journal of an earlier version: making a backup, and bringing it up to date…"),
            lambda _, cancelled: Journal.open(path, clock=clock, is_called_off=cancelled).close(),
        )


def _check_first(journal: Journal, parent: QWidget | None) -> None:
    """Read the whole journal before the window shows it, as the last end was not clean; raises JournalDamaged."""
    from models.safety.check import check

    try:
        findings = workers.run_and_wait(
            parent,
            say("The last session did not end well. Checking the journal…"),
            lambda progress, _: check(journal.connection, translations.language(), progress, with_files=False),
            cancel=say("Skip the check"),
        )
    except Cancelled:
        return
    if not findings.whole:
        raise JournalDamaged(
            "{path} is damaged ({detail}). Nothing was changed; restore the newest backup.",
            path=journal.path,
            detail=findings.faults[0],
        )


def _way_back(
    path: Path, error: JournalError, parent: QWidget | None, *, may_read_only: bool
) -> tuple[Path | None, bool]:
    """Tell why a journal can't be opened, and return what to open instead, and whether for reading only."""
    choices = []
    if isinstance(error, JournalDamaged | NotAJournal) and _has_backups(path):
        choices.append(("backup", say("Open the newest backup")))
    if isinstance(error, JournalBusy | JournalReadOnly | CannotWrite):
        choices.append(("again", say("Try again")))
    if may_read_only and isinstance(error, JournalDamaged | JournalBusy | JournalReadOnly):
        choices.append(("read only", say("Open for reading only")))
    if path != places.own_journal():
        choices.append(("own", say("Open my own journal")))
    choices.append(("other", say("Open another journal…")))
    choices.append(("new", say("New journal…")))
    sentence = error.say(translations.language())
    choice = alerts.current().choose(say("This journal can't be opened"), sentence, choices)
    if choice == "backup":
        return from_backup(path, parent) or path, False
    if choice in ("again", "read only"):
        return path, choice == "read only"
    if choice == "own":
        return places.own_journal(), False
    if choice == "other":
        return choose_journal(parent) or path, False
    return (new_journal(parent) or path, False) if choice == "new" else (None, False)


def from_backup(path: Path, parent: QWidget | None) -> Path | None:
    """Copy the newest whole backup beside a journal and return the copy's path; None when that failed and was told."""
    from models.safety import restore

    try:
        copy = workers.run_and_wait(parent, say("Reading the backup…"), lambda _, __: restore.copy_beside(path))
    except JournalError as error:
        alerts.current().error(error)
        return None
    alerts.current().tell(
        say("The newest backup was copied"),
        say("The copy is {copy} and is opened now. The other file was left as it is.", copy=copy),
    )
    return copy


def new_journal(parent: QWidget | None = None) -> Path | None:
    """Ask where to make a new journal, make it, and return its path; None when there is no new one."""
    from platformdirs import user_documents_path

    suggested = user_documents_path() / (say("My journal") + ENDING)
    path = alerts.current().ask_save(say("New journal"), suggested, _filter())
    if path is None:
        return None
    if not path.suffix:
        path = path.with_name(path.name + ENDING)
    try:
        from ui.working_time import begin_journal

        begin_journal(path)
    except JournalError as error:
        alerts.current().error(error)
        return None
    return path


def choose_journal(parent: QWidget | None = None) -> Path | None:
    """Ask which journal to open; None when the user thought better of it."""
    last = preferences.current().last_journal
    folder = last.parent if last is not None and last.parent.is_dir() else None
    paths = alerts.current().ask_open(say("Open a journal"), _filter(), folder=folder)
    return paths[0] if paths else None


def make_sample_journal(parent: QWidget | None, clock: Clock, on_done: Callable[[Path], None]) -> None:
    """Make the sample journal in the program's data folder, in a worker, and hand over its path.

    One that is there already is handed over as it is, with whatever the user tried in it.
    """
    path = places.own_sample()
    if path.is_file():
        on_done(path)
        return

    def work(progress: workers.Progress, _: Callable[[], bool]) -> Path:
        from models.sample import make_sample

        _make_folder(path.parent)
        # As of yesterday, so that the visits of the day itself still lie ahead.
        make_sample(path, today=clock.today() - timedelta(days=1), progress=progress)
        return path

    workers.run_long(parent, say("Making the sample journal…"), work, on_done)


def remove_sample() -> None:
    """Remove the sample journal and its backups; nothing happens while some window has it open."""
    import shutil

    from models.safety import backup

    path = places.own_sample()
    try:
        with JournalLock(path):
            path.unlink(missing_ok=True)
            shutil.rmtree(backup.folder_for(path), ignore_errors=True)
    except JournalBusy:
        return
    except OSError as error:
        alerts.current().error(
            CannotWrite("{path} can't be removed ({detail}).", path=path, detail=error.strerror or error)
        )
    preferences.current().forget_journal(path)


def _filter() -> str:
    return say("Journals ({pattern})", pattern=f"*{ENDING}")
