"""A list that floats below a field: it is seen and clicked, but never takes the focus from the field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui import theme

_LEAVING = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowDeactivate, QEvent.Type.Hide)


class FloatingList(QFrame):
    """The frame of such a list, a window of the ToolTip kind, which an input method never notices."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self._field = field
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("suggestions")

    def appear(self) -> None:
        """Show it, until the window below moves or is left."""
        if not self.isVisible():
            self._field.window().installEventFilter(self)
            self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go away when the window below moves or is left."""
        if event.type() in _LEAVING:
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a border in the theme's colour."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("card"))
        painter.setPen(theme.colour("line_strong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
