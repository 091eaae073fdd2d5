"""Receivables as a list: its rows, how one is drawn, and the letters that do something with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import receivable_lists
from models.money import amount
from models.receivable_lists import ReceivableFilter, ReceivableLine
from ui import theme
from ui.receivables import deeds, words
from ui.session import Session
from ui.widgets import paint
from ui.widgets.record_list import RecordListView
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_SIDE = 12
_WIDE = 640
"""From this width on there is room for all columns on one line."""
_MIDDLE, _AMOUNT_END = 0.36, 0.76
"""Where the middle column begins and the amount ends, as parts of the row's width."""


class ReceivableListModel(RowModel[ReceivableLine]):
    """Receivables as a filter wants them."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.wanted = ReceivableFilter()

    def read(self, last: ReceivableLine | None, limit: int) -> Sequence[ReceivableLine]:
        """Return the receivables below the last one."""
        return self.session.read(receivable_lists.lines, self.wanted, below=last, limit=limit)

    def words(self, row: ReceivableLine) -> str:
        """Return a receivable in words."""
        return words.line_words(row, self.session.today())


class ReceivableDelegate(RowDelegate):
    """Draws a receivable: its title, whose it is, what is owed and how it stands; below, what is known of it."""

    radius = 6

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.today = today
        self.names_account = True

    def height(self, row: ReceivableLine) -> int:
        """Return the height of a row of two lines."""
        return theme.TWO_LINE_ROW

    def tip(self, row: ReceivableLine, rect: QRect, position: QPoint) -> str:
        """Return what may be cut short, and the note about the risk."""
        parts = (row.title, row.account, row.project, words.about_words(row, self.today()), row.escalation, row.risk)
        return "\n".join(dict.fromkeys(part for part in parts if part))

    def paint_row(self, painter: QPainter, rect: QRect, row: ReceivableLine, state: QStyle.StateFlag) -> None:
        """Draw one receivable."""
        inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        wide = rect.width() >= _WIDE
        told, token = words.state_words(row, self.today())
        owed = amount(row.rest_minor if row.rest_minor > 0 else row.amount_minor, row.currency)
        about = words.about_words(row, self.today())
        whose = row.account if self.names_account else row.milestone
        middle = inner.left() + round(inner.width() * (_MIDDLE if wide else 0.6))
        upper = QRect(inner.left(), rect.top() + 5, middle - inner.left() - theme.GAP, 20)
        paint.text(painter, upper, row.title, "body_bold")
        paint.text(painter, upper.translated(0, 19), whose if wide else about or whose, "caption", "text_2")
        if not wide:
            beside = QRect(middle, rect.top() + 5, inner.right() - middle, 20)
            paint.text(painter, beside, owed, "body", "text", paint.RIGHT)
            paint.text(painter, beside.translated(0, 19), told, "caption", token, paint.RIGHT)
            return
        end = inner.left() + round(inner.width() * _AMOUNT_END)
        room = max(paint.width(owed, "body"), 96)
        beside = QRect(middle, rect.top(), end - room - theme.CARD_PADDING - middle, rect.height())
        if self.names_account and row.project:
            project = QRect(middle, rect.top() + 5, beside.width(), 20)
            paint.text(painter, project, row.project, "body", "text_2")
            paint.text(painter, project.translated(0, 19), about, "caption", "text_2")
        else:
            paint.text(painter, beside, about, "body", "text_2")
        paint.text(painter, QRect(end - room, rect.top(), room, rect.height()), owed, "body", "text", paint.RIGHT)
        rest = QRect(end, rect.top(), inner.right() - end, rect.height())
        paint.text(painter, rest.adjusted(theme.CARD_PADDING, 0, 0, 0), told, "body", token, paint.RIGHT)


class ReceivableListView(RecordListView):
    """The list. Enter opens, P pays, C notes a contact, and the menu names the other letters."""

    def __init__(self, session: Session, model: ReceivableListModel, name: str, parent: QWidget | None = None) -> None:
        self.delegate = ReceivableDelegate(session.today)
        super().__init__(model, self.delegate, name, open_on_click=True, parent=parent)
        self._session = session
        self.opened.connect(lambda line: deeds.show(session, line.id, self))
        self.removed.connect(lambda line: deeds.trash(session, line.id, self))
        self.menu_wanted.connect(lambda line, place: deeds.menu(session, line, place, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_row()
        if line is None or not deeds.press(self._session, line, event, self):
            super().keyPressEvent(event)
