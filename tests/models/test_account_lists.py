"""The accounts as a list and as a tree: windows, filter, and what a row says."""

from __future__ import annotations

import pytest

from models import account_lists, accounts, contacts, steps, visits
from models.account_lists import AccountLine, rhythm_state
from models.journal import Journal
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.models.counting import queries


def _names(lines: list[AccountLine]) -> list[str]:
    return [line.name for line in lines]


def _line(journal: Journal, account_id: int) -> AccountLine:
    (line,) = account_lists.lines(journal, [account_id])
    return line


def test_windows_show_every_account_once_by_name(journal: Journal) -> None:
    with journal.operation("tests.many"):
        for number in range(25):
            make_account(journal, f"Account {number * 7 % 20:02d}")
    seen: list[AccountLine] = []
    while window := account_lists.listing(journal, below=seen[-1] if seen else None, limit=7):
        seen += window
    assert len({line.id for line in seen}) == len(seen) == 25 == account_lists.count(journal)
    assert _names(seen) == sorted(_names(seen))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nord", ["Nordbahn Köln", "Übersee"]),
        ("KOLN nord", ["Nordbahn Köln"]),
        ("铁路", ["华北铁路局"]),
        ("hbtl", ["华北铁路局"]),
        ("HuaBei 铁路", ["华北铁路局"]),
        ("hafen", ["Übersee"]),
        ("  ", ["Nordbahn Köln", "Übersee", "华北铁路局"]),
        ("nowhere", []),
    ],
)
def test_the_filter_finds_by_parts_of_words(journal: Journal, text: str, found: list[str]) -> None:
    make_account(journal, "Nordbahn Köln")
    make_account(journal, "Übersee", city="Norden", tags="#hafen")
    make_account(journal, "华北铁路局")
    assert _names(account_lists.listing(journal, text=text)) == found
    below = account_lists.listing(journal, text=text, limit=1)
    if below:
        assert _names(account_lists.listing(journal, text=text, below=below[0])) == found[1:]


def test_the_tree_gives_children_on_demand(journal: Journal) -> None:
    group = make_account(journal, "Group")
    company = make_account(journal, "Company", parent_id=group)
    make_account(journal, "City", parent_id=company)
    make_account(journal, "Other")
    roots = account_lists.children(journal, None)
    assert [(line.name, line.branches) for line in roots] == [("Group", 1), ("Other", 0)]
    (below,) = account_lists.children(journal, group)
    assert (below.name, below.branches, below.path) == ("Company", 1, ("Group",))
    assert account_lists.children(journal, company)[0].path == ("Group", "Company")
    assert _names(account_lists.children(journal, None, below=roots[0])) == ["Other"]


def test_a_row_counts_the_branches_in_and_what_is_over_out(journal: Journal) -> None:
    group = make_account(journal, "Group", rhythm_days=30)
    branch = make_account(journal, "Branch", parent_id=group)
    person = make_contact(journal, account_id=group)
    contacts.take_post(journal, person, branch, title="Also here")
    make_contact(journal, "Gone", account_id=branch, post={"until_on": "2026-05-01"})
    make_step(journal, kind="promise", account_id=branch)
    make_step(journal, kind="promise", account_id=group)
    closed = make_step(journal, kind="promise", account_id=group)
    steps.close(journal, closed)
    make_step(journal, kind="complaint", account_id=branch)
    assert (_line(journal, group).promises, _line(journal, group).complaints, _line(journal, group).people) == (2, 1, 1)
    assert (_line(journal, branch).promises, _line(journal, branch).people) == (1, 1)


def test_a_row_says_when_it_was_visited_and_how_that_stands_to_its_rhythm(journal: Journal) -> None:
    account_id = make_account(journal, rhythm_days=10)
    assert (_line(journal, account_id).last_visit, _line(journal, account_id).rhythm) == (None, "never")
    make_visit(journal, account_id, "2026-05-02T10:00")
    gone = make_visit(journal, account_id, "2026-05-12T10:00")
    visits.trash(journal, gone)
    visits.plan(journal, account_id=account_id, start="2026-05-20T10:00")
    line = _line(journal, account_id)
    assert (line.last_visit, line.days, line.rhythm, line.next_visit) == ("2026-05-02", 12, "over", "2026-05-20")


@pytest.mark.parametrize(
    ("rhythm", "days", "state"),
    [(None, 400, "none"), (10, None, "never"), (10, 10, "in_time"), (10, 11, "over"), (10, 15, "quiet")],
)
def test_the_states_of_a_rhythm(rhythm: int | None, days: int | None, state: str) -> None:
    assert rhythm_state(rhythm, days) == state


def test_an_account_in_the_trash_has_no_row(journal: Journal) -> None:
    account_id = make_account(journal)
    accounts.trash(journal, account_id)
    assert account_lists.lines(journal, [account_id]) == []
    assert account_lists.listing(journal, text="north") == []


def test_the_list_runs_no_query_a_row(journal: Journal) -> None:
    with journal.operation("tests.many"):
        top = make_account(journal, "Top")
        for number in range(20):
            make_account(journal, f"Account {number}", parent_id=top)
    few = queries(journal, lambda: account_lists.listing(journal, limit=2))
    assert queries(journal, lambda: account_lists.listing(journal)) == few
