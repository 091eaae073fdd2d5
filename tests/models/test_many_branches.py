"""An account above very many branches is read in other ways than one alone, and tells the same."""

from __future__ import annotations

import pytest

from models import (
    account_lists,
    account_overview,
    accounts,
    coverage,
    keeping,
    people_map,
    satisfaction,
    step_query,
    timeline,
)
from models.journal import Journal
from models.timeline_kinds import FILTERS
from tests.factories import make_account, make_contact


def _everything(journal: Journal, account_id: int) -> list[object]:
    """Return all that the page of an account shows."""
    tree = accounts.tree_ids(journal, account_id)
    return [
        account_overview.open_between(journal, account_id, tree=tree),
        account_overview.overview(journal, account_id),
        satisfaction.of_account(journal, account_id, tree=tree),
        timeline.has_before(journal, account_id, tree=tree),
        *(timeline.of_account(journal, account_id, show=show, tree=tree) for show in (*FILTERS, "before")),
    ]


def test_many_branches_are_read_as_one_account_is(sample: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    tops = [row[0] for row in sample.rows("SELECT id FROM account WHERE parent_id IS NULL ORDER BY id")]
    one_by_one = [_everything(sample, top) for top in tops]
    for module in (timeline, keeping, satisfaction):
        monkeypatch.setattr(module, "_MANY", 0)
    monkeypatch.setattr(step_query, "_FEW", 0)
    assert [_everything(sample, top) for top in tops] == one_by_one


def test_an_account_by_itself_is_told_as_the_list_tells_it(sample: Journal) -> None:
    ids = [row[0] for row in sample.rows("SELECT id FROM account WHERE deleted_at IS NULL")]
    alone = [account_lists.line(sample, one, accounts.tree_ids(sample, one)) for one in ids]
    assert alone == account_lists.lines(sample, ids)


def test_the_people_whom_a_glance_does_not_name_are_counted(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "MOST_AT_A_GLANCE", 2)
    account = make_account(journal)
    for closeness in (1, 5, 3):
        make_contact(journal, f"At {closeness}", account_id=account, role_group="users", closeness=closeness)
    users = next(one for one in coverage.at_a_glance(journal, account) if one.role_group == "users")
    assert ([one.closeness for one in users.people], users.more) == ([5, 3], 1)


def test_a_map_of_very_many_shows_the_first_of_each_role_group(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_map, "MOST_PEOPLE", 4)
    monkeypatch.setattr(people_map, "MOST_OF_GROUP", 1)
    account = make_account(journal)
    branch = make_account(journal, "Branch", parent_id=account)
    for level, closeness, at in (("manager", 5, account), ("executive", 1, branch), ("executive", 2, branch)):
        name = f"{level} {closeness}"
        make_contact(journal, name, account_id=at, role_group="decision", level=level, closeness=closeness)
    make_contact(journal, "Someone", account_id=account, role_group="users", placeholder=True)
    shown = people_map.read(journal, account)
    assert (len(shown.people), shown.more) == (4, 0)
    make_contact(journal, "Tom", account_id=account, role_group="users")
    shown = people_map.read(journal, account)
    assert ([one.name for one in shown.people], shown.more) == (["executive 2", "Tom"], 3)
