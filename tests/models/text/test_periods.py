"""Periods in words, which filters and fields take."""

from __future__ import annotations

from datetime import date

import pytest

from models.errors import InvalidValue
from models.text.chinese_periods import CHINESE_PERIODS
from models.text.date_forms import PeriodForm
from models.text.dates import find_period
from models.text.english_periods import ENGLISH_PERIODS

SUNDAY = "2026-11-22"
ROWS = [
    ("this week", SUNDAY, "2026-11-16", "2026-11-22"),
    ("this week", "2026-11-23", "2026-11-23", "2026-11-29"),
    ("last week", "2027-01-04", "2026-12-28", "2027-01-03"),
    ("last month", "2026-03-31", "2026-02-01", "2026-02-28"),
    ("last month", "2028-03-31", "2028-02-01", "2028-02-29"),
    ("last month", "2027-01-31", "2026-12-01", "2026-12-31"),
    ("next quarter", "2026-12-31", "2027-01-01", "2027-03-31"),
    ("last year", "2027-01-01", "2026-01-01", "2026-12-31"),
    ("the week before last", SUNDAY, "2026-11-02", "2026-11-08"),
    ("the month after next", "2026-11-30", "2027-01-01", "2027-01-31"),
    ("the weekend", "2026-11-21", "2026-11-21", "2026-11-22"),
    ("the weekend", "2026-11-23", "2026-11-28", "2026-11-29"),
    ("last 30 days", "2026-03-01", "2026-01-31", "2026-03-01"),
    ("the past two weeks", "2027-01-03", "2026-12-21", "2027-01-03"),
    ("past month", "2026-03-31", "2026-03-01", "2026-03-31"),
    ("next 3 months", "2026-11-30", "2026-11-30", "2027-02-27"),
    ("year to date", "2026-01-01", "2026-01-01", "2026-01-01"),
    ("qtd", "2026-12-31", "2026-10-01", "2026-12-31"),
    ("Q3", "2026-09-30", "2026-07-01", "2026-09-30"),
    ("Q3", "2026-07-01", "2026-07-01", "2026-09-30"),
    ("Q3", "2026-06-30", "2025-07-01", "2025-09-30"),
    ("Q4 last year", SUNDAY, "2025-10-01", "2025-12-31"),
    ("2025 Q3", SUNDAY, "2025-07-01", "2025-09-30"),
    ("first quarter of last year", SUNDAY, "2025-01-01", "2025-03-31"),
    ("H1", SUNDAY, "2026-01-01", "2026-06-30"),
    ("second half of 2025", SUNDAY, "2025-07-01", "2025-12-31"),
    ("November", "2026-11-01", "2026-11-01", "2026-11-30"),
    ("November", "2026-10-31", "2025-11-01", "2025-11-30"),
    ("Feb 2028", SUNDAY, "2028-02-01", "2028-02-29"),
    ("mid November", SUNDAY, "2026-11-11", "2026-11-20"),
    ("late Feb 2028", SUNDAY, "2028-02-21", "2028-02-29"),
    ("2026-04", SUNDAY, "2026-04-01", "2026-04-30"),
    ("week 53 2026", SUNDAY, "2026-12-28", "2027-01-03"),
    ("CW 1", SUNDAY, "2025-12-29", "2026-01-04"),
    ("2026-W47", SUNDAY, "2026-11-16", "2026-11-22"),
    ("2025", SUNDAY, "2025-01-01", "2025-12-31"),
    ("yesterday", "2026-03-01", "2026-02-28", "2026-02-28"),
    ("2026-04-01", SUNDAY, "2026-04-01", "2026-04-01"),
    ("5 Dec", SUNDAY, "2025-12-05", "2025-12-05"),
    ("Tue", "2026-11-24", "2026-11-24", "2026-11-24"),
    ("from 5 Dec to 10 Dec", SUNDAY, "2025-12-05", "2025-12-10"),
    ("2026-04-01..2026-05-01", SUNDAY, "2026-04-01", "2026-05-01"),
    ("Nov to Feb", SUNDAY, "2025-11-01", "2026-02-28"),
    ("Mon – Fri", "2026-11-25", "2026-11-23", "2026-11-27"),
    ("本周", SUNDAY, "2026-11-16", "2026-11-22"),
    ("上个月", "2028-03-31", "2028-02-01", "2028-02-29"),
    ("上上周", "2027-01-10", "2026-12-21", "2026-12-27"),
    ("本季度", "2026-12-31", "2026-10-01", "2026-12-31"),
    ("上一季度", "2027-01-01", "2026-10-01", "2026-12-31"),
    ("周末", "2026-11-23", "2026-11-28", "2026-11-29"),
    ("上周末", SUNDAY, "2026-11-14", "2026-11-15"),
    ("去年", "2027-01-01", "2026-01-01", "2026-12-31"),
    ("2025年", SUNDAY, "2025-01-01", "2025-12-31"),
    ("最近30天", "2026-03-01", "2026-01-31", "2026-03-01"),
    ("近三个月", "2026-05-31", "2026-03-01", "2026-05-31"),
    ("近半年", "2026-08-31", "2026-03-01", "2026-08-31"),
    ("未来两周", "2026-12-20", "2026-12-20", "2027-01-02"),
    ("今年以来", SUNDAY, "2026-01-01", "2026-11-22"),
    ("去年第四季度", SUNDAY, "2025-10-01", "2025-12-31"),
    ("三季度", "2026-06-30", "2025-07-01", "2025-09-30"),
    ("上半年", "2026-01-01", "2026-01-01", "2026-06-30"),
    ("11月", "2026-10-31", "2025-11-01", "2025-11-30"),
    ("2028年2月", SUNDAY, "2028-02-01", "2028-02-29"),
    ("二月下旬", "2028-03-01", "2028-02-21", "2028-02-29"),
    ("下月中旬", "2026-12-31", "2027-01-11", "2027-01-20"),
    ("第1周", "2027-01-03", "2025-12-29", "2026-01-04"),
    ("从9月到11月", SUNDAY, "2026-09-01", "2026-11-30"),
    ("上周二", SUNDAY, "2026-11-10", "2026-11-10"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "today", "first", "last"), ROWS)
