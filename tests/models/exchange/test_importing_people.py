"""People who come in from files are found again, completed, and never overwritten or mixed up."""

from __future__ import annotations

from typing import Any

from models import accounts, contacts
from models.journal import Journal
from models.merging import accounts as merging_accounts
from models.merging import people
from tests.factories import make_account, make_contact
from tests.models.exchange.importing import count, points, said
from tests.readers import contact_named


def test_what_a_person_wrote_is_kept_and_the_difference_is_said(journal: Journal, take_in: Any) -> None:
    text = "Name,Company,Position,Email,Birthday,Notes\nAnna Weber,Meridian,Buyer,anna@m.example,1978-03-27,likes tea\n"
    take_in(text)
    anna = contact_named(journal, "Anna Weber")
    contacts.edit_post(journal, contacts.posts(journal, anna.id)[0].id, title="Head of Purchasing")
    contacts.edit(journal, anna.id, birthday="1978-03-28", private_notes="likes coffee")
    report = take_in(text)
    assert (report.new, report.updated, report.unchanged, report.doubtful_rows) == (0, 0, 0, 1)
    assert said(report) == [
        "list.csv, line 2: Anna Weber: for the birthday the journal says “1978-03-28” and the file “1978-03-27”. "
        "The journal's was kept; change it by hand if the file is right.",
        "list.csv, line 2: Anna Weber: for the private notes the journal says “likes coffee” and the file “likes tea”. "
        "The journal's was kept; change it by hand if the file is right.",
        "list.csv, line 2: Anna Weber: for the job title the journal says “Head of Purchasing” and the file “Buyer”. "
        "The journal's was kept; change it by hand if the file is right.",
    ]
    assert contacts.get(journal, anna.id).birthday == "1978-03-28"


def test_empty_fields_are_filled(journal: Journal, take_in: Any) -> None:
    meridian = make_account(journal, "Meridian", short_name="MP")
    anna = make_contact(journal, "Anna Weber", account_id=meridian, birthday="--03-27")
    report = take_in(
        "Name,Company,Position,Email,Birthday,Tags\nanna  WEBER,ｍｐ,Buyer,anna@m.example,1978-03-27,VIP\n"
    )
    assert (report.new, report.updated) == (0, 1)
    stored = contacts.get(journal, anna)
    assert (stored.name, stored.birthday, stored.tags) == ("Anna Weber", "1978-03-27", '["VIP"]')
    assert points(journal, anna, "email") == {"anna@m.example"}
    assert contacts.posts(journal, anna)[0].title == "Buyer"
    assert count(journal, "account") == 1


def test_notes_that_were_added_to_are_no_difference(journal: Journal, take_in: Any) -> None:
    text = "Name,Company,Notes\nAnna Weber,Meridian,likes tea\n"
    take_in(text)
    anna = contact_named(journal, "Anna Weber")
    contacts.edit(journal, anna.id, private_notes="Asked for a quote.\nlikes tea\n")
    assert take_in(text).unchanged == 1


def test_a_phone_that_was_taken_off_does_not_come_back(journal: Journal, take_in: Any) -> None:
    text = "Name,Company,Phone,Mobile\nAnna Weber,Meridian,+49 30 5550101,+49 171 5550101\n"
    take_in(text)
    anna = contact_named(journal, "Anna Weber")
    contacts.remove_point(journal, contacts.points(journal, anna.id)[0].id)
    report = take_in(text)
    assert report.unchanged == 1
    assert len(contacts.points(journal, anna.id)) == 1


def test_a_contact_in_the_trash_stays_there_and_is_not_made_again(journal: Journal, take_in: Any) -> None:
    text = "Name,Company,Email\nAnna Weber,Meridian,anna@m.example\nTom Reed,Meridian,tom@m.example\n"
    take_in(text)
    contacts.trash(journal, contact_named(journal, "Anna Weber").id)
    report = take_in(text)
    assert (report.new, report.unchanged) == (0, 1)
    assert "Anna Weber lies in the trash" in said(report)[0]
    assert "restore the contact" in said(report)[0]
    assert count(journal, "contact") == 2


def test_a_row_of_an_account_in_the_trash_is_doubtful(journal: Journal, take_in: Any) -> None:
    accounts.trash(journal, make_account(journal, "Meridian"))
    report = take_in("Name,Company\nAnna Weber,Meridian\n")
    assert "The account Meridian lies in the trash" in said(report)[0]
    report = take_in("Date,Account\n2026-05-13,Meridian\n")
    assert "The account Meridian lies in the trash" in said(report)[0]
    assert count(journal, "visit") == 0


