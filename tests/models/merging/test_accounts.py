"""Two accounts become one: nothing that hung on either is lost, the tree has no circle, and all can be undone."""

from __future__ import annotations

import pytest

from models import accounts, changes, contacts, drafts, plans, projects, rhythm, steps
from models.account_belongings import BELONGINGS, TRACES
from models.errors import ChangedElsewhere, InvalidValue, NotFound
from models.journal import Journal
from models.merging.accounts import compare, merge
from models.merging.chain import kept_id
from models.merging.fields import Difference
from models.tables import CoverageTarget, table_name
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.models.random_work import fingerprint


def test_all_that_hung_on_the_other_hangs_on_the_one_that_stays(journal: Journal) -> None:
    kept, other = make_account(journal, "Northern Rail"), make_account(journal, "Northern Rail Ltd")
    branch = make_account(journal, "Depot", parent_id=other)
    person = make_contact(journal, account_id=other, post={"title": "CTO"})
    visit = make_visit(journal, other, people=[person])
    step = make_step(journal, account_id=other)
    plan = plans.create(journal, goal="Win", account_id=other).id
    project = projects.create(journal, account_id=other, name="Line 2").id
    assert merge(journal, kept, other).id == kept
    assert accounts.get(journal, branch).parent_id == kept
    assert [post.account_id for post in contacts.posts(journal, person)] == [kept]
    for table, record_id in (("visit", visit), ("step", step), ("plan", plan), ("project", project)):
        assert journal.row(f"SELECT account_id FROM {table} WHERE id = ?", record_id) == (kept,)
    assert journal.rows("SELECT account_id FROM visit_contact") == [(kept,)]
    for table in (*BELONGINGS, *TRACES):
        assert journal.rows(f"SELECT id FROM {table_name(table)} WHERE account_id = ?", other) == []
    assert kept_id(journal, "account", other) == kept
    with pytest.raises(NotFound):
        accounts.get(journal, other)


def test_one_post_at_both_is_one_post(journal: Journal) -> None:
    kept, other = make_account(journal, "Northern Rail"), make_account(journal, "Northern Rail Ltd")
    person = make_contact(journal, account_id=kept)
    contacts.take_post(journal, person, other, title="CTO", department="IT")
    visit = make_visit(journal, other, people=[person])
    merge(journal, kept, other)
    (post,) = contacts.posts(journal, person)
    assert (post.account_id, post.title, post.department) == (kept, "CTO", "IT")
    assert journal.rows("SELECT contact_post_id FROM visit_contact WHERE visit_id = ?", visit) == [(post.id,)]


def test_fields_are_filled_up(journal: Journal) -> None:
    kept = make_account(journal, "Northern Rail", city="York", tags=["rail"], notes="One")
    other = make_account(journal, "NR", city="Leeds", industry="Rail", tags=["vip"], notes="Two", rhythm_days=30)
    merge(journal, kept, other, {"city": "other"})
    row = accounts.get(journal, kept)
    assert (row.name, row.city, row.industry, row.rhythm_days) == ("Northern Rail", "Leeds", "Rail", 30)
    assert (row.tags, row.notes) == ('["rail", "vip"]', "One\n\nTwo")


def test_an_account_merges_into_a_branch_of_its_branch(journal: Journal) -> None:
    group = make_account(journal, "Group")
    other = make_account(journal, "Northern Rail", parent_id=group)
    between = make_account(journal, "North", parent_id=other)
    kept = make_account(journal, "Northern Rail York", parent_id=between)
    merge(journal, kept, other)
    assert accounts.get(journal, kept).parent_id == group
    assert accounts.get(journal, between).parent_id == kept
    assert set(accounts.tree_ids(journal, group)) == {group, kept, between}


def test_a_branch_merges_into_its_parent(journal: Journal) -> None:
    group = make_account(journal, "Group")
    kept = make_account(journal, "Northern Rail", parent_id=group)
    other = make_account(journal, "North", parent_id=kept)
    below = make_account(journal, "York", parent_id=other)
    merge(journal, kept, other)
    assert accounts.get(journal, kept).parent_id == group
    assert accounts.get(journal, below).parent_id == kept


def test_the_parent_chosen_is_taken(journal: Journal) -> None:
    first, second = make_account(journal, "First"), make_account(journal, "Second")
    kept = make_account(journal, "A", parent_id=first)
    other = make_account(journal, "B", parent_id=second)
    merge(journal, kept, other, {"parent_id": "other"})
    assert accounts.get(journal, kept).parent_id == second


