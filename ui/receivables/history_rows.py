"""What happened to one receivable: the payments on it and the contacts about it, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import collections, receivables
from models.collections import CollectionRow
from models.money import amount
from models.receivable_lists import ReceivableLine
from models.receivables import PaymentRow
from ui import theme
from ui.receivables import words
from ui.session import Session
from ui.translations import capital, language, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SIDE, _ICON = 8, 16
_DAY = 108
_LINE, _MOST_LINES = 18, 6
_SAID_WIDTH = 460
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A payment or a contact: when, an icon, what it was, what was said, and what is known besides.

    `step_id` is the step that was to follow.
    """

    kind: str
    id: int
    when: str
    icon: str
    title: str
    said: str
    about: str = ""
    step_id: int | None = None


def history(
    payments: Sequence[PaymentRow], contacts: Sequence[CollectionRow], currency: str, today: date
) -> list[HistoryRow]:
    """Return the payments and contacts as rows, the newest first."""
    rows = [
        HistoryRow(
            "payment",
            one.id,
            one.paid_on,
            "money",
            say("Payment received · {amount}", amount=amount(one.amount_minor, currency)),
            one.note,
        )
        for one in payments
    ]
    rows += [
        HistoryRow(
            "collection",
            one.id,
            one.contacted_at,
            words.MEANS_ICONS[one.means],
            _title(one),
            " ".join(one.said.split()),
            _about(one, currency, today),
            one.step_id,
        )
        for one in contacts
    ]
    return sorted(rows, key=lambda row: (row.when, row.id), reverse=True)


def _title(contact: CollectionRow) -> str:
    means = capital(say(words.MEANS_NAMES[contact.means]))
    return say("{means} with {name}", means=means, name=contact.contact) if contact.contact else means


def _about(contact: CollectionRow, currency: str, today: date) -> str:
    by = say("asked by {name}", name=contact.colleague) if contact.colleague else ""
    parts = (words.contact_words(contact, currency, today), by)
    return " · ".join(part for part in parts if part)


class HistoryModel(RowModel[HistoryRow]):
    """The rows of one receivable."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._known: list[HistoryRow] = []

    def show(self, rows: list[HistoryRow]) -> None:
        """Show other rows, or as they are now."""
        self._known = rows
        self.reload()

    def read(self, last: HistoryRow | None, limit: int) -> Sequence[HistoryRow]:
        """Return all rows at once."""
        return self._known if last is None else ()

    def words(self, row: HistoryRow) -> str:
        """Return a row in words."""
        parts = (words.whole_day(row.when), row.title, row.said, row.about)
        return language().listing(part for part in parts if part)


class _HistoryDelegate(RowDelegate):
    """Draws the day, what it was, and what is known of it."""

    radius = 6

    def height(self, row: HistoryRow) -> int:
        """Return the height of a row: its title, what was said, and what is known besides."""
        lines = _said_height(row.said) + (_LINE if row.about else 0)
        return theme.ROW + lines + (theme.SPACE_4 if lines else 0)

    def tip(self, row: HistoryRow, rect: QRect, position: QPoint) -> str:
        """Return the whole words."""
        return "\n".join(part for part in (row.title, row.said, row.about) if part)

    def paint_row(self, painter: QPainter, rect: QRect, row: HistoryRow, state: QStyle.StateFlag) -> None:
        """Draw one row."""
        inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        upper = QRect(inner.left(), rect.top() + 9, inner.width(), 20)
        paint.text(painter, QRect(inner.left(), upper.top(), _DAY, 20), words.whole_day(row.when), "caption", "text_2")
        left = inner.left() + _DAY + theme.GAP
        paint.icon(painter, left, upper.center().y(), row.icon, "green" if row.kind == "payment" else "text_2", _ICON)
        left += _ICON + theme.GAP
        beside = QRect(left, upper.top(), inner.right() - left, 20)
        paint.text(painter, beside, row.title, "body_bold")
        below = QRect(left, upper.bottom() + 2, beside.width(), _said_height(row.said))
        if row.said:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text"))
            painter.drawText(below, Qt.TextFlag.TextWordWrap, row.said)
        if row.about:
            about = QRect(left, below.bottom() + 1 if row.said else below.top(), beside.width(), _LINE)
            paint.text(painter, about, row.about, "caption", "text_2")


def _said_height(said: str) -> int:
    """Return how high some words are in a dialog of its usual width, a few lines of them at most."""
    if not said:
        return 0
    room = QRect(0, 0, _SAID_WIDTH, 10_000)
    high = paint.metrics("caption").boundingRect(room, Qt.TextFlag.TextWordWrap, said[:_LONGEST]).height()
    return min(high, _MOST_LINES * _LINE)


class HistoryView(RowView):
    """The rows; Enter opens the step that followed, Delete takes out what was noted by mistake."""

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        model = HistoryModel(session.today)
        super().__init__(model, _HistoryDelegate(), name, fit_content=True, parent=parent)
        model.setParent(self)
        self._session = session
        self.removed.connect(self._remove)
        self.opened.connect(self._show_step)

    def show_receivable(self, line: ReceivableLine) -> bool:
        """Show what happened to a receivable; return whether anything did."""
        read = self._session.read
        payments, contacts = read(receivables.payments, line.id), read(collections.of_receivable, line.id)
        rows = history(payments, contacts, line.currency, self._session.today())
        model = self.model()
        assert isinstance(model, HistoryModel)
        model.show(rows)
        return bool(rows)

    def _show_step(self, row: HistoryRow) -> None:
        if row.step_id is not None:
            from ui.steps.editor import edit_step

            edit_step(self._session, row.step_id, self)

    def _remove(self, row: HistoryRow) -> None:
        operation = receivables.remove_payment if row.kind == "payment" else collections.remove
        if self._session.run(operation, row.id):
            self._session.say(say("Removed: {title}", title=row.title), can_undo=True)
