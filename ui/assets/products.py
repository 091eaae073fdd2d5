"""The products that stand anywhere: how many of each, in which versions, and what was said of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import product_choice
from models.product_choice import ProductLine
from models.text.day_words import full_date
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SIDE, _SHOWN = 12, 4
"""So many versions a row names, the latest first."""


class ProductModel(RowModel[ProductLine]):
    """The products, ours first."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def read(self, last: ProductLine | None, limit: int) -> Sequence[ProductLine]:
        """Return all products at once: they are few."""
        return self._session.read(product_choice.products) if last is None else ()

    def words(self, row: ProductLine) -> str:
        """Return a product in words."""
        said = (row.product, row.competitor, amount_words(row), versions_words(row), end_words(row), said_words(row))
        return language().listing(part for part in said if part)


class ProductDelegate(RowDelegate):
    """Draws a product and its versions; at the right how much of it stands where, and the next end of a warranty."""

    radius = 6

    def height(self, row: ProductLine) -> int:
        """Return the height of a row of two lines."""
        return theme.TWO_LINE_ROW

    def tip(self, row: ProductLine, rect: QRect, position: QPoint) -> str:
        """Return all versions."""
        return "\n".join(filter(None, (row.product, language().listing(row.versions))))

    def paint_row(self, painter: QPainter, rect: QRect, row: ProductLine, state: QStyle.StateFlag) -> None:
        """Draw one product."""
        top = rect.top() + (rect.height() - 36) // 2
        amount, end = amount_words(row), end_words(row)
        wide = min(max(paint.width(amount, "body"), paint.width(end, "caption")), rect.width() // 2)
        right = rect.right() - _SIDE - wide
        paint.text(painter, QRect(right, top, wide + 1, 20), amount, "body", "text_2", paint.RIGHT)
        paint.text(painter, QRect(right, top + 20, wide + 1, 16), end, "caption", "text_2", paint.RIGHT)
        room = QRect(rect.left() + _SIDE, top, max(right - theme.CARD_PADDING - rect.left() - _SIDE, 0), 20)
        below = " · ".join(filter(None, (versions_words(row), said_words(row))))
        paint.text(painter, room.translated(0, 20), below, "caption", "text_2")
        drawn = paint.text(painter, room, row.product, "body_bold")
        if row.competitor and drawn + paint.pill_width(row.competitor) + theme.GAP < room.width():
            paint.pill(painter, room.left() + drawn + theme.GAP, top + 10, row.competitor, "outlined")


class ProductView(RowView):
    """Enter shows where a product stands."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.products_model = ProductModel(session)
        super().__init__(self.products_model, ProductDelegate(), say("Products"), open_on_click=True, parent=parent)
        self.products_model.setParent(self)


def amount_words(row: ProductLine) -> str:
    """Return how many pieces stand at how many accounts."""
    pieces = plural("{count} piece", "{count} pieces", row.quantity)
    at = plural("at {count} account", "at {count} accounts", row.accounts)
    return say("{pieces} {at}", pieces=pieces, at=at)


def versions_words(row: ProductLine) -> str:
    """Return the latest versions, and at how many places none is known."""
    if not row.versions:
        return say("version not known")
    listed = language().listing(row.versions[:_SHOWN])
    words = say("versions {versions} and older", versions=listed)
    if len(row.versions) <= _SHOWN:
        words = plural("version {versions}", "versions {versions}", len(row.versions), versions=listed)
    if row.unknown:
        unknown = plural("not known at {count} place", "not known at {count} places", row.unknown)
        return say("{versions}, {unknown}", versions=words, unknown=unknown)
    return words


def end_words(row: ProductLine) -> str:
    """Return when the next warranty ends."""
    if row.warranty_end_on is None or row.competitor:
        return ""
    return say("next warranty ends {day}", day=full_date(language(), date.fromisoformat(row.warranty_end_on)))


def said_words(row: ProductLine) -> str:
    """Return how much feedback waits to be handed over."""
    if not row.open_feedback:
        return ""
    return plural("{count} feedback to hand over", "{count} feedback to hand over", row.open_feedback)
