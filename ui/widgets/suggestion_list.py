"""The list of suggestions below a field: it is seen and clicked, but never takes the focus from the field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets import paint
from ui.widgets.floating_list import FloatingList
from ui.widgets.suggestion import Suggestion

_ROW = 32
_MOST_ROWS = 8
_LEAST_WIDTH = 260
_AT_SIDES = 12
_DOT = 8

Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractListModel):
    """The suggestions of this moment."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Suggestion] = []

    def fill(self, rows: Sequence[Suggestion]) -> None:
        """Show other suggestions."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text}, {row.detail}" if row.detail else row.text
        return None


class _Delegate(QStyledItemDelegate):
    """Draws a suggestion on one line: icon or dot, words, detail at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one suggestion."""
        model = index.model()
        assert isinstance(model, _Model)
        row, rect = model.rows[index.row()], option.rect
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        if marked:
            painter.fillRect(rect, theme.colour("accent_tint"))
        left, middle = rect.left() + _AT_SIDES, rect.top() + rect.height() // 2
        if row.icon:
            left += paint.icon(painter, left, middle, row.icon, "accent" if marked else "text_2") + theme.GAP
        elif row.dot:
            paint.dot(painter, left, middle, row.dot, _DOT)
            left += _DOT + theme.GAP
        room = QRect(left, rect.top(), rect.right() - left - _AT_SIDES, rect.height())
        beside = min(paint.width(row.detail, "caption"), room.width() // 2)
        words = room.adjusted(0, 0, -(beside + theme.GAP) if beside else 0, 0)
        paint.text(painter, words, row.text, "body", "accent" if marked else "text")
        if beside:
            at_right = QRect(room.right() - beside, room.top(), beside, room.height())
            paint.text(painter, at_right, row.detail, "caption", "text_3", paint.RIGHT)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a line."""
        return QSize(_LEAST_WIDTH, _ROW)


class SuggestionList(FloatingList):
    """Suggestions in a window of the ToolTip kind, below the field it belongs to."""

    picked = Signal(object)
    """The suggestion that was clicked."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._model = _Model(self)
        self._view = QListView(self)
        self._view.setModel(self._model)
        self._view.setItemDelegate(_Delegate(self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.entered.connect(self._view.setCurrentIndex)
        self._view.clicked.connect(lambda index: self.picked.emit(self._model.rows[index.row()]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # a single row needs no more than itself
        layout.addWidget(self._view)

    @property
    def rows(self) -> Sequence[Suggestion]:
        """Return the suggestions that are shown."""
        return self._model.rows

    def offer(self, rows: Sequence[Suggestion], name: str) -> None:
        """Show these suggestions with the first one marked; without any, hide. `name` is for screen readers."""
        self._model.fill(rows)
        self._view.setAccessibleName(name)
        if not rows:
            self.hide()
            return
        self._view.setCurrentIndex(self._model.index(0))
        self._place(min(len(rows), _MOST_ROWS) * _ROW + 2)
        self.appear()

    def marked(self) -> Suggestion | None:
        """Return the suggestion that Enter would take, if the list is shown."""
        index = self._view.currentIndex()
        return self._model.rows[index.row()] if self.isVisible() and index.isValid() else None

    def move_mark(self, by: int) -> None:
        """Mark another suggestion, so many rows further down; at the ends it goes round."""
        count = len(self._model.rows)
        if count:
            row = (self._view.currentIndex().row() + by) % count
            self._view.setCurrentIndex(self._model.index(row))

    def _place(self, height: int) -> None:
        field = self._field
        width = max(field.width(), _LEAST_WIDTH)
        below = field.mapToGlobal(QPoint(0, field.height() + 2))
        above = field.mapToGlobal(QPoint(0, -height - 2))
        screen = field.screen().availableGeometry()
        fits = below.y() + height <= screen.bottom() or above.y() < screen.top()
        place = below if fits else above
        left = max(min(place.x(), screen.right() - width), screen.left())
        self.setGeometry(left, place.y(), width, height)
