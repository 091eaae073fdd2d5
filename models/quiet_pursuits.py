"""Pursuits that nobody was in touch about for longer than their rhythm allows: the nudge not to let go."""

from __future__ import annotations

from models.journal import Journal
from models.row_class import row_class

LONGEST = 50
"""A list that nudges is no longer: what is further down was quiet for a shorter time."""
ALL = -1
"""As a limit: every one."""


@row_class
class QuietPursuit:
    """A running project past its rhythm: `days` since the last contact, `days_over` past the rhythm.

    A contact is a held visit of any channel, an attempt at a signature, or a contact about money; without any, the
    first stage counts. `planned_on` (ISO) is the next visit that is planned about it.
    """

    project_id: int
    project: str
    stage: str
    account_id: int
    account: str
    rhythm_days: int
    days: int
    planned_on: str | None

    @property
    def days_over(self) -> int:
        """How many days the rhythm has run out."""
        return self.days - self.rhythm_days


def read(journal: Journal, *, limit: int = LONGEST) -> list[QuietPursuit]:
    """Return the running projects that are past their rhythm, those that are furthest past it first."""
    return [QuietPursuit(*row) for row in journal.rows(_QUIET, journal.clock.today().isoformat(), limit)]


_QUIET = """
    WITH seen AS (
        SELECT id, name, stage, account_id, rhythm_days, max(
            coalesce((SELECT start FROM visit WHERE project_id = project.id AND state = 'held' AND deleted_at IS NULL
                      AND start < date(?1, '+1 day') ORDER BY start DESC LIMIT 1), ''),
            coalesce((SELECT max(tried_at) FROM signature JOIN signature_attempt ON signature_id = signature.id
                      WHERE project_id = project.id AND signature.deleted_at IS NULL
                      AND signature_attempt.deleted_at IS NULL AND tried_at < date(?1, '+1 day')), ''),
            coalesce((SELECT max(contacted_at) FROM receivable JOIN collection ON receivable_id = receivable.id
                      WHERE project_id = project.id AND receivable.deleted_at IS NULL AND collection.deleted_at IS NULL
                      AND contacted_at < date(?1, '+1 day')), ''),
            coalesce((SELECT min(changed_on) FROM stage_change WHERE project_id = project.id AND deleted_at IS NULL),
                     date(created_at))) AS last
        FROM project WHERE rhythm_days IS NOT NULL AND closed_on IS NULL AND deleted_at IS NULL),
    quiet AS (
        SELECT *, CAST(julianday(?1) - julianday(date(last)) AS INTEGER) AS days FROM seen
        WHERE date(last, '+' || rhythm_days || ' days') < ?1)
    SELECT quiet.id, quiet.name, stage, account_id, account.name, quiet.rhythm_days, days,
           (SELECT substr(min(start), 1, 10) FROM visit WHERE project_id = quiet.id AND state = 'planned'
            AND start >= ?1 AND deleted_at IS NULL)
    FROM quiet JOIN account ON account.id = account_id AND account.deleted_at IS NULL
    ORDER BY days * 1.0 / quiet.rhythm_days DESC, quiet.id LIMIT ?2"""
