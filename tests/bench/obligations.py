"""A journal after the order: an acceptance of 634 items, 20,000 receivables, and a project of 2,000 events."""

from __future__ import annotations

import random
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import apsw

from models.clock import FixedClock
from models.journal import Journal
from tests.bench.crowd import begin_filling
from tests.bench.measuring import TODAY

_STAMP = "2026-05-01T08:00:00.000Z"
_CURRENCIES = ("CNY", "EUR", "USD", "JPY", "KWD")
_RECEIVABLES_A_PROJECT = 20
_ATTEMPTS_EACH = 5
_CHANNELS = ("on_site", "hosted", "call", "video", "message", "event")
_STEP_KINDS = ("next_step", "promise", "customer_promise", "request", "complaint", "risk")


def make_obligations(sample: Path, path: Path, *, receivables: int = 20_000, events: int = 2000) -> int:
    """Make a copy of a sample with so many receivables, and return the id of the project with so many events.

    That project is the one of the acceptance with 634 items. The search index of the copy does not follow.
    """
    shutil.copy(sample, path)
    chance = random.Random(17)
    with Journal.open(path, clock=FixedClock(TODAY)) as journal:
        query = "SELECT project_id FROM acceptance_item GROUP BY project_id ORDER BY count(*) DESC LIMIT 1"
        (project_id,) = journal.rows(query)[0]
        begin_filling(journal)
        _owe(journal, receivables, chance)
        _meet(journal, project_id, events // 2, chance)
        _undertake(journal, project_id, events // 4, chance)
        _try(journal, project_id)
        journal.connection.execute("COMMIT")
    return int(project_id)


def _owe(journal: Journal, count: int, chance: random.Random) -> None:
    """Make receivables of all ages in several currencies; most are paid, whole or in parts."""
    accounts = [row[0] for row in journal.rows("SELECT id FROM account")]
    projects, receivables, payments = [], [], []
    for number in range(count):
        if number % _RECEIVABLES_A_PROJECT == 0:
            account_id, project_id = chance.choice(accounts), journal.ids.next()
            projects.append((project_id, account_id, f"Project {number} 项目", "Delivery", _STAMP, _STAMP))
        due = TODAY - timedelta(days=chance.randrange(-200, 500))
        amount = chance.randrange(10_000, 90_000_000)
        receivable_id = journal.ids.next()
        invoiced = due - timedelta(days=30) if chance.random() < 0.8 else None
        receivables.append(
            (receivable_id, account_id, project_id, f"Milestone {number}", amount, chance.choice(_CURRENCIES),
             invoiced and invoiced.isoformat(), due.isoformat(), _STAMP, _STAMP)
        )  # fmt: skip
        for part in _parts(amount, chance):
            payments.append((journal.ids.next(), receivable_id, _paid(due, chance), part, _STAMP, _STAMP))
    execute = journal.connection.executemany
    execute(
        "INSERT INTO project (id, account_id, name, stage, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?)", projects
    )
    execute(
        "INSERT INTO receivable (id, account_id, project_id, title, amount_minor, currency, invoiced_on, due_on, "
        "created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        receivables,
    )
    execute(
        "INSERT INTO payment (id, receivable_id, paid_on, amount_minor, created_at, changed_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        payments,
    )


def _parts(amount: int, chance: random.Random) -> list[int]:
    """Return what is paid of an amount: all of it, a half, two parts, or nothing."""
    half = amount // 2
    return chance.choice(([amount], [half], [half, amount - half], []))


def _paid(due: date, chance: random.Random) -> str:
    return min(due + timedelta(days=chance.randrange(-5, 60)), TODAY).isoformat()


def _meet(journal: Journal, project_id: int, count: int, chance: random.Random) -> None:
    """Make held visits of a project over six years, with two people each."""
    (account_id,) = journal.rows("SELECT account_id FROM project WHERE id = ?", project_id)[0]
    posts = "SELECT contact_id FROM contact_post WHERE account_id = ? AND deleted_at IS NULL"
    people = [row[0] for row in journal.rows(posts, account_id)]
    held: list[tuple[apsw.SQLiteValue, ...]] = []
    taking_part: list[tuple[apsw.SQLiteValue, ...]] = []
    for number in range(count):
        visit_id = journal.ids.next()
        channel = _CHANNELS[number % len(_CHANNELS)]
        held.append(
            (visit_id, account_id, project_id, _moment(number, count), channel, f"Round {number} 交流", _STAMP, _STAMP)
        )
        for contact_id in chance.sample(people, min(2, len(people))):
            taking_part.append((journal.ids.next(), visit_id, contact_id, account_id, _STAMP, _STAMP))
    journal.connection.executemany(
        "INSERT INTO visit (id, account_id, project_id, start, channel, summary, state, created_at, changed_at) "
        "VALUES (?, ?, ?, ?, ?, ?, 'held', ?, ?)",
        held,
    )
    journal.connection.executemany(
        "INSERT INTO visit_contact (id, visit_id, contact_id, account_id, created_at, changed_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        taking_part,
    )


def _undertake(journal: Journal, project_id: int, count: int, chance: random.Random) -> None:
    """Make steps of a project that were raised and closed in those years."""
    (account_id,) = journal.rows("SELECT account_id FROM project WHERE id = ?", project_id)[0]
    rows = []
    for number in range(count):
        raised, kind = _moment(number, count), chance.choice(_STEP_KINDS)
        rows.append(
            (journal.ids.next(), account_id, project_id, kind, f"Step {number} 事项", raised, raised, _STAMP, _STAMP)
        )
    journal.connection.executemany(
        "INSERT INTO step (id, account_id, project_id, kind, title, raised_at, closed_at, outcome, created_at, "
        "changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'done', ?, ?)",
        rows,
    )


def _try(journal: Journal, project_id: int) -> None:
    """Make attempts at each signature of a project."""
    signatures = [row[0] for row in journal.rows("SELECT id FROM signature WHERE project_id = ?", project_id)]
    count = len(signatures) * _ATTEMPTS_EACH
    journal.connection.executemany(
        "INSERT INTO signature_attempt (id, signature_id, tried_at, what, result, created_at, changed_at) "
        "VALUES (?, ?, ?, 'waited', 'Waited an hour 等了一小时', ?, ?)",
        [
            (journal.ids.next(), signatures[number % len(signatures)], _moment(number, count), _STAMP, _STAMP)
            for number in range(count)
        ],
    )


def _moment(number: int, count: int) -> str:
    """Return a time on the wall, one of so many that are spread over six years."""
    back = timedelta(days=(number + 1) * 6 * 365 / count)
    return (datetime(TODAY.year, TODAY.month, TODAY.day, 10, 15) - back).strftime("%Y-%m-%dT%H:%M")
