"""Three weeks of days at the foot of the list: steps are dropped on one, or sent there by the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QMargins, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from models import step_lists
from models.step_lists import StepItem
from models.text.day_words import understood_date, weekday_and_date, weekday_and_number
from ui import theme
from ui.session import Session
from ui.steps.dragging import FORMAT
from ui.steps.words import items_words
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.buttons import icon_button
from ui.widgets.labels import Elided
from ui.widgets.layouts import column, frame, row

_WEEKS, _DAYS = 3, 7
_CELL = 30


class DayCell(QAbstractButton):
    """One day, with how many steps of ours are due on it; None is no day at all: someday."""

    dropped = Signal()

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self.day = day
        self._count = 0
        self._is_today = False
        self._is_over = False
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.watcher().changed.connect(self.update)

    def show_day(self, day: date | None, today: date, count: int) -> None:
        """Show a day; one that is past can't be chosen."""
        self.day, self._count, self._is_today = day, count, day == today
        if day is None:
            self.setText(say("Someday"))
            self.setAccessibleName(say("Someday: without a date"))
        else:
            begins = day.day == 1
            self.setText(weekday_and_date(language(), day) if begins else weekday_and_number(language(), day))
            due = plural("{count} step due", "{count} steps due", count)
            self.setAccessibleName(say("{day}: {due}", day=understood_date(language(), day), due=due))
        self.setToolTip(self.accessibleName())
        self.setEnabled(day is None or day >= today)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(paint.width(self.text(), "caption") + 40, _CELL)

    def minimumSizeHint(self) -> QSize:
        return QSize(46, _CELL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore() if event.key() in _MOVING else super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(FORMAT) and self.isEnabled():
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        event.acceptProposedAction()
        self.dropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, border, ink = "card", "line", "accent" if self._is_today else "text"
        if not self.isEnabled():
            fill, ink = "sunk", "text_3"
        elif self._is_over:
            fill, border = "accent_tint", "accent_line"
        elif self.underMouse():
            fill = "hover"
        paint.rounded(painter, self.rect(), 6, fill, border)
        room = self.rect().adjusted(8, 0, -8, 0)
        count = str(self._count) if self._count else ""
        beside = paint.width(count, "hint") + 4 if count else 0
        words = QRect(room.left(), 0, room.width() - beside, self.height())
        paint.text(painter, words, self.text(), "caption_bold" if self._is_today else "caption", ink)
        if count:
            paint.text(painter, room, count, "hint", "text_3", paint.RIGHT)
        if self.hasFocus():
            paint.rounded(painter, self.rect(), 6, "", "accent")
            paint.rounded(painter, self.rect().adjusted(1, 1, -1, -1), 5, "", "accent")

    def _set_over(self, over: bool) -> None:
        self._is_over = over
        self.update()


class DayStrip(QWidget):
    """Days to move steps to. The arrows go from day to day, Enter chooses one, Page Down shows later weeks, Esc closes.

    Steps that are dragged here are dropped on a day; those may be taken from any list of the program.
    """

    chosen = Signal(object)
    """The day for the steps, or None for someday."""
    dropped = Signal(object)
    """The day on which the pointer dropped them; it has not let go of them yet."""
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Move to a day"))
        self._session = session
        self._first = session.today()
        self._lead = Elided("", "caption", "text_2")
        self.someday = DayCell()
        self.someday.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.cells = [DayCell() for _ in range(_WEEKS * _DAYS)]
        close = icon_button("close", say("Close (Esc)"))
        close.clicked.connect(self.closed)
        grid = QGridLayout()
        grid.setSpacing(theme.SPACE_4)
        for number, cell in enumerate(self.cells):
            grid.addWidget(cell, number // _DAYS, number % _DAYS)
        for cell in (*self.cells, self.someday):
            cell.clicked.connect(lambda _=False, one=cell: self.chosen.emit(one.day))
            cell.dropped.connect(lambda one=cell: self.dropped.emit(one.day))
        content = column(row(self._lead, self.someday, close, spacing=theme.GAP), grid, spacing=6)
        content.setContentsMargins(QMargins(12, 8, 8, 10))
        self.setLayout(column(frame("card", content, say("Move to a day"))))
        self.hide()

    def begin(self, items: Sequence[StepItem], *, dragged: bool = False) -> None:
        """Show the days for some steps; unless they are being dragged, the keys go to the first day after today."""
        moved = items_words(items)
        lead = say("Drop on a day: {what}", what=moved) if dragged else say("Move to a day: {what}", what=moved)
        self._lead.set_text(lead)
        today = self._session.today()
        self._show_from(today - timedelta(days=today.weekday()))
        self.show()
        if not dragged:
            self._go_to(today + timedelta(days=1))

    def lead(self) -> str:
        """Return the words that say what is moved."""
        return self._lead.text()

    def cell(self, day: date | None) -> DayCell:
        """Return the cell of a day that is shown."""
        return next(one for one in (*self.cells, self.someday) if one.day == day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day by the arrows, three weeks on by Page Down, and close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        step = _MOVING.get(Qt.Key(event.key()))
        here = next((one for one in (*self.cells, self.someday) if one.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        today = self._session.today()
        self._go_to(max((here.day or today) + timedelta(days=step), today))

    def _go_to(self, day: date) -> None:
        last = self._first + timedelta(days=len(self.cells) - 1)
        if not self._first <= day <= last:
            self._show_from(day - timedelta(days=day.weekday()))
        reached = self.cell(day)
        for cell in self.cells:  # the Tab key goes past all days as one
            policy = Qt.FocusPolicy.StrongFocus if cell is reached else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(policy)
        reached.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_from(self, first: date) -> None:
        self._first = first
        last = first + timedelta(days=len(self.cells) - 1)
        counts: Mapping[date, int] = self._session.read(step_lists.day_counts, first, last)
        today = self._session.today()
        for number, cell in enumerate(self.cells):
            day = first + timedelta(days=number)
            cell.show_day(day, today, counts.get(day, 0))
        self.someday.show_day(None, today, 0)


_MOVING = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_DAYS,
    Qt.Key.Key_Down: _DAYS,
    Qt.Key.Key_PageUp: -_WEEKS * _DAYS,
    Qt.Key.Key_PageDown: _WEEKS * _DAYS,
}
"""The keys that go to another day, and by how many days."""
