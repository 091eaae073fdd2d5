"""The bell beside New visit: how many reminders wait; it is there only when some do."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.icons import icon
from ui.translations import plural
from ui.widgets.buttons import PushButton

KEY = "Ctrl+Alt+M"


class Bell(PushButton):
    """A button with a bell and a number, which opens the list of reminders."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("")
        self.setParent(parent)
        self.setProperty("kind", "plain")
        self.setIcon(icon("bell", "accent"))
        self.setIconSize(QSize(16, 16))
        self.setFixedHeight(theme.FIELD)
        self.hide()

    def set_count(self, count: int) -> None:
        """Show how many reminders wait."""
        self.setText(str(count))
        named = plural("{count} reminder", "{count} reminders", count)
        self.setAccessibleName(named)
        self.setToolTip(f"{named}  {QKeySequence(KEY).toString(QKeySequence.SequenceFormat.NativeText)}")
        self.setVisible(count > 0)
