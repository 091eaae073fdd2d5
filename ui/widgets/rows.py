"""Lists: a windowed model, and a view that stays quick however long the list is.

A `QTableView` of one column shows a list, because `QListView` lays out every row before it shows one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from ui import theme
from ui.widgets.row_delegate import ROW_ROLE, Index, RowDelegate

RowType = TypeVar("RowType")

WINDOW = 100
"""Rows read at a time."""


class RowModel(QAbstractListModel, Generic[RowType]):
    """Rows read a window at a time; a kind of list says how to read on, what tells rows apart, and their words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[RowType] = []
        self._complete = True

    def read(self, last: RowType | None, limit: int) -> Sequence[RowType]:
        """Return the rows below the last one, or the first ones; at most `limit`, fewer only at the end."""
        raise NotImplementedError

    def identity(self, row: RowType) -> object:
        """Return what tells a row from others, so that the selection stays on it; an id, usually."""
        return getattr(row, "id", row)

    def words(self, row: RowType) -> str:
        """Return the row in words, for a screen reader."""
        raise NotImplementedError

    def can_select(self, row: RowType) -> bool:
        """Return whether a row can be chosen; headings can't."""
        return True

    def reload(self) -> None:
        """Read again, as many rows as were loaded."""
        wanted = max(len(self.rows), WINDOW)
        found = list(self.read(None, wanted))
        self.beginResetModel()
        self.rows = found
        self._complete = len(found) < wanted
        self.endResetModel()

    def start_over(self) -> None:
        """Read the first window, for another question or filter."""
        self.rows = []
        self.reload()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.rows = []
        self._complete = True
        self.endResetModel()

    def row_at(self, index: Index) -> RowType | None:
        """Return the row of an index, or None."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def index_of(self, identity: object) -> QModelIndex:
        """Return where the row with this identity stands among those loaded; an invalid index if it does not."""
        for number, row in enumerate(self.rows):
            if self.identity(row) == identity:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if not self.can_select(row):
            return Qt.ItemFlag.NoItemFlags | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):
            return
        found = list(self.read(self.rows[-1] if self.rows else None, WINDOW))
        self._complete = len(found) < WINDOW
        if found:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(found) - 1)
            self.rows.extend(found)
            self.endInsertRows()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a list stands while its rows are read again."""

    identity: object = None
    row: int = -1
    scrolled: int = 0


