"""Time comes in from outside, so that tests and `--today` can fix it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

FIRST_YEAR, LAST_YEAR = 1990, 2088
"""Between these every date and every id of the journal works."""

NO_TIME = "T00:00"
"""How a time on the wall ends of which only the day is known."""


def stamp_of(moment: datetime) -> str:
    """Return an aware moment as the journal stamps it: UTC, to the millisecond, '2026-05-14T13:05:09.120Z'."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def wall_of(moment: datetime) -> str:
    """Return a moment as visits and steps keep it: the time on the wall to the minute, '2026-05-14T15:00'."""
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


class Clock:
    """The computer's clock, in the computer's time zone."""

    def now(self) -> datetime:
        """Return this moment, aware of the local time zone."""
        return datetime.now().astimezone()

    def today(self) -> date:
        """Return the local date."""
        return self.now().date()

    def day_of(self, stamp: str) -> date:
        """Return the day on the wall here of a UTC stamp, such as the one of when a row was made."""
        return datetime.fromisoformat(stamp).astimezone(self.now().tzinfo).date()

    def wall(self) -> str:
        """Return the time on the wall as visits and steps keep it."""
        return wall_of(self.now())


class FixedClock(Clock):
    """A clock that stands still until it is set or moved; it stands at noon when only a day is given."""

    def __init__(self, at: datetime | date) -> None:
        self.set(at)

    def now(self) -> datetime:
        """Return the moment the clock stands at."""
        return self._at

    def set(self, at: datetime | date) -> None:
        """Stand at this moment from now on; a moment without a zone is local time."""
        moment = at if isinstance(at, datetime) else datetime.combine(at, time(12))
        self._at = moment if moment.tzinfo else moment.astimezone()

    def move(self, by: timedelta) -> None:
        """Move forward (or back) by this much."""
        self._at += by
