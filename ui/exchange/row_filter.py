"""The chips above the rows of an import: how many there are of each state, and which are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from models.exchange.outcome import RowOutcome
from models.text.language import Label
from ui.exchange.row_list import is_wanted
from ui.translations import say
from ui.widgets.layouts import row
from ui.widgets.pills import FilterChip

WORDS: Mapping[str, Label] = {
    "": Label("All {count}"),
    "new": Label("New {count}"),
    "updated": Label("Completed {count}"),
    "unchanged": Label("Nothing new {count}"),
    "doubts": Label("Doubtful {count}"),
    "refused": Label("Refused {count}"),
}


class RowFilter(QWidget):
    """One chip for each state that rows have, the first for all of them."""

    chosen = Signal(str)

    def __init__(self, words: Mapping[str, Label] = WORDS) -> None:
        super().__init__()
        self._words = words
        self.chips = {key: FilterChip("") for key in words}
        self._group = QButtonGroup(self)
        for key, chip in self.chips.items():
            self._group.addButton(chip)
            chip.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
        self.setLayout(row(*self.chips.values(), None))

    def show_rows(self, rows: Sequence[RowOutcome]) -> None:
        """Count the rows of each state; all of them are shown then."""
        for key, sentence in self._words.items():
            chip = self.chips[key]
            count = sum(is_wanted(one, key) for one in rows)
            chip.setText(say(sentence, count=count))
            chip.setAccessibleName(chip.text())
            chip.setVisible(count > 0 or not key)
            chip.updateGeometry()
        self.chips[""].setChecked(True)
