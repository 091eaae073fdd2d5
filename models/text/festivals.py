"""The festivals by which people set dates: 国庆, 春节, 中秋, Christmas, Easter. Rules and a table.

Each has its day, and the days on which nobody works: 除夕 to 初七 at 春节, 1 to 5 May, 1 to 7 October (to the 8th when
中秋 falls into it), 25 and 26 December, Good Friday to Easter Monday, and otherwise the day itself. Working days are
Monday to Friday; which week-ends a government makes working days it says only for the coming year, so nobody knows
them here. 'Before' a festival is the last working day before those days, 'after' the first one behind them.

The day of a festival of the moon is in a table, as an almanac is longer than what it would fill here; a test counts
the new moons again.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from dateutil.easter import easter

from models.text.date_forms import Standpoint, nearest_of

_MOON = """
    1989 0206 0608 0914, 1990 0127 0528 1003, 1991 0215 0616 0922, 1992 0204 0605 0911, 1993 0123 0624 0930,
    1994 0210 0613 0920, 1995 0131 0602 0909, 1996 0219 0620 0927, 1997 0207 0609 0916, 1998 0128 0530 1005,
    1999 0216 0618 0924, 2000 0205 0606 0912, 2001 0124 0625 1001, 2002 0212 0615 0921, 2003 0201 0604 0911,
    2004 0122 0622 0928, 2005 0209 0611 0918, 2006 0129 0531 1006, 2007 0218 0619 0925, 2008 0207 0608 0914,
    2009 0126 0528 1003, 2010 0214 0616 0922, 2011 0203 0606 0912, 2012 0123 0623 0930, 2013 0210 0612 0919,
    2014 0131 0602 0908, 2015 0219 0620 0927, 2016 0208 0609 0915, 2017 0128 0530 1004, 2018 0216 0618 0924,
    2019 0205 0607 0913, 2020 0125 0625 1001, 2021 0212 0614 0921, 2022 0201 0603 0910, 2023 0122 0622 0929,
    2024 0210 0610 0917, 2025 0129 0531 1006, 2026 0217 0619 0925, 2027 0206 0609 0915, 2028 0126 0528 1003,
    2029 0213 0616 0922, 2030 0203 0605 0912, 2031 0123 0624 1001, 2032 0211 0612 0919, 2033 0131 0601 0908,
    2034 0219 0620 0927, 2035 0208 0610 0916, 2036 0128 0530 1004, 2037 0215 0618 0924, 2038 0204 0607 0913,
    2039 0124 0527 1002, 2040 0212 0614 0920, 2041 0201 0603 0910, 2042 0122 0622 0928, 2043 0210 0611 0917,
    2044 0130 0531 1005, 2045 0217 0619 0925, 2046 0206 0608 0915, 2047 0126 0529 1004, 2048 0214 0615 0922,
    2049 0202 0604 0911, 2050 0123 0623 0930, 2051 0211 0613 0919, 2052 0201 0601 0907, 2053 0219 0620 0926,
    2054 0208 0610 0916, 2055 0128 0530 1005, 2056 0215 0617 0924, 2057 0204 0606 0913, 2058 0124 0625 1002,
    2059 0212 0614 0921, 2060 0202 0603 0909, 2061 0121 0622 0928, 2062 0209 0611 0917, 2063 0129 0601 1006,
    2064 0217 0619 0925, 2065 0205 0608 0915, 2066 0126 0528 1003, 2067 0214 0616 0923, 2068 0203 0604 0911,
    2069 0123 0623 0929, 2070 0211 0613 0919, 2071 0131 0602 0908, 2072 0219 0620 0926, 2073 0207 0610 0916,
    2074 0127 0530 1005, 2075 0215 0617 0924, 2076 0205 0606 0912, 2077 0124 0624 1001, 2078 0212 0614 0920,
    2079 0202 0604 0910, 2080 0122 0622 0928, 2081 0209 0611 0917, 2082 0129 0601 1006, 2083 0217 0619 0926,
    2084 0206 0607 0914, 2085 0126 0527 1003, 2086 0214 0615 0922, 2087 0203 0605 0911, 2088 0124 0623 0929,
    2089 0210 0613 0918, 2090 0130 0602 0908,
