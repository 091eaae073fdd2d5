"""An account's page: its head, and what is open both ways."""

from __future__ import annotations

import pytest

from models import account_overview, accounts, plans, receivables, steps
from models.errors import NotFound
from models.journal import Journal
from tests.factories import make_account, make_step, make_visit


def test_the_head_of_a_branch(journal: Journal) -> None:
    group = make_account(journal, "Group")
    division = make_account(journal, "Division", parent_id=group)
    account_id = make_account(journal, parent_id=division, rhythm_days=30)
    make_visit(journal, account_id, "2026-05-02T10:00")
    make_step(journal, account_id=account_id)
    make_step(journal, account_id=account_id, kind="customer_promise")
    head = account_overview.overview(journal, account_id)
    assert [above.name for above in head.path] == ["Group", "Division"]
    assert (head.account.name, head.line.days, head.steps) == ("Northern Rail", 12, 2)
    assert (head.overdue_invoices, head.has_signatures, head.has_receivables) == (0, False, False)
    above = account_overview.overview(journal, group)
    assert above.line.last_visit is None
    assert above.latest is not None
    assert (above.latest.days, above.latest.account) == (12, "Northern Rail")
    assert above.steps == 2


def test_an_account_in_the_trash_has_no_page(journal: Journal) -> None:
    account_id = make_account(journal)
    accounts.trash(journal, account_id)
    with pytest.raises(NotFound):
        account_overview.overview(journal, account_id)


def test_what_is_open_both_ways(journal: Journal) -> None:
    account_id = make_account(journal)
    branch = make_account(journal, "Branch", parent_id=account_id)
    make_step(journal, "Late promise", kind="promise", account_id=branch, due_on="2026-05-01")
    make_step(journal, "Promise", kind="promise", account_id=account_id, due_on="2026-06-01")
    make_step(journal, "Own work", account_id=account_id)
    make_step(journal, "Name the signer", account_id=account_id, owner_side="theirs")
    make_step(journal, "Elsewhere", kind="promise", account_id=make_account(journal, "Other"))
    steps.close(journal, make_step(journal, "Kept", kind="promise", account_id=account_id))
    open_now = account_overview.open_between(journal, account_id)
    assert [item.title for item in open_now.ours if item.closed_at is None] == ["Late promise", "Promise"]
    assert (open_now.ours_count, open_now.theirs_count) == (2, 1)
    assert [item.title for item in open_now.theirs] == ["Name the signer"]


def test_overdue_invoices_are_what_is_not_wholly_paid(journal: Journal) -> None:
    account_id = make_account(journal)

    def owed(title: str, due_on: str) -> int:
        return receivables.create(
            journal, account_id=account_id, title=title, amount_minor=1000, currency="EUR", due_on=due_on
        ).id

    part, whole = owed("Part", "2026-05-10"), owed("Whole", "2026-05-01")
    owed("Ahead", "2026-05-14")
    receivables.pay(journal, part, 400, on="2026-05-12")
    receivables.pay(journal, whole, 1000, on="2026-05-12")
    (invoice,) = account_overview.open_between(journal, account_id).invoices
    assert (invoice.title, invoice.rest_minor, invoice.days_late) == ("Part", 600, 4)
    assert account_overview.overview(journal, account_id).overdue_invoices == 1
    assert account_overview.overview(journal, account_id).has_receivables


def test_more_open_than_is_read_is_still_counted(journal: Journal) -> None:
    account_id = make_account(journal)
    with journal.operation("tests.many"):
        for number in range(account_overview.MOST_OPEN + 5):
            make_step(journal, f"Promise {number}", kind="promise", account_id=account_id)
    open_now = account_overview.open_between(journal, account_id)
    assert (len(open_now.ours), open_now.ours_count) == (account_overview.MOST_OPEN, account_overview.MOST_OPEN + 5)


def test_a_plan_counts_among_the_next_steps_until_it_ends(journal: Journal) -> None:
    account_id = make_account(journal)
    plan_id = plans.create(journal, goal="Win", account_id=account_id).id
    assert account_overview.overview(journal, account_id).steps == 1
    plans.close(journal, plan_id)
    assert account_overview.overview(journal, account_id).steps == 0
