"""A list of the journal as it will be printed, and everything it can be saved as."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QMenu, QWidget

from models.errors import JournalError
from models.journal import Journal
from models.summaries.report import Report
from models.text.language import Label
from ui import workers
from ui.background import Background
from ui.session import Session
from ui.summaries.paper_dialog import LEAST_HEIGHT, PaperDialog
from ui.summaries.preview import Preview
from ui.translations import language, say

SAVES = {
    "xlsx": Label("Save Excel…"),
    "csv": Label("Save as data (CSV)…"),
    "docx": Label("Save Word…"),
    "html": Label("Save as a web page (HTML)…"),
    "md": Label("Save Markdown…"),
}
"""What every list can be saved as besides the PDF, by the ending of the file's name."""


class ReportPaper(PaperDialog):
    """Shows the pages for whoever reads them; they are read and drawn beside the window's thread.

    A kind of list puts `preview` and its choices into the dialog, then calls `read_again`, as each choice does.
    """

    saves: ClassVar[dict[str, Label]] = SAVES

    def __init__(self, session: Session, title: str, parent: QWidget | None) -> None:
        super().__init__(session, title, parent)
        self.report: Report | None = None
        self._background = Background(self)
        self.preview = Preview(mode="width")
        self.preview.setMinimumHeight(LEAST_HEIGHT)
        self.preview.warned.connect(lambda warnings: self.tell("\n".join(warnings), "amber") if warnings else None)
        self.preview.failed.connect(self._fail)
        self._make_menu()
        self.audience.changed.connect(lambda _reader: self.read_again())
        self.copy_button.clicked.connect(lambda: self.exporting.copy(self.report) if self.report else None)
        self.print_button.clicked.connect(lambda: self.exporting.print_out(self.report) if self.report else None)

    def reading(self) -> Callable[[Journal], Report]:
        """Return what reads the pages with what is chosen now; it runs beside the window's thread."""
        raise NotImplementedError

    def accept(self) -> None:
        """Save the pages as a PDF; the dialog closes once it is written."""
        self.save("pdf")

    def is_ready(self) -> bool:
        """Return whether the pages could be read."""
        return self.report is not None

    def is_settled(self) -> bool:
        """Return whether the pages shown are those that were asked for."""
        return not (self._background.is_busy() or self.preview.is_busy())

    def save(self, ending: str) -> None:
        """Save the pages, by the ending of the file's name."""
        if self.report is not None:
            self.exporting.save(self.report, ending)

    def read_again(self) -> None:
        """Read the list for its reader and show the pages, or say why they can't be shown."""
        journal, read = self.session.journal, self.reading()

        def work() -> Report:
            with workers.beside(journal) as own:
                return read(own)

        self.report = None
        self.show_buttons()
        self._background.run("reading", work, self._take, self._fail)

    def _make_menu(self) -> None:
        self.markdown_button.setText(say("Save as…"))
        menu = QMenu(self.markdown_button)
        for ending, name in self.saves.items():
            menu.addAction(say(name)).triggered.connect(lambda _checked=False, ending=ending: self.save(ending))
        self.markdown_button.setMenu(menu)

    def _take(self, report: Report) -> None:
        self.report = report
        self.tell(report.left_out)
        self.preview.show_report(report)
        self.show_buttons()

    def _fail(self, error: JournalError) -> None:
        self.tell(error.say(language()), "red")
        self.show_buttons()
