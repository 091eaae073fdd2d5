"""Version 4: what a journal of version 3 held is all there, with how its people came to stand as they do."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest

from models import migrations
from models.journal import Journal
from tests import freeze

_STAMPED = "'2026-01-05T08:00:00.000Z', '2026-01-05T08:00:00.000Z'"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal of version 3 in which a person came closer twice, once by mistake; brought up to date."""
    path = Path(shutil.copy(freeze.JOURNALS / "version-3.rounds", tmp_path / "old.rounds"))
    with apsw.Connection(str(path)) as connection:
        connection.execute(
            "INSERT INTO contact (id, name, stance, closeness, created_at, changed_at) "
            f"VALUES (7, 'Tom', 2, 4, {_STAMPED}), (8, 'Ann', NULL, NULL, {_STAMPED})"
        )
        for number, day, undone, changed in (
            (1, "2026-02-01", "NULL", {"closeness": "[1,3]"}),
            (2, "2026-03-01", "'2026-03-01'", {"closeness": "[3,5]"}),
            (3, "2026-04-01", "NULL", {"closeness": "[3,4]", "stance": "[null,2]"}),
        ):
            connection.execute(
                f"INSERT INTO operation (id, name, started_at, undone_at) VALUES ({number}, 'x', '{day}', {undone})"
            )
            for field, value in changed.items():
                connection.execute("INSERT INTO change VALUES (?, 'contact', 7, ?, ?)", (number, field, value))
    return Journal.open(path, backups=tmp_path / "backups")


def test_the_way_a_person_came_to_stand_is_read_from_the_log(journal: Journal) -> None:
    with journal:
        noted = "SELECT noted_on, stance, closeness FROM contact_standing WHERE contact_id = ? ORDER BY noted_on"
        assert journal.rows(noted, 7) == [
            ("2026-01-05", None, 1),
            ("2026-02-01", None, 3),
            ("2026-04-01", 2, 4),
        ]
        assert not journal.rows(noted, 8)


def test_what_was_there_has_what_new_ones_start_with(journal: Journal) -> None:
    with journal:
        assert journal.rows("SELECT DISTINCT tier, relationship, wanted_relationship, merged_into_id FROM account") == [
            (None, None, None, None)
        ]
        fields = "influence, wanted_closeness, languages, notes, introduction, portrait, merged_into_id"
        assert journal.rows(f"SELECT DISTINCT {fields} FROM contact") == [(None, None, "", "", "", "", None)]
        assert journal.rows("SELECT DISTINCT purpose, result FROM trip") == [("", "")]
        assert journal.rows("SELECT DISTINCT expectation_level FROM visit") == [(None,)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE account SET tier = 'planet'",
        "UPDATE account SET relationship = 'friend'",
        "UPDATE contact SET influence = 4",
        "UPDATE contact SET wanted_closeness = 6",
        "UPDATE visit SET expectation_level = 0",
        "INSERT INTO contact_standing (id, contact_id, noted_on, stance, created_at, changed_at) "
        "VALUES (1, 7, '2026-05-14', 3, '', '')",
        "INSERT INTO known_different (id, kind, first_id, second_id, created_at, changed_at) "
        "VALUES (1, 'contact', 8, 7, '', '')",
        "INSERT INTO coverage_target (id, account_id, role_group, wanted, created_at, changed_at) "
        "SELECT 1, id, 'finance', 'none', '', '' FROM account LIMIT 1",
    ],
)
def test_what_makes_no_sense_is_refused(journal: Journal, statement: str) -> None:
    with journal, pytest.raises(apsw.ConstraintError):
        journal.connection.execute(statement)


def test_it_is_the_fourth_step() -> None:
    assert [step.version for step in migrations.STEPS[:4]] == [1, 2, 3, 4]
