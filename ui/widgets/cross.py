"""The × at the right end of a chip: it darkens below the pointer, and a click on it removes instead of opening."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton


class Cross(QObject):
    """Watches the last pixels of a chip, `width` of them; the chip paints the × itself."""

    pressed = Signal()

    def __init__(self, chip: QAbstractButton, width: int) -> None:
        super().__init__(chip)
        self._chip, self._width = chip, width
        self.is_below_pointer = False
        chip.setMouseTracking(True)
        chip.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer, and keep a click on the × from the chip."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            below = event.position().x() >= self._chip.width() - self._width
            if below != self.is_below_pointer:
                self.is_below_pointer = below
                self._chip.update()
        if event.type() == QEvent.Type.MouseButtonRelease and self.is_below_pointer:
            self._chip.setDown(False)
            self.pressed.emit()
            return True
        return super().eventFilter(watched, event)
