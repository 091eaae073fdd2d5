"""Work beside the window's thread: of each kind the newest wish is granted, older ones are dropped.

The work gets no widget and no journal of the window; what it returns comes back on the window's thread.
"""

from __future__ import annotations

import atexit
import sys
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool, QTimer, Signal
from shiboken6 import isValid

from models.errors import JournalError

Result = TypeVar("Result")

SAID_AFTER = 200
"""Milliseconds after which work that is not done yet is worth a word."""


class Background(QObject):
    """Runs work in threads and brings its results back, as long as whoever wants them is there."""

    slow = Signal(bool)
    """Work has been under way long enough to say so, or there is none any more."""

    def __init__(self, wanted_by: QObject) -> None:
        super().__init__()  # no parent: a job may still hold it when the window has gone
        self._tickets: dict[str, int] = {}
        self._waiting: dict[str, tuple[Callable[[Any], None], Callable[[JournalError], None]]] = {}
        self._closed = False
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAID_AFTER)
        self._timer.timeout.connect(self._tell_slow)
        wanted_by.destroyed.connect(self.close)
        _wait_at_the_end()

    def run(
        self,
        kind: str,
        work: Callable[[], Result],
        on_done: Callable[[Result], None],
        on_failed: Callable[[JournalError], None],
    ) -> None:
        """Do some work in a thread, then call one of the two on the window's thread, unless a newer wish came."""
        ticket = self._tickets.get(kind, 0) + 1
        self._tickets[kind] = ticket
        self._waiting[kind] = (on_done, on_failed)
        if not self._timer.isActive() and not self._told:
            self._timer.start()
        QThreadPool.globalInstance().start(_Job(self, kind, ticket, work, _relay()).run)

    def drop(self, kind: str) -> None:
        """Want nothing of a kind any more."""
        self._tickets[kind] = self._tickets.get(kind, 0) + 1
        self._waiting.pop(kind, None)
        self._look_whether_idle()

    def is_busy(self) -> bool:
        """Return whether something is still wanted."""
        return bool(self._waiting)

    def close(self) -> None:
        """Want nothing at all any more."""
        self._closed = True
        self._waiting.clear()
        self._timer.stop()

    def is_wanted(self, kind: str, ticket: int) -> bool:
        """Return whether a wish is still the newest of its kind."""
        return not self._closed and self._tickets.get(kind) == ticket

    def take(self, kind: str, ticket: int, result: object, error: BaseException | None) -> None:
        """Hand over what came of some work, if it is still wanted."""
        if not self.is_wanted(kind, ticket) or kind not in self._waiting:
            return
        on_done, on_failed = self._waiting.pop(kind)
        if error is None:
            on_done(result)
        elif isinstance(error, JournalError):
            on_failed(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)
        self._look_whether_idle()

    def _tell_slow(self) -> None:
        if self._waiting:
            self._told = True
            self.slow.emit(True)

    def _look_whether_idle(self) -> None:
        if self._waiting:
            return
        self._timer.stop()
        if self._told:
            self._told = False
            self.slow.emit(False)


class _Job:
    """One piece of work on its way through a thread and back.

    What it holds is let go on the window's thread only: were the thread the last to hold an object of Qt, it would
    destroy it while the window still works with it.
    """

    __slots__ = ("error", "kind", "owner", "relay", "result", "ticket", "work")

    def __init__(self, owner: Background, kind: str, ticket: int, work: Callable[[], object], relay: _Relay) -> None:
        self.owner: Background | None = owner
        self.work: Callable[[], object] | None = work
        self.kind, self.ticket, self.relay = kind, ticket, relay
        self.result: object = None
        self.error: BaseException | None = None

    def run(self) -> None:
        """Do the work, in the thread, and send the job back."""
        try:
            if self.owner is not None and self.work is not None and self.owner.is_wanted(self.kind, self.ticket):
                self.result = self.work()
        except BaseException as raised:  # whatever it is, it is told on the window's thread
            self.error = raised
        self._send_back()

    def _send_back(self) -> None:
        try:
            self.relay.ended.emit(self)
        except RuntimeError:
            if isValid(self.relay):
                raise
            # The program has ended, and with it everybody who could have wanted the result.

    def finish(self) -> None:
        """Hand over what came of it, on the window's thread, and let go of everything."""
        owner, result, error = self.owner, self.result, self.error
        self.owner = self.work = self.result = self.error = None
        if owner is not None:
            owner.take(self.kind, self.ticket, result, error)


class _Relay(QObject):
    """Brings jobs back to the window's thread; it stays as long as the program."""

    ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.ended.connect(self._finish)

    def _finish(self, job: _Job) -> None:
        job.finish()


@cache
def _relay() -> _Relay:
    return _Relay()


@cache
def _wait_at_the_end() -> None:
    """See to it that no thread is still at work when the program ends.

    Not every end is announced by aboutToQuit, and work may begin after it: the last word has Python's own end, which
    comes before the objects of Qt are destroyed.
    """
    atexit.register(wait_for_all)
    application = QCoreApplication.instance()
    if application is not None:
        application.aboutToQuit.connect(wait_for_all)


def hand_over_now() -> None:
    """Wait until no thread works any more, and hand over at once what came of it."""
    wait_for_all()
    QCoreApplication.sendPostedEvents(_relay(), QEvent.Type.MetaCall.value)


def wait_for_all() -> None:
    """Wait until no thread works any more, as the program is about to end."""
    QThreadPool.globalInstance().waitForDone()