"""
"""Year, and month and day of 春节, 端午 and 中秋 in it."""

_FIRST_YEAR_OF_CENTURY = 2000


@cache
def _moon_days() -> dict[int, tuple[date, date, date]]:
    days = {}
    for entry in _MOON.replace("\n", " ").split(","):
        year, *three = entry.split() or ("",)
        if year:
            spring, dragon, autumn = (date(int(year), int(day[:2]), int(day[2:])) for day in three)
            days[int(year)] = spring, dragon, autumn
    return days


class Festival(NamedTuple):
    """The first day nobody works, the day itself, and the last day nobody works."""

    first: date
    day: date
    last: date


def _one_day(day: date) -> Festival:
    return Festival(day, day, day)


def _spring(year: int) -> Festival:
    day = _moon_days()[year][0]
    return Festival(day - timedelta(days=1), day, day + timedelta(days=6))


def _qingming(year: int) -> Festival:
    base = 4.81 if year >= _FIRST_YEAR_OF_CENTURY else 5.59
    return _one_day(date(year, 4, int(year % 100 * 0.2422 + base) - year % 100 // 4))


def _national(year: int) -> Festival:
    autumn = _moon_days()[year][2]
    first = date(year, 10, 1)
    return Festival(first, first, date(year, 10, 8 if first <= autumn <= date(year, 10, 8) else 7))


def _christmas(year: int) -> Festival:
    return Festival(date(year, 12, 25), date(year, 12, 25), date(year, 12, 26))


def _easter(year: int) -> Festival:
    sunday = easter(year)
    return Festival(sunday - timedelta(days=2), sunday, sunday + timedelta(days=1))


FESTIVALS: dict[str, Callable[[int], Festival]] = {
    "new year": lambda year: _one_day(date(year, 1, 1)),
    "new year's eve": lambda year: _one_day(date(year, 12, 31)),
    "spring": _spring,
    "spring eve": lambda year: _spring(year)._replace(day=_spring(year).first),
    "qingming": _qingming,
    "labour": lambda year: Festival(date(year, 5, 1), date(year, 5, 1), date(year, 5, 5)),
    "dragon boat": lambda year: _one_day(_moon_days()[year][1]),
    "mid-autumn": lambda year: _one_day(_moon_days()[year][2]),
    "national": _national,
    "christmas": _christmas,
    "christmas eve": lambda year: _christmas(year)._replace(day=date(year, 12, 24)),
    "easter": _easter,
    "good friday": lambda year: _easter(year)._replace(day=easter(year) - timedelta(days=2)),
    "easter monday": lambda year: _easter(year)._replace(day=easter(year) + timedelta(days=1)),
}


def festival_day(name: str, side: str, year: int | None, standpoint: Standpoint) -> date | None:
    """Return the day of a festival, the last working day 'before' it, or the first one 'after' it.

    Without a year it is the next such day, today included, or (looking back) the nearest. None outside the table.
    """
    years = range(standpoint.today.year - 1, standpoint.today.year + 3) if year is None else (year,)
    days = []
    for one in years:
        with suppress(KeyError):
            days.append(_at_side(FESTIVALS[name](one), side))
    return nearest_of(days, standpoint if year is None else None)


def _at_side(festival: Festival, side: str) -> date:
    if side == "before":
        return working_day(festival.first, -1)
    return working_day(festival.last, 1) if side == "after" else festival.day


def working_day(day: date, by: int) -> date:
    """Return the day so many working days (Monday to Friday) behind this one, or before it where that is negative."""
    weeks, rest = divmod(abs(by), 5)
    step = timedelta(days=1 if by > 0 else -1)
    for _ in range(rest or 5):
        day += step
        while day.weekday() >= 5:
            day += step
    return day + (weeks - (0 if rest else 1)) * 7 * step
