"""A migration keeps every row, comes whole or not at all, and only after a backup that opens."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from models import accounts, changes, migrations, visits
from models.errors import CannotWrite, JournalDamaged, JournalReadOnly
from models.journal import Journal
from models.migrations import Step
from models.safety import backup
from models.safety.check import check
from models.tables import LOGGED, Account, table_name
from tests import freeze

Apply = Callable[[apsw.Connection], None]
RELEASED = migrations.newest()
"""The version of the journal that the further steps of these tests begin with."""


def add_a_column(connection: apsw.Connection) -> None:
    """A column that must have a value, in a table that others refer to."""
    connection.execute("ALTER TABLE account ADD COLUMN stars INTEGER NOT NULL DEFAULT 3 CHECK (stars BETWEEN 1 AND 5)")


def rebuild_a_table(connection: apsw.Connection) -> None:
    """The way SQLite advises: a new table, the rows, the old one dropped, the name given on, the indexes made again."""
    (created,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'visit'")
    indexes = [
        sql
        for (sql,) in connection.execute("SELECT sql FROM sqlite_schema WHERE tbl_name = 'visit' AND type = 'index'")
    ]
    wider = (
        created[0]
        .replace("CREATE TABLE visit", "CREATE TABLE visit_new", 1)
        .replace("length(place) <= 500", "length(place) <= 900")
    )
    assert wider != created[0]
    connection.execute(wider)
    connection.execute("INSERT INTO visit_new SELECT * FROM visit")
    connection.execute("DROP TABLE visit")
    connection.execute("ALTER TABLE visit_new RENAME TO visit")
    for sql in indexes:
        connection.execute(sql)


def drop_a_column(connection: apsw.Connection) -> None:
    """A column that a trigger of the log names; what the log says of it goes along."""
    connection.execute("ALTER TABLE project DROP COLUMN competitor")
    connection.execute("DELETE FROM change WHERE table_name = 'project' AND field = 'competitor'")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of the newest frozen journal."""
    return Path(shutil.copy(freeze.JOURNALS / f"version-{RELEASED}.rounds", tmp_path / "old.rounds"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def steps_are(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the program know these further steps."""

    def be(*applies: Apply) -> None:
        released = migrations.STEPS[:RELEASED]
        further = [Step(number, apply) for number, apply in enumerate(applies, start=RELEASED + 1)]
        monkeypatch.setattr(migrations, "STEPS", (*released, *further))

    return be


def _content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    tables = [*map(table_name, LOGGED), "setting", "operation", "change", "draft", "attachment_content"]
    content = {}
    for table in tables:
        columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        kept = ", ".join(name for name in columns if name not in ("stars", "competitor"))
        content[table] = sorted(connection.execute(f"SELECT {kept} FROM {table}"), key=repr)
    connection.close()
    return content


def test_no_row_is_lost_and_the_log_watches_the_new_column(
    path: Path, folder: Path, steps_are: Callable[..., None]
) -> None:
    before = _content(path)
    steps_are(add_a_column, rebuild_a_table)
    with Journal.open(path, backups=folder) as journal:
        assert migrations.version_of(journal.connection) == RELEASED + 2
        assert journal.connection.pragma("foreign_keys") == 1
        assert check(journal.connection).faults == ()
        account_id = accounts.find(journal, "HB").id
        with journal.operation("tests.stars") as work:
            work.update(Account, account_id, {"stars": 5})
        assert journal.rows("SELECT field, value FROM change WHERE operation_id = ?", work.id) == [("stars", "[3,5]")]
        visits.record(journal, account_id=account_id, place="x" * 100)
        changes.undo(journal)
        changes.undo(journal)
        assert journal.row("SELECT stars FROM account WHERE id = ?", account_id) == (3,)
        changes.redo(journal)
        assert journal.row("SELECT stars FROM account WHERE id = ?", account_id) == (5,)
        changes.undo(journal)
    after = _content(path)
    skipped = {"account", "operation", "change"}
    assert {table: rows for table, rows in after.items() if table not in skipped} == {
        table: rows for table, rows in before.items() if table not in skipped
    }
    assert len(after["account"]) == len(before["account"])
    assert set(map(repr, before["change"])) <= set(map(repr, after["change"]))


def test_a_column_the_log_watches_can_be_dropped(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _content(path)
    connection = apsw.Connection(str(path))
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, Step(RELEASED + 1, drop_a_column)))
    migrations.migrate(connection)
    assert check(connection).faults == ()
    connection.close()
    assert _content(path) == before


def test_a_backup_of_the_old_version_is_made_first_and_opens(
    path: Path, folder: Path, steps_are: Callable[..., None]
) -> None:
    before = _content(path)
    original = migrations.STEPS
    steps_are(add_a_column)
    Journal.open(path, backups=folder).close()
    Journal.open(path, backups=folder).close()
    (made,) = backup.listing(path, folder)
    assert made.pinned == f"version {RELEASED}"
    assert _content(made.path) == before
    migrations.STEPS = original
    with Journal.open(made.path) as journal:
        assert migrations.version_of(journal.connection) == RELEASED
        assert accounts.find(journal, "HB")


def _fail(_connection: apsw.Connection) -> None:
    raise RuntimeError("the program was wrong")


def _orphan(connection: apsw.Connection) -> None:
    connection.execute("DELETE FROM visit")


def _wrong_sql(connection: apsw.Connection) -> None:
    connection.execute("UPDATE account SET name = 'x'")
    connection.execute("ALTER TABLE no_such_table ADD COLUMN x")


def _breaks_a_rule(connection: apsw.Connection) -> None:
    connection.execute("UPDATE account SET name = ''")


@pytest.mark.parametrize(
    ("apply", "error"),
    [(_fail, RuntimeError), (_orphan, JournalDamaged), (_wrong_sql, JournalDamaged), (_breaks_a_rule, JournalDamaged)],
)
def test_a_step_that_fails_leaves_the_bytes_as_they_were(
    path: Path, folder: Path, steps_are: Callable[..., None], apply: Apply, error: type[Exception]
) -> None:
    before = path.read_bytes()
    steps_are(add_a_column, rebuild_a_table, apply)
    with pytest.raises(error) as caught:
        Journal.open(path, backups=folder)
    assert path.read_bytes() == before
    assert not path.with_name("old.rounds-journal").exists()
    if error is JournalDamaged:
        assert "as it was" in str(caught.value)
    steps_are()
    with Journal.open(path) as journal:
        assert accounts.find(journal, "HB")


def test_without_a_backup_nothing_is_migrated(path: Path, folder: Path, steps_are: Callable[..., None]) -> None:
    before = path.read_bytes()
    folder.write_text("a file where the folder should be")
    steps_are(add_a_column)
    with pytest.raises(CannotWrite, match="No backup could be written"):
        Journal.open(path, backups=folder)
    assert path.read_bytes() == before


def test_a_damaged_journal_is_not_migrated(path: Path, folder: Path, steps_are: Callable[..., None]) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 4096 // 2
    data[middle * 4096 : middle * 4096 + 64] = bytes(64)
    path.write_bytes(bytes(data))
    steps_are(add_a_column)
    with pytest.raises(JournalDamaged, match=r"old\.rounds is damaged"):
        Journal.open(path, backups=folder)
    assert path.read_bytes() == bytes(data)
    assert backup.listing(path, folder) == []


def test_a_protected_journal_is_not_migrated(path: Path, folder: Path, steps_are: Callable[..., None]) -> None:
    before = path.read_bytes()
    steps_are(add_a_column)
    with pytest.raises(JournalReadOnly, match=r"old\.rounds is of an older version.*open a copy"):
        Journal.open(path, read_only=True, backups=folder)
    assert path.read_bytes() == before


def test_two_programs_migrate_once(path: Path, steps_are: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    """The second read the old version before it waited for the first."""
    steps_are(add_a_column)
    first, second = apsw.Connection(str(path)), apsw.Connection(str(path))
    version_of = migrations.version_of
    answers = iter([version_of(second)])
    migrations.migrate(first)
    monkeypatch.setattr(migrations, "version_of", lambda connection: next(answers, None) or version_of(connection))
    migrations.migrate(second)
    assert version_of(second) == RELEASED + 1
    first.close()
    second.close()
