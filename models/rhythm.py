"""Accounts that go quiet: not seen for longer than their visit rhythm."""

from __future__ import annotations

from models.journal import Journal
from models.row_class import row_class

AMBER_FROM = 1.5
"""How many rhythms without a visit turn the days amber."""


@row_class
class QuietAccount:
    """An account beyond its rhythm.

    `days` since it was last seen, `person` and `title` who was met then (empty when nobody was named), `topic` what
    it was about, `planned_visit_id` and `planned_on` (ISO) the next visit that is planned, or None.
    """

    id: int
    name: str
    days: int
    rhythm_days: int
    last_visit_id: int
    person: str
    title: str
    topic: str
    planned_visit_id: int | None
    planned_on: str | None

    @property
    def is_amber(self) -> bool:
        """Whether the silence has lasted long enough to worry."""
        return self.days >= AMBER_FROM * self.rhythm_days


_QUIET = """
    SELECT account.id AS account_id, account.name, rhythm_days, visit.id AS visit_id, purpose,
           CAST(julianday(?1) - julianday(date(start)) AS INTEGER) AS days
    FROM account JOIN visit ON visit.id = (
        SELECT id FROM visit WHERE account_id = account.id AND state = 'held' AND deleted_at IS NULL
        AND start < date(?1, '+1 day') ORDER BY start DESC LIMIT 1)
    WHERE account.deleted_at IS NULL AND rhythm_days IS NOT NULL
    AND julianday(?1) - julianday(date(start)) > rhythm_days"""

_LAST_MET = "SELECT min(id) FROM visit_contact WHERE visit_id = quiet.visit_id AND deleted_at IS NULL"

_NEXT = """
    SELECT id FROM visit WHERE account_id = quiet.account_id AND start >= ?1 AND state = 'planned'
    AND deleted_at IS NULL ORDER BY start LIMIT 1"""


def going_quiet(journal: Journal, *, limit: int = 5) -> list[QuietAccount]:
    """Return accounts not seen for longer than their rhythm, the longest silence first.

    One without a rhythm never counts as quiet, and one that was never visited has no silence yet.
    """
    query = f"""
        WITH quiet AS ({_QUIET} ORDER BY days DESC, account.name LIMIT ?2)
        SELECT quiet.account_id, quiet.name, days, quiet.rhythm_days, quiet.visit_id, coalesce(contact.name, ''),
               coalesce(contact_post.title, ''), quiet.purpose, ahead.id, substr(ahead.start, 1, 10)
        FROM quiet LEFT JOIN visit_contact ON visit_contact.id = ({_LAST_MET})
        LEFT JOIN contact ON contact.id = visit_contact.contact_id
        LEFT JOIN contact_post ON contact_post.id = contact_post_id
        LEFT JOIN visit AS ahead ON ahead.id = ({_NEXT})
        ORDER BY days DESC, quiet.name"""
    return [QuietAccount(*row) for row in journal.rows(query, journal.clock.today().isoformat(), limit)]


def quiet_count(journal: Journal) -> int:
    """Return how many accounts have not been seen for longer than their rhythm."""
    found = journal.row(f"SELECT count(*) FROM ({_QUIET})", journal.clock.today().isoformat())
    return int(found[0]) if found else 0
