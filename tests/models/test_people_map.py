"""The map of people: who stands on it, with what, and in which order."""

from __future__ import annotations

import pytest

from models import accounts, contacts, people_map
from models.errors import NotFound
from models.journal import Journal
from models.people_map import short_name
from models.people_map_order import MapLine, cost, lines_between, ordered
from tests.factories import make_account, make_contact, make_visit


def names(journal: Journal, account_id: int) -> list[str]:
    return [person.name for person in people_map.read(journal, account_id).people]


def test_all_who_hold_a_post_now_are_on_the_map_with_those_of_the_branches(journal: Journal) -> None:
    group = make_account(journal, "Group")
    branch = make_account(journal, "Branch", parent_id=group)
    make_contact(journal, "Tom Aldous", account_id=group, post={"title": "Head of telecoms"})
    make_contact(journal, "Gone", account_id=group, post={"until_on": "2026-05-13"})
    make_contact(journal, "To come", account_id=group, post={"from_on": "2026-05-15"})
    contacts.trash(journal, make_contact(journal, "Trashed", account_id=group))
    make_contact(journal, "Piotr", account_id=branch, post={"title": "Depot manager"})
    make_contact(journal, "Elsewhere", account_id=make_account(journal, "Other"))
    shown = people_map.read(journal, group)
    assert [(one.name, one.title, one.account) for one in shown.people] == [
        ("Piotr", "Depot manager", "Branch"),
        ("Tom Aldous", "Head of telecoms", ""),
    ]
    assert names(journal, branch) == ["Piotr"]


def test_who_holds_a_post_here_and_at_a_branch_stands_once_with_the_post_here(journal: Journal) -> None:
    group = make_account(journal, "Group")
    branch = make_account(journal, "Branch", parent_id=group)
    tom = make_contact(journal, "Tom", account_id=branch, post={"title": "Head there"})
    contacts.take_post(journal, tom, group, title="Head here")
    (person,) = people_map.read(journal, group).people
    assert (person.title, person.account) == ("Head here", "")


def test_a_person_is_late_once_the_last_meeting_is_longer_ago_than_the_rhythm(journal: Journal) -> None:
    account = make_account(journal, rhythm_days=30)
    people = [make_contact(journal, name, account_id=account) for name in ("At the rhythm", "Later", "Never met")]
    relaxed = make_contact(journal, "Own rhythm", account_id=account, rhythm_days=90)
    make_visit(journal, account, "2026-04-14T10:00", people=people[:1])
    make_visit(journal, account, "2026-04-13T10:00", people=[people[1], relaxed])
    shown = {one.name: (one.days_since, one.is_quiet) for one in people_map.read(journal, account).people}
    assert shown == {
        "At the rhythm": (30, False),
        "Later": (31, True),
        "Never met": (None, False),
        "Own rhythm": (31, False),
    }


def test_a_boss_elsewhere_is_named_and_one_in_the_trash_is_not(journal: Journal) -> None:
    account, group = make_account(journal), make_account(journal, "Group")
    chief = make_contact(journal, "陈波 Chen Bo", account_id=group)
    left = make_contact(journal, "Left", account_id=group)
    make_contact(journal, "Tom", account_id=account, reports_to_id=chief, introduced_by_id=left)
    contacts.trash(journal, left)
    (tom,) = people_map.read(journal, account).people
    assert (tom.reports_to_id, tom.reports_to) == (chief, "陈波")
    assert (tom.introduced_by_id, tom.introduced_by) == (None, "")


def test_only_of_somebody_without_a_name_a_note_is_told(journal: Journal) -> None:
    account = make_account(journal)
    make_contact(journal, "New CFO", account_id=account, placeholder=True, notes="\nComes in June\nfrom Leipzig")
    make_contact(journal, "Tom", account_id=account, notes="Plays chess")
    assert {one.name: one.note for one in people_map.read(journal, account).people} == {
        "New CFO": "Comes in June",
        "Tom": "",
    }


