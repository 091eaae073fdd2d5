"""The table of festivals, held against the moon and the sun."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

import pytest

from models.clock import FIRST_YEAR, LAST_YEAR
from models.text.date_forms import Standpoint
from models.text.festivals import FESTIVALS, festival_day, working_day

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
BEIJING = timedelta(hours=8)
_CLOCK_CORRECTION = timedelta(seconds=69)


def new_moon(number: int) -> datetime:
    """Return a new moon in Beijing by Meeus, to some minutes; number 0 is that of 6 January 2000."""
    century = number / 1236.85
    sun = math.radians(2.5534 + 29.10535670 * number)
    moon = math.radians(201.5643 + 385.81693528 * number + 0.0107582 * century**2)
    node = math.radians(160.7108 + 390.67050284 * number)
    eccentricity = 1 - 0.002516 * century
    days = 2451550.09766 + 29.530588861 * number + 0.00015437 * century**2
    days += -0.40720 * math.sin(moon) + 0.17241 * eccentricity * math.sin(sun) + 0.01608 * math.sin(2 * moon)
    days += 0.01039 * math.sin(2 * node) + 0.00739 * eccentricity * math.sin(moon - sun)
    days += -0.00514 * eccentricity * math.sin(moon + sun) + 0.00208 * eccentricity**2 * math.sin(2 * sun)
    days += -0.00111 * math.sin(moon - 2 * node) - 0.00057 * math.sin(moon + 2 * node)
    return datetime(2000, 1, 1, 12) + timedelta(days=days - 2451545) - _CLOCK_CORRECTION + BEIJING


def is_new_moon(day: date) -> bool:
    """Return whether the moon is new on a day in Beijing, give or take some minutes around midnight."""
    number = round((day - date(2000, 1, 6)).days / 29.530588861)
    return any(
        (moment + timedelta(minutes=minutes)).date() == day
        for moment in map(new_moon, (number - 1, number, number + 1))
        for minutes in (-20, 0, 20)
    )


def sun_longitude(moment: datetime) -> float:
    """Return where the sun stands, in degrees, to a hundredth; `moment` is in Beijing."""
    centuries = (moment - BEIJING - datetime(2000, 1, 1, 12)).total_seconds() / 86400 / 36525
    mean = 280.46646 + 36000.76983 * centuries
    anomaly = math.radians(357.52911 + 35999.05029 * centuries)
    centre = (1.914602 - 0.004817 * centuries) * math.sin(anomaly) + 0.019993 * math.sin(2 * anomaly)
    return (mean + centre - 0.00569) % 360


@pytest.mark.parametrize(("name", "day_of_month"), [("spring", 1), ("dragon boat", 5), ("mid-autumn", 15)])
def test_the_moon_is_new_when_the_month_of_a_festival_begins(name: str, day_of_month: int) -> None:
    firsts = {year: FESTIVALS[name](year).day - timedelta(days=day_of_month - 1) for year in YEARS}
    assert {year: day for year, day in firsts.items() if not is_new_moon(day)} == {}


@pytest.mark.parametrize(
    ("name", "earliest", "latest"),
    [("spring", (1, 21), (2, 21)), ("dragon boat", (5, 27), (6, 25)), ("mid-autumn", (9, 7), (10, 8))],
)
def test_the_month_of_a_festival_is_the_right_one(
    name: str, earliest: tuple[int, int], latest: tuple[int, int]
) -> None:
    for year in YEARS:
        day = FESTIVALS[name](year).day
        assert date(year, *earliest) <= day <= date(year, *latest)


def test_qingming_is_when_the_sun_has_gone_15_degrees() -> None:
    for year in YEARS:
        day = FESTIVALS["qingming"](year).day
        begins = datetime.combine(day, datetime.min.time())
        before, after = sun_longitude(begins), sun_longitude(begins + timedelta(days=1))
        assert before < 15.02, year
        assert after > 14.98, year


@pytest.mark.parametrize(
    ("name", "side", "today", "day"),
    [
        ("national", "before", "2026-09-30", "2026-09-30"),
        ("national", "after", "2026-09-30", "2026-10-08"),
        ("national", "after", "2025-09-30", "2025-10-09"),
        ("spring", "before", "2027-01-01", "2027-02-04"),
        ("spring", "after", "2027-01-01", "2027-02-15"),
        ("new year", "before", "2027-06-01", "2027-12-31"),
        ("easter", "after", "2027-01-01", "2027-03-30"),
    ],
)
def test_before_and_after_are_working_days(name: str, side: str, today: str, day: str) -> None:
    found = festival_day(name, side, None, Standpoint(date.fromisoformat(today), True))
    assert found == date.fromisoformat(day)


def test_beyond_the_table_there_is_no_festival() -> None:
    assert festival_day("mid-autumn", "", 2150, Standpoint(date(2026, 1, 1), True)) is None


@pytest.mark.parametrize(
    ("day", "by", "expected"),
    [
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-11-20", 5, "2026-11-27"),
        ("2026-11-20", 11, "2026-12-07"),
        ("2026-11-23", -1, "2026-11-20"),
        ("2026-11-22", -5, "2026-11-16"),
    ],
)
def test_working_days_are_counted_without_week_ends(day: str, by: int, expected: str) -> None:
    assert working_day(date.fromisoformat(day), by) == date.fromisoformat(expected)
