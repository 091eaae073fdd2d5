"""Whoever asks for a record that was merged finds the one that stayed."""

from __future__ import annotations

from models import attachments, changes, contacts, participants, record_titles, visit_sheet
from models.contacts import Point
from models.exchange.matching import KnownAccounts, KnownPeople, own_uid
from models.journal import Journal
from models.merging import accounts, people
from models.saving_sheets import save
from models.search import finding, index
from models.sheet_content import SheetPerson, SheetStep, VisitSheet
from tests.factories import make_account, make_contact, make_visit


def _found(journal: Journal, text: str) -> list[tuple[str, int]]:
    return [(hit.kind, hit.id) for group in finding.find(journal, text).groups for hit in group.hits]


def test_the_old_name_is_searched(journal: Journal) -> None:
    kept, other = make_contact(journal, "徐海"), make_contact(journal, "Karen Tomson")
    first, second = make_account(journal, "Northern Rail"), make_account(journal, "Zebra Lines")
    people.merge(journal, kept, other)
    accounts.merge(journal, first, second)
    assert _found(journal, "Tomson") == [("contact", kept)]
    assert _found(journal, "zebra") == [("account", first)]
    for _ in range(2):
        changes.undo(journal)
    assert _found(journal, "Tomson") == [("contact", other)]
    assert _found(journal, "zebra") == [("account", second)]


def test_files_of_visits_are_found_by_the_account_that_stayed(journal: Journal) -> None:
    kept, other = make_account(journal, "Northern Rail"), make_account(journal, "Zebra Lines")
    visit = make_visit(journal, other)
    file = attachments.add(journal, "visit", visit, "offer.txt", b"offer").id
    accounts.merge(journal, kept, other)
    assert _found(journal, 'offer account:"Northern Rail"') == [("attachment", file)]


def test_what_was_opened_last_is_the_one_that_stayed_once(journal: Journal) -> None:
    kept, other = make_contact(journal, "徐海"), make_contact(journal, "Xu Hai")
    people.merge(journal, kept, other)
    assert [one.id for one in record_titles.read(journal, [("contact", other), ("contact", kept)])] == [kept]


def test_a_draft_with_those_who_are_no_more_is_saved_with_those_who_stayed(journal: Journal) -> None:
    account, old_account = make_account(journal, "Northern Rail"), make_account(journal, "Zebra Lines")
    kept, other = make_contact(journal, "徐海"), make_contact(journal, "Xu Hai")
    person = SheetPerson(other, "Xu Hai")
    sheet = VisitSheet(
        account_id=old_account,
        account="Zebra Lines",
        start="2026-05-14T09:00",
        people=(person, SheetPerson(kept, "徐海")),
        steps=(SheetStep(None, "promise", "Send it", people=(person,), owner_contact_id=other),),
    )
    accounts.merge(journal, account, old_account)
    people.merge(journal, kept, other)
    visit = save(journal, sheet).id
    saved = visit_sheet.read(journal, visit)
    assert saved.account_id == account
    assert participants.still_there(journal, visit) == [kept]
    assert [one.id for one in saved.steps[0].people] == [kept]
    assert saved.steps[0].owner_contact_id == kept
    assert len(contacts.listing(journal)) == 1, "nobody was made anew"


def test_an_import_means_the_one_that_stayed(journal: Journal) -> None:
    kept = make_contact(journal, "徐海", points=[Point("phone", "13800000001")])
    other = make_contact(journal, "Xu Hai", points=[Point("phone", "13800000001")])
    first, second = make_account(journal, "Northern Rail"), make_account(journal, "Zebra Lines")
    people.merge(journal, kept, other)
    accounts.merge(journal, first, second)
    known = KnownPeople(journal)
    assert [one.id for one in known.by_uid(own_uid(other))] == [kept]
    assert [one.id for one in known.by_phone(["13800000001"], "徐海")] == [kept]
    assert KnownAccounts(journal).the_one("Zebra Lines") == first
    third = make_account(journal, "Zebra Lines")
    assert KnownAccounts(journal).the_one("Zebra Lines") == third, "an account of that name goes first"


def test_one_file_at_both_is_there_once(journal: Journal) -> None:
    kept, other = make_contact(journal, "徐海"), make_contact(journal, "Xu Hai")
    attachments.add(journal, "contact", kept, "card.txt", b"card")
    attachments.add(journal, "contact", other, "card.txt", b"card")
    attachments.add(journal, "contact", other, "more.txt", b"more")
    people.merge(journal, kept, other)
    query = "SELECT name FROM attachment WHERE contact_id = ? AND deleted_at IS NULL ORDER BY name"
    assert journal.rows(query, kept) == [("card.txt",), ("more.txt",)]


def test_the_index_is_as_if_made_anew_whatever_is_merged_and_taken_back(journal: Journal) -> None:
    first, second = make_account(journal, "Northern Rail"), make_account(journal, "Zebra Lines")
    one, two, three = (make_contact(journal, name, account_id=second) for name in ("徐海", "Karen Tomson", "Dana Fox"))
    visit = make_visit(journal, second, people=[two])
    attachments.add(journal, "visit", visit, "offer.txt", b"offer")
    people.merge(journal, two, three)
    people.merge(journal, one, two)
    accounts.merge(journal, first, second)
    deeds = (changes.undo, changes.undo, changes.redo, lambda own: contacts.restore(own, two))
    for deed in (lambda own: None, *deeds):
        deed(journal)
        kept = _entries(journal)
        index.rebuild(journal)
        assert _entries(journal) == kept


def _entries(journal: Journal) -> list[tuple[object, ...]]:
    return journal.rows("SELECT kind, record_id, content_mark FROM search_entry ORDER BY kind, record_id")
