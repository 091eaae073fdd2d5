"""Records made in one line, for tests; each takes only what the test is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from models import accounts, contacts, steps, visits
from models.journal import Journal

TODAY = date(2026, 5, 14)
"""The day on which tests take place: a Thursday."""


def make_account(journal: Journal, name: str = "Northern Rail", **fields: Any) -> int:
    """Make an account and return its id."""
    return accounts.create(journal, name=name, **fields).id


def make_contact(journal: Journal, name: str = "徐海", **fields: Any) -> int:
    """Make a contact and return its id."""
    return contacts.create(journal, name=name, **fields).id


def make_visit(journal: Journal, account_id: int, start: str = "2026-05-13T15:00", **fields: Any) -> int:
    """Write down a held visit and return its id."""
    return visits.record(journal, account_id=account_id, start=start, **fields).id


def make_step(journal: Journal, title: str = "Send the BOQ", **fields: Any) -> int:
    """Make a step and return its id."""
    return steps.create(journal, title=title, **fields).id
