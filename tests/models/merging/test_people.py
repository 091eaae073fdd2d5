"""Two people become one: nothing that hung on either is lost, and all of it can be undone."""

from __future__ import annotations

from datetime import date

import pytest

from models import changes, contacts, drafts, known_differences, rhythm, standings, steps, trash, visits
from models.clock import FixedClock
from models.contacts import Point
from models.errors import ChangedElsewhere, InvalidValue, NotFound
from models.journal import Journal
from models.merging import people
from models.merging.chain import kept_id
from models.participants import still_there
from models.tables import LOGGED, Contact
from models.tables.columns import Reference
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.models.random_work import fingerprint


def test_every_table_that_names_a_person_is_merged() -> None:
    named = {
        (table, column.name)
        for table in LOGGED
        for column in table.columns
        if isinstance(column, Reference) and column.table is Contact
    }
    assert named == set(people.LINKS)


def test_all_that_hung_on_the_other_hangs_on_the_one_who_stays(journal: Journal) -> None:
    account = make_account(journal)
    kept = make_contact(journal, "徐海", account_id=account)
    other = make_contact(journal, "Xu Hai", account_id=account, post={"title": "CTO"})
    report = make_contact(journal, "李娜", reports_to_id=other, introduced_by_id=other)
    alone = make_visit(journal, account, people=[other])
    step = make_step(journal, "Send the BOQ", account_id=account, owner_contact_id=other, people=[other])
    done = people.merge(journal, kept, other)
    assert done.id == kept
    assert still_there(journal, alone) == [kept]
    assert steps.get(journal, step).owner_contact_id == kept
    assert journal.rows("SELECT contact_id FROM step_contact WHERE step_id = ?", step) == [(kept,)]
    assert contacts.get(journal, report).reports_to_id == kept
    assert contacts.get(journal, report).introduced_by_id == kept
    with pytest.raises(NotFound):
        contacts.get(journal, other)
    assert kept_id(journal, "contact", other) == kept


def test_who_took_part_twice_took_part_once(journal: Journal) -> None:
    account = make_account(journal)
    kept, other = make_contact(journal, "徐海"), make_contact(journal, "Xu Hai", account_id=account)
    both = make_visit(journal, account, people=[kept, other])
    removed = make_visit(journal, account, people=[kept, other])
    visits.edit(journal, removed, people=[other])
    step = make_step(journal, people=[kept, other])
    people.merge(journal, kept, other)
    assert still_there(journal, both) == [kept]
    assert still_there(journal, removed) == [kept]
    assert journal.rows("SELECT contact_id FROM step_contact WHERE step_id = ? AND deleted_at IS NULL", step) == [
        (kept,)
    ]
    (place,) = journal.rows(
        "SELECT account_id, contact_post_id FROM visit_contact WHERE visit_id = ? AND deleted_at IS NULL", both
    )
    assert place[0] == account
    assert place[1] is not None, "the post is known of the other one"


def test_the_same_post_and_phone_are_there_once(journal: Journal) -> None:
    account, elsewhere = make_account(journal), make_account(journal, "Metro")
    kept = make_contact(
        journal,
        "徐海",
        account_id=account,
        post={"from_on": "2022-03-01"},
        points=[Point("phone", "+86 138-0000-0001", preferred=True), Point("email", "xu@rail.cn")],
    )
    other = make_contact(
        journal,
        "Xu Hai",
        account_id=account,
        post={"title": "CTO", "from_on": "2020-01-01"},
        points=[Point("phone", "13800000001", "mobile"), Point("phone", "13900000002", preferred=True)],
    )
    contacts.take_post(journal, other, elsewhere, title="Adviser")
    visit = make_visit(journal, account, people=[other])
    people.merge(journal, kept, other)
    posts = contacts.posts(journal, kept)
    assert [(post.account_id, post.title, post.from_on) for post in posts if post.account_id == account] == [
        (account, "CTO", "2020-01-01")
    ]
    assert {post.account_id for post in posts} == {account, elsewhere}
    own = {post.id for post in posts}
    ((post_id,),) = journal.rows("SELECT contact_post_id FROM visit_contact WHERE visit_id = ?", visit)
    assert post_id in own
    assert [(point.value, point.label, point.preferred) for point in contacts.points(journal, kept)] == [
        ("+86 138-0000-0001", "mobile", True),
        ("xu@rail.cn", "", False),
        ("13900000002", "", False),
    ]


def test_posts_that_contradict_each_other_both_stay(journal: Journal) -> None:
    account = make_account(journal)
    kept = make_contact(journal, account_id=account, post={"title": "CTO"})
    other = make_contact(journal, account_id=account, post={"title": "CFO"})
    people.merge(journal, kept, other)
    assert {post.title for post in contacts.posts(journal, kept)} == {"CTO", "CFO"}


