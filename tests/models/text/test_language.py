"""Dates, amounts and sentences as each reader expects them."""

from __future__ import annotations

from datetime import date

import pytest

from models.errors import NotFound
from models.text.language import Label, Language

ENGLISH, CHINESE = Language("en"), Language("zh_CN")


@pytest.mark.parametrize(
    ("first", "last", "english", "chinese"),
    [
        (date(2026, 5, 11), date(2026, 5, 17), "11 – 17 May 2026", "2026年5月11日–17日"),
        (date(2026, 4, 27), date(2026, 5, 3), "27 Apr – 3 May 2026", "2026年4月27日–5月3日"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 Dec 2025 – 4 Jan 2026", "2025年12月29日–2026年1月4日"),
        (date(2026, 5, 14), date(2026, 5, 14), "14 May 2026", "2026年5月14日"),
    ],
)
def test_a_period_repeats_nothing(first: date, last: date, english: str, chinese: str) -> None:
    assert ENGLISH.period(first, last) == english
    assert CHINESE.period(first, last) == chinese


def test_days_have_their_weekday() -> None:
    day = date(2026, 5, 14)
    assert (ENGLISH.weekday(day), ENGLISH.short_day(day)) == ("Thu 14", "Thu 14 May")
    assert (CHINESE.weekday(day), CHINESE.short_day(day)) == ("周四 14日", "5月14日 周四")


@pytest.mark.parametrize(
    ("minor", "currency", "english"),
    [
        (9_640_000, "EUR", "€ 96,400"),
        (9_640_050, "EUR", "€ 96,400.50"),
        (700, "JPY", "¥ 700"),
        (1_234_567, "KWD", "KWD 1,234.567"),
        (0, "CNY", "CN¥ 0"),
    ],
)
def test_amounts_have_the_digits_of_their_currency(minor: int, currency: str, english: str) -> None:
    assert ENGLISH.money(minor, currency).replace("\u00a0", " ") == english


def test_chinese_yuan_has_its_own_sign_in_chinese() -> None:
    assert CHINESE.money(123_456, "CNY").replace("\u00a0", " ") == "¥ 1,234.56"


def test_an_error_speaks_the_readers_language_and_says_braces_as_they_are() -> None:
    error = NotFound("There is no account called {name}. Check the name, or make the account first.", name="{x} 北方")
    assert str(error) == "There is no account called {x} 北方. Check the name, or make the account first."
    assert error.say(CHINESE) == "没有名为“{x} 北方”的客户。请检查名称，或先新建该客户。"


def test_several_names_in_an_error_stand_side_by_side_as_the_reader_is_used_to() -> None:
    sentence = "{name} may mean several accounts: {others}. Write more of the name."
    error = NotFound(sentence, name="北", others=("北方", "North"))
    assert "北方, North" in str(error)
    assert "北方、North" in error.say(CHINESE)


def test_the_count_chooses_the_form() -> None:
    assert ENGLISH.plural("{count} day late", "{count} days late", 1) == "1 day late"
    assert ENGLISH.plural("{count} day late", "{count} days late", 3) == "3 days late"
    assert CHINESE.plural("{count} day late", "{count} days late", 1) == "逾期 1 天"


def test_a_label_is_translated_inside_a_sentence() -> None:
    assert "截止日期" in CHINESE.say("The {field} is missing. Please enter one.", field=Label("due date"))


def test_an_unknown_language_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="fr"):
        Language("fr")
