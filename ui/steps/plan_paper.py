"""A plan as it will be printed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models.errors import JournalError
from models.summaries import plan_page
from models.summaries.report import Report
from ui import theme
from ui.session import Session
from ui.summaries.paper_dialog import LEAST_HEIGHT, PaperDialog
from ui.summaries.preview import Preview
from ui.translations import language, say
from ui.widgets.layouts import row


class PlanPaper(PaperDialog):
    """Shows the page; what its reader may not see is said above it."""

    def __init__(self, session: Session, plan_id: int, parent: QWidget | None) -> None:
        super().__init__(session, say("Print or save this plan"), parent)
        self.report: Report | None = None
        self._plan_id = plan_id
        self.preview = Preview(mode="width")
        self.preview.setMinimumHeight(LEAST_HEIGHT)
        self.preview.warned.connect(lambda warnings: self.tell("\n".join(warnings), "amber") if warnings else None)
        self.preview.failed.connect(lambda error: self.tell(error.say(language()), "red"))
        choices = row(self.warning, self.audience, spacing=theme.MARGIN)
        choices.setStretch(0, 1)
        self.body.addLayout(choices)
        self.body.addWidget(self.preview, 1)
        self.audience.changed.connect(lambda _reader: self.show_plan())
        self.copy_button.clicked.connect(self._copy)
        self.markdown_button.clicked.connect(lambda: self._save("md"))
        self.print_button.clicked.connect(self._print)
        self.show_plan()
        self.preview.area.setFocus()

    def accept(self) -> None:
        """Save the page as a PDF; the dialog closes once it is written."""
        self._save("pdf")

    def is_ready(self) -> bool:
        """Return whether the plan could be read."""
        return self.report is not None

    def show_plan(self) -> None:
        """Read the plan for its reader and show the page, or say why it can't be shown."""
        try:
            self.report = self.session.read(
                plan_page.report, self._plan_id, language=language(), audience=self.reader()
            )
        except JournalError as error:
            self.report = None
            self.tell(error.say(language()), "red")
        else:
            self.tell(self.report.left_out)
        self.preview.show_report(self.report)
        self.show_buttons()

    def _save(self, ending: str) -> None:
        if self.report is not None:
            self.exporting.save(self.report, ending)

    def _copy(self) -> None:
        if self.report is not None:
            self.exporting.copy(self.report)

    def _print(self) -> None:
        if self.report is not None:
            self.exporting.print_out(self.report)
