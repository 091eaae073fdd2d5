"""What the strands of the sample journal's history have in common: whom they are about, and how they wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from models.journal import Journal
from models.sample.calendar import Calendar
from models.sample.cast import Cast
from models.sample.telling import Later


class Strand:
    """A strand puts what happens in it off to its moments; `counted` is called for each visit that it makes."""

    def __init__(
        self, journal: Journal, cast: Cast, calendar: Calendar, later: Later, counted: Callable[[], None]
    ) -> None:
        self._journal = journal
        self._cast = cast
        self._calendar = calendar
        self._later = later
        self._counted = counted

    def _day(self, days_ago: int) -> date:
        """Return the working day so many days ago, or the one before it."""
        return self._calendar.back_to_work(self._calendar.today - timedelta(days=days_ago))

    def _moment(self, days_ago: int, at: time) -> datetime:
        return datetime.combine(self._day(days_ago), at)
