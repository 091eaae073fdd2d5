"""How long the command line takes to answer, beside a Python that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Line, quantile, times

_RUNS = 9
_MAIN = Path(__file__).resolve().parents[2] / "main.py"


def lines(sample: Path) -> Iterator[Line]:
    """Measure a quick-add line that is only tried."""
    add = [sys.executable, str(_MAIN), "-j", str(sample), "--json", "add", "--dry-run", "Send the BOQ @Northern Rail"]
    taken = times(lambda: _run(add), _RUNS)
    floor = times(lambda: _run([sys.executable, "-c", "pass"]), _RUNS)
    yield Line("main.py add --dry-run, from start to end", quantile(taken, 0.5), quantile(floor, 0.5), "bare Python")


def _run(words: list[str]) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""})