def test_one_wanted_coverage_for_each_group_and_one_snooze(journal: Journal) -> None:
    kept, other = make_account(journal, "A"), make_account(journal, "B")
    with journal.operation("tests.targets") as work:
        for account, group, wanted in ((kept, "users", "deep"), (other, "users", "brief"), (other, "finance", "brief")):
            work.insert(CoverageTarget, account_id=account, role_group=group, wanted=wanted)
    rhythm.snooze(journal, other, "2026-06-01", reason="strike")
    rhythm.snooze(journal, kept, "2026-07-01", reason="holiday")
    merge(journal, kept, other)
    query = "SELECT role_group, wanted FROM coverage_target WHERE account_id = ? AND deleted_at IS NULL ORDER BY 1"
    assert journal.rows(query, kept) == [("finance", "brief"), ("users", "deep")]
    assert journal.rows("SELECT reason FROM snooze WHERE account_id = ? AND deleted_at IS NULL", kept) == [("holiday",)]


def test_a_merge_is_undone_wholly_and_done_again(journal: Journal) -> None:
    kept, other = make_account(journal, "A"), make_account(journal, "B", notes="two")
    make_account(journal, "Below", parent_id=other)
    person = make_contact(journal, account_id=kept)
    contacts.take_post(journal, person, other)
    make_visit(journal, other, people=[person])
    make_step(journal, account_id=other)
    before = fingerprint(journal)
    merge(journal, kept, other)
    after = fingerprint(journal)
    changes.undo(journal)
    assert fingerprint(journal) == before
    changes.redo(journal)
    assert fingerprint(journal) == after


def test_what_can_not_be_merged_is_said(journal: Journal) -> None:
    kept, other = make_account(journal, "A"), make_account(journal, "B")
    with pytest.raises(InvalidValue, match="twice"):
        merge(journal, kept, kept)
    accounts.edit(journal, kept, city="York")
    with pytest.raises(ChangedElsewhere):
        merge(journal, kept, other, revisions=(1, 1))


def test_one_that_comes_out_of_the_trash_stands_for_itself_again(journal: Journal) -> None:
    kept, other = make_account(journal, "A"), make_account(journal, "B")
    merge(journal, kept, other)
    accounts.restore(journal, other)
    accounts.trash(journal, other)
    assert kept_id(journal, "account", other) == other


def test_a_branch_that_stays_instead_of_its_parent_stands_where_that_stood(journal: Journal) -> None:
    group = make_account(journal, "Group")
    other = make_account(journal, "Northern Rail", parent_id=group)
    kept = make_account(journal, "Northern Rail York", parent_id=other)
    (shown,) = (one for one in compare(*(accounts.get(journal, one) for one in (kept, other))) if _is_parent(one))
    assert (shown.kept, shown.other, shown.usual) == ((None,), (group,), "other")
    merge(journal, kept, other)
    assert accounts.get(journal, kept).parent_id == group


def _is_parent(one: Difference) -> bool:
    return one.field.key == "parent_id"


def test_what_is_typed_about_either_is_not_lost_in_a_merge(journal: Journal) -> None:
    kept, other = make_account(journal, "Rail"), make_account(journal, "Rail Ltd")
    drafts.keep(journal, "account", kept, "{}")
    with pytest.raises(InvalidValue, match="typed about Rail is not saved"):
        merge(journal, kept, other)


def test_the_name_of_what_was_merged_means_the_account_that_stayed(journal: Journal) -> None:
    kept, other = make_account(journal, "Rail"), make_account(journal, "Old Harbour", short_name="OH")
    last = make_account(journal, "Metro")
    merge(journal, kept, other)
    merge(journal, last, kept)
    assert {accounts.find(journal, name).id for name in ("old harbour", "OH", "Rail", "Metro")} == {last}
    anew = make_account(journal, "Old Harbour")
    assert accounts.find(journal, "Old Harbour").id == anew
    for account_id in (anew, last):
        accounts.trash(journal, account_id)
    with pytest.raises(NotFound):
        accounts.find(journal, "Old Harbour")


def test_a_step_for_what_was_merged_meanwhile_is_for_what_stayed(journal: Journal) -> None:
    kept, other = make_account(journal, "Rail"), make_account(journal, "Rail Ltd")
    merge(journal, kept, other)
    assert steps.get(journal, make_step(journal, account_id=other)).account_id == kept