def test_fields_are_filled_up_and_both_notes_stay(journal: Journal) -> None:
    kept = make_contact(journal, "徐海", notes="Plays chess", tags=["vip"], level="manager", languages="English")
    other = make_contact(
        journal,
        "Xu Hai",
        notes="Likes tea",
        tags=["VIP", "chess"],
        level="executive",
        birthday="--03-07",
        languages="English, German",
        role_group="technical",
    )
    people.merge(journal, kept, other)
    row = contacts.get(journal, kept)
    assert (row.name, row.level, row.birthday, row.role_group) == ("徐海", "manager", "--03-07", "technical")
    assert row.notes == "Plays chess\n\nLikes tea"
    assert row.tags == '["chess", "vip"]'
    assert row.languages == "English, German"


def test_each_field_is_taken_as_chosen(journal: Journal) -> None:
    kept = make_contact(journal, "徐海", notes="Plays chess", level="manager", birthday="--03-07")
    other = make_contact(journal, "Xu Hai", family_name="Xu", notes="Likes tea", level="executive")
    people.merge(journal, kept, other, {"name": "other", "notes": "other", "level": "other", "birthday": "other"})
    row = contacts.get(journal, kept)
    assert (row.name, row.family_name, row.notes, row.level) == ("Xu Hai", "Xu", "Likes tea", "executive")
    assert row.birthday == "", "an empty field was chosen"
    with pytest.raises(ValueError, match="level"):
        people.merge(journal, kept, make_contact(journal), {"level": "both"})


def test_a_placeholder_becomes_the_person(journal: Journal) -> None:
    boss = make_contact(journal, "Anna Weber")
    kept = make_contact(journal, "The new CFO", placeholder=True, reports_to_id=boss)
    other = make_contact(journal, "Tom Reed")
    people.merge(journal, kept, other)
    row = contacts.get(journal, kept)
    assert (row.name, row.placeholder, row.reports_to_id) == ("Tom Reed", 0, boss)


def test_nobody_stands_above_themselves(journal: Journal) -> None:
    top = make_contact(journal, "Top")
    kept = make_contact(journal, "徐海", reports_to_id=top)
    between = make_contact(journal, "Between", reports_to_id=kept)
    other = make_contact(journal, "Xu Hai", reports_to_id=between)
    people.merge(journal, kept, other, {"reports_to_id": "other"})
    assert contacts.get(journal, kept).reports_to_id == top
    assert contacts.get(journal, between).reports_to_id == kept


def test_who_reported_to_the_other_one_reports_to_whom_that_one_did(journal: Journal) -> None:
    top = make_contact(journal, "Top")
    other = make_contact(journal, "Xu Hai", reports_to_id=top, introduced_by_id=top)
    kept = make_contact(journal, "徐海", reports_to_id=other, introduced_by_id=other)
    people.merge(journal, kept, other)
    row = contacts.get(journal, kept)
    assert (row.reports_to_id, row.introduced_by_id) == (top, top)


def test_who_would_stand_above_themselves_either_way_stands_below_nobody(journal: Journal) -> None:
    kept = make_contact(journal, "徐海")
    between = make_contact(journal, "Between", reports_to_id=kept)
    other = make_contact(journal, "Xu Hai", reports_to_id=between)
    people.merge(journal, kept, other)
    assert contacts.get(journal, kept).reports_to_id is None


def test_how_both_came_to_stand_is_one_history(journal: Journal, clock: FixedClock) -> None:
    kept = make_contact(journal, "徐海", stance=-1, closeness=1)
    clock.set(date(2026, 5, 20))
    other = make_contact(journal, "Xu Hai", stance=2, closeness=3)
    people.merge(journal, kept, other)
    row = contacts.get(journal, kept)
    assert (row.stance, row.closeness) == (2, 3), "what was noted last counts"
    assert [(one.noted_on, one.stance) for one in standings.history(journal, kept)] == [
        ("2026-05-20", 2),
        ("2026-05-14", -1),
    ]


def test_the_standing_that_was_chosen_is_the_newest(journal: Journal, clock: FixedClock) -> None:
    kept = make_contact(journal, "徐海", stance=-1, closeness=1)
    clock.set(date(2026, 5, 20))
    other = make_contact(journal, "Xu Hai", stance=2, closeness=3)
    clock.set(date(2026, 5, 22))
    people.merge(journal, kept, other, {"standing": "kept"})
    assert contacts.get(journal, kept).stance == -1
    assert standings.history(journal, kept)[0].noted_on == "2026-05-22"
    assert standings.history(journal, kept)[0].stance == -1


def test_one_snooze_stays_the_longer_one(journal: Journal) -> None:
    kept, other = make_contact(journal, "徐海"), make_contact(journal, "Xu Hai")
    rhythm.snooze_contact(journal, kept, "2026-06-01", reason="holiday")
    rhythm.snooze_contact(journal, other, "2026-07-01", reason="abroad")
    people.merge(journal, kept, other)
    assert journal.rows("SELECT until_on, reason FROM snooze WHERE contact_id = ? AND deleted_at IS NULL", kept) == [
        ("2026-07-01", "abroad")
    ]


def test_who_was_not_the_same_as_either_is_not_the_same_now(journal: Journal) -> None:
    kept, other, third = (make_contact(journal, name) for name in ("徐海", "Xu Hai", "徐海"))
    known_differences.set_apart(journal, "contact", third, other)
    people.merge(journal, kept, other)
    assert tuple(sorted((kept, third))) in known_differences.pairs(journal, "contact")


