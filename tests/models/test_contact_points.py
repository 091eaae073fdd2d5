"""Ways to reach a person are corrected, preferred, removed and brought back."""

from __future__ import annotations

import pytest

from models import accounts, changes, contact_card, contact_points, contacts
from models.contacts import Point
from models.errors import ChangedElsewhere, InvalidValue, NotFound
from models.journal import Journal
from tests.factories import make_account, make_contact


@pytest.fixture
def person(journal: Journal) -> int:
    points = [Point("phone", "1"), Point("phone", "2", preferred=True), Point("email", "a@b.example", preferred=True)]
    return make_contact(journal, points=points)


def _values(journal: Journal, person: int) -> list[tuple[str, bool]]:
    return [(point.value, point.preferred) for point in contacts.points(journal, person)]


def test_one_of_a_kind_is_preferred(journal: Journal, person: int) -> None:
    first = next(point for point in contacts.points(journal, person) if point.value == "1")
    assert contact_points.prefer(journal, first.id).id == person
    assert _values(journal, person) == [("a@b.example", True), ("1", True), ("2", False)]
    contact_points.prefer(journal, first.id, preferred=False)
    assert _values(journal, person) == [("a@b.example", True), ("1", False), ("2", False)]


def test_a_point_is_corrected(journal: Journal, person: int) -> None:
    first = next(point for point in contacts.points(journal, person) if point.value == "1")
    contact_points.edit(journal, first.id, Point("phone", "3", "work", preferred=True))
    assert _values(journal, person) == [("a@b.example", True), ("3", True), ("2", False)]
    with pytest.raises(InvalidValue, match="phone number or address is missing"):
        contact_points.edit(journal, first.id, Point("phone", " "))
    changes.undo(journal)
    assert ("2", True) in _values(journal, person)


def test_a_removed_point_comes_back_unless_its_contact_is_gone(journal: Journal, person: int) -> None:
    first = contacts.points(journal, person)[0]
    contacts.remove_point(journal, first.id)
    contact_points.restore(journal, first.id)
    assert len(contacts.points(journal, person)) == 3
    contacts.remove_point(journal, first.id)
    contacts.trash(journal, person)
    with pytest.raises(NotFound):
        contact_points.restore(journal, first.id)


def test_a_post_is_removed_and_comes_back(journal: Journal, person: int) -> None:
    rail = make_account(journal)
    contacts.take_post(journal, person, rail, title="engineer")
    (post,) = contacts.posts(journal, person)
    assert contacts.trash_post(journal, post.id).id == person
    assert contacts.posts(journal, person) == []
    contacts.restore_post(journal, post.id)
    assert contacts.posts(journal, person) == [post]


def test_a_post_is_corrected_to_another_account(journal: Journal, person: int) -> None:
    rail, metro = make_account(journal), make_account(journal, "City Metro")
    contacts.take_post(journal, person, rail, title="engineer")
    (post,) = contacts.posts(journal, person)
    contacts.edit_post(journal, post.id, account_id=metro, title="director")
    (now,) = contacts.posts(journal, person)
    assert (now.account, now.title) == ("City Metro", "director")


def test_the_editor_saves_all_in_one_operation(journal: Journal, person: int) -> None:
    rail = make_account(journal)
    kept = contacts.points(journal, person)[0]
    before = contacts.get(journal, person)
    contact_card.save(
        journal, person, revision=before.revision, account_id=rail, post={"title": "engineer"},
        points=[Point(kept.kind, "new@b.example", id=kept.id), Point("chat", "wx")], name="Xu Hai",
    )  # fmt: skip
    assert contacts.get(journal, person).name == "Xu Hai"
    assert _values(journal, person) == [("wx", False), ("new@b.example", False)]
    (post,) = contacts.posts(journal, person)
    changes.undo(journal)
    assert contacts.get(journal, person).name == before.name
    assert len(contacts.points(journal, person)) == 3
    assert contacts.posts(journal, person) == []
    changes.redo(journal)
    contact_card.save(journal, person, account_id=rail, post_id=post.id, post={"title": "chief"})
    assert contacts.posts(journal, person)[0].title == "chief"
    contact_card.save(journal, person, post_id=post.id)
    assert contacts.posts(journal, person) == []


def test_a_refused_part_changes_nothing(journal: Journal, person: int) -> None:
    before = contacts.get(journal, person)
    with pytest.raises(InvalidValue):
        contact_card.save(journal, person, points=[Point("phone", "")], name="Another")
    with pytest.raises(ChangedElsewhere):
        contact_card.save(journal, person, revision=before.revision + 1, points=[], name="Another")
    assert contacts.get(journal, person) == before
    assert len(contacts.points(journal, person)) == 3


def test_the_editor_makes_a_new_person(journal: Journal) -> None:
    rail = make_account(journal)
    made = contact_card.save(
        journal, None, account_id=rail, post={"title": "chief"}, points=[Point("chat", "wx")], name="New"
    )
    assert contacts.posts(journal, made.id)[0].title == "chief"
    assert _values(journal, made.id) == [("wx", False)]


def test_an_account_that_is_only_a_name_is_made_with_the_person(journal: Journal) -> None:
    made = contact_card.save(journal, None, new_account="New Works", name="New")
    assert contacts.posts(journal, made.id)[0].account == "New Works"
    contact_card.save(journal, made.id, new_account="Other Works", post_id=contacts.posts(journal, made.id)[0].id)
    assert contacts.posts(journal, made.id)[0].account == "Other Works"
    changes.undo(journal)
    changes.undo(journal)
    assert accounts.listing(journal) == []
    assert contacts.listing(journal) == []


def test_points_that_are_not_given_stay(journal: Journal, person: int) -> None:
    contact_card.save(journal, person, name="Another")
    assert len(contacts.points(journal, person)) == 3
