"""The history mixes visits and steps; its windows lose nothing and show nothing twice."""

from __future__ import annotations

import random

import pytest

from models import acceptance, accounts, contacts, projects, receivables, steps, timeline, visits
from models.journal import Journal
from models.timeline import Entry
from models.timeline_kinds import KINDS
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
        f"SELECT raised_at, 'raised', id FROM step WHERE {live} {step_condition} AND visit_id IS NULL UNION ALL "
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
    def of_account(limit: int) -> int:
        return queries(journal, lambda: timeline.of_account(journal, group["top"], limit=limit))

    def of_contact(limit: int) -> int:
        return queries(journal, lambda: timeline.of_contact(journal, group["person"], limit=limit))

    assert of_account(200) == of_account(10) == len([kind for kind in KINDS if kind.at_account]) + 3
    assert of_contact(200) == of_contact(10) == len([kind for kind in KINDS if kind.with_contact]) + 2


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
    assert [entry.event for entry in entries] == ["visit"]
    assert {entry.confidential for entry in (closed, *entries)} == {1}
    assert {entry.account for entry in entries} == {"Northern Rail"}


def test_a_plan_keeps_the_order_of_an_index(journal: Journal, group: dict[str, int]) -> None:
    """One account's visits come from the index in their order, however many there are."""
    select = "SELECT id FROM visit WHERE account_id = ? AND deleted_at IS NULL ORDER BY start DESC, id DESC"
    steps_of_plan = [row[3] for row in journal.rows(f"EXPLAIN QUERY PLAN {select}", group["top"])]
    assert not any("TEMP B-TREE" in step for step in steps_of_plan)


def _events(journal: Journal, account_id: int, show: str) -> list[tuple[str, str]]:
    return [(entry.event, entry.title) for entry in timeline.of_account(journal, account_id, show=show)]


def test_a_filter_shows_its_kinds_alone(journal: Journal) -> None:
    account_id = make_account(journal)
    make_visit(journal, account_id, "2026-05-01T10:00", purpose="Walk")
    make_visit(journal, account_id, "2026-05-02T10:00", purpose="Talk", channel="call")
    make_step(journal, "Send it", kind="promise", account_id=account_id, raised_at="2026-05-03T10:00")
    make_step(journal, "Too loud", kind="complaint", account_id=account_id, raised_at="2026-05-04T10:00")
    assert _events(journal, account_id, "visits") == [("visit", "Walk")]
    assert _events(journal, account_id, "calls") == [("visit", "Talk")]
    assert _events(journal, account_id, "promises") == [("raised", "Send it")]
    assert len(_events(journal, account_id, "everything")) == 4


def test_the_way_of_people_stands_in_the_timeline(journal: Journal) -> None:
    account_id = make_account(journal)
    tom = make_contact(journal, "Tom Aldous", account_id=account_id)
    fields = {"introduced_by_id": tom, "introduced_on": "2026-04-21"}
    gemma = make_contact(journal, "Gemma Fox", account_id=account_id, **fields)
    contacts.edit_post(journal, contacts.posts(journal, gemma)[0].id, title="Depot manager", from_on="2026-01-01")
    first, second = timeline.of_account(journal, account_id, show="people")
    assert (first.event, first.title, first.text, first.introduced_by) == (
        "introduced",
        "Gemma Fox",
        "Depot manager",
        "Tom Aldous",
    )
    assert (second.event, second.title, second.text, second.contact_id) == (
        "joined",
        "Gemma Fox",
        "Depot manager",
        gemma,
    )
    assert [entry.event for entry in timeline.of_contact(journal, gemma)] == ["introduced", "joined"]
    assert {entry.account for entry in timeline.of_contact(journal, gemma)} == {"Northern Rail"}


def test_sign_offs_and_payments_stand_in_the_timeline(journal: Journal) -> None:
    account_id = make_account(journal)
    signer = make_contact(journal)
    project_id = projects.create(journal, account_id=account_id, name="Lot 2").id
    acceptance.add_item(journal, project_id, department="Signalling", criterion="It works", state="signed")
    acceptance.add_item(journal, project_id, department="Signalling", criterion="It lasts")
    acceptance.add_signature(
        journal,
        project_id,
        department="Signalling",
        signer_id=signer,
        state="signed",
        asked_on="2026-03-20",
        signed_on="2026-03-27",
    )
    invoice = {"title": "Milestone 2", "amount_minor": 18_200_000, "currency": "EUR", "due_on": "2026-04-06"}
    receivable = receivables.create(journal, account_id=account_id, invoice_number="2188", **invoice).id
    receivables.pay(journal, receivable, 18_200_000, on="2026-04-15")
    paid, signed = timeline.of_account(journal, account_id)
    assert (paid.event, paid.amount_minor, paid.kind, paid.state, paid.days_late) == (
        "paid",
        18_200_000,
        "EUR",
        "2188",
        9,
    )
    assert (signed.event, signed.title, signed.people, signed.accepted, signed.items) == (
        "signed",
        "Signalling",
        ("徐海",),
        1,
        2,
    )
    assert [entry.event for entry in timeline.of_contact(journal, signer)] == ["signed"]


def test_who_took_part_and_what_hangs_on_a_visit(journal: Journal) -> None:
    account_id = make_account(journal)
    people = [make_contact(journal, name, account_id=account_id) for name in ("Tom", "徐海")]
    asked = [{"title": "Fibre tests", "kind": "request"}, {"title": "Send it", "kind": "promise", "people": people[:1]}]
    make_visit(journal, account_id, people=people, next_steps=asked, private_notes="A secret")
    make_visit(journal, account_id, "2026-05-01T10:00")
    newer, older = timeline.of_account(journal, account_id, show="visits")
    assert (newer.people, newer.has_private_note, newer.raised) == (("Tom", "徐海"), True, ("request",))
    assert (older.people, older.has_private_note, older.raised) == ((), False, ())
    (promise,) = timeline.of_account(journal, account_id, show="promises")
    assert promise.people == ("Tom",)


def test_a_history_of_many_branches_is_the_same_read_in_windows(journal: Journal) -> None:
    group = make_account(journal, "Group")
    with journal.operation("tests.many"):
        branches = [make_account(journal, f"Branch {number}", parent_id=group) for number in range(25)]
        days = ("2026-05-12", "2026-05-01", "2026-04-20", "2025-12-01", "2025-06-01", "2024-02-01", "2020-01-01")
        for place, day in enumerate(days * 4):
            make_visit(journal, branches[place % 25], start=f"{day}T{8 + place % 9:02}:{place:02}")
    whole = [entry.id for entry in timeline.of_account(journal, group, limit=100)]
    starts = {row[0]: row[1] for row in journal.rows("SELECT id, start FROM visit")}
    assert whole == sorted(starts, key=lambda visit_id: (starts[visit_id], visit_id), reverse=True)
    for limit in (3, 11):
        read: list[timeline.Entry] = []
        while found := timeline.of_account(journal, group, below=read[-1].place if read else None, limit=limit):
            read += found
        assert [entry.id for entry in read] == whole
