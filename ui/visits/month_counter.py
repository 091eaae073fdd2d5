"""How many visits there are, counted a month at a time, so that nobody waits for it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from models import visit_pages
from models.visit_filter import VisitFilter
from ui.session import Session

_AT_ONCE = 8
"""Milliseconds that counting may take before the window has its turn again."""


class MonthCounter(QObject):
    """Counts the visits that pass a filter; in a small journal at once, in a large one bit by bit."""

    counted = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted = VisitFilter()
        self._months: list[str] = []
        self._so_far = 0
        self._total: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def total(self) -> int | None:
        """Return the number of visits, the last one known while they are counted again, or None before the first."""
        return self._total

    def count(self, wanted: VisitFilter, *, begin_now: bool = True) -> None:
        """Count the visits that pass a filter; while someone types, the list has its turn before the counting."""
        if wanted != self._wanted:
            self._total = None
        self._wanted = wanted
        self._months = self._session.read(visit_pages.months)
        self._so_far = self._session.read(visit_pages.count_planned, wanted)
        self._timer.start()
        if begin_now:
            self._go_on()

    def _go_on(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._months and clock.elapsed() < _AT_ONCE:
            self._so_far += self._session.read(visit_pages.count_in_month, self._months.pop(), self._wanted)
        if not self._months:
            self._timer.stop()
            changed = self._so_far != self._total
            self._total = self._so_far
            if changed:
                self.counted.emit()
