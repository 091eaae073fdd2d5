"""Plans the service visits that are due, soon after the window stands and whenever a new day has begun."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from models import service
from models.changes import Changes
from models.errors import JournalError
from ui import alerts, workers
from ui.session import Session
from ui.translations import plural, say

_AFTER = 2500
"""Milliseconds after which it looks for the first time: whoever begins to write at once is not held up."""
_AT_ONCE = 20
"""So many visits are planned while nobody notices; more, after months, take longer than a window may stand still."""


class ServiceDays(QObject):
    """Looks once for each day; a journal that is for reading only stays as it is."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self.look)
        session.day_changed.connect(self._timer.start)
        self._timer.start()

    def look(self) -> None:
        """Plan what is missing; while long work writes, or the journal can't be read, another time."""
        session = self._session
        if session.is_closed() or session.journal.read_only:
            return
        if workers.is_running():
            self._timer.start()
            return
        with suppress(JournalError):  # it can't be read or written now; whoever shows something of it says so
            missing = session.read(service.missing)
            if 0 < missing <= _AT_ONCE:
                session.attempt(service.plan_due)
                self._tell(missing)
            elif missing:
                self._plan_many(missing)

    def _plan_many(self, missing: int) -> None:
        def tell(_done: Changes) -> None:
            self._tell(missing)

        def leave(_error: JournalError) -> None:
            """Leave it until another day: the user called it off, or somebody else writes."""

        title = say("Planning the service visits of the time the program was closed…")
        self._session.run_beside(alerts.window(), title, service.plan_due, tell, on_failed=leave)

    def _tell(self, count: int) -> None:
        words = plural("{count} service visit is planned.", "{count} service visits are planned.", count)
        self._session.say(words, can_undo=True)
