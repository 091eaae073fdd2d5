"""A damaged, empty or foreign file is never shown as an empty journal, and never changed by being refused."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import pytest

from models import accounts, changes, contacts, database, migrations, steps, timeline, visit_lists, visits
from models.clock import FixedClock
from models.errors import (
    InvalidValue,
    JournalBusy,
    JournalDamaged,
    JournalError,
    JournalReadOnly,
    JournalTooNew,
    NotAJournal,
)
from models.journal import Journal
from models.safety.check import check
from tests.factories import TODAY, make_account, make_contact, make_visit
from tests.models.children import child
from tests.readers import participants_of
from tests.sentences import ROOT

VISITS = 60


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal with some content, closed; tests work on copies of it."""
    path = tmp_path_factory.mktemp("whole") / "whole.rounds"
    with Journal.create(path, clock=FixedClock(TODAY), source=random.Random(6)) as journal:
        account_id = make_account(journal)
        people = [make_contact(journal, f"徐海 {number}") for number in range(5)]
        with journal.operation("tests.many"):
            for number in range(VISITS):
                make_visit(
                    journal,
                    account_id,
                    people=people[:2],
                    notes=f"价格 {number} " * 60,
                    summary="What was agreed",
                    next_steps=[{"title": f"Step {number}"}],
                )
        for visit in visit_lists.listing(journal, limit=10):
            visits.edit(journal, visit.id, notes="edited " * 30)
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "test.rounds"))


