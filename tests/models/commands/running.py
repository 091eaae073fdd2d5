"""What running a command leaves behind, and a look into the journal it ran on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.clock import FixedClock
from models.journal import Journal
from tests.factories import TODAY


@dataclass(frozen=True)
class Ran:
    """What a command left behind: its exit code, its answer, and what it said beside it."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The answer as a script reads it."""
        return json.loads(self.out)


Run = Callable[..., Ran]


def opened(path: Path) -> Journal:
    """Open a journal on the day the tests take place, to put something in or to look inside."""
    return Journal.open(path, clock=FixedClock(TODAY))
