"""The sample journals that tests read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

TODAY = date(2026, 5, 15)
"""A Friday, as the demo's default."""


@dataclass(frozen=True)
class LargeSample:
    """Where a large sample journal of that day lies, and what was told of its progress while it was made."""

    path: Path
    told: list[tuple[int, int]]
