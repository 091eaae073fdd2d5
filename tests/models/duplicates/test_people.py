"""Who was probably written down twice is proposed with the reasons; who only looks alike is not."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from models import changes, contacts, known_differences
from models.contacts import Point
from models.duplicates import people
from models.errors import Cancelled
from models.journal import Journal
from models.merging import people as merging
from tests.factories import make_account, make_contact, make_visit


def _person(journal: Journal, name: str, account: int | None = None, title: str = "", **more: object) -> int:
    points = [Point(str(kind), str(more.pop(kind))) for kind in ("phone", "email", "chat") if kind in more]
    return make_contact(journal, name, account_id=account, post={"title": title}, points=points, **more)


def _found(journal: Journal) -> list[tuple[set[str], set[str]]]:
    """Return for each pair the names and the kinds of the reasons."""
    return [
        ({one.first.name, one.second.name}, {reason.kind for reason in one.reasons}) for one in people.find(journal)
    ]


@pytest.mark.parametrize(
    ("one", "two", "reason"),
    [
        ("Anna Weber", "anna WEBER", "same_name"),
        ("Anna Weber", "Dr. Anna Weber", "same_name"),
        ("Anna Weber", "Weber Anna", "same_name"),
        ("José Núñez", "Jose Nunez", "same_name"),
        ("张伟", "张 伟", "same_name"),
        ("张伟", "Zhang Wei", "same_sound"),
        ("王小明", "Xiaoming Wang", "same_sound"),
        ("许宝林", "徐宝林", "same_sound"),
        ("Jon Colombari", "John Colombari", "near_name"),
        ("Müller Frank", "Mueller Frank", "near_name"),
        ("A. Weber", "Anna Weber", "initials"),
        ("Anna Weber", "Anna Maria Weber", "part_of_name"),
    ],
)
def test_names_alike_at_one_account(journal: Journal, one: str, two: str, reason: str) -> None:
    account = make_account(journal)
    for name in (one, two):
        _person(journal, name, account)
    ((names, reasons),) = _found(journal)
    assert names == {one, two}
    assert {reason, "same_account"} <= reasons


@pytest.mark.parametrize(
    ("one", "two"), [("张伟", "李伟"), ("张伟", "张三"), ("Anna Weber", "Tom Reed"), ("Li", "Liu")]
)
def test_other_names_at_one_account_are_others(journal: Journal, one: str, two: str) -> None:
    account = make_account(journal)
    for name in (one, two):
        _person(journal, name, account)
    assert _found(journal) == []


def test_an_address_of_ones_own_is_enough_wherever_one_is(journal: Journal) -> None:
    _person(journal, "Tom Xu", make_account(journal, "A"), email="Xu.Hai@rail.cn")
    _person(journal, "徐海", make_account(journal, "B"), email="xu.hai@rail.cn")
    ((_, reasons),) = _found(journal)
    assert reasons == {"same_email"}


@pytest.mark.parametrize("shared", [{"email": "info@rail.cn"}, {"phone": "8812"}, {"phone": "+86 21 5555 0000"}])
def test_what_a_team_shares_makes_nobody_the_same(journal: Journal, shared: dict[str, str]) -> None:
    account = make_account(journal)
    for name in ("Anna Weber", "Tom Reed", "Dana Fox"):
        _person(journal, name, account, **shared)
    assert _found(journal) == []


def test_one_number_and_one_sound_are_one(journal: Journal) -> None:
    _person(journal, "Zhang Wei", phone="+86 138-0000-0001")
    _person(journal, "张伟", phone="138 0000 0001")
    ((_, reasons),) = _found(journal)
    assert reasons == {"same_phone", "same_sound"}


def test_a_common_name_elsewhere_is_somebody_else_but_a_rare_one_may_have_moved(journal: Journal) -> None:
    for account in ("A", "B"):
        _person(journal, "张伟", make_account(journal, account))
        _person(journal, "欧阳修明", make_account(journal, f"{account}2"))
    ((names, reasons),) = _found(journal)
    assert names == {"欧阳修明"}
    assert reasons == {"same_name", "rare_name"}


def test_branches_of_one_company_are_near(journal: Journal) -> None:
    top = make_account(journal, "Group")
    for name in ("A", "B"):
        _person(journal, "张伟", make_account(journal, name, parent_id=top))
    ((_, reasons),) = _found(journal)
    assert reasons == {"same_name", "same_tree"}


def test_what_speaks_against_it_counts_too(journal: Journal) -> None:
    account = make_account(journal)
    first = _person(journal, "Anna Weber", account, "CTO", birthday="1970-01-02")
    second = _person(journal, "Anna Weber", account, "Buyer", birthday="1990-05-06")
    assert _found(journal) == []
    contacts.edit(journal, second, birthday="")
    ((_, reasons),) = _found(journal)
    assert "other_post" in reasons
    make_visit(journal, account, people=[first, second])
    assert _found(journal) == [], "both were there"
    for contact_id in (first, second):
        contacts.add_point(journal, contact_id, Point("email", "anna@rail.cn"))
    (proposal,) = people.find(journal)
    assert [reason.kind for reason in proposal.reasons if reason.speaks_against] == ["other_post", "in_one_visit"]


def test_who_reports_to_a_namesake_is_another(journal: Journal) -> None:
    account = make_account(journal)
    boss = _person(journal, "Anna Weber", account, email="a@x.com")
    _person(journal, "Anna Weber", account, email="a@x.com", reports_to_id=boss)
    assert _found(journal) == []


def test_the_one_to_keep_knows_more(journal: Journal) -> None:
    account = make_account(journal)
    _person(journal, "Anna Weber", account)
    second = _person(journal, "Anna Weber", account, "CTO")
    make_visit(journal, account, people=[second])
    (proposal,) = people.find(journal)
    assert (proposal.first.id, proposal.first.visits, proposal.first.detail) == (second, 1, "Northern Rail · CTO")


def test_a_pair_known_as_two_or_merged_is_proposed_no_more(journal: Journal) -> None:
    account = make_account(journal)
    first, second = (_person(journal, "Anna Weber", account) for _ in range(2))
    known_differences.set_apart(journal, "contact", second, first)
    assert _found(journal) == []
    changes.undo(journal)
    assert len(_found(journal)) == 1
    merging.merge(journal, first, second)
    assert _found(journal) == []


def test_the_likeliest_come_first_and_progress_is_told(journal: Journal) -> None:
    account = make_account(journal)
    for name in ("Anna Weber", "Anna Weber", "Jon Colombari", "John Colombari"):
        _person(journal, name, account)
    told: list[tuple[int, int]] = []
    found = people.find(journal, lambda done, of: told.append((done, of)))
    assert [one.first.name for one in found] == ["Anna Weber", "Jon Colombari"]
    assert told
    assert all(0 <= done <= of for done, of in told)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_the_search_ends_when_it_is_called_off(journal: Journal) -> None:
    _person(journal, "Anna Weber")

    def stop(_done: int, _of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        people.find(journal, stop)


def test_a_name_that_very_many_bear_is_compared_where_it_may_be_one(journal: Journal) -> None:
    def fill(ids: Iterable[int]) -> None:
        for account in ids:
            _person(journal, "张伟", account)

    fill(make_account(journal, f"Account {number}") for number in range(60))
    assert _found(journal) == []
    fill([journal.rows("SELECT id FROM account LIMIT 1")[0][0]])
    assert len(_found(journal)) == 1
