"""The wishes of branches are seen at the account above them, once however many ask."""

from __future__ import annotations

from models import branch_wishes, steps, visits
from models.branch_wishes import Wish
from models.journal import Journal
from tests.factories import make_account, make_step, make_visit


def test_open_requests_and_fresh_expectations_of_branches_are_wishes(journal: Journal) -> None:
    group = make_account(journal, "Group")
    company = make_account(journal, "Company", parent_id=group)
    city = make_account(journal, "City", parent_id=company)
    make_step(journal, "Own wish", account_id=group, kind="request")
    first = make_step(journal, "Spare  parts list", account_id=company, kind="request", raised_at="2026-05-01T10:00")
    second = make_step(journal, "spare parts LIST", account_id=city, kind="request", raised_at="2026-05-03T10:00")
    steps.close(journal, make_step(journal, "Solved", account_id=city, kind="request"), "done")
    make_step(journal, "A promise", account_id=city, kind="promise")
    heard = make_visit(journal, city, start="2026-04-02T10:00", expectation="Delivery in June")
    make_visit(journal, city, start="2024-04-02T10:00", expectation="Long ago")
    assert branch_wishes.of_branches(journal, group) == [
        Wish("request", second, "spare parts LIST", ("City", "Company"), "2026-05-03"),
        Wish("expectation", heard, "Delivery in June", ("City",), "2026-04-02"),
    ]
    assert [wish.branches for wish in branch_wishes.of_branches(journal, company)] == [("City",), ("City",)]
    assert branch_wishes.of_branches(journal, city) == []
    steps.close(journal, first, "done")
    visits.trash(journal, heard)
    assert [wish.branches for wish in branch_wishes.of_branches(journal, group)] == [("City",)]
