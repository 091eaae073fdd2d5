"""Saving a visit with three people and three steps, beside the same rows without history."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import apsw

from models import accounts, contacts, visits
from models.clock import FixedClock
from models.database import configure
from models.journal import Journal
from tests.bench.measuring import TODAY, Line, memory_disk, quantile, times

_ROUNDS, _SAVES = 3, 200
_NOTES = "He asked twice who answers at night. 夜里谁接电话？ " * 12
_STEPS = ("Send the revised BOQ", "Name the engineer on duty", "送两页说明")


def lines(disk: Path) -> Iterator[Line]:
    """Measure saving on a disk in memory, and on the real one."""
    for name, folder, budget in (("memory disk", memory_disk(), 3.0), ("real disk", disk, None)):
        # Other programs only ever make it slower, so the quietest round says most about this one.
        rounds = [_in_turn(folder) for _ in range(_ROUNDS)]
        saved = min((saved for saved, _ in rounds), key=lambda taken: quantile(taken, 0.95))
        floor = min((floor for _, floor in rounds), key=lambda taken: quantile(taken, 0.95))
        for share in (0.5, 0.95):
            yield Line(
                f"save a visit, 3 people, 3 steps, {name}, p{share * 100:.0f}",
                quantile(saved, share),
                quantile(floor, share),
                "rows alone, no history",
                budget=budget if share == 0.95 else None,
            )


def _in_turn(folder: Path) -> tuple[list[float], list[float]]:
    """Return the times of both, taken in turn so that a busy moment of the machine hits both."""
    paths = [folder / "bench-save.rounds", folder / "bench-rows.rounds"]
    try:
        clock = FixedClock(TODAY)
        with Journal.create(paths[0], clock=clock, source=random.Random(1)) as journal:
            save = _saver(journal, clock)
            write, close = _row_writer(paths[1])
            saved, floor = [], []
            for _ in range(_SAVES // 20):
                saved += times(save, 20)
                floor += times(write, 20)
            close()
    finally:
        for path in paths:
            path.unlink(missing_ok=True)
    return saved, floor


def _saver(journal: Journal, clock: FixedClock) -> Callable[[], object]:
    account = accounts.create(journal, name="Northern Rail").id
    people = [contacts.create(journal, name=f"Guest {number}", account_id=account).id for number in range(3)]

    def save() -> None:
        clock.move(timedelta(seconds=9))
        visits.record(
            journal,
            account_id=account,
            people=people,
            purpose="Walk through revision 2",
            summary="Revised BOQ handed over; order of signatures next.",
            notes=_NOTES,
            next_steps=[{"title": title, "due_on": "2026-05-29", "kind": "promise"} for title in _STEPS],
        )

    return save


def _row_writer(path: Path) -> tuple[Callable[[], object], Callable[[], None]]:
    """Return what writes the same rows into tables without triggers, and what closes the file."""
    with Journal.create(path, clock=FixedClock(TODAY), source=random.Random(1)) as journal:
        account = accounts.create(journal, name="Northern Rail").id
        people = [contacts.create(journal, name=f"Guest {number}", account_id=account).id for number in range(3)]
        posts = [contacts.posts(journal, person)[0].id for person in people]
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    configure(connection)
    for (trigger,) in list(connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")):
        connection.execute(f"DROP TRIGGER {trigger}")
    stamps = ("2026-05-15T12:00:00.000Z",) * 2
    number = people[-1] * 2

    def write() -> None:
        nonlocal number
        connection.execute("BEGIN IMMEDIATE")
        number += 1
        visit = number
        connection.execute(
            "INSERT INTO visit (id, account_id, start, state, purpose, summary, notes, created_at, changed_at) "
            "VALUES (?, ?, '2026-05-15T12:00', 'held', ?, ?, ?, ?, ?)",
            (visit, account, "Walk through revision 2", "Revised BOQ handed over.", _NOTES, *stamps),
        )
        for person, post in zip(people, posts, strict=True):
            number += 1
            connection.execute(
                "INSERT INTO visit_contact (id, visit_id, contact_id, account_id, contact_post_id, created_at, "
                "changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, visit, person, account, post, *stamps),
            )
        for title in _STEPS:
            number += 1
            connection.execute(
                "INSERT INTO step (id, kind, title, account_id, visit_id, due_on, raised_at, created_at, changed_at) "
                "VALUES (?, 'promise', ?, ?, ?, '2026-05-29', '2026-05-15T12:00', ?, ?)",
                (number, title, account, visit, *stamps),
            )
        connection.execute("COMMIT")

    return write, connection.close
