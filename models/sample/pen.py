"""Two ways to write the sample journal's visits: one operation each, or when there are many a whole month at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models import preparation, response_targets, step_rounds, steps, values, visits
from models.changes import Value
from models.journal import Journal
from models.sample.cast import Person
from models.tables import Step, StepContact, StepEvent, Visit, VisitColleague, VisitContact, VisitQuestion, table_name
from models.tables.record import Record


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step that was written, as far as what becomes of it depends on it."""

    id: int
    kind: str
    severity: str
    due_on: str
    raised_at: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was prepared for a visit, and whether it was asked there."""

    words: str
    done: bool


class Pen(Protocol):
    """What the sample journal needs to write of its visits."""

    def record(
        self,
        fields: visits.VisitFields,
        people: Sequence[Person],
        colleagues: Sequence[int],
        questions: Sequence[Asked],
        next_steps: Sequence[steps.StepFields],
    ) -> tuple[int, list[ToldStep]]:
        """Write down a visit that was held and return its id and its steps."""
        ...

    def answer(self, step: ToldStep, at: datetime) -> None:
        """Note the first answer to a request or complaint."""
        ...

    def arrive(self, step: ToldStep, at: datetime) -> None:
        """Note that we were on site."""
        ...

    def escalate(self, step: ToldStep, colleague_id: int, at: datetime) -> None:
        """Note that a request or complaint went up the ladder."""
        ...

    def close(self, step: ToldStep, outcome: str, result: str) -> None:
        """Close a step now."""
        ...

    def reopen(self, step: ToldStep) -> None:
        """Open a closed step again, now."""
        ...

    def settle(self) -> None:
        """See to it that all that was written stands in the tables."""
        ...


class CarefulPen:
    """Writes through the operations of the journal, each its own entry in the log."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def record(
        self,
        fields: visits.VisitFields,
        people: Sequence[Person],
        colleagues: Sequence[int],
        questions: Sequence[Asked],
        next_steps: Sequence[steps.StepFields],
    ) -> tuple[int, list[ToldStep]]:
        """Write down a visit that was held and return its id and its steps."""
        with self._journal.operation("visits.record", subject=str(fields["purpose"])) as work:
            made = visits.record(
                self._journal,
                people=[person.id for person in people],
                colleagues=colleagues,
                questions=[question.words for question in questions],
                next_steps=next_steps,
                **fields,
            )
            prepared = preparation.listing(self._journal, made.id) if questions else []
            for line, question in zip(prepared, questions, strict=True):
                if question.done:
                    work.update(VisitQuestion, line.id, {"done": 1})
        return made.id, [
            ToldStep(row.id, row.kind, row.severity or "", row.due_on or row.raised_at[:10], row.raised_at)
            for row in steps.of_visit(self._journal, made.id)
        ]

    def answer(self, step: ToldStep, at: datetime) -> None:
        """Note the first answer to a request or complaint."""
        steps.answer(self._journal, step.id, at=at)

    def arrive(self, step: ToldStep, at: datetime) -> None:
        """Note that we were on site."""
        steps.arrive(self._journal, step.id, at=at)

    def escalate(self, step: ToldStep, colleague_id: int, at: datetime) -> None:
        """Note that a request or complaint went up the ladder."""
        step_rounds.escalate(self._journal, step.id, colleague_id=colleague_id, at=at)

    def close(self, step: ToldStep, outcome: str, result: str) -> None:
        """Close a step now."""
        steps.close(self._journal, step.id, outcome, result=result)

    def reopen(self, step: ToldStep) -> None:
        """Open a closed step again, now."""
        if steps.get(self._journal, step.id).closed_at is not None:
            steps.reopen(self._journal, step.id)

    def settle(self) -> None:
        """Do nothing: all that was written stands in the tables."""


