"""All that stands on a day, however much it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import calendar
from models.calendar import Entry
from models.changes import Changes
from models.errors import JournalError
from models.text import day_words
from ui.calendar import deeds, words
from ui.calendar.entry_paint import Look, entry_line
from ui.session import EVERYTHING, Session
from ui.translations import language
from ui.widgets import paint
from ui.widgets.dialog import Dialog
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_TABLES = frozenset({"visit", "step", "plan", "account"})
_MOST = 500
_HEIGHT = 420


class DayModel(RowModel[Entry]):
    """The entries of a day."""

    def __init__(self, session: Session, day: date, *, closed: bool) -> None:
        super().__init__()
        self._session, self._day, self._closed = session, day, closed
        self.reload()

    def read(self, last: Entry | None, limit: int) -> Sequence[Entry]:
        """Return the entries; they come all at once."""
        if last is not None:
            return ()
        found = self._session.read(calendar.read, self._day, self._day, most=_MOST, closed=self._closed)
        return found.days[0].entries

    def identity(self, row: Entry) -> object:
        """Return what tells an entry from others."""
        return (row.record, row.id, row.state == "coming")

    def words(self, row: Entry) -> str:
        """Return an entry in words."""
        return words.entry_words(row)


class DayDelegate(RowDelegate):
    """Draws an entry as the calendar does, with its account, or what a visit is about, at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def paint_row(self, painter: QPainter, rect: QRect, row: Entry, state: QStyle.StateFlag) -> None:
        """Draw one entry."""
        middle = rect.top() + rect.height() // 2
        left = QRect(rect.left() + 6, middle - 11, rect.width() * 3 // 5, 22)
        entry_line(painter, left, row, self._session.today(), Look())
        beside = row.title if row.record == "visit" else row.account
        right = QRect(left.right() + 12, rect.top(), rect.right() - left.right() - 20, rect.height())
        paint.text(painter, right, beside, "caption", "text_2")


class DayDialog(Dialog):
    """The list of a day: Enter opens, Space ticks, Delete removes; it follows every change."""

    def __init__(
        self,
        session: Session,
        day: date,
        parent: QWidget | None,
        open_entry: Callable[[Entry], object],
        *,
        closed: bool = True,
    ) -> None:
        title = day_words.long_date(language(), day)
        super().__init__(title, parent, width=560)
        self._open_entry = open_entry
        self.list = RowView(DayModel(session, day, closed=closed), DayDelegate(session), title)
        self.list.setMinimumHeight(_HEIGHT)
        self.list.opened.connect(self._open)
        self.list.ticked.connect(lambda entry: entry.state != "coming" and deeds.tick(session, entry))
        self.list.removed.connect(lambda entry: entry.state != "coming" and deeds.remove(session, entry))
        self.body.addWidget(self.list)
        session.changed.connect(self._on_changed)
        self._session = session
        self.list.select_first()
        self.list.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if changes.tables == EVERYTHING or changes.tables & _TABLES:
            try:
                self.list.rows_model().reload()
            except JournalError as error:
                self._session.read_failed.emit(error)

    def _open(self, entry: Entry) -> None:
        self.accept()
        self._open_entry(entry)
