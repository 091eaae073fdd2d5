"""A journal with some content, as whole as tests of damage begin with."""

from __future__ import annotations

import random
from pathlib import Path

from models import visit_lists, visits
from models.clock import FixedClock
from models.journal import Journal
from tests.factories import TODAY, make_account, make_contact, make_visit

VISITS = 60


def make_whole(path: Path) -> None:
    """Make a journal with so many visits, some of them edited, and close it."""
    with Journal.create(path, clock=FixedClock(TODAY), source=random.Random(6)) as journal:
        account_id = make_account(journal)
        people = [make_contact(journal, f"徐海 {number}") for number in range(5)]
        with journal.operation("tests.many"):
            for number in range(VISITS):
                make_visit(
                    journal,
                    account_id,
                    people=people[:2],
                    notes=f"价格 {number} " * 60,
                    summary="What was agreed",
                    next_steps=[{"title": f"Step {number}"}],
                )
        for visit in visit_lists.listing(journal, limit=10):
            visits.edit(journal, visit.id, notes="edited " * 30)