class FastPen:
    """Collects the rows of a month and writes them table by table.

    The texts of the sample are known to be clean, so nothing is checked but what the tables check themselves. Call
    `flush` at the end of each month, within the operation of that month.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._rows: dict[type[Record], list[list[Value]]] = {table: [] for table in _COLUMNS}
        self._new_steps: dict[int, list[Value]] = {}
        self._updates: dict[tuple[str, ...], list[tuple[Value, ...]]] = {}
        self._stamp = ""
        self._targets = response_targets.of(journal)

    def record(
        self,
        fields: visits.VisitFields,
        people: Sequence[Person],
        colleagues: Sequence[int],
        questions: Sequence[Asked],
        next_steps: Sequence[steps.StepFields],
    ) -> tuple[int, list[ToldStep]]:
        """Write down a visit that was held and return its id and its steps."""
        self._stamp = self._now()
        visit_id = self._add(Visit, {**fields, "tags": values.tags(fields.get("tags", ()))})
        start = str(fields["start"])
        for person in people:
            link = {"visit_id": visit_id, "contact_id": person.id, "account_id": person.customer.id}
            self._add(VisitContact, link | {"contact_post_id": person.post_id})
        for colleague_id in colleagues:
            self._add(VisitColleague, {"visit_id": visit_id, "colleague_id": colleague_id})
        for position, question in enumerate(questions):
            line = {"visit_id": visit_id, "position": position, "question": question.words, "done": int(question.done)}
            self._add(VisitQuestion, line)
        inherited = {"visit_id": visit_id, "account_id": fields["account_id"], "project_id": fields.get("project_id")}
        return visit_id, [self._add_step(inherited | {"raised_at": start}, step, start) for step in next_steps]

    def answer(self, step: ToldStep, at: datetime) -> None:
        """Note the first answer to a request or complaint."""
        self._update(step, first_answered_at=_wall(at))

    def arrive(self, step: ToldStep, at: datetime) -> None:
        """Note that we were on site."""
        self._update(step, on_site_at=_wall(at))

    def escalate(self, step: ToldStep, colleague_id: int, at: datetime) -> None:
        """Note that a request or complaint went up the ladder."""
        self._stamp = self._now()
        self._add(StepEvent, {"step_id": step.id, "what": "escalated", "at": _wall(at), "colleague_id": colleague_id})
        self._update(step, escalated_to_colleague_id=colleague_id, escalated_at=_wall(at))

    def close(self, step: ToldStep, outcome: str, result: str) -> None:
        """Close a step now."""
        now = _wall(self._journal.clock.now())
        if step.kind not in steps.PROMISES:
            outcome = "released" if outcome == "released" else "done"
        elif outcome not in ("broken", "released"):
            outcome = "kept_late" if now[:10] > step.due_on else "kept"
        self._update(step, closed_at=now, outcome=outcome, result=result)

    def reopen(self, step: ToldStep) -> None:
        """Open a closed step again, now."""
        # So few come back that they need no short cut.
        self.flush()
        steps.reopen(self._journal, step.id)

    def _now(self) -> str:
        """Return the stamp of this moment; the sample's clock goes by UTC."""
        return f"{self._journal.clock.now().isoformat(timespec='milliseconds')[:23]}Z"

    @contextmanager
    def without_indexes(self) -> Iterator[None]:
        """Leave the indexes of these tables out for a while: made at the end, all at once, they cost much less."""
        tables = ", ".join(f"'{table_name(table)}'" for table in _COLUMNS)
        # Steps of plans and of series are looked up meanwhile.
        found = self._journal.rows(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql NOT LIKE '%(plan_id)%' "
            "AND sql NOT LIKE '%(series_id)%' "
            f"AND tbl_name IN ({tables}) ORDER BY rowid"
        )
        for name, _ in found:
            self._journal.connection.execute(f"DROP INDEX {name}")
        yield
        for _, query in found:
            self._journal.connection.execute(query)

    def settle(self) -> None:
        """See to it that all that was written stands in the tables."""
        self.flush()

    def flush(self) -> None:
        """Write the rows collected so far."""
        for table, rows in self._rows.items():
            if rows:
                columns = (*_COLUMNS[table], "created_at", "changed_at")
                places = ", ".join("?" * (len(columns) + 1))
                query = f"INSERT INTO {table_name(table)} (id, {', '.join(columns)}) VALUES ({places})"
                self._journal.connection.executemany(query, rows)
                rows.clear()
        self._new_steps.clear()
        for columns, updates in self._updates.items():
            pairs = ", ".join(f"{column} = ?" for column in columns)
            query = f"UPDATE step SET {pairs}, changed_at = ?, revision = revision + 1 WHERE id = ?"
            self._journal.connection.executemany(query, updates)
        self._updates.clear()

    def _add_step(self, inherited: dict[str, object], step: steps.StepFields, start: str) -> ToldStep:
        kind, severity, due_on = step["kind"], step.get("severity") or "", str(step["due_on"])
        side = "theirs" if kind == "customer_promise" else "ours"
        targets = self._targets.deadlines(kind, severity, start)
        step_id = self._add(Step, {**inherited, "owner_side": side, **targets, **step})
        self._new_steps[step_id] = self._rows[Step][-1]
        for contact_id in step.get("people", ()):
            self._add(StepContact, {"step_id": step_id, "contact_id": contact_id})
        return ToldStep(step_id, kind, severity, due_on, start)

    def _add(self, table: type[Record], values: object) -> int:
        row_id = self._journal.ids.next()
        get = values.get  # type: ignore[attr-defined]
        found = [get(column, default) for column, default in _COLUMNS[table].items()]
        self._rows[table].append([row_id, *found, self._stamp, self._stamp])
        return row_id

    def _update(self, step: ToldStep, **values: Value) -> None:
        new = self._new_steps.get(step.id)
        if new is not None:
            for column, value in values.items():
                new[_STEP_PLACES[column]] = value
            new[-1] = self._now()
            return
        row = (*values.values(), self._now(), step.id)
        self._updates.setdefault(tuple(values), []).append(row)


