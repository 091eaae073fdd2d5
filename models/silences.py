"""Long pursuits and their silences: how often we met over the years, and when nobody spoke to them for long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from models import rhythm
from models.journal import Journal
from models.row_class import row_class

LEAST_SILENCE = 60
"""So many days without a meeting are a silence; with a long rhythm, twice the rhythm."""
LEAST_SPAN = 180
"""So many days after its first meeting a pursuit is a long one."""
LEAST_MEETINGS = 3


@row_class
class Silence:
    """The days from one meeting to the next one, or to today if none followed (`lasts`)."""

    first: date
    last: date
    lasts: bool

    @property
    def days(self) -> int:
        """How long it was."""
        return (self.last - self.first).days


@row_class
class Pursuit:
    """The meetings with an account, or about one of its projects (`project`), on their days, and its long silences."""

    project: str
    meetings: int
    days: tuple[date, ...]
    silences: tuple[Silence, ...]
    today: date

    @property
    def longest(self) -> Silence | None:
        """The longest silence, if there was a long one."""
        return max(self.silences, key=lambda silence: silence.days, default=None)


def of_account(journal: Journal, account_id: int) -> list[Pursuit]:
    """Return the long pursuits of an account: all meetings with it, then those about each project that is not closed.

    Its branches are not counted in. A pursuit of less than half a year, or of fewer than three meetings, is no long
    one.
    """
    days = rhythm.of_account(journal, account_id).days or 0
    least = max(LEAST_SILENCE, 2 * days)
    today = journal.clock.today()
    parts = [("", "account_id = ?", account_id)]
    query = "SELECT id, name FROM project WHERE account_id = ? AND closed_on IS NULL AND deleted_at IS NULL ORDER BY id"
    parts += [(name, "project_id = ?", project_id) for project_id, name in journal.rows(query, account_id)]
    found = (_pursuit(journal, name, condition, owner, least, today) for name, condition, owner in parts)
    return [pursuit for pursuit in found if pursuit is not None]


def _pursuit(journal: Journal, name: str, condition: str, owner_id: int, least: int, today: date) -> Pursuit | None:
    query = f"""
        SELECT substr(start, 1, 10) AS day, count(*) FROM visit WHERE {condition} AND state = 'held'
        AND deleted_at IS NULL AND start < date(?, '+1 day') GROUP BY day ORDER BY day"""
    rows = journal.rows(query, owner_id, today.isoformat())
    meetings = sum(count for _, count in rows)
    days = tuple(date.fromisoformat(day) for day, _ in rows)
    if meetings < LEAST_MEETINGS or (today - days[0]).days < LEAST_SPAN:
        return None
    return Pursuit(name, meetings, days, tuple(_silences(days, least, today)), today)


def _silences(days: Sequence[date], least: int, today: date) -> list[Silence]:
    found = [Silence(first, last, lasts=False) for first, last in pairwise(days) if (last - first).days >= least]
    if (today - days[-1]).days >= least:
        found.append(Silence(days[-1], today, lasts=True))
    return found
