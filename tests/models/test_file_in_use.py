"""A file that others hold, move, protect or leave no room for stays whole, and the user is told what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import accounts, changes, database, visit_lists
from models.errors import (
    JournalBusy,
    JournalReadOnly,
)
from models.journal import Journal
from models.safety.check import check
from tests.factories import make_account, make_visit
from tests.models.children import child
from tests.models.whole_journal import VISITS
from tests.sentences import ROOT


@pytest.fixture
def path(copy_of_whole: Path) -> Path:
    return copy_of_whole


def test_a_file_held_by_another_program(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with child("hold", path, tmp_path):
        before = path.read_bytes()
        with pytest.raises(JournalBusy, match=r"test\.rounds is in use.*Close it there"):
            Journal.open(path)
        assert path.read_bytes() == before
    with Journal.open(path) as journal:
        assert len(visit_lists.listing(journal)) == VISITS


def test_a_save_while_another_program_writes(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with Journal.open(path) as journal:
        account_id = accounts.listing(journal)[0].id
        with child("hold", path, tmp_path):
            with pytest.raises(JournalBusy, match=r"test\.rounds is in use"):
                make_visit(journal, account_id)
            with pytest.raises(JournalBusy, match=r"test\.rounds is in use"):
                visit_lists.listing(journal)
        make_visit(journal, account_id)
        assert len(visit_lists.listing(journal)) == VISITS + 1


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files from being moved")
class TestMovedWhileOpen:
    def test_deleted(self, path: Path) -> None:
        with Journal.open(path) as journal:
            account_id = accounts.listing(journal)[0].id
            path.unlink()
            with pytest.raises(JournalReadOnly, match=r"test\.rounds was moved or replaced.*open it again"):
                make_visit(journal, account_id)
            assert not path.exists()

    def test_moved_away(self, path: Path) -> None:
        with Journal.open(path) as journal:
            account_id = accounts.listing(journal)[0].id
            moved = path.rename(path.with_name("moved.rounds"))
            before = moved.read_bytes()
            with pytest.raises(JournalReadOnly, match=r"test\.rounds was moved or replaced"):
                make_visit(journal, account_id)
            assert moved.read_bytes() == before

    def test_replaced_by_another_copy(self, path: Path, whole: Path) -> None:
        with Journal.open(path) as journal:
            account_id = accounts.listing(journal)[0].id
            other = Path(shutil.copy(whole, path.with_name("from elsewhere.rounds")))
            other.replace(path)
            before = path.read_bytes()
            with pytest.raises(JournalReadOnly, match=r"test\.rounds was moved or replaced"):
                make_visit(journal, account_id)
            assert path.read_bytes() == before
        with Journal.open(path) as journal:
            make_visit(journal, account_id)


def _as_nobody(script: str, *arguments: object) -> str:
    """Run a script without the rights of root, who may write anywhere, and return what it printed."""
    drop = "import os, sys\nif os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
    imports = (
        "import apsw, resource, models.summaries, encodings.idna\nfrom pathlib import Path\n"
        "from models import accounts, steps, timeline, visit_lists, visits\nfrom models.journal import Journal\n"
        "from models.errors import JournalError\nfrom models.safety import backup, check\n"
        "from models.clock import Clock\nimport models.safety.lock\n"
    )
    # Imports come first: the program's own folder may be closed to nobody.
    command = [sys.executable, "-c", imports + drop + script, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


_OPEN_AND_SAVE = """
try:
    with Journal.open(Path(sys.argv[1])) as journal:
        print("visits", len(visit_lists.listing(journal)), "read_only", journal.read_only)
        visits.record(journal, account_id=accounts.listing(journal)[0].id, start="2026-05-13T15:00")
        print("saved")
except JournalError as error:
    print(type(error).__name__, error)
