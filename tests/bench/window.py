"""The window: start, pages, typing, the search field and memory, each beside a bare window or editor."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Line, quantile, times

_STARTS = 7


def lines(small: Path, large: Path, size: str) -> Iterator[Line]:
    """Measure the window on a small and a large journal; memory is told in MB where others are milliseconds."""
    bare = quantile(times(lambda: _child("bare"), _STARTS), 0.5)
    for path, name in ((small, "1,000"), (large, size)):
        taken = quantile(times(lambda path=path: _child("start", path), _STARTS), 0.5)
        yield Line(f"process start to window, {name} visits", taken, bare, "bare window", most_times_floor=2.5)
    memory = _child("start", large)["memory"] - _child("bare")["memory"]
    yield Line(f"memory above a bare window in MB, not ms, {size} visits", memory, budget=80)
    figures = {path: _child("pages", path) for path in (small, large)}
    for key, what in {
        "page": "change the page",
        "account": "open an account",
        "contact": "open a person",
        "visit": "open a visit",
    }.items():
        yield Line(
            f"{what}, painted, {size} visits, p95",
            figures[large][key],
            figures[small][key],
            "with 1,000 visits",
            budget=50,
            most_times_floor=1.3,
            or_more_by=20,
        )
    yield Line(
        f"a letter in the search field, painted, {size} visits, p95",
        figures[large]["search"],
        figures[small]["search"],
        "with 1,000 visits",
        budget=16,
    )
    typed = _child("typing", small)
    yield Line(
        "a keystroke in a note of 100 KB, painted, p95",
        typed["keystroke"],
        typed["floor"],
        "bare QPlainTextEdit",
        most_times_floor=1.5,
        or_more_by=max(8 - typed["floor"], 0),
    )


def _child(task: str, *paths: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "PYTHONDONTWRITEBYTECODE": ""}
        command = [sys.executable, "-m", "tests.bench.window_child", task, *map(str, paths)]
        done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(done.stdout)
    return found
