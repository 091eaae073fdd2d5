"""What the program remembers, and that a broken memory does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui import preferences
from ui.preferences import MOST_RECENT, Preferences


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "own.ini"


def _again(kept: Preferences) -> Preferences:
    kept.save()
    return Preferences(kept.path)


def test_nothing_is_set_at_first(path: Path) -> None:
    fresh = Preferences(path)
    assert (fresh.language, fresh.theme, fresh.window_geometry, fresh.last_journal) == ("", "system", b"", None)
    assert fresh.recent_journals == []


def test_what_is_set_is_there_the_next_time(path: Path) -> None:
    kept = Preferences(path)
    kept.language, kept.theme, kept.window_geometry = "zh_CN", "dark", b"\x00\x01\xff geometry"
    again = _again(kept)
    assert (again.language, again.theme, again.window_geometry) == ("zh_CN", "dark", b"\x00\x01\xff geometry")


def test_recent_journals_are_the_latest_first_and_those_that_exist(path: Path, tmp_path: Path) -> None:
    kept = Preferences(path)
    files = [tmp_path / f"日志 {number}, 2026.rounds" for number in range(MOST_RECENT + 2)]
    for file in files:
        file.touch()
        kept.remember_journal(file)
    kept.remember_journal(files[5])
    again = _again(kept)
    assert again.recent_journals == [files[5], *[files[n] for n in (9, 8, 7, 6, 4, 3, 2)]]
    assert again.last_journal == files[5]
    files[9].unlink()
    assert files[9] not in again.recent_journals
    again.forget_journal(files[5])
    assert again.last_journal is None
    assert _again(again).recent_journals[0] == files[8]


def test_one_recent_journal_comes_back_as_one(path: Path, tmp_path: Path) -> None:
    kept = Preferences(path)
    (tmp_path / "one.rounds").touch()
    kept.remember_journal(tmp_path / "one.rounds")
    assert _again(kept).recent_journals == [tmp_path / "one.rounds"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\x01 no ini",
        "[General]\nlanguage=tlh\ntheme=7\n[window]\ngeometry=wide\n[journals]\nrecent=@Invalid()\n",
    ],
)
def test_a_file_that_can_not_be_read_counts_as_nothing_set(path: Path, text: str) -> None:
    path.write_text(text)
    broken = Preferences(path)
    assert (broken.language, broken.theme, broken.window_geometry) == ("", "system", b"")
    assert broken.recent_journals == []


def test_tests_have_preferences_of_their_own(tmp_path: Path) -> None:
    assert preferences.current().path == tmp_path / "settings.ini"