def test_a_row_that_may_mean_several_changes_none(journal: Journal, take_in: Any) -> None:
    meridian = make_account(journal, "Meridian")
    for _ in range(2):
        make_contact(journal, "Anna Weber", account_id=meridian)
    report = take_in("Name,Company,Email\nAnna Weber,Meridian,anna@m.example\n")
    assert (report.new, report.updated, report.changes) == (0, 0, None)
    assert "any of 2 contacts" in said(report)[0]


def test_an_account_name_that_several_have_is_doubtful(journal: Journal, take_in: Any) -> None:
    make_account(journal, "Meridian")
    make_account(journal, "Meridian Power", short_name="MERIDIAN")
    assert "2 accounts in the journal are called Meridian" in said(take_in("Name,Company\nTom,Meridian\n"))[0]


def test_an_email_of_somebody_else_is_doubtful_but_a_teams_mailbox_is_not(take_in: Any) -> None:
    headings = "Name,Company,Email\n"
    report = take_in(headings + "Anna Weber,Meridian,anna@m.example\nTom Reed,Meridian,anna@m.example\n")
    assert report.new == 1
    assert "The e-mail of Tom Reed is that of Anna Weber" in said(report)[0]
    report = take_in(headings + "Ingrid Moe,Fjordbane,info@f.example\nNils Berg,Fjordbane,info@f.example\n")
    assert (report.new, report.doubtful) == (2, ())


def test_namesakes_with_other_phones_and_emails_are_not_merged(journal: Journal, take_in: Any) -> None:
    headings = "姓名,单位,手机,邮箱\n"
    report = take_in(headings + "张伟,云岭电信,13800000103,zhang@y.example\n张伟,云岭电信,13900000999,weiz@y.example\n")
    assert report.new == 1
    assert "张伟 at 云岭电信 is in the journal with another phone and another e-mail" in said(report)[0]
    assert points(journal, contact_named(journal, "张伟").id, "phone") == {"13800000103"}


def test_the_same_phone_and_name_is_the_same_person_at_any_spelling(take_in: Any) -> None:
    assert take_in("姓名,单位,手机\n张伟,云岭电信,+86 138-0000-0103\n").new == 1
    report = take_in("姓名,手机,职务\n张　伟,13800000103,总经理\n")
    assert (report.new, report.updated) == (0, 1)


def test_an_id_of_another_program_finds_a_person_who_was_renamed(journal: Journal, take_in: Any) -> None:
    text = "BEGIN:VCARD\nVERSION:3.0\nUID:abcd-1234-5678\nFN:Anna Weber\nORG:Meridian\nEND:VCARD\n"
    take_in(text, "people.vcf")
    anna = contact_named(journal, "Anna Weber")
    assert anna.imported_as == "abcd-1234-5678"
    contacts.edit(journal, anna.id, name="Anna Schmidt-Berg")
    report = take_in(text, "people.vcf")
    assert (report.new, report.doubtful_rows) == (0, 1)
    assert "for the name the journal says “Anna Schmidt-Berg” and the file “Anna Weber”" in said(report)[0]


def test_two_ids_of_one_program_are_two_people(journal: Journal, take_in: Any) -> None:
    headings = "Record ID,First name,Last name,Company name,Lifecycle stage\n"
    report = take_in(headings + "1201,Anna,Weber,Meridian,customer\n1202,Anna,Weber,Meridian,customer\n")
    assert report.new == 2
    assert take_in(headings + "1201,Anna,Weber,Meridian,customer\n1202,Anna,Weber,Meridian,customer\n").unchanged == 2
    marks = {mark for (mark,) in journal.rows("SELECT imported_as FROM contact")}
    assert marks == {"hubspot:1201", "hubspot:1202"}


def test_a_person_who_changed_the_company_is_doubtful(journal: Journal, take_in: Any) -> None:
    take_in("Name,Company,Email\nAnna Weber,Meridian,anna@m.example\n")
    report = take_in("Name,Company,Email\nAnna Weber,Fjordbane,anna@m.example\n")
    assert "for the account the journal says “Meridian” and the file “Fjordbane”" in said(report)[0]
    assert count(journal, "account") == 1


def test_who_was_merged_is_found_by_either_name_at_either_account(journal: Journal, take_in: Any) -> None:
    rows = "name,company,title\nAnne Vander,Old Rail Ltd,Engineer\n"
    assert take_in(rows).new == 1
    kept = contacts.create(journal, name="Anna Weber", account_id=accounts.create(journal, name="Rail").id).id
    people.merge(journal, kept, contact_named(journal, "Anne Vander").id)
    merging_accounts.merge(journal, accounts.find(journal, "Rail").id, accounts.find(journal, "Old Rail Ltd").id)
    report = take_in(rows)
    assert (report.new, report.doubtful, said(report)) == (0, (), [])
    assert [one.name for one in contacts.listing(journal)] == ["Anna Weber"]
