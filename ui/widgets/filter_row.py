"""A row of chips of which one is on: what a list below shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ui.widgets.flow_layout import flowing
from ui.widgets.layouts import column
from ui.widgets.pills import FilterChip


class FilterRow(QWidget):
    """Chips as (key, words); `changed` tells the key of the one that was chosen."""

    changed = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.chips = {key: FilterChip(words) for key, words in choices}
        self._group = QButtonGroup(self)
        for chip in self.chips.values():
            self._group.addButton(chip)
        self.set_current(choices[0][0])
        self.setLayout(column(flowing(name, self.chips.values())))
        for key, chip in self.chips.items():
            chip.clicked.connect(lambda _checked=False, key=key: self.changed.emit(key))

    def current(self) -> str:
        """Return the key of the chip that is on."""
        return next(key for key, chip in self.chips.items() if chip.isChecked())

    def set_current(self, key: str) -> None:
        """Switch a chip on without telling."""
        self.chips[key].setChecked(True)
