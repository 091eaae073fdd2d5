"""Risks: what may go wrong with an account or a project, how likely it is, what it would do, and the plan against it.

A risk is a step of its own kind, so it has an owner, a day and a history as all steps do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal

from models import repeating, steps
from models.changes import Changes, Value
from models.journal import Journal
from models.row_class import row_class

Level = Literal["high", "medium", "low", ""]
LEVELS: tuple[Level, ...] = ("high", "medium", "low", "")
"""From the heaviest on; the last are those nobody has assessed yet."""
SCALE = (1, 2, 3, 4, 5)
"""Likelihood and effect, from the least."""
_HIGH, _MEDIUM = 15, 6
"""From these weights on (likelihood times effect) a risk is high or medium."""


@row_class
class RiskFilter:
    """Which risks are wanted; what is empty filters nothing. `cell` is a likelihood with an effect."""

    account_ids: tuple[int, ...] = ()
    project_id: int | None = None
    over: bool = False
    text: str = ""
    cell: tuple[int, int] | None = None


@row_class
class Risk:
    """A risk as its lists show it. `owner` is nobody's name when it is mine; days are ISO, `closed_at` on the wall."""

    id: int
    title: str
    account_id: int | None
    account: str
    project_id: int | None
    project: str
    likelihood: int | None
    effect: int | None
    contingency: str
    owner_side: str
    owner: str
    due_on: str | None
    raised_at: str
    closed_at: str | None
    outcome: str | None
    result: str

    @property
    def weight(self) -> int:
        """Likelihood times effect; 0 where one of them is not known."""
        return (self.likelihood or 0) * (self.effect or 0)

    @property
    def level(self) -> Level:
        """How heavy it is."""
        return level_of(self.likelihood, self.effect)


def level_of(likelihood: int | None, effect: int | None) -> Level:
    """Return what a likelihood and an effect make together; nothing where one of them is not known."""
    weight = (likelihood or 0) * (effect or 0)
    if not weight:
        return ""
    if weight >= _HIGH:
        return "high"
    return "medium" if weight >= _MEDIUM else "low"


def read(
    journal: Journal, wanted: RiskFilter | None = None, *, after: Risk | None = None, limit: int = 100
) -> list[Risk]:
    """Return risks, a window that begins behind one: the heaviest first, of those the soonest; the last over first."""
    wanted = wanted or RiskFilter()
    source, values = _wanted(wanted)
    behind, order = "1", "weight DESC, coalesce(due_on, '9999'), step.id"
    if wanted.over:
        order = "closed_at DESC, step.id DESC"
    if after is not None and wanted.over:
        behind = f"(closed_at, step.id) < ({_place(values, after.closed_at)}, {_place(values, after.id)})"
    elif after is not None:
        place = (-after.weight, after.due_on or "9999", after.id)
        marks = ", ".join(_place(values, value) for value in place)
        behind = f"(-{_WEIGHT}, coalesce(due_on, '9999'), step.id) > ({marks})"
    query = f"""
        SELECT step.id, title, step.account_id, coalesce(account.name, ''), project.id, coalesce(project.name, ''),
               likelihood, effect, contingency, owner_side, coalesce(colleague.name, contact.name, ''), due_on,
               raised_at, step.closed_at, step.outcome, result, {_WEIGHT} AS weight
        FROM {source} AND {behind} ORDER BY {order} LIMIT {_place(values, limit)}"""
    return [Risk(*row[:-1]) for row in journal.rows(query, *values)]


def cells(journal: Journal, wanted: RiskFilter | None = None) -> dict[tuple[int | None, int | None], int]:
    """Return how many risks have each likelihood and effect, whatever cell is wanted.

    Those that are over are counted too, if they are wanted; of many years that takes its time.
    """
    wanted = wanted or RiskFilter()
    source, values = _wanted(RiskFilter(wanted.account_ids, wanted.project_id, wanted.over, wanted.text))
    query = f"SELECT likelihood, effect, count(*) FROM {source} GROUP BY likelihood, effect"
    return {(likelihood, effect): count for likelihood, effect, count in journal.rows(query, *values)}


