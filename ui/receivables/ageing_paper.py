"""The ageing as it will be printed, and everything it can be saved as."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from models.errors import JournalError
from models.summaries import ageing_report
from models.summaries.report import Report
from models.text.language import Label
from ui import theme, workers
from ui.background import Background
from ui.session import Session
from ui.summaries.paper_dialog import LEAST_HEIGHT, PaperDialog
from ui.summaries.preview import Preview
from ui.translations import language, say
from ui.widgets.layouts import row
from ui.widgets.segments import Segments

SAVES = {
    "xlsx": Label("Save Excel…"),
    "csv": Label("Save as data (CSV)…"),
    "docx": Label("Save Word…"),
    "html": Label("Save as a web page (HTML)…"),
    "md": Label("Save Markdown…"),
}
"""Besides the PDF, by the ending of the file's name."""


class AgeingPaper(PaperDialog):
    """Shows the pages by account, branch or project; they are read and drawn beside the window's thread."""

    def __init__(self, session: Session, parent: QWidget | None, grouping: str = "account") -> None:
        super().__init__(session, say("Print or save the ageing"), parent)
        self.report: Report | None = None
        self._background = Background(self)
        names = [(key, say(name), "") for key, name in ageing_report.GROUP_NAMES.items()]
        self.grouping = Segments(say("How to show them"), names)
        self.grouping.set_current(grouping)
        self.preview = Preview(mode="width")
        self.preview.setMinimumHeight(LEAST_HEIGHT)
        self.preview.warned.connect(lambda warnings: self.tell("\n".join(warnings), "amber") if warnings else None)
        self.preview.failed.connect(self._fail)
        self.body.addLayout(row(self.grouping, None, self.audience, spacing=theme.MARGIN))
        self.body.addWidget(self.warning)
        self.body.addWidget(self.preview, 1)
        self._make_menu()
        self.grouping.changed.connect(lambda _grouping: self.show_ageing())
        self.audience.changed.connect(lambda _reader: self.show_ageing())
        self.copy_button.clicked.connect(lambda: self.exporting.copy(self.report) if self.report else None)
        self.print_button.clicked.connect(lambda: self.exporting.print_out(self.report) if self.report else None)
        self.show_ageing()
        self.preview.area.setFocus()

    def accept(self) -> None:
        """Save the pages as a PDF; the dialog closes once it is written."""
        self.save("pdf")

    def is_ready(self) -> bool:
        """Return whether the ageing could be read."""
        return self.report is not None

    def is_settled(self) -> bool:
        """Return whether the pages shown are those that were asked for."""
        return not (self._background.is_busy() or self.preview.is_busy())

    def save(self, ending: str) -> None:
        """Save the ageing, by the ending of the file's name."""
        if self.report is not None:
            self.exporting.save(self.report, ending)

    def show_ageing(self) -> None:
        """Read the ageing for its reader and show the pages, or say why they can't be shown."""
        journal, spoken, reader = self.session.journal, language(), self.reader()
        grouping = self.grouping.current()

        def work() -> Report:
            with workers.beside(journal) as own:
                return ageing_report.paper(own, grouping, language=spoken, audience=reader)

        self.report = None
        self.show_buttons()
        self._background.run("reading", work, self._take, self._fail)

    def _make_menu(self) -> None:
        self.markdown_button.setText(say("Save as…"))
        menu = QMenu(self.markdown_button)
        for ending, name in SAVES.items():
            menu.addAction(say(name)).triggered.connect(lambda _checked=False, ending=ending: self.save(ending))
        self.markdown_button.setMenu(menu)

    def _take(self, report: Report) -> None:
        self.report = report
        self.tell("")
        self.preview.show_report(report)
        self.show_buttons()

    def _fail(self, error: JournalError) -> None:
        self.tell(error.say(language()), "red")
        self.show_buttons()
