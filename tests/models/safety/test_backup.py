"""Backups are whole before they count, the old ones are thinned, and a wrong clock clears none away."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from models import accounts
from models.clock import FixedClock
from models.errors import Cancelled, CannotWrite, JournalBusy, JournalDamaged
from models.journal import Journal
from models.safety import backup
from models.safety.backup import Backup
from models.safety.check import check
from models.safety.file_lock import FileLock
from tests.factories import make_account, make_visit

START = date(2025, 5, 14)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def _make(journal: Journal, folder: Path, pinned: str = "") -> Path:
    return backup.make(journal.connection, journal.path, journal.clock, folder, pinned=pinned)


def test_a_backup_opens_and_holds_the_same(journal: Journal, folder: Path) -> None:
    account_id = make_account(journal, "北方铁路")
    make_visit(journal, account_id, notes="价格 👍")
    made = _make(journal, folder)
    make_account(journal, "Later")
    with Journal.open(made) as copy:
        assert [account.name for account in accounts.listing(copy)] == ["北方铁路"]
        assert check(copy.connection).faults == ()
    assert made.name == "000001 2026-05-14 120000.rounds"
    assert [one.path for one in backup.listing(journal.path, folder)] == [made]


def test_a_backup_goes_on_step_by_step_while_its_journal_is_written(journal: Journal, folder: Path) -> None:
    account_id = make_account(journal, "Before")
    with journal.operation("tests.many"):
        for _ in range(400):
            make_visit(journal, account_id, notes="x" * 3000)
    with backup.Making(journal.connection, journal.path, journal.clock, folder) as making:
        assert making.step()
        done, of = making.copied()
        assert 0 < done == backup.PAGES_A_STEP < of
        make_account(journal, "Meanwhile")
        while making.step():
            pass
        assert making.copied() == (1, 1)
        assert backup.listing(journal.path, folder) == []
        made = making.finish()
    with Journal.open(made, read_only=True) as copy:
        assert [account.name for account in accounts.listing(copy)] == ["Before", "Meanwhile"]


def test_a_copy_is_checked_by_another_thread(journal: Journal, folder: Path) -> None:
    making = backup.Making(journal.connection, journal.path, journal.clock, folder)
    while making.step():
        pass
    with ThreadPoolExecutor(1) as worker:
        made = worker.submit(making.finish).result()
    assert [one.path for one in backup.listing(journal.path, folder)] == [made]
    assert _make(journal, folder).is_file()


def test_a_backup_given_up_leaves_nothing_and_hinders_no_other(journal: Journal, folder: Path) -> None:
    with backup.Making(journal.connection, journal.path, journal.clock, folder), pytest.raises(JournalBusy):
        _make(journal, folder)
    assert [path.name for path in backup.folder_for(journal.path, folder).iterdir() if path.suffix != ".lock"] == []
    assert _make(journal, folder).is_file()


def test_a_backup_can_be_called_off(journal: Journal, folder: Path) -> None:
    account_id = make_account(journal)
    with journal.operation("tests.many"):
        for _ in range(400):
            make_visit(journal, account_id, notes="x" * 3000)

    def call_off(done: int, of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        backup.make(journal.connection, journal.path, journal.clock, folder, progress=call_off)
    assert backup.listing(journal.path, folder) == []
    assert _make(journal, folder).is_file()


def test_a_backup_of_a_journal_in_use_takes_what_is_saved(journal: Journal, folder: Path) -> None:
    make_account(journal, "Saved")
    with Journal.open(journal.path) as other:
        made = _make(journal, folder)
        make_account(other, "Meanwhile")
    with Journal.open(made, read_only=True) as copy:
        assert [account.name for account in accounts.listing(copy)] == ["Saved"]


def test_a_damaged_journal_never_replaces_a_good_backup(journal: Journal, folder: Path) -> None:
    account_id = make_account(journal)
    with journal.operation("tests.many"):
        for _ in range(50):
            make_visit(journal, account_id, notes="x" * 3000)
    good = [_make(journal, folder) for _ in range(6)]
    content = {path: path.read_bytes() for path in good}
    journal.close()
    data = bytearray(journal.path.read_bytes())
    for page in range(20, len(data) // 4096, 3):
        data[page * 4096 : page * 4096 + 16] = bytes(16)
    journal.path.write_bytes(bytes(data))
    connection = apsw.Connection(str(journal.path))
    with pytest.raises(JournalDamaged, match=r"test\.rounds is damaged.*restore the newest backup"):
        backup.make(connection, journal.path, journal.clock, folder)
    connection.close()
    assert {path: path.read_bytes() for path in good} == content
    assert sorted(path for path in good[0].parent.iterdir() if path.suffix != ".lock") == good


def test_a_journal_that_breaks_the_rules_of_the_house_is_no_good_backup(journal: Journal, folder: Path) -> None:
    make_account(journal)
    journal.connection.execute("DROP TRIGGER log_update_visit")
    with pytest.raises(JournalDamaged, match="log of changes of visit"):
        _make(journal, folder)
    assert backup.listing(journal.path, folder) == []


def test_numbers_only_go_up(journal: Journal, folder: Path, clock: FixedClock) -> None:
    for days in (0, -3650, 7300, -3650):
        clock.move(timedelta(days=days))
        _make(journal, folder)
    found = backup.listing(journal.path, folder)
    assert [one.number for one in found] == [4, 3, 2, 1]
    found[0].path.unlink()
    assert _make(journal, folder).name.startswith("000004 ")


def test_other_files_in_the_folder_are_left_alone(journal: Journal, folder: Path) -> None:
    first = _make(journal, folder)
    others = [
        first.with_name(name)
        for name in ("notes.txt", "my copy.rounds", "000009 2026-99-99 120000.rounds", "000002 2026-05-14.rounds")
    ]
    for other in others:
        other.write_text("not ours")
    for _ in range(8):
        _make(journal, folder)
    assert all(other.read_text() == "not ours" for other in others)
    assert backup.listing(journal.path, folder)[0].number == 9


def test_what_a_killed_backup_left_is_cleared_away(journal: Journal, folder: Path) -> None:
    first = _make(journal, folder)
    for name in ("000002 2026-05-14 120000.tmp", "000002 2026-05-14 120000.tmp-journal"):
        first.with_name(name).write_bytes(b"half")
    assert len(backup.listing(journal.path, folder)) == 1
    second = _make(journal, folder)
    assert sorted(path for path in first.parent.iterdir() if path.suffix != ".lock") == [first, second]


def test_two_programs_do_not_make_one_backup(journal: Journal, folder: Path) -> None:
    first = _make(journal, folder)
    with FileLock(first.with_name("making.lock")), pytest.raises(JournalBusy, match="Wait until it is done"):
        _make(journal, folder)
    _make(journal, folder)


def test_a_folder_that_takes_no_backup(journal: Journal, folder: Path) -> None:
    folder.write_text("a file")
    with pytest.raises(CannotWrite, match=r"No backup could be written to .*backups.*Free some space") as refused:
        _make(journal, folder)
    assert "Errno" not in str(refused.value)


def test_journals_of_the_same_name_have_their_own_backups(tmp_path: Path, folder: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with Journal.create(tmp_path / name / "same.rounds") as journal:
            _make(journal, folder)
            assert len(backup.listing(journal.path, folder)) == 1
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("letter", ["x", "走"])
def test_a_long_name_has_backups_too(tmp_path: Path, folder: Path, letter: str) -> None:
    name = letter * (200 // len(letter.encode())) + ".rounds"
    with Journal.create(tmp_path / name) as journal:
        assert _make(journal, folder).exists()


def _one_a_day(days: int, first: date = START) -> list[Backup]:
    made = [Backup(Path(f"{number}"), number, first + timedelta(days=number), "") for number in range(days)]
    return made[::-1]


def test_a_year_of_daily_backups_thins_out_to_this() -> None:
    """12 days; the newest of each of 10 weeks; the newest of each of 9 months: written out by hand."""
    kept = backup.to_keep(_one_a_day(365))
    days = [f"2026-05-{day:02d}" for day in range(2, 14)]
    weeks = ["2026-03-15", "2026-03-22", "2026-03-29", "2026-04-05", "2026-04-12", "2026-04-19", "2026-04-26"]
    months = [
        "2025-09-30",
        "2025-10-31",
        "2025-11-30",
        "2025-12-31",
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
    ]
    assert sorted({one.day.isoformat() for one in kept}) == sorted({*days, *weeks, *months})


def test_thinning_every_day_leaves_the_same_as_thinning_once() -> None:
    present: list[Backup] = []
    for one in reversed(_one_a_day(365)):
        present.insert(0, one)
        kept = backup.to_keep(present)
        present = [other for other in present if other in kept]
    newest = [one.day for one in present]
    assert newest[:12] == [START + timedelta(days=number) for number in range(364, 352, -1)]
    assert len(present) <= 12 + 10 + 9
    assert newest[-1] <= date(2025, 10, 1), "no long way back is left"


def test_every_backup_of_the_two_newest_days_stays() -> None:
    made = [Backup(Path(f"{number}"), number, START + timedelta(days=number // 20), "") for number in range(100)][::-1]
    kept = backup.to_keep(made)
    assert set(made[:40]) <= kept
    assert len(kept) == 40 + 3


def test_what_is_kept_for_good_stays() -> None:
    made = _one_a_day(365)
    made[300] = Backup(Path("pinned"), made[300].number, made[300].day, "import")
    assert made[300] in backup.to_keep(made)


@pytest.mark.parametrize("seed", range(20))
def test_a_jumping_clock_never_clears_the_newest(seed: int) -> None:
    chance = random.Random(seed)
    present: list[Backup] = []
    clock = datetime(2026, 5, 14)
    for number in range(1, 200):
        jump = chance.choice((0, 0, 0, 1, 1, 3650, -3650, 365, -365, -1))
        clock = min(max(clock + timedelta(days=jump), datetime(1990, 1, 1)), datetime(2080, 1, 1))
        present.insert(0, Backup(Path(f"{number}"), number, clock.date(), ""))
        kept = backup.to_keep(present)
        present = [one for one in present if one in kept]
        assert [one.number for one in present[:5]] == list(range(number, max(number - 5, 0), -1))


def test_thinning_removes_just_those_not_kept(journal: Journal, folder: Path, clock: FixedClock) -> None:
    pinned = _make(journal, folder, "import")
    for _ in range(45):
        clock.move(timedelta(days=1))
        _make(journal, folder)
    found = backup.listing(journal.path, folder)
    assert found[-1].path == pinned
    assert found[-1].pinned == "import"
    assert len(found) < 25
    assert set(found) == backup.to_keep(found)
