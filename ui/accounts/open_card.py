"""What is open both ways between us and an account: what we owe them, and what they owe us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from models.account_overview import OpenBetweenUs, OverdueInvoice
from models.keeping import Keeping
from models.money import amount
from models.step_lists import StepItem
from ui import theme
from ui.accounts.keeping_words import keeping_words
from ui.session import Session
from ui.steps import deeds
from ui.steps.words import due_of, kind_words, owner_words, row_words
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.labels import label
from ui.widgets.layouts import column
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SHOWN = 3
"""So many rows each side has; the rest is counted and one click away."""
_HEADING, _ROW, _MORE = 30, 54, 30
_TEXT_LEFT = 24
_BOX = 16


@dataclass(frozen=True, slots=True)
class SideHeading:
    """The name of a side and how much is open on it."""

    text: str
    count: int
    is_first: bool


@dataclass(frozen=True, slots=True)
class Money:
    """The overdue invoices in one currency."""

    text: str
    days_late: int


@dataclass(frozen=True, slots=True)
class More:
    """What is open on a side beyond what is shown."""

    text: str


Row = StepItem | SideHeading | Money | More


class OpenModel(RowModel[Row]):
    """Both sides, each under its heading."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._known: list[Row] = []

    def show(self, found: OpenBetweenUs) -> None:
        """Show what is open with another account, or as it is now."""
        known = rows_of(found)
        if known != self.rows:
            self._known = known
            self.start_over()

    def read(self, last: Row | None, limit: int) -> Sequence[Row]:
        """Return all rows at once."""
        return self._known if last is None else ()

    def identity(self, row: Row) -> object:
        """Return the id of a step, and else the row itself."""
        return row.id if isinstance(row, StepItem) else row

    def words(self, row: Row) -> str:
        """Return a row in words."""
        if isinstance(row, StepItem):
            return row_words(self._session, row)
        if isinstance(row, SideHeading):
            return say("{group}, {count}", group=row.text, count=row.count)
        if isinstance(row, Money):
            return language().listing((say("payment"), row.text, _overdue(row)))
        return row.text

    def can_select(self, row: Row) -> bool:
        """Return whether this is no heading."""
        return not isinstance(row, SideHeading)


def rows_of(found: OpenBetweenUs) -> list[Row]:
    """Return what is open as rows; a side without anything is left out."""
    rows: list[Row] = []
    if found.ours:
        rows.append(SideHeading(say("We owe them"), found.ours_count, is_first=True))
        rows += _some(found.ours, found.ours_count, _SHOWN)
    money = money_rows(found.invoices)
    if found.theirs or money:
        rows.append(SideHeading(say("They owe us"), found.theirs_count + len(found.invoices), is_first=not rows))
        rows += _some(found.theirs, found.theirs_count, _SHOWN)
        rows += money
    return rows


def _some(items: Sequence[StepItem], count: int, shown: int) -> list[Row]:
    rows: list[Row] = list(items[:shown])
    rest = count - sum(item.closed_at is None for item in items[:shown])
    return [*rows, More(plural("{count} more", "{count} more", rest))] if rest > 0 else rows


def money_rows(invoices: Sequence[OverdueInvoice]) -> list[Row]:
    """Return a row for each currency, with the numbers of its invoices and the sum that is still owed."""
    by_currency: dict[str, list[OverdueInvoice]] = {}
    for invoice in invoices:
        by_currency.setdefault(invoice.currency, []).append(invoice)
    return [Money(_money(found), found[0].days_late) for found in by_currency.values()]


def _money(invoices: Sequence[OverdueInvoice]) -> str:
    first = invoices[0]
    owed = amount(sum(invoice.rest_minor for invoice in invoices), first.currency)
    if len(invoices) == 1:
        if first.invoice_number:
            return say("Invoice {number}, {amount}", number=first.invoice_number, amount=owed)
        return say("{title}, {amount}", title=first.title, amount=owed)
    return plural("{count} invoice, {amount}", "{count} invoices, {amount}", len(invoices), amount=owed)


