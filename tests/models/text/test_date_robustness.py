"""Whatever somebody writes or pastes into a field for a date: it is understood or refused, and soon."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from models.clock import FIRST_YEAR, LAST_YEAR
from models.errors import InvalidValue
from models.text.chinese_dates import CHINESE
from models.text.chinese_periods import CHINESE_PERIODS
from models.text.chinese_repetitions import CHINESE_REPETITIONS
from models.text.dates import find_date, find_dates, find_period, read_day
from models.text.day_words import understood_day_words
from models.text.english_dates import ENGLISH
from models.text.english_periods import ENGLISH_PERIODS
from models.text.english_repetitions import ENGLISH_REPETITIONS
from models.text.language import Language
from models.text.moments import read_moment
from models.text.repetitions import find_repetition, read_repetition

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
FORMS = (*ENGLISH, *CHINESE, *ENGLISH_PERIODS, *CHINESE_PERIODS, *ENGLISH_REPETITIONS, *CHINESE_REPETITIONS)
PHRASES = sorted({example for form in FORMS for example in form.examples})
PIECES = st.sampled_from(
    [
        *PHRASES,
        *"0123456789/.-+:年月日号周天前后个半一二十",
        " ",
        "by ",
        "the ",
        "of ",
        "every ",
        "until ",
        "999",
        "\0",
        "2",
    ]
)
LINES = st.lists(PIECES, max_size=6).map("".join) | st.text(max_size=60)


def _try(text: str, today: date) -> None:
    for read in (
        lambda: find_dates(text, today),
        lambda: find_dates(text, today, forward=False),
        lambda: find_period(text, today),
        lambda: find_repetition(text, today),
        lambda: read_day(text, today, edge="end"),
        lambda: read_moment(text, today),
        lambda: read_moment(text, today, forward=True),
        lambda: read_repetition(text, today),
    ):
        try:
            read()
        except InvalidValue as refused:
            assert str(refused)  # noqa: PT017  it has a sentence to say


@settings(max_examples=300, deadline=None)
@given(LINES, DAYS)
@example("in 999 years", date(LAST_YEAR, 12, 31))
@example("每99年 until 29 Feb", date(2027, 1, 1))
@example("0/0 00.00. 0号 week 0 Q0 0月0日 第0周", date(2026, 1, 1))
@example("in 0 days 0天后 every 0 weeks 每0天", date(2026, 1, 1))
def test_any_text_is_understood_or_refused(text: str, today: date) -> None:
    _try(text, today)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PHRASES), DAYS)
def test_a_day_found_lies_within_its_text(text: str, today: date) -> None:
    line = f"send it {text} to Tom"
    try:
        every = find_dates(line, today)
    except InvalidValue:
        assume(False)  # the 31st of a month without one
    for found in every:
        start, end = found.span
        assert 0 <= start < end <= len(line)
        assert line[start:end].strip()


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(0, 6))
def test_the_next_weekday_is_in_the_next_week_and_a_bare_one_within_seven_days(today: date, weekday: int) -> None:
    english = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    chinese = "一二三四五六日"[weekday]
    next_monday = today + timedelta(days=7 - today.weekday())
    for text in (f"next {english}", f"下周{chinese}"):
        assert read_day(text, today) == next_monday + timedelta(days=weekday)
    for text in (english, f"周{chinese}"):
        ahead, behind = read_day(text, today), read_day(text, today, forward=False)
        assert ahead is not None
        assert behind is not None
        assert (ahead.weekday(), behind.weekday()) == (weekday, weekday)
        assert timedelta(0) < ahead - today <= timedelta(days=7)
        assert timedelta(0) <= today - behind < timedelta(days=7)


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(1, 999), st.sampled_from([("day", "天", 1), ("week", "周", 7)]))
def test_days_and_weeks_are_counted_alike_in_both_languages(
    today: date, count: int, unit: tuple[str, str, int]
) -> None:
    english, chinese, days = unit
    expected = today + timedelta(days=count * days)
    assert read_day(f"in {count} {english}s", today) == expected
    assert read_day(f"+{count}{english[0]}", today) == expected
    assert read_day(f"{count}{chinese}后", today) == expected
    assert read_day(f"{count} {english}s ago", today) == today - timedelta(days=count * days)


@settings(max_examples=200, deadline=None)
@given(DAYS, DAYS, st.sampled_from(["en", "zh_CN"]))
def test_what_stands_below_a_field_names_the_day(day: date, today: date, code: str) -> None:
    for words in understood_day_words(Language(code), day, today):
        assert read_day(words.split(" · ")[0], today) == day


LONG = 100_000
HARD = [
    "fri ",
    "5 dec ",
    " ",
    "\t",
    "every mon ",
    "每周一",
    "周五前",
    "12/5 ",
    "end of ",
    "一",
    "半",
    "fri          ",
    "Mon and ",
]


@pytest.mark.parametrize("piece", HARD)
def test_a_very_long_text_takes_no_time_that_grows_with_its_square(piece: str) -> None:
    text = piece * (LONG // len(piece))
    _try(text, date(2026, 11, 22))


@pytest.mark.parametrize("refused", [read_day, read_moment, read_repetition])
def test_a_long_text_is_quoted_in_part(refused: Callable[[str, date], object]) -> None:
    with pytest.raises(InvalidValue) as error:
        refused("word " * 20_000, date(2026, 11, 22))
    assert len(str(error.value)) < 250


def test_a_day_far_behind_in_a_long_line_is_still_found() -> None:
    found = find_date("word " * 300 + "by 5 Dec " + "word " * 5_000, date(2026, 11, 22))
    assert found is not None
    assert found[0] == date(2026, 12, 5)
