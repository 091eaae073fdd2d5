"""After the order: an acceptance of 634 items, the money of 20,000 receivables, and a project of 2,000 events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models import acceptance_marking, ageing, timeline
from models.clock import FixedClock
from models.journal import Journal
from tests.bench.measuring import TODAY, Line, quantile, times, times_each
from tests.bench.obligations import make_obligations
from tests.bench.window import child

_CALLS = 20
_MARKED = 100
_PAGES = {
    "acceptance": "the acceptance of 634 items, 17 departments, 87 signatures",
    "items": "its items",
    "signatures": "its signatures",
    "overview": "open the project of 2,000 events",
    "timeline": "the timeline of 2,000 entries",
    "receivables": "all of 20,000 receivables with their ageing",
    "pipeline": "the pipeline of 1,000 projects",
    "money_today": "Today with 20,000 receivables",
}


def lines(sample: Path) -> Iterator[Line]:
    """Measure on a journal of many receivables and of a long project, made of a copy of a sample."""
    path = sample.with_name("obligations.rounds")
    make_obligations(sample, path)
    found = child("delivery", path)
    for key, what in _PAGES.items():
        yield Line(f"{what}, painted, p95", found[key], budget=50)
    yield Line(f"mark {_MARKED} items at once, and see it, p95", found["mark"], budget=100)
    with Journal.open(path, clock=FixedClock(TODAY)) as journal:
        ((project_id,),) = journal.rows(
            "SELECT project_id FROM acceptance_item GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        )
        query = "SELECT id FROM acceptance_item WHERE project_id = ? ORDER BY position LIMIT ?"
        items = [row[0] for row in journal.rows(query, project_id, _MARKED)]
        states = ("submitted", "agreed") * (_CALLS // 2)
        taken = times_each(
            [lambda state=state: acceptance_marking.mark_items(journal, items, state=state) for state in states]
        )
        yield Line(f"mark {_MARKED} items at once, p95", quantile(taken, 0.95), budget=100)
        taken = times(lambda: ageing.total(journal), _CALLS)
        yield Line("the ageing of 20,000 receivables, p95", quantile(taken, 0.95), budget=50)
        taken = times(lambda: timeline.of_project(journal, project_id), _CALLS)
        yield Line("the first entries of 2,000 of a project, p95", quantile(taken, 0.95), budget=50)
    path.unlink()
