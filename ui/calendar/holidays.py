"""The holidays of the days that are shown, worked out beside the window: the first ones of a year take a while."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from models import calendar_marks
from models.calendar_marks import DayMark
from models.errors import JournalError
from ui.background import Background
from ui.translations import language


class Holidays(QObject):
    """Knows the holidays of the year around a day, once they were wanted."""

    known = Signal()
    """Those that were wanted last are known now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.marks: Mapping[date, DayMark] = {}
        self._background = Background(self)
        self._wanted: object = None

    def want(self, country: str, first: date, last: date) -> None:
        """Work out the holidays of these days and of those around them, unless they are known."""
        since, until = date(first.year, 1, 1), date(last.year, 12, 31)
        wanted = (country, since, until, language().code)
        if wanted != self._wanted:
            self._wanted = wanted
            work = partial(calendar_marks.marks, country, since, until, language())
            self._background.run("holidays", work, self._take, _do_without)

    def is_busy(self) -> bool:
        """Return whether some are still being worked out."""
        return self._background.is_busy()

    def _take(self, marks: Mapping[date, DayMark]) -> None:
        self.marks = marks
        self.known.emit()


def _do_without(_: JournalError) -> None:
    """Show the days without their holidays."""
