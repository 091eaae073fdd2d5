"""A box that chooses one of some names, or none of them: a department, a batch, an owner."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

_WIDEST = 200


class NameChoice(QComboBox):
    """The names as (key, words) below one for all; `picked` tells the key that was chosen, None for all."""

    picked = Signal(object)

    def __init__(self, name: str, every: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._every = every
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.setMaximumWidth(_WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.addItem(every, None)
        self.activated.connect(lambda _number: self.picked.emit(self.key()))

    def key(self) -> object:
        """Return the key of the name that is chosen, or None for all."""
        return self.currentData()

    def set_key(self, key: object) -> None:
        """Choose a name without telling; one that is not there chooses all."""
        self.setCurrentIndex(max(self.findData(key), 0) if key is not None else 0)

    def offer(self, names: Sequence[tuple[object, str]]) -> None:
        """Offer these names; what was chosen stays, as long as it is among them."""
        if [(self.itemData(number), self.itemText(number)) for number in range(1, self.count())] == list(names):
            return
        key = self.key()
        self.clear()
        self.addItem(self._every, None)
        for one, words in names:
            self.addItem(words, one)
        self.set_key(key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls below."""
        event.ignore()
