"""Accounts form a tree, are found by name, and take their visits into the trash and back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import accounts, changes, contacts, plans, visit_lists, visits
from models.clock import FixedClock
from models.errors import InvalidValue, JournalError, NotFound
from models.journal import Journal
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.readers import open_steps


def _names(journal: Journal) -> list[str]:
    return [account.name for account in accounts.listing(journal)]


def test_a_tree_of_group_company_province_and_city(journal: Journal) -> None:
    group = make_account(journal, "Group")
    company = make_account(journal, "Company", parent_id=group)
    province = make_account(journal, "Province", parent_id=company)
    city = make_account(journal, "City", parent_id=province)
    other = make_account(journal, "Other")
    assert set(accounts.tree_ids(journal, group)) == {group, company, province, city}
    assert set(accounts.tree_ids(journal, province)) == {province, city}
    assert accounts.tree_ids(journal, other) == [other]
    accounts.trash(journal, city)
    assert set(accounts.tree_ids(journal, group)) == {group, company, province}


@pytest.mark.parametrize("levels", [0, 1, 2, 3, 30])
def test_no_account_stands_above_itself(journal: Journal, levels: int) -> None:
    top = lowest = make_account(journal, "Top")
    for number in range(levels):
        lowest = make_account(journal, f"Level {number}", parent_id=lowest)
    with pytest.raises(InvalidValue, match=r"can't stand above itself: .* Choose another parent"):
        accounts.edit(journal, top, parent_id=lowest)
    assert accounts.get(journal, top).parent_id is None


def test_no_circle_comes_about_through_the_trash(journal: Journal) -> None:
    top = make_account(journal, "Top")
    middle = make_account(journal, "Middle", parent_id=top)
    low = make_account(journal, "Low", parent_id=middle)
    accounts.trash(journal, low)
    accounts.trash(journal, middle)
    with pytest.raises(NotFound):
        accounts.restore(journal, low)
    with pytest.raises(NotFound):
        accounts.edit(journal, top, parent_id=low)
    accounts.restore(journal, middle)
    accounts.restore(journal, low)
    assert accounts.get(journal, low).parent_id == middle


def test_a_branch_can_move_and_become_independent(journal: Journal) -> None:
    first, second = make_account(journal, "First"), make_account(journal, "Second")
    branch = make_account(journal, "Branch", parent_id=first)
    accounts.edit(journal, branch, parent_id=second)
    assert branch in accounts.tree_ids(journal, second)
    accounts.edit(journal, branch, parent_id=None)
    assert accounts.tree_ids(journal, second) == [second]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Northern Rail", "Northern Rail"),
        ("northern rail", "Northern Rail"),
        ("  NORTHERN   RAIL ", "Northern Rail"),
        ("nr", "Northern Rail"),
        ("华北", "华北电信"),
        ("straße", "STRASSE AG"),
        ("North", "North"),
    ],
)
def test_an_account_is_found_as_people_write_it(journal: Journal, wanted: str, found: str) -> None:
    make_account(journal, "Northern Rail", short_name="NR")
    make_account(journal, "North")
    make_account(journal, "华北电信")
    make_account(journal, "STRASSE AG", short_name="Straße")
    assert accounts.find(journal, wanted).name == found


@pytest.mark.parametrize(
    ("wanted", "words"), [("Nor", "several"), ("Nowhere", "make the account first"), (" ", "name .* is missing")]
)
def test_an_unclear_name_is_no_account(journal: Journal, wanted: str, words: str) -> None:
    make_account(journal, "Northern Rail")
    make_account(journal, "Northwest Power")
    with pytest.raises(JournalError, match=words):
        accounts.find(journal, wanted)


def test_an_account_in_the_trash_is_not_found(journal: Journal) -> None:
    account_id = make_account(journal, "Northern Rail")
    accounts.trash(journal, account_id)
    with pytest.raises(NotFound):
        accounts.find(journal, "Northern Rail")
    make_account(journal, "Northern Rail")
    assert accounts.find(journal, "Northern Rail").id != account_id


def test_an_account_with_branches_keeps_out_of_the_trash(journal: Journal) -> None:
    parent = make_account(journal, "Parent")
    branch = make_account(journal, "Branch", parent_id=parent)
    with pytest.raises(InvalidValue, match=r"has branches \(1, such as Branch\). Move or remove them first"):
        accounts.trash(journal, parent)
    accounts.trash(journal, branch)
    accounts.trash(journal, parent)
    assert _names(journal) == []


def test_the_trash_takes_along_what_belongs_to_an_account_and_gives_back_just_that(
    journal: Journal, clock: FixedClock
) -> None:
    account_id, other = make_account(journal), make_account(journal, "Other")
    gone = make_visit(journal, account_id, purpose="thrown away before")
    visits.trash(journal, gone)
    clock.move(timedelta(minutes=1))
    kept = make_visit(journal, account_id)
    make_step(journal, account_id=account_id)
    plan_id = plans.create(journal, goal="Win", account_id=account_id).id
    contact_id = make_contact(journal, account_id=account_id)
    elsewhere = make_visit(journal, other)
    accounts.trash(journal, account_id)
    assert [line.id for line in visit_lists.listing(journal)] == [elsewhere]
    assert open_steps(journal) == []
    assert plans.listing(journal) == []
    assert contacts.posts(journal, contact_id) == []
    assert contacts.get(journal, contact_id).name == "徐海"
    accounts.restore(journal, account_id)
    assert {line.id for line in visit_lists.listing(journal)} == {kept, elsewhere}
    assert len(open_steps(journal)) == 1
    assert plans.get(journal, plan_id).goal == "Win"
    assert len(contacts.posts(journal, contact_id)) == 1
    with pytest.raises(NotFound, match="does not lie in the trash"):
        accounts.restore(journal, account_id)


def test_a_list_is_sorted_and_comes_in_windows(journal: Journal) -> None:
    with journal.operation("tests.many"):
        for number in range(25):
            make_account(journal, f"Account {number * 7 % 25:02d}")
    windows = [accounts.listing(journal, limit=10, offset=offset) for offset in (0, 10, 20)]
    assert [len(window) for window in windows] == [10, 10, 5]
    assert [row.name for window in windows for row in window] == sorted(_names(journal))


def test_undo_of_a_trash_brings_everything_back(journal: Journal) -> None:
    account_id = make_account(journal)
    make_visit(journal, account_id, next_steps=[{"title": "Send the BOQ"}])
    accounts.trash(journal, account_id)
    changes.undo(journal)
    assert len(visit_lists.listing(journal)) == 1
    assert len(open_steps(journal)) == 1
