"""Lists: a view that stays quick however long the list is.

A `QTableView` of one column shows a list, because `QListView` lays out every row before it shows one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView, QWidget

from ui import theme
from ui.widgets.row_delegate import Index, RowDelegate
from ui.widgets.row_model import WINDOW, RowModel

__all__ = ["WINDOW", "RowModel", "RowView"]

MOST_SELECTED = 1000
"""So many rows Ctrl+A selects at most: it reads them first."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a list stands while its rows are read again."""

    identity: object = None
    held: Any = None
    """The row itself, as it was."""
    row: int = -1
    """Where the keys go on without it: its number, or that of the first of several selected."""
    scrolled: int = 0
    selected: frozenset[object] = frozenset()


class RowView(QTableView):
    """A list. Enter opens, Space ticks, Delete removes, arrows move; so do the pointer and a menu.

    With `several`, Shift and Ctrl with arrows or the pointer select more rows, Ctrl+Space one more, Ctrl+A all.
    """

    opened = Signal(object)
    ticked = Signal(object)
    removed = Signal(object)
    chosen = Signal(object)
    """The current row changed, by key or pointer."""
    menu_wanted = Signal(object, QPoint)
    """A menu for a row, at a place of the screen."""
    selection_changed = Signal()
    """Other rows are selected now, or none."""

    def __init__(
        self,
        model: RowModel[Any],
        delegate: RowDelegate,
        name: str,
        *,
        fit_content: bool = False,
        open_on_click: bool = False,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._several = several
        self._fit_content = fit_content
        self._open_on_click = open_on_click
        self._kept = _Place()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
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

    def selected_rows(self) -> list[Any]:
        """Return the rows that are selected, in their order."""
        model, selection = self.rows_model(), self.selectionModel()
        numbers = sorted(index.row() for index in selection.selectedIndexes()) if selection is not None else []
        return [model.rows[number] for number in numbers if number < len(model.rows)]

    def selectAll(self) -> None:
        """Select all rows, also those below that were not read yet, up to MOST_SELECTED of them."""
        if self._several:
            self.rows_model().read_up_to(MOST_SELECTED)
            super().selectAll()

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
                self.scrollToTop()  # its heading is to be seen too
                return

    def content_height(self) -> int:
        """Return how high all loaded rows are together."""
        return self.verticalHeader().length()

    def sizeHint(self) -> QSize:
        return QSize(200, self.content_height()) if self._fit_content else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.content_height()) if self._fit_content else super().minimumSizeHint()

    def follows(self, before: Any, now: Any) -> bool:
        """Return whether the keys go along with a row that was read again, or stay where it stood."""
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = self.rows_model().row_at(current)
        if row is not None:
            self.chosen.emit(row)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

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
        if spot and not event.modifiers() & _SELECTING:
            self._delegate().pressed.emit(spot, row)
        elif self._open_on_click and self.rows_model().can_select(row) and not self._selects(event):
            self.opened.emit(row)

    def _selects(self, event: QMouseEvent) -> bool:
        return self._several and bool(event.modifiers() & _SELECTING)

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
                if not last:
                    self.scrollToTop()
                return

    def _keep_place(self) -> None:
        row, model = self.current_row(), self.rows_model()
        selected = sorted(index.row() for index in self.selectionModel().selectedIndexes()) if self._several else []
        self._kept = _Place(
            model.identity(row) if row is not None else None,
            row,
            selected[0] if len(selected) > 1 else self.currentIndex().row(),
            self.verticalScrollBar().value(),
            frozenset(model.identity(model.rows[number]) for number in selected),
        )

    def _restore_place(self) -> None:
        self._set_heights(0, self.rows_model().rowCount() - 1)
        kept = self._kept
        index = self.rows_model().index_of(kept.identity) if kept.identity is not None else QModelIndex()
        moved = index.isValid() and not self.follows(kept.held, self.rows_model().row_at(index))
        if moved or (kept.identity is not None and not index.isValid() and self._has_keys()):
            index = self._nearest(kept.row)  # the keys go on where the row stood that went away
        if index.isValid():
            blocked = self.signalsBlocked()
            self.blockSignals(True)  # the same row is no new choice
            self.setCurrentIndex(index)
            if len(kept.selected) > 1 and not moved:
                self._select_again(kept.selected)
            self.blockSignals(blocked)
        self.selection_changed.emit()
        self.verticalScrollBar().setValue(kept.scrolled)

    def _has_keys(self) -> bool:
        """Return whether the keys are here, or come back here when a dialog before the window closes."""
        return self.hasFocus() or self.window().focusWidget() is self

    def _select_again(self, identities: frozenset[object]) -> None:
        """Select rows that were selected before they were read again, and no others."""
        model, selection = self.rows_model(), QItemSelection()
        for number, row in enumerate(model.rows):
            if model.identity(row) in identities:
                selection.select(model.index(number), model.index(number))
        if not selection.isEmpty():
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

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


_SELECTING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
"""With these a click selects, wherever in the row it is."""

_NO_MODIFIERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
