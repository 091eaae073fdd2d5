"""The sheet of a visit: read and saved at once, as one step of undo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models import accounts, changes, contacts, drafts, merging_sheets, steps, visit_sheet, visits
from models.clock import FixedClock
from models.errors import ChangedElsewhere, InvalidValue, NotFound
from models.journal import Journal
from models.visit_sheet import SheetPerson, SheetQuestion, SheetStep, VisitSheet
from tests.factories import make_account, make_contact, make_step, make_visit


def everything(journal: Journal) -> dict[str, int]:
    tables = ("account", "contact", "contact_post", "visit", "visit_contact", "visit_question", "step", "operation")
    return {table: journal.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}


def a_full_sheet(journal: Journal) -> VisitSheet:
    known = make_contact(journal, "Marta Ruiz")
    return replace(
        visit_sheet.blank(journal),
        account="Harbour Metro",
        start="2026-05-13T15:00",
        minutes=90,
        channel="video",
        place="Control room",
        purpose="Agree dates",
        expected_result="Two dates",
        people=(SheetPerson(known, "Marta Ruiz"), SheetPerson(None, "郑凯")),
        colleagues=(SheetPerson(None, "周雨"),),
        questions=(SheetQuestion(None, "Who signs?", True, "Marta"), SheetQuestion(None, "Bring photos")),
        notes="## Line 4\n\nMarta wants **one list**.",
        summary="Dates agreed.",
        highlight="One list",
        support_needed="A lawyer",
        steps=(
            SheetStep(None, "promise", "Send the BOQ", (SheetPerson(known, "Marta Ruiz"),), due="2026-05-15"),
            SheetStep(None, "next_step", "Draft the order", closed=True),
        ),
        satisfaction=3,
        expectation="Fewer papers",
        expectation_level=4,
        private_notes="May move in autumn",
        confidential=True,
    )


def test_a_new_visit_with_a_new_account_and_a_new_person_is_one_step_of_undo(journal: Journal) -> None:
    sheet = a_full_sheet(journal)
    before = everything(journal)

    saved = visit_sheet.save(journal, sheet)

    assert changes.undoable(journal) == "visits.record"
    again = visit_sheet.read(journal, saved.id)
    assert again.account == "Harbour Metro"
    assert [person.name for person in again.people] == ["Marta Ruiz", "郑凯"]
    assert [person.name for person in again.colleagues] == ["周雨"]
    assert [(one.question, one.done, one.answer) for one in again.questions] == [
        ("Who signs?", True, "Marta"),
        ("Bring photos", False, ""),
    ]
    assert [(one.kind, one.title, one.due, one.closed) for one in again.steps] == [
        ("promise", "Send the BOQ", "2026-05-15", False),
        ("next_step", "Draft the order", None, True),
    ]
    assert again.steps[0].people == (SheetPerson(sheet.people[0].id, "Marta Ruiz"),)
    same = ("start", "minutes", "channel", "place", "purpose", "expected_result", "notes", "summary", "highlight")
    more = ("support_needed", "satisfaction", "expectation", "private_notes", "confidential", "state")
    for name in (*same, *more, "expectation_level"):
        assert getattr(again, name) == getattr(sheet, name)
    changes.undo(journal)
    assert everything(journal) == before | {"operation": before["operation"] + 1}
    changes.redo(journal)
    assert visit_sheet.read(journal, saved.id) == again


def test_a_new_person_holds_a_post_at_the_account_and_a_known_one_there_is_not_made_twice(journal: Journal) -> None:
    account_id = make_account(journal, "Harbour Metro")
    elsa = make_contact(journal, "Elsa Lind", account_id=account_id)
    sheet = replace(
        visit_sheet.blank(journal, account_id),
        people=(SheetPerson(None, "elsa lind"), SheetPerson(None, "Owen Park")),
    )
    saved = visit_sheet.save(journal, sheet)
    people = visit_sheet.read(journal, saved.id).people
    assert people[0].id == elsa
    assert [post.account for post in contacts.posts(journal, people[1].id or 0)] == ["Harbour Metro"]


def test_an_account_named_as_it_is_known_is_not_made_twice(journal: Journal) -> None:
    account_id = make_account(journal, "Northern Rail", short_name="NR")
    for written in ("northern  rail", "nr"):
        saved = visit_sheet.save(journal, replace(visit_sheet.blank(journal), account=written))
        assert visits.get(journal, saved.id).account_id == account_id
    assert len(accounts.listing(journal)) == 1


def test_a_visit_without_an_account_is_refused_and_nothing_is_written(journal: Journal) -> None:
    sheet = replace(visit_sheet.blank(journal), notes="They want two lists", people=(SheetPerson(None, "New"),))
    before = everything(journal)
    with pytest.raises(InvalidValue, match="no account yet"):
        visit_sheet.save(journal, sheet)
    assert everything(journal) == before


def test_a_sheet_that_did_not_change_writes_nothing(journal: Journal) -> None:
    saved = visit_sheet.save(journal, a_full_sheet(journal))
    sheet = visit_sheet.read(journal, saved.id)
    before = everything(journal)
    again = visit_sheet.save(journal, replace(sheet, notes=sheet.notes + "\n"))
    assert again.tables == frozenset()
    assert everything(journal) == before
    assert visit_sheet.read(journal, saved.id).revision == sheet.revision


def test_a_blank_sheet_starts_now_at_the_account_of_the_person(journal: Journal) -> None:
    account_id = make_account(journal, "Delta Fibre")
    contact_id = make_contact(journal, "Tom", account_id=account_id, role_group="users")
    sheet = visit_sheet.blank(journal, contact_id=contact_id)
    assert (sheet.account_id, sheet.account, sheet.start) == (account_id, "Delta Fibre", "2026-05-14T12:00")
    assert sheet.people[0].role_group == "users"
    assert not sheet.is_changed


def test_steps_and_questions_are_added_changed_moved_and_removed(journal: Journal) -> None:
    sheet = visit_sheet.read(journal, visit_sheet.save(journal, a_full_sheet(journal)).id)
    promise, done = sheet.steps
    signs, photos = sheet.questions
    changed = replace(
        sheet,
        steps=(replace(promise, closed=True, title="Send the revised BOQ"), SheetStep(None, "risk", "Price")),
        questions=(photos, SheetQuestion(None, "Ask finance"), replace(signs, done=False)),
    )
    visit_sheet.save(journal, changed)
    again = visit_sheet.read(journal, sheet.visit_id or 0)
    assert [(one.title, one.closed, one.outcome) for one in again.steps] == [
        ("Send the revised BOQ", True, "kept"),
        ("Price", False, ""),
    ]
    assert [(one.question, one.done) for one in again.questions] == [
        ("Bring photos", False),
        ("Ask finance", False),
        ("Who signs?", False),
    ]
    visit_sheet.save(journal, replace(again, steps=(replace(again.steps[0], closed=False), again.steps[1])))
    assert not visit_sheet.read(journal, sheet.visit_id or 0).steps[0].closed
    with pytest.raises(NotFound):
        steps.get(journal, done.id or 0)


def test_a_step_ticked_elsewhere_stays_ticked(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal))
    step_id = make_step(journal, visit_id=visit_id)
    sheet = visit_sheet.read(journal, visit_id)
    steps.close(journal, step_id)
    visit_sheet.save(journal, replace(sheet, notes="Something else"))
    assert steps.get(journal, step_id).closed_at is not None


def test_a_person_added_elsewhere_stays(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal), people=[make_contact(journal, "A")])
    sheet = visit_sheet.read(journal, visit_id)
    visits.edit(journal, visit_id, people=[sheet.people[0].id or 0, make_contact(journal, "B")])
    visit_sheet.save(journal, replace(sheet, people=(SheetPerson(None, "C"),)))
    assert [one.name for one in visit_sheet.read(journal, visit_id).people] == ["B", "C"]


def test_planned_becomes_held_under_the_name_of_that(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal), state="planned")
    visit_sheet.save(journal, replace(visit_sheet.read(journal, visit_id), state="held"))
    assert changes.undoable(journal) == "visits.hold"


def test_saves_of_the_same_visit_are_one_step_of_undo_unless_much_is_lost(journal: Journal, clock: FixedClock) -> None:
    visit_id = make_visit(journal, make_account(journal), notes="A first line of notes")
    for notes in ("A first line of notes, and more", "A first line of notes, and more, and more"):
        visit_sheet.save(journal, replace(visit_sheet.read(journal, visit_id), notes=notes))
    visit_sheet.save(journal, replace(visit_sheet.read(journal, visit_id), notes=""))
    changes.undo(journal)
    assert visit_sheet.read(journal, visit_id).notes == "A first line of notes, and more, and more"
    changes.undo(journal)
    assert visit_sheet.read(journal, visit_id).notes == "A first line of notes"


def test_a_save_apart_is_a_step_of_undo_of_its_own(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal), notes="One")
    visits.edit(journal, visit_id, notes="One, two")
    sheet = visit_sheet.read(journal, visit_id)
    visit_sheet.save(journal, replace(sheet, notes="One, two, three"), apart=True)
    changes.undo(journal)
    assert visits.get(journal, visit_id).notes == "One, two"


def test_the_draft_goes_with_the_save_and_stays_when_the_save_fails(journal: Journal) -> None:
    sheet = replace(visit_sheet.blank(journal), account="Harbour Metro", notes="Words")
    draft_id = drafts.keep(journal, "visit", None, visit_sheet.to_json(sheet))
    with pytest.raises(InvalidValue):
        visit_sheet.save(journal, replace(sheet, satisfaction=9), draft_id)
    assert [one.id for one in drafts.waiting(journal)] == [draft_id]
    visit_sheet.save(journal, sheet, draft_id)
    assert drafts.waiting(journal) == []


def test_what_was_changed_here_and_elsewhere_is_refused_and_both_versions_are_there(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal), notes="First")
    mine = replace(visit_sheet.read(journal, visit_id), notes="Mine", summary="Only mine")
    visits.edit(journal, visit_id, notes="Theirs", highlight="Only theirs")
    with pytest.raises(ChangedElsewhere):
        visit_sheet.save(journal, mine)
    theirs = visit_sheet.read(journal, visit_id)

    assert merging_sheets.differences(mine, theirs) == [merging_sheets.Difference("notes", "Mine", "Theirs")]
    for choice, notes in (("theirs", "Theirs"), ("both", "Mine\n\nTheirs"), ("mine", "Mine")):
        visit_sheet.save(journal, merging_sheets.merged(mine, visit_sheet.read(journal, visit_id), choice))  # type: ignore[arg-type]
        now = visit_sheet.read(journal, visit_id)
        assert (now.notes, now.summary, now.highlight) == (notes, "Only mine", "Only theirs")
        visits.edit(journal, visit_id, notes="Theirs")


def test_a_step_changed_on_both_sides_is_told_and_can_be_saved_either_way(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal))
    step_id = make_step(journal, "First", visit_id=visit_id)
    sheet = visit_sheet.read(journal, visit_id)
    mine = replace(sheet, steps=(replace(sheet.steps[0], title="Mine"),))
    steps.edit(journal, step_id, title="Theirs")
    with pytest.raises(ChangedElsewhere):
        visit_sheet.save(journal, mine)
    theirs = visit_sheet.read(journal, visit_id)
    assert [one.name for one in merging_sheets.differences(mine, theirs)] == ["step"]
    visit_sheet.save(journal, merging_sheets.merged(mine, theirs))
    assert steps.get(journal, step_id).title == "Mine"


def test_a_visit_that_is_gone_can_be_written_down_anew(journal: Journal) -> None:
    sheet = visit_sheet.read(journal, visit_sheet.save(journal, a_full_sheet(journal)).id)
    visits.trash(journal, sheet.visit_id or 0)
    saved = visit_sheet.save(journal, merging_sheets.as_new(replace(sheet, notes="Still here")))
    again = visit_sheet.read(journal, saved.id)
    assert again.notes == "Still here"
    assert [one.title for one in again.steps] == [one.title for one in sheet.steps]
    assert [one.question for one in again.questions] == [one.question for one in sheet.questions]


def test_a_draft_keeps_the_whole_sheet(journal: Journal) -> None:
    sheet = visit_sheet.read(journal, visit_sheet.save(journal, a_full_sheet(journal)).id)
    mine = replace(sheet, notes="More", steps=sheet.steps[1:])
    again = visit_sheet.from_json(visit_sheet.to_json(mine))
    assert again == mine
    assert again.as_read == sheet
    assert again.revision == sheet.revision
    assert [one.owner for one in again.steps] == [one.owner for one in mine.steps]


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        ('{"sheet": {"notes": "Words", "later": [1]}}', "Words"),
        ('{"sheet": {"notes": "Words", "minutes": "long", "people": [3, {"id": 7}], "visit_id": "x"}}', "Words"),
        ('{"format": 9, "sheet": {"notes": "Words", "steps": {}, "account_id": true, "satisfaction": true}}', "Words"),
        ('{"sheet": {}}', ""),
    ],
)
def test_drafts_of_other_versions_are_read_as_far_as_they_go(content: str, notes: str) -> None:
    sheet = visit_sheet.from_json(content)
    assert sheet.notes == notes
    assert (sheet.visit_id, sheet.account_id, sheet.minutes, sheet.satisfaction) == (None, None, None, None)


@pytest.mark.parametrize("content", ["", "words", "[]", '{"sheet": 3}', "null"])
def test_what_is_no_draft_is_told_so(content: str) -> None:
    with pytest.raises(InvalidValue, match="draft"):
        visit_sheet.from_json(content)


def test_a_visit_comes_back_as_its_sheet_says(journal: Journal) -> None:
    sheet = replace(visit_sheet.blank(journal, make_account(journal)), purpose="Board", repeats="FREQ=WEEKLY")
    first = visit_sheet.save(journal, sheet).id
    read = visit_sheet.read(journal, first)
    assert read.repeats == "FREQ=WEEKLY"
    query = "SELECT id FROM visit WHERE state = 'planned' AND deleted_at IS NULL"
    (planned,) = (row[0] for row in journal.rows(query))
    sheet = visit_sheet.read(journal, planned)
    visit_sheet.save(journal, replace(sheet, start="2026-05-22T10:00", all_later=True))
    visit_sheet.save(journal, replace(visit_sheet.read(journal, planned), state="cancelled"))
    assert [visit_sheet.read(journal, row[0]).start for row in journal.rows(query)] == ["2026-05-29T10:00"]
    assert changes.undoable(journal) == "visits.cancel"
    changes.undo(journal)
    assert [row[0] for row in journal.rows(query)] == [planned]


def test_a_step_that_comes_back_is_ticked_on_the_sheet_of_its_visit(journal: Journal) -> None:
    visit = make_visit(journal, make_account(journal))
    make_step(journal, "Weekly report", visit_id=visit, due_on="2026-05-14", repeats="FREQ=WEEKLY")
    sheet = visit_sheet.read(journal, visit)
    visit_sheet.save(journal, replace(sheet, steps=(replace(sheet.steps[0], closed=True),)))
    query = "SELECT due_on FROM step WHERE closed_at IS NULL AND deleted_at IS NULL"
    assert journal.rows(query) == [("2026-05-21",)]
    sheet = visit_sheet.read(journal, visit)
    visit_sheet.save(journal, replace(sheet, steps=(replace(sheet.steps[0], closed=False),)))
    assert journal.rows(query) == [("2026-05-14",)]


def test_a_request_of_the_visit_knows_what_is_promised(journal: Journal) -> None:
    account_id = make_account(journal)
    visit_id = make_visit(journal, account_id)
    make_step(journal, kind="request", severity="urgent", raised_at="2026-05-14T10:00", visit_id=visit_id)
    (step,) = visit_sheet.read(journal, visit_id).steps
    assert (step.answer_by, step.solve_by) == ("2026-05-14T12:00", "2026-05-18T10:00")
