"""Names that lead to their record: text that can be pressed, with the pointer or the keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint


class Link(QAbstractButton):
    """One line of text that opens something; it ends with … when there is no room, but keeps so many pixels."""

    def __init__(
        self,
        text: str,
        style: str = "body",
        token: str = "text",
        *,
        name: str = "",
        keeps: int = 40,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style, self._token, self._keeps = style, token, keeps
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setFont(theme.font(style))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def setText(self, text: str) -> None:
        """Show another text; an & in it makes no key that presses the link."""
        super().setText(text)
        self.setShortcut(QKeySequence())

    def sizeHint(self) -> QSize:
        # An & is an & here, not the mark of a key.
        return QSize(paint.width(self.text(), self._style) + 1, theme.line_height(self._style))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._keeps), theme.line_height(self._style))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        token = "accent" if self.underMouse() else self._token
        shown = paint.text(painter, self.rect(), self.text(), self._style, token)
        if self.underMouse():
            painter.fillRect(0, self.height() - 3, shown, 1, theme.colour("accent"))
        if self.hasFocus():
            paint.rounded(painter, self.rect(), 4, "", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), 3, "", "accent")
