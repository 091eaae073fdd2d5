"""Visit reports as sheets to sort and filter: a row for every visit, and a row for every step that came of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from models.summaries import sections
from models.summaries.facts import VisitFact
from models.summaries.frame import Frame
from models.summaries.report import Cell, Column, Section, Table
from models.summaries.step_states import KIND_TITLES, state_on
from models.summaries.visit_details import VisitDetails
from models.summaries.visit_words import owner_of, post_of
from models.text.field_words import CHANNEL_NAMES
from models.text.markdown import plain_lines, tree


def sheets(frame: Frame, found: Sequence[VisitFact], details: Mapping[int, VisitDetails]) -> list[Section]:
    """Return the sheets of visits and of their steps; columns that are empty for this reader are left out."""
    say = frame.language.say
    visits = Table(_visit_columns(frame), tuple(_visit_row(frame, visit, details[visit.id]) for visit in found))
    steps = tuple(row for visit in found for row in _step_rows(frame, visit, details[visit.id]))
    return [
        Section("visits", say("Visits"), without_empty(visits), medium="sheet"),
        Section("steps", say("What came of it"), Table(_step_columns(frame), steps), medium="sheet"),
    ]


def _visit_columns(frame: Frame) -> tuple[Column, ...]:
    say = frame.language.say
    return (
        Column(say("Day"), kind="date"),
        Column(say("Account")),
        Column(say("Start"), kind="datetime"),
        Column(say("Time zone")),
        Column(say("Minutes"), kind="number"),
        Column(say("Channel")),
        Column(say("Place")),
        Column(say("Met")),
        Column(say("With us")),
        Column(say("Project")),
        Column(say("Trip")),
        Column(say("Purpose")),
        Column(say("Expected result")),
        Column(say("Result")),
        Column(say("Highlight")),
        Column(say("Support needed")),
        Column(say("Satisfaction"), kind="number"),
        Column(say("Expected, 1 to 5"), kind="number"),
        Column(say("What they expected")),
        Column(say("Confidential")),
        Column(say("Notes")),
        Column(say("Private notes")),
    )


def _visit_row(frame: Frame, visit: VisitFact, details: VisitDetails) -> tuple[Cell, ...]:
    language = frame.language
    return (
        Cell(language.day(visit.day), visit.day, "quiet"),
        Cell(visit.account, tone="strong"),
        Cell(visit.start.replace("T", " "), datetime.fromisoformat(visit.start)) if visit.time else Cell(""),
        Cell(details.zone),
        number(visit.minutes),
        Cell(language.say(CHANNEL_NAMES[visit.channel])),
        Cell(visit.place),
        Cell("\n".join(post_of(person, language) for person in details.participants)),
        Cell(language.listing(details.colleagues)),
        Cell(details.project or ""),
        Cell(details.trip or ""),
        Cell(visit.purpose),
        Cell(visit.expected_result),
        sections.result(visit, frame.today, language),
        Cell(visit.highlight),
        Cell(visit.support_needed or ""),
        number(visit.satisfaction),
        number(details.expectation_level),
        Cell(details.expectation or ""),
        Cell(language.say("confidential") if visit.confidential else ""),
        Cell(_plain(visit.notes or "")),
        Cell(_plain(visit.private_notes or "")),
    )


def _plain(markdown: str) -> str:
    """Return notes as a cell shows them: without marks, what stands deeper indented."""
    return "\n".join(f"{'  ' * depth}{line}" for depth, line in plain_lines(tree(markdown)))


def number(value: int | None) -> Cell:
    """Return a cell with a number, empty when there is none."""
    return Cell("" if value is None else str(value), value)


def without_empty(table: Table) -> Table:
    """Return the table without the columns that hold nothing."""
    kept = [
        place
        for place in range(len(table.columns))
        if any(row[place].text or row[place].value is not None for row in table.rows)
    ]
    return Table(
        tuple(table.columns[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in table.rows)
    )


def _step_columns(frame: Frame) -> tuple[Column, ...]:
    say = frame.language.say
    return (
        Column(say("Day"), kind="date"),
        Column(say("Account")),
        Column(say("Kind")),
        Column(say("What it is about")),
        Column(say("Owner")),
        Column(say("Due"), kind="date"),
        Column(say("State")),
    )


def _step_rows(frame: Frame, visit: VisitFact, details: VisitDetails) -> list[tuple[Cell, ...]]:
    language = frame.language
    rows: list[tuple[Cell, ...]] = []
    for owned in details.steps:
        step = owned.step
        state = state_on(step, frame.today, language)
        rows.append(
            (
                Cell(language.day(visit.day), visit.day, "quiet"),
                Cell(visit.account, tone="strong"),
                Cell(language.say(KIND_TITLES[step.kind])),
                Cell(step.title),
                Cell(owner_of(frame, owned)),
                Cell(language.day(step.due) if step.due else "", step.due),
                Cell(state.text, tone=state.tone),
            )
        )
    return rows


def for_sheets(section: Section) -> Section | None:
    """Return a section for sheets only, or nothing when its table is empty."""
    if section.table is None or not section.table.rows:
        return None
    return replace(section, table=without_empty(section.table), medium="sheet")
