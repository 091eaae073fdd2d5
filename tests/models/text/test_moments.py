from __future__ import annotations

from datetime import date, time

import pytest

from models.errors import InvalidValue
from models.text.day_words import understood_date, understood_moment
from models.text.language import Language
from models.text.moments import Moment, read_day, read_moment
from tests.factories import TODAY


@pytest.mark.parametrize(
    ("words", "wall"),
    [
        ("yesterday 3pm", "2026-05-13T15:00"),
        ("3pm yesterday", "2026-05-13T15:00"),
        ("Wed 13 May 2026, 15:00", "2026-05-13T15:00"),
        ("2026-05-13T15:00", "2026-05-13T15:00"),
        ("2026-05-13 15:00", "2026-05-13T15:00"),
        ("on tuesday at 10:30", "2026-05-12T10:30"),
        ("today", "2026-05-14T00:00"),
        ("昨天下午3点", "2026-05-13T15:00"),
        ("下周二 上午10点半", "2026-05-19T10:30"),
        ("2026年5月13日 周三 15:00", "2026-05-13T15:00"),
        ("明天15:00", "2026-05-15T15:00"),
        ("tomorrow morning", "2026-05-15T00:00"),
        ("tomorrow evening 7:30", "2026-05-15T19:30"),
        ("Fri noon", "2026-05-08T12:00"),
        ("tonight at 8", "2026-05-14T20:00"),
        ("a week ago 3pm", "2026-05-07T15:00"),
        ("5.12.2025 15:00", "2025-12-05T15:00"),
        ("12/5 3pm", "2026-05-12T15:00"),
        ("今晚8点", "2026-05-14T20:00"),
        ("昨晚7点半", "2026-05-13T19:30"),
        ("明早9点", "2026-05-15T09:00"),
        ("昨天下午", "2026-05-13T00:00"),
        ("上周五晚上8点", "2026-05-08T20:00"),
        ("5号下午3点", "2026-05-05T15:00"),
    ],
)
def test_words_in_two_languages_mean_a_moment(words: str, wall: str) -> None:
    read = read_moment(words, TODAY)
    assert read is not None
    assert read.wall() == wall


def test_a_time_alone_keeps_the_day_that_is_given() -> None:
    read = read_moment("9:15", TODAY, day=date(2026, 5, 11))
    assert read is not None
    assert read.wall() == "2026-05-11T09:15"
    alone = read_moment("9:15", TODAY)
    assert alone is not None
    assert alone.day == TODAY


@pytest.mark.parametrize("words", ["sometime", "yesterday 25:00", "tomorrow with Anna", "31 Feb 2026", "明天吃饭"])
def test_what_is_no_moment_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_moment(words, TODAY)
    assert words.split()[0] in str(refused.value) or "31 Feb" in str(refused.value)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_what_is_shown_is_understood_again(code: str) -> None:
    language = Language(code)
    for month in range(1, 13):
        moment = Moment(date(2025, month, 9), time(8, 5))
        assert read_moment(understood_moment(language, moment.wall()), TODAY) == moment
        assert read_day(understood_date(language, moment.day), TODAY) == moment.day
    day_only = Moment(date(2026, 2, 28))
    assert read_moment(understood_moment(language, day_only.wall()), TODAY) == day_only


def test_nothing_typed_is_nothing() -> None:
    assert read_moment("  ", TODAY) is None
    assert read_day("", TODAY) is None


def test_a_due_day_lies_ahead() -> None:
    assert read_day("tue", TODAY) == date(2026, 5, 19)
    assert read_day("月底", TODAY) == date(2026, 5, 31)
    with pytest.raises(InvalidValue):
        read_day("soon", TODAY)
