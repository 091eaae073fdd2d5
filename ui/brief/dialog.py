"""The brief before a visit on screen: read in one key, saved, printed or copied, and a start for the preparation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from models import preparation
from models.changes import Changes
from models.errors import JournalError
from models.journal import Journal
from models.summaries import brief as briefs
from models.summaries.brief_page import BriefPage
from models.summaries.report import Report
from ui import theme, workers
from ui.background import Background
from ui.brief.sheet import BriefSheet
from ui.session import Session
from ui.summaries.paper_dialog import LEAST_HEIGHT, PaperDialog
from ui.translations import language, say
from ui.widgets.labels import label
from ui.widgets.layouts import column, row, scroll
from ui.widgets.link import Link

TABLES = frozenset(
    {"account", "contact", "contact_post", "visit", "visit_contact", "visit_question", "step", "receivable", "payment"}
)
"""What a brief tells of."""


class BriefDialog(PaperDialog):
    """A brief on an account or a planned visit. Private lines show only while the switch is on, which starts off."""

    def __init__(self, session: Session, parent: QWidget | None, account_id: int, visit_id: int | None = None) -> None:
        super().__init__(session, say("Brief before a visit"), parent)
        self.page: BriefPage | None = None
        self._account_id, self._visit_id = account_id, visit_id
        self.sheet = BriefSheet()
        self.account = Link("", "page_title", keeps=240)
        self.place = label("", "caption", "text_2")
        self.private = QCheckBox(say("Show private notes"))
        self.map = QCheckBox(say("Map of people on a second page"))
        self._making = Background(self)
        self._is_making = False
        self._arrange()
        self._connect()
        self.show_brief()

    def is_ready(self) -> bool:
        """Return whether the brief could be read, and its page is not being made."""
        return self.page is not None and not self._is_making

    def accept(self) -> None:
        """Save the page as a PDF; the dialog closes once it is written."""
        self._make(lambda report: self.exporting.save(report, "pdf"))

    def show_brief(self) -> None:
        """Read the brief again and show it, or say why it can't be shown."""
        try:
            page = self.session.read(self._read)
        except JournalError as error:
            self.page = None
            self.sheet.clear()
            self.tell(error.say(language()), "red")
            self.show_buttons()
            return
        if page != self.page:
            self.page = page
            self.account.setText(page.title)
            self.account.setAccessibleName(page.title)
            self.account.updateGeometry()
            self.place.setText(page.subtitle)
            self.sheet.show_page(page)
        self.tell(page.warning, "private" if self.private.isChecked() else "text_2")
        self.show_buttons()

    def _read(self, journal: Journal) -> BriefPage:
        return briefs.read(
            journal,
            self._account_id,
            language=language(),
            visit_id=self._visit_id,
            audience=self.reader(),
            with_private=self.private.isChecked(),
        )

    def _arrange(self) -> None:
        names = column(row(self.account, None), self.place, spacing=0)
        choices = column(row(None, self.audience), row(None, self.private), row(None, self.map), spacing=theme.SPACE_4)
        heading = row(names, choices, spacing=theme.MARGIN)
        heading.setStretch(0, 1)
        self.area = scroll(self.sheet, name=say("Brief"))
        self.area.setProperty("kind", "text")
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll it
        self.area.setMinimumHeight(LEAST_HEIGHT)
        self.body.addLayout(heading)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self.warning)
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
        self.session.changed.connect(self._on_changed)

    def _on_reader(self) -> None:
        if self.reader() != "self":
            self.private.setChecked(False)
        self.private.setEnabled(self.reader() == "self")
        self.show_brief()

    def _on_changed(self, changes: Changes) -> None:
        if changes.tables & TABLES or "*" in changes.tables:
            self.show_brief()

    def _go_to(self, kind: str, record_id: object) -> None:
        """Leave the brief for a record."""
        assert isinstance(record_id, int)
        self.reject()
        self.session.open_record(kind, record_id)

    def _prepare(self, text: str) -> None:
        """Put a suggested question on the list of the visit that the brief is about."""
        if self.page is not None and self.page.visit_id is not None:
            self._change(lambda visit_id: self.session.run(preparation.add, visit_id, text))

    def _carry_over(self, question_id: object) -> None:
        assert isinstance(question_id, int)
        self._change(lambda visit_id: self.session.run(preparation.carry_over, visit_id, [question_id]))

    def _change(self, work: Callable[[int], Changes | None]) -> None:
        if self.page is None or self.page.visit_id is None or work(self.page.visit_id) is None:
            return
        self.session.say(say("Put on the preparation list"), can_undo=True)
        self.area.setFocus()

    def _make(self, use: Callable[[Report], object]) -> None:
        """Make the page for paper in a thread, then hand it on."""
        if self.page is None or self._is_making or self._is_exporting:
            return
        journal, spoken, reader = self.session.journal, language(), self.reader()
        account_id, visit_id = self._account_id, self._visit_id
        with_private, with_map = self.private.isChecked(), self.map.isChecked()

        def work() -> Report:
            with workers.beside(journal) as own:
                return briefs.brief(
                    own,
                    account_id,
                    language=spoken,
                    visit_id=visit_id,
                    audience=reader,
                    with_private=with_private,
                    with_map=with_map,
                )

        def done(report: Report) -> None:
            self._is_making = False
            self.show_buttons()
            use(report)

        self._is_making = True
        self.show_buttons()
        self._making.run("brief", work, done, self._show_error)

    def _show_error(self, error: JournalError) -> None:
        self._is_making = False
        self.show_buttons()
        self.tell(error.say(language()), "red")
