"""The working days of the sample journal, and which half of the territory each is spent in."""

from __future__ import annotations

import random
from datetime import date, timedelta

FIRST_DAY_AGO = 1065
"""How many days before today the journal begins."""


class Calendar:
    """Working days from the beginning to six weeks ahead; a stretch of days belongs to one language at a time."""

    def __init__(self, today: date, chance: random.Random) -> None:
        self.today = today
        self.first = today - timedelta(days=FIRST_DAY_AGO)
        self.monday = today - timedelta(days=today.weekday())
        """The first day of the current week."""
        self._language: dict[date, str] = {}
        self._fill(chance)

    def _fill(self, chance: random.Random) -> None:
        monday = self.first - timedelta(days=self.first.weekday())
        here, there = "zh", "en"
        while monday <= self.today + timedelta(days=45):
            # One change of side a week, so that nobody flies back and forth from day to day.
            turn = 2 if monday == self.monday else chance.choice((1, 2, 2, 3, 3, 4))
            for weekday in range(7):
                self._language[monday + timedelta(days=weekday)] = here if weekday < turn else there
            here, there = there, here
            monday += timedelta(days=7)

    def language(self, day: date) -> str:
        """Return the language of the accounts that are visited on a day."""
        return self._language[day]

    def is_working_day(self, day: date) -> bool:
        """Return whether customers can be visited: no weekend, and not between Christmas and New Year."""
        return day.weekday() < 5 and not (day.month == 12 and day.day >= 24) and (day.month, day.day) != (1, 1)

    def working_days(self, first: date, last: date) -> list[date]:
        """Return the working days from a first to a last day, both included."""
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return [day for day in days if self.is_working_day(day)]

    def near(self, day: date, language: str, *, until: date) -> date:
        """Return the first working day from a day on that is spent with a language; not later than `until`."""
        for number in range(14):
            candidate = day + timedelta(days=number)
            if candidate > until:
                break
            if self.is_working_day(candidate) and self.language(candidate) == language:
                return candidate
        return self.back_to_work(min(day, until))

    def back_to_work(self, day: date) -> date:
        """Return the day itself, or the last working day before it."""
        while not self.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def onwards(self, day: date) -> date:
        """Return the day itself, or the next working day."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day
