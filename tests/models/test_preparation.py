"""The preparation list: questions and homework, and what earlier visits left open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models import changes, merging_sheets, preparation, visit_sheet, visits, week
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.visit_sheet import SheetQuestion
from tests.factories import TODAY, make_account, make_visit

NEXT = "2026-05-20T10:00"


def left(journal: Journal, account: int, visit: int | None = None) -> list[str]:
    """Return the words of what is offered for a visit."""
    return [one.question for one in preparation.left_over(journal, account, NEXT, visit)]


def planned(journal: Journal, account: int, start: str = NEXT) -> int:
    """Plan a visit and return it."""
    return visits.plan(journal, account_id=account, start=start).id


def words(journal: Journal, visit: int) -> list[tuple[str, str]]:
    """Return what stands on a list, with the day it was taken over from."""
    return [(one.question, one.carried_on) for one in preparation.listing(journal, visit)]


def test_a_line_is_put_at_the_end_and_never_twice(journal: Journal) -> None:
    visit = planned(journal, make_account(journal))
    preparation.add(journal, visit, "Who signs?")
    preparation.add(journal, visit, "Bring the photos", kind="homework")
    assert preparation.add(journal, visit, "WHO signs?").tables == frozenset()
    assert [(one.question, one.kind) for one in preparation.listing(journal, visit)] == [
        ("Who signs?", "question"),
        ("Bring the photos", "homework"),
    ]
    changes.undo(journal)
    with pytest.raises(InvalidValue):
        preparation.add(journal, visit, "  ")
    with pytest.raises(InvalidValue):
        preparation.add(journal, visit, "x", kind="other")
    visits.trash(journal, visit)
    with pytest.raises(NotFound):
        preparation.add(journal, visit, "Too late")


def test_what_got_no_answer_is_offered_for_the_next_visit_with_the_account(journal: Journal) -> None:
    account, other = make_account(journal), make_account(journal, "Other")
    first = make_visit(journal, account, "2026-05-12T10:00", questions=["old, open", "ticked", "answered"])
    lines = preparation.listing(journal, first)
    preparation.answer(journal, lines[1].id)
    preparation.answer(journal, lines[2].id, done=False, answer="yes")
    make_visit(journal, account, "2026-05-13T10:00", questions=["newer"])
    make_visit(journal, other, questions=["elsewhere"])
    visit = planned(journal, account)
    assert left(journal, account, visit) == ["newer", "old, open"]
    assert preparation.left_over(journal, account, NEXT, visit)[1].day == "2026-05-12"


def test_the_list_of_a_visit_that_lies_ahead_is_not_left_over(journal: Journal) -> None:
    account = make_account(journal)
    ahead = planned(journal, account, "2026-05-18T10:00")
    preparation.add(journal, ahead, "to be asked then")
    assert left(journal, account, planned(journal, account)) == []


def test_what_is_taken_over_says_from_when_and_is_not_offered_again(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, "2026-05-12T10:00", questions=["one", "two"])
    visit, later = planned(journal, account), planned(journal, account, "2026-06-20T10:00")
    ids = [one.id for one in preparation.left_over(journal, account, NEXT, visit)]
    preparation.carry_over(journal, visit, [*ids, *ids])
    preparation.carry_over(journal, later, ids)
    assert words(journal, visit) == [("one", "2026-05-12"), ("two", "2026-05-12")]
    assert words(journal, later) == []
    assert left(journal, account, visit) == []
    changes.undo(journal)
    assert visits.get(journal, later).state == "planned"
    assert words(journal, visit) == []
    assert left(journal, account, visit) == ["one", "two"]


def test_the_same_words_are_offered_once_and_what_is_long_past_not_at_all(journal: Journal) -> None:
    account = make_account(journal)
    for day in range(1, 8):
        make_visit(journal, account, f"2026-05-0{day}T10:00", questions=[f"of day {day}", "Who signs?"])
    assert left(journal, account) == ["of day 7", "Who signs?", *(f"of day {day}" for day in range(6, 2, -1))]


def test_what_was_removed_by_hand_is_not_offered_again_but_with_a_trashed_visit_it_is(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, "2026-05-12T10:00", questions=["one"])
    visit = planned(journal, account)
    (line,) = preparation.left_over(journal, account, NEXT, visit)
    preparation.carry_over(journal, visit, [line.id])
    sheet = visit_sheet.read(journal, visit)
    visit_sheet.save(journal, replace(sheet, questions=()))
    assert left(journal, account, visit) == []
    visits.trash(journal, visit)
    assert left(journal, account) == ["one"]


def test_what_nobody_needs_any_more_is_let_go(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, questions=["one", "two"])
    found = preparation.left_over(journal, account, NEXT)
    preparation.let_go(journal, [one.id for one in found])
    assert left(journal, account) == []
    changes.undo(journal)
    assert left(journal, account) == ["one", "two"]


def test_a_sheet_and_its_draft_keep_kind_and_source(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, "2026-05-12T10:00", questions=["one"])
    (source,) = preparation.left_over(journal, account, NEXT)
    visit = planned(journal, account)
    sheet = visit_sheet.read(journal, visit)
    lines = (
        SheetQuestion(None, "one", carried_from_id=source.id, carried_on=source.day),
        SheetQuestion(None, "read the report", kind="homework"),
    )
    sheet = visit_sheet.from_json(visit_sheet.to_json(replace(sheet, questions=lines)))
    assert [(one.kind, one.carried_from_id, one.carried_on) for one in sheet.questions] == [
        ("question", source.id, "2026-05-12"),
        ("homework", None, ""),
    ]
    visit_sheet.save(journal, sheet)
    again = visit_sheet.read(journal, visit)
    assert [(one.question, one.kind, one.carried_on) for one in again.questions] == [
        ("one", "question", "2026-05-12"),
        ("read the report", "homework", ""),
    ]
    changed = replace(again.questions[0], kind="homework", done=True)
    visit_sheet.save(journal, replace(again, questions=(changed, again.questions[1])))
    assert [(one.kind, one.done) for one in preparation.listing(journal, visit)] == [
        ("homework", True),
        ("homework", False),
    ]


def test_a_draft_with_a_strange_kind_or_a_source_that_is_gone_can_be_saved(journal: Journal) -> None:
    visit = planned(journal, make_account(journal))
    line = SheetQuestion(None, "one", carried_from_id=77)
    text = visit_sheet.to_json(replace(visit_sheet.read(journal, visit), questions=(line,)))
    sheet = visit_sheet.from_json(text.replace('"kind": "question"', '"kind": "promise"'))
    assert [one.kind for one in sheet.questions] == ["question"]
    visit_sheet.save(journal, sheet)
    assert [one.carried_from_id for one in preparation.listing(journal, visit)] == [None]


def test_what_both_sides_took_over_stands_there_once(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, "2026-05-12T10:00", questions=["one", "two"])
    visit = planned(journal, account)
    found = preparation.left_over(journal, account, NEXT, visit)
    mine = visit_sheet.read(journal, visit)
    mine = replace(
        mine,
        questions=tuple(
            SheetQuestion(None, one.question, answer="said" if one.question == "two" else "", carried_from_id=one.id)
            for one in found
        ),
    )
    preparation.carry_over(journal, visit, [one.id for one in found])
    theirs = visit_sheet.read(journal, visit)
    together = merging_sheets.merged(mine, theirs)
    assert sorted((one.question, one.answer) for one in together.questions) == [
        ("one", ""),
        ("two", ""),
        ("two", "said"),
    ]
    visit_sheet.save(journal, mine)
    assert sorted((one.question, one.answer) for one in preparation.listing(journal, visit)) == [
        ("one", ""),
        ("two", ""),
        ("two", "said"),
    ]


def test_homework_that_is_not_done_is_on_the_card_of_the_day(journal: Journal) -> None:
    visit = planned(journal, make_account(journal), "2026-05-14T15:00")
    preparation.add(journal, visit, "Who signs?")
    preparation.add(journal, visit, "Read the report", kind="homework")
    preparation.add(journal, visit, "Done already", kind="homework")
    preparation.answer(journal, preparation.listing(journal, visit)[2].id)
    (card,) = week.visits_of_day(journal, TODAY)
    assert card.homework == ("Read the report",)
    visits.hold(journal, visit)
    (card,) = week.visits_of_day(journal, TODAY)
    assert card.homework == ()