def test_a_period_and_where_it_ends(text: str, today: str, first: str, last: str) -> None:
    found = find_period(text, date.fromisoformat(today))
    assert found is not None
    assert (found[0].isoformat(), found[1].isoformat(), found[2]) == (first, last, (0, len(text)))


@pytest.mark.parametrize("table", [ENGLISH_PERIODS, CHINESE_PERIODS], ids=["English", "Chinese"])
def test_no_form_is_left_out_above(table: tuple[PeriodForm, ...]) -> None:
    assert [form.examples for form in table if not any(form.pattern.search(row[0]) for row in ROWS)] == []


@pytest.mark.parametrize("today", [date(2026, 1, 31), date(2026, 12, 31), date(2024, 2, 29), date(2027, 1, 1)], ids=str)
@pytest.mark.parametrize("table", [ENGLISH_PERIODS, CHINESE_PERIODS], ids=["English", "Chinese"])
def test_every_example_is_wholly_a_period_whatever_the_day(table: tuple[PeriodForm, ...], today: date) -> None:
    for form in table:
        for example in form.examples:
            for forward in (False, True):
                found = find_period(example, today, forward=forward)
                assert found is not None, example
                assert found[2] == (0, len(example)), example
                assert found[0] <= found[1], example


def test_looking_ahead_a_period_is_the_next_one() -> None:
    found = find_period("Q1", date(2026, 11, 22), forward=True)
    assert found is not None
    assert found[:2] == (date(2027, 1, 1), date(2027, 3, 31))


@pytest.mark.parametrize("text", ["", "sometime", "报价", "3周", "week", "Q5", "May I", "5月3号线", "20th floor"])
def test_what_names_no_period(text: str) -> None:
    found = find_period(text, date(2026, 11, 22))
    assert found is None or found[2] != (0, len(text))


def test_the_part_that_says_it_is_told() -> None:
    text = "quotes since last month"
    found = find_period(text, date(2026, 11, 22))
    assert found is not None
    assert text[slice(*found[2])] == "last month"


@pytest.mark.parametrize("text", ["2026-02-30", "week 60", "31 Nov", "第54周"])
def test_what_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="There is no"):
        find_period(text, date(2026, 11, 22))
