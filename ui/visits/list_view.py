"""The list of visits as it is steered: coming to it opens nothing, moving in it does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QTableView

from models.visit_pages import ListedVisit
from ui.widgets.rows import RowView

_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class VisitListView(RowView):
    """A list in which nothing is chosen while a visit is written that is not in it yet."""

    def select_newest(self) -> None:
        """Go to the newest visit that is not planned; without one, to the next planned one."""
        visits = [row for row in self.rows_model().rows if isinstance(row, ListedVisit)]
        past = (visit for visit in visits if visit.state != "planned")
        newest = next(past, visits[0] if visits else None)
        if newest is not None:
            self.select(newest.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose nothing by merely coming here: that would leave the visit that is being written."""
        QTableView.focusInEvent(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin at the newest visit where none is chosen."""
        if event.key() in _MOVES and not self.currentIndex().isValid():
            self.select_newest()
        else:
            super().keyPressEvent(event)
