"""`check` and `backup`."""

from __future__ import annotations

from pathlib import Path

import apsw

from models.safety import backup
from tests.factories import make_account
from tests.models.commands.running import Run, opened


def test_a_whole_journal_is_said_to_be_whole(run: Run, path: Path) -> None:
    with opened(path) as journal:
        make_account(journal)
    ran = run("check", "-j", path, "--json")
    assert ran.code == 0
    assert (ran.data["whole"], ran.data["faults"], ran.data["rows"]["account"]) == (True, [], 1)
    assert run("check", "-j", path).out == f"{path} is whole.\n"


def test_a_fault_is_listed_and_is_an_error(run: Run, path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("DROP TRIGGER log_update_account")
    connection.close()
    ran = run("check", "-j", path, "--json")
    assert ran.code == 1
    assert ran.data["whole"] is False
    assert len(ran.data["faults"]) == 1
    assert ran.data["error"] == ran.err.strip()
    plain = run("check", "-j", path)
    assert plain.code == 1
    assert "account" in plain.out
    assert plain.err.count("\n") == 1


def test_a_backup_is_made_and_named(run: Run, path: Path) -> None:
    ran = run("backup", "-j", path, "--json")
    assert ran.code == 0
    (made,) = backup.listing(path)
    assert ran.data == {"path": str(made.path)}
    assert run("check", "-j", made.path).code == 0
    assert Path(run("backup", "-j", path).out.strip()).is_file()
