"""Whom to visit on a trip: the accounts tell when they were seen last and what is open, and sort by it."""

from __future__ import annotations

import pytest

from models import trip_choice, visits
from models.journal import Journal
from models.outreach_choice import Choice
from models.trip_choice import Order
from tests.factories import make_account, make_step, make_visit


@pytest.fixture
def accounts(journal: Journal) -> dict[str, int]:
    """Accounts that were seen long ago, lately and never, with and without a rhythm."""
    made = {
        "Amber": make_account(journal, "Amber", rhythm_days=10, region="North"),
        "In time": make_account(journal, "In time", rhythm_days=90, region="North"),
        "Long ago": make_account(journal, "Long ago", rhythm_inherited=False, region="North"),
        "Never": make_account(journal, "Never", rhythm_days=30, region="North"),
        "Elsewhere": make_account(journal, "Elsewhere", rhythm_days=10, region="South"),
    }
    make_visit(journal, made["Amber"], "2026-04-14T09:00")
    make_visit(journal, made["In time"], "2026-05-13T09:00")
    make_visit(journal, made["Long ago"], "2025-01-10T09:00")
    visits.plan(journal, account_id=made["In time"], start="2026-05-20T09:00")
    for kind in ("promise", "request"):
        make_step(journal, account_id=made["Never"], kind=kind)
    make_step(journal, account_id=made["In time"], kind="complaint")
    make_step(journal, account_id=made["Amber"])
    return made


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("quiet", ["Amber", "Never", "In time", "Long ago"]),
        ("seen", ["Never", "Long ago", "Amber", "In time"]),
        ("open", ["Never", "In time", "Amber", "Long ago"]),
        ("name", ["Amber", "In time", "Long ago", "Never"]),
    ],
)
def test_accounts_are_sorted_by_who_waits(
    journal: Journal, accounts: dict[str, int], order: Order, names: list[str]
) -> None:
    found = trip_choice.choose(journal, Choice(region="North"), order)
    assert [one.name for one in trip_choice.candidates(journal, found)] == names


def test_each_tells_when_it_was_seen_and_what_is_open(journal: Journal, accounts: dict[str, int]) -> None:
    amber, in_time, never = trip_choice.candidates(journal, [accounts["Amber"], accounts["In time"], accounts["Never"]])
    assert (amber.days, amber.days_over, amber.rhythm, amber.open_steps) == (30, 20, "quiet", 0)
    assert (in_time.rhythm, in_time.next_visit, in_time.open_steps) == ("in_time", "2026-05-20", 1)
    assert (never.last_visit, never.rhythm, never.open_steps) == (None, "never", 2)
