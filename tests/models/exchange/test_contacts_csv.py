from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import CannotRead, InvalidValue
from models.exchange.contact_layouts import LAYOUTS, find_columns
from models.exchange.csv_rows import plain_heading
from models.exchange.records import Extra, Point
from models.text.language import Language
from tests.models.exchange.files_of_tests import FILES, reading, reading_of


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_gives_each_heading_one_meaning(layout: str) -> None:
    headings = [plain_heading(heading) for row in LAYOUTS[layout].values() for heading in row.split(", ")]
    assert sorted(headings) == sorted(set(headings))


def test_outlook() -> None:
    contacts = reading("outlook.csv").contacts
    assert [contact.name for contact in contacts] == [
        "Dr. Anna Maria Weber",
        "Tom Reed",
        "张伟",
        "Ingrid Halvorsen",
        "Ng O'Brien-Łukasz",
    ]
    anna, tom, zhang = contacts[:3]
    assert (anna.given, anna.family, anna.account, anna.title) == (
        "Anna",
        "Weber",
        "Meridian Power GmbH",
        "Head of Purchasing",
    )
    assert anna.phones == (Point("work", "+49 30 5550 0101"), Point("mobile", "+49 171 5550 0101"))
    assert anna.addresses == (Point("work", "Hafenstraße 12, 20457 Hamburg, Germany"),)
    assert anna.notes == 'Met at the grid congress.\nPrefers calls before nine, "never on Fridays".'
    assert anna.extras == (Extra("Spouse", "Jonas"),)
    assert (anna.birthday, tom.birthday, zhang.birthday) == ("1978-03-27", "", "1976-07-08")
    assert zhang.addresses == (Point("work", "中国云南省昆明市人民中路3号 650000"),)
    assert zhang.row == 5


def test_google_as_it_is_written_now() -> None:
    anna, lina, marek, samira = reading("google.csv").contacts
    assert anna.tags == ("Customers", "Hamburg")
    assert (lina.name, lina.account, lina.birthday) == ("李娜", "北川铁路局", "--03-07")
    assert [point.value for point in lina.emails] == ["li.na@beichuan-rail.example", "lina@home.example"]
    # The star marks her mobile as the main one.
    assert lina.phones == (
        Point("mobile", "+86 139 0000 0107"),
        Point("mobile", "+86 139 0000 0108"),
        Point("work", "028-5550 0107"),
    )
    assert lina.notes == "喜欢喝普洱茶\n不吃辣"
    assert Extra("Phonetic Last Name", "Li") in lina.extras
    assert marek.addresses == (Point("work", "Nábřežní 5, 110 00 Praha, CZ"),)
    assert samira.name == "Prof. Samira Haddad"


def test_google_as_it_was_written_before_in_utf16() -> None:
    ivo, wang = reading("google-old.csv").contacts
    assert (ivo.name, ivo.account, ivo.title, ivo.tags) == (
        "Ivo Brandt",
        "Meridian Power GmbH",
        "Site Manager",
        ("Suppliers",),
    )
    assert (wang.name, wang.phones) == ("王芳", (Point("mobile", "13700000111"),))


def test_salesforce_with_the_id_it_knows_the_person_by() -> None:
    found = reading("salesforce.csv")
    grace = found.contacts[0]
    assert (grace.name, grace.title, grace.account) == ("Grace Okafor", "VP Operations", "Atlas Water")
    # 15 and 18 characters are the same id; the last three only check it.
    assert grace.uid == "salesforce:003Ax00000B1cDe"
    assert grace.birthday == "1972-12-24"
    assert found.remarks[0].say(Language("en")) == "salesforce.csv has columns that were left aside: Region Code."


def test_hubspot() -> None:
    luis = reading("hubspot.csv").contacts[0]
    assert (luis.name, luis.title, luis.account, luis.uid) == (
        "Luis Ferreira",
        "Maintenance Lead",
        "Porto Metro",
        "hubspot:1201",
    )


def test_plain_chinese_headings_in_gb18030() -> None:
    found = reading("chinese.csv")
    zhao, qian, zhou = found.contacts
    assert (zhao.name, zhao.account, zhao.department, zhao.title) == (
        "赵敏",
        "云岭电信有限公司",
        "工程建设部",
        "副总经理",
    )
    assert zhao.birthday == "1979-10-01"
    assert zhao.chats == (Point("wechat", "zhaomin_0112"),)
    assert [point.value for point in qian.phones] == ["13600000113", "13600000114"]
    assert qian.extras == (Extra("Birthday", "农历八月十五"),)
    assert zhou.phones == ()


