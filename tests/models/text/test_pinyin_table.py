"""The readings that the program ships are those the library knows; `python -m tests.pinyin_table` writes them."""

from __future__ import annotations

from tests.pinyin_table import READINGS, table


def test_the_readings_are_those_of_the_library() -> None:
    assert READINGS.read_text(encoding="utf-8") == table()
