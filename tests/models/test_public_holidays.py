"""Public holidays, with their names in both languages, and the days worked instead."""

from __future__ import annotations

from datetime import date

import pytest

from models import public_holidays
from models.text.language import Language

ENGLISH, CHINESE = Language("en"), Language("zh_CN")


def named(country: str, first: str, last: str, language: Language) -> list[tuple[str, str, bool]]:
    found = public_holidays.of(country, date.fromisoformat(first), date.fromisoformat(last), language)
    return [(one.day.isoformat(), one.name, one.is_workday_made_up) for one in found]


def test_a_day_off_in_exchange_bears_the_name_of_its_festival() -> None:
    assert named("CN", "2026-02-14", "2026-02-28", CHINESE)[1:-1] == [
        ("2026-02-16", "农历除夕", False),
        ("2026-02-17", "春节", False),
        ("2026-02-18", "春节", False),
        ("2026-02-19", "春节", False),
        ("2026-02-20", "春节", False),
        ("2026-02-23", "春节", False),
    ]


def test_weekends_worked_instead_are_told_apart() -> None:
    worked = [day for day, _, made_up in named("CN", "2026-01-01", "2026-12-31", ENGLISH) if made_up]
    assert worked == ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]
    assert public_holidays.days("CN", 2026).made_up == {date.fromisoformat(day) for day in worked}


def test_both_years_of_a_span_are_looked_up() -> None:
    assert [day for day, _, _ in named("GB-ENG", "2025-12-25", "2026-01-02", ENGLISH)] == [
        "2025-12-25",
        "2025-12-26",
        "2026-01-01",
    ]


def test_a_region_has_holidays_of_its_own() -> None:
    scotland, england = (named(f"GB-{one}", "2026-01-01", "2026-01-03", ENGLISH) for one in ("SCT", "ENG"))
    assert [day for day, _, _ in scotland] == ["2026-01-01", "2026-01-02"]
    assert [day for day, _, _ in england] == ["2026-01-01"]
    assert ("GB-SCT", "Scotland") in [(one.code, one.name) for one in public_holidays.regions("GB-ENG")]
    assert public_holidays.regions("CN") == []


@pytest.mark.parametrize("country", ["", "ZZ", "CN-XX", "nonsense"])
def test_a_country_that_is_not_known_has_none(country: str) -> None:
    assert named(country, "2026-01-01", "2026-12-31", ENGLISH) == []
    assert not public_holidays.is_known(country)


def test_years_beyond_every_calendar_have_none() -> None:
    assert public_holidays.days("CN", 9999).free == frozenset()
    assert named("CN", "9999-01-01", "9999-12-31", CHINESE) == []


def test_countries_are_named_in_the_language_and_in_order() -> None:
    english = public_holidays.countries(ENGLISH)
    names = [country.name for country in english]
    assert names == sorted(names)
    assert ("CN", "China") in [(one.code, one.name) for one in english]
    chinese = [one.name for one in public_holidays.countries(CHINESE)]
    assert chinese.index("德国") < chinese.index("中国"), "by their sound: deguo, zhongguo"
