"""How the rows of a list are painted: what all kinds have in common, and what each kind says by itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui import theme
from ui.widgets import paint
from ui.widgets.tips import plain

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""Gives the row itself."""


class RowDelegate(QStyledItemDelegate):
    """Paints rows: the surface, the focus and the line by itself, the rest as a kind of list says."""

    pressed = Signal(str, object)
    """A hot spot of a row was clicked: its name and the row."""

    has_line = True
    """Whether a line stands below each row."""
    radius = 0
    """How round the corners of the selected row are."""

    def height(self, row: Any) -> int:
        """Return how high a row is in pixels."""
        return theme.ROW

    def paint_row(self, painter: QPainter, rect: QRect, row: Any, state: QStyle.StateFlag) -> None:
        """Draw what the row says."""
        raise NotImplementedError

    def hot_spots(self, row: Any, rect: QRect) -> dict[str, QRect]:
        """Return the parts of a row that do something of their own when they are clicked, by name."""
        return {}

    def tip(self, row: Any, rect: QRect, position: QPoint) -> str:
        """Return the tooltip at a place of a row."""
        return ""

    def has_surface(self, row: Any) -> bool:
        """Return whether the row has a surface, a focus and a line; headings have none."""
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if row is None:
            return
        rect = option.rect
        painter.save()
        if self.has_surface(row):
            self._paint_surface(painter, rect, option.state, index)
        self.paint_row(painter, rect, row, option.state)
        painter.restore()

    def _paint_surface(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, index: Index) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            paint.rounded(painter, rect, self.radius, "accent_tint")
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.rounded(painter, rect, self.radius, "hover")
        if self.has_line and index.row() < index.model().rowCount() - 1:
            paint.separator(painter, rect)
        if state & QStyle.StateFlag.State_HasFocus:
            paint.rounded(painter, rect, self.radius, "", "accent")
            paint.rounded(painter, rect.adjusted(1, 1, -1, -1), max(self.radius - 1, 0), "", "accent")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        return QSize(100, self.height(row) if row is not None else theme.ROW)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        row = index.data(ROW_ROLE)
        if row is not None and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain(self.tip(row, option.rect, event.pos())), view)
            return True
        return super().helpEvent(event, view, option, index)
