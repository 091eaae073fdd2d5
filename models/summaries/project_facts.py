"""The facts of projects, read through the views of their reader: stages, moved dates, milestones, meetings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from models import records
from models.summaries.frame import Frame


@dataclass(frozen=True, slots=True)
class ProjectFact:
    """A project; what its reader may not see is None. The value is in minor units of its currency."""

    id: int
    account_id: int
    account: str
    name: str
    contract_number: str
    stage: str | None
    value_minor: int | None
    currency: str | None
    probability: int | None
    expected_on: str | None
    competitor: str | None
    sales: str | None
    delivery: str | None
    finance: str | None
    decided_on: str | None
    outcome: str | None
    outcome_reason: str | None
    closed_on: str | None
    notes: str | None


@dataclass(frozen=True, slots=True)
class StageSpan:
    """The days a project spent in a stage, and why it came there; `until` is None while it is there."""

    stage: str
    since: date
    until: date | None
    reason: str

    def days(self, as_of: date) -> int:
        """Return how many days it was there, until a day if it still is."""
        return ((self.until or as_of) - self.since).days


@dataclass(frozen=True, slots=True)
class DateMoveFact:
    """A move of the expected date of a project, or of the planned one of its milestone."""

    milestone: str | None
    from_on: str | None
    to_on: str | None
    noted_on: str
    reason: str


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    """A milestone: planned, reached and signed on these days (ISO) or not yet."""

    name: str
    planned_on: str | None
    reached_on: str | None
    signed_on: str | None
    notes: str | None


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """A held visit of a project: its day, its channel, and whether technical people of the customer were there."""

    day: date
    channel: str
    is_technical: bool


def projects(frame: Frame) -> list[ProjectFact]:
    """Return the projects asked for, or those of the accounts that run or ended in the period; running ones first."""
    which, days = frame.scope.of_projects("shown_project.id"), []
    if not frame.scope.project_ids:
        which, days = "(closed_on IS NULL OR closed_on >= ?)", [frame.period.first.isoformat()]
    query = f"""{_PROJECT} WHERE {which} AND {frame.scope.condition("account_id")}
        ORDER BY closed_on IS NOT NULL, shown_account.name, shown_project.name, shown_project.id"""
    as_of = [frame.as_of.isoformat()] * 3
    return [ProjectFact(*row) for row in frame.journal.rows(query, *as_of, *days, *frame.scope.account_ids)]


# What was decided after the period is not known in it, and the date that was moved since is the one before.
_PROJECT = """
    SELECT shown_project.id, account_id, shown_account.name, shown_project.name, contract_number, stage, value_minor,
           currency, probability, coalesce((
               SELECT from_on FROM shown_date_move
               WHERE project_id = shown_project.id AND milestone_id IS NULL AND noted_on > ? AND from_on IS NOT NULL
               ORDER BY noted_on, id LIMIT 1), expected_on),
           competitor, sales.name, delivery.name, finance.name, decided_on, iif(decided_on <= ?, outcome, NULL),
           outcome_reason, iif(closed_on <= ?, closed_on, NULL), shown_project.notes
    FROM shown_project JOIN shown_account ON shown_account.id = account_id
    LEFT JOIN shown_colleague AS sales ON sales.id = sales_owner_id
    LEFT JOIN shown_colleague AS delivery ON delivery.id = delivery_owner_id
    LEFT JOIN shown_colleague AS finance ON finance.id = finance_owner_id"""


def stage_spans(frame: Frame, project_ids: Sequence[int]) -> dict[int, list[StageSpan]]:
    """Return the stages of each project until the end of the period, in the order it went through them."""
    query = """
        SELECT project_id, to_stage, changed_on, reason FROM shown_stage_change
        WHERE project_id IN (SELECT value FROM json_each(?)) AND changed_on <= ? ORDER BY changed_on, id"""
    spans: dict[int, list[StageSpan]] = {}
    for project_id, stage, changed_on, reason in _rows(frame, query, project_ids):
        since, told = date.fromisoformat(changed_on), spans.setdefault(project_id, [])
        if told:
            before = told.pop()
            # One that was left on the day it was entered was a slip of the pen, and no stage of the project.
            if since > before.since:
                told.append(StageSpan(before.stage, before.since, since, before.reason))
        told.append(StageSpan(stage, since, None, reason))
    return spans


def date_moves(frame: Frame, project_ids: Sequence[int]) -> dict[int, tuple[DateMoveFact, ...]]:
    """Return by project how its dates moved until the end of the period, the earliest first."""
    query = """
        SELECT shown_date_move.project_id, shown_milestone.name, from_on, to_on, noted_on, reason FROM shown_date_move
        LEFT JOIN shown_milestone ON shown_milestone.id = milestone_id
        WHERE shown_date_move.project_id IN (SELECT value FROM json_each(?)) AND noted_on <= ?
        ORDER BY noted_on, shown_date_move.id"""
    return records.gathered((row[0], DateMoveFact(*row[1:])) for row in _rows(frame, query, project_ids))


def milestones(frame: Frame, project_ids: Sequence[int]) -> dict[int, tuple[MilestoneFact, ...]]:
    """Return the milestones of each project in their order, as they stood at the end of the period."""
    query = """
        SELECT project_id, name, planned_on, iif(reached_on <= ?2, reached_on, NULL),
               iif(signed_on <= ?2, signed_on, NULL), notes FROM shown_milestone
        WHERE project_id IN (SELECT value FROM json_each(?1)) ORDER BY position, id"""
    return records.gathered((row[0], MilestoneFact(*row[1:])) for row in _rows(frame, query, project_ids))


def meetings(frame: Frame, project_ids: Sequence[int]) -> dict[int, tuple[MeetingFact, ...]]:
    """Return the held visits of each project until the end of the period, the earliest first."""
    query = """
        SELECT project_id, substr(start, 1, 10), channel, EXISTS (
            SELECT 1 FROM shown_visit_contact JOIN shown_contact ON shown_contact.id = contact_id
            WHERE visit_id = shown_visit.id AND role_group = 'technical')
        FROM shown_visit WHERE project_id IN (SELECT value FROM json_each(?)) AND state = 'held' AND start < ?
        ORDER BY start, shown_visit.id"""
    found = frame.journal.rows(query, json.dumps(list(project_ids)), (frame.as_of + timedelta(days=1)).isoformat())
    return records.gathered(
        (project_id, MeetingFact(date.fromisoformat(day), channel, bool(technical)))
        for project_id, day, channel, technical in found
    )


def _rows(frame: Frame, query: str, project_ids: Sequence[int]) -> list[tuple[Any, ...]]:
    return frame.journal.rows(query, json.dumps(list(project_ids)), frame.as_of.isoformat())
