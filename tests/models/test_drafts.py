"""Drafts: kept outside of history, one a record, and safe from the moment `keep` returns."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest

from models import changes, drafts
from models.clock import FixedClock
from models.errors import JournalReadOnly
from models.journal import Journal
from tests.factories import make_account, make_visit
from tests.models.children import child, kill_within


def test_drafts_wait_the_newest_first_and_never_take_part_in_undo(journal: Journal, clock: FixedClock) -> None:
    visit_id = make_visit(journal, make_account(journal))
    first = drafts.keep(journal, "visit", None, "first")
    clock.move(timedelta(minutes=1))
    second = drafts.keep(journal, "visit", visit_id, "second\0")

    assert [(one.id, one.content) for one in drafts.waiting(journal)] == [(second, "second"), (first, "first")]
    assert drafts.waiting(journal)[0].kept_at() == clock.now()
    assert changes.undoable(journal) == "visits.record"
    changes.undo(journal)
    assert len(drafts.waiting(journal)) == 2


def test_a_record_has_one_draft_and_each_new_visit_its_own(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal))
    one = drafts.keep(journal, "visit", visit_id, "a")
    assert drafts.keep(journal, "visit", visit_id, "ab") == one
    new = drafts.keep(journal, "visit", None, "b")
    other = drafts.keep(journal, "visit", None, "c")
    assert drafts.keep(journal, "visit", None, "bb", new) == new
    assert {draft.content for draft in drafts.waiting(journal)} == {"ab", "bb", "c"}
    found = drafts.of_record(journal, "visit", visit_id)
    assert found
    assert found.content == "ab"
    drafts.discard(journal, other)
    drafts.discard(journal, other)
    assert {draft.content for draft in drafts.waiting(journal, "visit")} == {"ab", "bb"}
    assert drafts.waiting(journal, "contact") == []


def test_a_draft_of_a_new_visit_that_was_saved_becomes_that_of_the_visit_and_takes_no_other_ones_place(
    journal: Journal,
) -> None:
    visit_id = make_visit(journal, make_account(journal))
    old = drafts.keep(journal, "visit", visit_id, "old")
    new = drafts.keep(journal, "visit", None, "new")
    drafts.keep(journal, "visit", visit_id, "newer", new)
    assert {(one.id, one.record_id, one.content) for one in drafts.waiting(journal)} == {
        (old, visit_id, "old"),
        (new, visit_id, "newer"),
    }
    found = drafts.of_record(journal, "visit", visit_id)
    assert found
    assert found.id == new


def test_a_draft_that_was_brought_back_and_the_one_written_meanwhile_both_wait(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal))
    drafts.keep(journal, "visit", visit_id, "given up")
    (given_up,) = drafts.waiting(journal)
    drafts.discard(journal, given_up.id)
    drafts.keep(journal, "visit", visit_id, "written meanwhile")
    drafts.bring_back(journal, given_up)
    assert {one.content for one in drafts.waiting(journal)} == {"given up", "written meanwhile"}


def test_a_draft_kept_apart_is_not_overwritten_by_the_next_one_of_its_record(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal))
    drafts.keep_apart(journal, drafts.keep(journal, "visit", visit_id, "of a newer program"))
    drafts.keep(journal, "visit", visit_id, "words")
    assert {(one.record_id, one.content) for one in drafts.waiting(journal)} == {
        (None, "of a newer program"),
        (visit_id, "words"),
    }


def test_a_discarded_draft_can_be_brought_back(journal: Journal) -> None:
    kept = drafts.keep(journal, "visit", None, "words")
    draft = drafts.waiting(journal)[0]
    drafts.discard(journal, kept)
    assert drafts.bring_back(journal, draft) == kept
    assert [one.content for one in drafts.waiting(journal)] == ["words"]


def test_a_draft_that_can_not_be_kept_leaves_the_one_before(tmp_path: Path, journal: Journal) -> None:
    drafts.keep(journal, "visit", None, "words")
    path = journal.path
    journal.close()
    with Journal.open(path, read_only=True) as reader:
        with pytest.raises(JournalReadOnly):
            drafts.keep(reader, "visit", None, "more words")
        assert [one.content for one in drafts.waiting(reader)] == ["words"]


def test_a_draft_that_was_kept_survives_a_kill(journal: Journal, tmp_path: Path) -> None:
    path = journal.path
    journal.close()
    chance = random.Random(5)
    for _ in range(8):
        with child("draft", path, tmp_path / "locks") as process:
            said = kill_within(process, 0.4, chance)
        with Journal.open(path) as again:
            kept = drafts.waiting(again)
            assert len(kept) <= 1
            if said:
                assert int(kept[0].content.split()[0]) >= int(said[-1])
            assert again.row("PRAGMA integrity_check") == ("ok",)
            assert changes.undoable(again) is None
