"""The index follows every change within its transaction, whoever made it, and can be made anew at any time."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import apsw
import pytest

from models import changes, visits
from models.clock import FixedClock
from models.errors import JournalError
from models.journal import Journal
from models.safety.check import check
from models.search import finding, index
from tests import freeze
from tests.factories import make_account, make_visit
from tests.models.random_work import Worker


def _content(journal: Journal) -> list[tuple[object, ...]]:
    """Return which records are indexed, as what."""
    return journal.rows("SELECT kind, record_id, content_mark FROM search_entry ORDER BY kind, record_id")


def test_whatever_is_done_and_undone_the_index_is_as_if_made_anew(journal: Journal, clock: FixedClock) -> None:
    worker = Worker(journal, clock, random.Random(7))
    for round_number in range(8):
        for _ in range(25):
            worker.work()
        for _ in range(round_number % 4):
            changes.undo(journal)
        assert index.waiting(journal) == 0
        assert index.faults(journal) == []
        kept = _content(journal)
        index.rebuild(journal)
        assert _content(journal) == kept


def test_an_operation_that_fails_leaves_the_index_as_it_was(journal: Journal) -> None:
    account_id = make_account(journal, "Northern Rail")
    before = _content(journal)
    with pytest.raises(JournalError):
        _record_two(journal, account_id, 1)
    assert _content(journal) == before
    assert finding.search(journal, "zebra", 5) == []


def _record_two(journal: Journal, *account_ids: int) -> None:
    with journal.operation("tests.two"):
        for account_id in account_ids:
            visits.record(journal, account_id=account_id, summary="zebra")


def test_a_journal_of_version_1_is_indexed_bit_by_bit_and_searched_at_once(tmp_path: Path) -> None:
    path = Path(shutil.copy(freeze.JOURNALS / "version-1.rounds", tmp_path / "old.rounds"))
    with Journal.open(path, backups=tmp_path / "backups") as journal:
        waiting = index.waiting(journal)
        assert waiting > 10
        assert finding.find(journal, "徐海").still_indexing == waiting
        visits.record(journal, account_id=make_account(journal, "New"), summary="zebra")
        assert index.waiting(journal) == waiting  # what is new does not wait behind what is old
        assert [hit.title for hit in finding.find(journal, "zebra").groups[0].hits] == ["zebra"]
        assert index.catch_up(journal, 3) == waiting - 3
        assert [hit.title for hit in finding.search(journal, "xuhai", 5)] == ["徐海"]
        assert index.waiting(journal) == 0
        assert index.faults(journal) == []


def test_what_another_program_wrote_is_found_once_it_is_indexed(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal, "Northern Rail"), "2026-05-11T10:00", summary="s")
    journal.connection.execute("UPDATE visit SET summary = 'zebra' WHERE id = ?", (visit_id,))
    assert index.waiting(journal) == 1
    assert index.catch_up(journal) == 0
    assert [hit.id for hit in finding.search(journal, "zebra", 5)] == [visit_id]


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM search_entry WHERE kind = 'visit'",
        "UPDATE search_entry SET content_mark = 1 WHERE kind = 'visit'",
        "DELETE FROM search_index WHERE rowid = (SELECT id FROM search_entry WHERE kind = 'visit')",
        "INSERT INTO search_entry (id, kind, record_id, content_mark) VALUES (1, 'visit', 1, 1)",
        "DELETE FROM search_index_data WHERE id > 10",
    ],
)
def test_a_faulty_index_is_told_and_made_anew(journal: Journal, harm: str) -> None:
    make_visit(journal, make_account(journal, "Northern Rail"), "2026-05-11T10:00", summary="zebra")
    apsw.Connection(str(journal.path)).execute(harm)
    assert len(index.faults(journal)) == 1
    assert check(journal.connection).faults == ()  # nothing that a backup would have to bring back
    index.rebuild(journal)
    assert index.faults(journal) == []
    assert [hit.kind for hit in finding.search(journal, "zebra", 5)] == ["visit"]


def test_a_thousand_records_of_one_minute_all_have_their_place(journal: Journal) -> None:
    with journal.operation("tests.many"):
        for number in range(1000):
            make_account(journal, f"Account {number}")
    assert index.faults(journal) == []
    assert len(finding.find(journal, "account", limit=2000).groups[0].hits) == 1000
