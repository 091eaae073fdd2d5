"""Undo and redo take back and do again what the user did, as a whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import accounts, changes, visit_lists, visits
from models.clock import FixedClock
from models.errors import ChangedElsewhere
from models.journal import Journal
from tests.factories import make_account, make_contact, make_visit
from tests.readers import participants_of


def test_undo_takes_back_a_whole_visit(journal: Journal) -> None:
    account_id = make_account(journal)
    visit_id = make_visit(
        journal, account_id, people=[make_contact(journal)], next_steps=[{"title": "Send the BOQ"}], questions=["Why?"]
    )
    changes.undo(journal)
    for table in ("visit", "visit_contact", "visit_question", "step"):
        assert journal.row(f"SELECT count(*) FROM {table}") == (0,)
    changes.redo(journal)
    assert visits.get(journal, visit_id).start == "2026-05-13T15:00"
    assert [person.name for person in participants_of(journal, visit_id)] == ["徐海"]


@pytest.mark.parametrize("text", ["1.50", "null", "", "[]", '"', "\\", "9007199254740993", "价格 👍 \u202e", "a\nb\tc"])
def test_undo_brings_back_every_text_as_it_was(journal: Journal, text: str) -> None:
    visit_id = make_visit(journal, make_account(journal), notes=text)
    visits.edit(journal, visit_id, notes="something else")
    changes.undo(journal)
    assert visits.get(journal, visit_id).notes == text
    changes.redo(journal)
    assert visits.get(journal, visit_id).notes == "something else"


def test_edits_of_one_record_within_ten_minutes_are_one_step(journal: Journal, clock: FixedClock) -> None:
    visit_id = make_visit(journal, make_account(journal), summary="first")
    clock.move(timedelta(minutes=20))
    visits.edit(journal, visit_id, summary="second")
    clock.move(timedelta(minutes=9))
    visits.edit(journal, visit_id, summary="third")
    changes.undo(journal)
    assert visits.get(journal, visit_id).summary == "first"


def test_edits_further_apart_are_two_steps(journal: Journal, clock: FixedClock) -> None:
    visit_id = make_visit(journal, make_account(journal), summary="first")
    visits.edit(journal, visit_id, summary="second")
    clock.move(timedelta(minutes=11))
    visits.edit(journal, visit_id, summary="third")
    changes.undo(journal)
    assert visits.get(journal, visit_id).summary == "second"


def test_a_new_operation_ends_what_could_be_redone(journal: Journal) -> None:
    first = make_account(journal, "First")
    make_account(journal, "Second")
    changes.undo(journal)
    make_account(journal, "Third")
    assert changes.redoable(journal) is None
    assert changes.redo(journal) is None
    assert [account.name for account in accounts.listing(journal)] == ["First", "Third"]
    changes.undo(journal)
    assert [account.id for account in accounts.listing(journal)] == [first]


def test_saving_what_did_not_change_is_no_step(journal: Journal) -> None:
    account_id = make_account(journal)
    before = accounts.get(journal, account_id)
    accounts.edit(journal, account_id, name=before.name, revision=before.revision)
    assert accounts.get(journal, account_id).revision == before.revision
    assert changes.undoable(journal) == "accounts.create"


def test_an_old_revision_is_refused_and_changes_nothing(journal: Journal) -> None:
    account_id = make_account(journal)
    read = accounts.get(journal, account_id)
    accounts.edit(journal, account_id, region="East")
    with pytest.raises(ChangedElsewhere):
        accounts.edit(journal, account_id, revision=read.revision, region="West")
    assert accounts.get(journal, account_id).region == "East"


def test_an_operation_that_fails_half_way_leaves_nothing(journal: Journal) -> None:
    account_id = make_account(journal)
    with pytest.raises(Exception, match="title"):
        make_visit(journal, account_id, next_steps=[{"title": "fine"}, {"title": ""}])
    assert journal.row("SELECT count(*) FROM visit") == (0,)
    assert journal.row("SELECT count(*) FROM step") == (0,)
    assert changes.undoable(journal) == "accounts.create"


def test_trash_and_restore_go_together_with_what_hangs_on_it(journal: Journal) -> None:
    account_id = make_account(journal)
    visit_id = make_visit(journal, account_id, next_steps=[{"title": "Send the BOQ"}])
    accounts.trash(journal, account_id)
    assert accounts.listing(journal) == []
    assert visit_lists.listing(journal) == []
    accounts.restore(journal, account_id)
    assert [line.id for line in visit_lists.listing(journal)] == [visit_id]
    assert journal.row("SELECT count(*) FROM step WHERE deleted_at IS NULL") == (1,)
