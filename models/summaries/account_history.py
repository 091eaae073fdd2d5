"""The history of an account in a period: its visits, and the steps raised and closed, in one line of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.summaries import facts, sections
from models.summaries.facts import StepFact, VisitFact
from models.summaries.frame import Frame
from models.summaries.report import Cell, Column, Section, Table
from models.summaries.step_states import KIND_TITLES, state_on
from models.text.field_words import ENDING_NAMES

Row = tuple[str, tuple[Cell, ...]]
"""The moment by which a row of a history is sorted, and its cells."""


def history_section(frame: Frame, visits: Sequence[VisitFact], more: Sequence[Row]) -> Section:
    """Return what happened, these visits and more, day by day; where there are branches, each row names its account."""
    steps = facts.steps_touched(frame.journal, frame.period, frame.scope)
    return history_of(frame, visits, steps, more, names_account=len(frame.scope.account_ids) != 1)


def history_of(
    frame: Frame,
    visits: Sequence[VisitFact],
    steps: Sequence[StepFact],
    more: Sequence[Row],
    *,
    names_account: bool,
) -> Section:
    """Return these visits, these steps as they were raised and closed in the period, and more rows, day by day."""
    say = frame.language.say
    columns = (
        Column(say("Day"), 1.3, "date"),
        Column(say("Account"), 1.8, sheet_only=not names_account),
        Column(say("Kind"), 1.6),
        Column(say("What happened"), 5.3),
    )
    rows = [*_visit_rows(frame, visits), *_step_rows(frame, steps), *more]
    rows.sort(key=lambda row: row[0])
    table = Table(columns, tuple(cells for _, cells in rows))
    return Section("history", say("History"), table, empty=say("Nothing happened in this period."))


def _visit_rows(frame: Frame, visits: Sequence[VisitFact]) -> list[Row]:
    language = frame.language
    people = facts.people_of(frame.journal, [visit.id for visit in visits])
    rows: list[Row] = []
    for visit in visits:
        result = sections.result_line(visit, frame.today, language)
        names = sections.met(people.get(visit.id, ()), language)
        text = language.say("{names}: {result}", names=names, result=result.text) if names else result.text
        what = Cell(text, tone=result.tone)
        rows.append(
            (visit.start, history_cells(frame, visit.start, visit.account, language.say("Visit"), what, strong=True))
        )
    return rows


def _step_rows(frame: Frame, steps: Sequence[StepFact]) -> list[Row]:
    language = frame.language
    first, last = frame.period.first.isoformat(), frame.period.last.isoformat()
    rows: list[Row] = []
    for step in steps:
        if first <= step.raised_at[:10] <= last:
            kind = language.say(KIND_TITLES[step.kind])
            rows.append((step.raised_at, history_cells(frame, step.raised_at, step.account, kind, Cell(step.title))))
        if step.closed_at and first <= step.closed_at[:10] <= last:
            text = (
                language.say("{title}: {result}", title=step.title, result=step.result) if step.result else step.title
            )
            cells = history_cells(frame, step.closed_at, step.account, _ending(frame, step), Cell(text))
            rows.append((step.closed_at, cells))
    return rows


def _ending(frame: Frame, step: StepFact) -> str:
    say = frame.language.say
    if step.outcome in ("broken", "released", "kept_late"):
        kind = KIND_TITLES[step.kind]
        return say("{kind}: {state}", kind=kind, state=state_on(step, frame.period.last, frame.language).text)
    return say(ENDING_NAMES[step.kind])


def history_cells(
    frame: Frame, moment: str, account: str, kind: str, what: Cell, *, strong: bool = False
) -> tuple[Cell, ...]:
    """Return the cells of a row: the day of a moment, the account, the kind of what happened, and what it was."""
    day = date.fromisoformat(moment[:10])
    return (
        Cell(sections.day_in(day, frame.period, frame.language), day, "quiet"),
        Cell(account, tone="quiet"),
        Cell(kind, tone="strong" if strong else "plain"),
        what,
    )