def heaviest(journal: Journal, account_ids: Sequence[int], limit: int) -> tuple[list[Risk], int]:
    """Return the heaviest open risks of some accounts, and how many there are in all."""
    wanted = RiskFilter(tuple(account_ids))
    return read(journal, wanted, limit=limit), sum(cells(journal, wanted).values())


def by_level(found: dict[tuple[int | None, int | None], int]) -> dict[Level, int]:
    """Return how many risks are of each level, from the counts of their cells."""
    counts: dict[Level, int] = dict.fromkeys(LEVELS, 0)
    for (likelihood, effect), count in found.items():
        counts[level_of(likelihood, effect)] += count
    return counts


def assess(
    journal: Journal, step_ids: Sequence[int], *, likelihood: int | None = None, effect: int | None = None
) -> Changes:
    """Say how likely risks are, or what they would do; what is None stays. Raises InvalidValue outside 1 to 5."""
    fields: steps.StepFields = {}
    if likelihood is not None:
        fields["likelihood"] = likelihood
    if effect is not None:
        fields["effect"] = effect
    subject = steps.get(journal, step_ids[0]).title if len(step_ids) == 1 else ""
    with journal.operation("risks.assess", subject=subject) as work:
        for step_id in step_ids:
            steps.edit(journal, step_id, **fields)
        return work.done(step_ids[0] if step_ids else None)


def come_true(journal: Journal, step_ids: Sequence[int], result: str) -> Changes:
    """Let open risks be over because what they warned of has happened; `result` says so. Raises InvalidValue."""
    subject = steps.get(journal, step_ids[0]).title if len(step_ids) == 1 else ""
    with journal.operation("risks.come_true", subject=subject) as work:
        for step_id in step_ids:
            repeating.close(journal, step_id, result=result)
        return work.done(step_ids[0] if step_ids else None)


_WEIGHT = "(coalesce(likelihood, 0) * coalesce(effect, 0))"
_NAMED = """
    LEFT JOIN account ON account.id = step.account_id
    LEFT JOIN project ON project.id = step.project_id AND project.deleted_at IS NULL
    LEFT JOIN colleague ON colleague.id = owner_colleague_id LEFT JOIN contact ON contact.id = owner_contact_id"""


def _wanted(wanted: RiskFilter) -> tuple[str, list[Value]]:
    """Return the tables with the condition of a filter, and the values for its places."""
    values: list[Value] = []
    # Open risks are few beside all the steps, and an index holds them alone.
    index = "" if wanted.over or wanted.project_id is not None else "INDEXED BY step_risk"
    conditions = [
        "kind = 'risk' AND step.deleted_at IS NULL",
        "step.closed_at IS NOT NULL" if wanted.over else "step.closed_at IS NULL",
    ]
    if wanted.account_ids:
        ids = _place(values, json.dumps(wanted.account_ids))
        conditions.append(f"step.account_id IN (SELECT value FROM json_each({ids}))")
    if wanted.project_id is not None:
        conditions.append(f"step.project_id = {_place(values, wanted.project_id)}")
    if wanted.cell is not None:
        likelihood, effect = wanted.cell
        conditions.append(f"likelihood = {_place(values, likelihood)} AND effect = {_place(values, effect)}")
    if wanted.text.strip():
        text = f"lower({_place(values, wanted.text.strip())})"
        said = "title || char(10) || contingency || char(10) || coalesce(account.name, '') || char(10) || "
        conditions.append(f"instr(lower({said}coalesce(project.name, '')), {text})")
    return f"step {index} {_NAMED} WHERE {' AND '.join(conditions)}", values


def _place(values: list[Value], value: Value) -> str:
    """Take a value and return the place that stands for it."""
    values.append(value)
    return f"?{len(values)}"
