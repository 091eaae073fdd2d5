"""The frame of every dialog: a title, what it holds, its buttons, and that it is freed when it closes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from ui import alerts, theme
from ui.translations import say
from ui.widgets.buttons import button
from ui.widgets.first_keys import take_first_keys
from ui.widgets.labels import label
from ui.widgets.layouts import column, row

_ACCEPTING = ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S")
"""The keys that do what the dialog is for, wherever in it one is: also where Enter means a line or a choice."""

_LEAST_LIST = 144
"""Pixels of a list that are always to be seen: three rows."""


class Dialog(QDialog):
    """A dialog with a title at the top, `body` in the middle and its buttons at the lower right.

    Show it with `open()`: it is modal to its window, Ctrl+Enter accepts it, Esc closes it, and it deletes itself.
    """

    def __init__(self, title: str, parent: QWidget | None, *, accept: str = "", width: int = 480) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(width)
        self.body: QVBoxLayout = column(spacing=12)
        self.accept_button: QPushButton | None = None
        self.cancel_button = button(say("Cancel") if accept else say("Close"))
        self.cancel_button.clicked.connect(self.reject)
        self._buttons = row(None, self.cancel_button)
        if accept:
            self.accept_button = button(accept, "filled")
            self.accept_button.setDefault(True)
            self.accept_button.clicked.connect(self.accept)
            self._buttons.addWidget(self.accept_button)
            for key in _ACCEPTING:
                QShortcut(QKeySequence(key), self, self.accept_button.click)
        self.setLayout(
            column(label(title, "panel_title"), self.body, self._buttons, spacing=16, margins=theme.MARGIN),
        )

    def add_button(self, widget: QPushButton, *, at_left: bool = True) -> None:
        """Put a further button beside the others: at the far left, or before Cancel."""
        self._buttons.insertWidget(0 if at_left else 1, widget)

    def height_of_list(self, wanted: int, around: int) -> int:
        """Return how high a list may be: as wanted, or less where the window has no room for it and what is around."""
        parent = self.parentWidget()
        room = parent.window().height() - around if parent is not None else wanted
        return max(min(wanted, room), _LEAST_LIST)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys at once; the desktop gives them a moment later."""
        super().showEvent(event)
        if not event.spontaneous():
            take_first_keys(self)

    def make_room(self) -> None:
        """Grow where a sentence that was just said needs room; Qt would squeeze the fields above it."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalMinimumHeightForWidth(self.width())))

    def typed_words(self) -> str:
        """Return the sentence that says what closing would lose, or '' where nothing was typed or chosen yet."""
        return ""

    def reject(self) -> None:
        """Close; what was typed is dropped only by the user's word."""
        words = self.typed_words()
        if words and not alerts.current().confirm(say("Close without saving?"), words, say("Don’t save")):
            return
        super().reject()

    def done(self, result: int) -> None:
        """End the dialog; it is freed however it ended."""
        super().done(result)
        self.deleteLater()
