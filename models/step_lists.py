"""Next steps as the lists show them, a window at a time, with plans among them.

They stand in groups by when they are due, or under their accounts or plans, and there in the same order.
"""

from __future__ import annotations

from dataclasses import KW_ONLY
from datetime import date
from typing import Any

from models import records
from models.journal import Journal
from models.row_class import row_class
from models.step_query import BEFORE, GROUPINGS, GROUPS, PLAN_DUE, Group, Grouping, Side, StepFilter, StepQuery

__all__ = [
    "GROUPINGS",
    "GROUPS",
    "Group",
    "Grouping",
    "Side",
    "StepFilter",
    "StepItem",
    "counts",
    "day_counts",
    "overdue_count",
    "read",
    "section_counts",
]


@row_class
class StepItem:
    """A row of a list of steps: a step, or a plan (`record`) with how many of its steps are closed.

    `due_on` of a plan is its next check-in, else its target. `owner` is nobody's name when the step is mine.
    `closed_at` is set for what was closed today: that keeps its place until the day ends. `sorted_day` is what the
    list is sorted by within its group. `answer_by` and `solve_by` are the targets of a request or complaint, as times
    on the wall; who waits, waits since `reopened_at`, if it was opened again. `plan` is the goal of the plan it belongs
    to, `after` the title of the open step it comes after.
    """

    record: str
    id: int
    group: Group
    kind: str
    title: str
    account_id: int | None
    account: str
    owner_side: str
    owner: str
    due_on: str | None
    raised_at: str
    answered: bool
    closed_at: str | None
    outcome: str | None
    severity: str | None
    repeats: str
    plan_id: int | None
    sorted_day: str
    answer_by: str | None = None
    solve_by: str | None = None
    plan: str = ""
    after: str = ""
    reopened_at: str | None = None
    _: KW_ONLY
    people: tuple[str, ...] = ()
    steps_closed: int = 0
    steps_all: int = 0

    @property
    def is_plan(self) -> bool:
        """Whether this row is a plan."""
        return self.record == "plan"


def read(
    journal: Journal,
    wanted: StepFilter | None = None,
    *,
    by: Grouping = "due",
    after: StepItem | None = None,
    limit: int = 200,
) -> list[StepItem]:
    """Return the open steps and those closed today, group by group: a window that begins behind a row.

    Accounts and plans come by name, and what belongs to none comes last; a plan stands above its steps.
    """
    query = StepQuery(journal, wanted or StepFilter(), by)
    behind = query.behind(after) if after else "1"
    items = query.first_items(behind, limit)
    return _found(journal, query, items, behind, limit)


def counts(journal: Journal, wanted: StepFilter | None = None) -> dict[Group, int]:
    """Return how many open steps each group holds; a group without any is left out."""
    wanted = wanted or StepFilter()
    query = StepQuery(journal, wanted)
    found = {GROUPS[rank]: count for rank, count in journal.rows(query.counts(), *query.values)}
    return {group: count for group, count in found.items() if not wanted.groups or group in wanted.groups}


def section_counts(
    journal: Journal, wanted: StepFilter | None = None, *, by: Grouping = "account"
) -> dict[int | None, int]:
    """Return how many open steps and plans each account or plan holds, by its id; None is what belongs to none."""
    query = StepQuery(journal, wanted or StepFilter(), by)
    # The names of accounts are nothing to count by; that a plan lies in the trash is.
    items = query.items(named=by == "plan")
    statement = f"{items} SELECT section, count(*) FROM item WHERE closed_at IS NULL GROUP BY section"
    return dict(journal.rows(statement, *query.values))


def day_counts(journal: Journal, first: date, last: date) -> dict[date, int]:
    """Return how many open steps of ours are due on each day from one to another; days without any are left out."""
    query = """
        SELECT due_on, count(*) FROM step INDEXED BY step_open
        WHERE closed_at IS NULL AND deleted_at IS NULL AND due_on BETWEEN ? AND ? AND owner_side = 'ours'
        GROUP BY due_on"""
    found = journal.rows(query, first.isoformat(), last.isoformat())
    return {date.fromisoformat(day): count for day, count in found}


