"""Search: the call beside the raw question to the index, beside `grep -r`, and the index's part in a save."""

from __future__ import annotations

import random
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from models import accounts, visits
from models.clock import FixedClock
from models.journal import Journal
from models.migrations import search_triggers
from models.search import finding
from models.search.asked import Asked
from tests.bench.measuring import TODAY, Line, memory_disk, quantile, times, times_each

_WORDS = (
    "a",
    "n",
    "t",
    "no",
    "the",
    "nort",
    "north",
    "meeting",
    "with",
    "spare parts list",
    "send the boq",
    "tom anders",
    "north -grid",
    "zw",
    "报",
    "报价",
    "徐海 报价",
)
_SHOWN = 5
"""Records of each kind that are shown while someone types."""
_ROUNDS = 8
_SAVES = 200
_NOTES = ("He asked twice who answers at night. 夜里谁接电话？ " * 12)[:400]
_RAW = (
    "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
)


def lines(large: Path, size: str) -> Iterator[Line]:
    """Measure finding and what the index costs when a visit is saved."""
    with Journal.open(large, clock=FixedClock(TODAY)) as journal:
        calls = [lambda word=word: finding.find(journal, word, limit=_SHOWN) for word in _WORDS]
        asked = [_raw(journal, word) for word in _WORDS]
        for act in (*calls, *asked):
            act()
        yield Line(
            f"search {size} visits, the call, p95",
            quantile(times_each(calls * _ROUNDS), 0.95),
            quantile(times_each(asked * _ROUNDS), 0.95),
            "the index alone, kind by kind",
            budget=16,
            most_times_floor=3,
            or_more_by=2,
        )
        found = quantile(times(lambda: finding.find(journal, "报价"), 20), 0.95)
        yield Line(f"find 报价 in {size} visits", found, _grep(journal), "grep -r over text files")
    saved, bare = _upkeep()
    yield Line("the index's part in saving a visit of 400 characters, p95", max(saved - bare, 0), bare, "the rest", 3)


def _raw(journal: Journal, words: str) -> Callable[[], None]:
    """Return what asks the index for the rows of each kind of record once, and reads nothing else."""
    asked = Asked(journal, words)

    def ask() -> None:
        for kind in asked.kinds(None):
            journal.rows(_RAW, asked.anywhere, *asked.ids(kind), _SHOWN)

    return ask


def _grep(journal: Journal) -> float:
    """Return how long `grep -r` takes over the notes of all visits, a text file each, read once before."""
    with tempfile.TemporaryDirectory(prefix="rounds-grep-", dir=memory_disk()) as folder:
        for visit_id, text in journal.rows("SELECT id, purpose || char(10) || summary || char(10) || notes FROM visit"):
            (Path(folder) / f"{visit_id}.txt").write_text(text, encoding="utf-8")
        return min(times(lambda: subprocess.run(["grep", "-rl", "报价", folder], stdout=subprocess.DEVNULL), 2))


def _upkeep() -> tuple[float, float]:
    """Return what saving a visit of 400 characters takes (p95) with the index, and with nothing for it to follow."""
    taken = []
    for followed in (True, False):
        path = memory_disk() / f"bench-upkeep-{followed}.rounds"
        try:
            clock = FixedClock(TODAY)
            with Journal.create(path, clock=clock, source=random.Random(1)) as journal:
                account = accounts.create(journal, name="北方铁路局").id
                if not followed:
                    search_triggers.remove(journal.connection)

                def save(journal: Journal = journal, account: int = account, clock: FixedClock = clock) -> None:
                    clock.move(timedelta(seconds=9))
                    visits.record(journal, account_id=account, purpose="Walk through", notes=_NOTES)

                taken.append(quantile(times(save, _SAVES), 0.95))
        finally:
            path.unlink(missing_ok=True)
    return taken[0], taken[1]
