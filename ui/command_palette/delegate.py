"""How the rows of the list are painted: one line, or two where a sentence is shown below."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from ui import theme
from ui.command_palette import marked_line
from ui.command_palette.row import Row
from ui.widgets import paint
from ui.widgets.row_delegate import Index, RowDelegate

_HEADING, _SENTENCE = 28, 44
_AT_SIDES = 14
_ICON = 16
_KEY_PADDING = 5


class ListDelegate(RowDelegate):
    """Paints headings, records, commands and sentences; the row that Enter takes has a frame."""

    has_line = False
    radius = 8

    def height(self, row: Row) -> int:
        """Return how high a row is."""
        if row.kind == "heading":
            return _HEADING
        if row.kind == "sentence":
            return _SENTENCE
        return theme.TWO_LINE_ROW if row.below else theme.FIELD

    def has_surface(self, row: Row) -> bool:
        """Return whether the row can be chosen."""
        return row.can_be_chosen()

    def _paint_surface(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, index: Index) -> None:
        if state & QStyle.StateFlag.State_Selected:
            state |= QStyle.StateFlag.State_HasFocus  # the field has it, but its keys work here
        super()._paint_surface(painter, rect, state, index)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag) -> None:
        """Draw what a row says."""
        room = rect.adjusted(_AT_SIDES, 0, -_AT_SIDES, 0)
        if row.kind == "heading":
            paint.text(painter, room.adjusted(0, 6, 0, 0), row.words, "caption_bold", "text_3")
        elif row.kind == "sentence":
            paint.text(painter, room, row.words, "body", "text_2")
        else:
            self._paint_entry(painter, room, row)

    def _paint_entry(self, painter: QPainter, room: QRect, row: Row) -> None:
        ink = "text_3" if row.why_not else "text"
        upper = QRect(room.left(), room.top() + 5, room.width(), 20) if row.below else room
        if row.dot:
            paint.dot(painter, upper.left() + 4, upper.center().y() + 1, row.dot)
        elif row.icon:
            paint.icon(painter, upper.left(), upper.center().y() + 1, row.icon, "text_3" if row.why_not else "text_2")
        upper = upper.adjusted(_ICON + theme.GAP + 2, 0, 0, 0)
        taken = self._paint_end(painter, upper, row)
        words = upper.adjusted(0, 0, -taken, 0)
        used = marked_line.draw(painter, self._room_for_words(words, row), row.words, row.marks, "body", ink)
        beside = words.adjusted(used + theme.GAP, 0, 0, 0)
        if row.beside and beside.width() > 40:
            paint.text(painter, beside, row.beside, "caption", "text_3")
        if row.below:
            lower = QRect(upper.left(), room.top() + 26, room.right() - upper.left(), 17)
            marked_line.draw(painter, lower, row.below, row.below_marks, "caption", "text_2")

    def _room_for_words(self, words: QRect, row: Row) -> QRect:
        """Leave what stands beside long words some room."""
        kept = min(paint.width(row.beside, "caption") + theme.GAP, words.width() // 3) if row.beside else 0
        return words.adjusted(0, 0, -kept, 0)

    def _paint_end(self, painter: QPainter, room: QRect, row: Row) -> int:
        """Draw the date, the key or the reason at the right, and return the room it takes."""
        if not row.end:
            return 0
        is_key = row.kind == "command" and not row.why_not
        style = "hint" if is_key else "caption"
        wide = min(paint.width(row.end, style), room.width() // 2)
        if not is_key:
            paint.text(painter, room.adjusted(room.width() - wide, 0, 0, 0), row.end, style, "text_3", paint.RIGHT)
            return wide + theme.GAP
        frame = QRect(room.right() - wide - 2 * _KEY_PADDING + 1, room.center().y() - 8, wide + 2 * _KEY_PADDING, 18)
        paint.rounded(painter, frame, 4, "card", "line_strong")
        paint.text(painter, frame, row.end, style, "text_2", paint.CENTRE)
        return frame.width() + theme.GAP
