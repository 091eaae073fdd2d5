"""How soon requests and complaints are to be answered, visited and solved, by severity; a setting of the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from models import working_time
from models.changes import Changes, Value
from models.clock import wall_of
from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class
from models.tables import Step
from models.text.working_spans import LONGEST, Span
from models.working_time import WorkingTime

KINDS = ("request", "complaint")
SEVERITIES = ("normal", "serious", "urgent")
COLUMNS = {"answer": "answer_by", "on_site": "on_site_by", "solve": "solve_by"}
"""What is promised, and the column of a step that holds the time for it."""

Promised = Mapping[str, Span]
"""What is promised for one severity: 'answer', 'on_site', 'solve'; what is not promised is left out."""

_SETTING = "response_targets"
_RUNNING = "closed_at IS NULL AND deleted_at IS NULL AND kind IN ('request', 'complaint')"


def _hours(count: float) -> Span:
    return Span(count, "working_hours")


def _days(count: float) -> Span:
    return Span(count, "working_days")


USUAL: dict[tuple[str, str], Promised] = {
    ("request", "normal"): {"answer": _days(1)},
    ("request", "serious"): {"answer": _hours(4), "solve": _days(5)},
    ("request", "urgent"): {"answer": _hours(2), "on_site": _days(1), "solve": _days(2)},
    ("complaint", "normal"): {"answer": _hours(4)},
    ("complaint", "serious"): {"answer": _hours(2), "solve": _days(5)},
    ("complaint", "urgent"): {"answer": _hours(1), "on_site": _days(1), "solve": _days(2)},
}
"""What is promised until the user says otherwise."""


@row_class
class Targets:
    """What is promised, and the working time in which it is counted."""

    promised: Mapping[tuple[str, str], Promised]
    working: WorkingTime

    def deadlines(self, kind: str, severity: str | None, since: str) -> dict[str, Value]:
        """Return by when a request or complaint is to be answered, visited and solved, as times on the wall by column.

        `since` is when it was raised, or reopened. A kind without a clock has no times.
        """
        promised = self.promised.get((kind, severity or "normal"), {})
        return {column: self._by(promised.get(part), since) for part, column in COLUMNS.items()}

    def _by(self, span: Span | None, since: str) -> Value:
        if span is None:
            return None
        moment = datetime.fromisoformat(since)
        try:
            if span.unit == "hours":
                by = moment + timedelta(hours=span.amount)
            elif span.unit == "working_days":
                by = self.working.add_days(moment, span.amount)
            else:
                by = self.working.add_hours(moment, span.amount)
        except OverflowError:
            return None  # no calendar has the day
        return wall_of(by)


def of(journal: Journal) -> Targets:
    """Return what a journal promises."""
    stored = json.loads(journal.setting(_SETTING) or "{}")
    promised = dict(USUAL)
    for kind, severity in USUAL:
        found = stored.get(f"{kind} {severity}") if isinstance(stored, dict) else None
        if isinstance(found, dict):
            promised[kind, severity] = {part: _span(found[part]) for part in COLUMNS if _is_usable(found.get(part))}
    return Targets(promised, working_time.of(journal))


def set_promised(journal: Journal, kind: str, severity: str, promised: Promised) -> None:
    """Set what is promised for one kind and severity; what stands open keeps its times until `rework`.

    Raises InvalidValue for a kind or severity that has no clock.
    """
    if (kind, severity) not in USUAL:
        raise InvalidValue("{kind} has no clock. Choose a request or a complaint.", kind=f"{kind} {severity}")
    before = of(journal).promised
    if before[kind, severity] == promised:
        return
    after = {**before, (kind, severity): promised}
    stored = {
        f"{kind} {severity}": {part: [span.amount, span.unit] for part, span in one.items()}
        for (kind, severity), one in after.items()
    }
    journal.set_setting(_SETTING, json.dumps(stored))


def running_count(journal: Journal) -> int:
    """Return how many clocks are running."""
    found = journal.row(f"SELECT count(*) FROM step WHERE {_RUNNING}")
    return int(found[0]) if found else 0


def rework(journal: Journal) -> Changes:
    """Work out again by when what is open is to be answered and solved; all of it is one operation."""
    targets = of(journal)
    columns = tuple(COLUMNS.values())
    query = f"""
        SELECT id, kind, severity, coalesce(reopened_at, raised_at), {", ".join(columns)} FROM step
        WHERE {_RUNNING} ORDER BY id"""
    with journal.operation("steps.rework_targets") as work:
        for step_id, kind, severity, since, *before in journal.rows(query):
            deadlines = targets.deadlines(kind, severity, since)
            if [deadlines[column] for column in columns] != before:
                work.update(Step, step_id, deadlines)
        return work.done()


def _is_usable(stored: Any) -> bool:
    if not (isinstance(stored, list) and len(stored) == 2 and stored[1] in LONGEST):
        return False
    amount = stored[0]
    return isinstance(amount, int | float) and not isinstance(amount, bool) and 0 < amount <= LONGEST[stored[1]]


def _span(stored: Any) -> Span:
    return Span(stored[0], stored[1])
