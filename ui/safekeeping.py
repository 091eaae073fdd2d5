"""Backups without anybody asking: when the program is idle, when it closes, and when the user wants one.

The idle backup steps on the window's own connection, so that it never has to start over while someone works, and
stops for whoever types. The finished copy is read from end to end in a thread, which checks the journal and proves
the backup at once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QWidget

from models.changes import Changes
from models.errors import JournalBusy, JournalDamaged, JournalError
from ui import alerts, translations, workers
from ui.session import EVERYTHING, Session
from ui.translations import say

if TYPE_CHECKING:
    from models.safety.backup import Making

BETWEEN_BACKUPS = timedelta(minutes=30)
"""A journal that changes all the time is backed up this often."""

_LOOK_EVERY = 15_000
_STEP_EVERY = 20
"""Milliseconds: a step takes about one of them."""

_IDLE_AFTER = 5.0
"""Seconds without a key or a click after which nobody is at work."""

_INPUT = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.Drop}
)


class _InputWatch(QObject):
    """Knows when a key or a button was pressed last. It costs each event a little, so it watches only when asked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = monotonic()
        self._watching = False

    def set_watching(self, watching: bool) -> None:
        """Begin or end to watch; at the beginning somebody may just have typed."""
        application = QCoreApplication.instance()
        if watching == self._watching or application is None:
            return
        self._watching = watching
        self._last = monotonic()
        if watching:
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)

    def is_idle(self) -> bool:
        """Return whether nobody has touched the program for a while."""
        return monotonic() - self._last >= _IDLE_AFTER

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of what the user does, and keep nothing from anyone."""
        if event.type() in _INPUT:
            self._last = monotonic()
        return False


class _Finishing(QThread):
    """Checks a finished copy; what came of it is kept for the window's thread."""

    def __init__(self, making: Making, parent: QObject) -> None:
        super().__init__(parent)
        self._making = making
        self.error: Exception | None = None

    def run(self) -> None:
        """Check the copy and let it count."""
        try:
            self._making.finish()
        except Exception as error:
            self.error = error


