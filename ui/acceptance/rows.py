"""The items and the signatures of a project as lists: their rows, and how each is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from models import acceptance_lists
from models.acceptance_lists import AcceptanceFilter, ItemLine, SignatureLine
from models.acceptance_states import STATES
from ui import theme
from ui.acceptance.words import TONES, blocked_line, signature_line, signature_name, state_words
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_SIDE = 12
_CLAUSE = 64
_WIDE = 860
"""From this width on there is room for the department and the owner of an item."""


class ItemModel(RowModel[ItemLine]):
    """The items of a project in their order, those that a filter wants."""

    kind = "acceptance_item"

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.project_id: int | None = None
        self.wanted = AcceptanceFilter()

    def read(self, last: ItemLine | None, limit: int) -> Sequence[ItemLine]:
        """Return the items below the last one."""
        if self.project_id is None:
            return []
        return self.session.read(acceptance_lists.items, self.project_id, self.wanted, after=last, limit=limit)

    def words(self, row: ItemLine) -> str:
        """Return an item in words."""
        state = state_words(self.kind, row.state)
        parts = (row.clause, row.criterion, row.department, state, blocked_line(row), row.owner)
        return language().listing(part for part in parts if part)


class SignatureModel(RowModel[SignatureLine]):
    """The signatures of a project in their order, those that a filter wants."""

    kind = "signature"

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.project_id: int | None = None
        self.wanted = AcceptanceFilter()

    def read(self, last: SignatureLine | None, limit: int) -> Sequence[SignatureLine]:
        """Return the signatures below the last one."""
        if self.project_id is None:
            return []
        return self.session.read(acceptance_lists.signatures, self.project_id, self.wanted, after=last, limit=limit)

    def words(self, row: SignatureLine) -> str:
        """Return a signature in words."""
        state = state_words(self.kind, row.state)
        return language().listing(
            part for part in (row.department, row.subject, state, signature_line(self.session, row)) if part
        )


class ItemDelegate(RowDelegate):
    """Draws an item: its clause and criterion, where it belongs, and its state; what is blocked says why."""

    radius = 6

    def height(self, row: ItemLine) -> int:
        """Return the height of a row, of two lines where something is blocked."""
        return theme.TWO_LINE_ROW if row.state == "blocked" else theme.ROW

    def tip(self, row: ItemLine, rect: QRect, position: QPoint) -> str:
        """Return what may be cut short."""
        evidence = say("Evidence: {evidence}", evidence=row.evidence) if row.evidence else say("No evidence yet")
        parts = (f"{row.clause} {row.criterion}".strip(), row.department, evidence, blocked_line(row), row.owner)
        return "\n".join(part for part in parts if part)

    def paint_row(self, painter: QPainter, rect: QRect, row: ItemLine, state: QStyle.StateFlag) -> None:
        """Draw one item."""
        upper = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        if row.state == "blocked":
            upper = QRect(upper.left(), rect.top() + 4, upper.width(), 21)
        middle = upper.center().y() + 1
        right = _paint_state(painter, upper, kind_of(row), row.state)
        right = _paint_evidence(painter, right, middle, row)
        if rect.width() >= _WIDE:
            right = _column(painter, upper, right, 130, row.owner or "–", "text_2" if row.owner else "text_3")
            right = _column(painter, upper, right, 160, row.department, "text_2")
        clause = QRect(upper.left(), upper.top(), _CLAUSE, upper.height())
        paint.text(painter, clause, row.clause, "body", "text_3")
        left = clause.right() + 1
        room = QRect(left, upper.top(), max(right - left, 0), upper.height())
        paint.text(painter, room, row.criterion.replace("\n", " "))
        if row.state == "blocked":
            lower = QRect(left, upper.bottom(), rect.right() - _SIDE - left, 19)
            paint.text(painter, lower, blocked_line(row), "caption", "amber" if row.step_closed else "red")


class SignatureDelegate(RowDelegate):
    """Draws a signature in two lines: what is to be signed, and how far the way to it is."""

    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: SignatureLine) -> int:
        """Return the height of a row of two lines."""
        return theme.TWO_LINE_ROW

    def tip(self, row: SignatureLine, rect: QRect, position: QPoint) -> str:
        """Return what may be cut short."""
        told = signature_line(self._session, row)
        return "\n".join((signature_name(row.department, row.subject), told))

    def paint_row(self, painter: QPainter, rect: QRect, row: SignatureLine, state: QStyle.StateFlag) -> None:
        """Draw one signature."""
        upper = QRect(rect.left() + _SIDE, rect.top() + 4, rect.width() - 2 * _SIDE, 21)
        right = _paint_state(painter, upper, "signature", row.state)
        if row.attempts:
            words = plural("{count} attempt", "{count} attempts", row.attempts)
            right = _column(painter, upper, right, paint.width(words, "caption"), words, "text_3", "caption")
        if row.milestone and rect.width() >= _WIDE:
            right = _column(painter, upper, right, 140, row.milestone, "text_2")
        room = QRect(upper.left(), upper.top(), max(right - upper.left(), 0), upper.height())
        wide = paint.text(painter, room, row.department, "body_bold")
        paint.text(painter, room.adjusted(wide + theme.CARD_GAP, 0, 0, 0), row.subject)
        token = "red" if row.state == "blocked" and not row.step_closed else "text_2"
        lower = QRect(upper.left(), upper.bottom(), upper.width(), 19)
        paint.text(painter, lower, signature_line(self._session, row), "caption", token)


def kind_of(row: ItemLine | SignatureLine) -> str:
    """Return what kind of record a row stands for."""
    return "acceptance_item" if isinstance(row, ItemLine) else "signature"


def _paint_state(painter: QPainter, rect: QRect, kind: str, state: str) -> int:
    """Draw the state at the right, and return where the room left of it ends."""
    words = state_words(kind, state)
    paint.pill(painter, rect.right() - paint.pill_width(words), rect.center().y() + 1, words, TONES[state])
    # As wide for every state, so that the columns beside it stand below each other.
    return rect.right() - max(paint.pill_width(state_words(kind, one)) for one in STATES) - theme.CARD_GAP


def _paint_evidence(painter: QPainter, right: int, middle: int, row: ItemLine) -> int:
    """Draw a clip with the number of files, or a page where the evidence is named in words."""
    if row.files:
        count = str(row.files)
        left = right - 18 - paint.width(count, "caption")
        paint.icon(painter, left, middle, "clip", "text_2", 14)
        paint.text(painter, QRect(left + 17, middle - 10, 30, 20), count, "caption", "text_2")
    elif row.evidence:
        left = right - 18
        paint.icon(painter, left, middle, "page", "text_3", 14)
    else:
        left = right - 18
    return left - theme.CARD_GAP


def _column(painter: QPainter, rect: QRect, right: int, width: int, words: str, token: str, style: str = "body") -> int:
    """Draw words in a column that ends at the right, and return where the room left of it ends."""
    place = QRect(right - width, rect.top(), width, rect.height())
    paint.text(painter, place, words, style, token)
    return place.left() - theme.CARD_GAP
