"""How an account of the tree is drawn: its name in its depth, and what all that stands below it comes to."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from ui import theme
from ui.accounts.list_model import AccountDelegate
from ui.accounts.tree_columns import NUMBERS, SIDE, columns_of
from ui.accounts.tree_model import AccountTreeModel, TreeRow
from ui.accounts.tree_period import PERIODS
from ui.accounts.tree_words import below_words, facts, overdue_words, owed_words, tier_words, visited_words
from ui.session import Session
from ui.translations import say
from ui.widgets import paint

_STEP, _CHEVRON = 22, 20


class TreeDelegate(AccountDelegate):
    """Draws an account of the tree; what was cut is grey, and where the pointer would drop it has a frame."""

    def __init__(self, session: Session, model: AccountTreeModel) -> None:
        super().__init__(session)
        self._model = model
        self.cut: frozenset[int] = frozenset()
        self.drop_at: int | None = None

    def hot_spots(self, row: TreeRow, rect: QRect) -> dict[str, QRect]:
        """Return where a click opens or closes the branches."""
        if not row.line.branches:
            return {}
        return {"branches": QRect(rect.left(), rect.top(), SIDE + row.depth * _STEP + _CHEVRON, rect.height())}

    def tip(self, row: TreeRow, rect: QRect, position: QPoint) -> str:
        """Return the whole name, and all that stands below comes to."""
        found = facts(row.line, self._session.today(), say(PERIODS[self._model.period]))
        return "\n".join(filter(None, (row.line.name, below_words(row.line), *found)))

    def paint_row(self, painter: QPainter, rect: QRect, row: TreeRow, state: QStyle.StateFlag) -> None:
        """Draw one account."""
        line, columns = row.line, columns_of(rect)
        self._paint_name_of(painter, columns["name"], row)
        words = {
            "class": line.account_class or "",
            "visits": _number(line.visits),
            "visited": visited_words(line, self._session.today()),
            "promises": _number(line.promises),
            "complaints": _number(line.complaints),
            "requests": _number(line.requests),
            "owed": owed_words(line),
            "overdue": overdue_words(line),
        }
        tokens = {"complaints": "red", "overdue": "amber"} | ({} if line.days is not None else {"visited": "text_3"})
        for key, place in columns.items():
            if words.get(key):
                align = paint.RIGHT if key in NUMBERS else paint.LEFT
                paint.text(painter, place, words[key], "body", tokens.get(key, "text_2"), align)
        if row.id == self.drop_at:
            paint.rounded(painter, rect, self.radius, "", "accent")

    def _paint_name_of(self, painter: QPainter, room: QRect, row: TreeRow) -> None:
        left = room.left() + row.depth * _STEP
        if row.line.branches:
            icon = "chevron-down" if row.is_open else "chevron-right"
            paint.icon(painter, left - 2, room.center().y() + 1, icon, "text_2", 14)
        left += _CHEVRON - 4
        place = QRect(left, room.top(), max(room.right() - left, 0), room.height())
        wide = paint.text(painter, place, row.line.name, "body_bold", "text_3" if row.id in self.cut else "text")
        rest = place.adjusted(wide + theme.GAP, 1, 0, 0)
        tier = tier_words(row.line.tier)
        if tier and paint.width(tier, "caption") <= rest.width():
            wide += theme.GAP + paint.text(painter, rest, tier, "caption", "text_3")
        self._paint_tags(painter, place.adjusted(wide + theme.CARD_GAP, 0, 0, 0), row.line.tags)


def _number(count: int) -> str:
    return str(count) if count else ""
