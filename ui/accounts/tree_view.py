"""The tree of accounts on the screen: opened and closed with the arrows, accounts moved by key and by pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.accounts.tree_delegate import TreeDelegate
from ui.accounts.tree_model import AccountTreeModel, TreeRow
from ui.session import Session
from ui.translations import plural
from ui.widgets.record_list import RecordListView

FORMAT = "application/x-rounds-accounts"
"""What the pointer carries when it moves accounts; which ones, the tree itself knows."""
_OPENS_AFTER = 700
"""Milliseconds after which an account opens that the pointer holds others over."""


class AccountTreeView(RecordListView):
    """The tree. Right opens an account's branches, * all that stands below, Left closes them or goes up.

    Several can be selected. Ctrl+X takes them up and Ctrl+V puts them below the account the keys are at, M asks below
    which; Esc lets go of them. The pointer drags them onto an account, or below the last row to the top of the tree.
    """

    move_wanted = Signal(object)
    """The ids of the accounts to be moved; below which one is to be asked."""
    dropped = Signal(object, object)
    """The ids of the accounts to be moved, and the id of the one they go below; None is the top."""
    cut_changed = Signal()

    def __init__(self, session: Session, model: AccountTreeModel, name: str, parent: QWidget | None = None) -> None:
        self._tree = model
        self._tree_delegate = TreeDelegate(session, model)
        super().__init__(model, self._tree_delegate, name, open_on_click=True, several=True, parent=parent)
        self._tree_delegate.pressed.connect(lambda _spot, row: model.toggle(row))
        self._dragged: list[int] = []
        self._opens = QTimer(self, singleShot=True, interval=_OPENS_AFTER)
        self._opens.timeout.connect(self._open_below_pointer)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)

    def chosen_ids(self) -> list[int]:
        """Return the accounts a deed is done to: all that are selected, or the one the keys are at."""
        selected = [row.id for row in self.selected_rows()]
        current = self.current_row()
        if current is not None and current.id not in selected:
            return [current.id]
        return selected

    def cut_ids(self) -> list[int]:
        """Return the accounts that were taken up, in no order."""
        return list(self._tree_delegate.cut)

    def cut(self) -> None:
        """Take up what is selected, to be put elsewhere."""
        self._set_cut(self.chosen_ids())

    def paste(self) -> None:
        """Put what was taken up below the account the keys are at."""
        row = self.current_row()
        if self._tree_delegate.cut and row is not None:
            self.dropped.emit(self.cut_ids(), row.id)

    def let_go(self) -> None:
        """Let what was taken up be where it is."""
        self._set_cut(())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close with the arrows, as trees do; cut, paste and move."""
        row = self.current_row()
        if row is None or not (self._edit(event) or self._walk(event, row)):
            super().keyPressEvent(event)

    def _edit(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Escape and self._tree_delegate.cut:
            self.let_go()
        elif event.key() == Qt.Key.Key_M and not event.modifiers():
            self.move_wanted.emit(self.chosen_ids())
        else:
            return False
        return True

    def _walk(self, event: QKeyEvent, row: TreeRow) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Asterisk:
            self._tree.open_all(row)
            return True
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Plus) and row.line.branches:
            if row.is_open:
                self.setCurrentIndex(self._tree.index(self.currentIndex().row() + 1))
            else:
                self._tree.toggle(row)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Minus):
            if row.is_open:
                self._tree.toggle(row)
            elif self._tree.parent_index(row).isValid():
                self.setCurrentIndex(self._tree.parent_index(row))
        else:
            return False
        return True

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Let the pointer carry what is selected until it drops it somewhere."""
        from ui.widgets.drag_hand import drag

        self._dragged = self.chosen_ids()
        names = [row.line.name for row in self._tree.rows if row.id in self._dragged]
        count = len(self._dragged)
        words = names[0] if count == len(names) == 1 else plural("{count} account", "{count} accounts", count)
        carried = QMimeData()
        carried.setData(FORMAT, b"")
        drag(self, carried, words)
        self._dragged = []
        self._mark(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(FORMAT) and self._dragged:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not self._dragged:
            event.ignore()
            return
        super().dragMoveEvent(event)  # it scrolls at the edges
        row = self._row_at(event.position().toPoint())
        refuses = row is not None and self._tree.stands_below(row, self._dragged)
        self._mark(None if refuses else row)
        if refuses:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        if not self._dragged:
            event.ignore()
            return
        row = self._row_at(event.position().toPoint())
        event.acceptProposedAction()
        self._mark(None)
        wanted = (list(self._dragged), row.id if row is not None else None)
        # After the drag is over: what a move may have to say must not wait within it.
        QTimer.singleShot(0, self, lambda: self.dropped.emit(*wanted))

    def _row_at(self, position: QPoint) -> TreeRow | None:
        return self._tree.row_at(self.indexAt(position))

    def _mark(self, row: TreeRow | None) -> None:
        """Show where what the pointer carries would go; an account it stays over opens."""
        wanted = row.id if row is not None else None
        if wanted == self._tree_delegate.drop_at:
            return
        self._tree_delegate.drop_at = wanted
        self.viewport().update()
        self._opens.stop()
        if row is not None and wanted is not None and row.line.branches and not row.is_open:
            self._opens.start()

    def _open_below_pointer(self) -> None:
        row = self._tree.row_at(self._tree.index_of(self._tree_delegate.drop_at))
        if row is not None and not row.is_open:
            self._tree.toggle(row)

    def _set_cut(self, ids: Sequence[int]) -> None:
        self._tree_delegate.cut = frozenset(ids)
        self.viewport().update()
        self.cut_changed.emit()
