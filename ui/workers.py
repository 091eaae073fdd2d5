"""Long work in a thread of its own, behind a progress bar with Cancel; the window stays alive and in its place.

The work has its own journal (`beside`): the window's belongs to the window's thread. While a worker writes, nothing
in the window reads or writes: the modal dialog keeps the user out, and what runs by a timer asks `is_running` first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QPushButton, QWidget

from models.errors import Cancelled, JournalError
from models.journal import Journal
from ui import alerts, theme
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.layouts import column, row

Result = TypeVar("Result")

Progress = Callable[[int, int], None]
"""Told how much of how much is done, as often as the work likes; raises Cancelled when the user wants no more."""

Work = Callable[[Progress, Callable[[], bool]], Result]
"""What runs in the thread: given its progress, and a question whether it was cancelled."""

_BETWEEN_REPORTS = 0.05
"""Seconds between two reports that are shown: nobody reads faster, and the window has other things to do."""

_SHOW_AFTER = 200
"""Milliseconds before the bar is seen: what takes less needs none."""

_WIDTH = 420


@contextmanager
def beside(journal: Journal) -> Iterator[Journal]:
    """Open the same journal once more, for a worker; its clock is the same."""
    with Journal.open(journal.path, clock=journal.clock, read_only=journal.read_only) as own:
        yield own


class _Thread(QThread):
    """Runs the work and keeps what came of it; nothing of it touches a widget."""

    advanced = Signal(object, object)

    def __init__(self, work: Work[Any], parent: QObject | None) -> None:
        super().__init__(parent)
        self._work = work
        self._told_at = 0.0
        self._cancelled = False
        self.result: Any = None
        self.error: BaseException | None = None

    def cancel(self) -> None:
        """Make the next report of progress end the work."""
        self._cancelled = True

    def is_cancelled(self) -> bool:
        """Return whether the user wants no more of it."""
        return self._cancelled

    def run(self) -> None:
        """Do the work; what it raises is kept for the window's thread."""
        try:
            self.result = self._work(self._report, self.is_cancelled)
        except BaseException as error:
            self.error = error

    def _report(self, done: int, of: int) -> None:
        if self._cancelled:
            raise Cancelled
        now = monotonic()
        if now - self._told_at >= _BETWEEN_REPORTS:
            self._told_at = now
            self.advanced.emit(done, of)


