"""What a page shows when there is nothing yet: what it will hold, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.picture import Picture

_SENTENCE, _WIDEST = 280, 420
"""A sentence is broken from the one width on at the earliest, and from the other one at the latest."""


class EmptyState(QWidget):
    """An icon, a title, a sentence, a button if there is something to do, and another one for another way."""

    pressed = Signal()
    other_pressed = Signal()

    def __init__(
        self,
        title: str,
        sentence: str,
        action: str = "",
        icon: str = "",
        parent: QWidget | None = None,
        *,
        other: str = "",
    ) -> None:
        super().__init__(parent)
        items: list[QWidget] = []
        if icon:
            items.append(Picture(icon, "text_3", 32))
        self._title = label(title, "panel_title")
        self._sentence = label(sentence, "body", "text_2", wrap=True)
        self._sentence.setMaximumWidth(_WIDEST)
        self._widen()
        items += [self._title, self._sentence]
        if action:
            begin = button(action, "filled")
            begin.clicked.connect(self.pressed)
            items.append(begin)
        if other:
            another = button(other, "text")
            another.clicked.connect(self.other_pressed)
            items.append(another)
        for item in items:
            if isinstance(item, QLabel):
                item.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        centred = [row(None, item, None) for item in items]
        self.setLayout(column(None, *centred, None, spacing=12, margins=24))

    def set_text(self, title: str, sentence: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._widen()

    def _widen(self) -> None:
        """Let the sentence be as wide as it is long, up to a line that is read well."""
        words = self._sentence.fontMetrics().horizontalAdvance(self._sentence.text())
        self._sentence.setMinimumWidth(min(words + 2, _SENTENCE))
