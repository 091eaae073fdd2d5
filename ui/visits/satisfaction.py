"""How satisfied they were, and beside it what they had expected: two figures, and what lies between them."""

from __future__ import annotations

from dataclasses import replace

from models.text.field_words import EXPECTATION_NAMES, SATISFACTION_NAMES
from models.text.satisfaction_words import gap_tone, gap_words
from models.visit_sheet import VisitSheet
from ui import theme
from ui.satisfaction.figures import FigureRow
from ui.translations import language, say
from ui.visits.part import SheetPart
from ui.visits.texts import heading
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, row


class Satisfaction(SheetPart):
    """The figures of a visit; a digit key or the arrows choose, Tab goes from the one to the other."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("Satisfaction"))
        self.felt = FigureRow(say("Satisfaction"), SATISFACTION_NAMES)
        self.expected = FigureRow(say("They expected"), EXPECTATION_NAMES)
        self.gap = label("", "caption", "text_2")
        for figure in (self.felt, self.expected):
            figure.changed.connect(self._on_chosen)
        name = row(heading(say("Satisfaction")), None, self.gap)
        below = label(say("They expected"), "caption", "text_2")
        self.setLayout(column(name, self.felt, below, self.expected, spacing=theme.SPACE_4))

    def fill(self, sheet: VisitSheet) -> None:
        """Show the figures of a sheet."""
        self.felt.set_value(sheet.satisfaction)
        self.expected.set_value(sheet.expectation_level)
        self._show_gap()

    def written(self, sheet: VisitSheet) -> VisitSheet:
        """Return the sheet with the figures."""
        return replace(sheet, satisfaction=self.felt.value(), expectation_level=self.expected.value())

    def _on_chosen(self) -> None:
        self._show_gap()
        self.changed.emit()

    def _show_gap(self) -> None:
        felt, expected = self.felt.value(), self.expected.value()
        self.gap.setText(gap_words(language(), felt, expected))
        set_token(self.gap, {"late": "red", "good": "green"}.get(gap_tone(felt, expected), "text_2"))
