"""The plans of an account with its branches, as its page lists them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import KW_ONLY
from datetime import date

from models import plan_dates, plan_sheets
from models.journal import Journal
from models.plan_dates import Outlook
from models.row_class import row_class


@row_class
class PlanLine:
    """A plan in a list: how far it is, and what is to be expected of it."""

    id: int
    goal: str
    account: str
    project: str
    target_on: str | None
    closed_on: str | None
    outcome: str | None
    _: KW_ONLY
    steps_closed: int
    steps_all: int
    outlook: Outlook


def of_accounts(journal: Journal, account_ids: Sequence[int], *, limit: int = 100, offset: int = 0) -> list[PlanLine]:
    """Return the plans of some accounts, a window of them: open ones by their target, then those ended, newest first.

    What reaches out to many accounts at once is no plan of one of them.
    """
    query = """
        SELECT plan.id, goal, account.name, coalesce(project.name, ''), target_on, plan.closed_on, plan.outcome,
               first_target_on
        FROM plan JOIN account ON account.id = plan.account_id LEFT JOIN project ON project.id = project_id
        WHERE plan.account_id IN (SELECT value FROM json_each(?1)) AND plan.deleted_at IS NULL
        ORDER BY plan.closed_on IS NOT NULL, plan.closed_on DESC, target_on IS NULL, target_on, plan.id
        LIMIT ?2 OFFSET ?3"""
    found = journal.rows(query, json.dumps(list(account_ids)), limit, offset)
    steps = plan_sheets.dated_steps(journal, [row[0] for row in found])
    today = journal.clock.today()
    lines = []
    for *row, first_target_on in found:
        of_plan = steps[row[0]]
        target, first = (date.fromisoformat(day) if day else None for day in (row[4], first_target_on))
        closed = sum(step.closed_on is not None for step in of_plan)
        outlook = plan_dates.outlook(of_plan, today, target, first)
        lines.append(PlanLine(*row, steps_closed=closed, steps_all=len(of_plan), outlook=outlook))
    return lines


def count(journal: Journal, account_ids: Sequence[int]) -> int:
    """Return how many plans of some accounts are open."""
    query = """
        SELECT count(*) FROM plan
        WHERE account_id IN (SELECT value FROM json_each(?1)) AND closed_on IS NULL AND deleted_at IS NULL"""
    (number,) = journal.row(query, json.dumps(list(account_ids))) or (0,)
    return int(number)
