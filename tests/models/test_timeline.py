"""The history mixes visits and steps; its windows lose nothing and show nothing twice."""

from __future__ import annotations

import random

import pytest

from models import accounts, steps, timeline, visits
from models.journal import Journal
from models.timeline import Entry
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.models.counting import queries

Key = tuple[str, str, int]


@pytest.fixture
def group(journal: Journal) -> dict[str, int]:
    """A group with two levels of branches, and a stranger, with visits and steps at many equal times."""
    top = make_account(journal, "Group")
    ids = {
        "top": top,
        "branch": make_account(journal, "Branch", parent_id=top),
        "other": make_account(journal, "Other"),
    }
    ids["city"] = make_account(journal, "City", parent_id=ids["branch"])
    ids["person"] = make_contact(journal, account_id=top)
    chance = random.Random(5)
    accounts_here = [ids[name] for name in ("top", "branch", "city", "other")]
    with journal.operation("tests.many"):
        for _ in range(150):
            account_id = chance.choice(accounts_here)
            people = [ids["person"]] if chance.random() < 0.5 else []
            when = f"2026-05-0{chance.randrange(1, 4)}T{chance.choice(('09', '10'))}:00"
            made = make_visit(journal, account_id, when, people=people, next_steps=[{"title": "follow up"}])
            if chance.random() < 0.5:
                # Closed at the very minute it was raised.
                steps.close(journal, steps.of_visit(journal, made)[0].id, at=when)
            step_id = make_step(journal, account_id=account_id, raised_at=when, people=people)
            if chance.random() < 0.5:
                steps.close(journal, step_id, at="2026-05-03T10:00")
            if chance.random() < 0.1:
                steps.trash(journal, step_id)
            if chance.random() < 0.1:
                visits.trash(journal, made)
    return ids


def _key(entry: Entry) -> Key:
    return entry.when, entry.event, entry.id


def _expected(journal: Journal, visit_condition: str, step_condition: str) -> set[Key]:
    live = "deleted_at IS NULL AND"
    found = journal.rows(
        f"SELECT start, 'visit', id FROM visit WHERE {live} {visit_condition} UNION ALL "
        f"SELECT raised_at, 'raised', id FROM step WHERE {live} {step_condition} UNION ALL "
        f"SELECT closed_at, 'closed', id FROM step WHERE closed_at IS NOT NULL AND {live} {step_condition}"
    )
    return {(when, event, row_id) for when, event, row_id in found}


@pytest.mark.parametrize("limit", [1, 3, 50, 1000])
@pytest.mark.parametrize("with_branches", [True, False])
def test_windows_of_an_account(journal: Journal, group: dict[str, int], limit: int, with_branches: bool) -> None:
    seen: list[Entry] = []
    while window := timeline.of_account(
        journal, group["top"], with_branches=with_branches, below=seen[-1].place if seen else None, limit=limit
    ):
        assert len(window) <= limit
        seen += window
    ids = (group["top"], group["branch"], group["city"]) if with_branches else (group["top"], 0)
    expected = _expected(journal, f"account_id IN {ids}", f"account_id IN {ids}")
    assert len(seen) == len(expected) > 50
    assert {_key(entry) for entry in seen} == expected
    assert [entry.place for entry in seen] == sorted((entry.place for entry in seen), reverse=True)


@pytest.mark.parametrize("limit", [1, 4, 1000])
def test_windows_of_a_person_across_accounts(journal: Journal, group: dict[str, int], limit: int) -> None:
    seen: list[Entry] = []
    while window := timeline.of_contact(journal, group["person"], below=seen[-1].place if seen else None, limit=limit):
        seen += window
    links = "SELECT {0}_id FROM {0}_contact WHERE deleted_at IS NULL"
    expected = _expected(journal, f"id IN ({links.format('visit')})", f"id IN ({links.format('step')})")
    assert len(seen) == len(expected) > 50
    assert {_key(entry) for entry in seen} == expected
    assert {entry.account for entry in seen} == {"Group", "Branch", "City", "Other"}


def test_a_timeline_runs_no_query_a_row(journal: Journal, group: dict[str, int]) -> None:
    assert queries(journal, lambda: timeline.of_account(journal, group["top"], limit=200)) == 2
    assert queries(journal, lambda: timeline.of_contact(journal, group["person"], limit=200)) == 1


def test_other_lists_run_no_query_a_row(journal: Journal, group: dict[str, int]) -> None:
    assert queries(journal, lambda: accounts.listing(journal)) == 1
    assert queries(journal, lambda: accounts.tree_ids(journal, group["top"])) == 1


def test_what_an_entry_says(journal: Journal) -> None:
    account_id = make_account(journal)
    visit_id = make_visit(
        journal,
        account_id,
        "2026-05-13T15:00",
        purpose="The offer",
        summary="They agreed",
        channel="call",
        confidential=True,
        next_steps=[{"title": "Send the BOQ", "kind": "promise", "due_on": "2026-05-13"}],
    )
    (step,) = steps.of_visit(journal, visit_id)
    steps.close(journal, step.id, at="2026-05-14T09:00", result="sent")
    closed, *entries = timeline.of_account(journal, account_id)
    assert (closed.event, closed.kind, closed.state, closed.title, closed.text) == (
        "closed",
        "promise",
        "kept_late",
        "Send the BOQ",
        "sent",
    )
    assert {entry.event for entry in entries} == {"visit", "raised"}
    assert {entry.confidential for entry in (closed, *entries)} == {1}
    assert {entry.account for entry in entries} == {"Northern Rail"}


def test_a_plan_keeps_the_order_of_an_index(journal: Journal, group: dict[str, int]) -> None:
    """One account's visits come from the index in their order, however many there are."""
    select = "SELECT id FROM visit WHERE account_id = ? AND deleted_at IS NULL ORDER BY start DESC, id DESC"
    steps_of_plan = [row[3] for row in journal.rows(f"EXPLAIN QUERY PLAN {select}", group["top"])]
    assert not any("TEMP B-TREE" in step for step in steps_of_plan)
