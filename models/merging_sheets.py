"""Two versions of a visit: what was written in the editor, and what stands in the journal meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from models.sheet_content import SheetPerson, SheetQuestion, SheetStep, VisitSheet

Choice = Literal["mine", "theirs", "both"]

TEXTS = ("notes", "summary", "highlight", "support_needed", "expected_result", "expectation", "private_notes")
"""The fields in which both versions can stand, one below the other."""

LINES = ("place", "purpose")
"""The fields of one line, in which both versions can stand beside each other."""

_FIELDS = (
    "account_id",
    "project_id",
    "trip_id",
    "start",
    "start_words",
    "minutes",
    "minutes_words",
    "repeats",
    "repeats_words",
    "all_later",
    "channel",
    "state",
    "place",
    "purpose",
    "satisfaction",
    "expectation_level",
    "confidential",
    *TEXTS,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that was changed here and elsewhere, and what it holds in each version."""

    name: str
    mine: Any
    theirs: Any


def differences(mine: VisitSheet, theirs: VisitSheet) -> list[Difference]:
    """Return the fields changed on both sides and not alike; questions and steps under 'question' and 'step'."""
    before = mine.as_read or VisitSheet()
    found = [
        Difference(name, getattr(mine, name), getattr(theirs, name))
        for name in _FIELDS
        if _differ(getattr(before, name), getattr(mine, name), getattr(theirs, name))
    ]
    return [
        *_with_names(found, mine, theirs),
        *_rows_that_differ("question", before.questions, mine.questions, theirs.questions),
        *_rows_that_differ("step", before.steps, mine.steps, theirs.steps),
    ]


def merged(mine: VisitSheet, theirs: VisitSheet, choice: Choice = "mine") -> VisitSheet:
    """Return the sheet to go on with, ready to be saved over what stands in the journal now.

    What only one side changed stays as that side has it. For the rest `choice` decides: this side's, the journal's,
    or in what is written both, this side's first. What was added on either side is there.
    """
    before = mine.as_read or VisitSheet()
    values = {
        name: _chosen(name, getattr(before, name), getattr(mine, name), getattr(theirs, name), choice)
        for name in _FIELDS
    }
    same_account = values["account_id"] == mine.account_id
    together = replace(
        theirs,
        **values,
        account=mine.account if same_account else theirs.account,
        trip=mine.trip if values["trip_id"] == mine.trip_id else theirs.trip,
        people=_people(before.people, mine.people, theirs.people),
        colleagues=_people(before.colleagues, mine.colleagues, theirs.colleagues),
        tags=_tags(before.tags, mine.tags, theirs.tags),
        questions=_rows(before.questions, _not_carried_twice(mine, theirs), theirs.questions, choice),
        steps=_rows(before.steps, mine.steps, theirs.steps, choice),
    )
    return replace(together, as_read=replace(theirs, as_read=None))


def with_theirs(now: VisitSheet, theirs: VisitSheet, found: Sequence[Difference]) -> VisitSheet:
    """Return the sheet that stands in the journal with what the other side had where both differed.

    So this side's version can be saved first and stays in the history, from where undo brings it back.
    """
    values = {one.name: one.theirs for one in found if one.name in _FIELDS}
    questions = {one.theirs.id: one.theirs for one in found if one.name == "question"}
    steps = {one.theirs.id: one.theirs for one in found if one.name == "step"}
    if any(one.name == "account" for one in found):
        values |= {"account": theirs.account, "account_id": theirs.account_id, "project_id": theirs.project_id}
    if any(one.name == "trip" for one in found):
        values |= {"trip": theirs.trip, "trip_id": theirs.trip_id}
    return replace(
        now,
        **values,
        questions=tuple(questions.get(one.id, one) for one in now.questions),
        steps=tuple(replace(steps.get(one.id, one), revision=one.revision) for one in now.steps),
    )


def as_new(sheet: VisitSheet) -> VisitSheet:
    """Return the sheet of a visit that is not in the journal any more as one to be written down anew."""
    return replace(
        sheet,
        visit_id=None,
        revision=0,
        as_read=None,
        questions=tuple(replace(one, id=None) for one in sheet.questions),
        steps=tuple(replace(one, id=None, revision=0) for one in sheet.steps),
    )


