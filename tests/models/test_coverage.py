"""Coverage: how well each role group of an account is known, what is missing, and what is wanted."""

from __future__ import annotations

import random
from datetime import datetime

import pytest

from models import accounts, changes, contacts, coverage, coverage_targets, visits
from models.clock import FixedClock
from models.coverage import RoleCoverage
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from tests.factories import make_account, make_contact, make_visit


def _role(journal: Journal, account_id: int, role: str = "finance", *, with_branches: bool = True) -> RoleCoverage:
    read = coverage.read(journal, account_id, with_branches=with_branches)
    return next(one for one in read.roles if one.role_group == role)


def test_a_glance_shows_each_role_group_and_its_gaps(journal: Journal) -> None:
    account_id = make_account(journal)
    branch = make_account(journal, "Branch", parent_id=account_id)
    near = make_contact(journal, "Near", account_id=account_id, role_group="technical", closeness=5)
    contacts.take_post(journal, near, branch)
    make_contact(journal, "Far", account_id=branch, role_group="technical", closeness=1)
    make_contact(journal, "New", account_id=branch, role_group="technical")
    make_contact(journal, "Someone", account_id=branch, role_group="technical", placeholder=True)
    make_contact(journal, "Gone", account_id=branch, role_group="finance", post={"until_on": "2026-05-01"})
    make_contact(journal, "Unsorted", account_id=branch)
    found = coverage.at_a_glance(journal, account_id)
    assert [role.role_group for role in found] == ["decision", "technical", "users", "commercial", "finance", ""]
    by_role = {role.role_group: [(one.name, one.closeness) for one in role.people] for role in found}
    assert by_role["technical"] == [("Near", 5), ("Far", 1), ("New", None)]
    assert by_role["finance"] == []
    assert by_role[""] == [("Unsorted", None)]


def test_an_empty_group_is_known_not_at_all(journal: Journal) -> None:
    account_id = make_account(journal)
    read = coverage.read(journal, account_id)
    assert [one.role_group for one in read.roles] == list(contacts.ROLE_GROUPS)
    assert {one.level for one in read.roles} == {"none"}
    assert (read.months, read.since, read.score, read.has_branches) == (6, "2025-11-14", None, False)


@pytest.mark.parametrize(
    ("calls", "visited", "level"),
    [
        (0, 0, "none"),
        (1, 0, "brief"),
        (2, 0, "brief"),
        (2, 1, "several"),
        (6, 0, "several"),
        (9, 2, "several"),
        (2, 3, "several"),
        (3, 3, "deep"),
    ],
)
def test_the_level_comes_from_the_contacts(journal: Journal, calls: int, visited: int, level: str) -> None:
    account_id = make_account(journal)
    person = make_contact(journal, account_id=account_id, role_group="finance")
    for number, channel in enumerate(["call"] * calls + ["on_site"] * visited):
        make_visit(journal, account_id, f"2026-05-{number + 1:02}T10:00", channel=channel, people=[person])
    found = _role(journal, account_id)
    assert (found.level, found.contacts, found.face_to_face) == (level, calls + visited, visited)


def test_a_meeting_with_two_of_a_group_counts_once(journal: Journal) -> None:
    account_id = make_account(journal)
    two = [make_contact(journal, name, account_id=account_id, role_group="users") for name in ("Gemma", "方敏")]
    make_visit(journal, account_id, "2026-05-02T10:00", people=two)
    make_visit(journal, account_id, "2026-05-04T10:00", people=two[:1])
    found = _role(journal, account_id, "users")
    assert found.contacts == 2
    assert {one.name: (one.contacts, one.days_since) for one in found.people} == {"Gemma": (2, 10), "方敏": (1, 12)}


def test_only_what_was_held_of_late_counts(journal: Journal) -> None:
    account_id = make_account(journal)
    person = make_contact(journal, account_id=account_id, role_group="finance")
    make_visit(journal, account_id, "2025-11-13T10:00", people=[person])
    visits.plan(journal, account_id=account_id, start="2026-05-20T10:00", people=[person])
    assert _role(journal, account_id).level == "none"
    assert _role(journal, account_id).people[0].days_since == 182
    make_visit(journal, account_id, "2025-11-14T10:00", people=[person])
    assert _role(journal, account_id).level == "brief"
    coverage.set_months(journal, 12)
    assert _role(journal, account_id).contacts == 2


