"""Files as tiles in a flow: a small picture or what kind it is, the name, the size. All of it by keys too."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPainterPath, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from models.attachments import AttachmentRow
from ui import theme
from ui.attachments.list_model import AttachmentModel
from ui.attachments.words import kind_words, size_words
from ui.widgets import paint
from ui.widgets.row_delegate import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex

TILE = QSize(136, 132)
_INSET, _PICTURE, _GAP = 8, 76, 4
_ROUND = 8


class AttachmentDelegate(QStyledItemDelegate):
    """Draws a tile."""

    def __init__(self, model: AttachmentModel) -> None:
        super().__init__(model)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return TILE

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, AttachmentRow):
            return
        tile = option.rect.adjusted(0, 0, -_GAP, -_GAP)
        painter.save()
        self._paint_surface(painter, tile, option.state)
        place = QRect(tile.left() + _INSET, tile.top() + _INSET, tile.width() - 2 * _INSET, _PICTURE)
        self._paint_picture(painter, place, row)
        name = QRect(place.left(), place.bottom() + 5, place.width(), 16)
        paint.text(painter, name, row.caption or row.name, "caption", "text")
        below = QRect(name.left(), name.bottom() + 2, name.width(), 14)
        words = size_words(row.size) if row.has_picture else f"{kind_words(row)} · {size_words(row.size)}"
        if row.in_summary:
            below.setLeft(
                below.left() + paint.icon(painter, below.left(), below.center().y(), "review", "accent", 14) + 4
            )
        paint.text(painter, below, words, "hint", "text_3")
        painter.restore()

    def _paint_surface(self, painter: QPainter, tile: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            paint.rounded(painter, tile, _ROUND, "accent_tint")
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.rounded(painter, tile, _ROUND, "hover")
        else:
            paint.rounded(painter, tile, _ROUND, "", "line")
        if state & QStyle.StateFlag.State_HasFocus:
            paint.rounded(painter, tile, _ROUND, "", "accent")
            paint.rounded(painter, tile.adjusted(1, 1, -1, -1), _ROUND - 1, "", "accent")

    def _paint_picture(self, painter: QPainter, place: QRect, row: AttachmentRow) -> None:
        picture = self._model.picture(row)
        if picture.isNull():
            paint.rounded(painter, place, 6, "sunk")
            paint.icon(painter, place.center().x() - 11, place.center().y(), "page", "text_3", 24)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place), 6, 6)
        painter.setClipPath(outline)
        shown = picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        corner = place.center() - QPoint(shown.width() // 2, shown.height() // 2)
        painter.drawPixmap(QRect(corner, shown), picture)
        painter.restore()


class AttachmentView(QListView):
    """The tiles; as high as all of them, so that the page around scrolls and not this."""

    opened = Signal(object)
    ticked = Signal(object)
    removed = Signal(object)
    edit_wanted = Signal(object)
    save_wanted = Signal(object)
    paste_wanted = Signal()
    menu_wanted = Signal(object, QPoint)

    def __init__(self, model: AttachmentModel, name: str) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(AttachmentDelegate(model))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW_ROLE)))
        for changed in (model.modelReset, model.dataChanged):
            changed.connect(self._fit)
        theme.watcher().changed.connect(self.viewport().update)

    def current_row(self) -> AttachmentRow | None:
        """Return the file at which the keys are."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, AttachmentRow) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do by keys what the menu does."""
        row = self.current_row()
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        signals = {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_Space: self.ticked,
            Qt.Key.Key_Delete: self.removed,
            Qt.Key.Key_F2: self.edit_wanted,
        }
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.SaveAs) and row is not None:
            self.save_wanted.emit(row)
        elif plain and key in signals:
            if row is not None and not event.isAutoRepeat():
                signals[key].emit(row)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claim the keys that mean something here before the window's own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = (QKeySequence.StandardKey.Paste, QKeySequence.StandardKey.SaveAs)
            if any(event.matches(one) for one in own) or event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_F2):
                event.accept()
                return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the file under the pointer, or by the menu key of the one the keys are at."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        row = index.data(ROW_ROLE)
        if isinstance(row, AttachmentRow):
            self.setCurrentIndex(index)
            place = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(row, self.viewport().mapToGlobal(place))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first file."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rows:
            self.setCurrentIndex(self._model.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the tiles need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        across = max(1, (self.width() - 1) // TILE.width())
        lines = -(-len(self._model.rows) // across)
        self.setFixedHeight(lines * TILE.height() + 2)
