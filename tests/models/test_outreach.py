"""Reaching everyone whom an event touches."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import (
    accounts,
    changes,
    contacts,
    outreach,
    outreach_choice,
    plans,
    rhythm,
    steps,
    visits,
)
from models.clock import FixedClock
from models.contact_points import Point
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.outreach import Member
from models.outreach_choice import Choice
from models.step_lists import read as read_steps
from models.tables import Asset
from tests.factories import make_account, make_contact, make_visit

GOAL = "Earthquake: is everyone well, does the network run?"


@pytest.fixture
def touched(journal: Journal) -> list[int]:
    """Three accounts of a region, and one elsewhere."""
    make_account(journal, "Elsewhere", region="East", account_class="A")
    province = make_account(journal, "B Province", region="West", tags="#quake")
    city = make_account(journal, "C City", parent_id=province)
    return [make_account(journal, "A Port", region="West"), province, city]


def _named(journal: Journal, **choice: str) -> list[str]:
    found = outreach_choice.candidates(journal, outreach_choice.choose(journal, Choice(**choice)))
    return [one.name for one in found]


def _states(journal: Journal, plan_id: int) -> list[tuple[str, str, str]]:
    return [(one.account, one.state, one.words) for one in outreach.members(journal, plan_id)]


def _member(journal: Journal, plan_id: int, account_id: int) -> Member:
    return next(one for one in outreach.members(journal, plan_id) if one.account_id == account_id)


def test_a_branch_without_a_region_lies_where_the_account_above_it_does(journal: Journal, touched: list[int]) -> None:
    assert outreach_choice.choose(journal, Choice(region="West")) == touched
    (_, _, city) = outreach_choice.candidates(journal, touched)
    assert (city.name, city.above, city.region) == ("C City", "B Province", "West")
    assert outreach_choice.regions(journal) == ["East", "West"]


def test_accounts_are_chosen_by_product_class_tag_and_words(journal: Journal, touched: list[int]) -> None:
    with journal.operation("test") as work:
        work.insert(Asset, account_id=touched[0], product="OSN 1800")
    assert outreach_choice.products(journal) == ["OSN 1800"]
    assert _named(journal, product="OSN 1800") == ["A Port"]
    assert _named(journal, account_class="A") == ["Elsewhere"]
    assert _named(journal, tag="quake") == ["B Province"]
    assert _named(journal, region="West", words="c city") == ["C City"]
    assert _named(journal) == ["A Port", "B Province", "C City", "Elsewhere"]


def test_one_step_for_each_in_one_operation(journal: Journal, touched: list[int]) -> None:
    done: list[tuple[int, int]] = []
    plan_id = outreach.start(journal, GOAL, touched, due_on="2026-05-15", progress=lambda *of: done.append(of)).id
    assert done == [(1, 3), (2, 3), (3, 3)]
    assert plans.get(journal, plan_id).kind == "outreach"
    assert _states(journal, plan_id) == [("A Port", "open", ""), ("B Province", "open", ""), ("C City", "open", "")]
    assert [(item.title, item.due_on) for item in read_steps(journal)] == [(GOAL, "2026-05-15")] * 3
    (running,) = outreach.running(journal)
    assert (running.goal, running.left, running.all) == (GOAL, 3, 3)
    changes.undo(journal)
    assert outreach.running(journal) == []
    assert read_steps(journal) == []


def test_whoever_is_reached_has_a_contact_in_the_journal_and_a_closed_step(
    journal: Journal, touched: list[int]
) -> None:
    accounts.edit(journal, touched[0], rhythm_days=7)
    make_visit(journal, touched[0], "2026-04-01T10:00")
    plan_id = outreach.start(journal, GOAL, touched).id
    step_id = _member(journal, plan_id, touched[0]).step_id
    outreach.reach(journal, plan_id, touched[0], "All well, one cabinet leans", channel="message")
    member = _member(journal, plan_id, touched[0])
    assert (member.state, member.words) == ("reached", "All well, one cabinet leans")
    assert member.visit_id is not None
    assert step_id is not None
    visit = visits.get(journal, member.visit_id)
    assert (visit.state, visit.channel, visit.summary, visit.purpose) == (
        "held",
        "message",
        "All well, one cabinet leans",
        GOAL,
    )
    assert steps.get(journal, step_id).result == "All well, one cabinet leans"
    assert rhythm.most_quiet(journal, 1)[1] == 0
    assert outreach.running(journal)[0].left == 2
    with pytest.raises(InvalidValue, match="already"):
        outreach.reach(journal, plan_id, touched[0])
    changes.undo(journal)
    assert outreach.running(journal)[0].left == 3


def test_any_visit_held_since_then_has_reached_it(journal: Journal, touched: list[int], clock: FixedClock) -> None:
    make_visit(journal, touched[1], "2026-05-14T08:00", summary="Before")
    plan_id = outreach.start(journal, GOAL, touched).id
    clock.move(timedelta(hours=3))
    make_visit(journal, touched[2], "2026-05-14T12:00", summary="They stand")
    assert _states(journal, plan_id) == [
        ("A Port", "open", ""),
        ("B Province", "open", ""),
        ("C City", "reached", "They stand"),
    ]


def test_a_planned_visit_is_still_to_come(journal: Journal, touched: list[int]) -> None:
    plan_id = outreach.start(journal, GOAL, touched).id
    outreach.plan_visit(journal, plan_id, touched[0], "2026-05-16T10:00")
    outreach.plan_visit(journal, plan_id, touched[0], "2026-05-16T14:00")
    member = _member(journal, plan_id, touched[0])
    assert (member.state, member.when) == ("planned", "2026-05-16T14:00")
    assert outreach.running(journal)[0].left == 3
    assert member.visit_id is not None
    outreach.reach(journal, plan_id, touched[0], "Called before")
    assert visits.get(journal, member.visit_id).state == "planned"
    assert _member(journal, plan_id, touched[0]).words == "Called before"


def test_who_is_skipped_says_why(journal: Journal, touched: list[int]) -> None:
    plan_id = outreach.start(journal, GOAL, touched).id
    outreach.plan_visit(journal, plan_id, touched[1], "2026-05-16T10:00")
    with pytest.raises(InvalidValue, match="reason"):
        outreach.skip(journal, plan_id, touched[1], "  ")
    outreach.skip(journal, plan_id, touched[1], "Their headquarters ask for all of them")
    member = _member(journal, plan_id, touched[1])
    assert (member.state, member.words) == ("skipped", "Their headquarters ask for all of them")
    assert journal.rows("SELECT state FROM visit") == [("cancelled",)]
    assert [one.account for one in outreach.members(journal, plan_id)] == ["A Port", "C City", "B Province"]


def test_a_visit_planned_for_each_is_held_when_it_is_reached(journal: Journal, touched: list[int]) -> None:
    plan_id = outreach.start(journal, GOAL, touched, due_on="2026-05-20", as_visits=True).id
    assert [state for _, state, _ in _states(journal, plan_id)] == ["planned"] * 3
    outreach.reach(journal, plan_id, touched[0], "Well")
    outreach.skip(journal, plan_id, touched[1], "Closed")
    assert _states(journal, plan_id) == [
        ("C City", "planned", ""),
        ("A Port", "reached", "Well"),
        ("B Province", "skipped", "Closed"),
    ]
    assert sorted(state for (state,) in journal.rows("SELECT state FROM visit")) == ["cancelled", "held", "planned"]
    visits.miss(journal, _member(journal, plan_id, touched[2]).visit_id or 0)
    assert _member(journal, plan_id, touched[2]).state == "open"
    outreach.skip(journal, plan_id, touched[2], "Gave up")
    assert outreach.running(journal)[0].left == 0


def test_what_can_not_begin(journal: Journal, touched: list[int]) -> None:
    for goal, chosen, as_visits in (
        (" ", touched, False),
        (GOAL, [], False),
        (GOAL, touched, True),
        (GOAL, [5], False),
    ):
        with pytest.raises((InvalidValue, NotFound)):
            outreach.start(journal, goal, chosen, as_visits=as_visits)
    assert outreach.running(journal) == []


def test_a_removed_account_leaves_the_list(journal: Journal, touched: list[int]) -> None:
    plan_id = outreach.start(journal, GOAL, touched).id
    accounts.trash(journal, touched[0])
    assert [name for name, _, _ in _states(journal, plan_id)] == ["B Province", "C City"]
    with pytest.raises(NotFound):
        outreach.reach(journal, plan_id, touched[0])
    plans.close(journal, plan_id)
    assert outreach.running(journal) == []


def test_whom_to_call_is_the_closest_with_a_phone(journal: Journal, touched: list[int]) -> None:
    for name, closeness, phone in (("Far", 1, "1"), ("Close", 5, "2"), ("No phone", 5, "")):
        person = make_contact(journal, name, closeness=closeness)
        contacts.take_post(journal, person, touched[0], title="CTO")
        if phone:
            contacts.add_point(journal, person, Point("phone", phone))
    found = outreach.callers(journal, touched[0])
    assert [(one.name, one.title, one.phone) for one in found] == [("Close", "CTO", "2"), ("Far", "CTO", "1")]


def test_the_end_leaves_no_visit_that_nobody_has_agreed_a_time_for(journal: Journal, touched: list[int]) -> None:
    begun = outreach.start(journal, GOAL, touched, due_on="2026-05-20", as_visits=True).id
    outreach.plan_visit(journal, begun, touched[1], "2026-05-19T10:00")
    told: list[tuple[int, int]] = []
    outreach.end(journal, begun, progress=lambda done, every: told.append((done, every)))
    assert told == [(1, 2), (2, 2)]
    states = dict(journal.rows("SELECT account_id, state FROM visit"))
    assert states == {touched[0]: "cancelled", touched[1]: "planned", touched[2]: "cancelled"}
    assert outreach.running(journal) == []
    changes.undo(journal)
    assert {state for _, state, _ in _states(journal, begun)} == {"planned"}
    assert len(outreach.running(journal)) == 1