@pytest.mark.parametrize(("today", "first"), [("2026-08-31", "2026-02-28"), ("2024-08-31", "2024-02-29")])
def test_months_end_where_the_calendar_lets_them(journal: Journal, today: str, first: str) -> None:
    assert isinstance(journal.clock, FixedClock)
    journal.clock.set(datetime.fromisoformat(today))
    assert coverage.first_day(journal).isoformat() == first


def test_months_that_make_no_sense_are_refused(journal: Journal) -> None:
    for wanted in (0, 37):
        with pytest.raises(InvalidValue):
            coverage.set_months(journal, wanted)
    assert coverage.months(journal) == 6


def test_a_person_who_came_over_is_known_at_the_new_account(journal: Journal) -> None:
    old, new = make_account(journal, "Old"), make_account(journal, "New")
    person = make_contact(journal, account_id=old, role_group="finance")
    make_visit(journal, old, "2026-05-02T10:00", people=[person])
    contacts.take_post(journal, person, new, from_on="2026-05-10", title="CFO")
    assert _role(journal, old).people == ()
    assert [(one.title, one.contacts) for one in _role(journal, new).people] == [("CFO", 1)]


def test_placeholders_stand_apart_and_nobody_knows_them(journal: Journal) -> None:
    account_id = make_account(journal)
    make_contact(journal, "The new CFO", account_id=account_id, role_group="finance", placeholder=True)
    found = _role(journal, account_id)
    assert found.people == ()
    assert [one.name for one in found.placeholders] == ["The new CFO"]


def test_branches_are_taken_in_or_not(journal: Journal) -> None:
    account_id = make_account(journal)
    branch = make_account(journal, "Branch", parent_id=account_id)
    person = make_contact(journal, account_id=branch, role_group="finance")
    make_visit(journal, branch, "2026-05-02T10:00", people=[person])
    assert coverage.read(journal, account_id).has_branches
    assert _role(journal, account_id).people[0].account == "Branch"
    assert _role(journal, account_id, with_branches=False).people == ()


def test_the_branches_where_nobody_is_known_are_named(journal: Journal) -> None:
    account_id = make_account(journal)
    for name in ("West", "East", "Head"):
        branch = make_account(journal, name, parent_id=account_id)
        make_contact(journal, f"Of {name}", account_id=branch, role_group="finance", placeholder=name == "East")
    found = _role(journal, account_id)
    assert ([name for _, name in found.bare], found.bare_count) == (["East", "Northern Rail"], 2)
    assert _role(journal, account_id, with_branches=False).bare == ()
    assert _role(journal, account_id, "users").bare_count == 4


def test_of_two_posts_that_at_the_account_itself_is_shown(journal: Journal) -> None:
    account_id = make_account(journal)
    branch = make_account(journal, "Branch", parent_id=account_id)
    person = make_contact(journal, account_id=account_id, post={"title": "Head"}, role_group="finance")
    contacts.take_post(journal, person, branch, title="Deputy")
    assert [one.title for one in _role(journal, account_id).people] == ["Head"]


def test_what_is_wanted_gives_the_score(journal: Journal) -> None:
    account_id = make_account(journal)
    person = make_contact(journal, account_id=account_id, role_group="technical")
    make_visit(journal, account_id, "2026-05-02T10:00", people=[person])
    coverage_targets.set_wanted(journal, account_id, {"technical": "several", "finance": "deep", "users": "brief"})
    coverage_targets.set_wanted(journal, account_id, {"finance": "brief", "users": None})
    read = coverage.read(journal, account_id)
    assert {one.role_group: one.wanted for one in read.roles if one.wanted} == {"technical": "several",
                                                                                "finance": "brief"}  # fmt: skip
    assert [one.role_group for one in read.roles if one.falls_short] == ["technical", "finance"]
    assert read.score is not None
    assert (read.score.reached, read.score.wanted, read.score.percent) == (1, 3, 33)


