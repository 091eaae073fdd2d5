"""The lines above and below the list: what was understood as a filter, and what the keys and signs do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.translations import plural, say
from ui.widgets import paint

_HEIGHT = 36
_AT_SIDES = 20
_LEAST = 48
"""Pixels that a chip needs to be worth drawing."""


class FilterStrip(QWidget):
    """Chips of what was understood, and in words what was not, or what is still missing from the index."""

    def __init__(self) -> None:
        super().__init__()
        self._chips: Sequence[str] = ()
        self._said: tuple[str, str] = ("", "text_3")
        self.setFixedHeight(_HEIGHT)

    def show_state(self, chips: Sequence[str], unclear: Sequence[str], still_indexing: int) -> None:
        """Show chips and what is to be said beside them; without either the strip goes."""
        self._chips = chips
        self._said = _said(unclear, still_indexing)
        self.setAccessibleName(self.words())
        self.setVisible(bool(chips) or bool(self._said[0]))
        self.update()

    def words(self) -> str:
        """Return what the strip says."""
        return ", ".join(filter(None, (*self._chips, self._said[0])))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chips as far as there is room, and the words behind them."""
        painter = QPainter(self)
        left, end = _AT_SIDES, self.width() - _AT_SIDES
        for chip in self._chips:
            wide = min(paint.width(chip, "caption") + 16, end - left)
            if wide < _LEAST and wide < paint.width(chip, "caption") + 16:
                break
            area = QRect(left, (self.height() - theme.CHIP) // 2, wide, theme.CHIP)
            paint.rounded(painter, area, theme.CHIP / 2, "accent_tint", "accent_line")
            paint.text(painter, area.adjusted(8, 0, -8, 0), chip, "caption", "accent")
            left += wide + theme.GAP
        words, token = self._said
        if words and end - left > _LEAST:
            paint.text(painter, QRect(left, 0, end - left, self.height()), words, "caption", token)


def _said(unclear: Sequence[str], still_indexing: int) -> tuple[str, str]:
    if unclear:
        return say("Not understood: {words}", words=" ".join(unclear)), "red"
    if still_indexing:
        words = plural(
            "{count} record is not indexed yet and may be missing here",
            "{count} records are not indexed yet and may be missing here",
            still_indexing,
        )
        return words, "amber"
    return "", "text_3"


class Foot(QWidget):
    """A line of small words below the list."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[str] = ()
        self.setFixedHeight(_HEIGHT - 4)

    def set_parts(self, parts: Sequence[str]) -> None:
        """Say these words, as many of them as there is room for."""
        self._parts = parts
        self.setAccessibleName(", ".join(parts))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line and the words below it."""
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), 0, "sunk")
        paint.separator(painter, QRect(0, 0, self.width(), 1))
        left, end = _AT_SIDES, self.width() - _AT_SIDES
        for part in self._parts:
            wide = paint.width(part, "hint")
            if left + wide > end:
                break
            paint.text(painter, QRect(left, 0, wide, self.height()), part, "hint", "text_3")
            left += wide + 2 * theme.GAP
