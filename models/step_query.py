"""Which steps a list wants, and the SQL that finds them in the order of the list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import KW_ONLY
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from models.changes import Value
from models.journal import Journal
from models.row_class import row_class

if TYPE_CHECKING:
    from models.step_lists import StepItem

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
    project_id: int | None = None
    kinds: tuple[str, ...] = ()
    side: Side = ""
    groups: tuple[Group, ...] = ()
    text: str = ""
    tag: str = ""
    plans: bool = False


class StepQuery:
    """The rows of a list as SQL, and the values for its places."""

    def __init__(self, journal: Journal, wanted: StepFilter, by: Grouping = "due") -> None:
        today = journal.clock.today()
        self.by = by
        self.values: list[Value] = []
        self._wanted = wanted
        self._today = self.place(today.isoformat())
        self._sunday = self.place((today + timedelta(days=6 - today.weekday())).isoformat())
        self._now = self.place(journal.clock.wall())
        self._text = f"lower({self.place(wanted.text.strip())})" if wanted.text.strip() else ""
        self._has_plans = wanted.plans and not (wanted.kinds or wanted.contact_id or wanted.visit_id)
        # These are few, and found by an index of their own.
        self._are_few = wanted.visit_id is not None or wanted.project_id is not None or bool(wanted.step_ids)
        self._of_steps = self._conditions("step", "title")
        self._of_plans = self._conditions("plan", "goal") if self._has_plans else ""

    def place(self, value: Value) -> str:
        """Take a value and return the place that stands for it."""
        self.values.append(value)
        return f"?{len(self.values)}"

    def items(self, *, named: bool = True) -> str:
        """Return the table `item` of the rows wanted; each branch is read through an index of its own.

        It holds no more than what places a row, which an index holds as well: what a row says is read of few.
        """
        branches = [self._open_steps(f"(due_on IS NULL OR {self._due()})"), *self._closed_and_plans()]
        rows = f"SELECT * FROM ({' UNION ALL '.join(branches)}) WHERE 1{self._of_groups()}"
        return f"{self._with()} item AS ({_SECTIONED[self.by if named else 'due'].format(rows=rows)})"

    def first_items(self, condition: str, limit: int) -> str:
        """Return the table `item` of rows that fulfil a condition, at least those that come first in the list's order.

        By day, no more of a branch is read than can be among them: an index has what is due in that order.
        """
        if self.by != "due" or self._are_few:
            return self.items()
        only, last = f"{self._of_groups()} AND {condition}", f"LIMIT {self.place(limit)}"
        dated = (self._open_steps(f"{self._due()} AND owner_side = '{side}'") for side in self._sides())
        others = (self._open_steps("due_on IS NULL"), *self._closed_and_plans())
        rows = [f"{branch}{only} ORDER BY due_on, raised_at, id {last}" for branch in dated]
        rows += [f"SELECT * FROM ({branch}{_ONCE}) WHERE 1{only} ORDER BY {self.order()} {last}" for branch in others]
        every = " UNION ALL ".join(f"SELECT * FROM ({row})" for row in rows)
        return f"{self._with()} item AS MATERIALIZED ({every})"

    def counts(self) -> str:
        """Return the query for how many open rows the groups hold, also those that are not wanted.

        Of what is due, an index counts each day.
        """
        branches = [
            f"SELECT {self._rank_of_due()} AS rank, count(*) AS number FROM {self._open()} AND {self._due()}"
            " GROUP BY due_on, owner_side",
            f"SELECT rank, count(*) FROM (SELECT {self._rank_of_undated()} AS rank FROM {self._open()}"
            f" AND due_on IS NULL{_ONCE}) GROUP BY rank",
        ]
        if self._has_plans:
            branches.append(f"SELECT {self._rank_of_plan()}, 1 FROM plan WHERE closed_on IS NULL{self._of_plans}")
        rows = " UNION ALL ".join(branches)
        return f"{self._with()} item AS ({rows}) SELECT rank, sum(number) FROM item GROUP BY rank ORDER BY rank"

    def order(self) -> str:
        """Return the columns by which the rows stand in their order."""
        return f"{BEFORE[self.by]}rank, sorted_day, raised_at, id"

    def behind(self, item: StepItem) -> str:
        """Return the condition that a row stands behind this one."""
        key: tuple[Value, ...] = (GROUPS.index(item.group), item.sorted_day, item.raised_at, item.id)
        if self.by == "account":
            key = (item.account_id is None, item.account, item.account_id or 0, *key)
        elif self.by == "plan":
            in_plan = item.plan_id if item.plan else None
            key = (in_plan is None, item.plan, in_plan or 0, not item.is_plan, *key)
        return f"({self.order()}) > ({', '.join(map(self.place, key))})"

    def _with(self) -> str:
        """Return how the query begins: with the accounts whose name holds the text, read once for all branches."""
        if not self._text:
            return "WITH"
        names = f"SELECT id FROM account WHERE instr(lower(name || ' ' || short_name), {self._text})"
        return f"WITH named AS MATERIALIZED ({names}),"

    def _open(self) -> str:
        """Return where open steps are read, with the beginning of the condition."""
        # Named, or the engine takes an index that lacks what places a row, and reads every open step itself.
        index = "" if self._are_few else "INDEXED BY step_open "
        return f"step {index}WHERE closed_at IS NULL{self._of_steps}"

    def _open_steps(self, condition: str) -> str:
        return f"SELECT {self._step_columns()} FROM {self._open()} AND {condition}"

    def _closed_and_plans(self) -> list[str]:
        """Return what stands among the open steps: those closed today, and plans where they are wanted."""
        found = [f"SELECT {self._step_columns()} FROM step WHERE closed_at >= {self._today}{self._of_steps}"]
        if self._has_plans:
            open_or_new = f"(closed_on IS NULL OR closed_on >= {self._today})"
            found.append(f"SELECT {self._plan_columns()} FROM plan WHERE {open_or_new}{self._of_plans}")
        return found

    def _due(self) -> str:
        """Return the condition for a day, which lets the engine pass over what is due later where it is not wanted."""
        is_near = bool(self._wanted.groups) and set(self._wanted.groups) <= {"overdue", "today"}
        return f"due_on <= {self._today}" if is_near else "due_on IS NOT NULL"

    def _sides(self) -> list[str]:
        """Return the sides of which rows are wanted."""
        groups, side = self._wanted.groups, self._wanted.side
        ours = side != "theirs" and groups != ("waiting",)
        theirs = side in ("", "theirs") and (not groups or "waiting" in groups)
        return ["ours"] * ours + ["theirs"] * theirs

    def _step_columns(self) -> str:
        rank = f"CASE WHEN due_on IS NULL THEN {self._rank_of_undated()} ELSE {self._rank_of_due()} END AS rank"
        sorted_day = f"""CASE WHEN due_on IS NOT NULL THEN due_on
            WHEN {_UNANSWERED} THEN substr(coalesce(answer_by, raised_at), 1, 10)
            ELSE coalesce(substr(solve_by, 1, 10), '9') END AS sorted_day"""
        section = {"due": "NULL", "account": "account_id", "plan": "plan_id"}[self.by]
        return f"'step' AS record, id, {rank}, {sorted_day}, raised_at, closed_at, {section} AS section"

    def _plan_columns(self) -> str:
        section = {"due": "NULL", "account": "account_id", "plan": "id"}[self.by]
        placed = f"{self._rank_of_plan()} AS rank, coalesce({PLAN_DUE}, '9') AS sorted_day, created_at AS raised_at"
        return f"'plan' AS record, id, {placed}, closed_on AS closed_at, {section} AS section"

    def _rank_of_due(self) -> str:
        return f"CASE WHEN owner_side = 'theirs' THEN {_WAITING} ELSE {self._rank_of_day('due_on')} END"

    def _rank_of_undated(self) -> str:
        return f"""CASE WHEN owner_side = 'theirs' THEN {_WAITING}
            WHEN {_UNANSWERED} THEN CASE WHEN answer_by IS NULL THEN 1 ELSE {self._rank_of_target("answer_by")} END
            WHEN solve_by IS NOT NULL THEN {self._rank_of_target("solve_by")} ELSE {_UNDATED} END"""

    def _rank_of_plan(self) -> str:
        return f"CASE WHEN {PLAN_DUE} IS NULL THEN {_UNDATED} ELSE {self._rank_of_day(PLAN_DUE)} END"

    def _rank_of_day(self, day: str) -> str:
        return f"""CASE WHEN {day} < {self._today} THEN 0 WHEN {day} = {self._today} THEN 1
            WHEN {day} <= {self._sunday} THEN 2 ELSE 3 END"""

    def _rank_of_target(self, by: str) -> str:
        """Return the group of a promised time; one that has passed today is overdue already."""
        return f"CASE WHEN {by} < {self._now} THEN 0 ELSE {self._rank_of_day(f'substr({by}, 1, 10)')} END"

    def _conditions(self, table: str, title: str) -> str:
        wanted = self._wanted
        # The + keeps the engine from reading all steps an account ever had: those that are open are few.
        conditions = [" AND deleted_at IS NULL", self._in("+account_id", wanted.account_ids)]
        if self._text:
            conditions.append(f" AND (instr(lower({title}), {self._text}) OR account_id IN named)")
        conditions.append(_tagged(wanted.tag, table) if wanted.tag else "")
        if wanted.project_id is not None:
            conditions.append(f" AND project_id = {self.place(wanted.project_id)}")
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

    def _of_groups(self) -> str:
        return self._in("rank", [GROUPS.index(group) for group in self._wanted.groups])

    def _in(self, column: str, allowed: Sequence[Value]) -> str:
        if len(allowed) > _FEW:
            # The engine looks up one place for each value; of a list it makes an index once.
            return f" AND {column} IN (SELECT value FROM json_each({self.place(json.dumps(list(allowed)))}))"
        return f" AND {column} IN ({', '.join(map(self.place, allowed))})" if allowed else ""


def _tagged(tag: str, table: str) -> str:
    from models import tags

    of_account = f"+account_id IN (SELECT id FROM account WHERE {tags.bearing('account.tags', tag)})"
    if table == "plan":
        return f" AND {of_account}"
    of_visit = f"SELECT 1 FROM visit WHERE visit.id = step.visit_id AND {tags.bearing('visit.tags', tag)}"
    return f" AND ({of_account} OR EXISTS ({of_visit}))"


_FEW = 100
"""So many values stand in a query one by one."""

_ONCE = " LIMIT -1"
"""No limit, but it lets the engine work out a column once, and not again wherever it is compared."""

_SIDES: dict[Side, str] = {
    "": "",
    "mine": " AND owner_side = 'ours' AND owner_colleague_id IS NULL",
    "colleagues": " AND owner_side = 'ours' AND owner_colleague_id IS NOT NULL",
    "ours": " AND owner_side = 'ours'",
    "theirs": " AND owner_side = 'theirs'",
}

# Who waits, waits for the first answer, or for the end where one is promised; without a target for the answer it is
# today's. What closes an unanswered request answers it as well; it must not change its place by that.
_UNANSWERED = "kind IN ('request', 'complaint') AND coalesce(first_answered_at, '9') >= coalesce(closed_at, '9')"

PLAN_DUE = "coalesce(check_in_on, target_on)"

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

BEFORE: dict[Grouping, str] = {
    "due": "",
    "account": "section IS NULL, called, coalesce(section, 0), ",
    "plan": "section IS NULL, called, coalesce(section, 0), record = 'step', ",
}
"""What the rows are sorted by before their day."""
