"""The left half of the visits: the filter, the list by months below it, and how many visits there are."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import visits
from models.errors import NotFound
from models.visit_filter import VisitFilter
from ui import theme
from ui.session import Session
from ui.translations import plural, say
from ui.visits.filters import VisitFilterBar
from ui.visits.list_delegate import VisitDelegate
from ui.visits.list_model import VisitListModel
from ui.visits.list_view import VisitListView
from ui.visits.month_counter import MonthCounter
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column


class VisitListPanel(QWidget):
    """The list and its filter. It marks the visit that is open elsewhere, and opens none itself."""

    narrowed = Signal()
    """The filter lets other visits pass."""
    counted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = VisitListModel(session, self)
        self.view = VisitListView(self.model, VisitDelegate(session), say("Visits"))
        self.filter = VisitFilterBar(session)
        self.no_match = EmptyState(
            say("No visit passes the filter"), say("Take it away to see all of them."), say("Take the filter away")
        )
        self._all = MonthCounter(session, self)
        self._passing = MonthCounter(session, self)
        self._stack = QStackedWidget()
        for widget in (self.view, self.no_match, QWidget()):
            self._stack.addWidget(widget)
        above = column(self.filter, margins=QMargins(16, 12, 16, 8))
        self.setLayout(column(above, self._stack, spacing=0))
        self.setFixedWidth(theme.VISIT_LIST)
        self.no_match.pressed.connect(self.filter.clear)
        self.filter.changed.connect(self._narrow)
        self.filter.list_wanted.connect(self.focus_list)
        self._all.counted.connect(self.counted)
        self._passing.counted.connect(self.counted)

    def refresh(self) -> None:
        """Read the list again and count anew."""
        self.model.reload()
        self._all.count(VisitFilter())
        if self.is_filtered():
            self._passing.count(self.model.wanted)

    def is_filtered(self) -> bool:
        """Return whether a filter stands."""
        return not self.model.wanted.is_empty()

    def summary(self) -> str:
        """Return how many visits there are, and how many of them the filter lets pass."""
        count, passing = self._all.total(), self._passing.total()
        if not count:
            return ""
        if self.is_filtered() and passing is not None:
            return say("{count} of {all} in this journal", count=passing, all=count)
        return plural("{count} in this journal", "{count} in this journal", count)

    def narrow_to_tag(self, tag: str) -> None:
        """Let only the visits pass that bear a tag, or whose accounts do, and stand in the list."""
        self.filter.clear()
        self.filter.set_filter(VisitFilter(tag=tag))
        self.focus_list()

    def mark(self, visit_id: int | None) -> bool:
        """Let the list stand at a visit, read on as far as that takes; return whether it is there."""
        if visit_id is None:
            return False
        index = self.model.index_of(visit_id)
        if not index.isValid():
            try:
                start = self._session.read(visits.get, visit_id).start
            except NotFound:
                return False
            index = self.model.reach(visit_id, start)
        if index.isValid() and index != self.view.currentIndex():
            with QSignalBlocker(self.view):  # the same visit is no new choice
                self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
            self.view.viewport().update()
        return index.isValid()

    def mark_if_listed(self, visit_id: int | None) -> None:
        """Let the list stand at a visit if it was read, and else at the top."""
        index = self.model.index_of(visit_id)
        with QSignalBlocker(self.view):
            self.view.setCurrentIndex(index)
        self.view.scrollTo(index) if index.isValid() else self.view.scrollToTop()

    def focus_list(self) -> None:
        """Stand in the list where the focus is seen; a visit is opened only by moving on or by Enter."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.currentIndex().isValid():
            with QSignalBlocker(self.view):
                self.view.select_newest()
            self.view.viewport().update()

    def show_state(self) -> None:
        """Show the list, or why it is empty; without any visit the filter goes too."""
        is_empty = self.model.is_empty()
        self._stack.setCurrentIndex((1 if self.is_filtered() else 2) if is_empty else 0)
        self.filter.setVisible(self.is_filtered() or not is_empty)

    def _narrow(self) -> None:
        self.model.set_filter(self.filter.wanted())
        if self.is_filtered():
            self._passing.count(self.model.wanted, begin_now=False)
        self.narrowed.emit()
