"""Who was met last: people in the order of their latest visit."""

from __future__ import annotations

from models.journal import Journal
from models.row_class import row_class

_VISITS_AT_A_TIME = 40
_VISITS_AT_MOST = 400
"""So far back it is looked for people; who was met before that was not met recently."""


@row_class
class Met:
    """A person met lately: when (time on the wall), in which visit, at which account and what it was about."""

    contact_id: int
    name: str
    role_group: str | None
    account_id: int
    account: str
    visit_id: int
    start: str
    channel: str
    topic: str


def recently_met(journal: Journal, *, limit: int = 5) -> list[Met]:
    """Return the people met last, each once, the latest first; visits still ahead do not count."""
    met: dict[int, Met] = {}
    for offset in range(0, _VISITS_AT_MOST, _VISITS_AT_A_TIME):
        for one in _met(journal, offset):
            met.setdefault(one.contact_id, one)
        if len(met) >= limit:
            break
    return list(met.values())[:limit]


def _met(journal: Journal, offset: int) -> list[Met]:
    """Return who took part in a window of the latest visits."""
    query = """
        WITH latest AS (
            SELECT id, account_id, start, channel, purpose FROM visit
            WHERE start <= ? AND state = 'held' AND deleted_at IS NULL
            ORDER BY start DESC, id DESC LIMIT ? OFFSET ?)
        SELECT contact.id, contact.name, role_group, latest.account_id, account.name, latest.id, start, channel, purpose
        FROM latest JOIN visit_contact ON visit_contact.visit_id = latest.id AND visit_contact.deleted_at IS NULL
        JOIN contact ON contact.id = contact_id AND contact.deleted_at IS NULL
        JOIN account ON account.id = latest.account_id
        ORDER BY start DESC, latest.id DESC, visit_contact.id"""
    return [Met(*row) for row in journal.rows(query, journal.clock.wall(), _VISITS_AT_A_TIME, offset)]
