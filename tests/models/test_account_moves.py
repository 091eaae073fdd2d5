"""Accounts move below others, one or several at once, and the tree never has a circle."""

from __future__ import annotations

import pytest

from models import account_moves, accounts, changes
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from tests.factories import make_account


@pytest.fixture
def family(journal: Journal) -> dict[str, int]:
    """A group with a company and its city, and two others."""
    group = make_account(journal, "Group")
    company = make_account(journal, "Company", parent_id=group)
    city = make_account(journal, "City", parent_id=company)
    return {"group": group, "company": company, "city": city, "one": make_account(journal, "One")}


def _parents(journal: Journal, family: dict[str, int]) -> dict[str, str | None]:
    names = {account_id: name for name, account_id in family.items()}
    above = {name: accounts.get(journal, account_id).parent_id for name, account_id in family.items()}
    return {name: names[parent_id] if parent_id is not None else None for name, parent_id in above.items()}


def test_several_move_as_one_deed(journal: Journal, family: dict[str, int]) -> None:
    before = _parents(journal, family)
    account_moves.move(journal, [family["city"], family["one"]], family["group"])
    assert _parents(journal, family) == before | {"city": "group", "one": "group"}
    assert changes.undoable(journal) == "accounts.move_many"
    changes.undo(journal)
    assert _parents(journal, family) == before


def test_what_stands_below_a_chosen_one_goes_along_with_it(journal: Journal, family: dict[str, int]) -> None:
    moved = account_moves.move(journal, [family["city"], family["company"]], family["one"])
    assert _parents(journal, family) == {"group": None, "company": "one", "city": "company", "one": None}
    assert (moved.name, moved.id) == ("accounts.move", family["company"])


def test_to_the_top(journal: Journal, family: dict[str, int]) -> None:
    account_moves.move(journal, [family["city"]], None)
    assert _parents(journal, family)["city"] is None


def test_a_circle_is_refused_and_nothing_moves(journal: Journal, family: dict[str, int]) -> None:
    before = _parents(journal, family)
    with pytest.raises(InvalidValue, match="can't stand above itself"):
        account_moves.move(journal, [family["one"], family["group"]], family["city"])
    with pytest.raises(InvalidValue, match="can't stand above itself"):
        account_moves.move(journal, [family["one"]], family["one"])
    assert _parents(journal, family) == before


def test_nobody_and_somebody_who_is_gone_can_not_move(journal: Journal, family: dict[str, int]) -> None:
    with pytest.raises(InvalidValue, match="No account is chosen"):
        account_moves.move(journal, [], None)
    accounts.trash(journal, family["one"])
    with pytest.raises(NotFound):
        account_moves.move(journal, [family["one"]], None)
    with pytest.raises(NotFound):
        account_moves.move(journal, [family["city"]], family["one"])


def test_a_circle_of_a_damaged_journal_can_be_opened(journal: Journal, family: dict[str, int]) -> None:
    journal.connection.execute("UPDATE account SET parent_id = ? WHERE id = ?", (family["city"], family["group"]))
    account_moves.move(journal, [family["one"]], family["city"])
    assert _parents(journal, family)["one"] == "city"
    account_moves.move(journal, [family["company"], family["group"], family["city"]], None)
    assert set(_parents(journal, family).values()) == {None, "city"}
