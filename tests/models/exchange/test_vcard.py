from __future__ import annotations

from pathlib import Path

import pytest

from models.exchange import vcard
from models.exchange.records import ContactRecord, Extra, Point, Reading
from tests.models.exchange.files_of_tests import reading, reading_of


def cards(folder: Path, content: str | bytes) -> Reading:
    return reading_of(folder, content, "people.vcf")


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def only(folder: Path, content: str | bytes) -> ContactRecord:
    found = cards(folder, content)
    assert found.refused == ()
    assert len(found.contacts) == 1
    return found.contacts[0]


def test_a_chinese_phone_with_vcard_2_1() -> None:
    zhang, chen, liu, tom = reading("phone.vcf").contacts
    assert (zhang.name, zhang.account, zhang.department, zhang.title) == (
        "张伟",
        "云岭电信有限公司",
        "网络部",
        "网络部总经理",
    )
    assert zhang.phones == (Point("mobile", "13800000103"), Point("work", "0871-5550103"))
    assert zhang.notes == "下午两点以后再打电话。\n女儿今年高考；八月再约。"
    assert zhang.birthday == "1976-07-08"
    # A label of one's own, as Android writes it.
    assert chen.phones[1] == Point("值班", "0871-5550120")
    assert chen.chats == (Point("qq", "100000120"),)
    assert chen.addresses == (Point("work", "中国云南省曲靖市建设路8号 655000"),)
    # This card is in GBK within a file of UTF-8.
    assert (liu.name, liu.account) == ("刘洋", "南河县电力公司")
    # His assistant's card stands within his own.
    assert (tom.name, tom.department, tom.row) == ("Tom Reed", "Signalling", 56)


def test_vcard_3_and_4() -> None:
    huang, nils = reading("addressbook.vcf").contacts
    assert huang.name == "黄建华"
    assert huang.department == "电务处 / 通信科"
    assert huang.birthday == "--03-07"
    assert huang.phones[1] == Point("值班室", "028-55500122")
    assert huang.notes == "第一行\n第二行, 有逗号; 有分号"
    assert huang.tags == ("铁路", "GSM-R")
    assert huang.uid == "7f4d0c1e-5b7e-4f2d-9d2b-000000000122"
    assert nils.name == "Nils van der Berg"
    assert nils.phones == (Point("mobile", "+47-900-55-123"), Point("work", "+47-22-55-01-23 ext. 7"))
    assert nils.birthday == "--04-12"
    assert nils.notes.endswith("the middle of a Chinese character: 铁路")
    assert nils.extras == (Extra("Related", "Ingrid Halvorsen"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_that_names_no_encoding_is_read_in_that_of_its_file(tmp_path: Path, encoding: str) -> None:
    text = card("N:欧阳;建国;;;", "FN:欧阳建国", "ORG:南河县电力公司", "NOTE:所长，负责变电站改造")
    assert only(tmp_path, text.encode(encoding)).name == "欧阳建国"


def test_a_family_name_and_a_given_name_are_joined_as_chinese_does(tmp_path: Path) -> None:
    # Some address books write 'given family' into FN for everybody.
    assert only(tmp_path, card("N:张;伟;;;", "FN:伟 张")).name == "张伟"
    assert only(tmp_path, card("N:Weber;Anna;;Dr.;", "FN:Dr. Anna Weber")).name == "Dr. Anna Weber"
    assert only(tmp_path, card("N:Weber;Anna;;Frau;")).name == "Anna Weber"


def test_the_bad_card_is_refused_with_its_line_and_the_others_come_in(tmp_path: Path) -> None:
    text = card("FN:Anna Weber") + card("FN:Tom Reed", "no property at all") + card("FN:Ingrid Halvorsen")
    found = cards(tmp_path, text)
    assert [contact.name for contact in found.contacts] == ["Anna Weber", "Ingrid Halvorsen"]
    assert [(refused.file, refused.row) for refused in found.refused] == [("people.vcf", 8)]
    assert "no property at all" in str(found.refused[0])
    assert "put a blank before it" in str(found.refused[0])


def test_a_card_without_end_is_refused_and_the_next_comes_in(tmp_path: Path) -> None:
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Weber\r\n" + card("FN:Tom Reed") + "BEGIN:VCARD\r\nFN:Last\r\n"
    found = cards(tmp_path, text)
    assert [contact.name for contact in found.contacts] == ["Tom Reed"]
    assert [refused.row for refused in found.refused] == [1, 8]
    assert "END:VCARD" in str(found.refused[0])


def test_lines_outside_of_any_card_are_reported_once(tmp_path: Path) -> None:
    found = cards(tmp_path, card("FN:Anna Weber") + "FN:Lost\r\nTEL:1\r\nEND:VCARD\r\n" + card("FN:Tom Reed"))
    assert [contact.name for contact in found.contacts] == ["Anna Weber", "Tom Reed"]
    assert [refused.row for refused in found.refused] == [5]
    assert "BEGIN:VCARD" in str(found.refused[0])


def test_an_open_assistants_card_swallows_no_one(tmp_path: Path) -> None:
    text = "BEGIN:VCARD\r\nFN:Tom Reed\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:Pat Moor\r\n" + card("FN:Ingrid Halvorsen")
    found = cards(tmp_path, text)
    assert [contact.name for contact in found.contacts] == ["Ingrid Halvorsen"]
    assert [refused.row for refused in found.refused] == [1]


@pytest.mark.parametrize("folded", [True, False])
def test_a_picture_of_megabytes_is_passed_over(tmp_path: Path, folded: bool) -> None:
    blank = " " if folded else ""
    picture = f"\r\n{blank}".join(["QUJD" * 18] * 40_000)
    text = card("FN:Anna Weber", f"PHOTO;ENCODING=BASE64;JPEG:{picture}", "", "TEL;CELL:0171555", version="2.1")
    assert only(tmp_path, text).phones == (Point("mobile", "0171555"),)


def test_lines_in_an_encoding_of_their_own(tmp_path: Path) -> None:
    lines = [b"BEGIN:VCARD", b"FN;CHARSET=GB2312:\xd5\xc5\xce\xb0", b"NOTE;CHARSET=UTF-8:\xe9\x93\x81", b"END:VCARD"]
    raw = b"\r\n".join(lines)
    assert (only(tmp_path, raw).name, only(tmp_path, raw).notes) == ("张伟", "铁")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("FN;CHARSET=KLINGON:x", "in KLINGON, which can't be read"),
        ("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=FF=FE", "no UTF-8 text"),
        ("NOTE;ENCODING=BASE64:QUJ", "not the BASE64"),
        ("BDAY:1985-02-30", "There is no day"),
        ("KIND:group", "a group of people"),
        ("TEL:1.39E+10", "cut short by a spreadsheet"),
    ],
)
def test_what_cannot_be_read_in_a_card_is_said(tmp_path: Path, line: str, reason: str) -> None:
    found = cards(tmp_path, card("FN:Anna Weber", line) + card("FN:Tom Reed"))
    assert [contact.name for contact in found.contacts] == ["Tom Reed"]
    assert reason in str(found.refused[0])