def overdue_count(journal: Journal) -> int:
    """Return how many of our open steps and plans are overdue: the red number beside the page's name."""
    return counts(journal, StepFilter(groups=("overdue",), plans=True)).get("overdue", 0)


_GOAL = """coalesce((SELECT whole.goal FROM plan AS whole
    WHERE whole.id = coalesce(plan_id, plan.id) AND whole.deleted_at IS NULL), '')"""
_AFTER = """coalesce((SELECT before.title FROM step AS before
    WHERE before.id = step.after_id AND before.closed_at IS NULL AND before.deleted_at IS NULL), '')"""

_ANSWERED = 8
"""The place of `answered` behind the group, in a row of the list."""


def _found(journal: Journal, query: StepQuery, items: str, condition: str, limit: int) -> list[StepItem]:
    statement = f"""
        {items}
        SELECT record, part.id, rank, coalesce(step.kind, 'plan'), coalesce(step.title, goal),
               coalesce(step.account_id, plan.account_id), coalesce(account.name, ''), coalesce(owner_side, 'ours'),
               coalesce(colleague.name, contact.name, ''), coalesce(due_on, {PLAN_DUE}), part.raised_at,
               step.id IS NULL OR first_answered_at IS NOT NULL, part.closed_at, step.outcome, severity,
               coalesce(repeats, ''), coalesce(plan_id, plan.id), sorted_day, answer_by, solve_by, {_GOAL}, {_AFTER},
               reopened_at
        FROM (SELECT * FROM item WHERE {condition} ORDER BY {query.order()} LIMIT {query.place(limit)}) AS part
        LEFT JOIN step ON record = 'step' AND step.id = part.id
        LEFT JOIN plan ON record = 'plan' AND plan.id = part.id
        LEFT JOIN account ON account.id = coalesce(step.account_id, plan.account_id)
        LEFT JOIN colleague ON colleague.id = owner_colleague_id
        LEFT JOIN contact ON contact.id = owner_contact_id
        ORDER BY {BEFORE[query.by]}rank, sorted_day, part.raised_at, part.id"""
    found = journal.rows(statement, *query.values)
    people = _people(journal, [row[1] for row in found if row[0] == "step"])
    progress = _progress(journal, [row[1] for row in found if row[0] == "plan"])
    return [_item(row, people, progress) for row in found]


def _item(row: tuple[Any, ...], people: dict[int, tuple[str, ...]], progress: dict[int, tuple[int, int]]) -> StepItem:
    record, item_id, rank, *rest = row
    rest[_ANSWERED] = bool(rest[_ANSWERED])
    if record == "plan":
        closed, every = progress.get(item_id, (0, 0))
        return StepItem(record, item_id, GROUPS[rank], *rest, steps_closed=closed, steps_all=every)
    return StepItem(record, item_id, GROUPS[rank], *rest, people=people.get(item_id, ()))


def _people(journal: Journal, step_ids: list[int]) -> dict[int, tuple[str, ...]]:
    query = f"""
        SELECT step_id, contact.name FROM step_contact JOIN contact ON contact.id = contact_id
        WHERE step_id IN ({", ".join("?" * len(step_ids))}) AND step_contact.deleted_at IS NULL
        ORDER BY step_contact.id"""
    return records.gathered((step_id, name) for step_id, name in journal.rows(query, *step_ids))


def _progress(journal: Journal, plan_ids: list[int]) -> dict[int, tuple[int, int]]:
    query = f"""
        SELECT plan_id, count(closed_at), count(*) FROM step
        WHERE plan_id IN ({", ".join("?" * len(plan_ids))}) AND deleted_at IS NULL GROUP BY plan_id"""
    return {plan_id: (closed, every) for plan_id, closed, every in journal.rows(query, *plan_ids)}
