"""Next steps as the lists show them, a window at a time, with plans among them.

They stand in groups by when they are due, or under their accounts or plans, and there in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY
from datetime import date, timedelta
from typing import Any, Literal

from models import records
from models.changes import Value
from models.journal import Journal
from models.row_class import row_class

Group = Literal["overdue", "today", "week", "later", "waiting", "undated"]
GROUPS: tuple[Group, ...] = ("overdue", "today", "week", "later", "waiting", "undated")
"""In the order of the page; `waiting` is whatever others owe us."""
_WAITING, _UNDATED = GROUPS.index("waiting"), GROUPS.index("undated")

Grouping = Literal["due", "account", "plan"]
GROUPINGS: tuple[Grouping, ...] = ("due", "account", "plan")
"""What the headings of a list say."""

Side = Literal["", "mine", "colleagues", "ours", "theirs"]


@row_class
class StepFilter:
    """Which steps are wanted; what is empty filters nothing. `plans` is whether plans stand among the steps.

    A tag is borne by the account, or by the visit a step came of.
    """

    _: KW_ONLY
    step_ids: tuple[int, ...] = ()
    account_ids: tuple[int, ...] = ()
    contact_id: int | None = None
    visit_id: int | None = None
    kinds: tuple[str, ...] = ()
    side: Side = ""
    groups: tuple[Group, ...] = ()
    text: str = ""
    tag: str = ""
    plans: bool = False


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
    query = _Query(journal, by)
    items = query.items(wanted or StepFilter())
    return _found(journal, query, items, query.behind(after) if after else "1", limit)


def counts(journal: Journal, wanted: StepFilter | None = None) -> dict[Group, int]:
    """Return how many open steps each group holds; a group without any is left out."""
    query = _Query(journal)
    items = query.items(wanted or StepFilter())
    statement = f"{items} SELECT rank, count(*) FROM item WHERE closed_at IS NULL GROUP BY rank ORDER BY rank"
    return {GROUPS[rank]: count for rank, count in journal.rows(statement, *query.values)}


def section_counts(
    journal: Journal, wanted: StepFilter | None = None, *, by: Grouping = "account"
) -> dict[int | None, int]:
    """Return how many open steps and plans each account or plan holds, by its id; None is what belongs to none."""
    query = _Query(journal, by)
    # The names of accounts are nothing to count by; that a plan lies in the trash is.
    items = query.items(wanted or StepFilter(), named=by == "plan")
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


class _Query:
    """The rows of a list as SQL, and the values for its places."""

    def __init__(self, journal: Journal, by: Grouping = "due") -> None:
        today = journal.clock.today()
        self.by = by
        self.values: list[Value] = []
        self._today = self.place(today.isoformat())
        self._sunday = self.place((today + timedelta(days=6 - today.weekday())).isoformat())
        self._now = self.place(journal.clock.wall())

    def place(self, value: Value) -> str:
        """Take a value and return the place that stands for it."""
        self.values.append(value)
        return f"?{len(self.values)}"

    def items(self, wanted: StepFilter, *, named: bool = True) -> str:
        """Return the table `item` of the rows wanted; each branch is read through an index of its own.

        It holds no more than what places a row, which an index holds as well: what a row says is read of few.
        """
        steps = self._conditions(wanted, "step", "title")
        groups = self._in("rank", [GROUPS.index(group) for group in wanted.groups])
        # Named, or the engine takes an index that lacks what places a row, and reads every open step itself.
        few = wanted.visit_id is not None or wanted.step_ids
        still_open = "step" if few else "step INDEXED BY step_open"
        branches = [
            f"SELECT {self._step_columns()} FROM {still_open} WHERE closed_at IS NULL{self._soon(wanted)}{steps}",
            f"SELECT {self._step_columns()} FROM step WHERE closed_at >= {self._today}{steps}",
        ]
        if wanted.plans and not (wanted.kinds or wanted.contact_id or wanted.visit_id):
            open_or_new = f"(closed_on IS NULL OR closed_on >= {self._today})"
            plans = self._conditions(wanted, "plan", "goal")
            branches.append(f"SELECT {self._plan_columns()} FROM plan WHERE {open_or_new}{plans}")
        rows = f"SELECT * FROM ({' UNION ALL '.join(branches)}) WHERE 1{groups}"
        return f"WITH item AS ({_SECTIONED[self.by if named else 'due'].format(rows=rows)})"

    def order(self) -> str:
        """Return the columns by which the rows stand in their order."""
        return f"{_BEFORE[self.by]}rank, sorted_day, raised_at, id"

    def behind(self, item: StepItem) -> str:
        """Return the condition that a row stands behind this one."""
        key: tuple[Value, ...] = (GROUPS.index(item.group), item.sorted_day, item.raised_at, item.id)
        if self.by == "account":
            key = (item.account_id is None, item.account, item.account_id or 0, *key)
        elif self.by == "plan":
            in_plan = item.plan_id if item.plan else None
            key = (in_plan is None, item.plan, in_plan or 0, not item.is_plan, *key)
        return f"({self.order()}) > ({', '.join(map(self.place, key))})"

    def _step_columns(self) -> str:
        # Who waits, waits for the first answer, or for the end where one is promised; without a target for the answer
        # it is today's. What closes an unanswered request answers it as well; it must not change its place by that.
        unanswered = "kind IN ('request', 'complaint') AND coalesce(first_answered_at, '9') >= coalesce(closed_at, '9')"
        rank = f"""CASE WHEN owner_side = 'theirs' THEN {_WAITING}
            WHEN due_on IS NOT NULL THEN {self._rank_of_day("due_on")}
            WHEN {unanswered} THEN CASE WHEN answer_by IS NULL THEN 1 ELSE {self._rank_of_target("answer_by")} END
            WHEN solve_by IS NOT NULL THEN {self._rank_of_target("solve_by")} ELSE {_UNDATED} END AS rank"""
        sorted_day = f"""CASE WHEN due_on IS NOT NULL THEN due_on
            WHEN {unanswered} THEN substr(coalesce(answer_by, raised_at), 1, 10)
            ELSE coalesce(substr(solve_by, 1, 10), '9') END AS sorted_day"""
        section = {"due": "NULL", "account": "account_id", "plan": "plan_id"}[self.by]
        return f"'step' AS record, id, {rank}, {sorted_day}, raised_at, closed_at, {section} AS section"

    def _plan_columns(self) -> str:
        due_on = _PLAN_DUE
        rank = f"CASE WHEN {due_on} IS NULL THEN {_UNDATED} ELSE {self._rank_of_day(due_on)} END"
        section = {"due": "NULL", "account": "account_id", "plan": "id"}[self.by]
        return f"'plan', id, {rank}, coalesce({due_on}, '9'), created_at, closed_on, {section}"

    def _rank_of_day(self, day: str) -> str:
        return f"""CASE WHEN {day} < {self._today} THEN 0 WHEN {day} = {self._today} THEN 1
            WHEN {day} <= {self._sunday} THEN 2 ELSE 3 END"""

    def _rank_of_target(self, by: str) -> str:
        """Return the group of a promised time; one that has passed today is overdue already."""
        return f"CASE WHEN {by} < {self._now} THEN 0 ELSE {self._rank_of_day(f'substr({by}, 1, 10)')} END"

    def _conditions(self, wanted: StepFilter, table: str, title: str) -> str:
        # The + keeps the engine from reading all steps an account ever had: those that are open are few.
        conditions = [" AND deleted_at IS NULL", self._in("+account_id", wanted.account_ids)]
        conditions.append(self._holding(wanted.text, title))
        conditions.append(_tagged(wanted.tag, table) if wanted.tag else "")
        if table == "plan":
            conditions.append(" AND 0" if wanted.side in ("theirs", "colleagues") else "")
            return "".join(conditions)
        conditions += [self._in("id", wanted.step_ids), self._in("kind", wanted.kinds), _SIDES[wanted.side]]
        if wanted.visit_id is not None:
            conditions.append(f" AND visit_id = {self.place(wanted.visit_id)}")
        if wanted.contact_id is not None:
            contact = self.place(wanted.contact_id)
            conditions.append(
                f" AND (owner_contact_id = {contact} OR id IN (SELECT step_id FROM step_contact"
                f" WHERE contact_id = {contact} AND deleted_at IS NULL))"
            )
        return "".join(conditions)

    def _soon(self, wanted: StepFilter) -> str:
        """Return the condition that lets the engine pass over what is due later, where only what is near is wanted."""
        is_near = bool(wanted.groups) and set(wanted.groups) <= {"overdue", "today"}
        return f" AND (due_on <= {self._today} OR due_on IS NULL)" if is_near else ""

    def _in(self, column: str, allowed: Sequence[Value]) -> str:
        return f" AND {column} IN ({', '.join(map(self.place, allowed))})" if allowed else ""

    def _holding(self, text: str, title: str) -> str:
        if not text.strip():
            return ""
        part = f"lower({self.place(text.strip())})"
        accounts = f"SELECT id FROM account WHERE instr(lower(name || ' ' || short_name), {part})"
        return f" AND (instr(lower({title}), {part}) OR account_id IN ({accounts}))"


def _tagged(tag: str, table: str) -> str:
    from models import tags

    of_account = f"+account_id IN (SELECT id FROM account WHERE {tags.bearing('account.tags', tag)})"
    if table == "plan":
        return f" AND {of_account}"
    of_visit = f"SELECT 1 FROM visit WHERE visit.id = step.visit_id AND {tags.bearing('visit.tags', tag)}"
    return f" AND ({of_account} OR EXISTS ({of_visit}))"


_SIDES: dict[Side, str] = {
    "": "",
    "mine": " AND owner_side = 'ours' AND owner_colleague_id IS NULL",
    "colleagues": " AND owner_side = 'ours' AND owner_colleague_id IS NOT NULL",
    "ours": " AND owner_side = 'ours'",
    "theirs": " AND owner_side = 'theirs'",
}


_PLAN_DUE = "coalesce(check_in_on, target_on)"

_SECTIONED: dict[Grouping, str] = {
    "due": "{rows}",
    "account": """
        SELECT part.*, coalesce(name, '') AS called
        FROM ({rows}) AS part LEFT JOIN account ON account.id = section""",
    # A step stays when its plan goes: it belongs to none then.
    "plan": """
        SELECT record, part.id, rank, sorted_day, raised_at, closed_at, plan.id AS section, coalesce(goal, '') AS called
        FROM ({rows}) AS part LEFT JOIN plan ON plan.id = section AND plan.deleted_at IS NULL""",
}
"""The rows wanted with the account or plan under which they stand."""

_BEFORE: dict[Grouping, str] = {
    "due": "",
    "account": "section IS NULL, called, coalesce(section, 0), ",
    "plan": "section IS NULL, called, coalesce(section, 0), record = 'step', ",
}
"""What the rows are sorted by before their day."""

_GOAL = """coalesce((SELECT whole.goal FROM plan AS whole
    WHERE whole.id = coalesce(plan_id, plan.id) AND whole.deleted_at IS NULL), '')"""
_AFTER = """coalesce((SELECT before.title FROM step AS before
    WHERE before.id = step.after_id AND before.closed_at IS NULL AND before.deleted_at IS NULL), '')"""

_ANSWERED = 8
"""The place of `answered` behind the group, in a row of the list."""


def _found(journal: Journal, query: _Query, items: str, condition: str, limit: int) -> list[StepItem]:
    statement = f"""
        {items}
        SELECT record, part.id, rank, coalesce(step.kind, 'plan'), coalesce(step.title, goal),
               coalesce(step.account_id, plan.account_id), coalesce(account.name, ''), coalesce(owner_side, 'ours'),
               coalesce(colleague.name, contact.name, ''), coalesce(due_on, {_PLAN_DUE}), part.raised_at,
               step.id IS NULL OR first_answered_at IS NOT NULL, part.closed_at, step.outcome, severity,
               coalesce(repeats, ''), coalesce(plan_id, plan.id), sorted_day, answer_by, solve_by, {_GOAL}, {_AFTER},
               reopened_at
        FROM (SELECT * FROM item WHERE {condition} ORDER BY {query.order()} LIMIT {query.place(limit)}) AS part
        LEFT JOIN step ON record = 'step' AND step.id = part.id
        LEFT JOIN plan ON record = 'plan' AND plan.id = part.id
        LEFT JOIN account ON account.id = coalesce(step.account_id, plan.account_id)
        LEFT JOIN colleague ON colleague.id = owner_colleague_id
        LEFT JOIN contact ON contact.id = owner_contact_id
        ORDER BY {_BEFORE[query.by]}rank, sorted_day, part.raised_at, part.id"""
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
