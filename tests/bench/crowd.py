"""A journal with many accounts and many open steps: the sample's visits spread over a whole territory."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from models.clock import FixedClock
from models.journal import Journal
from tests.bench.measuring import TODAY

_STAMP = "2026-05-01T08:00:00.000Z"
_KINDS = (
    "next_step",
    "next_step",
    "next_step",
    "promise",
    "promise",
    "customer_promise",
    "request",
    "complaint",
    "risk",
)
_YESTERDAY = TODAY - timedelta(days=1)
"""Nothing was closed after today; what was closed today is what somebody did since this morning, and not hundreds."""
_OPEN_SHARE = 12
"""One step in so many is open."""


def begin_filling(journal: Journal) -> None:
    """Begin to write rows by the thousand: nothing is checked, and the search index does not follow."""
    connection = journal.connection
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    of_search = "SELECT name FROM sqlite_schema WHERE name LIKE 'search\\_%' ESCAPE '\\' AND type = 'trigger'"
    for (trigger,) in list(connection.execute(of_search)):
        connection.execute(f"DROP TRIGGER {trigger}")


def make_crowd(sample: Path, path: Path, *, accounts: int, steps: int) -> None:
    """Make a copy of a sample with so many accounts and steps; its visits are spread over all accounts.

    The search index of the copy does not follow.
    """
    shutil.copy(sample, path)
    chance = random.Random(5)
    with Journal.open(path, clock=FixedClock(TODAY)) as journal:
        connection = journal.connection
        begin_filling(journal)
        known = [row[0] for row in connection.execute("SELECT id FROM account")]
        more = [journal.ids.next() for _ in range(accounts - len(known))]
        connection.executemany(
            "INSERT INTO account (id, name, account_class, rhythm_days, rhythm_inherited, region, created_at, "
            "changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (_account(number, account, chance) for number, account in enumerate(more)),
        )
        connection.execute("CREATE TEMP TABLE every AS SELECT row_number() OVER () - 1 AS number, id FROM account")
        connection.execute("CREATE UNIQUE INDEX temp.every_number ON every (number)")
        connection.execute(
            "UPDATE visit SET account_id = (SELECT id FROM every WHERE number = visit.rowid % ?)", (accounts,)
        )
        connection.execute(
            "UPDATE step SET account_id = (SELECT account_id FROM visit WHERE visit.id = visit_id) "
            "WHERE visit_id IS NOT NULL"
        )
        _fill_steps(journal, [*known, *more], steps, chance)
        connection.execute("COMMIT")


def _account(number: int, account_id: int, chance: random.Random) -> tuple[object, ...]:
    rhythm = chance.choice((14, 30, 30, 90, None))
    return (
        account_id,
        f"Branch {number:05d} 分公司",
        chance.choice("ABC"),
        rhythm,
        int(rhythm is None),
        chance.choice(("North", "South", "East", "West")),
        _STAMP,
        _STAMP,
    )


def _fill_steps(journal: Journal, accounts: list[int], steps: int, chance: random.Random) -> None:
    found = journal.row("SELECT count(*) FROM step")
    missing = steps - (found[0] if found else 0)
    journal.connection.executemany(
        "INSERT INTO step (id, kind, title, account_id, owner_side, due_on, raised_at, answer_by, closed_at, outcome, "
        "created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        _steps(journal, accounts, missing, chance),
    )


def _steps(journal: Journal, accounts: list[int], missing: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12)
    for number in range(missing):
        kind = chance.choice(_KINDS)
        is_open = number % _OPEN_SHARE == 0
        raised = noon - timedelta(
            days=chance.randrange(60) if is_open else chance.randrange(60, 1500), minutes=number % 600
        )
        due_on = (raised + timedelta(days=chance.randrange(1, 90))).date()
        due = due_on.isoformat()
        closed = None if is_open else f"{min(due_on, _YESTERDAY).isoformat()}T18:00"
        clocked = kind in ("request", "complaint")
        yield (
            journal.ids.next(),
            kind,
            f"Step {number}",
            chance.choice(accounts),
            "theirs" if kind == "customer_promise" else "ours",
            None if clocked else due,
            raised.strftime("%Y-%m-%dT%H:%M"),
            (raised + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M") if clocked and is_open else None,
            closed,
            None if is_open else "done",
            _STAMP,
            _STAMP,
        )
