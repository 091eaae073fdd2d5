"""The end of the day: how many visits it had, and which of them are not written up."""

from __future__ import annotations

from datetime import time

from models import week
from models.journal import Journal
from models.row_class import row_class

_FROM = time(16)
"""From this time on the day is looked back on, whatever is still ahead."""


@row_class
class DayEnd:
    """What a day was, as one looks back on it: its visits, those without a word on what came of them, and those ahead.

    `first` is the id of the first visit to write up, None when all are.
    """

    visits: int
    to_write_up: int
    ahead: int
    first: int | None


def day_end(journal: Journal) -> DayEnd | None:
    """Return how the day went, from four in the afternoon or the end of its last visit on; None before, or without any.

    A visit that was missed or cancelled is none of them.
    """
    now = journal.clock.now()
    visits = week.moments_of_day(journal, journal.clock.today())
    ahead = sum(moment in ("ahead", "now") for _, moment, _ in visits)
    if not visits or (ahead and now.time() < _FROM):
        return None
    missing = [one for one, moment, has_summary in visits if week.is_to_write_up(moment, has_summary=has_summary)]
    return DayEnd(len(visits), len(missing), ahead, missing[0] if missing else None)
