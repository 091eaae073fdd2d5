"""The window: sidebar, top bar, one page at a time and the status line; it holds no facts of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from models import step_lists
from models.changes import Changes
from models.drafts import QUICK_NOTE, Draft
from models.errors import JournalError
from ui import alerts, menu_dialogs, preferences, workers
from ui.actions import Actions
from ui.page import Page
from ui.session import EVERYTHING, Session
from ui.sidebar import PAGES, Sidebar
from ui.status_line import StatusLine
from ui.top_bar import TopBar
from ui.translations import say
from ui.widgets.layouts import column, holding, row

if TYPE_CHECKING:
    from ui.command_palette.command import Command

_PAGE_CLASSES = {
    "today": "ui.today.page:TodayPage",
    "visits": "ui.visits.page:VisitPage",
    "accounts": "ui.accounts.page:AccountPage",
    "contacts": "ui.contacts.page:ContactPage",
    "steps": "ui.steps.page:StepPage",
    "projects": "ui.projects.page:ProjectPage",
    "calendar": "ui.calendar.page:CalendarPage",
    "trips": "ui.trips.page:TripPage",
    "territory": "ui.territory.page:TerritoryPage",
    "summaries": "ui.summaries.page:SummaryPage",
}
"""Where each page lies; one is imported when it is first shown, so that the window stands sooner."""

_PAGE_OF = {
    "visit": "visits",
    "account": "accounts",
    "contact": "contacts",
    "step": "steps",
    "plan": "steps",
    "trip": "trips",
    "encounters": "trips",
} | dict.fromkeys(("project", "acceptance_item", "signature", "receivable", "asset", "feedback"), "projects")
"""The page of each kind of record, and of each kind of draft."""

_OF_SUMMARIES = ("save_summary", "copy_summary")
_NARROW_SIDEBAR_BELOW = 1120
_SMALLEST = (860, 560)
_USUAL = QSize(1440, 900)
_FRAME = QSize(16, 48)
"""What the desktop's frame and title bar take at most beside the window's own size."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the window one is: a page, and the kind and id of the record that is open there."""

    page: str
    record: tuple[str, int] | None = None


