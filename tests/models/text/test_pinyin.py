"""How Chinese names sound: in full, by first letters, from any character on, and in every way they are read."""

from __future__ import annotations

import pytest

from models.text.pinyin import sounds
from tests.pinyin_table import READINGS, table


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("张伟", ["zhangwei", "zw", "zhang", "wei"]),
        ("徐海", ["xuhai", "xh", "hai"]),
        ("北方铁路局", ["beifangtieluju", "bftlj", "tielu", "tlj", "lu"]),
        ("单雄信", ["shanxiongxin", "sxx", "danxiongxin"]),
        ("曾国藩", ["zengguofan", "zgf"]),
        ("吕布", ["lvbu", "lb"]),
        ("重庆轨道", ["chongqing", "cqgd", "zhongqing"]),
        ("Dr. 张伟 (Rail)", ["zhangwei", "zw"]),
    ],
)
def test_a_name_is_found_by_what_one_types_of_it(name: str, typed: list[str]) -> None:
    words = sounds(name).split()
    for letters in typed:
        assert any(word.startswith(letters) for word in words), letters


@pytest.mark.parametrize("name", ["", "Tom Anders", "Zoë Müller", "Иван", "たなか", "👍🏽", "\ud800", "1234"])
def test_a_name_without_chinese_has_no_sound(name: str) -> None:
    assert sounds(name) == ""


def test_the_words_are_of_small_letters_and_each_stands_once() -> None:
    words = sounds("张伟张伟长乐单曾").split()
    assert len(words) == len(set(words))
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)


def test_a_name_as_long_as_a_page_has_not_many_words() -> None:
    assert len(sounds("单长乐" * 10_000).split()) < 2_000


def test_every_chinese_character_in_use_has_a_sound() -> None:
    silent = [chr(code) for code in range(0x4E00, 0x9FA6) if not sounds(chr(code))]
    assert len(silent) < 30, "".join(silent)


def test_the_table_is_what_the_library_knows() -> None:
    pytest.importorskip("pypinyin")
    assert READINGS.read_text(encoding="utf-8") == table()
