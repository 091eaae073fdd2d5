"""People and territory: the largest account, the tree, the way to somebody, and who was written down twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models import territory, warm_path
from models.clock import FixedClock
from models.duplicates import people as duplicate_people
from models.journal import Journal
from models.summaries import periods
from tests.bench.country import make_country
from tests.bench.measuring import TODAY, Line, quantile, times, times_each
from tests.bench.window import child

_CALLS = 60
_PAGES = {
    "account": "open an account with 500 people and 5,000 visits",
    "people": "the people of that account",
    "top": "open the account above half of the 5,000",
    "tree": "the tree of 5,000 accounts",
}


def lines(sample: Path) -> Iterator[Line]:
    """Measure on a journal of 5,000 accounts and 20,000 people, made of a copy of a sample."""
    path = sample.with_name("country.rounds")
    make_country(sample, path)
    found = child("people", path)
    for key, what in _PAGES.items():
        yield Line(f"{what}, painted, p95", found[key], budget=50)
    with Journal.open(path, clock=FixedClock(TODAY)) as journal:
        query = "SELECT id FROM contact WHERE deleted_at IS NULL ORDER BY id LIMIT ?"
        ids = [row[0] for row in journal.rows(query, 20_000)][:: 20_000 // _CALLS]
        taken = times_each([lambda one=one: warm_path.paths(journal, one) for one in ids])
        yield Line("the way to a person among 20,000, p95", quantile(taken, 0.95), budget=100)
        quarter = periods.parse_period("this-quarter", TODAY)
        (read,) = times(lambda: territory.own(journal, quarter, "branch"), 1)
        yield Line("the territory of 5,000 accounts, by branch", read, budget=50)
        (looked,) = times(lambda: duplicate_people.find(journal), 1)
        yield Line("who was written down twice, among 20,000 people", looked, budget=5000)
    path.unlink()
