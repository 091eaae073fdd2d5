"""The dot of a role group, beside a name."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint

_DOT = 8


class RoleDot(QWidget):
    """The dot in the colour of a role group, grey for somebody without one."""

    def __init__(self, role_group: str | None) -> None:
        super().__init__()
        self._token = paint.ROLES.get(role_group or "", "control")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the room of the dot on a line of text."""
        return QSize(_DOT, theme.line_height("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot."""
        paint.dot(QPainter(self), 0, self.height() // 2, self._token)
