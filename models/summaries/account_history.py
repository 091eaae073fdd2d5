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


def history_section(frame: Frame, visits: Sequence[VisitFact]) -> Section:
    """Return what happened, day by day; where there are branches, each row names its account."""
    say = frame.language.say
    columns = (
        Column(say("Day"), 1.3, "date"),
        Column(say("Account"), 1.8, sheet_only=len(frame.scope.account_ids) == 1),
        Column(say("Kind"), 1.6),
        Column(say("What happened"), 5.3),
    )
    steps = facts.steps_touched(frame.journal, frame.period, frame.scope)
    rows = [*_visit_rows(frame, visits), *_step_rows(frame, steps)]
    rows.sort(key=lambda row: row[0])
    table = Table(columns, tuple(cells for _, cells in rows))
    return Section("history", say("History"), table, empty=say("Nothing happened in this period."))


_Rows = list[tuple[str, tuple[Cell, ...]]]
"""The moment by which a row is sorted, and its cells."""


def _visit_rows(frame: Frame, visits: Sequence[VisitFact]) -> _Rows:
    language = frame.language
    people = facts.people_of(frame.journal, [visit.id for visit in visits])
    rows: _Rows = []
    for visit in visits:
        result = sections.result_line(visit, frame.today, language)
        names = sections.met(people.get(visit.id, ()), language)
        text = language.say("{names}: {result}", names=names, result=result.text) if names else result.text
        what = Cell(text, tone=result.tone)
        rows.append((visit.start, _cells(frame, visit.start, visit.account, language.say("Visit"), what, strong=True)))
    return rows


def _step_rows(frame: Frame, steps: Sequence[StepFact]) -> _Rows:
    language = frame.language
    first, last = frame.period.first.isoformat(), frame.period.last.isoformat()
    rows: _Rows = []
    for step in steps:
        if first <= step.raised_at[:10] <= last:
            kind = language.say(KIND_TITLES[step.kind])
            rows.append((step.raised_at, _cells(frame, step.raised_at, step.account, kind, Cell(step.title))))
        if step.closed_at and first <= step.closed_at[:10] <= last:
            text = (
                language.say("{title}: {result}", title=step.title, result=step.result) if step.result else step.title
            )
            cells = _cells(frame, step.closed_at, step.account, _ending(frame, step), Cell(text))
            rows.append((step.closed_at, cells))
    return rows


def _ending(frame: Frame, step: StepFact) -> str:
    say = frame.language.say
    if step.outcome in ("broken", "released", "kept_late"):
        kind = KIND_TITLES[step.kind]
        return say("{kind}: {state}", kind=kind, state=state_on(step, frame.period.last, frame.language).text)
    return say(ENDING_NAMES[step.kind])


def _cells(frame: Frame, moment: str, account: str, kind: str, what: Cell, *, strong: bool = False) -> tuple[Cell, ...]:
    day = date.fromisoformat(moment[:10])
    return (
        Cell(sections.day_in(day, frame.period, frame.language), day, "quiet"),
        Cell(account, tone="quiet"),
        Cell(kind, tone="strong" if strong else "plain"),
        what,
    )
