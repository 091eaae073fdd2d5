"""Accounts that were probably written down twice are proposed; branches and neighbours are not."""

from __future__ import annotations

from typing import Any

import pytest

from models import known_differences
from models.contacts import Point
from models.duplicates import accounts
from models.journal import Journal
from tests.factories import make_account, make_contact, make_visit


def _reasons(journal: Journal) -> list[set[str]]:
    return [{reason.kind for reason in one.reasons} for one in accounts.find(journal)]


@pytest.mark.parametrize(
    ("one", "two", "reason"),
    [
        ("Northern Rail", "NORTHERN  RAIL", "same_name"),
        ("Northern Rail", "Northern Rail Ltd.", "same_core"),
        ("华北电信有限公司", "华北电信股份有限公司", "same_core"),
        ("华北电信", "华北电讯", None),
        ("许氏通信", "徐氏通信", "same_sound"),
        ("第一医院", "第二医院", None),
        ("Depot 11", "Depot 12", None),
        ("Northern Rail", "Southern Rail", None),
    ],
)
def test_names_alike(journal: Journal, one: str, two: str, reason: str | None) -> None:
    for name in (one, two):
        make_account(journal, name)
    found = _reasons(journal)
    assert (reason in found[0]) if reason else not found


def test_the_short_name_of_the_one_is_the_name_of_the_other(journal: Journal) -> None:
    make_account(journal, "Northern Rail and Ferries", short_name="NRF")
    make_account(journal, "NRF")
    assert _reasons(journal) == [{"short_name"}]


@pytest.mark.parametrize(
    ("fields", "others", "found"),
    [
        ({"city": "York"}, {"city": "York"}, [{"near_name", "same_city"}]),
        ({"city": "York"}, {"city": "Leeds"}, []),
        ({"web": "https://www.rail.example/"}, {"web": "rail.example"}, [{"near_name", "same_web"}]),
        ({"phone": "+44 1632 960000"}, {"phone": "+44 (0)1632-960000"}, [{"near_name", "same_phone"}]),
    ],
)
def test_a_slip_in_the_name_needs_something_beside_it(
    journal: Journal, fields: dict[str, Any], others: dict[str, Any], found: list[set[str]]
) -> None:
    make_account(journal, "Northern Rail", **fields)
    make_account(journal, "Northen Rail", **others)
    assert _reasons(journal) == found


def test_people_and_their_addresses_tell_too(journal: Journal) -> None:
    for number, name in enumerate(("Northern Rail", "Northen Rail")):
        make_contact(
            journal,
            f"P{number}",
            account_id=make_account(journal, name),
            points=[Point("email", f"{number}@nr.example")],
        )
    assert _reasons(journal) == [{"near_name", "same_domain"}]


def test_branches_share_what_they_share(journal: Journal) -> None:
    top = make_account(journal, "Group", web="rail.example", phone="+44 1632 960000")
    for city in ("York", "Leeds"):
        branch = make_account(journal, f"Region {city}", parent_id=top, web="rail.example", phone="+44 1632 960000")
        make_account(journal, "Finance", parent_id=branch, city=city)
    assert _reasons(journal) == []


def test_the_one_to_keep_was_visited_more_and_a_known_pair_is_left_out(journal: Journal) -> None:
    top = make_account(journal, "Group")
    first = make_account(journal, "Northern Rail", parent_id=top, city="York")
    second = make_account(journal, "Northern Rail Ltd")
    make_visit(journal, second)
    (proposal,) = accounts.find(journal)
    assert (proposal.first.id, proposal.first.visits) == (second, 1)
    assert (proposal.second.id, proposal.second.detail) == (first, "Group · York")
    known_differences.set_apart(journal, "account", first, second)
    assert accounts.find(journal) == []