@pytest.mark.parametrize(
    "lines",
    [["ORG:Meridian Power"], ["FN:Meridian Power", "N:;;;;", "ORG:Meridian Power"], ["FN:Meridian Power", "KIND:org"]],
)
def test_a_company_is_no_person(tmp_path: Path, lines: list[str]) -> None:
    assert "names a company (Meridian Power) and no person" in str(cards(tmp_path, card(*lines)).refused[0])


def test_a_line_that_lost_its_colon_is_no_trap(tmp_path: Path) -> None:
    # Such a line keeps the usual pattern for vCard lines busy for years.
    found = cards(tmp_path, card("FN:Anna", "NOTE;ENCODING=QUOTED-PRINTABLE" + "=E5" * 500 + "x"))
    assert "no property" in str(found.refused[0])


def test_a_quotation_mark_that_stays_open_in_a_parameter(tmp_path: Path) -> None:
    assert only(tmp_path, card("FN:Anna Weber", 'TEL;TYPE="work:0171555')).phones[0].value == "0171555"


def test_a_soft_line_break_before_the_end_keeps_the_end(tmp_path: Path) -> None:
    text = card("FN:Anna Weber", "NOTE;ENCODING=QUOTED-PRINTABLE:abc=", version="2.1")
    assert only(tmp_path, text).notes == "abc"


def test_escapes_of_2_1_leave_a_backslash_n_alone(tmp_path: Path) -> None:
    assert only(tmp_path, card("FN:Anna", r"NOTE:C:\new\; ok", version="2.1")).notes == r"C:\new; ok"
    assert only(tmp_path, card("FN:Anna", r"NOTE:one\ntwo")).notes == "one\ntwo"


def test_a_running_number_is_no_uid(tmp_path: Path) -> None:
    assert only(tmp_path, card("FN:Anna", "UID:12")).uid == ""


def test_the_preferred_phone_comes_first(tmp_path: Path) -> None:
    text = card("FN:Anna", "TEL;TYPE=home:111111", "TEL;TYPE=work;PREF=1:222222", version="4.0")
    assert [point.value for point in only(tmp_path, text).phones] == ["222222", "111111"]


def test_the_same_number_twice_is_one(tmp_path: Path) -> None:
    text = card("FN:张伟", "TEL;CELL:+86 138-0000-0103", "TEL;WORK:13800000103", version="2.1")
    assert only(tmp_path, text).phones == (Point("mobile", "+86 138-0000-0103"),)


def test_a_vcard_named_csv_is_still_a_vcard(tmp_path: Path) -> None:
    assert len(reading_of(tmp_path, card("FN:Anna"), "people.csv").contacts) == 1


def test_languages_of_version_4_come_in() -> None:
    card = b"BEGIN:VCARD\nVERSION:4.0\nFN:Anna Weber\nLANG;PREF=2:en\nLANG;PREF=1:zh\nEND:VCARD\n"
    (record,) = vcard.read_contacts(card, "anna.vcf").contacts
    assert record.languages == "zh, en"
