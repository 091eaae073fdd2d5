from __future__ import annotations

import pytest

from models.errors import InvalidValue
from models.text.durations import minutes_in_words, read_minutes
from models.text.language import Language


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("1 h 30", 90),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1 hour and 30 minutes", 90),
        ("90", 90),
        ("90min", 90),
        ("1.5h", 90),
        ("1,5 h", 90),
        ("2 hours", 120),
        ("1:30", 90),
        ("half an hour", 30),
        ("1小时30分", 90),
        ("1小时", 60),
        ("1.5小时", 90),
        ("一个半小时", 90),
        ("1个半小时", 90),
        ("半小时", 30),
        ("半个小时", 30),
        ("两小时", 120),
        ("两个小时零五分钟", 125),
        ("45分钟", 45),
        ("三刻钟", 45),
        ("二十分钟", 20),
    ],
)
def test_words_in_two_languages_mean_minutes(words: str, minutes: int) -> None:
    assert read_minutes(words) == minutes


@pytest.mark.parametrize("words", ["long", "0", "h", "小时", "-30", "1 h x", "200000", "分钟"])
def test_what_is_no_length_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(InvalidValue, match="1 h 30"):
        read_minutes(words)


def test_nothing_typed_is_nothing() -> None:
    assert read_minutes(" ") is None


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_what_is_shown_is_understood_again(code: str) -> None:
    for minutes in (5, 30, 60, 90, 120, 605):
        assert read_minutes(minutes_in_words(Language(code), minutes)) == minutes
