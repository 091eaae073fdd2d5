"""Opening a journal, its histories and its lists: a large one beside one of 1,000 visits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import apsw

from models import timeline, visit_lists
from models.clock import FixedClock
from models.journal import Journal
from tests.bench.measuring import TODAY, Line, quantile, times, times_each

_CALLS = 120


def lines(small: Path, large: Path, size: str) -> Iterator[Line]:
    """Measure what a person waits for when a page is opened."""
    yield Line(
        f"open a journal of {size} visits, p95",
        quantile(times(lambda: _open(large).close(), 20), 0.95),
        quantile(times(lambda: _open_bare(large), 20), 0.95),
        "bare connection",
        budget=50,
    )
    figures = {}
    for name, path in (("small", small), ("large", large)):
        with _open(path) as journal:
            for what, calls in _pages(journal).items():
                figures[what, name] = quantile(times_each([*calls, *calls]), 0.95)
    for what in dict.fromkeys(what for what, _ in figures):
        yield Line(
            f"{what}, {size} visits, p95",
            figures[what, "large"],
            figures[what, "small"],
            "with 1,000 visits",
            budget=50,
            most_times_floor=1.3,
            or_more_by=20,
        )


def _open(path: Path) -> Journal:
    return Journal.open(path, clock=FixedClock(TODAY))


def _open_bare(path: Path) -> None:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    connection.close()


def _pages(journal: Journal) -> dict[str, list[Callable[[], object]]]:
    """Return the calls behind each page, for the accounts and people with the most visits."""
    accounts = [row[0] for row in journal.rows("SELECT id FROM account ORDER BY id")]
    most = "SELECT contact_id FROM visit_contact GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?"
    people = [row[0] for row in journal.rows(most, _CALLS)]
    starts = journal.rows("SELECT start, id FROM visit ORDER BY start DESC, id DESC")
    deep = [(row[0], row[1]) for row in starts[:: max(len(starts) // _CALLS, 1)]]
    return {
        "history of an account with its branches": [
            lambda account=account: timeline.of_account(journal, account) for account in accounts
        ],
        "history of a person": [lambda person=person: timeline.of_contact(journal, person) for person in people],
        "second window of an account's history": [
            lambda account=account, below=below: timeline.of_account(journal, account, below=below)
            for account in accounts
            if (below := _last_place(journal, account))
        ],
        "list of visits, any window": [
            lambda place=place: visit_lists.listing(journal, before=place) for place in deep
        ],
    }


def _last_place(journal: Journal, account_id: int) -> tuple[str, int, str] | None:
    window = timeline.of_account(journal, account_id)
    return window[-1].place if window else None
