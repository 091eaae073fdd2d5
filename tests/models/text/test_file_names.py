"""Names of files from anybody: shown without deceit, and stored by every system."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.file_names import disk_name, ending_of, shown_name

HOSTILE = [
    "../../x", "..\\..\\x", "C:\\x", "C:x", "\\\\host\\share\\x", "/etc/passwd", "CON", "con.txt", "NUL.txt", "COM1",
    "LPT9.pdf", "COM¹.txt", "a:b", "a:b:$DATA", "x" * 300 + ".pdf", "文" * 300 + ".docx", "a\u202efdp.exe", "\u200b",
    "dot.", "space ", "dots...", " . . ", "..", ".", "", "\0", "a\0b", "a\nb.pdf", "x.exe", "x.lnk", "x.hta", "x.scr",
    "x.js", "x.pdf.exe", "~$lock.docx", "-rf", ".hidden", "*?<>|\".txt", "\ud800.txt", "e\u0301.txt", "/", "\\",
    "a/CON", "CON .txt", "CON.", "aux.tar.gz", "%APPDATA%\\x", "x" * 300, "." + "y" * 300, "👍" * 200,
]  # fmt: skip
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³")}


def _is_safe(name: str) -> bool:
    return (
        0 < len(name) <= 120
        and len(name.encode()) <= 255
        and PurePosixPath(name).name == name
        and PureWindowsPath(name).name == name
        and not set(name) & set('<>:"/\\|?*\0')
        and name == name.strip(" .")
        and name.split(".")[0].rstrip(" ").upper() not in _RESERVED
        and not any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in name)
        and not set(name) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    )


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("ending", ["", ".pdf"])
def test_every_name_can_be_stored_and_leads_nowhere(name: str, ending: str) -> None:
    made = disk_name(name, ending)
    assert _is_safe(made), made
    assert made.endswith(ending)


@given(st.text(max_size=400))
def test_any_name_at_all_can_be_stored(name: str) -> None:
    assert _is_safe(disk_name(name))
    assert _is_safe(disk_name(name, ".txt"))


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_shown_is_one_line_that_tells_the_ending(name: str) -> None:
    made = shown_name(name)
    assert 0 < len(made) <= 180
    assert len(made.splitlines()) == 1
    assert "\u202e" not in made
    assert not set(made) & {"/", "\\"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("D:\\files\\2026\\Angebot 2026.pdf", "Angebot 2026.pdf"),
        ("/srv/files/报价单.xlsx", "报价单.xlsx"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("Plan a:b.pdf", "Plan a:b.pdf"),
        ("folder/", "folder"),
    ],
)
def test_a_name_is_shown_as_it_is_meant(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.mark.parametrize(
    ("name", "ending"), [("x.PDF", ".pdf"), ("x.pdf.EXE", ".exe"), ("x.exe. ", ".exe"), ("x", ""), ("文.docx", ".docx")]
)
def test_the_ending_is_the_last_one(name: str, ending: str) -> None:
    assert ending_of(name) == ending


def test_the_ending_of_a_long_name_stays() -> None:
    assert disk_name("长" * 300 + ".docx").endswith(".docx")
    assert shown_name("x" * 400 + ".pdf").endswith(".pdf")
