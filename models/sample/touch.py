"""How the sample journal stays in touch: meetings that come back, rhythms of people, snoozes, birthdays."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from models import contacts, recurrence, rhythm, visits
from models.sample.strand import Strand
from models.sample.texts import promises

_BEGINS = time(8)
"""The meetings are calls before the first visit of a day."""
_MINUTES = 30


class Touch(Strand):
    """Puts off the meetings and what else keeps people from being forgotten."""

    def count(self) -> int:
        """Return how many visits the meetings are: those of the past, and for each series the one that is planned."""
        return sum(len(self._days_of(entry)) + 1 for entry in promises()["meeting"])

    def expect_meetings(self) -> None:
        """Put each series off to the day before its first meeting."""
        for entry in promises()["meeting"]:
            days = self._days_of(entry)
            self._later(datetime.combine(days[0] - timedelta(days=1), time(17)), partial(self._arrange, entry, days))

    def expect_care(self) -> None:
        """Put off rhythms, snoozes and birthdays, each to the day it was entered."""
        for entry in promises()["snooze"]:
            self._later(self._moment(entry["days"], time(17, 25)), partial(self._snooze, entry))
        self._later(self._moment(50, time(17, 35)), self._give_people_rhythms)
        self._later(self._moment(30, time(17, 45)), self._note_birthdays)

    def _days_of(self, entry: dict[str, Any]) -> list[date]:
        """Return the days of a series until today."""
        begin = self._calendar.today - timedelta(days=entry["days"])
        return recurrence.passed(entry["rule"], begin, "", self._calendar.today + timedelta(days=1))

    def _arrange(self, entry: dict[str, Any], days: list[date]) -> None:
        customer = self._cast.named(entry["account"])
        visit_id = visits.plan(
            self._journal,
            account_id=customer.id,
            start=datetime.combine(days[0], _BEGINS),
            minutes=_MINUTES,
            channel="video",
            purpose=entry["purpose"],
            expected_result=entry["expected"],
            repeats=entry["rule"],
            people=[customer.of_role("decision")[0].id],
        ).id
        self._counted()
        for number, day in enumerate(days):
            over = datetime.combine(day, _BEGINS) + timedelta(minutes=_MINUTES + 5)
            left = len(days) - number
            self._later(over, partial(self._let_pass, entry, visit_id, number, left <= entry["missed"]))

    def _let_pass(self, entry: dict[str, Any], series_id: int, number: int, is_missed: bool) -> None:
        """Hold the meeting of today or miss it; the next one follows by itself."""
        query = "SELECT id FROM visit WHERE coalesce(series_id, id) = ? AND state = 'planned' AND id >= ?"
        (visit_id,) = self._journal.row(query, series_id, series_id) or (None,)
        if is_missed:
            visits.miss(self._journal, visit_id, summary=_in_turn(entry["reasons"], number))
        else:
            visits.hold(self._journal, visit_id, summary=_in_turn(entry["summaries"], number))
        self._counted()

    def _snooze(self, entry: dict[str, Any]) -> None:
        until = self._calendar.today + timedelta(days=entry["until"])
        rhythm.snooze(self._journal, self._cast.named(entry["account"]).id, until, reason=entry["reason"])

    def _give_people_rhythms(self) -> None:
        for account, days in promises()["rhythm_of_people"].items():
            person = self._cast.named(account).best_known
            if person is not None:
                contacts.edit(self._journal, person.id, rhythm_days=days)

    def _note_birthdays(self) -> None:
        for account, ahead in promises()["birthday"].items():
            person = self._cast.named(account).best_known
            day = self._calendar.today + timedelta(days=ahead)
            if person is not None:
                contacts.edit(self._journal, person.id, birthday=f"--{day:%m-%d}")


def _in_turn(texts: list[str], number: int) -> str:
    return texts[number % len(texts)]