def _state(folder: Path) -> dict[str, str]:
    """Return a hash of every file in a folder."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir() if file.is_file()}


@contextmanager
def refused(path: Path, kind: type[JournalError] | tuple[type[JournalError], ...], *words: str) -> Iterator[None]:
    """Expect a refusal that names the path and a remedy, and leaves every byte beside and in it as it was."""
    before = _state(path.parent)
    with pytest.raises(kind) as caught:
        yield
    for word in (path.name, *words):
        assert word in str(caught.value)
    assert _state(path.parent) == before


def test_nothing_there(tmp_path: Path) -> None:
    with refused(tmp_path / "none.rounds", NotAJournal, "make a new journal"):
        Journal.open(tmp_path / "none.rounds")
    with (
        refused(tmp_path / "no folder" / "none.rounds", NotAJournal)
        if (tmp_path / "no folder").is_dir()
        else (pytest.raises(NotAJournal, match="no folder"))
    ):
        Journal.open(tmp_path / "no folder" / "none.rounds")


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.rounds").mkdir()
    with refused(tmp_path / "folder.rounds", NotAJournal, "Choose the file"):
        Journal.open(tmp_path / "folder.rounds")
    with pytest.raises(InvalidValue, match=r"folder\.rounds exists already"):
        Journal.create(tmp_path / "folder.rounds")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_device() -> None:
    with pytest.raises(NotAJournal, match="/dev/null is not a file"):
        Journal.open(Path("/dev/null"))


@pytest.mark.parametrize("size", [0, 1, 15, 16, 17, 68, 72, 99, 100, 511, 512, 1024, 4095])
def test_a_file_cut_within_its_first_page(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])
    with refused(path, (JournalDamaged, NotAJournal), "estore"):
        Journal.open(path)


def test_a_first_page_of_zeros(path: Path) -> None:
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    with refused(path, NotAJournal, "estore a backup"):
        Journal.open(path)


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize("name", ["places.sqlite", "renamed.rounds"])
def test_a_file_of_another_program(tmp_path: Path, mode: str, name: str) -> None:
    other = tmp_path / name
    connection = apsw.Connection(str(other))
    list(connection.execute(f"PRAGMA journal_mode={mode}"))
    connection.execute("CREATE TABLE account (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO account VALUES (1, 'x')")
    if mode == "wal":
        # The other program still runs, or has crashed: part of its data is in the log beside the file.
        with refused(other, NotAJournal, "another program", "Choose"):
            Journal.open(other)
    connection.close()
    with refused(other, NotAJournal, "another program", "Choose"):
        Journal.open(other)


@pytest.mark.parametrize("content", [b"PK\x03\x04 a zip", b"\xff\xfe text", "价格".encode() * 5000, bytes(20_000)])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "notes.rounds").write_bytes(content)
    with refused(tmp_path / "notes.rounds", NotAJournal, "Choose another file"):
        Journal.open(tmp_path / "notes.rounds")


def _set_version(path: Path, version: int) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(f"PRAGMA user_version={version}")
    connection.close()


def test_a_newer_journal(path: Path) -> None:
    newer = migrations.newest() + 1
    _set_version(path, newer)
    with refused(path, JournalTooNew, "install the newer program", f"version {newer}"):
        Journal.open(path)
    with refused(path, JournalTooNew, "install"):
        Journal.open(path, read_only=True)


@pytest.mark.parametrize("version", [0, -1])
def test_a_journal_without_a_version(path: Path, version: int) -> None:
    _set_version(path, version)
    with refused(path, JournalDamaged, "Restore a backup"):
        Journal.open(path)


def test_the_mark_on_an_empty_database(tmp_path: Path) -> None:
    database.create_file(tmp_path / "marked.rounds")
    with refused(tmp_path / "marked.rounds", JournalDamaged, "Restore a backup"):
        Journal.open(tmp_path / "marked.rounds")


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE payment",
        "DROP TABLE change",
        "DROP TABLE setting",
        "DELETE FROM current_operation",
        "ALTER TABLE visit RENAME COLUMN summary TO sumnary",
    ],
)
def test_a_lost_table_or_column(path: Path, damage: str) -> None:
    connection = apsw.Connection(str(path))
    for (trigger,) in list(connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(damage)
    connection.close()
    with refused(path, JournalDamaged, "restore the newest backup"):
        Journal.open(path)


@pytest.mark.parametrize(("word", "broken"), [(b"state IN (", b"state\xc1IN ("), (b"json_array(", b"jsoN_brray(")])
def test_a_rule_or_trigger_the_engine_no_longer_understands(path: Path, word: bytes, broken: bytes) -> None:
    content = path.read_bytes()
    assert word in content
    path.write_bytes(content.replace(word, broken))
    with refused(path, JournalDamaged, "restore the newest backup"):
        Journal.open(path)


@pytest.mark.parametrize("offset", [18, 19, 20, 21, 22, 47, 59, 100])
def test_a_header_of_another_format(path: Path, offset: int) -> None:
    content = bytearray(path.read_bytes())
    content[offset] = 0x77
    path.write_bytes(bytes(content))
    if offset == 18:
        # Written by a later engine: it may be read, but not written.
        assert _use(path) == "refused"
        return
    with refused(path, (JournalDamaged, NotAJournal), "backup"):
        Journal.open(path)


def _read_everything(journal: Journal) -> int:
    """Look at all there is, as a person would, and return how many visits were shown."""
    shown = visit_lists.listing(journal, limit=VISITS * 2)
    for line in shown:
        visits.get(journal, line.id)
        participants_of(journal, line.id)
        steps.of_visit(journal, line.id)
    for account in accounts.listing(journal):
        timeline.of_account(journal, account.id, limit=500)
    for contact in contacts.listing(journal):
        contacts.posts(journal, contact.id)
    return len(shown)


def _use(path: Path) -> str:
    """Open, read, write, undo and check a damaged journal; return how it went, or fail by any other exception."""
    try:
        with Journal.open(path) as journal:
            shown = _read_everything(journal)
            make_visit(journal, accounts.listing(journal)[0].id)
            for play in (changes.undo, changes.undo, changes.undo, changes.redo, changes.redo, changes.redo):
                play(journal)
            return "found" if not check(journal.connection).whole else "whole" if shown == VISITS else "rows missing"
    except JournalError as error:
        return "refused" if path.name in str(error) or isinstance(error, InvalidValue) else f"nameless {error}"
    except IndexError:
        # No account was there to write a visit to: the check has to say why.
        with Journal.open(path) as journal:
            return "rows missing" if check(journal.connection).whole else "found"


def _use_all(path: Path, damaged: Iterator[bytes]) -> set[str]:
    results = set()
    for content in damaged:
        for leftover in path.parent.glob(f"{path.name}-*"):
            leftover.unlink()
        path.write_bytes(content)
        results.add(_use(path))
    return results


@pytest.mark.parametrize("count", [200, pytest.param(2000, marks=pytest.mark.torture)])
def test_files_cut_anywhere(path: Path, whole: Path, count: int) -> None:
    content = whole.read_bytes()
    chance = random.Random(1)
    sizes = [chance.randrange(len(content)) for _ in range(count)]
    sizes += range(4096, len(content), 4096 * 9)
    assert _use_all(path, (content[:size] for size in sizes)) <= {"refused", "found"}


@pytest.mark.parametrize("count", [200, pytest.param(5000, marks=pytest.mark.torture)])
def test_flipped_bits(path: Path, whole: Path, count: int) -> None:
    """A flipped bit in a text can leave another text; nothing else may pass for whole, and no row may be missing."""
    content = whole.read_bytes()
    chance = random.Random(2)

    def flipped() -> Iterator[bytes]:
        for number in range(count):
            damaged = bytearray(content)
            page = chance.randrange(len(content) // 4096) if number % 3 else chance.randrange(8)
            # The head of a page holds its structure, where a flip does the most.
            offset = chance.randrange(120) if number % 2 else chance.randrange(4096)
            damaged[page * 4096 + offset] ^= 1 << chance.randrange(8)
            yield bytes(damaged)

    assert _use_all(path, flipped()) <= {"refused", "found", "whole"}


def test_swapped_pages(path: Path, whole: Path) -> None:
    content = whole.read_bytes()
    chance = random.Random(4)

    def swapped() -> Iterator[bytes]:
        for _ in range(40):
            pages = [content[start : start + 4096] for start in range(0, len(content), 4096)]
            first, second = chance.sample(range(1, len(pages)), 2)
            pages[first], pages[second] = pages[second], pages[first]
            yield b"".join(pages)

    # Two pages from the middle of long notes can change places unseen: the engine keeps no sums of pages.
    assert _use_all(path, swapped()) <= {"refused", "found", "whole"}


def test_a_text_that_is_no_text_any_more_is_damage(path: Path) -> None:
    content = path.read_bytes()
    assert b"What was agreed" in content
    path.write_bytes(content.replace(b"What was agreed", b"What \xff\xfe agreed"[:15]))
    with pytest.raises(JournalDamaged, match=r"test\.rounds.*backup"), Journal.open(path) as journal:
        visit_lists.listing(journal, limit=500)
    connection = apsw.Connection(str(path))
    assert not check(connection).whole
    connection.close()


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE change SET table_name = 'visit SET notes = 0; DROP TABLE payment; --' WHERE field <> ''",
        "UPDATE change SET field = 'notes = 0; DROP TABLE payment; --' WHERE field = 'notes'",
        "UPDATE change SET value = 'no json' WHERE field <> ''",
        "UPDATE change SET value = '[1]' WHERE field <> ''",
        "UPDATE change SET value = '[{}, []]' WHERE field <> ''",
    ],
)
def test_a_log_that_lies_is_not_followed(path: Path, lie: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(lie)
    connection.close()
    with Journal.open(path) as journal:
        with pytest.raises(JournalDamaged, match=r"test\.rounds.*backup"):
            changes.undo(journal)
        assert len(visit_lists.listing(journal)) == VISITS
        assert journal.rows("SELECT * FROM payment") == []


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


ODD_NAMES = (
    "with spaces.rounds",
    "走访记.rounds",
    "🚄 emoji.rounds",
    "50% off?mode=memory#x&y.rounds",
    "file:test.rounds",
    "file:///etc?mode=ro.rounds".replace("/", "∕"),
    "quote ' and \".rounds",
    ":memory:",
    "new\nline.rounds",
    "-j.rounds",
)


@pytest.mark.skipif(os.name == "nt", reason="Windows refuses some of these names itself")
@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_files_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with Journal.create(Path(name)) as journal:
        make_account(journal)
    assert [file.name for file in tmp_path.iterdir()] == [name]
    for path in (Path(name), tmp_path / name):
        with Journal.open(path) as journal:
            assert [account.name for account in accounts.listing(journal)] == ["Northern Rail"]


@pytest.mark.parametrize("name", ["nul\0byte.rounds", "lone \udcff.rounds"])
def test_names_no_file_should_have(tmp_path: Path, name: str) -> None:
    for make_or_open in (Journal.create, Journal.open):
        with pytest.raises(InvalidValue, match="Rename"):
            make_or_open(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="xxx"):
        Journal.open(tmp_path / ("x" * 300))
    with pytest.raises(JournalError, match="xxx"):
        Journal.create(tmp_path / ("x" * 300))


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
def test_a_link_leads_to_the_journal(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.rounds"
    link.symlink_to(path)
    with Journal.open(link) as journal:
        make_account(journal, "By the link")
    with Journal.open(path) as journal:
        assert accounts.find(journal, "By the link")
    link.unlink()
    link.symlink_to(tmp_path / "gone.rounds")
    with pytest.raises(NotAJournal, match=r"link\.rounds"):
        Journal.open(link)
    with pytest.raises(InvalidValue, match="exists already"):
        Journal.create(link)
