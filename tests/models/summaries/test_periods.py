"""Periods: the words a person writes, at their edges."""

from __future__ import annotations

from datetime import date

import pytest

from models.errors import InvalidValue
from models.summaries.periods import Period, parse_period, week_of


@pytest.mark.parametrize(
    ("text", "today", "first", "last"),
    [
        ("this-week", date(2026, 5, 11), date(2026, 5, 11), date(2026, 5, 17)),
        ("this-week", date(2026, 5, 17), date(2026, 5, 11), date(2026, 5, 17)),
        ("This-Week ", date(2026, 1, 1), date(2025, 12, 29), date(2026, 1, 4)),
        ("last-week", date(2026, 1, 5), date(2025, 12, 29), date(2026, 1, 4)),
        ("this-month", date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
        ("last-month", date(2026, 3, 31), date(2026, 2, 1), date(2026, 2, 28)),
        ("last-month", date(2026, 1, 15), date(2025, 12, 1), date(2025, 12, 31)),
        ("this-quarter", date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        ("last-quarter", date(2026, 2, 1), date(2025, 10, 1), date(2025, 12, 31)),
        ("2026-01-01..2026-03-31", date(2026, 5, 14), date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-05-14..2026-05-14", date(2026, 5, 14), date(2026, 5, 14), date(2026, 5, 14)),
    ],
)
def test_words_mean_the_days_people_think_of(text: str, today: date, first: date, last: date) -> None:
    period = parse_period(text, today)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("next-year", "is no period"),
        ("", "is no period"),
        ("2026-02-30..2026-03-01", "no possible date"),
        ("2026-03-31..2026-01-01", "lies before"),
        ("2026-01-01", "is no period"),
        ("0001-01-01..0001-01-02", "too far away"),
        ("2026-01-01..9999-12-31", "too far away"),
    ],
)
def test_what_is_no_period_is_said_with_the_remedy(text: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        parse_period(text, date(2026, 5, 14))


def test_neighbours_touch_and_keep_their_kind() -> None:
    month, quarter = parse_period("this-month", date(2026, 3, 31)), parse_period("this-quarter", date(2026, 1, 1))
    for period in (week_of(date(2026, 5, 14)), month, quarter, Period(date(2026, 2, 1), date(2026, 2, 10))):
        assert (period.first - period.before().last).days == 1
        assert (period.after().first - period.last).days == 1
        assert period.before().after() == period
        assert period.after().kind == period.kind
