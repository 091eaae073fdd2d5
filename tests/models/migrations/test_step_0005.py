"""Version 5: what was there stays as it was, and what makes no sense is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest

from models import migrations
from models.journal import Journal
from models.search import index
from tests import freeze

_STAMPS = "'2026-01-05T08:00:00.000Z', '2026-01-05T08:00:00.000Z'"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A journal of version 4, brought up to date."""
    path = Path(shutil.copy(freeze.JOURNALS / "version-4.rounds", tmp_path / "old.rounds"))
    return Journal.open(path, backups=tmp_path / "backups")


def test_what_was_there_has_what_new_ones_start_with(journal: Journal) -> None:
    with journal:
        assert journal.rows("SELECT decided_on, rhythm_days FROM project") == [(None, None)]
        assert journal.rows("SELECT signed_on, notes FROM milestone") == [(None, "")]
        assert journal.rows("SELECT what, contact_id, minutes FROM signature_attempt") == [("asked", None, None)]
        assert journal.rows("SELECT confirmed_minor, terms_days, written_off_reason FROM receivable") == [
            (None, None, "")
        ]
        assert journal.rows("SELECT quantity, service_from_on, removed_on FROM asset") == [(1, None, None)]
        assert journal.rows("SELECT DISTINCT likelihood, effect, contingency FROM step") == [(None, None, "")]


def test_what_was_there_is_found_by_search_once_it_was_indexed(journal: Journal) -> None:
    with journal:
        while index.catch_up(journal):
            pass
        kinds = {kind for (kind,) in journal.rows("SELECT DISTINCT kind FROM search_entry")}
        assert {"acceptance_item", "receivable", "asset"} <= kinds


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE signature_attempt SET what = 'slept'",
        "UPDATE asset SET quantity = 0",
        "UPDATE receivable SET confirmed_minor = -1",
        "UPDATE step SET likelihood = 6",
        "UPDATE project SET decided_on = '2026-02-30'",
        f"INSERT INTO stage (id, name, created_at, changed_at) VALUES (1, '', {_STAMPS})",
        f"INSERT INTO stage (id, name, created_at, changed_at) VALUES (1, 'A', {_STAMPS}), (2, 'A', {_STAMPS})",
        "INSERT INTO collection (id, receivable_id, contacted_at, means, created_at, changed_at) "
        f"SELECT 1, id, '2026-01-05T08:00', 'threat', {_STAMPS} FROM receivable",
        "INSERT INTO feedback (id, account_id, product, words, noted_on, created_at, changed_at) "
        f"SELECT 1, id, '', 'x', '2026-01-05', {_STAMPS} FROM account",
        "INSERT INTO visit_asset (id, visit_id, asset_id, due_on, created_at, changed_at) "
        f"SELECT visit.id, visit.id, asset.id, '2026-13-01', {_STAMPS} FROM visit, asset LIMIT 1",
    ],
)
def test_what_makes_no_sense_is_refused(journal: Journal, statement: str) -> None:
    with journal, pytest.raises(apsw.ConstraintError):
        journal.connection.execute(statement)


def test_it_is_the_fifth_step() -> None:
    assert [step.version for step in migrations.STEPS[:5]] == [1, 2, 3, 4, 5]
