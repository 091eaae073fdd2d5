"""Time comes from outside, is aware of its zone, and is stamped in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from models.clock import Clock, FixedClock, stamp_of

CHINA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("moment", "stamp"),
    [
        (datetime(2026, 5, 14, 13, 5, 9, 120_999, tzinfo=UTC), "2026-05-14T13:05:09.120Z"),
        (datetime(2026, 5, 14, 7, 0, tzinfo=CHINA), "2026-05-13T23:00:00.000Z"),
        (datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), "2026-12-31T23:59:59.999Z"),
    ],
)
def test_stamps_are_utc_to_the_millisecond(moment: datetime, stamp: str) -> None:
    assert stamp_of(moment) == stamp


def test_the_computers_clock_knows_its_zone() -> None:
    now = Clock().now()
    assert now.utcoffset() is not None
    assert abs(now - datetime.now(UTC)) < timedelta(hours=1)
    assert datetime.fromisoformat(Clock().wall()).date() in (now.date(), now.date() + timedelta(days=1))


def test_a_fixed_clock_stands_still_until_it_is_moved() -> None:
    clock = FixedClock(date(2026, 5, 14))
    assert clock.wall() == "2026-05-14T12:00"
    assert clock.now() == clock.now()
    clock.move(timedelta(hours=13))
    assert clock.today() == date(2026, 5, 15)
    clock.set(datetime(2026, 5, 1, 8, 30))
    assert clock.wall() == "2026-05-01T08:30"
    assert clock.now().utcoffset() is not None
    clock.set(datetime(2026, 5, 1, 23, 30, tzinfo=CHINA))
    assert clock.wall() == "2026-05-01T23:30"
