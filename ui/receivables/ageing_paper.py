"""The ageing as it will be printed: by account, branch or project."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models.journal import Journal
from models.summaries import ageing_report
from models.summaries.report import Report
from ui import theme
from ui.session import Session
from ui.summaries.report_paper import ReportPaper
from ui.translations import language, say
from ui.widgets.layouts import row
from ui.widgets.segments import Segments


class AgeingPaper(ReportPaper):
    """Shows the pages by account, branch or project."""

    def __init__(self, session: Session, parent: QWidget | None, grouping: str = "account") -> None:
        super().__init__(session, say("Print or save the ageing"), parent)
        names = [(key, say(name), "") for key, name in ageing_report.GROUP_NAMES.items()]
        self.grouping = Segments(say("How to show them"), names)
        self.grouping.set_current(grouping)
        self.body.addLayout(row(self.grouping, None, self.audience, spacing=theme.MARGIN))
        self.body.addWidget(self.warning)
        self.body.addWidget(self.preview, 1)
        self.grouping.changed.connect(lambda _grouping: self.read_again())
        self.read_again()
        self.preview.area.setFocus()

    def reading(self) -> Callable[[Journal], Report]:
        """Return what reads the ageing for its reader."""
        grouping, spoken, reader = self.grouping.current(), language(), self.reader()
        return lambda journal: ageing_report.paper(journal, grouping, language=spoken, audience=reader)