class OpenDelegate(RowDelegate):
    """Draws a row: check box, title, and below it the kind, who owes it and when it is due."""

    has_line = False
    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: Row) -> int:
        """Return the height of a row."""
        if isinstance(row, SideHeading):
            return _HEADING if row.is_first else _HEADING + theme.CARD_PADDING
        return _MORE if isinstance(row, More) else _ROW

    def has_surface(self, row: Row) -> bool:
        """Return whether this is no heading."""
        return not isinstance(row, SideHeading)

    def hot_spots(self, row: Row, rect: QRect) -> dict[str, QRect]:
        """Return where the check box takes a click."""
        if not isinstance(row, StepItem):
            return {}
        return {"tick": QRect(rect.left(), rect.top(), _TEXT_LEFT, rect.height() // 2 + 4)}

    def tip(self, row: Row, rect: QRect, position: QPoint) -> str:
        """Return the whole title, and what the check box does."""
        if isinstance(row, SideHeading):
            return ""
        if not isinstance(row, StepItem):
            return row.text
        if self.hot_spots(row, rect)["tick"].contains(position):
            return say("Open again (Space)") if row.closed_at else say("Done (Space)")
        return row.title

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag) -> None:
        """Draw one row."""
        if isinstance(row, SideHeading):
            self._paint_heading(painter, rect, row)
        elif isinstance(row, More):
            paint.text(painter, rect.adjusted(_TEXT_LEFT, 0, 0, 0), row.text, "caption", "accent")
        elif isinstance(row, Money):
            paint.icon(painter, rect.left(), rect.top() + 16, "money", "text_2", _BOX)
            self._paint_lines(painter, rect, row.text, (say("payment"), "payment"), _overdue(row), "amber")
        else:
            self._paint_step(painter, rect, row, bool(state & QStyle.StateFlag.State_MouseOver))

    def _paint_heading(self, painter: QPainter, rect: QRect, row: SideHeading) -> None:
        if not row.is_first:
            painter.fillRect(rect.left(), rect.top() + 6, rect.width(), 1, theme.colour("line"))
        line = QRect(rect.left(), rect.bottom() - _HEADING + 3, rect.width(), _HEADING - 4)
        paint.text(painter, line, row.text, "caption_bold", "text_2")
        paint.text(painter, line, str(row.count), "caption", "text_3", paint.RIGHT)

    def _paint_step(self, painter: QPainter, rect: QRect, row: StepItem, hover: bool) -> None:
        box = QRect(rect.left() + 1, rect.top() + 8, _BOX, _BOX)
        paint.checkbox(painter, box, checked=row.closed_at is not None, hover=hover)
        due = due_of(self._session, row)
        token = "text_3" if row.closed_at else {"late": "red", "soon": "amber", "plain": "text_2"}[due.tone]
        theirs = owner_words(row) if row.owner_side == "theirs" else ""
        words = " · ".join(part for part in (theirs, due.text) if part)
        closed = row.closed_at is not None
        self._paint_lines(painter, rect, row.title, (kind_words(row.kind), row.kind), words, token, closed=closed)

    def _paint_lines(
        self,
        painter: QPainter,
        rect: QRect,
        title: str,
        pill: tuple[str, str],
        words: str,
        token: str,
        *,
        closed: bool = False,
    ) -> None:
        left, room = rect.left() + _TEXT_LEFT, rect.width() - _TEXT_LEFT - 4
        line = QRect(left, rect.top() + 6, room, 20)
        paint.text(painter, line, title, "body", "text_3" if closed else "text", struck=closed)
        middle = rect.top() + 38
        wide = paint.pill(painter, left, middle, *pill) + theme.GAP
        paint.text(painter, QRect(left + wide, middle - 10, room - wide, 20), words, "caption", token)


class OpenCard(QFrame):
    """The card. Space ticks, Enter opens the editor of a step; what is not shown leads to the tab of next steps."""

    steps_wanted = Signal()
    money_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("kind", "card")
        self.setAccessibleName(say("Open between us"))
        self.model = OpenModel(session)
        delegate = OpenDelegate(session)
        self.view = RowView(self.model, delegate, say("Open between us"), fit_content=True)
        self.view.setProperty("kind", "card")
        self.model.setParent(self.view)
        self._nothing = label(say("Nothing is open, neither way."), "body", "text_2", wrap=True)
        title = label(say("Open between us"), "body_bold")
        self.kept = label("", "caption", "text_2", wrap=True)
        items = (title, self._nothing, self.view, theme.SPACE_4, self.kept)
        self.setLayout(column(*items, spacing=theme.SPACE_4, margins=theme.CARD_PADDING))
        self.view.opened.connect(self._open)
        self.view.ticked.connect(self._tick)
        self.view.removed.connect(self._remove)
        delegate.pressed.connect(lambda _spot, row: self._tick(row))

    def show_open(self, found: OpenBetweenUs) -> None:
        """Show what is open with another account, or as it is now."""
        self.model.show(found)
        self.view.setVisible(bool(self.model.rows))
        self._nothing.setVisible(not self.model.rows)
        self._show_keeping(found.keeping)

    def _show_keeping(self, keeping: Keeping) -> None:
        words = keeping_words(keeping)
        self.kept.setText(words)
        self.kept.setVisible(bool(words))

    def select_money(self) -> None:
        """Go to the overdue invoices."""
        money = next((row for row in self.model.rows if isinstance(row, Money)), None)
        if money is not None:
            self.view.select(money)

    def _tick(self, row: Row) -> None:
        if isinstance(row, StepItem):
            deeds.tick(self._session, row)

    def _remove(self, row: Row) -> None:
        if isinstance(row, StepItem):
            deeds.remove(self._session, row)

    def _open(self, row: Row) -> None:
        if isinstance(row, StepItem):
            from ui.steps.editor import edit_step

            edit_step(self._session, row.id, self)
        elif isinstance(row, More):
            self.steps_wanted.emit()
        elif isinstance(row, Money):
            self.money_wanted.emit()


def _overdue(row: Money) -> str:
    return plural("{count} day overdue", "{count} days overdue", row.days_late)
