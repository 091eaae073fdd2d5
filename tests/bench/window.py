"""The window: start, pages, typing, the search field and memory, each beside a bare window or editor."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Line, quantile

_STARTS = 7


def lines(small: Path, large: Path, size: str) -> Iterator[Line]:
    """Measure the window on a small and a large journal; memory is told in MB where others are milliseconds."""
    child("start", small)  # once for nothing: what was just installed is compiled, and read from the disk
    tasks = {"bare": ("bare",), "1,000": ("start", small), size: ("start", large)}
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(_STARTS):  # by turns, so that a machine that is busy for a while slows all of them
        for name, task in tasks.items():
            taken[name].append(child(*task)["painted"])
    bare, *ours = (quantile(times, 0.5) for times in taken.values())
    for name, figure in zip(("1,000", size), ours, strict=True):
        yield Line(f"process start to window, {name} visits", figure, bare, "bare window", most_times_floor=2.5)
    memory = child("start", large)["memory"] - child("bare")["memory"]
    yield Line(f"memory above a bare window in MB, not ms, {size} visits", memory, budget=80)
    figures = {path: child("pages", path) for path in (small, large)}
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
        f"the brief on an account, painted, {size} visits, p95",
        figures[large]["brief"],
        figures[small]["brief"],
        "with 1,000 visits",
        budget=100,
    )
    for key, what, budget in (
        ("first_list", "the list of the search field for the first time", 50),
        ("list", "open the list of the search field (Ctrl+K), p95", 30),
        ("one_letter", "the first letter in the search field, p95", 16),
        ("search", "a further letter in the search field, p95", 16),
    ):
        yield Line(
            f"{what}, painted, {size} visits",
            figures[large][key],
            figures[small][key],
            "with 1,000 visits",
            budget=budget,
        )
    typed = child("typing", small)
    yield Line(
        "a keystroke in a note of 100 KB, painted, p95",
        typed["keystroke"],
        typed["floor"],
        "bare QPlainTextEdit",
        most_times_floor=1.5,
        or_more_by=max(8 - typed["floor"], 0),
    )
    for key, what in {"paste": "a text of 100 KB", "page": "a page of 100 KB of HTML"}.items():
        yield Line(
            f"paste {what} into a note, painted",
            typed[key],
            typed["paste_floor"],
            "the text into a bare QPlainTextEdit",
            budget=50,
        )


def child(task: str, *paths: Path) -> dict[str, float]:
    """Run a task in a process of its own; `painted` says after how many milliseconds its window was."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "PYTHONDONTWRITEBYTECODE": ""}
        command = [sys.executable, "-m", "tests.bench.window_child", task, *map(str, paths)]
        begun = time.perf_counter()
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            child.stdout.readline()
            painted = (time.perf_counter() - begun) * 1000
            told = child.stdout.read()
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    found: dict[str, float] = json.loads(told)
    return found | {"painted": painted}
