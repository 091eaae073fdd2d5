"""Contacts hold posts over time; a visit keeps the post of its day."""

from __future__ import annotations

import pytest

from models import contacts
from models.contacts import Point
from models.errors import InvalidValue
from models.journal import Journal
from tests.factories import make_account, make_contact, make_visit
from tests.readers import participants_of


@pytest.fixture
def rail(journal: Journal) -> int:
    return make_account(journal, "Northern Rail")


@pytest.fixture
def metro(journal: Journal) -> int:
    return make_account(journal, "City Metro")


def _part(journal: Journal, visit_id: int) -> tuple[str, str]:
    (participant,) = participants_of(journal, visit_id)
    return participant.account, participant.title


def test_a_visit_keeps_the_post_of_its_day(journal: Journal, rail: int, metro: int) -> None:
    contact_id = make_contact(journal, account_id=rail, post={"title": "engineer", "from_on": "2020-01-01"})
    early = make_visit(journal, rail, "2024-03-01T10:00", people=[contact_id])
    contacts.take_post(journal, contact_id, metro, title="director", from_on="2026-01-01")
    late = make_visit(journal, metro, "2026-03-01T10:00", people=[contact_id])
    back = make_visit(journal, rail, "2025-12-31T10:00", people=[contact_id])
    assert _part(journal, early) == ("Northern Rail", "engineer")
    assert _part(journal, late) == ("City Metro", "director")
    assert _part(journal, back) == ("Northern Rail", "engineer")
    present, past = contacts.posts(journal, contact_id)
    assert (present.title, present.until_on) == ("director", None)
    assert (past.title, past.until_on) == ("engineer", "2025-12-31")


def test_a_post_at_the_visited_account_counts_first(journal: Journal, rail: int, metro: int) -> None:
    contact_id = make_contact(journal, account_id=rail, post={"title": "adviser"})
    contacts.take_post(journal, contact_id, metro, title="chair")
    assert _part(journal, make_visit(journal, rail, people=[contact_id])) == ("Northern Rail", "adviser")
    assert _part(journal, make_visit(journal, metro, people=[contact_id])) == ("City Metro", "chair")


def test_someone_without_a_post_takes_part_for_the_account(journal: Journal, rail: int) -> None:
    visit_id = make_visit(journal, rail, people=[make_contact(journal)])
    assert _part(journal, visit_id) == ("Northern Rail", "")


def test_the_days_of_a_post_are_in_order(journal: Journal, rail: int, metro: int) -> None:
    with pytest.raises(InvalidValue, match=r"last day in the post \(2026-05-13\) lies before the first day"):
        make_contact(journal, account_id=rail, post={"from_on": "2026-05-14", "until_on": "2026-05-13"})
    contact_id = make_contact(journal, account_id=rail, post={"from_on": "2026-05-14"})
    with pytest.raises(InvalidValue, match="lies before"):
        contacts.take_post(journal, contact_id, metro, from_on="2026-05-01")
    (post,) = contacts.posts(journal, contact_id)
    with pytest.raises(InvalidValue, match="lies before"):
        contacts.edit_post(journal, post.id, until_on="2026-05-13")
    contacts.edit_post(journal, post.id, until_on="2026-05-14")


def test_the_first_day_of_the_calendar_has_none_before_it(journal: Journal, rail: int, metro: int) -> None:
    contact_id = make_contact(journal, account_id=rail)
    with pytest.raises(InvalidValue, match="first day in the post"):
        contacts.take_post(journal, contact_id, metro, from_on="0001-01-01")
    assert len(contacts.posts(journal, contact_id)) == 1


def test_those_at_an_account_hold_a_post_there_today(journal: Journal, rail: int, metro: int) -> None:
    make_contact(journal, "Always", account_id=rail)
    make_contact(journal, "Left", account_id=rail, post={"until_on": "2026-05-13"})
    make_contact(journal, "Last day", account_id=rail, post={"until_on": "2026-05-14"})
    make_contact(journal, "Comes", account_id=rail, post={"from_on": "2026-05-15"})
    make_contact(journal, "Elsewhere", account_id=metro)
    leaving = make_contact(journal, "Leaving", account_id=rail)
    contacts.take_post(journal, leaving, metro, from_on="2026-06-01")
    assert [contact.name for contact in contacts.listing(journal, account_id=rail)] == ["Always", "Last day", "Leaving"]
    assert [contact.name for contact in contacts.listing(journal, account_id=metro)] == ["Elsewhere"]
    assert len(contacts.listing(journal)) == 6


@pytest.mark.parametrize("column", ["reports_to_id", "introduced_by_id"])
@pytest.mark.parametrize("others", [0, 1, 3])
def test_nobody_reports_to_himself(journal: Journal, column: str, others: int) -> None:
    first = last = make_contact(journal, "First")
    for number in range(others):
        fields = {column: last}
        last = make_contact(journal, f"Person {number}", **fields)
    with pytest.raises(InvalidValue, match=r"First can't report .* not even through others. Choose another"):
        contacts.edit(journal, first, **{column: last})  # type: ignore[arg-type]
    assert contacts.get(journal, first).reports_to_id is None


def test_points_show_the_preferred_first(journal: Journal) -> None:
    points = [Point("phone", "+86 10 1234"), Point("email", "a@b.example", "work", preferred=True), Point("chat", "徐")]
    contact_id = make_contact(journal, points=points)
    assert [point.kind for point in contacts.points(journal, contact_id)] == ["email", "chat", "phone"]
    contacts.add_point(journal, contact_id, Point("web", "https://b.example"))
    contacts.remove_point(journal, contacts.points(journal, contact_id)[0].id)
    assert [point.kind for point in contacts.points(journal, contact_id)] == ["chat", "phone", "web"]


def test_a_trashed_contact_stays_in_its_visits(journal: Journal, rail: int) -> None:
    contact_id = make_contact(journal, account_id=rail)
    visit_id = make_visit(journal, rail, people=[contact_id])
    contacts.trash(journal, contact_id)
    assert contacts.listing(journal) == []
    assert [person.name for person in participants_of(journal, visit_id)] == ["徐海"]
    contacts.restore(journal, contact_id)
    assert contacts.get(journal, contact_id).name == "徐海"


def test_a_second_mandate_stays_when_a_third_post_is_taken(journal: Journal) -> None:
    first, second, third = (make_account(journal, name) for name in ("First", "Second", "Third"))
    person = make_contact(journal, account_id=first)
    contacts.take_post(journal, person, second)
    contacts.take_post(journal, person, third, from_on="2026-05-01")
    assert [post.until_on for post in contacts.posts(journal, person)] == [None, None, None]
