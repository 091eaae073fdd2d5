"""What hangs on an account, in one place: whoever moves, merges or splits accounts forgets none of it.

A new table that names an account is named here too, or a test fails.
"""

from __future__ import annotations

from models.tables import (
    Account,
    Asset,
    Attachment,
    ContactPost,
    CoverageTarget,
    Feedback,
    Plan,
    Project,
    Receivable,
    Record,
    Snooze,
    Step,
    Visit,
    VisitContact,
)

BELONGINGS: tuple[type[Record], ...] = (
    Visit,
    Step,
    Plan,
    Project,
    Receivable,
    Asset,
    ContactPost,
    Attachment,
    CoverageTarget,
    Snooze,
    Feedback,
)
"""What an account has, by its `account_id`. What hangs on one of these (the questions of a visit, the milestones of a
project) names no account, and goes where that goes."""

TRACES: tuple[type[Record], ...] = (VisitContact,)
"""What says, by its `account_id`, at which account a person was when they took part in a visit."""

LINKS: tuple[tuple[type[Record], str], ...] = ((Account, "parent_id"), (Account, "merged_into_id"))
"""The accounts below an account, and those that were merged into it."""