class MainWindow(QMainWindow):
    """One window on one journal."""

    closed = Signal()
    journal_wanted = Signal(str)
    """Another journal: 'new', 'open', 'sample', or the path of a recent one."""
    language_wanted = Signal(str)
    theme_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle(say("{journal} – Rounds", journal=session.journal.path.stem))
        self.setMinimumSize(*_SMALLEST)
        self.setAcceptDrops(True)
        self.actions_ = Actions(self)
        self.sidebar = Sidebar(self.actions_)
        self.top_bar = TopBar(session, self.actions_)
        self.status_line = StatusLine()
        self._stack = QStackedWidget()
        self._pages: dict[str, Page] = {}
        self._history: list[str] = []
        main = column(self.top_bar, self._stack, self.status_line, spacing=0)
        main.setStretch(1, 1)
        body = row(self.sidebar, main, spacing=0)
        body.setStretch(1, 1)
        self.setCentralWidget(holding(body))
        self._connect_session()
        self._connect_actions()
        self._restore_state()
        self._show_journal()
        self._count_overdue()

    def current_page(self) -> Page | None:
        """Return the page that is shown."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def page(self, key: str) -> Page:
        """Return a page, made when it is wanted for the first time."""
        if key not in self._pages:
            module, _, name = _PAGE_CLASSES[key].partition(":")
            page: Page = getattr(import_module(module), name)(self.session, self._stack)
            page.heading_changed.connect(self._show_heading)
            page.status_changed.connect(lambda _words: self._show_status())
            self._stack.addWidget(page)
            self._pages[key] = page
        return self._pages[key]

    def show_page(self, key: str, *, focus: bool = True) -> bool:
        """Go to a page, unless the one shown can't be left; return whether the page is shown now."""
        now = self.current_page()
        page = self.page(key)
        if now is not page:
            if now is not None and not now.leave():
                self.sidebar.set_current(now.key)
                return False
            if now is not None:
                self._history.append(now.key)
            self._stack.setCurrentWidget(page)
        self.sidebar.set_current(key)
        for action in _OF_SUMMARIES:
            self.actions_[action].setEnabled(key == "summaries")
        self._show_heading()
        self._show_status()
        if focus:
            page.focus_first()
        return True

    def place(self) -> Place:
        """Return where one is."""
        page = self.current_page()
        return Place(page.key, page.open_record()) if page is not None else Place("today")

    def show_place(self, place: Place) -> None:
        """Go to a place, as it was in another window."""
        if place.record is not None:
            self.show_record(*place.record)
        else:
            self.show_page(place.page)

    def show_record(self, kind: str, record_id: object) -> None:
        """Show a record on the page of its kind."""
        if isinstance(record_id, int) and self.show_page(_PAGE_OF[kind], focus=False):
            self.page(_PAGE_OF[kind]).show_record(kind, record_id)
            self.session.remember_opened(kind, record_id)

    def show_draft(self, draft: object) -> None:
        """Go on with a draft on the page of its kind, or in the window of a quick note."""
        if isinstance(draft, Draft) and draft.table == QUICK_NOTE:
            menu_dialogs.open_quick_note(self)
            return
        if isinstance(draft, Draft) and self.show_page(_PAGE_OF[draft.table], focus=False):
            self.page(_PAGE_OF[draft.table]).open_draft(draft)

    def is_note_open(self) -> bool:
        """Return whether the small window of a quick note is open."""
        note = self.findChild(QWidget, "quick_note")
        return note is not None and note.isVisible()

    def new_visit(self, account_id: object = None, contact_id: object = None) -> None:
        """Begin to write down a visit."""
        self._on_page("visits", "new_visit", account_id, contact_id)

    def stand_as(self, other: MainWindow) -> None:
        """Take the place of another window on the screen, filling it all if that one did."""
        self.restoreGeometry(other.saveGeometry())
        if not other.isMaximized() and not other.isFullScreen():
            self.setGeometry(other.geometry())  # to the pixel, also where part of it is off the screen

    def come_to_front(self) -> None:
        """Raise the window, as a second start of the program asks for."""
        self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.raise_()
        self.activateWindow()

    def _connect_session(self) -> None:
        session = self.session
        session.record_wanted.connect(self.show_record)
        session.draft_wanted.connect(self.show_draft)
        session.page_wanted.connect(self._open_wanted)
        session.visit_wanted.connect(self.new_visit)
        session.tag_wanted.connect(lambda key, tag: self._on_page(key, "show_tag", tag))
        session.summary_wanted.connect(lambda choices: self._on_page("summaries", "choose", choices))
        session.said.connect(self.status_line.say)
        session.changed.connect(self._on_changed)
        session.day_changed.connect(self._count_overdue)
        self.status_line.undo_wanted.connect(session.undo)
        self.status_line.save_wanted.connect(self._save)

    def _on_changed(self, changes: Changes) -> None:
        if changes.tables == EVERYTHING:
            self._show_journal()  # it may be for reading only now
        if changes.tables == EVERYTHING or changes.tables & {"step", "plan"}:
            self._count_overdue()
        self._name_history()

    def _count_overdue(self) -> None:
        try:
            self.sidebar.set_overdue(self.session.read(step_lists.overdue_count))
        except JournalError as error:
            self.session.read_failed.emit(error)

    def _show_journal(self) -> None:
        path = self.session.journal.path
        state = say("Read only") if self.session.journal.read_only else say("Not encrypted")
        self.sidebar.set_journal(path.stem, state, str(path))

    def _open_wanted(self, key: str) -> None:
        if key in _PAGE_CLASSES:
            self.show_page(key)
        else:
            self.actions_[key].trigger()

    def _connect_actions(self) -> None:
        actions = self.actions_
        for key in PAGES:
            actions.connect(key, partial(self.show_page, key))
        works: dict[str, Callable[[], object]] = {
            "new_visit": self.new_visit,
            "new_step": lambda: self._on_page("steps", "add_step"),
            "quick_note": partial(menu_dialogs.open_quick_note, self),
            "new_plan": lambda: self._on_page("steps", "add_plan"),
            "new_account": lambda: self._on_page("accounts", "new_account"),
            "new_person": lambda: self._on_page("contacts", "new_contact"),
            "new_project": lambda: self._on_page("projects", "new_project"),
            "new_trip": lambda: self._on_page("trips", "new_trip"),
            "undo": self.session.undo,
            "redo": self.session.redo,
            "save": self._save,
            "filter": lambda: self._of_current(lambda page: page.focus_filter()),
            "print": lambda: self._of_current(lambda page: page.printable()),
            "brief": partial(menu_dialogs.open_brief, self),
            "search": self._focus_search,
            "back": self._go_back,
            "settings": partial(menu_dialogs.open_settings, self),
            "insert_template": lambda: self._of_current(lambda page: page.insert_template()),
            "edit_tags": partial(menu_dialogs.open_settings, self, "tags"),
            "edit_stages": partial(menu_dialogs.open_settings, self, "stages"),
            "edit_templates": partial(menu_dialogs.open_settings, self, "templates"),
            "trash": partial(menu_dialogs.open_trash, self),
            "duplicates": partial(menu_dialogs.find_duplicates, self),
            "reminders": partial(menu_dialogs.open_reminders, self),
            "keys": partial(menu_dialogs.open_keys, self),
            "about": partial(menu_dialogs.open_about, self),
            "introductions": partial(menu_dialogs.open_introductions, self),
            "quiet": lambda: self._on_page("accounts", "show_quiet"),
            "reach_many": partial(menu_dialogs.open_reach, self),
            "import": partial(menu_dialogs.import_files, self),
            "back_up": partial(menu_dialogs.back_up, self),
            "new_journal": lambda: self.journal_wanted.emit("new"),
            "open_journal": lambda: self.journal_wanted.emit("open"),
            "sample": lambda: self.journal_wanted.emit("sample"),
            "quit": self.close,
            "save_summary": lambda: self._on_page("summaries", "save"),
            "copy_summary": lambda: self._on_page("summaries", "copy"),
        }
        for key, work in works.items():
            actions.connect(key, work)
        actions.recent.aboutToShow.connect(partial(menu_dialogs.fill_recent, self))
        QShortcut(QKeySequence("F10"), self, self.sidebar.show_menu)
        self.top_bar.search.jumped.connect(self.focus_page)
        self.top_bar.search.commands = self._commands
        self.sidebar.page_wanted.connect(self.show_page)
        self.sidebar.settings_wanted.connect(partial(menu_dialogs.open_settings, self))
        self.sidebar.journal_wanted.connect(partial(menu_dialogs.open_settings, self, "journal"))
        self._name_history()

    def _name_history(self) -> None:
        """Let Undo and Redo in the menu say what they would do."""
        try:
            undo, redo = self.session.undo_name(), self.session.redo_name()
        except JournalError:  # a page has said what is wrong
            undo = redo = ""
        self.actions_["undo"].setText(say("Undo: {what}", what=undo) if undo else say("Undo"))
        self.actions_["redo"].setText(say("Redo: {what}", what=redo) if redo else say("Redo"))

    def _on_page(self, key: str, work: str, *values: object) -> None:
        if self.show_page(key, focus=False):
            getattr(self.page(key), work)(*values)

    def _of_current(self, work: Callable[[Page], object]) -> None:
        page = self.current_page()
        if page is not None:
            work(page)

    def _save(self) -> None:
        self.status_line.be_quiet()  # what was done before is no answer to whether it is saved now
        self._of_current(lambda page: page.save())

    def _focus_search(self) -> None:
        self.top_bar.search.open_list()

    def focus_page(self) -> None:
        """Give the focus to where work on the page that is shown begins."""
        self._of_current(lambda page: page.focus_first())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the page by Esc from the bars around it; nothing there is lost by that."""
        page, focused = self.current_page(), self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and page is not None and not page.isAncestorOf(focused or page):
            self.focus_page()
            return
        super().keyPressEvent(event)

    def can_go_back(self) -> bool:
        """Return whether another page was shown before this one."""
        return bool(self._history)

    def _commands(self) -> Sequence[Command]:
        from ui.command_palette import commands

        return commands.of_window(self)

    def _go_back(self) -> None:
        if self._history:
            key = self._history.pop()
            before = list(self._history)
            if self.show_page(key):
                self._history = before

    def _show_heading(self) -> None:
        page = self.current_page()
        if page is not None:
            self.top_bar.set_heading(page.title(), page.subtitle())
            shown = page.open_record()
            if shown is not None and shown[0] in ("account", "contact"):  # the others open by themselves, too
                self.session.remember_opened(*shown)

    def _show_status(self) -> None:
        page = self.current_page()
        self.status_line.set_page_words(page.status() if page is not None else "")
        self.status_line.set_private(page.private_status() if page is not None else "")
        self.status_line.set_can_save(page is not None and page.can_save())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.set_narrow(self.width() < _NARROW_SIDEBAR_BELOW)

    def _restore_state(self) -> None:
        geometry = preferences.current().window_geometry
        if not geometry or not self.restoreGeometry(QByteArray(geometry)):
            self.resize(_USUAL.boundedTo(self.screen().availableGeometry().size() - _FRAME))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from pathlib import Path

        from ui.exchange.import_dialog import import_paths

        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        # The program the files come from waits until the drop is over.
        QTimer.singleShot(0, self, lambda: import_paths(self.session, self, paths))

    def leave_all(self) -> bool:
        """Save what is being written on every page; return whether all of it is safe."""
        self.session.arrivals_wanted.emit()
        menu_dialogs.keep_quick_note(self)  # it stands on no page
        left = [page.leave() for page in self._pages.values()]  # every page, also behind one that can not be left
        return all(left)

    def closeEvent(self, event: QCloseEvent) -> None:
        if workers.is_running():
            event.ignore()
            return
        self.session.keep_drafts()
        if not self.leave_all() and not self._agrees_to_close():
            event.ignore()
            return
        preferences.current().window_geometry = bytes(self.saveGeometry().data())
        super().closeEvent(event)
        self.closed.emit()

    def _agrees_to_close(self) -> bool:
        return alerts.current().confirm(
            say("A visit could not be saved"),
            say("What you wrote is kept as a draft where that was possible. Close without saving?"),
            say("Close"),
            dangerous=True,
        )
