"""What moved in the pipeline during a period: projects that are new, went on, were won or lost, or were put off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from models.summaries.frame import Frame
from models.summaries.project_sections import decided_words
from models.summaries.report import Amount, Cell, Column, Section, Table, Tone
from models.summaries.sections import SHOWN_AT_MOST, and_more, day_column, day_in

_PROJECT = "shown_project.name, shown_account.name, value_minor, currency"
_OWNERS = "JOIN shown_account ON shown_account.id = account_id"
_Found = tuple[str, tuple[Any, ...], str, Tone]
"""The day, the project with its account and value, and what happened to it."""


def pipeline_section(frame: Frame) -> Section | None:
    """Return the moves of the period in the order they came, or nothing when nothing moved."""
    found = sorted([*_stages(frame), *_decided(frame), *_put_off(frame)], key=lambda one: one[0])
    if not found:
        return None
    language = frame.language
    say = language.say
    columns = (
        day_column(say("Day"), language),
        Column(say("Project"), 2.6),
        Column(say("Account"), 1.7),
        Column(say("What happened"), 3.6),
        Column(say("Value"), 1.5, "number"),
    )
    rows = []
    for day, (project, account, value, currency), words, tone in found[:SHOWN_AT_MOST]:
        when = date.fromisoformat(day)
        worth = Cell("")
        if value is not None and currency:
            worth = Cell(language.money(value, currency, rounded=True), Amount(value, currency))
        rows.append(
            (
                Cell(day_in(when, frame.period, language), when, "quiet"),
                Cell(project, tone="strong"),
                Cell(account, tone="quiet"),
                Cell(words, tone=tone),
                worth,
            )
        )
    more = and_more(len(found) - SHOWN_AT_MOST, language)
    return Section("pipeline", say("Pipeline"), Table(columns, tuple(rows)), more)


def _rows(frame: Frame, query: str, day: str) -> list[tuple[Any, ...]]:
    condition = f"{day} BETWEEN ? AND ? AND {frame.scope.condition('account_id')}"
    first, last = frame.period.first.isoformat(), frame.as_of.isoformat()
    return frame.journal.rows(f"{query} WHERE {condition} ORDER BY {day}", first, last, *frame.scope.account_ids)


def _stages(frame: Frame) -> Iterator[_Found]:
    say = frame.language.say
    query = f"""
        SELECT changed_on, from_stage, to_stage, reason, {_PROJECT} FROM shown_stage_change
        JOIN shown_project ON shown_project.id = project_id {_OWNERS}"""
    for day, before, stage, reason, *project in _rows(frame, query, "changed_on"):
        words = say("{before} → {after}", before=before, after=stage) if before else say("new: {stage}", stage=stage)
        yield day, tuple(project), _with_reason(frame, words, reason), "plain"


def _decided(frame: Frame) -> Iterator[_Found]:
    query = f"SELECT decided_on, outcome, outcome_reason, {_PROJECT} FROM shown_project {_OWNERS}"
    for day, outcome, reason, *project in _rows(frame, query, "decided_on"):
        if outcome:
            words = decided_words(frame.language, outcome, None, reason)
            yield day, tuple(project), words, "late" if outcome == "lost" else "strong"


def _put_off(frame: Frame) -> Iterator[_Found]:
    language = frame.language
    query = f"""
        SELECT noted_on, from_on, to_on, reason, {_PROJECT} FROM shown_date_move
        JOIN shown_project ON shown_project.id = project_id AND milestone_id IS NULL {_OWNERS}"""
    for day, begin, end, reason, *project in _rows(frame, query, "noted_on"):
        if begin and end:
            first, last = (language.day(date.fromisoformat(one)) for one in (begin, end))
            words = language.say("expected {last}, not {first}", first=first, last=last)
            yield day, tuple(project), _with_reason(frame, words, reason), "soon" if end > begin else "plain"


def _with_reason(frame: Frame, words: str, reason: str) -> str:
    why = " ".join(reason.split())
    return frame.language.say("{what}: {reason}", what=words, reason=why) if why else words