class Safekeeping(QObject):
    """Keeps the open journal backed up and checked."""

    backed_up = Signal()
    """There is a new backup, read from end to end."""
    damage_found = Signal()
    """The journal is not whole; it is for reading only from now on."""
    journal_wanted = Signal(str)
    """The path of a journal to open instead of the damaged one."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._watch = _InputWatch(self)
        self._making: Making | None = None
        self._finishing: _Finishing | None = None
        self._last: datetime | None = None
        """When the last backup was made or tried in this session; None while the day's is still to come."""
        self._changed, backed_up_today = _state_at_start(session)
        if backed_up_today:
            self._last = session.clock.now()
        self._told_failure = False
        session.changed.connect(self._note_change)
        self._looking = QTimer(self, interval=_LOOK_EVERY)
        self._looking.timeout.connect(self.look)
        self._stepping = QTimer(self, interval=_STEP_EVERY)
        self._stepping.timeout.connect(self._step)
        self._looking.start()

    def is_due(self) -> bool:
        """Return whether a backup is due: the first of the day, or when something changed and enough time passed."""
        if self._session.journal.read_only:
            return False
        if self._last is None:
            return True
        # A clock that was set back must not put backups off.
        return self._changed and not timedelta(0) <= self._session.clock.now() - self._last < BETWEEN_BACKUPS

    def is_busy(self) -> bool:
        """Return whether a backup is under way."""
        return self._making is not None

    def look(self) -> None:
        """Begin a backup if one is due and nobody is at work."""
        due = self.is_due() and not self.is_busy()
        self._watch.set_watching(due or self.is_busy())
        if due and self._watch.is_idle() and not workers.is_running():
            self.begin()

    def begin(self) -> None:
        """Begin a backup now; it goes on by itself, in steps."""
        from models.safety.backup import Making

        journal = self._session.journal
        try:
            self._making = Making(journal.connection, journal.path, journal.clock)
        except JournalError as error:
            self._give_up(error)
            return
        self._stepping.start()

    def at_close(self, on_done: Callable[[], None]) -> None:
        """Make a last backup if something changed since the one before, and call `on_done` in any case."""
        self.close()
        if not self._changed or self._session.journal.read_only:
            on_done()
            return
        self._changed = False

        def failed(error: JournalError) -> None:
            alerts.current().error(error)
            on_done()

        title = say("Backing up the journal…")
        cancel = say("Close without a backup")
        work = _whole_backup(self._session)
        workers.run_long(None, title, work, lambda _: on_done(), on_failed=failed, on_cancelled=on_done, cancel=cancel)

    def close(self) -> None:
        """Stop; a copy that is not finished is thrown away."""
        self._looking.stop()
        self._stepping.stop()
        self._watch.set_watching(False)
        if self._finishing is not None:
            self._finishing.wait()
            self._end_finishing()
        if self._making is not None:
            self._making.close()
            self._making = None
            self._changed = True

    def _step(self) -> None:
        if self._making is None or workers.is_running() or not self._watch.is_idle():
            return
        try:
            if self._making.step():
                return
        except JournalError as error:
            self._give_up(error)
            return
        self._stepping.stop()
        # What changes from here on is not in the copy.
        self._changed = False
        self._finishing = _Finishing(self._making, self)
        self._finishing.finished.connect(self._end_finishing)
        self._finishing.start()

    def _end_finishing(self) -> None:
        finishing, self._finishing = self._finishing, None
        if finishing is None:
            return
        finishing.wait()
        self._making = None
        error = finishing.error
        finishing.deleteLater()
        if isinstance(error, JournalError):
            self._give_up(error)
        elif error is not None:
            raise error
        else:
            self._last = self._session.clock.now()
            self._told_failure = False
            self.backed_up.emit()

    def _give_up(self, error: JournalError) -> None:
        """Try again later; a failure is said once, and damage stops all writing."""
        self._stepping.stop()
        if self._making is not None:
            self._making.close()
            self._making = None
        self._changed = True
        if isinstance(error, JournalDamaged):
            self._stop_writing(error)
        elif not isinstance(error, JournalBusy):
            self._last = self._session.clock.now()
            if not self._told_failure:
                self._told_failure = True
                self._session.say(error.say(translations.language()))

    def _stop_writing(self, error: JournalDamaged) -> None:
        self.damage_found.emit()
        copy = stop_writing(self._session, error)
        if copy is not None:
            self.journal_wanted.emit(str(copy))

    def _note_change(self, _: Changes) -> None:
        self._changed = True


def stop_writing(session: Session, error: JournalDamaged) -> Path | None:
    """Make a damaged journal read-only, say so, and return the copy of a backup to open instead, if that is wanted."""
    from models.safety import backup

    session.keep_drafts()
    session.journal.read_only = True
    session.changed.emit(Changes(0, "", EVERYTHING))
    choices = [("stay", say("Go on reading"))]
    if backup.listing(session.journal.path):
        choices.append(("backup", say("Open the newest backup")))
    sentence = error.say(translations.language())
    if alerts.current().choose(say("The journal is damaged"), sentence, choices) != "backup":
        return None
    from ui.opening import from_backup

    return from_backup(session.journal.path, None)


def back_up_now(session: Session, parent: QWidget | None, on_done: Callable[[Path], None] | None = None) -> None:
    """Make a backup at once, behind a progress bar, and say that it is there."""

    def done(path: Path) -> None:
        session.say(say("The journal is backed up."))
        if on_done is not None:
            on_done(path)

    workers.run_long(parent, say("Backing up the journal…"), _whole_backup(session), done)


def _whole_backup(session: Session) -> workers.Work[Path]:
    from models.safety import backup

    def work(progress: workers.Progress, _: Callable[[], bool]) -> Path:
        with workers.beside(session.journal) as own:
            return backup.make(own.connection, own.path, own.clock, progress=progress)

    return work


def _state_at_start(session: Session) -> tuple[bool, bool]:
    """Return whether the journal was changed since its newest backup, and whether there is a backup of today."""
    from models.safety import backup

    backups = backup.listing(session.journal.path)
    if not backups:
        return True, False
    changed = session.journal.path.stat().st_mtime > backups[0].path.stat().st_mtime
    return changed, backups[0].day == session.today()
