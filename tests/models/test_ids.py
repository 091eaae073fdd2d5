"""Ids grow with time, never repeat, and fit into 63 bits."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from models.clock import FixedClock
from models.database import IdSource

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)


def test_ids_grow_whatever_the_clock_does() -> None:
    clock = FixedClock(NOW)
    chance = random.Random(1)
    source = IdSource(clock, random.Random(2))
    ids = []
    for _ in range(5000):
        clock.move(timedelta(milliseconds=chance.choice((0, 0, 1, 50, -10, -86_400_000))))
        ids.append(source.next())
    assert ids == sorted(set(ids))


def test_an_id_tells_its_time() -> None:
    made = IdSource(FixedClock(NOW)).next()
    assert datetime(2020, 1, 1, tzinfo=UTC) + timedelta(milliseconds=made >> 22) == NOW


def test_later_ids_are_greater_across_sources() -> None:
    clock = FixedClock(NOW)
    first = IdSource(clock).next()
    clock.move(timedelta(milliseconds=1))
    assert IdSource(clock).next() > first


def test_sources_at_the_same_moment_do_not_meet() -> None:
    clock = FixedClock(NOW)
    made = [IdSource(clock, random.Random(seed)).next() for seed in range(200)]
    assert len(set(made)) == len(made)
    assert IdSource(clock).next() != IdSource(clock).next()


def test_known_ids_are_passed() -> None:
    source = IdSource(FixedClock(NOW))
    first = source.next()
    source.pass_by(first + 1000)
    assert source.next() == first + 1001
    source.pass_by(5)
    assert source.next() == first + 1002


def test_ids_fit_into_63_bits_under_any_clock() -> None:
    for moment in (datetime(1, 1, 2), datetime(1969, 1, 1), datetime(2089, 9, 6), datetime(9999, 12, 30)):
        clock = FixedClock(moment.replace(tzinfo=UTC))
        source = IdSource(clock, random.Random(3))
        made = [source.next() for _ in range(1000)]
        assert made == sorted(set(made))
        assert 0 < made[0] < made[-1] < 1 << 63


def test_two_million_ids_fit_into_one_millisecond() -> None:
    clock = FixedClock(NOW)

    class Highest:
        def getrandbits(self, k: int, /) -> int:
            return (1 << k) - 1

    source = IdSource(clock, Highest())
    start = source.next()
    source.pass_by(start + 2_000_000)
    assert source.next() >> 22 == start >> 22
