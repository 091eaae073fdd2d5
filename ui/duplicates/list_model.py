"""The pairs that may be one: both names, and below them why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from models.duplicates.proposals import Proposal
from models.text.folding import folded
from ui import theme
from ui.duplicates.words import against_words, for_words, pair_words
from ui.translations import say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_SIDE = 12


class ProposalModel(RowModel[Proposal]):
    """The pairs that were found, without those that were decided."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[Proposal] = ()

    def read(self, last: Proposal | None, limit: int) -> Sequence[Proposal]:
        """Return the pairs below the last one."""
        first = len(self.rows) if last is not None else 0
        return self._found[first : first + limit]

    def show_found(self, found: Sequence[Proposal]) -> None:
        """Show these pairs."""
        self._found = found
        self.reload()

    def words(self, row: Proposal) -> str:
        """Return a pair in words."""
        return pair_words(row)


class ProposalDelegate(RowDelegate):
    """Draws a pair: the names on one line, and the reasons below."""

    radius = 6

    def height(self, row: Proposal) -> int:
        """Return the height of two lines."""
        return theme.VISIT_ROW

    def tip(self, row: Proposal, rect: QRect, position: QPoint) -> str:
        """Return all reasons."""
        return "\n".join(filter(None, (for_words(row), against_words(row))))

    def paint_row(self, painter: QPainter, rect: QRect, row: Proposal, state: QStyle.StateFlag) -> None:
        """Draw one pair."""
        names = say("{first} and {second}", first=row.first.name, second=row.second.name)
        if folded(row.first.name) == folded(row.second.name):
            names = say("{name}, twice", name=row.first.name)
        width = rect.width() - 2 * _SIDE
        upper = QRect(rect.left() + _SIDE, rect.top() + 8, width, theme.line_height("body"))
        lower = QRect(rect.left() + _SIDE, upper.bottom() + 3, width, theme.line_height("caption"))
        paint.text(painter, upper, names, "body_bold")
        paint.text(painter, lower, for_words(row), "caption", "text_2")
