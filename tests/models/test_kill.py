"""kill -9 at any moment: what was said to be saved is there, and nothing is half there."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from models import migrations
from models.clock import Clock
from models.journal import Journal
from models.safety import backup
from models.safety.check import check
from models.safety.lock import JournalLock
from tests.factories import make_account, make_contact, make_visit
from tests.models import saver
from tests.models.children import child, kill_after, kill_within

ROUNDS = [60, pytest.param(2000, marks=pytest.mark.torture)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with an account and two people, closed."""
    with Journal.create(tmp_path / "kill.rounds") as journal:
        make_account(journal)
        make_contact(journal, "徐海")
        make_contact(journal, "Anna Meier")
    return tmp_path / "kill.rounds"


def _require_whole(journal: Journal) -> None:
    assert check(journal.connection).faults == ()
    people = "SELECT count(*) FROM visit_contact WHERE visit_id = visit.id"
    steps = "SELECT count(*) FROM step WHERE visit_id = visit.id"
    assert journal.rows(f"SELECT id FROM visit WHERE ({people}) <> 2 OR ({steps}) <> 3") == []
    assert journal.row("SELECT count(*) FROM operation WHERE name = 'visits.record'") == journal.row(
        "SELECT count(*) FROM visit"
    )


@pytest.mark.parametrize("kills", ROUNDS)
def test_no_save_is_lost_or_half_done(path: Path, tmp_path: Path, kills: int) -> None:
    chance = random.Random(9)
    locks = tmp_path / "locks"
    saved: set[int] = set()
    for _ in range(kills):
        with child("save", path, locks) as process:
            said = kill_within(process, 0.15, chance)
        assert process.returncode == -9 or os.name == "nt"
        saved |= {int(line) for line in said}
        lock = JournalLock(path, folder=locks)
        with lock, Journal.open(path) as journal:
            assert lock.left_behind
            assert saved <= {row[0] for row in journal.rows("SELECT id FROM visit")}
            if len(saved) % 5 == 0:
                _require_whole(journal)
    with Journal.open(path) as journal:
        _require_whole(journal)
    assert len(saved) > kills, "the child was killed before it saved anything worth testing"


@pytest.mark.parametrize("kills", [12, pytest.param(400, marks=pytest.mark.torture)])
def test_a_migration_is_done_or_not_done(
    path: Path, tmp_path: Path, kills: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.open(path) as journal:
        account_id = make_account(journal)
        with journal.operation("tests.many"):
            for number in range(400):
                make_visit(journal, account_id, notes=f"{number} " * 500)
        backup.make(journal.connection, path, Clock(), tmp_path / "kept")
    (start,) = (found.path for found in backup.listing(path, tmp_path / "kept"))
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, migrations.Step(saver.NEXT, saver.next_step)))
    chance = random.Random(3)
    versions = []
    halfway = 0
    for number in range(kills):
        trial = tmp_path / f"trial-{number}.rounds"
        trial.write_bytes(start.read_bytes())
        with child("migrate", trial, tmp_path / "before") as process:
            kill_after(process, chance.randrange(45))
        halfway += (tmp_path / f"{trial.name}-journal").exists()
        with monkeypatch.context() as patch:
            patch.setattr("models.opening.bring_up_to_date", lambda *_: None)
            with Journal.open(trial) as journal:
                version = migrations.version_of(journal.connection)
                versions.append(version)
                columns = {name for (name,) in journal.rows("SELECT name FROM pragma_table_info('visit')")}
                assert ("weather" in columns) == (version == saver.NEXT)
                endings = "SELECT DISTINCT substr(notes, -30) GLOB '*..............................' FROM visit"
                assert journal.rows(endings) == [(int(version == saver.NEXT),)]
                assert journal.row("SELECT count(*) FROM visit") == (400,)
                assert check(journal.connection).faults == ()
        trial.unlink()
    assert set(versions) == {saver.NEXT - 1, saver.NEXT}, "the kills came all too early or all too late"
    assert halfway, "no kill came in the middle of the migration"


@pytest.mark.parametrize("kills", [8, pytest.param(400, marks=pytest.mark.torture)])
def test_a_backup_that_was_cut_short_is_none(path: Path, tmp_path: Path, kills: int) -> None:
    with Journal.open(path) as journal:
        account_id = make_account(journal)
        with journal.operation("tests.many"):
            for number in range(300):
                make_visit(journal, account_id, notes=f"{number} " * 500)
        first = backup.make(journal.connection, path, Clock(), tmp_path / "backups", pinned="first")
    content = first.read_bytes()
    chance = random.Random(5)
    cut_short = 0
    for _ in range(kills):
        with child("backup", path, tmp_path / "backups") as process:
            said = kill_within(process, 0.3, chance)
        found = backup.listing(path, tmp_path / "backups")
        cut_short += any(first.parent.glob("*.tmp"))
        assert first in [one.path for one in found]
        assert said == [] or said[-1] in {one.path.name for one in found}
        for one in found[:2]:
            with Journal.open(one.path, read_only=True) as journal:
                assert check(journal.connection).faults == ()
                assert journal.row("SELECT count(*) FROM visit") == (300,)
    assert first.read_bytes() == content
    assert cut_short, "no backup was killed in time"
    with Journal.open(path) as journal:
        backup.make(journal.connection, path, Clock(), tmp_path / "backups")
    assert list(first.parent.glob("*.tmp*")) == []
