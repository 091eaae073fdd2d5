"""How promises are kept, both ways."""

from __future__ import annotations

from models import keeping, steps
from models.journal import Journal
from tests.factories import make_account, make_step


def promised(journal: Journal, account_id: int, kind: str, due: str, closed: str = "", outcome: str = "") -> None:
    step_id = make_step(journal, kind=kind, account_id=account_id, due_on=due, raised_at="2026-04-01T09:00")
    if closed:
        steps.close(journal, step_id, outcome, at=f"{closed}T10:00")


def test_promises_are_counted_on_both_sides(journal: Journal) -> None:
    group = make_account(journal, "江海电信")
    branch = make_account(journal, "江海电信南通", parent_id=group)
    other = make_account(journal, "Northern Rail")
    promised(journal, group, "promise", "2026-05-01", "2026-04-30")
    promised(journal, branch, "promise", "2026-05-01", "2026-05-01")
    promised(journal, branch, "promise", "2026-05-01", "2026-05-03")
    promised(journal, group, "promise", "2026-05-01", "2026-05-01", "broken")
    promised(journal, group, "promise", "2026-05-01", "2026-05-01", "released")
    promised(journal, group, "promise", "2026-05-13")
    promised(journal, group, "promise", "2026-05-14")
    promised(journal, group, "customer_promise", "2026-05-01", "2026-05-02")
    promised(journal, group, "request", "2026-05-01", "2026-05-02")
    promised(journal, other, "promise", "2026-05-01", "2026-05-02")
    found = keeping.of_accounts(journal, [group, branch])
    ours = found.ours
    assert (ours.kept, ours.kept_late, ours.broken) == (2, 1, 1)
    assert (ours.settled, ours.percent) == (4, 50)
    assert (found.theirs.kept_late, found.theirs.settled, found.theirs.percent) == (1, 1, 0)


def test_before_the_first_promise_there_is_no_ratio(journal: Journal) -> None:
    account_id = make_account(journal, "Northern Rail")
    promised(journal, account_id, "promise", "2026-05-20")
    found = keeping.of_accounts(journal, [account_id])
    assert (found.ours.percent, found.theirs.percent) == (None, None)
