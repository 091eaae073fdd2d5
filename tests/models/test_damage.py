"""A damaged, empty or foreign file is never shown as an empty journal, and never changed by being refused."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import pytest

from models import accounts, changes, contacts, database, migrations, steps, timeline, visit_lists, visits
from models.errors import (
    InvalidValue,
    JournalDamaged,
    JournalError,
    JournalTooNew,
    NotAJournal,
)
from models.journal import Journal
from models.safety.check import check
from tests.factories import make_visit
from tests.models.whole_journal import VISITS
from tests.readers import participants_of


@pytest.fixture
def path(copy_of_whole: Path) -> Path:
    return copy_of_whole


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
