"""The brief before a visit on screen: read in one key, saved, printed or copied, and a start for the preparation."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from models import preparation
from models.changes import Changes
from models.errors import JournalError
from models.journal import Journal
from models.summaries import brief as briefs
from models.summaries.brief_page import BriefPage
from models.summaries.privacy import AudienceName
from models.summaries.report import Report
from ui import theme, workers
from ui.background import Background
from ui.brief.sheet import BriefSheet
from ui.session import Session
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, row, scroll
from ui.widgets.link import Link
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.summaries.exporting import Exporting

_WIDTH, _HEIGHT = 800, 820
_LEAST = 320

TABLES = frozenset(
    {"account", "contact", "contact_post", "visit", "visit_contact", "visit_question", "step", "receivable", "payment"}
)
"""What a brief tells of."""


class BriefDialog(Dialog):
    """A brief on an account or a planned visit. Private lines show only while the switch is on, which starts off."""

    def __init__(self, session: Session, parent: QWidget | None, account_id: int, visit_id: int | None = None) -> None:
        super().__init__(say("Brief before a visit"), parent, accept=say("Save PDF…"))
        self.page: BriefPage | None = None
        self._session, self._account_id, self._visit_id = session, account_id, visit_id
        self.sheet = BriefSheet()
        self.account = Link("", "page_title", keeps=240)
        self.place = label("", "caption", "text_2")
        self.audience = Segments(
            say("Who reads it"), [("self", say("For me"), ""), ("manager", say("For colleagues"), "")]
        )
        self.private = QCheckBox(say("Show private notes"))
        self.warning = label("", "caption", "text_2", wrap=True)
        self._making = Background(self)
        self._is_making = self._is_exporting = False
        self._arrange(parent)
        self._connect()
        self.show_brief()

    @cached_property
    def exporting(self) -> Exporting:
        """What takes the page out of the window; it is made when it is wanted, so that the brief is shown sooner."""
        from ui.summaries.exporting import Exporting

        made = Exporting(self._session, self)
        made.busy.connect(self._on_busy)
        made.saved.connect(lambda _path: self.done(Dialog.DialogCode.Accepted))
        return made

    def accept(self) -> None:
        """Save the page as a PDF; the dialog closes once it is written."""
        self._make(lambda report: self.exporting.save(report, "pdf"))

    def show_brief(self) -> None:
        """Read the brief again and show it, or say why it can't be shown."""
        try:
            page = self._session.read(self._read)
        except JournalError as error:
            self.page = None
            self.sheet.clear()
            self.warning.setText(error.say(language()))
            set_token(self.warning, "red")
            self._show_buttons()
            return
        if page != self.page:
            self.page = page
            self.account.setText(page.title)
            self.account.setAccessibleName(page.title)
            self.account.updateGeometry()
            self.place.setText(page.subtitle)
            self.sheet.show_page(page)
        self.warning.setText(page.warning)
        set_token(self.warning, "private" if self.private.isChecked() else "text_2")
        self._show_buttons()

    def _read(self, journal: Journal) -> BriefPage:
        return briefs.read(
            journal,
            self._account_id,
            language=language(),
            visit_id=self._visit_id,
            audience=self._reader(),
            with_private=self.private.isChecked(),
        )

    def _reader(self) -> AudienceName:
        return "manager" if self.audience.current() == "manager" else "self"

    def _arrange(self, parent: QWidget | None) -> None:
        self.copy_button = button(say("Copy as text"), icon="copy")
        self.markdown_button = button(say("Save Markdown…"), icon="download")
        self.print_button = button(say("Print…"), icon="print")
        for one in (self.print_button, self.markdown_button, self.copy_button):
            self.add_button(one)
        self.cancel_button.setText(say("Close"))
        names = column(row(self.account, None), self.place, spacing=0)
        choices = column(row(None, self.audience), row(None, self.private), spacing=theme.SPACE_4)
        heading = row(names, choices, spacing=theme.MARGIN)
        heading.setStretch(0, 1)
        self.area = scroll(self.sheet, name=say("Brief"))
        self.area.setProperty("kind", "text")
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll it
        self.area.setMinimumHeight(_LEAST)
        self.body.addLayout(heading)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.warning)
        self.resize(_fitting(parent))
        self.area.setFocus()

    def _connect(self) -> None:
        self.account.clicked.connect(lambda: self._go_to("account", self._account_id))
        self.audience.changed.connect(lambda _reader: self._on_reader())
        self.private.toggled.connect(lambda _on: self.show_brief())
        self.sheet.record_wanted.connect(self._go_to)
        self.sheet.prepare_wanted.connect(self._prepare)
        self.sheet.carry_wanted.connect(self._carry_over)
        self.copy_button.clicked.connect(lambda: self._make(self.exporting.copy))
        self.print_button.clicked.connect(lambda: self._make(self.exporting.print_out))
        self.markdown_button.clicked.connect(lambda: self._make(lambda report: self.exporting.save(report, "md")))
        self._session.changed.connect(self._on_changed)

    def _on_reader(self) -> None:
        if self._reader() != "self":
            self.private.setChecked(False)
        self.private.setEnabled(self._reader() == "self")
        self.show_brief()

    def _on_changed(self, changes: Changes) -> None:
        if changes.tables & TABLES or "*" in changes.tables:
            self.show_brief()

    def _go_to(self, kind: str, record_id: object) -> None:
        """Leave the brief for a record."""
        assert isinstance(record_id, int)
        self.reject()
        self._session.open_record(kind, record_id)

    def _prepare(self, text: str) -> None:
        """Put a suggested question on the list of the visit that the brief is about."""
        if self.page is not None and self.page.visit_id is not None:
            self._change(lambda visit_id: self._session.run(preparation.add, visit_id, text))

    def _carry_over(self, question_id: object) -> None:
        assert isinstance(question_id, int)
        self._change(lambda visit_id: self._session.run(preparation.carry_over, visit_id, [question_id]))

    def _change(self, work: Callable[[int], Changes | None]) -> None:
        if self.page is None or self.page.visit_id is None or work(self.page.visit_id) is None:
            return
        self._session.say(say("Put on the preparation list"), can_undo=True)
        self.area.setFocus()

    def _make(self, use: Callable[[Report], object]) -> None:
        """Make the page for paper in a thread, then hand it on."""
        if self.page is None or self._is_making or self._is_exporting:
            return
        journal, spoken, reader = self._session.journal, language(), self._reader()
        account_id, visit_id, with_private = self._account_id, self._visit_id, self.private.isChecked()

        def work() -> Report:
            with workers.beside(journal) as own:
                return briefs.brief(
                    own, account_id, language=spoken, visit_id=visit_id, audience=reader, with_private=with_private
                )

        def done(report: Report) -> None:
            self._is_making = False
            self._show_buttons()
            use(report)

        self._is_making = True
        self._show_buttons()
        self._making.run("brief", work, done, self._show_error)

    def _show_error(self, error: JournalError) -> None:
        self._is_making = False
        self._show_buttons()
        self.warning.setText(error.say(language()))
        set_token(self.warning, "red")

    def _on_busy(self, is_busy: bool) -> None:
        self._is_exporting = is_busy
        self._show_buttons()

    def _show_buttons(self) -> None:
        ready = self.page is not None and not self._is_making and not self._is_exporting
        for one in (self.accept_button, self.copy_button, self.markdown_button, self.print_button):
            if one is not None:
                one.setEnabled(ready)


def _fitting(parent: QWidget | None) -> QSize:
    """Return the usual size, or less where the window has no room for it."""
    room = parent.window().size() if parent is not None else QSize(_WIDTH, _HEIGHT)
    return QSize(min(_WIDTH, room.width() - 40), min(_HEIGHT, room.height() - 40))
