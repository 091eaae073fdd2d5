"""Boxes without ceremony: columns, rows, cards, lines and scroll areas."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme

Box = TypeVar("Box", bound=QBoxLayout)

NO_LIMIT = 16_777_215
"""Qt's own greatest width and height, which lets a widget be as large as there is room."""

Item = QWidget | QLayout | int | None
"""What goes into a box: a widget, another box, a space in pixels, or None for all the room that is left."""


def column(*items: Item, spacing: int = theme.GAP, margins: int | QMargins = 0) -> QVBoxLayout:
    """Return a box with its items one below the other."""
    return _filled(QVBoxLayout(), items, spacing, margins)


def row(*items: Item, spacing: int = theme.GAP, margins: int | QMargins = 0) -> QHBoxLayout:
    """Return a box with its items side by side."""
    return _filled(QHBoxLayout(), items, spacing, margins)


def _filled(box: Box, items: tuple[Item, ...], spacing: int, margins: int | QMargins) -> Box:
    box.setSpacing(spacing)
    box.setContentsMargins(margins if isinstance(margins, QMargins) else QMargins(margins, margins, margins, margins))
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)
    return box


def holding(layout: QLayout, name: str = "") -> QWidget:
    """Return a widget that holds a box."""
    widget = QWidget()
    widget.setLayout(layout)
    if name:
        widget.setAccessibleName(name)
    return widget


def frame(kind: str, layout: QLayout | None = None, name: str = "") -> QFrame:
    """Return a surface of a kind of the style sheet: card, sunk, chosen, private, green, side, panel, top, canvas."""
    made = QFrame()
    made.setProperty("kind", kind)
    if layout is not None:
        made.setLayout(layout)
    if name:
        made.setAccessibleName(name)
    return made


def card(*items: Item, spacing: int = theme.GAP, kind: str = "card", name: str = "") -> QFrame:
    """Return a card with its items one below the other."""
    return frame(kind, column(*items, spacing=spacing, margins=theme.CARD_PADDING), name)


def line() -> QFrame:
    """Return a line one pixel high that separates."""
    return frame("line")


def scroll(widget: QWidget, *, name: str = "") -> QScrollArea:
    """Return a widget in an area that scrolls downwards only, and never takes the focus for itself."""
    widget.setProperty("kind", "page")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setViewport(QWidget())  # Qt's own would be filled
    area.setWidget(widget)
    if name:
        area.setAccessibleName(name)
    return area


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a box and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        assert item is not None
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)
            inner.deleteLater()