def test_each_refused_row_names_file_line_and_remedy() -> None:
    said = [refused.say(Language("en")) for refused in reading("chinese.csv").refused]
    assert said == [
        "chinese.csv, line 4: There is no day “1985-02-30”. Correct the date.",
        "chinese.csv, line 5: The row names a company (北川铁路局) and no person. "
        "Fill in a name, or add the company as an account.",
        "chinese.csv, line 6: The phone 1.36E+10 was cut short by a spreadsheet. "
        "Make the column text, enter the number again and save.",
    ]


def test_plain_english_headings(tmp_path: Path) -> None:
    text = 'Name,Company,Position,Mobile,Email\n"Weber, Anna",Meridian,Buyer,0171 55501,anna@meridian.example\n'
    contact = reading_of(tmp_path, text).contacts[0]
    assert (contact.account, contact.title, contact.phones) == ("Meridian", "Buyer", (Point("mobile", "0171 55501"),))


def test_a_chinese_address_book_of_outlook_in_gbk(tmp_path: Path) -> None:
    headings = "姓,名,公司,部门,职务,商务电话,移动电话,电子邮件地址,生日"
    row = "张,伟,云岭电信,网络部,总经理,0871-5550103,13800000103,zw@yunling.example,0/0/00"
    text = f"{headings}\r\n{row}\r\n"
    contact = reading_of(tmp_path, text.encode("gbk")).contacts[0]
    assert (contact.name, contact.family, contact.given) == ("张伟", "张", "伟")
    assert [point.label for point in contact.phones] == ["work", "mobile"]


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("伟", "张", "张伟"),
        ("Wei", "Zhang", "Wei Zhang"),
        ("张伟", "", "张伟"),
        ("", "Weber", "Weber"),
        ("Wei", "张", "Wei 张"),
    ],
)
def test_chinese_names_begin_with_the_family_and_have_no_blank(
    tmp_path: Path, first: str, last: str, name: str
) -> None:
    text = f"First Name,Last Name,Company,Email\n{first},{last},X,a@b.example\n"
    assert reading_of(tmp_path, text).contacts[0].name == name


def test_an_address_without_an_at_sign_is_kept_as_words(tmp_path: Path) -> None:
    text = "First Name,Last Name,E-mail Address,Company\nTom,Reed,/o=Exchange/cn=reed,Northline\n"
    contact = reading_of(tmp_path, text).contacts[0]
    assert contact.emails == ()
    assert contact.extras == (Extra("E-mail Address", "/o=Exchange/cn=reed"),)


def test_a_running_number_is_no_id(tmp_path: Path) -> None:
    for text in ("ID,Name,Company\n1,Tom Reed,Northline\n", "Contact ID,First Name,Last Name\n1,Tom,Reed\n"):
        assert reading_of(tmp_path, text).contacts[0].uid == ""


def test_one_telling_birthday_settles_the_others(tmp_path: Path) -> None:
    text = "Name,Company,Birthday\nAnna,X,3/4/1980\nTom,X,25/12/1970\n"
    found = reading_of(tmp_path, text)
    assert [contact.birthday for contact in found.contacts] == ["1980-04-03", "1970-12-25"]
    assert found.remarks == ()


def test_unknown_headings_are_named_with_those_that_are_needed(tmp_path: Path) -> None:
    with pytest.raises(CannotRead) as caught:
        reading_of(tmp_path, "Foo,Bar\n1,2\n", "odd.csv")
    said = str(caught.value)
    assert "odd.csv" in said
    assert "Foo | Bar" in said
    assert "Name" in said
    assert "姓名" in said


def test_the_mapping_asked_for_is_used(tmp_path: Path) -> None:
    # Title is the form of address in Outlook and the job in Salesforce.
    text = "First Name,Last Name,Title,Company\nAnna,Weber,Buyer,Meridian\n"
    assert reading_of(tmp_path, text, mapping="salesforce").contacts[0].title == "Buyer"
    assert reading_of(tmp_path, text, mapping="outlook").contacts[0].title == ""
    with pytest.raises(CannotRead, match=r"list\.csv"):
        reading_of(tmp_path, text, mapping="visits")
    with pytest.raises(InvalidValue, match="no mapping lotus"):
        reading_of(tmp_path, text, mapping="lotus")


def test_a_google_file_that_is_asked_for_as_google_may_have_the_old_headings() -> None:
    assert len(reading("google-old.csv", "google").contacts) == 2
    assert len(reading("google.csv", "google").contacts) == 4


def test_every_heading_of_the_real_files_is_known() -> None:
    for layout, name in (("outlook", "outlook.csv"), ("google", "google.csv"), ("hubspot", "hubspot.csv")):
        headings = (FILES / name).read_text("utf-8-sig").splitlines()[0].split(",")
        assert [column.heading for column in find_columns(layout, headings) if not column.meaning] == []
