"""The short lists beside a person's history: ways to reach them, their posts, and the people around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMargins, QObject, QPoint, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QStyle, QWidget

from ui import theme
from ui.translations import language
from ui.widgets import paint
from ui.widgets.buttons import icon_button
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

INSET, _TEXT, _MARK = 8, 32, 28
"""Where the icon and the text of a row begin, and how wide the mark at its right is."""


@dataclass(frozen=True, slots=True)
class SideRow:
    """A row: an icon or a dot, a line of text, and a caption below it; `mark` is an icon at the right, if any.

    With `mark_name` the mark is a button of that name. `record` is what the row stands for.
    """

    id: object
    text: str
    detail: str
    record: object
    icon: str = ""
    dot: str = ""
    tip: str = ""
    mark: str = ""
    mark_name: str = ""


class SideModel(RowModel[SideRow]):
    """Rows that are all known at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: Sequence[SideRow] = ()

    def show(self, rows: Sequence[SideRow]) -> None:
        """Show other rows; the same ones stay as they are, and the keys at the one they were at."""
        if list(rows) != self.rows:
            self._known = rows
            self.reload()

    def read(self, last: SideRow | None, limit: int) -> Sequence[SideRow]:
        """Return the rows below the last one."""
        start = self._known.index(last) + 1 if last is not None else 0
        return self._known[start : start + limit]

    def words(self, row: SideRow) -> str:
        """Return a row in words."""
        return language().listing(part for part in (row.text, row.detail) if part)


class SideDelegate(RowDelegate):
    """Draws such a row on one line, or on two when it has a caption."""

    radius = 6
    has_line = False

    def height(self, row: SideRow) -> int:
        """Return the height of one line, or of two."""
        return 44 if row.detail else 32

    def hot_spots(self, row: SideRow, rect: QRect) -> dict[str, QRect]:
        """Return where the mark takes a click."""
        if not row.mark_name:
            return {}
        return {"mark": QRect(rect.right() - _MARK, rect.top(), _MARK, rect.height())}

    def tip(self, row: SideRow, rect: QRect, position: QPoint) -> str:
        """Return the name of the mark, or what the row does."""
        spot = self.hot_spots(row, rect).get("mark")
        return row.mark_name if spot is not None and spot.contains(position) else row.tip

    def paint_row(self, painter: QPainter, rect: QRect, row: SideRow, state: QStyle.StateFlag) -> None:
        """Draw one row."""
        middle = rect.top() + rect.height() // 2
        first = middle - (9 if row.detail else 0)
        if row.dot:
            paint.dot(painter, rect.left() + INSET, first, row.dot)
        elif row.icon:
            paint.icon(painter, rect.left() + INSET, first, row.icon, "text_2", 16)
        left = rect.left() + (24 if row.dot else _TEXT)
        room = rect.right() - left - (_MARK if row.mark else 4)
        paint.text(painter, QRect(left, first - 10, room, 20), row.text)
        if row.detail:
            paint.text(painter, QRect(left, first + 11, room, 16), row.detail, "caption", "text_2")
        if row.mark:
            paint.icon(painter, rect.right() - 22, middle, row.mark, "text_2" if row.mark_name else "accent", 14)


class SideCard(QFrame):
    """A card with a heading, a button that adds something, and the rows; without any a sentence stands there."""

    added = Signal()

    def __init__(self, title: str, empty: str, add_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SideModel(self)
        self.delegate = SideDelegate()
        self.list = RowView(self.model, self.delegate, title, fit_content=True, open_on_click=True)
        self.list.setStyleSheet("background: transparent")
        self.empty: QLabel = label(empty, "caption", "text_3", wrap=True)
        self.add_button: QPushButton | None = None
        heading = row(label(title, "body_bold"), None)
        if add_name:
            self.add_button = icon_button("plus", add_name)
            self.add_button.clicked.connect(self.added)
            heading.addWidget(self.add_button)
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        # The rows reach near the card's edge: their surface has room around what stands below the heading.
        margins = QMargins(theme.CARD_PADDING - INSET, theme.CARD_GAP, theme.CARD_GAP, theme.CARD_GAP)
        heading.setContentsMargins(INSET, 0, 0, 0)
        self.empty.setContentsMargins(INSET, 0, 0, 0)
        self.setLayout(column(heading, self.list, self.empty, spacing=theme.SPACE_4, margins=margins))

    def show_rows(self, rows: Sequence[SideRow]) -> None:
        """Show these rows, or the sentence that there are none."""
        self.model.show(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