@pytest.mark.parametrize(
    ("contacts", "face_to_face", "wanted", "missing"),
    [(0, 0, "brief", 1), (2, 0, "several", 1), (7, 1, "deep", 2), (1, 1, "deep", 5), (3, 0, "several", 0)],
)
def test_how_many_contacts_are_missing(contacts: int, face_to_face: int, wanted: str, missing: int) -> None:
    level = coverage.level_of(contacts, face_to_face)
    group = RoleCoverage("finance", (), contacts=contacts, face_to_face=face_to_face, level=level, wanted=wanted)
    assert group.missing == missing
    assert coverage.level_of(contacts + missing, face_to_face + missing) == (wanted if missing else level)


def test_more_than_is_wanted_makes_up_for_nothing(journal: Journal) -> None:
    account_id = make_account(journal)
    person = make_contact(journal, account_id=account_id, role_group="technical")
    for day in range(1, 8):
        make_visit(journal, account_id, f"2026-05-0{day}T10:00", people=[person])
    coverage_targets.set_wanted(journal, account_id, {"technical": "brief", "finance": "brief"})
    assert coverage.read(journal, account_id).score == coverage.Score(1, 2)


def test_a_target_is_taken_back(journal: Journal) -> None:
    account_id = make_account(journal)
    coverage_targets.set_wanted(journal, account_id, {"finance": "brief"})
    changes.undo(journal)
    assert coverage.targets(journal, account_id) == {}
    changes.redo(journal)
    assert coverage.targets(journal, account_id) == {"finance": "brief"}


def test_a_target_needs_a_group_a_level_and_an_account(journal: Journal) -> None:
    account_id = make_account(journal)
    with pytest.raises(InvalidValue):
        coverage_targets.set_wanted(journal, account_id, {"janitors": "brief"})
    with pytest.raises(InvalidValue):
        coverage_targets.set_wanted(journal, account_id, {"finance": "none"})
    accounts.trash(journal, account_id)
    with pytest.raises(NotFound):
        coverage_targets.set_wanted(journal, account_id, {"finance": "brief"})
    with pytest.raises(NotFound):
        coverage.read(journal, account_id)


def test_the_figures_are_those_of_a_slow_count(journal: Journal) -> None:
    """On random people, posts and visits, against a count in the plainest words."""
    chance = random.Random(6)
    top = make_account(journal)
    ids = [top, *(make_account(journal, f"Branch {number}", parent_id=top) for number in range(3))]
    other = make_account(journal, "Other")
    role_of = {}
    for number in range(14):
        role = chance.choice([*contacts.ROLE_GROUPS, None])
        person = make_contact(journal, f"P{number}", account_id=chance.choice([*ids, other]), role_group=role)
        if chance.random() < 0.3:
            contacts.take_post(journal, person, chance.choice([*ids, other]), from_on="2026-03-01")
        role_of[person] = role
    met: list[tuple[int, str, str, list[int]]] = []
    for _ in range(40):
        start = f"2025-{chance.randint(9, 12):02}-{chance.randint(1, 28):02}T10:00"
        channel, people = chance.choice(["call", "on_site", "event"]), chance.sample(list(role_of), 3)
        visit = make_visit(journal, chance.choice([*ids, other]), start, channel=channel, people=people)
        met.append((visit, start, channel, people))
    for account_id, with_branches in ((top, True), (top, False), (ids[1], True)):
        wanted = set(ids if account_id == top and with_branches else [account_id])
        here = {
            person
            for person in role_of
            if any(post.account_id in wanted and post.until_on is None for post in contacts.posts(journal, person))
        }
        for found in coverage.read(journal, account_id, with_branches=with_branches).roles:
            group = {person for person in here if (role_of[person] or "") == found.role_group}
            counted = [one for one in met if one[1] >= "2025-11-14" and group & set(one[3])]
            assert {one.contact_id for one in found.people} == group
            assert found.contacts == len(counted)
            assert found.face_to_face == sum(channel != "call" for _, _, channel, _ in counted)
            for one in found.people:
                mine = [start for _, start, _, people in met if one.contact_id in people]
                assert one.last_met == max(mine, default=None)
