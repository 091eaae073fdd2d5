"""How a figure is taken and what a line of the bench says."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TODAY = date(2026, 5, 15)


@dataclass(frozen=True)
class Line:
    """One budget: what was measured and its floor in milliseconds, and the most it may be (or None: only told)."""

    what: str
    figure: float
    floor: float | None = None
    floor_name: str = ""
    budget: float | None = None
    most_times_floor: float | None = None
    or_more_by: float = 0.0
    """Milliseconds by which the floor may be passed however small it is, where a ratio is asked for."""

    @property
    def ratio(self) -> float | None:
        """How many times the floor the figure is."""
        return self.figure / self.floor if self.floor else None

    @property
    def kept(self) -> bool:
        """Whether the budget is kept."""
        if self.budget is not None and self.figure > self.budget:
            return False
        if self.most_times_floor is None or self.floor is None:
            return True
        return self.figure <= max(self.floor * self.most_times_floor, self.floor + self.or_more_by)

    def __str__(self) -> str:
        floor = f"{_shown(self.floor)} {self.floor_name}" if self.floor is not None else ""
        ratio = f"{self.ratio:.2f} x" if self.ratio is not None else ""
        limits = [f"<= {_shown(self.budget)}"] if self.budget is not None else []
        if self.most_times_floor is not None:
            more = f" or +{_shown(self.or_more_by)}" if self.or_more_by else ""
            limits.append(f"<= {self.most_times_floor:g} x{more}")
        verdict = ("ok" if self.kept else "OVER") if limits else ""
        return f"{self.what:<62} {_shown(self.figure):>9}  {floor:<32} {ratio:>8}  {', '.join(limits):<26} {verdict}"


def times(act: Callable[[], object], count: int) -> list[float]:
    """Return how long each of some calls of one thing took, in milliseconds."""
    return times_each([act] * count)


def times_each(acts: Iterable[Callable[[], object]]) -> list[float]:
    """Return how long each of some calls took, in milliseconds, without the collector's pauses."""
    taken = []
    gc.collect()
    gc.disable()
    try:
        for act in acts:
            begun = time.perf_counter()
            act()
            taken.append((time.perf_counter() - begun) * 1000)
    finally:
        gc.enable()
    return taken


def quantile(taken: Iterable[float], share: float) -> float:
    """Return the time within which a share of the calls was done."""
    ordered = sorted(taken)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def memory_disk() -> Path:
    """Return a folder in memory where the system has one, else the one for temporary files."""
    shared = Path("/dev/shm")
    return shared if shared.is_dir() else Path(tempfile.gettempdir())


def _shown(milliseconds: float | None) -> str:
    if milliseconds is None:
        return ""
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.2f} s"
    return f"{milliseconds:.2f} ms" if milliseconds < 10 else f"{milliseconds:.0f} ms"
