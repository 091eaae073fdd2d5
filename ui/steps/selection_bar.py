"""What can be done to several selected rows, at the foot of the list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui import theme
from ui.steps.lines import StepListView
from ui.translations import plural, say
from ui.widgets.buttons import button, icon_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label
from ui.widgets.layouts import column, frame, holding, row


class SelectionBar(QWidget):
    """Shown while several rows of a list are selected: how many, and a button for each deed with its key."""

    move_wanted = Signal()
    """Another day, to be chosen on the strip."""

    def __init__(self, view: StepListView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._is_back = False
        self._count = label("", "body_bold")
        self._count.setFixedHeight(theme.SMALL_BUTTON)
        self.buttons: list[QPushButton] = []
        self._flow = FlowLayout(spacing=theme.GAP)
        self._flow.addWidget(self._count)
        self._add(say("Done"), "check", say("Space"), view.tick)
        self._add(say("Postpone"), "clock", "P", view.postpone)
        self._add(say("Move"), "calendar", "M", self.move_wanted.emit)
        self._add(say("Who does it"), "person", "R", view.reassign)
        self._add(say("Delete"), "trash", "Del", view.remove)
        close = icon_button("close", say("Select one row only"))
        close.clicked.connect(self._select_one)
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        content = row(holding(self._flow), close, spacing=theme.GAP)
        content.setStretch(0, 1)
        content.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        content.setContentsMargins(QMargins(12, 8, 8, 8))
        self.setLayout(column(frame("chosen", content, say("Selected rows"))))
        view.selection_changed.connect(self._count_again)
        self.hide()

    def step_back(self, *, back: bool) -> None:
        """Leave the room to something else for a while, or come again."""
        self._is_back = back
        self._count_again()

    def words(self) -> str:
        """Return how many rows it says are selected."""
        return self._count.text()

    def _add(self, words: str, drawn: str, key: str, do: Callable[[], object]) -> None:
        made = button(words, "small", drawn)
        made.setToolTip(say("{words} ({key})", words=words, key=key))
        # A click must not take the keys from the list; Tab gets here all the same.
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda _checked=False: do())
        self.buttons.append(made)
        self._flow.addWidget(made)

    def _count_again(self) -> None:
        count = len(self._view.selected_rows())
        if count > 1:
            self._count.setText(plural("{count} selected", "{count} selected", count))
        had_focus = any(one.hasFocus() for one in self.buttons)
        self.setVisible(count > 1 and not self._is_back)
        if had_focus and count < 2:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _select_one(self) -> None:
        self._view.setCurrentIndex(self._view.currentIndex())
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
