from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import CannotRead
from models.exchange.encoding import LARGEST_FILE, decode, find_encoding, read_bytes
from models.exchange.reading import read
from models.text.language import Language

CHINESE = "姓名,公司,备注\n欧阳建国,南河县电力公司,下周二汇报扩容方案，请准备备件清单。\n张喆,云岭电信,负责割接\n"
GERMAN = "Name,Firma\nJörg Müller,Käsegroßhandel Überlingen\nZoë Strauß,Bäckerei Köln\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_chinese_is_read_in_every_encoding_its_programs_write(encoding: str) -> None:
    assert decode(CHINESE.encode(encoding), "list.csv") == CHINESE


def test_rare_characters_of_gb18030_are_read() -> None:
    text = CHINESE + "镕𠮷㐂,四字节\n"
    assert decode(text.encode("gb18030"), "list.csv") == text


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp1250"])
def test_western_text_is_refused_rather_than_read_as_chinese(encoding: str) -> None:
    # GB18030 would decode these bytes, as 'J鰎g M黮ler'.
    with pytest.raises(CannotRead) as caught:
        decode(GERMAN.encode(encoding), "kunden.csv")
    said = str(caught.value)
    assert "kunden.csv" in said
    assert "byte 13, in line 2" in said
    assert "UTF-8" in said


@pytest.mark.parametrize("encoding", ["big5", "shift_jis"])
def test_other_asian_encodings_are_refused_rather_than_read_as_other_characters(encoding: str) -> None:
    text = (
        "名前,会社\n山田太郎,東京電力\nさくら,こんにちは\n"
        if encoding == "shift_jis"
        else "姓名,公司\n陳小姐,臺灣電力\n黃先生,國際貿易\n"
    )
    with pytest.raises(CannotRead):
        decode(text.encode(encoding), "list.csv")


def test_one_broken_byte_in_utf8_is_named_and_not_taken_for_another_encoding() -> None:
    data = CHINESE.encode("utf-8")
    broken = data[:40] + b"\xff" + data[41:]
    with pytest.raises(CannotRead, match=r"in line 2"):
        decode(broken, "list.csv")


def test_half_a_utf16_character_is_named() -> None:
    with pytest.raises(CannotRead, match=r"list\.csv"):
        decode("姓名".encode("utf-16") + b"\xd8", "list.csv")


def test_nul_bytes_are_dropped_and_a_file_full_of_them_is_refused() -> None:
    assert decode(b"Name,Company\nAnna\0 Weber,Meridian\n", "list.csv") == "Name,Company\nAnna Weber,Meridian\n"
    with pytest.raises(CannotRead, match="no text"):
        decode("Name,Company".encode("utf-16-le"), "list.csv")


def test_the_encoding_of_plain_ascii_is_utf8() -> None:
    assert find_encoding(b"Name,Company\n") == "utf-8"


def test_a_missing_file_a_folder_and_an_empty_file_are_each_said(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"\xef\xbb\xbf \r\n")
    (tmp_path / "zero.csv").write_bytes(b"")
    with pytest.raises(CannotRead, match=r"There is no file .*gone.csv"):
        read_bytes(tmp_path / "gone.csv")
    with pytest.raises(CannotRead, match="is a folder"):
        read_bytes(tmp_path)
    for name in ("empty.csv", "zero.csv"):
        with pytest.raises(CannotRead, match=f"{name} is empty"):
            read_bytes(tmp_path / name)


def test_a_path_that_no_system_has_is_refused() -> None:
    with pytest.raises(CannotRead):
        read_bytes(Path("a\0b.csv"))


def test_a_file_above_the_limit_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)
    with pytest.raises(CannotRead, match="200 MB can be read"):
        read_bytes(huge)


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (b"PK\x03\x04 a workbook", "save it as CSV"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "save it as CSV"),
        (b"%PDF-1.7", "Choose a vCard, CSV or iCalendar file"),
    ],
)
def test_files_of_another_kind_are_told_what_to_be_saved_as(tmp_path: Path, content: bytes, remedy: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(CannotRead, match=remedy) as caught:
        read([path])
    assert "list.csv" in caught.value.say(Language("en"))


def test_a_calendar_is_a_calendar_whatever_its_name_ends_in(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    (remark,) = read([path]).remarks
    assert remark.say(Language("en")) == "list.csv holds no meeting and no task."
