"""What the calendar marks besides visits, steps and plans: milestones, money that is due, and ends of warranties.

They are looked at there, and changed on their own pages.
"""

from __future__ import annotations

from datetime import date

from models.calendar import Entry, What
from models.journal import Journal

MOST = 300
"""So many marks of a kind are shown in a span of days."""


def read(journal: Journal, first: date, last: date) -> list[Entry]:
    """Return the marks from the first day to the last: milestones planned or reached, money due, ends of warranties.

    What is paid or written off is no longer due; products of one name at an account that end on a day are one mark.
    """
    given = (first.isoformat(), last.isoformat(), MOST)
    return [
        Entry(record, row_id, day, "", None, kind, state, title, account, opens_id=opens_id)
        for record, kind, query in _MARKS
        for row_id, day, state, title, account, opens_id in journal.rows(query, *given)
    ]


_ACCOUNT = "coalesce(nullif(account.short_name, ''), account.name)"

# A milestone that was reached stands on the day of that, and no more on the day it was planned for.
_MILESTONES = f"""
    SELECT milestone.id, coalesce(reached_on, signed_on, planned_on) AS day,
           CASE WHEN coalesce(reached_on, signed_on) IS NULL THEN 'due' ELSE 'reached' END,
           project.name || ' · ' || milestone.name, {_ACCOUNT}, project.id
    FROM milestone JOIN project ON project.id = project_id AND project.deleted_at IS NULL
    JOIN account ON account.id = account_id AND account.deleted_at IS NULL
    WHERE milestone.deleted_at IS NULL AND coalesce(reached_on, signed_on, planned_on) BETWEEN ?1 AND ?2
    AND (coalesce(reached_on, signed_on) IS NOT NULL OR closed_on IS NULL)
    ORDER BY day, milestone.id LIMIT ?3"""

_MONEY = f"""
    SELECT receivable.id, due_on, 'due', title, {_ACCOUNT}, 0 FROM receivable
    JOIN account ON account.id = account_id AND account.deleted_at IS NULL
    WHERE receivable.deleted_at IS NULL AND due_on BETWEEN ?1 AND ?2 AND written_off_on IS NULL
    AND amount_minor > coalesce((SELECT sum(payment.amount_minor) FROM payment
                                 WHERE receivable_id = receivable.id AND payment.deleted_at IS NULL), 0)
    ORDER BY due_on, receivable.id LIMIT ?3"""

_ENDS = f"""
    SELECT min(asset.id), warranty_end_on, 'due', product, {_ACCOUNT}, 0 FROM asset
    JOIN account ON account.id = account_id AND account.deleted_at IS NULL
    WHERE asset.deleted_at IS NULL AND warranty_end_on BETWEEN ?1 AND ?2 AND competitor = '' AND removed_on IS NULL
    GROUP BY warranty_end_on, account.id, product ORDER BY warranty_end_on, min(asset.id) LIMIT ?3"""

_MARKS: tuple[tuple[What, str, str], ...] = (
    ("milestone", "milestone", _MILESTONES),
    ("receivable", "payment", _MONEY),
    ("asset", "warranty", _ENDS),
)
