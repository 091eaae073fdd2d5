"""How often a product is served: every month, quarter, half-year or year, every so many days, or not at all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.text.clean import clean_line
from models.text.language import Label
from ui import theme
from ui.translations import say
from ui.widgets.layouts import row
from ui.widgets.line_field import LineField
from ui.widgets.word_choice import WordChoice

_NAMES = {
    "30": Label("every month"),
    "91": Label("every quarter"),
    "182": Label("every half-year"),
    "365": Label("every year"),
    "own": Label("every … days"),
}
_DAYS_WIDTH = 96


class ServiceRhythmField(QWidget):
    """A choice of the usual rhythms; for another one a line for its days."""

    changed = Signal()

    def __init__(self, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._longest = longest
        self.choice = WordChoice(say("Service"), say("not in a rhythm"), _NAMES)
        self.days = LineField("", say("Days between two services"))
        self.days.setFixedWidth(_DAYS_WIDTH)
        self.setLayout(row(self.choice, self.days, None, spacing=theme.GAP))
        self.setFocusProxy(self.choice)
        self.choice.currentIndexChanged.connect(self._choose)
        self.days.edited.connect(lambda _text: self.changed.emit())
        self.days.hide()

    def value(self) -> int | None:
        """Return the days between two services, or None; also for what is no number of days."""
        chosen = self.choice.value()
        text = clean_line(self.days.text()) if chosen == "own" else chosen
        number = int(text) if text.isascii() and text.isdecimal() else None
        return number if number is not None and 1 <= number <= self._longest else None

    def is_right(self) -> bool:
        """Return whether the days are a number of days."""
        return self.choice.value() != "own" or self.value() is not None

    def set_value(self, days: int | None) -> None:
        """Show a rhythm."""
        known = str(days) in _NAMES
        self.choice.blockSignals(True)
        self.choice.set_value("" if days is None else (str(days) if known else "own"))
        self.choice.blockSignals(False)
        self.days.setText("" if days is None or known else str(days))
        self.days.setVisible(self.choice.value() == "own")

    def content(self) -> list[str]:
        """Return what stands there, for a draft."""
        return [self.choice.value(), self.days.text()]

    def set_content(self, content: list[str]) -> None:
        """Show a draft."""
        chosen, days = content
        self.choice.set_value(chosen)
        self.days.setText(days)
        self.days.setVisible(chosen == "own")

    def _choose(self, _index: int) -> None:
        self.days.setVisible(self.choice.value() == "own")
        if self.choice.value() == "own":
            self.days.setFocus()
        self.changed.emit()
