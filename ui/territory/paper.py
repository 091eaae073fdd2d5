"""The territory as it will be printed, and everything it can be saved as."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from models.journal import Journal
from models.summaries import territory_report
from models.summaries.periods import Period
from models.summaries.report import Report
from models.territory_lines import Grouping, Order
from models.text.language import Label
from ui import theme
from ui.session import Session
from ui.summaries.report_paper import SAVES, ReportPaper
from ui.translations import language, say
from ui.widgets.layouts import row


class TerritoryPaper(ReportPaper):
    """Shows the pages of a period; they are saved as a picture, too."""

    saves: ClassVar[dict[str, Label]] = {"png": Label("Save as a picture (PNG)…"), **SAVES}

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
        self._period, self._grouping, self._channel = period, grouping, channel
        self._order: Order = order
        choices = row(self.warning, self.audience, spacing=theme.MARGIN)
        choices.setStretch(0, 1)
        self.body.addLayout(choices)
        self.body.addWidget(self.preview, 1)
        self.read_again()
        self.preview.area.setFocus()

    def reading(self) -> Callable[[Journal], Report]:
        """Return what reads the territory for its reader."""
        spoken, reader = language(), self.reader()
        return lambda journal: territory_report.paper(
            journal,
            self._period,
            self._grouping,
            language=spoken,
            audience=reader,
            channel=self._channel,
            order=self._order,
        )
