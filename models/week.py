"""The week as a strip of days, and one day's visits with all that is needed before each of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from models import records
from models.clock import NO_TIME
from models.journal import Journal
from models.open_with import OpenStep, open_with
from models.row_class import row_class

LONGEST_DAY = 20
"""No more visits of one day are shown as cards; whoever plans one for each of many accounts has a list for them."""
OPEN_SHOWN = 3
"""How many open steps a card names; what is beyond is counted."""
USUAL_MINUTES = 60
"""How long a visit is taken to last when nobody said."""


@row_class
class WeekDay:
    """One day of the week and how many of its visits are still planned, and how many were held."""

    day: date
    planned: int
    held: int

    @property
    def visits(self) -> int:
        """How many visits the day has."""
        return self.planned + self.held


@row_class
class Guest:
    """A contact who takes part in a visit."""

    contact_id: int
    name: str
    role_group: str | None


@dataclass(frozen=True, slots=True)
class DayVisit:
    """A visit as its card shows it.

    `moment` is 'ahead', 'now' or 'over' for a planned visit, by its time, and 'held' for one that was held;
    `minutes_until` counts to its start (negative when it began), None without a time. `open` holds the most pressing
    steps open with the account, `more_open` how many more there are, and `homework` what is still to be done before.
    """

    id: int
    start: str
    minutes: int | None
    channel: str
    state: str
    account_id: int
    account: str
    place: str
    purpose: str
    expected_result: str
    _: KW_ONLY
    confidential: bool
    has_summary: bool
    moment: str
    minutes_until: int | None
    people: tuple[Guest, ...]
    open: tuple[OpenStep, ...]
    more_open: int
    homework: tuple[str, ...] = ()

    @property
    def to_write_up(self) -> bool:
        """Whether it took place, or should have, and nothing says yet what came of it."""
        return is_to_write_up(self.moment, has_summary=self.has_summary)


def is_to_write_up(moment: str, *, has_summary: bool) -> bool:
    """Return whether nothing says yet what came of a visit that took place, or should have."""
    return moment == "over" or (moment == "held" and not has_summary)


def week(journal: Journal, day: date) -> list[WeekDay]:
    """Return the week of a day, Monday to Sunday; visits that were missed or cancelled do not count."""
    monday = day - timedelta(days=day.weekday())
    query = """
        SELECT substr(start, 1, 10) AS day, sum(state = 'planned'), sum(state = 'held') FROM visit
        WHERE start >= ? AND start < ? AND deleted_at IS NULL GROUP BY day"""
    after = monday + timedelta(days=7)
    counted = {row[0]: row[1:] for row in journal.rows(query, monday.isoformat(), after.isoformat())}
    days = [monday + timedelta(days=number) for number in range(7)]
    return [WeekDay(one, *counted.get(one.isoformat(), (0, 0))) for one in days]


def visits_of_day(journal: Journal, day: date) -> list[DayVisit]:
    """Return the visits of a day that are planned or were held, in the order of the day.

    Of more than LONGEST_DAY those that are planned for a time are named first, and those without a time last.
    """
    query = """
        SELECT visit.id, start, minutes, channel, state, account_id, account.name, place, purpose, expected_result,
               confidential, trim(summary) <> ''
        FROM visit JOIN account ON account.id = account_id
        WHERE start >= ?1 AND start < ?2 AND state IN ('planned', 'held') AND visit.deleted_at IS NULL
        ORDER BY start = ?1 || ?3, state = 'held', start, visit.id LIMIT ?4"""
    after = day + timedelta(days=1)
    found = sorted(
        journal.rows(query, day.isoformat(), after.isoformat(), NO_TIME, LONGEST_DAY),
        key=lambda row: (row[1], row[0]),
    )
    guests = _guests(journal, [row[0] for row in found])
    still_open = open_with(journal, {row[5] for row in found})
    homework = _homework(journal, [row[0] for row in found if row[4] == "planned"])
    now = datetime.fromisoformat(journal.clock.wall())
    return [
        _card(row, now, guests.get(row[0], ()), still_open.get(row[5], ()), homework.get(row[0], ())) for row in found
    ]


def moments_of_day(journal: Journal, day: date) -> list[tuple[int, str, bool]]:
    """Return each visit of a day that is planned or was held: its id, its moment (as of a DayVisit), if written up."""
    query = """
        SELECT id, start, minutes, state, trim(summary) <> '' FROM visit
        WHERE start >= ? AND start < ? AND state IN ('planned', 'held') AND deleted_at IS NULL ORDER BY start, id"""
    now = datetime.fromisoformat(journal.clock.wall())
    found = journal.rows(query, day.isoformat(), (day + timedelta(days=1)).isoformat())
    return [
        (visit_id, _moment(now, start=start, minutes=minutes, state=state)[0], bool(has_summary))
        for visit_id, start, minutes, state, has_summary in found
    ]


def _card(
    row: tuple[Any, ...],
    now: datetime,
    guests: tuple[Guest, ...],
    still_open: tuple[OpenStep, ...],
    homework: tuple[str, ...],
) -> DayVisit:
    moment, until = _moment(now, start=row[1], minutes=row[2], state=row[4])
    shown, beyond = still_open[:OPEN_SHOWN], max(len(still_open) - OPEN_SHOWN, 0)
    return DayVisit(
        *row[:10],
        confidential=bool(row[10]),
        has_summary=bool(row[11]),
        moment=moment,
        minutes_until=until,
        people=guests,
        open=shown,
        more_open=beyond,
        homework=homework,
    )


def _moment(now: datetime, start: str, minutes: int | None, state: str) -> tuple[str, int | None]:
    """Return where a visit lies in time, and the minutes until it starts."""
    begins = datetime.fromisoformat(start)
    if start.endswith(NO_TIME):
        moment = "over" if begins.date() < now.date() else "ahead"
        return ("held" if state == "held" else moment), None
    until = int((begins - now).total_seconds()) // 60
    if state == "held":
        return "held", until
    if until > 0:
        return "ahead", until
    return ("over" if begins + timedelta(minutes=minutes or USUAL_MINUTES) <= now else "now"), until


def _guests(journal: Journal, visit_ids: Iterable[int]) -> dict[int, tuple[Guest, ...]]:
    query = """
        SELECT visit_id, contact.id, contact.name, role_group
        FROM visit_contact JOIN contact ON contact.id = contact_id
        WHERE visit_id IN (SELECT value FROM json_each(?)) AND visit_contact.deleted_at IS NULL
        ORDER BY visit_contact.id"""
    guests: dict[int, list[Guest]] = {}
    for visit_id, *guest in journal.rows(query, json.dumps(list(visit_ids))):
        guests.setdefault(visit_id, []).append(Guest(*guest))
    return {visit_id: tuple(of_one) for visit_id, of_one in guests.items()}


def _homework(journal: Journal, visit_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return what is still to be done before each of some visits, in the order of their lists."""
    query = """
        SELECT visit_id, question FROM visit_question
        WHERE visit_id IN (SELECT value FROM json_each(?)) AND kind = 'homework' AND done = 0 AND deleted_at IS NULL
        ORDER BY position, id"""
    return records.gathered(journal.rows(query, json.dumps(list(visit_ids))))