class _Gate(QObject):
    """Keeps keys and clicks from every window until the progress bar stands before them."""

    _KEPT_OUT = frozenset(
        {
            QEvent.Type.KeyPress,
            QEvent.Type.KeyRelease,
            QEvent.Type.Shortcut,
            QEvent.Type.ShortcutOverride,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.MouseButtonDblClick,
            QEvent.Type.Wheel,
            QEvent.Type.InputMethod,
            QEvent.Type.Drop,
            QEvent.Type.Close,
        }
    )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what the user does, and a wish to close a window."""
        if event.type() not in self._KEPT_OUT:
            return False
        event.ignore()
        return True

    def open(self) -> None:
        """Let everything through again."""
        _application().removeEventFilter(self)


class LongWork(QDialog, Generic[Result]):
    """One piece of long work, and the progress bar before it; it goes when the work has ended."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        work: Work[Result],
        on_done: Callable[[Result], None],
        on_failed: Callable[[JournalError], None],
        on_cancelled: Callable[[], None],
        cancel: str,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(_WIDTH)
        self._on_done = on_done
        self._on_failed = on_failed
        self._on_cancelled = on_cancelled
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self._amount = label("", "caption", "text_2")
        self.cancel_button: QPushButton = button(cancel)
        self.cancel_button.clicked.connect(self.cancel)
        self.setLayout(
            column(
                label(title, "section", wrap=True),
                self.bar,
                row(self._amount, None, self.cancel_button),
                spacing=theme.CARD_GAP,
                margins=theme.MARGIN,
            )
        )
        self._gate = _Gate(self)
        self._thread = _Thread(work, self)
        self._thread.advanced.connect(self._show_progress)
        self._thread.finished.connect(self._end)

    def begin(self) -> None:
        """Start the work and keep the user out of the window; the bar is shown once it takes its time."""
        _running.add(self)
        _application().installEventFilter(self._gate)
        QTimer.singleShot(_SHOW_AFTER, self, self._show)
        self._thread.start()

    def _show(self) -> None:
        if self in _running:
            self.open()
            self._gate.open()

    def cancel(self) -> None:
        """Ask the work to end; it is over when it has rolled back what it did."""
        self._thread.cancel()
        self.cancel_button.setEnabled(False)
        self._amount.setText(say("Stopping…"))
        self.bar.setRange(0, 0)

    def wait(self) -> None:
        """Cancel the work and wait until it has ended, as the program is about to."""
        self._thread.cancel()
        self._thread.wait()

    def reject(self) -> None:
        """Take Esc for Cancel: the dialog stays until the work has ended."""
        self.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take the window's own close button for Cancel as well."""
        if self in _running:
            event.ignore()
            self.cancel()
        else:
            super().closeEvent(event)

    def _show_progress(self, done: int, of: int) -> None:
        if self._thread.is_cancelled():
            return
        # Qt counts to 2³¹ only, and 0 of 0 is its sign for work of unknown length.
        self.bar.setRange(0, 1000 if of else 0)
        self.bar.setValue(1000 * done // of if of else 0)
        self._amount.setText(say("{done} of {of}", done=done, of=of) if of else "")

    def _end(self) -> None:
        _running.discard(self)
        thread = self._thread
        thread.wait()
        self._gate.open()
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()
        if thread.error is None:
            self._on_done(thread.result)
        elif isinstance(thread.error, Cancelled):
            self._on_cancelled()
        elif isinstance(thread.error, JournalError):
            self._on_failed(thread.error)
        else:
            # A bug: it goes the way of every other, now that we are on the thread that may show a dialog.
            sys.excepthook(type(thread.error), thread.error, thread.error.__traceback__)


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    if application is None:
        raise RuntimeError("long work before there is a program to wait for it")
    return application


_running: set[LongWork[Any]] = set()


def run_long(
    parent: QWidget | None,
    title: str,
    work: Work[Result],
    on_done: Callable[[Result], None],
    *,
    on_failed: Callable[[JournalError], None] | None = None,
    on_cancelled: Callable[[], None] | None = None,
    cancel: str = "",
) -> LongWork[Result]:
    """Run work in a thread behind a progress bar, and call `on_done` with its result when it has ended.

    `title` says what is being done, as a sentence part ('Importing contacts…'). `work(progress, cancelled)` must use
    a journal of its own (`beside`) and no widget; its `progress(done, of)` raises Cancelled once the user has pressed
    Cancel (the word on the button is `cancel`), so that a transaction is rolled back. A JournalError is told to the
    user, or given to `on_failed`; all callbacks run on the window's thread, after the thread has ended.
    """
    long_work = LongWork(
        parent,
        title,
        work,
        on_done,
        on_failed or (lambda error: alerts.current().error(error)),
        on_cancelled or (lambda: None),
        cancel or say("Cancel"),
    )
    long_work.begin()
    return long_work


def run_and_wait(parent: QWidget | None, title: str, work: Work[Result], *, cancel: str = "") -> Result:
    """Run long work in the same way, and return its result when it has ended; for before and after the window.

    Raises what the work raises: Cancelled when the user called it off, or a JournalError.
    """
    loop = QEventLoop()
    results: list[Result] = []
    errors: list[Exception] = []

    def end(results_or_errors: list[Any], what: object) -> None:
        results_or_errors.append(what)
        loop.quit()

    run_long(
        parent,
        title,
        work,
        lambda result: end(results, result),
        on_failed=lambda error: end(errors, error),
        on_cancelled=lambda: end(errors, Cancelled()),
        cancel=cancel,
    )
    loop.exec()
    if errors:
        raise errors[0]
    return results[0]


def is_running() -> bool:
    """Return whether long work is under way: then nothing else may touch the journal, and no window close."""
    return bool(_running)


def end_all() -> None:
    """Cancel what is under way and wait for it; for the end of the program."""
    for long_work in list(_running):
        long_work.wait()
    _application().processEvents()
