"""Watches for what is to be told: a notification of the desktop, a bell in the window, a quiet line at the start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from models import reminders
from models.errors import JournalError
from models.reminder_sources import Source
from ui import workers
from ui.reminders import words
from ui.reminders.bell import Bell
from ui.session import Session

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.tray import Tray

LOOK_EVERY = 15_000
"""Milliseconds between two looks; after a sleep of the computer the next one tells all that came up, at once."""
_TABLES = frozenset({"visit", "step", "plan", "contact", "*"})


class Watcher(QObject):
    """Tells what is to be told while the program runs; what came up before it did is told in one quiet line."""

    def __init__(
        self, session: Session, tray: Tray, window: Callable[[], MainWindow | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tray = tray
        self._window = window
        self._bell: Bell | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        session.changed.connect(self._on_changed)
        session.reminders_changed.connect(self.show_count)
        tray.message_clicked.connect(self._open_list)

    def start(self) -> None:
        """Collect what came up while the program was closed, and watch from now on."""
        missed = self._claimed()
        if missed:
            self._session.say(words.missed_words(missed))
        self.show_count()
        self._timer.start()

    def look(self) -> None:
        """Tell what is to be told now: one notification, however much it is."""
        told = self._claimed()
        if told:
            self._tell(told)
        self.show_count()

    def show_count(self) -> None:
        """Show at the bell how many reminders wait; none, no bell."""
        window = self._window()
        if window is None or workers.is_running():
            return
        try:
            count = len(self._session.read(reminders.pending))
        except JournalError:  # the page that shows the same says what is wrong
            return
        if self._bell is None or self._bell.window() is not window:
            self._bell = Bell(window.top_bar)
            self._bell.clicked.connect(self._open_list)
            window.top_bar.add_beside_new_visit(self._bell)
        self._bell.set_count(count)

    def close(self) -> None:
        """Watch no more, before the journal is closed."""
        self._timer.stop()
        self._session.changed.disconnect(self._on_changed)

    def _claimed(self) -> list[Source]:
        if workers.is_running():
            return []
        try:
            return self._session.read(reminders.claim)
        except JournalError:  # somebody else is writing, or nothing can be written; the next look tries again
            return []

    def _tell(self, told: Sequence[Source]) -> None:
        title, text = words.notification(told, self._now())
        window = self._window()
        if not self._tray.notify(title, text) and window is not None:
            line = " · ".join((title, *text.splitlines()[:1]))
            self._session.say(line)
            QApplication.alert(window)

    def _now(self) -> datetime:
        return datetime.fromisoformat(self._session.clock.wall())

    def _on_changed(self, changes: object) -> None:
        tables = getattr(changes, "tables", _TABLES)
        if tables & _TABLES:
            self.show_count()

    def _open_list(self) -> None:
        window = self._window()
        if window is not None:
            window.come_to_front()
            window.actions_["reminders"].trigger()
