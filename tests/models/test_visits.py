"""Visits move between their states, keep who took part, and come in windows."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from models import changes, colleagues, contacts, preparation, steps, visit_lists, visits
from models.changes import Changes
from models.clock import FixedClock
from models.errors import ChangedElsewhere, InvalidValue, NotFound
from models.journal import Journal
from tests.factories import make_account, make_contact, make_visit
from tests.models.counting import queries
from tests.readers import open_steps, participants_of

MOVES: dict[str, Callable[..., Changes]] = {"held": visits.hold, "missed": visits.miss, "cancelled": visits.cancel}


@pytest.fixture
def account_id(journal: Journal) -> int:
    return make_account(journal)


def test_a_visit_is_written_down_with_all_that_belongs_to_it(journal: Journal, account_id: int) -> None:
    people = [make_contact(journal, "徐海"), make_contact(journal, "Anna Meier")]
    colleague = colleagues.create(journal, name="Li Wei").id
    visit_id = visits.record(
        journal,
        account_id=account_id,
        people=[*people, people[0]],
        colleagues=[colleague],
        questions=["Who decides?", "Which budget?"],
        next_steps=[{"title": "Send the BOQ", "kind": "promise", "due_on": "2026-05-20"}],
        purpose="First meeting",
    ).id
    visit = visits.get(journal, visit_id)
    assert (visit.start, visit.state, visit.channel) == ("2026-05-14T12:00", "held", "on_site")
    assert [person.name for person in participants_of(journal, visit_id)] == ["徐海", "Anna Meier"]
    assert [one.question for one in preparation.listing(journal, visit_id)] == ["Who decides?", "Which budget?"]
    (step,) = steps.of_visit(journal, visit_id)
    assert (step.account_id, step.raised_at, step.due_on) == (account_id, "2026-05-14T12:00", "2026-05-20")
    (line,) = visit_lists.listing(journal)
    assert (line.account, line.people, line.purpose) == ("Northern Rail", ("徐海", "Anna Meier"), "First meeting")
    assert changes.undoable(journal) == "visits.record"


@pytest.mark.parametrize(("state", "move"), MOVES.items())
def test_a_planned_visit_becomes_another_once(
    journal: Journal, account_id: int, state: str, move: Callable[..., Changes]
) -> None:
    visit_id = visits.plan(journal, account_id=account_id, start="2026-05-14T09:00").id
    move(journal, visit_id, notes="what came of it")
    visit = visits.get(journal, visit_id)
    assert (visit.state, visit.notes) == (state, "what came of it")
    for other in MOVES.values():
        with pytest.raises(InvalidValue, match="Only a planned visit can become"):
            other(journal, visit_id)
    changes.undo(journal)
    assert visits.get(journal, visit_id).state == "planned"


@pytest.mark.parametrize(("start", "possible"), [("2026-05-15T23:59", True), ("2026-05-16T00:00", False)])
def test_nothing_was_held_after_tomorrow(journal: Journal, account_id: int, start: str, possible: bool) -> None:
    planned = visits.plan(journal, account_id=account_id, start=start).id
    held = make_visit(journal, account_id)
    for hold in (
        lambda: make_visit(journal, account_id, start),
        lambda: visits.edit(journal, held, start=start),
        lambda: visits.hold(journal, planned),
    ):
        if possible:
            hold()
        else:
            with pytest.raises(InvalidValue, match=r"can't have been held yet\. Plan it instead"):
                hold()


def test_who_took_part_can_be_corrected(journal: Journal, account_id: int) -> None:
    first, second, third = (make_contact(journal, name) for name in ("First", "Second", "Third"))
    visit_id = make_visit(journal, account_id, people=[first, second])
    visits.edit(journal, visit_id, people=[second, third])
    assert [person.name for person in participants_of(journal, visit_id)] == ["Second", "Third"]
    visits.edit(journal, visit_id, people=[first, second, third])
    assert {person.name for person in participants_of(journal, visit_id)} == {"First", "Second", "Third"}
    visits.edit(journal, visit_id, people=[])
    assert participants_of(journal, visit_id) == []
    visits.edit(journal, visit_id, purpose="no word about people")
    assert visit_lists.listing(journal, contact_id=first) == []


def test_an_old_revision_does_not_overwrite(journal: Journal, account_id: int) -> None:
    visit_id = make_visit(journal, account_id)
    read = visits.get(journal, visit_id)
    visits.edit(journal, visit_id, notes="newer")
    with pytest.raises(ChangedElsewhere):
        visits.edit(journal, visit_id, revision=read.revision, notes="older", people=[make_contact(journal)])
    assert visits.get(journal, visit_id).notes == "newer"
    assert participants_of(journal, visit_id) == []


def test_the_trash_takes_the_steps_along(journal: Journal, account_id: int, clock: FixedClock) -> None:
    visit_id = make_visit(journal, account_id, next_steps=[{"title": "before"}, {"title": "with it"}])
    steps.trash(journal, steps.of_visit(journal, visit_id)[0].id)
    clock.move(timedelta(minutes=1))
    visits.trash(journal, visit_id)
    with pytest.raises(NotFound):
        visits.get(journal, visit_id)
    assert open_steps(journal) == []
    visits.restore(journal, visit_id)
    assert [step.title for step in steps.of_visit(journal, visit_id)] == ["with it"]


def test_questions_are_ticked(journal: Journal, account_id: int) -> None:
    visit_id = visits.plan(journal, account_id=account_id, questions=["Who decides?"]).id
    (question,) = preparation.listing(journal, visit_id)
    preparation.answer(journal, question.id, answer="The board")
    assert [(q.done, q.answer) for q in preparation.listing(journal, visit_id)] == [(True, "The board")]


@pytest.fixture
def many(journal: Journal, account_id: int) -> list[tuple[str, int]]:
    """500 visits, many at equal times, with two people each; as (start, id), the newest first."""
    people = [make_contact(journal, f"Person {number}") for number in range(4)]
    chance = random.Random(1)
    made = []
    with journal.operation("tests.many"):
        for _ in range(500):
            start = f"2026-0{chance.randrange(1, 5)}-{chance.randrange(1, 29):02d}T{chance.choice(('09', '15'))}:00"
            made.append((start, make_visit(journal, account_id, start, people=chance.sample(people, 2))))
    return sorted(made, reverse=True)


@pytest.mark.parametrize("limit", [1, 7, 100, 499, 500, 501])
def test_windows_show_each_visit_once(journal: Journal, many: list[tuple[str, int]], limit: int) -> None:
    seen: list[tuple[str, int]] = []
    while window := visit_lists.listing(journal, before=seen[-1] if seen else None, limit=limit):
        assert len(window) <= limit
        seen += [(line.start, line.id) for line in window]
    assert seen == many


def test_a_list_runs_no_query_a_row(journal: Journal, many: list[tuple[str, int]]) -> None:
    assert queries(journal, lambda: visit_lists.listing(journal, limit=2)) == 2
    assert queries(journal, lambda: visit_lists.listing(journal, limit=500)) == 2


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"first": "2026-02-01", "last": "2026-02-28"}, ("2026-02-01", "2026-03-01")),
        ({"first": "2026-03-10", "last": "2026-03-10"}, ("2026-03-10", "2026-03-11")),
        ({"last": "9999-12-31"}, ("", "A")),
        ({"first": "2026-04-01"}, ("2026-04-01", "A")),
    ],
)
def test_days_of_a_list_are_both_included(
    journal: Journal, many: list[tuple[str, int]], given: dict[str, Any], wanted: tuple[str, str]
) -> None:
    first, behind = wanted
    found = [(line.start, line.id) for line in visit_lists.listing(journal, limit=1000, **given)]
    assert found == [(start, visit_id) for start, visit_id in many if first <= start < behind]


def test_lists_by_person_channel_state_and_account(journal: Journal, account_id: int) -> None:
    other = make_account(journal, "Other")
    person = make_contact(journal)
    call = make_visit(journal, account_id, channel="call", people=[person])
    planned = visits.plan(journal, account_id=other, start="2026-06-01T10:00").id

    def ids(**conditions: Any) -> list[int]:
        return [line.id for line in visit_lists.listing(journal, **conditions)]

    assert ids(channel="call") == [call]
    assert ids(state="planned") == [planned]
    assert ids(account_ids=[other]) == [planned]
    assert ids(account_ids=[other, account_id]) == [planned, call]
    assert ids(contact_id=person) == [call]
    assert ids(contact_id=person, account_ids=[other]) == []


def test_what_came_of_a_visit_follows_it_to_the_right_account(journal: Journal) -> None:
    wrong, right = make_account(journal, "Wrong"), make_account(journal, "Right")
    other = {"title": "Other", "account_id": None}
    visit = make_visit(journal, wrong, next_steps=[{"title": "Send the price list"}, other])
    visits.edit(journal, visit, account_id=right)
    assert [step.account_id for step in steps.of_visit(journal, visit)] == [right, None]
    changes.undo(journal)
    assert [step.account_id for step in steps.of_visit(journal, visit)] == [wrong, None]


def test_a_visit_is_held_in_the_post_of_that_day(journal: Journal) -> None:
    account = make_account(journal)
    person = make_contact(journal, account_id=account, post={"title": "Engineer", "from_on": "2025-01-01"})
    visit = visits.plan(journal, account_id=account, start="2026-05-20T10:00", people=[person]).id
    contacts.take_post(journal, person, account, title="CTO", from_on="2026-05-10")
    visits.hold(journal, visit, start="2026-05-13T10:00")
    assert [one.title for one in participants_of(journal, visit)] == ["CTO"]


def test_what_came_of_a_visit_ahead_of_our_clock_can_be_closed_now(journal: Journal) -> None:
    visit = make_visit(journal, make_account(journal), "2026-05-14T20:00", next_steps=[{"title": "Call back"}])
    steps.close(journal, steps.of_visit(journal, visit)[0].id)
    assert steps.of_visit(journal, visit)[0].outcome == "done"
