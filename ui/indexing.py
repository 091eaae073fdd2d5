"""Brings the search index up to date where it lags behind, some records at a time, while the window is used.

An index lags only in a journal that an older version wrote, or that another program changed without following.
"""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from models.errors import JournalError
from models.search import index
from ui import workers
from ui.session import Session

_AT_ONCE = 25
"""Records that are indexed in some milliseconds."""
_EVERY = 60
"""Milliseconds between two turns."""


class Indexing(QObject):
    """Works off what waits to be indexed, and begins again when there is more."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._index_some)
        session.changed.connect(self._begin)
        self._begin()

    def _begin(self, _changes: object = None) -> None:
        journal = self._session.journal
        with suppress(JournalError):  # it can't be read now; whoever shows something of it says so
            if not journal.read_only and index.waiting(journal):
                self._timer.start()

    def _index_some(self) -> None:
        if workers.is_running():
            return
        try:
            left = index.catch_up(self._session.journal, _AT_ONCE)
        except JournalError:  # somebody else writes, or nothing can be written: a search says what is missing
            left = 0
        if not left:
            self._timer.stop()
