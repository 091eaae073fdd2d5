"""A sentence that leads to its record: a link that goes on in the next line where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui import theme
from ui.widgets import paint
from ui.widgets.link import Link

_NO_END = 100_000


class WrappedLink(Link):
    """Text of one line or more that opens something."""

    def __init__(self, text: str, style: str = "body", token: str = "text", *, name: str = "") -> None:
        self._heights: dict[tuple[int, str], int] = {}
        super().__init__(text, style, token, name=name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._widest_word = max((paint.width(word, style) for word in text.split()), default=0)

    def hasHeightForWidth(self) -> bool:
        """Return that it is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the text is in a width; layouts ask for the same one again and again."""
        asked = (width, self.text())
        if asked not in self._heights:
            area = QRect(0, 0, width, _NO_END)
            around = QFontMetrics(self.font()).boundingRect(area, self._flags(width), self.text())
            self._heights[asked] = max(around.height(), theme.line_height(self._style))
        return self._heights[asked]

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew with another font."""
        if event.type() == QEvent.Type.FontChange:
            self._heights.clear()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Return the size of the text on one line, if it is not too long for that."""
        return QSize(min(paint.width(self.text(), self._style) + 1, 320), theme.line_height(self._style))

    def minimumSizeHint(self) -> QSize:
        """Return the room that the link keeps at least."""
        return QSize(60, theme.line_height(self._style))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines of the text, in the accent under the pointer, with a frame when it has the focus."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.colour("accent" if self.underMouse() else self._token))
        painter.drawText(self.rect(), self._flags(self.width()), self.text())
        if self.hasFocus():
            paint.rounded(painter, self.rect(), 4, "", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), 3, "", "accent")

    def _flags(self, width: int) -> int:
        """Return how the text is broken: between words, or anywhere when one of them is wider than the line."""
        wrap = Qt.TextFlag.TextWrapAnywhere if self._widest_word > width else Qt.TextFlag.TextWordWrap
        return int(wrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value)
