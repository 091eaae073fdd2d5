"""People change: where they come from and go to, and how they stand, is told in their history and the account's."""

from __future__ import annotations

from models import contact_moves, contacts, standings, timeline, visits
from models.journal import Journal
from tests.factories import make_account, make_contact, make_visit


def _seen(journal: Journal, account_id: int, show: str = "before") -> list[tuple[str, str, str]]:
    return [(one.when[:10], one.event, one.account) for one in timeline.of_account(journal, account_id, show=show)]


def test_what_we_did_before_they_came_stands_apart_with_the_account_it_was_at(journal: Journal) -> None:
    rail, metro = make_account(journal, "Northern Rail"), make_account(journal, "City Metro")
    depot = make_account(journal, "Depot", parent_id=metro)
    anna = make_contact(journal, "Anna", account_id=rail, post={"title": "engineer", "from_on": "2020-01-01"})
    stays = make_contact(journal, "Béla", account_id=rail)
    make_visit(journal, rail, "2024-03-01T10:00", people=[anna])
    make_visit(journal, rail, "2024-04-01T10:00", people=[stays])
    trashed = make_visit(journal, rail, "2024-05-01T10:00", people=[anna])
    visits.trash(journal, trashed)
    contact_moves.move(journal, anna, depot, on="2026-05-01", post={"title": "director"})
    make_visit(journal, rail, "2026-05-10T10:00", people=[anna])
    make_visit(journal, metro, "2026-05-11T10:00", people=[anna])
    assert timeline.has_before(journal, metro)
    assert _seen(journal, metro) == [("2024-03-01", "visit", "Northern Rail")]
    assert _seen(journal, depot) == [("2024-03-01", "visit", "Northern Rail")]
    assert _seen(journal, metro, "everything") == [
        ("2026-05-11", "visit", "City Metro"),
        ("2026-05-01", "joined", "Depot"),
    ]
    assert not timeline.has_before(journal, rail)
    assert _seen(journal, rail) == []
    contacts.trash(journal, anna)
    assert not timeline.has_before(journal, metro)
    assert _seen(journal, metro) == []


def test_without_a_first_day_all_that_was_elsewhere_was_before(journal: Journal) -> None:
    rail, metro = make_account(journal, "Northern Rail"), make_account(journal, "City Metro")
    anna = make_contact(journal, "Anna", account_id=rail)
    make_visit(journal, rail, "2026-05-10T10:00", people=[anna])
    contacts.take_post(journal, anna, metro)
    assert _seen(journal, metro) == [("2026-05-10", "visit", "Northern Rail")]
    newest = timeline.of_account(journal, metro, show="before", limit=1)
    assert timeline.of_account(journal, metro, show="before", below=newest[0].place) == []


def test_who_joined_says_where_from_and_who_left_where_to(journal: Journal) -> None:
    rail, metro = make_account(journal, "Northern Rail"), make_account(journal, "City Metro")
    anna = make_contact(journal, "Anna", account_id=rail, post={"from_on": "2020-01-01"})
    contact_moves.move(journal, anna, metro, on="2026-05-01")
    (joined,) = timeline.of_account(journal, metro, show="people")
    left, first = timeline.of_account(journal, rail, show="people")
    assert (joined.event, joined.other_account) == ("joined", "Northern Rail")
    assert (left.event, left.other_account) == ("left", "City Metro")
    assert (first.event, first.other_account) == ("joined", "")


def test_each_change_of_how_somebody_stands_is_told_with_the_one_before(journal: Journal) -> None:
    rail = make_account(journal, "Northern Rail")
    anna = make_contact(journal, "Anna", account_id=rail, stance=0, closeness=2)
    standings.add(journal, anna, noted_on="2026-01-01", stance=-1, reason="the quarrel")
    standings.add(journal, anna, noted_on="2026-02-01", stance=-1, closeness=1)
    newest, older = timeline.of_contact(journal, anna)
    assert (newest.when, newest.stood, newest.stood_before) == ("2026-05-14T00:00", (0, 2), (-1, 1))
    assert (older.when, older.stood, older.stood_before) == ("2026-02-01T00:00", (-1, 1), (-1, None))
    assert (older.contact_id, older.title) == (anna, "Anna")
    assert timeline.of_contact(journal, anna, show="visits") == []
    assert timeline.of_account(journal, rail) == []