class RowView(QTableView):
    """A list. Enter opens, Space ticks, Delete removes, arrows move; so do the pointer and a menu."""

    opened = Signal(object)
    ticked = Signal(object)
    removed = Signal(object)
    chosen = Signal(object)
    """The current row changed, by key or pointer."""
    menu_wanted = Signal(object, QPoint)
    """A menu for a row, at a place of the screen."""

    def __init__(
        self,
        model: RowModel[Any],
        delegate: RowDelegate,
        name: str,
        *,
        fit_content: bool = False,
        open_on_click: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fit_content = fit_content
        self._open_on_click = open_on_click
        self._kept = _Place()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalScrollBar().setSingleStep(theme.ROW)
        if fit_content:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._restore_place)
        model.rowsInserted.connect(lambda _parent, first, last: self._set_heights(first, last))
        self.doubleClicked.connect(self._open)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._want_menu)
        theme.watcher().changed.connect(self._repaint)
        self._set_heights(0, model.rowCount() - 1)

    def _repaint(self) -> None:
        # The first time that PySide is asked for a widget of Qt's own, it takes as long as to make a whole page.
        self.viewport().update()

    def rows_model(self) -> RowModel[Any]:
        """Return the model of the list."""
        model = self.model()
        assert isinstance(model, RowModel)
        return model

    def current_row(self) -> Any:
        """Return the row the keyboard is at, or None."""
        return self.rows_model().row_at(self.currentIndex())

    def select(self, identity: object) -> bool:
        """Go to the row with this identity; returns whether it is among those loaded."""
        index = self.rows_model().index_of(identity)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def select_first(self) -> None:
        """Go to the first row that can be chosen."""
        model = self.rows_model()
        for number, row in enumerate(model.rows):
            if model.can_select(row):
                self.setCurrentIndex(model.index(number))
                return

    def content_height(self) -> int:
        """Return how high all loaded rows are together."""
        return self.verticalHeader().length()

    def sizeHint(self) -> QSize:
        return QSize(200, self.content_height()) if self._fit_content else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.content_height()) if self._fit_content else super().minimumSizeHint()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = self.rows_model().row_at(current)
        if row is not None:
            self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        signal = {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_Space: self.ticked,
            Qt.Key.Key_Delete: self.removed,
        }.get(Qt.Key(event.key()))
        if row is not None and signal is not None and event.modifiers() in _NO_MODIFIERS:
            signal.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Menu:
            self._want_menu(self.visualRect(self.currentIndex()).center())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and event.modifiers() in _NO_MODIFIERS:
            self._go_to_end(last=event.key() == Qt.Key.Key_End)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        index = self.indexAt(event.position().toPoint())
        row = self.rows_model().row_at(index)
        if row is None:
            return
        spot = self._spot_at(row, index, event.position().toPoint())
        if spot:
            self._delegate().pressed.emit(spot, row)
        elif self._open_on_click and self.rows_model().can_select(row):
            self.opened.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.rows_model().row_at(index)
        over = row is not None and bool(self._spot_at(row, index, event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.select_first()

    def _delegate(self) -> RowDelegate:
        delegate = self.itemDelegate()
        assert isinstance(delegate, RowDelegate)
        return delegate

    def _spot_at(self, row: Any, index: QModelIndex, position: QPoint) -> str:
        spots = self._delegate().hot_spots(row, self.visualRect(index))
        return next((name for name, rect in spots.items() if rect.contains(position)), "")

    def _open(self, index: QModelIndex) -> None:
        row = self.rows_model().row_at(index)
        if row is not None and not self._open_on_click:
            self.opened.emit(row)

    def _want_menu(self, position: QPoint) -> None:
        row = self.rows_model().row_at(self.indexAt(position))
        if row is not None:
            self.menu_wanted.emit(row, self.viewport().mapToGlobal(position))

    def _go_to_end(self, *, last: bool) -> None:
        model = self.rows_model()
        numbers = range(model.rowCount())
        for number in reversed(numbers) if last else numbers:
            if model.can_select(model.rows[number]):
                self.setCurrentIndex(model.index(number))
                return

    def _keep_place(self) -> None:
        row = self.current_row()
        self._kept = _Place(
            self.rows_model().identity(row) if row is not None else None,
            self.currentIndex().row(),
            self.verticalScrollBar().value(),
        )

    def _restore_place(self) -> None:
        self._set_heights(0, self.rows_model().rowCount() - 1)
        kept = self._kept
        index = self.rows_model().index_of(kept.identity) if kept.identity is not None else QModelIndex()
        if kept.identity is not None and not index.isValid() and self.hasFocus():
            index = self._nearest(kept.row)  # the keys go on where the row stood that went away
        if index.isValid():
            blocked = self.signalsBlocked()
            self.blockSignals(True)  # the same row is no new choice
            self.setCurrentIndex(index)
            self.blockSignals(blocked)
        self.verticalScrollBar().setValue(kept.scrolled)

    def _nearest(self, number: int) -> QModelIndex:
        """Return the row that can be chosen at a place or next below it, else the next one above it."""
        model = self.rows_model()
        below = range(number, model.rowCount())
        above = range(min(number, model.rowCount()) - 1, -1, -1)
        for found in (*below, *above):
            if model.can_select(model.rows[found]):
                return model.index(found)
        return QModelIndex()

    def _set_heights(self, first: int, last: int) -> None:
        header, delegate, rows = self.verticalHeader(), self._delegate(), self.rows_model().rows
        heights = [delegate.height(row) for row in rows[first : last + 1]]
        if heights and first == 0:
            # The commonest height as the default leaves few rows to set one by one.
            header.setDefaultSectionSize(max(set(heights), key=heights.count))
        usual = header.defaultSectionSize()
        for number, height in enumerate(heights, first):
            if height != usual or header.sectionSize(number) != height:
                header.resizeSection(number, height)
        if self._fit_content:
            self.updateGeometry()


_NO_MODIFIERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
