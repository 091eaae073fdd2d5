"""Text that is read: plain labels in the styles of the type, and one that shortens itself."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme
from ui.widgets.tips import plain


def label(text: str = "", style: str = "body", token: str = "text", *, wrap: bool = False, name: str = "") -> QLabel:
    """Return a label in a style of type and a colour of the theme; what it shows is never taken for markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(style))
    made.setWordWrap(wrap)
    made.setProperty("token", token)
    if name:
        made.setAccessibleName(name)
    return made


def selectable(style: str = "body") -> QLabel:
    """Return a label, empty as yet, whose text can be selected and copied."""
    made = label("", style, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def set_token(widget: QWidget, token: str) -> None:
    """Give a label another colour of the theme."""
    if widget.property("token") != token:
        widget.setProperty("token", token)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Elided(QWidget):
    """One line of text that ends with … when there is no room, and shows all of it in its tooltip then."""

    def __init__(self, text: str = "", style: str = "body", token: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._style = style
        self._token = token
        self.setFont(theme.font(style))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.watcher().changed.connect(self.update)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str, token: str = "") -> None:
        """Show another text, in another colour of the theme if one is named."""
        self._text = text
        self._token = token or self._token
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        # Rounded up: Qt rounds down, and would then shorten the very words that were measured.
        return QSize(ceil(QFontMetricsF(self.font()).horizontalAdvance(self._text)), theme.line_height(self._style))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, theme.line_height(self._style))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(plain(self._text) if shown != self._text else "")
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.colour(self._token))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
