"""Two versions of a visit brought together: no line that either side wrote is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import merging_sheets, preparation, visit_sheet
from models.errors import ChangedElsewhere
from models.journal import Journal
from models.merging_sheets import Difference, differences, merged
from models.sheet_content import SheetPerson, SheetQuestion, SheetStep, VisitSheet, as_known
from tests.factories import make_account, make_visit

LINES = st.lists(st.sampled_from(["red", "green", "blue", "走访", "קו", ""]), max_size=3).map("\n".join)
WORDS = st.sampled_from(["", "one", "two", "three"])
PERSONS = st.lists(
    st.builds(SheetPerson, st.integers(1, 4), st.just("somebody")) | st.builds(SheetPerson, st.none(), WORDS),
    max_size=3,
    unique_by=lambda one: (one.id, one.name),
).map(tuple)
QUESTIONS = st.lists(
    st.builds(SheetQuestion, st.none() | st.integers(1, 3), WORDS, st.booleans(), WORDS),
    max_size=3,
    unique_by=lambda one: one.id,
).map(tuple)
STEPS = st.lists(
    st.builds(SheetStep, st.none() | st.integers(1, 3), st.just("promise"), WORDS),
    max_size=3,
    unique_by=lambda one: one.id,
).map(tuple)
VERSIONS = st.builds(
    VisitSheet,
    visit_id=st.just(7),
    account_id=st.just(1),
    start=st.just("2026-05-13T15:00"),
    place=WORDS,
    purpose=WORDS,
    people=PERSONS,
    questions=QUESTIONS,
    notes=LINES,
    summary=LINES,
    steps=STEPS,
    private_notes=LINES,
)
TEXTS = ("notes", "summary", "private_notes", "place", "purpose")


def _stored(sheet: VisitSheet) -> VisitSheet:
    """Return a version as the journal holds it: every row has its number."""
    return replace(
        sheet,
        questions=tuple(one for one in sheet.questions if one.id),
        steps=tuple(one for one in sheet.steps if one.id),
    )


def _words(sheet: VisitSheet) -> set[str]:
    texts = [getattr(sheet, name) for name in TEXTS]
    texts += [one.answer for one in sheet.questions] + [one.question for one in sheet.questions]
    texts += [one.title for one in sheet.steps]
    return {word for text in texts for word in text.split()}


@settings(deadline=None, max_examples=150)
@given(VERSIONS, VERSIONS, VERSIONS)
def test_with_both_no_text_that_was_written_on_either_side_is_missing(
    before: VisitSheet, mine: VisitSheet, theirs: VisitSheet
) -> None:
    before, theirs = _stored(before), _stored(theirs)
    mine = replace(mine, as_read=before)
    together = merged(mine, theirs, "both")
    for name in TEXTS:
        written = {getattr(side, name) for side in (mine, theirs)} - {getattr(before, name)}
        assert all(set(text.split()) <= set(getattr(together, name).split()) for text in written)
    known = {*before.questions, *before.steps}
    rows = {*together.questions, *together.steps}
    words = {word for row in rows for word in _words(replace(VisitSheet(), **_as_list(row)))}
    for row in (*mine.questions, *mine.steps, *theirs.questions, *theirs.steps):
        if row not in known:
            assert _words(replace(VisitSheet(), **_as_list(row))) <= words


def _as_list(row: SheetQuestion | SheetStep) -> dict[str, tuple[SheetQuestion | SheetStep]]:
    return {"questions" if isinstance(row, SheetQuestion) else "steps": (row,)}


@settings(deadline=None)
@given(VERSIONS, VERSIONS)
def test_what_only_one_side_changed_is_no_question_and_stays_as_that_side_has_it(
    before: VisitSheet, other: VisitSheet
) -> None:
    before, other = _stored(before), _stored(other)
    for mine, theirs in ((replace(before, as_read=before), other), (replace(other, as_read=before), before)):
        assert differences(mine, theirs) == []
        together = merged(mine, theirs)
        assert {getattr(together, name) for name in ("notes", "summary", "place")} == {
            other.notes,
            other.summary,
            other.place,
        }


@pytest.mark.parametrize("rows", ["questions", "steps"])
def test_a_row_removed_here_comes_back_when_it_was_changed_there(rows: str) -> None:
    row = SheetQuestion(1, "Who signs?") if rows == "questions" else SheetStep(1, "promise", "Send the BOQ")
    theirs = replace(row, question="Who pays?") if rows == "questions" else replace(row, title="Send two BOQs")
    mine = replace(VisitSheet(visit_id=7), as_read=VisitSheet(visit_id=7, **{rows: (row,)}))
    assert getattr(merged(mine, VisitSheet(visit_id=7, **{rows: (theirs,)})), rows) == (theirs,)
    assert getattr(merged(mine, VisitSheet(visit_id=7, **{rows: (row,)})), rows) == ()


def test_a_text_that_was_emptied_here_does_not_take_theirs_along_with_both() -> None:
    mine = replace(VisitSheet(notes=""), as_read=VisitSheet(notes="Before"))
    assert merged(mine, VisitSheet(notes="Theirs"), "both").notes == "Theirs"


def test_an_answer_changed_on_both_sides_is_asked_about_and_none_is_lost(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal), questions=["Who signs?"])
    sheet = visit_sheet.read(journal, visit_id)
    mine = replace(sheet, questions=(replace(sheet.questions[0], answer="Marta"),))
    other = replace(sheet, questions=(replace(sheet.questions[0], answer="Zhou Yu"),))
    visit_sheet.save(journal, other)
    with pytest.raises(ChangedElsewhere):
        visit_sheet.save(journal, mine)
    theirs = visit_sheet.read(journal, visit_id)
    assert differences(mine, theirs) == [Difference("question", mine.questions[0], theirs.questions[0])]
    for choice, answer in (("theirs", "Zhou Yu"), ("both", "Marta / Zhou Yu"), ("mine", "Marta")):
        visit_sheet.save(journal, merged(mine, theirs, choice), apart=True)  # type: ignore[arg-type]
        assert [one.answer for one in preparation.listing(journal, visit_id)] == [answer]
        visit_sheet.save(journal, replace(visit_sheet.read(journal, visit_id), questions=theirs.questions))
        theirs = visit_sheet.read(journal, visit_id)


def test_taking_theirs_can_be_written_over_mine_so_that_undo_finds_both(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal), notes="Before", questions=["Who signs?"])
    sheet = visit_sheet.read(journal, visit_id)
    mine = replace(sheet, notes="Mine", questions=(replace(sheet.questions[0], answer="Marta"),), summary="Only mine")
    visit_sheet.save(journal, replace(sheet, notes="Theirs", questions=(replace(sheet.questions[0], answer="Zhou"),)))
    theirs = visit_sheet.read(journal, visit_id)
    found = differences(mine, theirs)
    visit_sheet.save(journal, merged(mine, theirs), apart=True)
    now = merging_sheets.with_theirs(visit_sheet.read(journal, visit_id), theirs, found)
    assert now.is_changed
    assert (now.notes, now.questions[0].answer, now.summary) == ("Theirs", "Zhou", "Only mine")


def test_a_version_without_what_it_was_read_from_is_never_written_over_the_journals(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal), notes="Theirs")
    sheet = visit_sheet.read(journal, visit_id)
    truncated = replace(sheet, as_read=None, revision=0, notes="Mine")
    with pytest.raises(ChangedElsewhere):
        visit_sheet.save(journal, truncated)
    assert as_known(truncated).as_read is not None
