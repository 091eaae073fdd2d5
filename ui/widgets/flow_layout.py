"""A box that goes on in the next line where there is no room, as words do."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from ui import theme

_NARROWEST = 160
"""Pixels that are always wide enough, whatever the items ask for."""


class FlowLayout(QLayout):
    """Its items side by side at the size they ask for, and below one another where the width ends.

    What wants to expand takes the rest of its line.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = theme.GAP) -> None:
        # Before Qt asks about them, which it does as soon as there is a parent.
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        super().__init__()
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Boxes ask for this hundreds of times while a page is filled, nearly always for the same few widths.
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), moving=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, moving=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items]
        width = sum(size.width() for size in sizes) + self.spacing() * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        smallest = QSize(0, 0)
        for item in self._items:
            smallest = smallest.expandedTo(item.minimumSize())
        # What is wider than the line is cut off with dots: one long name must not make the whole page wider.
        return smallest.boundedTo(QSize(_NARROWEST, smallest.height()))

    def _arrange(self, rect: QRect, *, moving: bool) -> int:
        """Return the height the items take in a width; put them there if wanted."""
        left, top, line = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            if left > rect.x() and left + width > rect.right() + 1:
                left, top, line = rect.x(), top + line + self.spacing(), 0
            if item.expandingDirections() & Qt.Orientation.Horizontal:
                width = rect.right() + 1 - left
            if moving:
                item.setGeometry(QRect(QPoint(left, top), QSize(width, size.height())))
            left += width + self.spacing()
            line = max(line, size.height())
        return top + line - rect.y()


def flowing(name: str, widgets: Iterable[QWidget]) -> QWidget:
    """Return a widget that holds others side by side, as high as its width needs."""
    made = QWidget()
    made.setAccessibleName(name)
    layout = FlowLayout(made)
    for widget in widgets:
        layout.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
