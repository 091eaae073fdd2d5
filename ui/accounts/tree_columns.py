"""Where the columns of the tree stand, and their names above it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent

from models.text.language import Label
from ui import theme
from ui.accounts.list_model import ColumnHeads
from ui.translations import say
from ui.widgets import paint

SIDE = 12
_FROM_ROOM: tuple[tuple[int, dict[str, int]], ...] = (
    (
        1080,
        {
            "class": 44,
            "visits": 64,
            "visited": 124,
            "promises": 76,
            "complaints": 88,
            "requests": 76,
            "owed": 132,
            "overdue": 132,
        },
    ),
    (860, {"visits": 60, "visited": 116, "promises": 72, "complaints": 84, "requests": 72, "overdue": 124}),
    (0, {"visits": 56, "visited": 112, "complaints": 84}),
)
"""From which width on there is room for which columns, and how wide each is; the name has the rest."""

_NAMES: Mapping[str, Label] = {
    "name": Label("Account"),
    "class": Label("Class"),
    "visits": Label("Visits"),
    "visited": Label("Last visit"),
    "promises": Label("Promises"),
    "complaints": Label("Complaints"),
    "requests": Label("Requests"),
    "owed": Label("Receivables"),
    "overdue": Label("Overdue"),
}
NUMBERS = frozenset({"visits", "promises", "complaints", "requests", "owed", "overdue"})
"""The columns of figures, which stand at the right."""


def columns_of(rect: QRect) -> dict[str, QRect]:
    """Return where each column of a row stands that there is room for."""
    widths = next(widths for least, widths in _FROM_ROOM if rect.width() >= least)
    found: dict[str, QRect] = {}
    right = rect.right() - SIDE
    for key in reversed(widths):
        found[key] = QRect(right - widths[key], rect.top(), widths[key] - theme.CARD_GAP, rect.height())
        right -= widths[key]
    left = rect.left() + SIDE
    found["name"] = QRect(left, rect.top(), max(right - left - theme.CARD_GAP, 0), rect.height())
    found["visited"].setLeft(found["visited"].left() + theme.CARD_GAP)  # away from the figures beside it
    last = next(reversed(widths))
    found[last].setRight(rect.right() - SIDE)
    return found


class TreeHeads(ColumnHeads):
    """The names of the columns of a tree."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for key, place in columns_of(QRect(0, 0, self._width_below(), self.height())).items():
            align = paint.RIGHT if key in NUMBERS else paint.LEFT
            paint.text(painter, place, say(_NAMES[key]), "caption", "text_3", align)
        paint.separator(painter, self.rect())
