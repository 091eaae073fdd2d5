"""Files come in once, whole, as one operation, and what can not come in is said."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from models import accounts, contacts, visit_lists, visits
from models.changes import redo, undo
from models.errors import Cancelled, CannotRead, JournalError
from models.exchange.importer import import_files
from models.journal import Journal
from models.text.language import Language
from tests.factories import make_account, make_contact
from tests.models.exchange.files_of_tests import FILES
from tests.models.exchange.importing import count, points, said
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
