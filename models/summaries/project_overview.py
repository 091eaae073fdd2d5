"""Several projects side by side, and where each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.money import plain
from models.summaries import acceptance_facts, project_facts, project_sections
from models.summaries.acceptance_facts import ProgressFact
from models.summaries.acceptance_sections import of_total
from models.summaries.frame import Frame
from models.summaries.money_facts import ReceivableFact, ageing, receivables
from models.summaries.project_facts import DateMoveFact, ProjectFact, StageSpan
from models.summaries.project_sections import OUTCOMES
from models.summaries.report import Amount, Cell, Column, Figure, Section, Table
from models.summaries.visit_sheets import number, without_empty
from models.text.language import Language


def overview(frame: Frame, found: Sequence[ProjectFact]) -> list[Section]:
    """Return a row for each project, and where each of them stands, for pages."""
    ids = [project.id for project in found]
    spans, moves = project_facts.stage_spans(frame, ids), project_facts.date_moves(frame, ids)
    meetings = project_facts.meetings(frame, ids)
    parts = [projects_table(frame, found)]
    for project in found:
        of_one = project_sections.glance(
            frame, project, spans.get(project.id, []), moves.get(project.id, ()), meetings.get(project.id, ())
        )
        part = project_sections.glance_section(of_one, project.name)
        parts.append(replace(part, key=f"project-{project.id}"))
    return [*parts, _sheet(frame, found, spans, moves)] if found else parts


def _sheet(
    frame: Frame,
    found: Sequence[ProjectFact],
    spans: dict[int, list[StageSpan]],
    moves: dict[int, tuple[DateMoveFact, ...]],
) -> Section:
    """Return all that is known of each project, with exact figures, for other programs to read."""
    say = frame.language.say
    progress = {one.project_id: one for one in acceptance_facts.progress(frame)}
    columns = (
        *(Column(title) for title in (say("Account"), say("Project"), say("Contract number"), say("Stage"))),
        Column(say("In this stage since"), kind="date"),
        *(Column(title) for title in (say("Currency"), say("Value"))),
        Column(say("Probability"), kind="number"),
        Column(say("Expected"), kind="date"),
        Column(say("Times moved"), kind="number"),
        *(Column(title) for title in (say("Sales"), say("Delivery"), say("Finance"), say("Competitors"))),
        Column(say("Outcome")),
        Column(say("Decided on"), kind="date"),
        Column(say("Why")),
        *(Column(title, kind="number") for title in (say("Items"), say("Items accepted"))),
        *(Column(title, kind="number") for title in (say("Signatures"), say("Signed"), say("Blocked"))),
    )
    rows = []
    for one in found:
        now = spans.get(one.id, [])[-1:]
        done = progress.get(one.id)
        counts = (done.items, done.accepted, done.signatures, done.signed, done.blocked) if done else (None,) * 5
        moved = sum(1 for move in moves.get(one.id, ()) if move.milestone is None and move.from_on)
        value = plain(one.value_minor, one.currency) if one.value_minor is not None and one.currency else ""
        rows.append(
            (
                *(Cell(text) for text in (one.account, one.name, one.contract_number)),
                Cell(now[0].stage if now else one.stage or ""),
                _day(frame, now[0].since if now else None),
                *(Cell(text) for text in (one.currency or "", value)),
                number(one.probability),
                _day(frame, one.expected_on),
                number(moved or None),
                *(Cell(text or "") for text in (one.sales, one.delivery, one.finance, one.competitor)),
                Cell(say(OUTCOMES[one.outcome]) if one.outcome else ""),
                _day(frame, one.decided_on),
                Cell(one.outcome_reason or ""),
                *(number(count) for count in counts),
            )
        )
    table = without_empty(Table(columns, tuple(rows)))
    return Section("all-projects", say("All projects"), table, medium="sheet")


def _day(frame: Frame, day: date | str | None) -> Cell:
    if not day:
        return Cell("")
    when = date.fromisoformat(day) if isinstance(day, str) else day
    return Cell(frame.language.day(when), when)


def projects_table(frame: Frame, found: Sequence[ProjectFact]) -> Section:
    """Return a row for each project: its stage, its value, when it is expected, and how far its acceptance is."""
    spans = project_facts.stage_spans(frame, [project.id for project in found])
    language = frame.language
    say = language.say
    inside = not frame.is_for_customer
    progress = {one.project_id: one for one in acceptance_facts.progress(frame)}
    columns = [Column(say("Project"), 2.8), Column(say("Account"), 1.9)]
    if inside:
        columns += [
            Column(say("Stage"), 1.6),
            Column(say("Days in stage"), 1, "number", sheet_only=True),
            Column(say("Value"), 2, "number"),
            Column(say("Likely"), 0.9, "number", sheet_only=all(one.outcome for one in found)),
            Column(say("Expected"), 2.1 if language.is_chinese else 1.75, "date"),
        ]
    columns += [
        Column(
            say("Items accepted"), 1.4, "number", sheet_only=inside or not any(one.items for one in progress.values())
        ),
        Column(say("Signatures"), 1.3, "number", sheet_only=not any(one.signatures for one in progress.values())),
        Column(say("Contract number"), 1.5, sheet_only=True),
    ]
    rows = tuple(
        (
            Cell(project.name, tone="strong"),
            Cell(project.account, tone="quiet"),
            *(_inside(frame, project, spans.get(project.id, [])) if inside else ()),
            *_acceptance(progress.get(project.id)),
            Cell(project.contract_number),
        )
        for project in found
    )
    none = say("There is no project under contract.") if frame.is_for_customer else say("There is no running project.")
    return Section("projects", say("Projects"), Table(tuple(columns), rows), empty=none)


def _inside(frame: Frame, project: ProjectFact, spans: Sequence[StageSpan]) -> tuple[Cell, ...]:
    language = frame.language
    value = Cell("")
    if project.value_minor is not None and project.currency:
        words = language.money(project.value_minor, project.currency, rounded=True)
        value = Cell(words, Amount(project.value_minor, project.currency))
    expected = date.fromisoformat(project.expected_on) if project.expected_on else None
    likely = None if project.outcome or project.probability == 100 else project.probability
    late = expected is not None and expected < frame.as_of and not project.closed_on
    return (
        Cell(spans[-1].stage if spans else project.stage or ""),
        number(spans[-1].days(frame.as_of) if spans else None),
        value,
        Cell("" if likely is None else language.say("{percent} %", percent=likely), likely),
        Cell(language.day(expected) if expected else "", expected, "soon" if late else "quiet"),
    )


def _acceptance(progress: ProgressFact | None) -> tuple[Cell, Cell]:
    if progress is None:
        return Cell(""), Cell("")
    return of_total(progress.accepted, progress.items), of_total(progress.signed, progress.signatures)


def projects_figures(frame: Frame, found: Sequence[ProjectFact]) -> list[Figure]:
    """Return how many projects there are, what they are worth in each currency, and what is overdue."""
    language = frame.language
    figures = [Figure(str(len(found)), language.plural("project", "projects", len(found)))]
    if frame.is_for_customer:
        return figures
    values: dict[str, int] = {}
    for project in found:
        if project.value_minor is not None and project.currency and project.outcome != "lost":
            values[project.currency] = values.get(project.currency, 0) + project.value_minor
    figures += [
        Figure(language.money(amount, currency, rounded=True), language.say("value"))
        for currency, amount in sorted(values.items())
    ]
    of_projects = [fact for fact in receivables(frame) if fact.project]
    return figures + money_figures(language, of_projects, frame.as_of)


def money_figures(language: Language, found: Sequence[ReceivableFact], as_of: date) -> list[Figure]:
    """Return what is overdue in each currency; several have no sum."""
    return [
        Figure(language.money(line.late, line.currency), language.say("overdue"))
        for line in ageing(found, as_of)
        if line.late
    ]