_COLUMNS: dict[type[Record], dict[str, Value]] = {
    Visit: {
        "account_id": None,
        "trip_id": None,
        "project_id": None,
        "start": "",
        "minutes": None,
        "channel": "",
        "place": "",
        "purpose": "",
        "expected_result": "",
        "summary": "",
        "highlight": "",
        "support_needed": "",
        "notes": "",
        "private_notes": "",
        "satisfaction": None,
        "expectation": "",
        "expectation_level": None,
        "confidential": 0,
        "tags": "[]",
    },
    VisitContact: {"visit_id": None, "contact_id": None, "account_id": None, "contact_post_id": None},
    VisitColleague: {"visit_id": None, "colleague_id": None},
    VisitQuestion: {"visit_id": None, "position": 0, "question": "", "done": 0},
    Step: {
        "kind": "",
        "title": "",
        "account_id": None,
        "project_id": None,
        "visit_id": None,
        "owner_side": "ours",
        "owner_colleague_id": None,
        "owner_contact_id": None,
        "due_on": None,
        "severity": None,
        "raised_at": "",
        "first_answered_at": None,
        "on_site_at": None,
        "closed_at": None,
        "reopened_at": None,
        "escalated_to_colleague_id": None,
        "escalated_at": None,
        "outcome": None,
        "result": "",
        "answer_by": None,
        "on_site_by": None,
        "solve_by": None,
    },
    StepEvent: {"step_id": None, "what": "", "at": "", "colleague_id": None},
    StepContact: {"step_id": None, "contact_id": None},
}
"""The columns that are written, with what stands in them when nothing is given; the tables know the others."""

_STEP_PLACES = {column: place for place, column in enumerate(_COLUMNS[Step], start=1)}


def _wall(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")[:16]
