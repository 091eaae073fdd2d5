from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from models import accounts, contacts, steps, visit_lists, visits
from models.changes import redo, undo
from models.errors import Cancelled, CannotRead, JournalError
from models.exchange.importer import ImportReport, import_files
from models.journal import Journal
from models.text.language import Language
from tests.factories import make_account, make_contact, make_visit
from tests.models.exchange.files_of_tests import FILES
from tests.models.exchange.test_hostile_files import mutant
from tests.readers import contact_named, participants_of

CONTACT_FILES = ("outlook.csv", "google.csv", "phone.vcf", "addressbook.vcf", "chinese.csv", "google-old.csv")
ALL_FILES = [FILES / name for name in (*CONTACT_FILES, "visits.csv", "visits-english.csv")]
TABLES = ("account", "contact", "contact_point", "contact_post", "visit", "visit_contact", "step", "step_contact")


def content(journal: Journal) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of the tables an import writes, stamps and revisions aside."""
    found = {}
    for table in TABLES:
        columns = [name for (name,) in journal.rows("SELECT name FROM pragma_table_info(?)", table)]
        wanted = ", ".join(name for name in columns if name not in ("created_at", "changed_at", "revision"))
        found[table] = journal.rows(f"SELECT {wanted} FROM {table} ORDER BY id")
    return found


def count(journal: Journal, table: str) -> int:
    (found,) = journal.row(f"SELECT count(*) FROM {table}") or (0,)
    return int(found)


@pytest.fixture
def take_in(journal: Journal, tmp_path: Path) -> Any:
    """Return a function that imports a text as a file."""

    def import_text(text: str | bytes, name: str = "list.csv", **options: Any) -> ImportReport:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return import_files(journal, [path], **options)

    return import_text


def said(report: ImportReport) -> list[str]:
    return [str(doubt) for doubt in report.doubtful]


def points(journal: Journal, contact_id: int, kind: str) -> set[str]:
    return {point.value for point in contacts.points(journal, contact_id) if point.kind == kind}


def test_real_files_come_in_and_a_second_run_changes_nothing(journal: Journal) -> None:
    first = import_files(journal, ALL_FILES)
    assert (first.new, first.doubtful) == (24, ())
    assert [(refused.file, refused.row) for refused in first.refused] == [
        ("chinese.csv", 4),
        ("chinese.csv", 5),
        ("chinese.csv", 6),
        ("visits.csv", 7),
        ("visits.csv", 8),
        ("visits.csv", 9),
    ]
    before = content(journal)
    second = import_files(journal, ALL_FILES)
    assert (second.new, second.updated, second.doubtful, second.changes) == (0, 0, (), None)
    assert second.unchanged == first.new + first.updated + first.unchanged
    assert list(map(str, second.refused)) == list(map(str, first.refused))
    assert content(journal) == before


def test_one_person_in_three_files_is_one_contact(journal: Journal) -> None:
    import_files(journal, ALL_FILES)
    tom = contact_named(journal, "Tom Reed")
    assert points(journal, tom.id, "phone") == {"+44 20 7946 0102", "+44 7700 900102"}
    assert len(points(journal, tom.id, "email")) == 1
    anna = contact_named(journal, "Dr. Anna Maria Weber")
    assert json.loads(anna.tags) == ["Customers", "Hamburg"]
    assert (anna.family_name, anna.given_name, anna.birthday) == ("Weber", "Anna", "1978-03-27")
    assert "Spouse: Jonas" in anna.private_notes
    (post,) = contacts.posts(journal, anna.id)
    assert (post.account, post.title, post.department) == ("Meridian Power GmbH", "Head of Purchasing", "Purchasing")
    zhang = contact_named(journal, "张伟")
    assert points(journal, zhang.id, "phone") == {"0871-5550103", "138 0000 0103"}


def test_visits_find_their_people_and_make_those_that_are_new(journal: Journal) -> None:
    import_files(journal, ALL_FILES)
    yunling = accounts.find(journal, "云岭电信有限公司")
    (visit,) = visit_lists.listing(journal, account_ids=[yunling.id])
    stored = visits.get(journal, visit.id)
    assert (stored.start, stored.minutes, stored.channel, stored.state) == ("2026-05-11T15:00", 90, "on_site", "held")
    assert stored.notes.startswith("会议室在三楼。\n")
    people = participants_of(journal, visit.id)
    assert [(person.name, person.title) for person in people] == [("张伟", "网络部总经理"), ("赵敏", "副总经理")]
    (step,) = journal.rows("SELECT title, due_on, kind, account_id, raised_at FROM step WHERE visit_id = ?", visit.id)
    assert step == ("提交备件清单", "2026-05-18", "next_step", yunling.id, "2026-05-11T15:00")
    # Nobody had heard of him before the visit.
    ouyang = contact_named(journal, "欧阳建国")
    assert [post.account for post in contacts.posts(journal, ouyang.id)] == ["南河县电力公司"]


@pytest.mark.parametrize(
    "text",
    [
        "Name,Company,Email,Title\nTom Reed,,y@a.de,CTO\nWeber,B,,CTO\nTom Reed,A,y@a.de,\n",
        "Name,Company,Email,Mobile\nWeber,,,\nWeber,,x@a.de,13800000001\nWeber,A,x@a.de,\nTom Reed,A,,\n",
        "Name,Company,Email\nTom Reed,B,x@a.de\nAnna Weber,A,x@a.de\nAnna Maria Weber,A,y@a.de\n",
        "Date,Time,Account,Summary\n2026-05-13,00:00,B,s\n2026-05-13,14:00,B,\n",
    ],
)
def test_rows_that_say_more_and_less_of_one_record_change_nothing_again(
    journal: Journal, take_in: Any, text: str
) -> None:
    take_in(text)
    before = content(journal)
    second = take_in(text)
    assert (second.new, second.updated, second.changes) == (0, 0, None)
    assert content(journal) == before


def test_a_person_without_an_account_is_found_at_the_one_they_were_given_since(journal: Journal, take_in: Any) -> None:
    text = "Name,Company,WeChat\nLena Koch,,lena_k\n"
    take_in(text)
    contacts.take_post(journal, contact_named(journal, "Lena Koch").id, make_account(journal, "Rail"))
    assert take_in(text).unchanged == 1
    make_contact(journal, "Lena Koch", account_id=make_account(journal, "Ferry"))
    report = take_in("Name,Company\nLena Koch,\n")
    assert (report.new, report.updated) == (0, 0)
    assert "any of 2 contacts" in said(report)[0]


def test_doubtful_rows_are_told_in_the_order_of_the_file(journal: Journal, take_in: Any) -> None:
    for account in ("Rail", "Ferry"):
        make_contact(journal, "Lena Koch", account_id=make_account(journal, account))
    accounts.trash(journal, make_account(journal, "Meridian"))
    report = take_in("Name,Company\nLena Koch,\nTom Reed,Meridian\n")
    assert [doubt.row for doubt in report.doubtful] == [2, 3]


def test_one_undo_takes_an_import_back_and_one_redo_brings_it_again(journal: Journal) -> None:
    make_contact(journal, "Tom Reed", account_id=make_account(journal, "Northline Rail Ltd"))
    before = content(journal)
    import_files(journal, ALL_FILES)
    assert count(journal, "contact") > 10
    taken_back = undo(journal)
    assert taken_back is not None
    assert taken_back.name == "exchange.import"
    assert content(journal) == before
    redo(journal)
    assert import_files(journal, ALL_FILES).new == 0


def test_a_dry_run_tells_the_same_and_keeps_nothing(journal: Journal) -> None:
    before = content(journal)
    tried = import_files(journal, ALL_FILES, dry_run=True)
    assert content(journal) == before
    assert count(journal, "operation") == 0
    done = import_files(journal, ALL_FILES)
    assert tried.as_json(Language("en")) == done.as_json(Language("en"))


def test_an_unreadable_file_stops_everything_before_anything_is_written(journal: Journal, tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_bytes(b"Name,Company\nM\xfcller,K\xe4se\n")
    with pytest.raises(CannotRead, match=r"broken\.csv"):
        import_files(journal, [FILES / "outlook.csv", broken])
    assert count(journal, "contact") == 0


def test_every_row_is_shown_with_what_would_become_of_it(journal: Journal, take_in: Any) -> None:
    make_contact(journal, "Known Already", account_id=make_account(journal, "Meridian"))
    take_in("Name,Company,Email\nAnna Weber,Meridian,anna@m.example\n")
    report = take_in(
        "Name,Company,Position,Email\n"
        "Ben Roth,Meridian,Buyer,ben@m.example\n"
        ",,,\n"
        ",Meridian,Buyer,nobody@m.example,\n"
        "Anna Weber,Meridian,Head of Purchasing,anna@m.example\n"
        "Somebody Else,Meridian,,anna@m.example\n"
        "Known Already,Meridian,,\n",
        dry_run=True,
    )
    assert [(row.row, row.name, row.detail, row.state, len(row.reasons)) for row in report.rows] == [
        (2, "Ben Roth", "Buyer · Meridian", "new", 0),
        (4, "", "", "refused", 1),
        (5, "Anna Weber", "Head of Purchasing · Meridian", "updated", 0),
        (6, "Somebody Else", "Meridian", "doubtful", 1),
        (7, "Known Already", "Meridian", "unchanged", 0),
    ]
    assert (report.new, report.updated, report.unchanged, report.doubtful_rows) == (1, 1, 1, 1)
    assert count(journal, "contact") == 2
    (visit,) = take_in("Date,Account,Purpose\n2026-05-11,Meridian,Price talk\n", dry_run=True).rows
    assert (visit.name, visit.detail, str(visit.day), visit.state) == ("Meridian", "Price talk", "2026-05-11", "new")


def test_cancel_leaves_nothing_behind(journal: Journal) -> None:
    seen: list[tuple[int, int]] = []

    def cancel_at_the_end(done: int, total: int) -> None:
        seen.append((done, total))
        if total and done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_files(journal, ALL_FILES, progress=cancel_at_the_end)
    assert seen[0] == (0, 0)
    assert seen[-1] == (27, 27)
    assert (count(journal, "contact"), count(journal, "account"), count(journal, "operation")) == (0, 0, 0)
    assert import_files(journal, ALL_FILES).new == 24


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


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Name,Company\n" + "x" * 201 + ",Meridian\nTom,Meridian\n", "name can hold 200 "),
        ("Name,Company\nAnna," + "x" * 201 + "\nTom,Meridian\n", "account name can hold 200 "),
        ("Name,Company,Title\nAnna,Meridian," + "x" * 201 + "\nTom,Meridian,\n", "title can hold 200 "),
        ("Name,Notes,Company\nAnna," + "x" * 2_000_001 + ",M\nTom,,M\n", "notes can hold 2000000 "),
        ("Name,Tags,Company\nAnna," + "t" * 4000 + ",M\nTom,,M\n", "tags can hold 4000 "),
    ],
)
def test_what_is_too_long_is_refused_whole_and_stops_no_other(
    journal: Journal, take_in: Any, text: str, reason: str
) -> None:
    report = take_in(text)
    assert report.new == 1
    (refused,) = report.refused
    assert (refused.file, refused.row) == ("list.csv", 2)
    assert reason in str(refused)
    assert [row[0] for row in journal.rows("SELECT name FROM contact")] == ["Tom"]
    assert count(journal, "account") == 1


def test_text_of_any_kind_comes_in_as_the_journal_stores_it(journal: Journal, take_in: Any) -> None:
    take_in('Name,Company,Notes\nZoe\u0301 ⛵ \u202eשלום,Me\0ridian,"a\r\nb"\n')
    stored = contact_named(journal, "Zoé ⛵ \u202eשלום")
    assert stored.private_notes == "a\nb"
    assert accounts.find(journal, "Meridian").name == "Meridian"


def test_a_megabyte_of_notes_comes_in(journal: Journal, take_in: Any) -> None:
    notes = "\n".join("记录" * 50 for _ in range(10_000))
    take_in(f'Date,Account,Notes\n2026-05-13,Meridian,"{notes}"\n')
    assert journal.row("SELECT length(notes) FROM visit") == (len(notes),)


def test_a_visit_is_found_again_by_day_account_purpose_and_time(journal: Journal, take_in: Any) -> None:
    headings = "Date,Time,Account,Purpose,Summary\n"
    take_in(headings + "2026-05-13,09:00,Meridian,Offer,one\n2026-05-13,15:00,Meridian,Offer,two\n")
    assert count(journal, "visit") == 2
    assert take_in(headings + "2026-05-13,15:00,MERIDIAN,offer,two\n").unchanged == 1
    report = take_in(headings + "2026-05-13,,Meridian,Offer,\n")
    assert "2 visits to Meridian on 2026-05-13 have this purpose" in said(report)[0]
    assert take_in(headings + "2026-05-13,,Meridian,Complaint,\n").new == 1


def test_a_visit_is_completed_and_never_overwritten(journal: Journal, take_in: Any) -> None:
    meridian = make_account(journal, "Meridian")
    visit = make_visit(journal, meridian, "2026-05-13T00:00", purpose="Offer", summary="Mine.", channel="call")
    headings = "Date,Time,Minutes,Account,Purpose,Summary,Notes,Channel,People\n"
    report = take_in(headings + "2026-05-13,15:00,60,Meridian,Offer,Theirs.,Long talk,On site,Anna Weber\n")
    assert (report.new, report.updated, report.doubtful_rows) == (0, 1, 1)
    assert "for the summary the journal says “Mine.”" in said(report)[0]
    assert "for the channel the journal says “call” and the file “on site”" in said(report)[1]
    stored = visits.get(journal, visit)
    assert (stored.start, stored.minutes, stored.summary, stored.notes) == (
        "2026-05-13T15:00",
        60,
        "Mine.",
        "Long talk",
    )
    assert [person.name for person in participants_of(journal, visit)] == ["Anna Weber"]


def test_a_planned_visit_becomes_held_and_an_old_plan_undoes_nothing(journal: Journal, take_in: Any) -> None:
    meridian = make_account(journal, "Meridian")
    visit = make_visit(journal, meridian, "2026-05-13T15:00", purpose="Offer", state="planned")
    headings = "Date,Account,Purpose,Status\n"
    assert take_in(headings + "2026-05-13,Meridian,Offer,held\n").updated == 1
    assert visits.get(journal, visit).state == "held"
    assert take_in(headings + "2026-05-13,Meridian,Offer,planned\n").unchanged == 1
    report = take_in(headings + "2026-05-13,Meridian,Offer,cancelled\n")
    assert "for the state the journal says “held” and the file “cancelled”" in said(report)[0]


def test_a_visit_to_come_is_planned_and_can_not_have_been_held(journal: Journal, take_in: Any) -> None:
    report = take_in("Date,Account,Status\n2026-06-01,Meridian,\n2026-06-02,Meridian,held\n")
    assert report.new == 1
    assert journal.rows("SELECT start, state FROM visit") == [("2026-06-01T00:00", "planned")]
    assert "can't have been held yet" in str(report.refused[0])


def test_a_next_step_is_added_once_and_stays_as_it_was_changed(journal: Journal, take_in: Any) -> None:
    headings = "Date,Account,Purpose,Next step,Due\n"
    take_in(headings + "2026-05-13,Meridian,Offer,,\n")
    assert take_in(headings + "2026-05-13,Meridian,Offer,Send it,\n").updated == 1
    assert take_in(headings + "2026-05-13,Meridian,Offer,send  it,2026-05-20\n").updated == 1
    ((step, due),) = journal.rows("SELECT id, due_on FROM step")
    assert due == "2026-05-20"
    report = take_in(headings + "2026-05-13,Meridian,Offer,Send it,2026-05-21\n")
    assert "for the due date the journal says “2026-05-20” and the file “2026-05-21”" in said(report)[0]
    steps.edit(journal, step, title="Send the offer")
    report = take_in(headings + "2026-05-13,Meridian,Offer,Send it,\n")
    assert "for the next step the journal says “Send the offer”" in said(report)[0]
    assert count(journal, "step") == 1


def test_who_was_taken_off_a_visit_stays_off(journal: Journal, take_in: Any) -> None:
    text = 'Date,Account,People\n2026-05-13,Meridian,"Anna Weber, Tom Reed"\n'
    take_in(text)
    ((visit,),) = journal.rows("SELECT id FROM visit")
    visits.edit(journal, visit, people=[contact_named(journal, "Tom Reed").id])
    assert take_in(text).unchanged == 1
    assert [person.name for person in participants_of(journal, visit)] == ["Tom Reed"]


def test_a_participant_is_looked_for_at_the_account_and_then_around_it(journal: Journal, take_in: Any) -> None:
    group = make_account(journal, "云岭电信集团")
    branch = make_account(journal, "云岭电信曲靖分公司", parent_id=group)
    elsewhere = make_account(journal, "南河县电力公司")
    at_group = make_contact(journal, "张伟", account_id=group)
    make_contact(journal, "张伟", account_id=elsewhere)
    loose = make_contact(journal, "李娜")
    take_in('日期,客户,联系人\n2026-05-13,云岭电信曲靖分公司,"张伟、李娜、王芳"\n')
    ((visit,),) = journal.rows("SELECT id FROM visit")
    people = participants_of(journal, visit)
    assert [person.contact_id for person in people][:2] == [at_group, loose]
    assert (people[2].name, people[2].account_id) == ("王芳", branch)


def test_a_participant_who_may_be_several_is_left_out_and_said(journal: Journal, take_in: Any) -> None:
    meridian = make_account(journal, "Meridian")
    for _ in range(2):
        make_contact(journal, "Anna Weber", account_id=meridian)
    report = take_in('Date,Account,People\n2026-05-13,Meridian,"Anna Weber, Tom Reed"\n')
    assert report.new == 1
    assert "2 contacts are called Anna Weber" in said(report)[0]
    ((visit,),) = journal.rows("SELECT id FROM visit")
    assert [person.name for person in participants_of(journal, visit)] == ["Tom Reed"]


def test_many_contacts_are_one_operation(journal: Journal, take_in: Any) -> None:
    rows = "".join(f"Person {number},Company {number % 40},p{number}@x.example\n" for number in range(1_000))
    seen: list[int] = []
    report = take_in("Name,Company,Email\n" + rows, progress=lambda done, total: seen.append(done))
    assert (report.new, count(journal, "account"), count(journal, "operation")) == (1_000, 40, 1)
    assert seen == sorted(seen)
    assert seen[-1] == 1_000
    undo(journal)
    assert (count(journal, "contact"), count(journal, "account")) == (0, 0)


def test_the_report_as_json(take_in: Any) -> None:
    report = take_in("Name,Company,Shoe size\nAnna,Meridian,38\n,Meridian,\n")
    assert report.as_json(Language("en")) == {
        "new": 1,
        "updated": 0,
        "unchanged": 0,
        "doubtful": 0,
        "refused": [
            {
                "file": "list.csv",
                "row": 3,
                "reason": "The row names a company (Meridian) and no person. Fill in a name, or add the company as an "
                "account.",
            }
        ],
        "doubts": [],
        "remarks": ["list.csv has columns that were left aside: Shoe size."],
    }


def test_broken_files_never_break_the_journal(journal: Journal, take_in: Any) -> None:
    source = random.Random("import")
    import_files(journal, ALL_FILES)
    for name in (*CONTACT_FILES, "visits.csv"):
        original = (FILES / name).read_bytes()
        for _ in range(40):
            try:
                report = take_in(mutant(original, source), name)
            except JournalError:
                continue
            report.as_json(Language("zh_CN"))
    assert journal.rows("PRAGMA integrity_check") == [("ok",)]
    assert journal.rows("PRAGMA foreign_key_check") == []
    while undo(journal) is not None:
        pass
    assert content(journal) == {table: [] for table in TABLES}
