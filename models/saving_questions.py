"""Saving the preparation list of a visit's sheet: only what was changed on it is written."""

from __future__ import annotations

from models import preparation, values
from models.changes import Operation, Value
from models.errors import ChangedElsewhere
from models.journal import Journal
from models.preparation import Question
from models.sheet_content import SheetQuestion, VisitSheet
from models.tables import VisitQuestion
from models.text.clean import clean_line
from models.text.record_names import RECORD_NAMES


def as_sheet(one: Question) -> SheetQuestion:
    """Return a line of the list as a sheet holds it."""
    return SheetQuestion(
        one.id, one.question, one.done, one.answer, one.kind, one.carried_from_id, carried_on=one.carried_on
    )


def save_questions(journal: Journal, work: Operation, sheet: VisitSheet, visit_id: int) -> None:
    """Write the list of a sheet; raises ChangedElsewhere when a line was changed on both sides."""
    before = {one.id: one for one in sheet.as_read.questions} if sheet.as_read and sheet.visit_id else {}
    asked = [one for one in sheet.questions if clean_line(one.question)]
    moved = [one.id for one in asked] != list(before)
    live = {one.id: as_sheet(one) for one in preparation.listing(journal, visit_id)}
    carried = {one.carried_from_id for one in live.values()} - {None}
    for position, question in enumerate(asked):
        if question.id is None or question.id not in live:
            # One that was removed elsewhere comes back only if it was changed here.
            is_wanted = question.id is None or question != before.get(question.id)
            if is_wanted and not (question.carried_from_id in carried and _is_untouched(question)):
                work.insert(VisitQuestion, visit_id=visit_id, position=position, **_new(journal, question))
        elif question != before.get(question.id):
            _refuse_changed_elsewhere(before.get(question.id), question, live[question.id])
            work.update(VisitQuestion, question.id, {**_columns(question), "position": position})
        elif moved:
            work.update(VisitQuestion, question.id, {"position": position})
    for question_id in before.keys() - {one.id for one in asked}:
        if question_id in live:
            work.trash(VisitQuestion, question_id)


def _is_untouched(question: SheetQuestion) -> bool:
    """Return whether nothing was written to a line since it was taken over."""
    return not question.done and not question.answer


def _refuse_changed_elsewhere(before: SheetQuestion | None, mine: SheetQuestion, theirs: SheetQuestion) -> None:
    if theirs not in (before, mine):
        raise ChangedElsewhere(
            "This {table} was changed elsewhere since you opened it. Compare both versions and save again.",
            table=RECORD_NAMES["visit_question"],
        )


def _new(journal: Journal, question: SheetQuestion) -> dict[str, Value]:
    source = question.carried_from_id
    return {
        **_columns(question),
        "carried_from_id": source if source is not None and preparation.is_there(journal, source) else None,
    }


def _columns(question: SheetQuestion) -> dict[str, Value]:
    return {
        "question": preparation.words_of_question(question.question),
        "done": values.flag(question.done),
        "answer": preparation.words_of_answer(question.answer),
        "kind": preparation.kind_of_question(question.kind),
    }
