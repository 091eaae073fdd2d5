"""The list of visits: what is planned, then month by month, read as far as it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from models import visit_pages
from models.text.day_words import clock_words, month_name, understood_date
from models.text.field_words import STATE_NAMES
from models.visit_filter import VisitFilter
from models.visit_pages import ListedVisit
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets.row_delegate import Index
from ui.widgets.rows import WINDOW, RowModel

_FEW_PLANNED = 3
"""So many planned visits stand above the months before the rest is asked for."""
_FAR = 500
"""So many visits are read on to get to one; what lies further down is jumped to."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A month ('2026-05') or 'planned', in words, with the number of its visits."""

    id: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class More:
    """A row that shows more when it is opened: 'planned' or 'newer' visits."""

    id: str
    words: str


Row = ListedVisit | Heading | More


class VisitListModel(RowModel[Row]):
    """Visits with headings. While words are looked for it goes on by itself until there is a window full, or no more.

    Each look takes a few milliseconds, however rare the words are.
    """

    looked = Signal()
    """More was read, or it was found that there is no more."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wanted = VisitFilter()
        self._session = session
        self._below: tuple[str, int] | None = None
        self._top: tuple[str, int] | None = None
        self._all_planned = False
        self._owed = 0
        self._looking = QTimer(self)
        self._looking.setInterval(0)
        self._looking.setSingleShot(True)
        self._looking.timeout.connect(self._look_on)

    def set_filter(self, wanted: VisitFilter) -> None:
        """Show the visits that pass a filter."""
        self.wanted = wanted
        self._top = None
        self._all_planned = False
        self.start_over()

    def is_looking(self) -> bool:
        """Return whether there may be visits that were not found yet, though nobody has to scroll for them."""
        return self._looking.isActive()

    def is_empty(self) -> bool:
        """Return whether no visit passes."""
        return not self.rows and not self.is_looking()

    def show_more(self, row: More) -> None:
        """Show what a row stands for."""
        if row.id == "planned":
            self._all_planned = True
            self.reload()
        else:
            self._top = None
            self.start_over()

    def reach(self, visit_id: int, start: str) -> QModelIndex:
        """Return where a visit stands, reading on or jumping to its month; an invalid index if it does not pass."""
        index = self.index_of(visit_id)
        while not index.isValid() and self._is_near(start, visit_id):
            self.fetchMore(QModelIndex())
            index = self.index_of(visit_id)
        if not index.isValid() and self._session.read(visit_pages.contains, visit_id, self.wanted):
            self._jump_to(visit_id, start)
            index = self.index_of(visit_id)
        return index

    def read(self, last: Row | None, limit: int) -> Sequence[Row]:
        """Return what is planned and the first months, or what comes below."""
        if last is not None:
            return self._window(last, limit)
        self._below = self._top
        top = [More("newer", say("Newer visits"))] if self._top else self._planned()
        return [*top, *self._window(None, limit)]

    def words(self, row: Row) -> str:
        """Return a row in words, for a screen reader."""
        if isinstance(row, More):
            return row.words
        if isinstance(row, Heading):
            return language().listing((row.words, visits_words(row.count)))
        day = understood_date(language(), date.fromisoformat(row.start[:10]))
        return language().listing(filter(None, (day, clock_words(row.start), row.account, row.line, *marks(row))))

    def can_select(self, row: Row) -> bool:
        """Return whether a row can be chosen; headings can't."""
        return not isinstance(row, Heading)

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether there are older visits."""
        return not parent.isValid() and self._below is not None

    def fetchMore(self, parent: Index) -> None:
        """Read on."""
        if not self.canFetchMore(parent):
            return
        found = list(self.read(self.rows[-1] if self.rows else Heading("", "", 0), WINDOW))
        if found:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(found) - 1)
            self.rows.extend(found)
            self.endInsertRows()
        self.looked.emit()

    def _planned(self) -> list[Row]:
        planned = self._session.read(visit_pages.planned, self.wanted)
        if not planned:
            return []
        count = self._session.read(visit_pages.count_planned, self.wanted)
        shown: list[Row] = [Heading("planned", say("Planned"), count)]
        if self._all_planned or len(planned) <= _FEW_PLANNED + 1:
            return [*shown, *planned]
        rest = count - _FEW_PLANNED
        words = plural("{count} more planned", "{count} more planned", rest)
        return [*shown, *planned[:_FEW_PLANNED], More("planned", words)]

    def _window(self, last: Row | None, limit: int) -> list[Row]:
        window = self._session.read(visit_pages.window, self.wanted, self._below, limit)
        self._below = window.below
        # The first look of a question owes a window full; those that follow it pay that off.
        self._owed = (self._owed if last is not None and self._owed > 0 else limit) - len(window.rows)
        if self._below is not None and self._owed > 0:
            self._looking.start()
        else:
            self._owed = 0
            self._looking.stop()
        month = last.start[:7] if isinstance(last, ListedVisit) and not self._is_planned(last) else ""
        rows: list[Row] = []
        for visit in window.rows:
            if visit.start[:7] != month:
                month = visit.start[:7]
                rows.append(self._heading(month))
            rows.append(visit)
        return rows

    def _heading(self, month: str) -> Heading:
        words = month_name(language(), date.fromisoformat(f"{month}-01"))
        return Heading(month, words, self._session.read(visit_pages.count_in_month, month, self.wanted))

    def _is_planned(self, visit: ListedVisit) -> bool:
        return visit.state == "planned" and visit.start >= self._session.today().isoformat()

    def _jump_to(self, visit_id: int, start: str) -> None:
        if start >= self._session.today().isoformat():
            self._all_planned = True
            self._top = None
        else:
            self._top = (start, visit_id + 1)
        self.start_over()

    def _is_near(self, start: str, visit_id: int) -> bool:
        below = self._below
        if below is None or (start, visit_id) >= below:
            return False
        return self._session.read(visit_pages.is_near, start, below, _FAR)

    def _look_on(self) -> None:
        self.fetchMore(QModelIndex())


def visits_words(count: int) -> str:
    """Return '1 visit', '9 visits'."""
    return plural("{count} visit", "{count} visits", count)


def marks(visit: ListedVisit) -> list[str]:
    """Return in words what the marks of a row say."""
    said: list[str] = []
    if visit.state != "held":
        said.append(say(STATE_NAMES[visit.state]))
    if visit.to_write_up:
        said.append(say("to be written up"))
    if visit.has_attachments:
        said.append(say("with attachments"))
    if visit.has_private_note:
        said.append(say("with a private note"))
    if visit.confidential:
        said.append(say("confidential"))
    if visit.satisfaction is not None:
        said.append(say("satisfaction {figure} of 5", figure=visit.satisfaction))
    return said
