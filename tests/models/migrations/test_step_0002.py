"""Version 2: what a journal of version 1 held is all there, searchable, and can bear tags, templates and files."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest

from models import migrations
from models.journal import Journal
from models.migrations import search_triggers
from tests import freeze


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal of version 1, brought up to date."""
    path = Path(shutil.copy(freeze.JOURNALS / "version-1.rounds", tmp_path / "old.rounds"))
    return Journal.open(path, backups=tmp_path / "backups")


def test_every_living_record_waits_to_be_indexed(journal: Journal) -> None:
    with journal:
        for kind in sorted({kind for kind, _ in search_triggers.FOLLOWED.values()}):
            living = journal.rows(f"SELECT id FROM {kind} WHERE deleted_at IS NULL ORDER BY id")
            waiting = "SELECT record_id FROM search_waiting WHERE kind = ? ORDER BY record_id"
            assert journal.rows(waiting, kind) == living, kind


def test_questions_and_files_of_old_have_what_the_new_ones_start_with(journal: Journal) -> None:
    with journal:
        assert journal.rows("SELECT DISTINCT kind, carried_from_id FROM visit_question") == [("question", None)]
        assert journal.rows("SELECT caption, in_summary, kept_original FROM attachment") == [("", 0, 0)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE visit_question SET kind = 'riddle'",
        "UPDATE attachment SET in_summary = 2",
        "INSERT INTO tag (id, name, colour, created_at, changed_at) VALUES (1, 'x', 'pink', '', '')",
        "INSERT INTO tag (id, name, created_at, changed_at) VALUES (1, 'x', '', ''), (2, 'x', '', '')",
        "INSERT INTO note_template (id, name, created_at, changed_at) VALUES (1, '', '', '')",
    ],
)
def test_what_makes_no_sense_is_refused(journal: Journal, statement: str) -> None:
    with journal, pytest.raises(apsw.ConstraintError):
        journal.connection.execute(statement)


def test_it_is_the_step_behind_the_first() -> None:
    assert [step.version for step in migrations.STEPS[:2]] == [1, 2]
