"""A part of what a quick line was understood as, which can be corrected: changed in the line, or made words again."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui import theme
from ui.translations import say
from ui.widgets import paint
from ui.widgets.cross import Cross
from ui.widgets.tips import plain

_WIDEST = 420
_CROSS = 24


class FactChip(QAbstractButton):
    """An icon or a dot, and words, on grey. Enter or a click changes what it says; Delete or the × takes it back.

    What stands nowhere in the line (an account that goes with a person) can't be taken back, and has no ×. With the
    `tone` of a pill it is one.
    """

    removed = Signal()
    moved = Signal(int)
    """An arrow: -1 to the chip before, 1 to the one behind."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        dot: str = "",
        *,
        tone: str = "",
        removable: bool = False,
        changes: bool = False,
    ) -> None:
        super().__init__()
        self.setText(text)
        self._icon, self._dot, self._tone = icon, dot, tone
        self._cross = Cross(self, _CROSS) if removable else None
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        can_be_reached = removable or changes
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can_be_reached else Qt.FocusPolicy.NoFocus)
        if self._cross is not None:
            self._cross.pressed.connect(self.removed)
            self.setToolTip(plain(say("Enter changes “{words}”, Delete leaves it in the title as words", words=text)))
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the room for its words, up to a width."""
        lead = 20 if self._icon else 16 if self._dot else 0
        behind = _CROSS - 6 if self._cross else 0
        return QSize(min(paint.width(self.text(), "caption") + lead + 16 + behind, _WIDEST), theme.CHIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it, with a border while it has the focus."""
        painter = QPainter(self)
        ink, fill, border = paint.pill_colours(self._tone) if self._tone else ("text", "grey_tint", "")
        around = self.rect().adjusted(0, 2, 0, -2) if self._tone else self.rect()
        radius = around.height() / 2 if self._tone else 6
        paint.rounded(painter, around, radius, fill, "accent" if self.hasFocus() else border)
        left, middle = 8, self.height() // 2
        if self._icon:
            left += paint.icon(painter, left, middle, self._icon, "text_2", 14) + 6
        elif self._dot:
            paint.dot(painter, left, middle, self._dot)
            left += 16
        right = _CROSS if self._cross else 6
        words = QRect(left, 0, self.width() - left - right, self.height())
        paint.text(painter, words, self.text(), "caption", ink)
        if self._cross:
            ink = "text" if self._cross.is_below_pointer else "text_3"
            paint.icon(painter, self.width() - 20, middle, "close", ink, 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change it by Enter, take it back by Delete or Backspace, and go to the chips beside it by the arrows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif self._cross and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)
