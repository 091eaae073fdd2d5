"""Who could introduce us: the warm paths to a person, and into a role group."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from models import contacts, visits, warm_path
from models.errors import NotFound
from models.journal import Journal
from models.text.language import Language
from models.text.path_words import introducer_reasons, path_reasons
from tests.factories import TODAY, make_account, make_contact, make_visit

ENGLISH = Language("en")


@pytest.fixture
def account(journal: Journal) -> int:
    return make_account(journal)


def _known(journal: Journal, account_id: int, name: str, closeness: int | None = 5, **fields: Any) -> int:
    """Make somebody whom we met this month."""
    person = make_contact(journal, name, account_id=account_id, closeness=closeness, **fields)
    make_visit(journal, account_id, "2026-05-02T10:00", people=[person])
    return person


def _names(found: list[warm_path.WarmPath]) -> list[list[str]]:
    return [[person.name for person in path.people] for path in found]


def test_three_hops_are_found_and_explained(journal: Journal, account: int) -> None:
    other = make_account(journal, "Grid")
    tom = _known(journal, account, "Tom")
    karen = make_contact(journal, "Karen", account_id=account, reports_to_id=tom)
    cfo = make_contact(journal, "张总", account_id=other, introduced_by_id=karen, introduced_on="2026-03-01")
    (path,) = warm_path.paths(journal, cfo)
    assert [person.name for person in path.people] == ["Tom", "Karen", "张总"]
    assert path_reasons(ENGLISH, path, TODAY) == [
        "You know Tom: closeness 5 of 5, last met 12 days ago",
        "Karen reports to Tom",
        "Karen introduced 张总 to us on 1 Mar 2026",
    ]


def test_a_shared_meeting_is_a_tie_and_several_are_a_better_one(journal: Journal, account: int) -> None:
    tom, gemma = _known(journal, account, "Tom"), _known(journal, account, "Gemma")
    far = make_contact(journal, "Far", account_id=make_account(journal, "Grid"), closeness=1)
    make_visit(journal, account, "2026-04-01T10:00", people=[tom, far])
    for day in ("2026-04-02", "2026-04-03"):
        make_visit(journal, account, f"{day}T10:00", people=[gemma, far])
    found = warm_path.paths(journal, far)
    assert _names(found) == [["Gemma", "Far"], ["Tom", "Far"], ["Far"]]
    assert path_reasons(ENGLISH, found[0], TODAY)[1] == (
        "Gemma and Far sat together in 2 of our meetings, last on 3 Apr 2026"
    )


def test_whom_we_know_well_we_ask_without_a_detour(journal: Journal, account: int) -> None:
    above = _known(journal, account, "Above")
    near = _known(journal, account, "Near", reports_to_id=above)
    wanted = make_contact(journal, "Wanted", introduced_by_id=near)
    assert _names(warm_path.paths(journal, wanted)) == [["Near", "Wanted"]]
    assert _names(warm_path.paths(journal, near)) == [["Near"], ["Above", "Near"]]


def test_the_closer_and_the_fresher_come_first(journal: Journal, account: int) -> None:
    boss = make_contact(journal, "Boss", account_id=account)
    stale = make_contact(journal, "Stale", account_id=account, closeness=5, reports_to_id=boss)
    make_visit(journal, account, "2024-05-02T10:00", people=[stale])
    _known(journal, account, "Fresh", 4, reports_to_id=boss)
    _known(journal, account, "Distant", 1, reports_to_id=boss)
    assert _names(warm_path.paths(journal, boss)) == [["Fresh", "Boss"], ["Stale", "Boss"], ["Distant", "Boss"]]


def test_opponents_placeholders_and_the_trash_open_no_door(journal: Journal, account: int) -> None:
    opponent = _known(journal, account, "Opponent", stance=-2)
    post = make_contact(journal, "The deputy", account_id=account, placeholder=True)
    gone = _known(journal, account, "Gone")
    for number, through in enumerate((opponent, post, gone)):
        make_contact(journal, f"Wanted {number}", introduced_by_id=through)
    contacts.trash(journal, gone)
    for wanted in contacts.listing(journal):
        if wanted.name.startswith("Wanted"):
            assert warm_path.paths(journal, wanted.id) == []


def test_nobody_is_found_where_nothing_is_known(journal: Journal, account: int) -> None:
    assert warm_path.paths(journal, make_contact(journal, account_id=account)) == []
    with pytest.raises(NotFound):
        warm_path.paths(journal, 1)


def test_without_a_tie_those_close_to_us_at_the_account_can_be_asked(journal: Journal, account: int) -> None:
    _known(journal, account, "Tom", 4)
    _known(journal, account, "Hardly", 2)
    new = make_contact(journal, "The new CFO", account_id=account, placeholder=True)
    (path,) = warm_path.paths(journal, new)
    assert path_reasons(ENGLISH, path, TODAY)[1] == "Tom works at Northern Rail too"


def test_a_circle_of_ties_ends(journal: Journal, account: int) -> None:
    one = make_contact(journal, "One", account_id=account)
    two = make_contact(journal, "Two", account_id=account, reports_to_id=one, introduced_by_id=one)
    contacts.edit(journal, one, introduced_by_id=None)
    three = _known(journal, account, "Three", reports_to_id=two)
    contacts.edit(journal, one, introduced_by_id=three)
    assert _names(warm_path.paths(journal, two))[0] == ["Three", "Two"]
    assert _names(warm_path.paths(journal, one))[0] == ["Three", "One"]


def test_no_more_than_five_and_no_longer_than_four(journal: Journal, account: int) -> None:
    boss = make_contact(journal, "Boss", account_id=account)
    for number in range(7):
        _known(journal, account, f"Near {number}", 4, reports_to_id=boss)
    assert len(warm_path.paths(journal, boss)) == warm_path.MOST_PATHS
    last = _known(journal, account, "First")
    for number in range(4):
        last = make_contact(journal, f"Link {number}", introduced_by_id=last)
    assert warm_path.paths(journal, last) == []


def test_into_a_group_leads_whoever_has_a_tie_there(journal: Journal, account: int) -> None:
    cfo = make_contact(journal, "The new CFO", account_id=account, role_group="finance", placeholder=True)
    _known(journal, account, "Tom", role_group="decision")
    _known(journal, account, "李明", 4, role_group="technical", reports_to_id=cfo)
    found = warm_path.into_group(journal, account, "finance")
    assert [(one.person.name, one.leads_to) for one in found] == [("李明", "The new CFO"), ("Tom", "")]
    assert introducer_reasons(ENGLISH, found[0], TODAY) == [
        "You know 李明: closeness 4 of 5, last met 12 days ago",
        "李明 reports to The new CFO",
    ]


def test_into_an_empty_group_leads_who_introduced_others_before(journal: Journal, account: int) -> None:
    branch = make_account(journal, "Branch", parent_id=account)
    _known(journal, account, "Tom", 4, role_group="decision")
    anna = _known(journal, branch, "Anna", 4, role_group="users")
    _known(journal, account, "Hardly", 2, role_group="users")
    for name in ("One", "Two"):
        make_contact(journal, name, introduced_by_id=anna)
    found = warm_path.into_group(journal, account, "finance")
    assert [one.person.name for one in found] == ["Anna", "Tom"]
    assert introducer_reasons(ENGLISH, found[0], date(2026, 5, 14))[-1] == "Anna introduced 2 people to us already"
    assert warm_path.into_group(journal, make_account(journal, "Empty"), "finance") == []


def test_the_group_itself_is_not_asked_for_a_way_in(journal: Journal, account: int) -> None:
    _known(journal, account, "Accountant", 5, role_group="finance")
    assert warm_path.into_group(journal, account, "finance") == []


def test_the_cheapest_way_is_that_of_a_slow_search(journal: Journal) -> None:
    """On random ties, against every simple way over people whom we could not ask ourselves."""
    chance = random.Random(9)
    account = make_account(journal)
    people: list[int] = []
    for number in range(9):
        close = chance.choice([None, None, 1, 3, 5])
        reports_to = chance.choice(people) if people and chance.random() < 0.5 else None
        introduced_by = chance.choice(people) if people and chance.random() < 0.5 else None
        people.append(
            make_contact(
                journal, f"P{number}", closeness=close, reports_to_id=reports_to, introduced_by_id=introduced_by
            )
        )
    for day in range(1, 5):
        make_visit(journal, account, f"2026-05-0{day}T10:00", people=chance.sample(people, 2))
    rows = {person: contacts.get(journal, person) for person in people}
    together: dict[frozenset[int], int] = {}
    took_part: set[int] = set()
    for pair in journal.rows("SELECT min(contact_id), max(contact_id) FROM visit_contact GROUP BY visit_id"):
        together[frozenset(pair)] = together.get(frozenset(pair), 0) + 1
        took_part |= set(pair)

    def tie(one: int, other: int) -> float | None:
        """Return what it costs that one opens the door to another."""
        costs = []
        if rows[other].introduced_by_id == one or rows[other].reports_to_id == one:
            costs.append(1.0)
        if rows[one].introduced_by_id == other or rows[one].reports_to_id == other:
            costs.append(1.5)
        count = together.get(frozenset({one, other}), 0)
        if count:
            costs.append({1: 2.0, 2: 1.7, 3: 1.5}.get(count, 1.3))
        return min(costs, default=None)

    def ask(one: int) -> float | None:
        """Return what it costs to ask somebody, met this month or never."""
        close = rows[one].closeness
        if close is None:
            return 3.0 if one in took_part else None
        return {1: 3.5, 3: 1.75, 5: 1.0}[close] + (0.0 if one in took_part else 1.5)

    def ways(route: tuple[int, ...], cost: float) -> Iterator[tuple[int, float]]:
        """Yield whom a way begins with, and its cost; a way goes on over those alone who are not close to us."""
        first = route[0]
        entry = ask(first)
        if entry is not None:
            yield first, round(cost + entry, 2)
        if len(route) < warm_path.MOST_HOPS and (len(route) == 1 or (rows[first].closeness or 0) < 3):
            for other in people:
                step = tie(other, first)
                if other not in route and step is not None:
                    yield from ways((other, *route), cost + step)

    for wanted in people:
        least: dict[int, float] = {}
        for first, cost in ways((wanted,), 0.0):
            least[first] = min(cost, least.get(first, cost))
        cheapest = sorted(least.values())[: warm_path.MOST_PATHS]
        assert [path.cost for path in warm_path.paths(journal, wanted) if path.ties[-1].kind != "colleague"] == cheapest


def test_who_is_only_to_be_met_one_day_is_not_known(journal: Journal, account: int) -> None:
    soon, wanted = (make_contact(journal, name, account_id=account) for name in ("Soon", "Wanted"))
    contacts.edit(journal, wanted, reports_to_id=soon)
    visits.plan(journal, account_id=account, start="2026-06-02T10:00", people=[soon])
    thrown = make_visit(journal, account, people=[soon])
    visits.trash(journal, thrown)
    assert warm_path.paths(journal, wanted) == []
