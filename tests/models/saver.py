"""A program to be killed: it does one thing with a journal over and over and says so only when it is done.

`python -m tests.models.saver save|draft|migrate|backup|lock|attach JOURNAL FOLDER` prints 'ready' before it starts.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import apsw

from models import attachments, drafts, migrations, visits
from models.clock import Clock
from models.journal import Journal
from models.safety import backup
from models.safety.lock import JournalLock

NEXT = migrations.newest() + 1
"""The version that the step makes which only the tests know."""


def save(path: Path, folder: Path) -> None:
    """Hold the lock and save visits with two people and three steps each; print an id once its save returned."""
    with JournalLock(path, folder=folder), Journal.open(path) as journal:
        account_id, *people = (
            row[0] for row in journal.rows("SELECT id FROM account UNION ALL SELECT id FROM contact")
        )
        print("ready", flush=True)
        for number in range(1_000_000):
            visit = visits.record(
                journal,
                account_id=account_id,
                people=people,
                notes=f"{number} " * random.randrange(3000),
                next_steps=[{"title": "one"}, {"title": "two"}, {"title": "three"}],
            )
            print(visit.id, flush=True)


def keep_drafts(path: Path, folder: Path) -> None:
    """Hold the lock and keep one draft over and over, longer each time; print its number once it is kept."""
    with JournalLock(path, folder=folder), Journal.open(path) as journal:
        draft_id = next((one.id for one in drafts.waiting(journal)), None)
        print("ready", flush=True)
        for number in range(1_000_000):
            draft_id = drafts.keep(journal, "visit", None, f"{number} " + "word " * number, draft_id)
            print(number, flush=True)


def next_step(connection: apsw.Connection) -> None:
    """Add a column and fill it, saying how far it is, so that it can be killed in the middle."""
    connection.execute("ALTER TABLE visit ADD COLUMN weather TEXT NOT NULL DEFAULT 'unknown'")
    for number in range(30):
        connection.execute("UPDATE visit SET weather = ?, notes = notes || '.'", (str(number),))
        print("step", flush=True)


def migrate(path: Path, folder: Path) -> None:
    """Open a journal with a program that knows a further step."""
    migrations.STEPS = (*migrations.STEPS, migrations.Step(NEXT, next_step))
    print("ready", flush=True)
    with Journal.open(path, backups=folder) as journal:
        print(migrations.version_of(journal.connection), flush=True)


def back_up(path: Path, folder: Path) -> None:
    """Make one backup after the other; print each when it counts."""
    with Journal.open(path) as journal:
        print("ready", flush=True)
        while True:
            print(backup.make(journal.connection, path, Clock(), folder).name, flush=True)


def hold_lock(path: Path, folder: Path) -> None:
    """Hold the lock of a journal until told to end."""
    with JournalLock(path, folder=folder):
        print("ready", flush=True)
        sys.stdin.read()


def hold_file(path: Path, _folder: Path) -> None:
    """Hold the file itself, as another program does in the middle of its write."""
    connection = apsw.Connection(str(path))
    connection.execute("BEGIN EXCLUSIVE")
    print("ready", flush=True)
    sys.stdin.read()


def attach(path: Path, _folder: Path) -> None:
    """Keep files of many sizes with a visit; print an id once its bytes were said to be safe."""
    with Journal.open(path) as journal:
        ((visit_id,),) = journal.rows("SELECT id FROM visit")
        print("ready", flush=True)
        while True:
            content = random.randbytes(random.randrange(1, 3_000_000))
            print(attachments.add(journal, "visit", visit_id, "a.bin", content).id, flush=True)


if __name__ == "__main__":
    what, journal_path, other = sys.argv[1:]
    works = {
        "save": save,
        "draft": keep_drafts,
        "migrate": migrate,
        "backup": back_up,
        "lock": hold_lock,
        "hold": hold_file,
        "attach": attach,
    }
    works[what](Path(journal_path), Path(other))