def test_no_map_of_an_account_that_is_not_there(journal: Journal) -> None:
    account = make_account(journal)
    accounts.trash(journal, account)
    with pytest.raises(NotFound):
        people_map.read(journal, account)


@pytest.mark.parametrize(
    ("name", "given", "short"),
    [
        ("徐海 Xu Hai", "", "徐海"),
        ("徐海", "海", "徐海"),
        ("Tom Aldous", "", "Tom"),
        ("Aldous, Tom", "Tom", "Tom"),
        ("Dr. Anna Öst", "", "Dr. Anna Öst"),
        ("Dr. Anna Öst", "Anna", "Anna"),
        ("Madonna", "", "Madonna"),
    ],
)
def test_a_line_calls_people_as_they_are_called(name: str, given: str, short: str) -> None:
    assert short_name(name, given) == short


def test_every_role_group_has_a_row_and_those_without_one_come_last(journal: Journal) -> None:
    account = make_account(journal)
    make_contact(journal, "Somebody", account_id=account)
    make_contact(journal, "Buyer", account_id=account, role_group="commercial")
    rows = ordered(people_map.read(journal, account).people, 4)
    assert [(row.role_group, sum(map(len, row.ranks))) for row in rows] == [
        ("decision", 0),
        ("technical", 0),
        ("users", 0),
        ("commercial", 1),
        ("finance", 0),
        ("", 1),
    ]


def test_a_boss_stands_before_those_who_report_to_him_and_they_stand_below(journal: Journal) -> None:
    account = make_account(journal)
    lead = make_contact(journal, "Lead", account_id=account, role_group="technical", closeness=1)
    other = make_contact(journal, "Other lead", account_id=account, role_group="technical", closeness=0)
    for number in range(2):
        for boss in (other, lead):
            fields = {"role_group": "technical", "reports_to_id": boss, "closeness": 5}
            make_contact(journal, f"Report {boss == lead} {number}", account_id=account, **fields)
    people = people_map.read(journal, account).people
    by_id = {one.id: one for one in people}
    technical = next(row for row in ordered(people, 2) if row.role_group == "technical")
    assert set(technical.ranks[0]) == {lead, other}
    for rank in technical.ranks[1:]:
        assert tuple(by_id[one].reports_to_id for one in rank) == technical.ranks[0]


def test_people_stand_so_that_lines_do_not_cross(journal: Journal) -> None:
    account = make_account(journal)
    bosses = [make_contact(journal, f"Boss {n}", account_id=account, role_group="decision") for n in range(4)]
    for n in range(4):
        fields = {"role_group": "technical", "reports_to_id": bosses[3 - n]}
        make_contact(journal, f"Report {n}", account_id=account, **fields)
    people = people_map.read(journal, account).people
    lines = lines_between(people)
    as_they_came = [[one.id for one in people if one.role_group == group] for group in ("decision", "technical")]
    assert cost(as_they_came, lines)[0] == 6
    ranks = [rank for row in ordered(people, 4) for rank in row.ranks]
    assert cost(ranks, lines) == (0, 0)


def test_lines_that_only_meet_at_one_person_do_not_cross() -> None:
    lines = [MapLine("reports_to", 1, 3), MapLine("reports_to", 1, 4)]
    assert cost([[2, 1], [3, 4]], lines)[0] == 0
    assert cost([[1, 2], [3, 4]], [MapLine("reports_to", 1, 4), MapLine("reports_to", 2, 3)])[0] == 1


def test_a_branch_is_called_by_its_short_name(journal: Journal) -> None:
    group = make_account(journal, "Group")
    branch = make_account(journal, "江海通信砚西公司", short_name="砚西", parent_id=group)
    make_contact(journal, "Piotr", account_id=branch)
    (person,) = people_map.read(journal, group).people
    assert person.account == "砚西"
