"""Prints each budget beside its floor: `python -m tests.bench [--quick]`; ends with 1 when one is broken."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.sample import make_sample
from tests.bench import delivery, importing, people, promises, reading, saving, searching, starting, summaries, window
from tests.bench.measuring import TODAY, Line, memory_disk, times


def main() -> int:
    """Measure everything and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10,000 visits instead of 100,000")
    parser.add_argument("--window", action="store_true", help="only the figures of the window")
    asked = parser.parse_args()
    visits = 10_000 if asked.quick else 100_000
    with (
        tempfile.TemporaryDirectory(prefix="rounds-bench-", dir=memory_disk()) as memory,
        tempfile.TemporaryDirectory(prefix="rounds-bench-") as disk,
    ):
        return _print(_lines(Path(memory), Path(disk), visits, window_only=asked.window))


def _lines(memory: Path, disk: Path, visits: int, *, window_only: bool) -> Iterator[Line]:
    size = f"{visits:,}"
    small, large = memory / "small.rounds", memory / "large.rounds"
    if window_only:
        make_sample(small, visits=1000, today=TODAY)
        make_sample(large, visits=visits, today=TODAY)
        yield from window.lines(small, large, size)
        yield from promises.lines(small, large, visits)
        yield from people.lines(small)
        yield from delivery.lines(small)
        return
    yield from saving.lines(disk)
    (floor,) = times(lambda: make_sample(small, visits=1000, today=TODAY), 1)
    (taken,) = times(lambda: make_sample(large, visits=visits, today=TODAY), 1)
    yield Line(f"make a sample of {size} visits", taken, floor, "with 1,000 visits", budget=visits * 0.6)
    yield from reading.lines(small, large, size)
    yield from searching.lines(large, size)
    yield from summaries.lines(small)
    yield from importing.lines(memory)
    yield from starting.lines(small)
    yield from window.lines(small, large, size)
    yield from promises.lines(small, large, visits)
    yield from people.lines(small)
    yield from delivery.lines(small)


def _print(lines: Iterable[Line]) -> int:
    print(f"{'what':<62} {'figure':>9}  {'floor':<32} {'ratio':>8}  budget")
    broken = 0
    for line in lines:
        print(line, flush=True)
        broken += not line.kept
    print("All budgets are kept." if not broken else f"{broken} budgets are broken.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
