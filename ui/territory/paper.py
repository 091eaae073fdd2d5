"""The territory as it will be printed, and everything it can be saved as."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from models.errors import JournalError
from models.summaries import territory_report
from models.summaries.periods import Period
from models.summaries.report import Report
from models.territory_lines import Grouping, Order
from models.text.language import Label
from ui import theme, workers
from ui.background import Background
from ui.session import Session
from ui.summaries.paper_dialog import LEAST_HEIGHT, PaperDialog
from ui.summaries.preview import Preview
from ui.translations import language, say
from ui.widgets.layouts import row

SAVES = {
    "png": Label("Save as a picture (PNG)…"),
    "xlsx": Label("Save Excel…"),
    "csv": Label("Save as data (CSV)…"),
    "docx": Label("Save Word…"),
    "html": Label("Save as a web page (HTML)…"),
    "md": Label("Save Markdown…"),
}
"""Besides the PDF, by the ending of the file's name."""


class TerritoryPaper(PaperDialog):
    """Shows the pages for whoever reads them; they are read and drawn beside the window's thread."""

    def __init__(
        self,
        session: Session,
        period: Period,
        grouping: Grouping,
        parent: QWidget | None,
        *,
        channel: str = "",
        order: Order = "name",
    ) -> None:
        super().__init__(session, say("Print or save the territory"), parent)
        self.report: Report | None = None
        self._period, self._grouping, self._channel = period, grouping, channel
        self._order: Order = order
        self._background = Background(self)
        self.preview = Preview(mode="width")
        self.preview.setMinimumHeight(LEAST_HEIGHT)
        self.preview.warned.connect(lambda warnings: self.tell("\n".join(warnings), "amber") if warnings else None)
        self.preview.failed.connect(self._fail)
        choices = row(self.warning, self.audience, spacing=theme.MARGIN)
        choices.setStretch(0, 1)
        self.body.addLayout(choices)
        self.body.addWidget(self.preview, 1)
        self._make_menu()
        self.audience.changed.connect(lambda _reader: self.show_territory())
        self.copy_button.clicked.connect(lambda: self.exporting.copy(self.report) if self.report else None)
        self.print_button.clicked.connect(lambda: self.exporting.print_out(self.report) if self.report else None)
        self.show_territory()
        self.preview.area.setFocus()

    def accept(self) -> None:
        """Save the pages as a PDF; the dialog closes once it is written."""
        self.save("pdf")

    def is_ready(self) -> bool:
        """Return whether the territory could be read."""
        return self.report is not None

    def is_settled(self) -> bool:
        """Return whether the pages shown are those that were asked for."""
        return not (self._background.is_busy() or self.preview.is_busy())

    def save(self, ending: str) -> None:
        """Save the territory, by the ending of the file's name."""
        if self.report is not None:
            self.exporting.save(self.report, ending)

    def show_territory(self) -> None:
        """Read the territory for its reader and show the pages, or say why they can't be shown."""
        journal, spoken, reader = self.session.journal, language(), self.reader()

        def work() -> Report:
            with workers.beside(journal) as own:
                return territory_report.paper(
                    own,
                    self._period,
                    self._grouping,
                    language=spoken,
                    audience=reader,
                    channel=self._channel,
                    order=self._order,
                )

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
        self.tell(report.left_out)
        self.preview.show_report(report)
        self.show_buttons()

    def _fail(self, error: JournalError) -> None:
        self.tell(error.say(language()), "red")
        self.show_buttons()
