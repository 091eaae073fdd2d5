"""The open journal as the window knows it: every change goes through here, and every page hears of it once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from models import changes
from models.changes import Changes
from models.clock import Clock
from models.errors import JournalError
from models.journal import Journal
from models.text.language import Label
from ui import alerts, preferences, workers
from ui.operation_names import operation_name
from ui.translations import say

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Did = TypeVar("Did", Changes, Changes | None)

EVERYTHING = frozenset({"*"})
"""The tables of a change whose tables are not known: a write of another program."""

_LOOK_EVERY = 2000
"""Milliseconds between two looks for writes of another program, and whether a new day has begun."""

_LARGE = 1000
"""Changes of one operation beyond which undo or redo takes longer than a window may stand still."""


class Session(QObject):
    """One open journal, its operations, and the way from one page to a record on another."""

    changed = Signal(object)
    """Changes, once for each operation, also for undo, redo and writes of another program."""
    record_wanted = Signal(str, object)
    page_wanted = Signal(str)
    tag_wanted = Signal(str, str)
    """The key of a page, and the tag its list is to be narrowed to."""
    summary_wanted = Signal(object)
    """Review is to be shown with these choices, by their names."""
    visit_wanted = Signal(object, object)
    """A new visit, with the ids of an account and a contact, or None."""
    said = Signal(str, bool)
    """A sentence for the status line, and whether Undo belongs beside it."""
    day_changed = Signal()
    """It is another day than the pages show."""
    read_failed = Signal(object)
    """The JournalError that kept a page from reading the journal."""
    draft_wanted = Signal(object)
    """A Draft that is to be written on, on the page it belongs to."""
    drafts_wanted = Signal()
    """Keep every draft now: the program may end."""
    reminders_changed = Signal()
    """Reminders were put off or settled, which changes no record."""
    arrivals_wanted = Signal()
    """Wait for what is on its way into the journal: it is about to be left."""

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.journal = journal
        self._day = self.today()
        self._is_closed = False
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_EVERY)
        self._looking.timeout.connect(self.look_for_others)
        self._looking.timeout.connect(self.look_at_day)
        self._looking.start()

    @property
    def clock(self) -> Clock:
        """Return the journal's clock."""
        return self.journal.clock

    def today(self) -> date:
        """Return the day by the journal's clock."""
        return self.journal.clock.today()

    def attempt(
        self,
        operation: Callable[Concatenate[Journal, Arguments], Changes],
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Changes:
        """Run an operation and tell every page; raises JournalError for an editor that shows it in its place."""
        done = operation(self.journal, *args, **kwargs)
        if done.tables:
            self.changed.emit(done)
        return done

    def run(
        self,
        operation: Callable[Concatenate[Journal, Arguments], Changes],
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Changes | None:
        """Run an operation and tell every page; what goes wrong is told to the user, and None comes back."""
        try:
            return self.attempt(operation, *args, **kwargs)
        except JournalError as error:
            alerts.current().error(error)
            return None

    def run_beside(
        self,
        parent: QWidget | None,
        title: str,
        operation: Callable[[Journal, workers.Progress], Did],
        on_done: Callable[[Did], object],
        *,
        on_failed: Callable[[JournalError], None] | None = None,
    ) -> None:
        """Run an operation that takes longer than a window may stand still, behind a progress bar called `title`.

        It gets a journal of its own and `progress(done, of)`, which ends it once the user has pressed Cancel. Every
        page is told before `on_done`, which is called with what was changed; a JournalError goes to `on_failed`, or is
        told to the user. `parent` is a window that stays meanwhile.
        """

        def work(progress: workers.Progress, _cancelled: Callable[[], bool]) -> Did:
            with workers.beside(self.journal) as own:
                return operation(own, progress)

        def tell(done: Did) -> None:
            self.journal.changed_elsewhere()  # a worker's write is no other program's
            if done is not None and done.tables:
                self.changed.emit(done)
            on_done(done)

        workers.run_long(parent, title, work, tell, on_failed=on_failed)

    def read(
        self,
        question: Callable[Concatenate[Journal, Arguments], Result],
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Result:
        """Return what a question to the journal answers; raises JournalError as the question does."""
        return question(self.journal, *args, **kwargs)

    def undo(self) -> None:
        """Take back the last operation and say which it was."""
        self._through_history(changes.undo, changes.undo_size, Label("Taken back: {what}"), Label("Nothing to undo."))

    def redo(self) -> None:
        """Do again what was undone last and say what it was."""
        self._through_history(changes.redo, changes.redo_size, Label("Done again: {what}"), Label("Nothing to redo."))

    def _through_history(
        self,
        step: Callable[[Journal], Changes | None],
        size: Callable[[Journal], int],
        done: Label,
        nothing: Label,
    ) -> None:
        """Undo or redo, and tell every page; what would hold up the window goes on behind a progress bar."""

        def tell(changed: Changes | None) -> None:
            self.say(say(done, what=operation_name(changed.name)) if changed is not None else say(nothing))

        try:
            if self.read(size) > _LARGE:
                title = say("Going through the history…")
                self.run_beside(alerts.window(), title, lambda own, _progress: step(own), tell)
                return
            changed = step(self.journal)
        except JournalError as error:
            alerts.current().error(error)
            return
        if changed is not None:
            self.changed.emit(changed)
        tell(changed)

    def undo_name(self) -> str:
        """Return what undo would take back, in words, or nothing."""
        name = changes.undoable(self.journal)
        return operation_name(name) if name else ""

    def redo_name(self) -> str:
        """Return what redo would do again, in words, or nothing."""
        name = changes.redoable(self.journal)
        return operation_name(name) if name else ""

    def say(self, sentence: str, *, can_undo: bool = False) -> None:
        """Show a sentence in the status line, with Undo beside it if that makes sense."""
        self.said.emit(sentence, can_undo)

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a visit, account, contact, step or plan on its page."""
        self.record_wanted.emit(kind, record_id)

    def remember_opened(self, kind: str, record_id: int) -> None:
        """Know a record as opened last, for whoever looks for it again."""
        try:
            journal = self.journal.setting("journal_id")
        except JournalError:  # its page has said what is wrong
            return
        preferences.current().remember_record(journal or "", f"{kind}:{record_id}")

    def open_page(self, key: str) -> None:
        """Show a page, or start what a first page offers ('import', 'sample')."""
        self.page_wanted.emit(key)

    def open_tagged(self, key: str, tag: str) -> None:
        """Show on a page what bears a tag."""
        self.tag_wanted.emit(key, tag)

    def open_summary(self, **choices: object) -> None:
        """Show a summary with these choices, named as in `models.summaries.choices.Choices`."""
        self.summary_wanted.emit(choices)

    def new_visit(self, account_id: int | None = None, contact_id: int | None = None) -> None:
        """Begin to write down a visit, with an account or a person if that is known."""
        self.visit_wanted.emit(account_id, contact_id)

    def keep_drafts(self) -> None:
        """Keep all that is being written at once."""
        self.drafts_wanted.emit()

    def look_for_others(self) -> None:
        """Tell every page when another program has written into this journal; long work of our own tells it itself."""
        if not workers.is_running() and self.journal.changed_elsewhere():
            self.changed.emit(Changes(0, "", EVERYTHING))

    def look_at_day(self) -> None:
        """Tell every page when a new day has begun, be it at midnight or while the computer slept."""
        if self.today() != self._day:
            self._day = self.today()
            self.day_changed.emit()

    def is_closed(self) -> bool:
        """Return whether the journal was left: nothing of it can be read any more."""
        return self._is_closed

    def close(self) -> None:
        """Stop looking and close the journal."""
        self._is_closed = True
        self._looking.stop()
        self.journal.close()