def _differ(before: object, mine: object, theirs: object) -> bool:
    return mine not in (before, theirs) and theirs != before


def _chosen(name: str, before: Any, mine: Any, theirs: Any, choice: Choice) -> Any:
    if not _differ(before, mine, theirs):
        return theirs if mine == before else mine
    if choice == "both" and name in (*TEXTS, *LINES):
        return _both(mine, theirs, "\n\n" if name in TEXTS else " / ")
    return theirs if choice == "theirs" else mine


def _both(mine: str, theirs: str, between: str) -> str:
    """Return two texts as one; one of which nothing can be seen, or which is the same, leaves no gap."""
    if mine.strip() == theirs.strip():
        return mine
    return between.join(filter(None, (mine.rstrip(), theirs.lstrip())))


def _people(
    before: Sequence[SheetPerson], mine: Sequence[SheetPerson], theirs: Sequence[SheetPerson]
) -> tuple[SheetPerson, ...]:
    removed = [one for one in before if one not in mine]
    added = [one for one in mine if one not in before and one not in theirs]
    return (*(one for one in theirs if one not in removed), *added)


def _tags(before: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Return the tags of both sides, without those that either side took away."""
    kept = [tag for tag in theirs if tag in mine or tag not in before]
    return tuple(dict.fromkeys([*kept, *(tag for tag in mine if tag not in before)]))


Row = TypeVar("Row", SheetQuestion, SheetStep)


def _rows(before: Sequence[Row], mine: Sequence[Row], theirs: Sequence[Row], choice: Choice) -> tuple[Row, ...]:
    """Return the rows of both sides, each once; a row changed on one side comes back if the other removed it."""
    known, now = _by_id(before), _by_id(theirs)
    rows: list[Row] = []
    for row in mine:
        other = now.get(row.id)
        if row.id is None or (other is None and row != known.get(row.id)):
            rows.append(replace(row, id=None))
        elif other is not None:
            rows.append(_chosen_row(known.get(row.id), row, other, choice))
    here = {row.id for row in mine}
    rows.extend(row for row in theirs if row.id not in here and row != known.get(row.id))
    return tuple(rows)


def _not_carried_twice(mine: VisitSheet, theirs: VisitSheet) -> list[SheetQuestion]:
    """Return this side's list without what both sides took over from an earlier visit and nobody wrote to here."""
    carried = {one.carried_from_id for one in theirs.questions} - {None}
    return [
        one
        for one in mine.questions
        if one.id is not None or one.carried_from_id not in carried or one.done or one.answer
    ]


def _chosen_row(before: Row | None, mine: Row, theirs: Row, choice: Choice) -> Row:
    differ = _differ(before, mine, theirs)
    if mine == before or (choice == "theirs" and differ):
        return theirs
    if isinstance(mine, SheetQuestion):
        assert isinstance(theirs, SheetQuestion)
        if choice == "both" and differ:
            words = _both(mine.question, theirs.question, " / ")
            return replace(mine, question=words, answer=_both(mine.answer, theirs.answer, " / "))
        return mine
    assert isinstance(theirs, SheetStep)
    title = _both(mine.title, theirs.title, " / ") if choice == "both" and differ else mine.title
    return replace(mine, title=title, revision=theirs.revision)


def _rows_that_differ(name: str, before: Sequence[Row], mine: Sequence[Row], theirs: Sequence[Row]) -> list[Difference]:
    known, now = _by_id(before), _by_id(theirs)
    return [
        Difference(name, row, now[row.id])
        for row in mine
        if row.id in now and _differ(known.get(row.id), row, now[row.id])
    ]


def _by_id(rows: Sequence[Row]) -> dict[int | None, Row]:
    return {row.id: row for row in rows}


def _with_names(found: list[Difference], mine: VisitSheet, theirs: VisitSheet) -> list[Difference]:
    """Return the differences with the names of accounts and trips instead of their numbers."""
    named = {
        "account_id": Difference("account", mine.account, theirs.account),
        "trip_id": Difference("trip", mine.trip, theirs.trip),
    }
    return [named.get(one.name, one) for one in found if one.name != "project_id"]
