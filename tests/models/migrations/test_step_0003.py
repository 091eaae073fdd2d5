"""Version 3: what a journal of version 2 held is all there, with what promises, plans and rhythm start from."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest

from models import migrations
from models.journal import Journal
from tests import freeze


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal of version 2, with a request that waits for its answer, brought up to date."""
    path = Path(shutil.copy(freeze.JOURNALS / "version-2.rounds", tmp_path / "old.rounds"))
    with apsw.Connection(str(path)) as connection:
        connection.execute(
            "INSERT INTO step (id, kind, title, raised_at, created_at, changed_at) "
            "VALUES (7, 'request', 'Who signs?', '2026-05-31T17:30', '', '')"
        )
    return Journal.open(path, backups=tmp_path / "backups")


def test_what_was_there_has_what_new_ones_start_with(journal: Journal) -> None:
    with journal:
        assert journal.rows("SELECT DISTINCT rhythm_inherited FROM account") == [(0,)]
        assert journal.rows("SELECT DISTINCT repeats, skipped_days, plan_id, calendar_uid FROM visit") == [
            ("", "", None, "")
        ]
        assert journal.rows("SELECT kind, first_target_on, outcome, result FROM plan") == [
            ("goal", "2026-12-31", None, "")
        ]


def test_an_open_request_keeps_the_day_for_its_answer(journal: Journal) -> None:
    with journal:
        assert journal.rows("SELECT id, answer_by FROM step WHERE answer_by IS NOT NULL") == [(7, "2026-06-01T17:30")]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE step SET answer_by = '2026-05-14 15:00'",
        "UPDATE step SET remind_at = 'tomorrow'",
        "UPDATE plan SET kind = 'riddle'",
        "UPDATE plan SET outcome = 'kept'",
        "UPDATE contact SET rhythm_days = 0",
        "INSERT INTO snooze (id, until_on, created_at, changed_at) VALUES (1, '2026-05-14', '', '')",
        "INSERT INTO step_event (id, step_id, what, at, created_at, changed_at) "
        "VALUES (1, 7, 'kept', '2026-05-14T15:00', '', '')",
        "INSERT INTO plan_template (id, name, steps, created_at, changed_at) VALUES (1, 'x', '{}', '', '')",
        "INSERT INTO reminder (id, kind, record_id, at) VALUES (1, 'tag', 1, '2026-05-14T15:00')",
    ],
)
def test_what_makes_no_sense_is_refused(journal: Journal, statement: str) -> None:
    with journal, pytest.raises(apsw.ConstraintError):
        journal.connection.execute(statement)


def test_it_is_the_third_step() -> None:
    assert [step.version for step in migrations.STEPS[:3]] == [1, 2, 3]