def test_a_merge_is_undone_wholly_and_done_again(journal: Journal) -> None:
    account = make_account(journal)
    kept = make_contact(journal, "徐海", account_id=account, stance=1, points=[Point("phone", "13800000001")])
    other = make_contact(
        journal, "Xu Hai", account_id=account, stance=2, notes="tea", points=[Point("phone", "13800000001", "mobile")]
    )
    make_visit(journal, account, people=[kept, other])
    make_visit(journal, account, people=[other])
    thrown = make_visit(journal, account, people=[other])
    visits.trash(journal, thrown)
    make_step(journal, people=[kept, other], owner_contact_id=other)
    before = fingerprint(journal)
    people.merge(journal, kept, other)
    after = fingerprint(journal)
    assert after != before
    changes.undo(journal)
    assert fingerprint(journal) == before
    changes.redo(journal)
    assert fingerprint(journal) == after
    visits.restore(journal, thrown)
    assert still_there(journal, thrown) == [kept], "also a visit that lay in the trash"


def test_what_can_not_be_merged_is_said(journal: Journal) -> None:
    kept, other = make_contact(journal, "徐海"), make_contact(journal, "Xu Hai")
    with pytest.raises(InvalidValue, match="twice"):
        people.merge(journal, kept, kept)
    seen = (contacts.get(journal, kept).revision, contacts.get(journal, other).revision)
    contacts.edit(journal, other, notes="changed meanwhile")
    before = fingerprint(journal)
    with pytest.raises(ChangedElsewhere):
        people.merge(journal, kept, other, revisions=seen)
    assert fingerprint(journal) == before
    contacts.trash(journal, other)
    with pytest.raises(NotFound):
        people.merge(journal, kept, other)


def test_a_merged_one_is_found_over_several_merges(journal: Journal) -> None:
    first, second, third = (make_contact(journal, name) for name in ("A", "B", "C"))
    people.merge(journal, second, first)
    people.merge(journal, third, second)
    assert kept_id(journal, "contact", first) == third
    assert kept_id(journal, "contact", third) == third
    contacts.trash(journal, third)
    assert kept_id(journal, "contact", third) == third, "what was thrown away was not merged"
    assert kept_id(journal, "visit", first) == first


def test_one_that_comes_out_of_the_trash_stands_for_itself_again(journal: Journal) -> None:
    kept, other = make_contact(journal, "徐海"), make_contact(journal, "Xu Hai")
    people.merge(journal, kept, other)
    contacts.restore(journal, other)
    contacts.trash(journal, other)
    assert kept_id(journal, "contact", other) == other


def test_the_trash_says_into_whom_one_was_merged(journal: Journal) -> None:
    kept, other, third = (make_contact(journal, name) for name in ("徐海", "Xu Hai", "李娜"))
    people.merge(journal, kept, other)
    contacts.trash(journal, third)
    assert {one.title: one.merged_into for one in trash.listing(journal)} == {"Xu Hai": "徐海", "李娜": ""}
    trash.restore(journal, "contact", other)
    assert [one.title for one in trash.listing(journal)] == ["李娜"]


def test_more_import_marks_than_there_is_room_for_are_no_hindrance(journal: Journal) -> None:
    kept = make_contact(journal, "徐海", imported_as=" ".join(f"card-{number:04}" for number in range(100)))
    other = make_contact(journal, "Xu Hai", imported_as=" ".join(f"mail-{number:04}" for number in range(100)))
    people.merge(journal, kept, other)
    assert contacts.get(journal, kept).imported_as.split()[99:101] == ["card-0099"]


def test_what_is_typed_about_either_is_not_lost_in_a_merge(journal: Journal) -> None:
    kept, other = make_contact(journal, "Anna"), make_contact(journal, "Anne")
    draft = drafts.keep(journal, "contact", other, "{}")
    for pair in ((kept, other), (other, kept)):
        with pytest.raises(InvalidValue, match="typed about Anne is not saved"):
            people.merge(journal, *pair)
    drafts.discard(journal, draft)
    people.merge(journal, kept, other)


def test_what_is_chosen_in_another_window_before_the_merge_means_the_one_who_stayed(journal: Journal) -> None:
    kept, other = make_contact(journal, "Anna"), make_contact(journal, "Anne")
    below, early = make_contact(journal, "Below"), make_step(journal)
    people.merge(journal, kept, other)
    contacts.edit(journal, below, reports_to_id=other)
    assert contacts.get(journal, below).reports_to_id == kept
    assert contacts.get(journal, make_contact(journal, "New", introduced_by_id=other)).introduced_by_id == kept
    with pytest.raises(InvalidValue, match="can't report to"):
        contacts.edit(journal, kept, reports_to_id=other)
    promised = make_step(journal, people=[other, kept], owner_side="theirs", owner_contact_id=other)
    steps.edit(journal, early, people=[other])
    assert [steps.people(journal, step) for step in (promised, early)] == [[(kept, "Anna")]] * 2
    assert steps.get(journal, promised).owner_contact_id == kept