"""


def _for_anybody(path: Path) -> Path:
    """Let anybody reach a file and write beside it."""
    for folder in path.parents:
        if "pytest" in str(folder) and folder.stat().st_uid == os.getuid():
            folder.chmod(0o777)
    path.chmod(0o666)
    return path


@pytest.fixture
def open_folder(path: Path) -> Iterator[Path]:
    """Let anybody into the folder of the journal, and come back to clean up."""
    yield _for_anybody(path).parent
    path.parent.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="permission bits are not Windows's way")
class TestWriteProtected:
    def test_a_protected_file_is_read_but_not_written(self, path: Path, open_folder: Path) -> None:
        path.chmod(0o444)
        before = path.read_bytes()
        said = _as_nobody(_OPEN_AND_SAVE, path)
        assert "visits 60 read_only True" in said
        assert "JournalReadOnly" in said
        assert "test.rounds" in said
        assert "write protection" in said
        assert path.read_bytes() == before

    def test_a_protected_folder(self, path: Path, open_folder: Path) -> None:
        path.chmod(0o666)
        open_folder.chmod(0o555)
        before = path.read_bytes()
        said = _as_nobody(_OPEN_AND_SAVE, path)
        assert "visits 60" in said
        assert "JournalReadOnly" in said
        assert "test.rounds" in said
        assert "folder" in said
        assert path.read_bytes() == before

    def test_a_file_that_may_not_be_read(self, path: Path, open_folder: Path) -> None:
        path.chmod(0o000)
        said = _as_nobody(_OPEN_AND_SAVE, path)
        assert "JournalReadOnly" in said
        assert "permissions" in said
        path.chmod(0o600)

    def test_no_journal_is_made_in_a_protected_folder(self, open_folder: Path) -> None:
        open_folder.chmod(0o555)
        script = (
            "try: Journal.create(Path(sys.argv[1]))\nexcept JournalError as error: print(type(error).__name__, error)"
        )
        said = _as_nobody(script, open_folder / "new.rounds")
        assert "CannotWrite" in said
        assert "new.rounds" in said
        assert "can be written to" in said

    def test_opening_for_reading_only(self, path: Path) -> None:
        before = path.read_bytes()
        with Journal.open(path, read_only=True) as journal:
            assert len(visit_lists.listing(journal)) == VISITS
            with pytest.raises(JournalReadOnly, match=r"test\.rounds is open for reading only.*save a copy"):
                make_account(journal)
            with pytest.raises(JournalReadOnly, match="reading only"):
                changes.undo(journal)
        assert path.read_bytes() == before


_FILL = """
saved = 0
with Journal.open(Path(sys.argv[1])) as journal:
    account = accounts.listing(journal)[0].id
    try:
        for _ in range(10_000):
            visits.record(journal, account_id=account, start="2026-05-13T15:00", notes="x" * 20_000)
            saved += 1
    except JournalError as error:
        print(type(error).__name__, error)
    print("saved", saved, "shown", journal.row("SELECT count(*) FROM visit")[0])
    try:
        with journal.operation("tests.many"):
            for _ in range(50):
                try: visits.record(journal, account_id=account, start="2026-05-13T15:00", notes="x" * 200_000)
                except JournalError: pass
    except JournalError as error:
        print("many", type(error).__name__)
    print("unlogged", journal.row("SELECT operation_id FROM current_operation")[0])
"""


def _require_full_disk_told(path: Path, said: str) -> None:
    assert "JournalReadOnly" in said
    assert "not saved" in said
    assert "many JournalReadOnly" in said
    assert "unlogged None" in said
    saved = int(said.partition("saved ")[2].split()[0])
    assert saved > 3
    with Journal.open(path) as journal:
        assert check(journal.connection).faults == ()
        assert journal.row("SELECT count(*) FROM visit") == (VISITS + saved,)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_limit_of_file_size(path: Path) -> None:
    limit = path.stat().st_size + 500_000
    said = _as_nobody(f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n" + _FILL, _for_anybody(path))
    _require_full_disk_told(path, said)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A memory disk of 3 MB; only root may make one."""
    folder = tmp_path / "small disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if os.name == "nt" or not mount:
        pytest.skip("no memory disk can be made here")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no memory disk can be made here")
    yield folder
    subprocess.run([shutil.which("umount") or "umount", folder], check=True)


def test_a_full_disk(small_disk: Path, whole: Path) -> None:
    path = _for_anybody(Path(shutil.copy(whole, small_disk / "full.rounds")))
    _require_full_disk_told(path, _as_nobody(_FILL, path))
