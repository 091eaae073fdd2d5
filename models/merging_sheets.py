"""Two versions of a visit: what was written in the editor, and what stands in the journal meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from models.sheet_content import SheetPerson, SheetQuestion, SheetStep, VisitSheet

Choice = Literal["mine", "theirs", "both"]

TEXTS = ("notes", "summary", "highlight", "support_needed", "expected_result", "expectation", "private_notes")
"""The fields in which both versions can stand, one below the other."""

_FIELDS = (
    "account_id",
    "project_id",
    "start",
    "minutes",
    "channel",
    "state",
    "place",
    "purpose",
    "satisfaction",
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
    """Return the fields changed on both sides and not alike, and the steps, each under the name 'step'."""
    before = mine.as_read or VisitSheet()
    found = [
        Difference(name, getattr(mine, name), getattr(theirs, name))
        for name in _FIELDS
        if _differ(getattr(before, name), getattr(mine, name), getattr(theirs, name))
    ]
    known, now = _by_id(before.steps), _by_id(theirs.steps)
    steps = [
        Difference("step", step, now[step.id])
        for step in mine.steps
        if step.id in now and _differ(known.get(step.id), step, now[step.id])
    ]
    return [*_with_account_names(found, mine, theirs), *steps]


def merged(mine: VisitSheet, theirs: VisitSheet, choice: Choice = "mine") -> VisitSheet:
    """Return the sheet to go on with, ready to be saved over what stands in the journal now.

    What only one side changed stays as that side has it. For the rest `choice` decides: this side's, the journal's,
    or in a text both, this side's first. What was added on either side is there.
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
        people=_people(before.people, mine.people, theirs.people),
        colleagues=_people(before.colleagues, mine.colleagues, theirs.colleagues),
        questions=_rows(before.questions, mine.questions, theirs.questions, choice),
        steps=_rows(before.steps, mine.steps, theirs.steps, choice),
    )
    return replace(together, as_read=replace(theirs, as_read=None))


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
    if choice == "both" and name in TEXTS and mine.strip() and theirs.strip():
        return f"{mine.rstrip()}\n\n{theirs.lstrip()}"
    return theirs if choice == "theirs" else mine


def _people(
    before: Sequence[SheetPerson], mine: Sequence[SheetPerson], theirs: Sequence[SheetPerson]
) -> tuple[SheetPerson, ...]:
    removed = [one for one in before if one not in mine]
    added = [one for one in mine if one not in before and one not in theirs]
    return (*(one for one in theirs if one not in removed), *added)


Row = TypeVar("Row", SheetQuestion, SheetStep)


def _rows(before: Sequence[Row], mine: Sequence[Row], theirs: Sequence[Row], choice: Choice) -> tuple[Row, ...]:
    """Return the rows of both sides, each once; a row changed here comes back even if it was removed there."""
    known, now = _by_id(before), _by_id(theirs)
    rows: list[Row] = []
    for row in mine:
        other = now.get(row.id)
        if row.id is None or (other is None and row != known.get(row.id)):
            rows.append(replace(row, id=None))
        elif other is not None:
            rows.append(_chosen_row(known.get(row.id), row, other, choice))
    here = {row.id for row in mine}
    rows.extend(row for row in theirs if row.id not in here and row.id not in known)
    return tuple(rows)


def _chosen_row(before: Row | None, mine: Row, theirs: Row, choice: Choice) -> Row:
    take_theirs = mine == before or (choice == "theirs" and _differ(before, mine, theirs))
    if take_theirs or isinstance(mine, SheetQuestion):
        return theirs if take_theirs else mine
    return replace(mine, revision=theirs.revision)


def _by_id(rows: Sequence[Row]) -> dict[int | None, Row]:
    return {row.id: row for row in rows}


def _with_account_names(found: list[Difference], mine: VisitSheet, theirs: VisitSheet) -> list[Difference]:
    return [
        Difference("account", mine.account, theirs.account) if one.name == "account_id" else one
        for one in found
        if one.name != "project_id"
    ]
