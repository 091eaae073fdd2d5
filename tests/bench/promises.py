"""Today, Going quiet, Next steps and the month, read anew and painted: 5,000 accounts with few visits and with many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench.crowd import make_crowd
from tests.bench.measuring import Line
from tests.bench.window import child

_ACCOUNTS = 5000
_STEPS_A_VISIT = 3
_PAGES = {
    "today": "Today",
    "quiet": "Going quiet",
    "steps": "Next steps",
    "month": "a month of the calendar",
}


def lines(small: Path, large: Path, visits: int) -> Iterator[Line]:
    """Measure the pages that tell what is owed to whom, on copies of the samples with a territory of accounts."""
    figures = {}
    for sample, count in ((small, 1000), (large, visits)):
        path = sample.with_name(f"crowd-{sample.name}")
        make_crowd(sample, path, accounts=_ACCOUNTS, steps=count * _STEPS_A_VISIT)
        figures[sample] = child("promises", path)
        path.unlink()
    for key, what in _PAGES.items():
        yield Line(
            f"{what}, painted, {visits:,} visits, {visits * _STEPS_A_VISIT:,} steps, p95",
            figures[large][key],
            figures[small][key],
            "with 1,000 visits",
            budget=50,
            most_times_floor=1.5,
        )
