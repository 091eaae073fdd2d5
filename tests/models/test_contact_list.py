"""The list of people: in order, narrowed down, a window at a time."""

from __future__ import annotations

import pytest

from models import accounts, contact_list, contacts, visits
from models.contact_list import ContactLine, Filter
from models.contacts import Point
from models.journal import Journal
from tests.factories import make_account, make_contact, make_visit


def _names(lines: list[ContactLine]) -> list[str]:
    return [line.name for line in lines]


def test_a_line_tells_the_present_post_and_the_last_meeting(journal: Journal) -> None:
    rail, metro = make_account(journal, "Northern Rail"), make_account(journal, "City Metro")
    person = make_contact(
        journal, "Tom", account_id=rail, post={"title": "engineer", "from_on": "2020-01-01"},
        role_group="technical", level="manager", stance=1, closeness=4,
    )  # fmt: skip
    contacts.take_post(journal, person, metro, title="director", from_on="2026-01-01")
    make_visit(journal, metro, "2026-05-02T10:00", people=[person])
    visits.plan(journal, account_id=metro, start="2026-05-20T10:00", people=[person])
    make_visit(journal, metro, "2026-05-10T10:00", people=[person], state="missed")
    (line,) = contact_list.listing(journal)
    assert line == ContactLine(
        person, "Tom", "technical", "manager", 1, 4, False, metro, "City Metro", "director", "2026-05-02T10:00", 12
    )


def test_someone_without_post_or_visit_has_empty_places(journal: Journal) -> None:
    make_contact(journal, "Night duty", placeholder=True)
    (line,) = contact_list.listing(journal)
    assert (line.account_id, line.account, line.title, line.last_met, line.days_since) == (None, "", "", None, None)
    assert line.placeholder


def test_a_post_that_is_over_or_has_not_begun_is_not_the_present_one(journal: Journal) -> None:
    rail = make_account(journal)
    make_contact(journal, "Past", account_id=rail, post={"title": "x", "until_on": "2026-05-13"})
    make_contact(journal, "Soon", account_id=rail, post={"title": "x", "from_on": "2026-05-15"})
    assert [line.title for line in contact_list.listing(journal)] == ["", ""]


@pytest.mark.parametrize("text", ["zielinski", "ziel pio", "north", "architect north", "10 1234", "+8610", "b.EXAMPLE"])
def test_words_are_found_in_names_posts_and_numbers(journal: Journal, text: str) -> None:
    rail = make_account(journal, "Northern Rail")
    points = [Point("phone", "+86 (10) 1234"), Point("email", "p@b.example")]
    make_contact(journal, "Piotr Zieliński", account_id=rail, post={"title": "Network architect"}, points=points)
    make_contact(journal, "Somebody else", points=[Point("phone", "99 86 7")])
    assert _names(contact_list.listing(journal, wanted=Filter(text))) == ["Piotr Zieliński"]


def test_what_was_removed_finds_nobody(journal: Journal) -> None:
    rail = make_account(journal, "Northern Rail")
    person = make_contact(journal, "Tom", account_id=rail, points=[Point("email", "tom@b.example")])
    make_contact(journal, "Gone")
    contacts.remove_point(journal, contacts.points(journal, person)[0].id)
    contacts.trash_post(journal, contacts.posts(journal, person)[0].id)
    for text in ("tom@b", "northern", "nobody"):
        assert contact_list.listing(journal, wanted=Filter(text)) == []
    contacts.trash(journal, person)
    assert _names(contact_list.listing(journal)) == ["Gone"]


def test_role_groups_narrow_the_list_and_are_counted(journal: Journal) -> None:
    for name, role in (("A", "users"), ("B", "finance"), ("C", "users"), ("D", None)):
        make_contact(journal, name, role_group=role)
    assert _names(contact_list.listing(journal, wanted=Filter(roles=frozenset({"users"})))) == ["A", "C"]
    assert _names(contact_list.listing(journal, wanted=Filter(roles=frozenset({"finance", ""})))) == ["B", "D"]
    assert contact_list.counts(journal) == {"users": 2, "finance": 1, "": 1}


@pytest.mark.parametrize("directly", [0, 200])
@pytest.mark.parametrize("newest", [3, 1000])
@pytest.mark.parametrize("sort", contact_list.SORTS)
def test_windows_show_everyone_once_and_in_order(
    journal: Journal, sort: str, newest: int, directly: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_list, "_DIRECTLY", directly)
    monkeypatch.setattr(contact_list, "_NEWEST", newest)
    rail = make_account(journal)
    people = [make_contact(journal, f"Person {number:02}") for number in range(20)]
    for number, person in enumerate(people[:12]):
        make_visit(journal, rail, f"2026-04-{10 + number * 5 % 12:02}T10:00", people=[person, people[number // 2]])
    shown: list[ContactLine] = []
    while window := contact_list.listing(journal, shown, sort=sort, limit=3):
        shown += window
    assert sorted(line.id for line in shown) == sorted(people)
    if sort == "name":
        assert _names(shown) == sorted(_names(shown))
    else:
        assert [line.last_met or "" for line in shown] == sorted((line.last_met or "" for line in shown), reverse=True)
        assert _names(shown[12:]) == [f"Person {number:02}" for number in range(12, 20)]


def test_an_account_in_the_trash_is_nobodys(journal: Journal) -> None:
    rail = make_account(journal)
    make_contact(journal, "Tom", account_id=rail)
    accounts.trash(journal, rail)
    (line,) = contact_list.listing(journal)
    assert line.account == ""


@pytest.mark.parametrize(("text", "names"), [("zw", ["张伟"]), ("zhangwei 总工", ["张伟"]), ("wei", ["Weiss", "张伟"])])
def test_a_chinese_name_is_found_as_it_sounds(journal: Journal, text: str, names: list[str]) -> None:
    rail = make_account(journal)
    make_contact(journal, "张伟", account_id=rail, post={"title": "总工"})
    make_contact(journal, "李娜", account_id=rail)
    make_contact(journal, "Weiss", account_id=rail)
    assert _names(contact_list.listing(journal, wanted=Filter(text))) == names
