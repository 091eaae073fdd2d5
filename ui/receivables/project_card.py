"""The receivables of a project at a glance: each milestone with its amount, its days late, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from models import ageing, receivable_lists
from models.money import amount
from models.receivable_lists import ReceivableFilter, ReceivableLine
from ui import theme
from ui.receivables import deeds, words
from ui.session import Session
from ui.translations import plural, say
from ui.widgets import paint
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SHOWN = 8
_HEAD = 30
_BAR, _SCALE = 6, 30
"""How high a bar is in pixels, and how many days late fill it."""
_BAR_ROOM, _LEAST_BAR = 96, 64
_LEAST_NAME = 120


class Head:
    """The names of the columns."""


_HEADING = Head()
Row = ReceivableLine | Head


class CardModel(RowModel[Row]):
    """The first receivables of a project below the names of the columns."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._known: list[Row] = []

    def show(self, lines: Sequence[ReceivableLine]) -> None:
        """Show other receivables, or as they are now."""
        self._known = [_HEADING, *lines] if lines else []
        self.reload()

    def read(self, last: Row | None, limit: int) -> Sequence[Row]:
        """Return all rows at once."""
        return self._known if last is None else ()

    def identity(self, row: Row) -> object:
        """Return the id of a receivable."""
        return row if isinstance(row, Head) else row.id

    def can_select(self, row: Row) -> bool:
        """Return whether this is no heading."""
        return not isinstance(row, Head)

    def words(self, row: Row) -> str:
        """Return a row in words."""
        return say("Milestone") if isinstance(row, Head) else words.line_words(row, self._today())


class _CardDelegate(RowDelegate):
    """Draws a milestone, its amount, a bar of the days it is or was late, and how it stands."""

    radius = 6

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._currency = ""
        self._name = self._owed = self._told = 0

    def fit(self, lines: Sequence[ReceivableLine]) -> None:
        """Give the columns of amounts and states the room that these receivables need."""
        currencies = {line.currency for line in lines}
        self._currency = currencies.pop() if len(currencies) == 1 else ""
        today = self._today()
        head = paint.width(self._currency or say("Amount owed"), "caption")
        self._owed = max((paint.width(self._figure(line), "body") for line in lines), default=0)
        self._owed = max(self._owed, head)
        self._name = max((paint.width(line.title, "body") for line in lines), default=0)
        self._told = max((paint.width(words.state_words(line, today)[0], "body") for line in lines), default=0)

    def _figure(self, line: ReceivableLine) -> str:
        """Return an amount; where all are in one currency, the head of the column names that."""
        shown = amount(line.amount_minor, line.currency)
        return shown.partition(" ")[2] if self._currency else shown

    def _cells(self, rect: QRect) -> tuple[QRect, QRect, QRect, QRect]:
        """Return where the name, the amount, the bar and the state stand; in a narrow card there is no bar."""
        inner = rect.adjusted(2, 0, -2, 0)
        gap, top, height = theme.CARD_GAP, rect.top(), rect.height()
        told = min(self._told, inner.width() // 3)
        rest = inner.width() - told - self._owed - 2 * gap
        least = max(_LEAST_BAR, paint.width(say("Days late, 0–30"), "caption") + 1)
        bar = max(min(_BAR_ROOM, rest - gap - self._name), least)  # before a name is cut, the bar is shorter
        bar = bar if rest - bar - gap >= _LEAST_NAME else 0
        name = rest - (bar + gap if bar else 0)
        left = inner.left() + name + gap
        owed = QRect(left, top, self._owed, height)
        left = owed.right() + 1 + gap
        return (
            QRect(inner.left(), top, name, height),
            owed,
            QRect(left, top, bar, height),
            QRect(inner.right() + 1 - told, top, told, height),
        )

    def height(self, row: Row) -> int:
        """Return the height of a row."""
        return _HEAD if isinstance(row, Head) else theme.ROW

    def has_surface(self, row: Row) -> bool:
        """Return whether this is no heading."""
        return not isinstance(row, Head)

    def tip(self, row: Row, rect: QRect, position: QPoint) -> str:
        """Return what may be cut short."""
        return "" if isinstance(row, Head) else words.line_words(row, self._today())

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag) -> None:
        """Draw one row, or the names of the columns."""
        name, owed, bar, told = self._cells(rect)
        if isinstance(row, Head):
            paint.text(painter, name, say("Milestone"), "caption", "text_2")
            paint.text(painter, owed, self._currency or say("Amount owed"), "caption", "text_2", paint.RIGHT)
            if bar.width():
                paint.text(painter, bar, say("Days late, 0–30"), "caption", "text_2")
            paint.separator(painter, rect)
            return
        today = self._today()
        sentence, token = words.state_words(row, today)
        paint.text(painter, name, row.title)
        paint.text(painter, owed, self._figure(row), "body", "text", paint.RIGHT)
        paint.text(painter, told, sentence, "body", token, paint.RIGHT)
        is_over = row.bucket(today) in ("paid", *ageing.LATE)
        if bar.width() and is_over:
            _paint_bar(painter, bar, row.days_late(today) or 0, token)


class ProjectReceivableCard(QFrame):
    """What the customer is to pay for a project; Enter on a milestone opens it, the button all of them."""

    opened = Signal()
    """The whole list is wanted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(say("Receivables"))
        self.session = session
        self.total = label("", "body", "text_2")
        self.late = label("", "body", "amber")
        self.model = CardModel(session.today)
        self._delegate = _CardDelegate(session.today)
        self.view = RowView(self.model, self._delegate, say("Receivables"), fit_content=True, open_on_click=True)
        self.view.setProperty("kind", "card")
        self.model.setParent(self.view)
        self.more = button("", "text")
        self.nothing = label(say("Nothing is owed here"), "body", "text_2")
        head = row(label(say("Receivables"), "body_bold"), self.total, None, self.late)
        self.setLayout(
            column(head, self.view, self.nothing, row(self.more, None), spacing=theme.GAP, margins=theme.CARD_PADDING)
        )
        self.view.opened.connect(lambda line: deeds.show(session, line.id, self))
        self.more.clicked.connect(self.opened)

    def show_project(self, project_id: int) -> None:
        """Show the receivables of a project, or as they are now."""
        wanted = ReceivableFilter("all", project_id=project_id)
        lines = self.session.read(receivable_lists.lines, wanted, limit=_SHOWN)
        count = self.session.read(receivable_lists.count_of_project, project_id)
        found = self.session.read(ageing.of_project, project_id)
        self._delegate.fit(lines)
        self.model.show(lines)
        self.view.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        whole: dict[str, int] = {}
        for line in lines:
            whole[line.currency] = whole.get(line.currency, 0) + line.amount_minor
        rest = count - len(lines)
        shown = " · ".join(amount(minor, currency) for currency, minor in whole.items())
        self.total.setText("" if rest > 0 else shown)
        late = " · ".join(amount(one.late, one.currency) for one in found if one.late)
        self.late.setText(say("{amount} overdue", amount=late) if late else "")
        self.more.setText(plural("{count} more", "{count} more", rest) if rest > 0 else say("All receivables"))
        self.more.setVisible(bool(lines))


def _paint_bar(painter: QPainter, rect: QRect, days: int, token: str) -> None:
    top = rect.center().y() - _BAR // 2
    paint.rounded(painter, QRect(rect.left(), top, rect.width(), _BAR), _BAR / 2, "grey_tint")
    wide = rect.width() * min(max(days, 0), _SCALE) // _SCALE
    if wide:
        paint.rounded(painter, QRect(rect.left(), top, max(wide, _BAR), _BAR), _BAR / 2, token)
