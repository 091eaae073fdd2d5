"""What is open in a project, and who owes it: the three owners, other colleagues, the customer."""

from __future__ import annotations

import json

from models.summaries.facts import StepFact, bounds
from models.summaries.frame import Frame
from models.summaries.periods import Period
from models.summaries.report import Cell, Column, Section, Table
from models.summaries.sections import SHOWN_AT_MOST, and_more, day_column
from models.summaries.step_states import KIND_TITLES, state_at_end
from models.summaries.visit_details import OwnedStep
from models.summaries.visit_words import owner_of

_OPEN = """
    SELECT coalesce(shown_colleague.name, shown_contact.name, ''), shown_step.id, kind, title,
           coalesce(shown_account.name, ''), owner_side, due_on, raised_at, first_answered_at, on_site_at, closed_at,
           outcome, severity, result, account_id
    FROM shown_step LEFT JOIN shown_account ON shown_account.id = account_id
    LEFT JOIN shown_colleague ON shown_colleague.id = owner_colleague_id
    LEFT JOIN shown_contact ON shown_contact.id = owner_contact_id
    WHERE project_id IN (SELECT value FROM json_each(?1)) AND kind <> 'risk' AND +raised_at < ?2
      AND (closed_at IS NULL OR closed_at >= ?2)
    ORDER BY due_on IS NULL, due_on, raised_at, shown_step.id"""


def open_of_project(frame: Frame, project_id: int) -> list[OwnedStep]:
    """Return the steps of a project that were open at the end of the period, by the day they are due; no risks."""
    _, after = bounds(Period(frame.as_of, frame.as_of))
    rows = frame.journal.rows(_OPEN, json.dumps([project_id]), after)
    return [OwnedStep(StepFact(*row), owner) for owner, *row in rows]


def owed_section(frame: Frame, found: list[OwnedStep]) -> Section | None:
    """Return who owes what, or nothing when nothing is open."""
    if not found:
        return None
    language = frame.language
    say = language.say
    columns = (
        Column(say("Owner"), 1.6),
        day_column(say("Due"), language),
        Column(say("Kind"), 1.4),
        Column(say("What it is about"), 3.6),
        Column(say("State"), 1.6),
    )
    rows = tuple(
        (
            Cell(owner_of(frame, owned), tone="strong"),
            Cell(language.day(owned.step.due) if owned.step.due else "", owned.step.due, "quiet"),
            Cell(say(KIND_TITLES[owned.step.kind]), tone="late" if owned.step.kind == "complaint" else "plain"),
            Cell(owned.step.title),
            state_at_end(owned.step, frame.period, frame.today, language),
        )
        for owned in found[:SHOWN_AT_MOST]
    )
    more = and_more(len(found) - SHOWN_AT_MOST, language)
    return Section("open", say("What each side owes"), Table(columns, rows), more)
