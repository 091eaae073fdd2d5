"""The program with a window: starts Qt, opens a journal, and swaps window or journal when the user wants another."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from models.clock import Clock
from models.errors import JournalDamaged, JournalError
from models.row_class import row_class
from ui import alerts, crash, icons, input_method, menu_dialogs, opening, preferences, theme, translations, workers
from ui.first_paint import after_first_paint
from ui.main_window import MainWindow, Place
from ui.session import Session

if TYPE_CHECKING:
    from ui.reminders.watcher import Watcher
    from ui.safekeeping import Safekeeping
    from ui.single_instance import SingleInstance
    from ui.tray import Tray


_FIRST_PLACE = Place("today")
_TIDY_AFTER = 10_000
"""Milliseconds after which what a killed program left of opened files is removed; nobody waits for it."""


@row_class
class Wishes:
    """What the command line asks of the window; empty where it says nothing."""

    file: Path | None = None
    language: str = ""
    theme: str = ""
    clock: Clock | None = None


class Program(QObject):
    """The running program: one journal at a time, in one window."""

    def __init__(self, application: QApplication, wishes: Wishes) -> None:
        super().__init__(application)
        self._application = application
        self._wishes = wishes
        self.opened: opening.Opened | None = None
        self.session: Session | None = None
        self.window: MainWindow | None = None
        self._bell: SingleInstance | None = None
        self._safekeeping: Safekeeping | None = None
        self._tray: Tray | None = None
        self._reminders: Watcher | None = None
        self._told = ""
        """What was said last about a journal that can't be read."""
        chosen = preferences.current()
        translations.use(wishes.language or chosen.language or translations.system_language())
        theme.apply(application, wishes.theme or chosen.theme)
        application.setWindowIcon(QIcon(icons.pixmap("logo", "accent", 64)))
        crash.install(lambda: self.session)

    def start(self) -> bool:
        """Open the journal the user wants and show the window; return whether there is a window now."""
        return self._open(opening.first_path(self._wishes.file))

    def open_other(self, wanted: str) -> None:
        """Open another journal in place of this one: 'new', 'open', 'sample', or a path."""
        if wanted == "sample":
            opening.make_sample_journal(self.window, self._wishes.clock or Clock(), self._change_to)
            return
        path = {"new": opening.new_journal, "open": opening.choose_journal}.get(wanted, lambda _: Path(wanted))(
            self.window
        )
        if path is not None:
            self._change_to(path)

    def change_language(self, code: str) -> None:
        """Speak another language from now on: the window is made anew, on the same page with the same record.

        What can't be saved keeps the window and its language as they are; why has been said there.
        """
        QTimer.singleShot(0, self, lambda: self._make_window_anew(code))  # the old one's dialog ends first

    def change_theme(self, choice: str) -> None:
        """Dress the window in another theme from now on."""
        preferences.current().theme = choice
        theme.apply(self._application, choice)

    def end(self) -> None:
        """Close the journal and end; everything was saved when the window closed."""
        workers.end_all()
        self._close_journal()
        preferences.current().save()

    def _change_to(self, path: Path) -> None:
        """Open another journal beside this one, and leave this one only when that one stands and all is safe."""
        if self.window is None or self.opened is None:
            return
        if path.resolve() == self.opened.journal.path.resolve():
            self.window.come_to_front()
            return
        if not self.window.leave_all():
            return
        other = opening.open_journal(path, self.window, clock=self._wishes.clock)
        if other is None:
            return
        self._close_journal()
        self._use(other)

    def _open(self, path: Path) -> bool:
        opened = opening.open_journal(path, clock=self._wishes.clock)
        if opened is not None:
            self._use(opened)
        return opened is not None

    def _use(self, opened: opening.Opened) -> None:
        """Show a window on a journal that was opened."""
        self.opened = opened
        self.session = Session(opened.journal, self)
        self.session.read_failed.connect(self._on_read_failed, Qt.ConnectionType.QueuedConnection)
        self._told = ""
        after_first_paint(self._show_window(), self._stand_by)

    def _stand_by(self) -> None:
        """Begin what may wait until the window stands: to keep the journal safe, and to hear a second start with it."""
        from ui.assets.service_days import ServiceDays
        from ui.indexing import Indexing
        from ui.reminders.watcher import Watcher
        from ui.safekeeping import Safekeeping
        from ui.single_instance import SingleInstance
        from ui.tray import Tray
        from ui.warming import warm
        from ui.working_time import prepare

        if not gc.isenabled():  # as main.py began; what stands now stays, and is never looked through again
            gc.freeze()
            gc.enable()
        if self.window is not None:
            self.window.top_bar.search.prepare()
        if self.opened is None or self.session is None or self._safekeeping is not None:
            return
        try:
            self.opened.journal.require_changeable()
        except JournalError as error:
            self.session.read_failed.emit(error)
        self._safekeeping = Safekeeping(self.session, self)
        Indexing(self.session, self.session)
        ServiceDays(self.session, self.session)
        prepare(self.session)
        warm(self.session)
        self._safekeeping.journal_wanted.connect(lambda path: self._change_to(Path(path)))
        QTimer.singleShot(_TIDY_AFTER, self, _tidy)
        self._tray = Tray(self)
        self._tray.visit_wanted.connect(lambda: self._in_front(lambda window: window.new_visit()))
        self._tray.note_wanted.connect(lambda: menu_dialogs.open_quick_note(self.window) if self.window else None)
        self._tray.open_wanted.connect(lambda: self._in_front(lambda window: None))
        self._tray.quit_wanted.connect(lambda: self.window.close() if self.window else None)
        self._reminders = Watcher(self.session, self._tray, lambda: self.window, self)
        self._reminders.start()
        if self.opened.lock is not None:
            self._bell = SingleInstance(self.opened.journal.path, self)
            self._bell.raise_wanted.connect(lambda: self.window.come_to_front() if self.window else None)

    def _in_front(self, work: Callable[[MainWindow], object]) -> None:
        if self.window is not None:
            self.window.come_to_front()
            work(self.window)

    def _show_window(self, place: Place = _FIRST_PLACE) -> MainWindow:
        """Show a window in the place of the one before, in which all is safe."""
        before = self.window
        window = self._made_window()
        if before is not None:
            window.stand_as(before)
        window.show_place(place)
        window.show()
        if place.record is None:
            window.focus_page()  # now that it has read what it shows
        if before is not None:
            before.hide()
            before.deleteLater()
        return window

    def _made_window(self) -> MainWindow:
        assert self.session is not None
        window = MainWindow(self.session)
        window.journal_wanted.connect(self.open_other)
        window.language_wanted.connect(self.change_language)
        window.theme_wanted.connect(self.change_theme)
        window.closed.connect(self._on_closed)
        self.window = window
        return window

    def _make_window_anew(self, code: str) -> None:
        before = self.window
        if before is None or not before.leave_all():
            return
        preferences.current().language = code
        translations.use(code)
        theme.apply(self._application, theme.choice())  # the faces follow the language
        note_is_open = before.is_note_open()
        window = self._show_window(before.place())
        if note_is_open:
            menu_dialogs.open_quick_note(window)
        if self._tray is not None:
            self._tray.follow_language()
        if self._reminders is not None:
            self._reminders.show_count()

    def _on_read_failed(self, error: JournalError) -> None:
        """Say once why the journal can't be read; what is damaged is for reading only from now on."""
        from ui.safekeeping import stop_writing

        session = self.session
        if session is None:
            return
        sentence = error.say(translations.language())
        if sentence == self._told:
            session.say(sentence)
            return
        self._told = sentence
        if not isinstance(error, JournalDamaged) or session.journal.read_only:
            alerts.current().error(error)
            return
        copy = stop_writing(session, error)
        if copy is not None:
            self._change_to(copy)

    def _on_closed(self) -> None:
        if self._safekeeping is not None:
            self._safekeeping.at_close(self._application.quit)
        else:
            self._application.quit()

    def _close_journal(self) -> None:
        for part in (self._reminders, self._safekeeping, self._bell, self._tray):
            if part is not None:
                part.close()
                part.deleteLater()
        self._reminders = self._safekeeping = self._bell = self._tray = None
        if self.session is not None:
            self.session.close()
            self.session.deleteLater()
        self.session = None
        if self.opened is not None:
            self.opened.close(ended_well=not self.opened.is_damaged())
        self.opened = None


def _tidy() -> None:
    from ui.attachments.opening import remove_left_behind

    remove_left_behind()


def application(arguments: list[str]) -> QApplication:
    """Return the Qt application, named so that the desktop knows it."""
    input_method.choose(os.environ, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    made = QApplication(arguments)
    made.setApplicationName("rounds")
    made.setApplicationDisplayName("Rounds")
    made.setDesktopFileName("rounds")
    made.setQuitOnLastWindowClosed(False)
    return made


def run(wishes: Wishes) -> int:
    """Open the window and return the program's exit code when it was closed.

    No window is no fault: another one with this journal came to the front, or the user wanted no journal.
    """
    qt = application(sys.argv[:1])
    program = Program(qt, wishes)
    if not program.start():
        return 0
    code = qt.exec()
    program.end()
    return code
