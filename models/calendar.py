"""The calendar: the visits, steps, plans and trips of a span of days, and what moves them to another day or time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

from models import plans, recurrence, steps, visits
from models.changes import Changes
from models.clock import NO_TIME
from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class
from models.tables import Visit
from models.text.field_words import STATE_NAMES

What = Literal["visit", "step", "plan", "milestone", "receivable", "asset"]


@row_class
class Entry:
    """What stands on a day: a visit, a step, the day a plan is to be reached by, or a mark that is only looked at.

    `time` is '10:30', or '' where only the day is known. `kind` is the channel of a visit, the kind of a step, or
    'plan'; `state` is that of a visit, else 'open' or 'closed', or 'coming' on a day on which a visit or step comes
    back: `id` is then the one before. `waits` tells a step that others owe us, `goes_on` a visit on its later days.
    A mark is a milestone ('due' or 'reached', `opens_id` is its project), money or the end of a warranty ('due').
    """

    record: What
    id: int
    day: str
    time: str
    minutes: int | None
    kind: str
    state: str
    title: str
    account: str
    zone: str = ""
    waits: bool = False
    goes_on: bool = False
    opens_id: int = 0

    @property
    def is_mark(self) -> bool:
        """Whether it is only looked at here."""
        return self.record not in ("visit", "step", "plan")

    @property
    def is_movable(self) -> bool:
        """Whether it still lies ahead, so that it can be given another day; a visit is moved where it begins."""
        return self.state in ("planned", "open") and not self.goes_on


@row_class
class TripSpan:
    """A trip or an event with its days, from the first to the last."""

    id: int
    name: str
    kind: str
    place: str
    first: str
    last: str


@row_class
class CalendarDay:
    """A day with what stands on it, as much as was asked for; `count` is how much there is."""

    day: date
    entries: tuple[Entry, ...]
    count: int


@row_class
class Span:
    """Some days of the calendar, one after the other, and the trips that touch them."""

    days: tuple[CalendarDay, ...]
    trips: tuple[TripSpan, ...]


def weeks_of_month(day: date, first_weekday: int) -> list[date]:
    """Return the days of the weeks that a month touches; `first_weekday` is what a week begins with, 0 is Monday."""
    first = week_of(day.replace(day=1), first_weekday)[0]
    next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    last = week_of(next_month - timedelta(days=1), first_weekday)[-1]
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def week_of(day: date, first_weekday: int) -> list[date]:
    """Return the seven days of a day's week."""
    first = day - timedelta(days=(day.weekday() - first_weekday) % 7)
    return [first + timedelta(days=number) for number in range(7)]


def read(
    journal: Journal, first: date, last: date, *, most: int = 50, enough: int | None = None, closed: bool = True
) -> Span:
    """Return the days from the first to the last, each with at most so many entries of a kind.

    A day begins with its visits in the order of their times; then come the plans to be reached, the marks of
    milestones, money and warranties, the steps that are due, what comes back on it, and, unless `closed` is False, the
    steps that were closed on it. A request without a day of its own stands where its answer, or else its solution, is
    promised. Of a day that has `enough` entries no further kind is read, only counted. A day of thousands of entries
    takes hardly longer than an empty one.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    gathered = _Gathered([day.isoformat() for day in days], enough)
    every = gathered.open_days()
    found = _visits(journal, every, most)
    going_on = _going_on(journal, found, first, last)
    gathered.add(going_on, _counted(going_on))
    gathered.add(found, _visit_counts(journal, every))
    reached = _plans(journal, first, last)
    gathered.add(reached, _counted(reached))
    marks = _marks(journal, first, last)
    gathered.add(marks, _counted(marks))
    gathered.add(_open_steps(journal, gathered.open_days(), most), _open_counts(journal, every))
    gathered.add(_clocked(journal, gathered.open_days(), most), _clocked_counts(journal, first, last))
    coming = _coming(journal, first, last)
    gathered.add(coming, _counted(coming))
    if closed:
        gathered.add(_closed_steps(journal, gathered.open_days(), most), _closed_counts(journal, every))
    return Span(tuple(gathered.day(day) for day in days), _trips(journal, first, last))


class _Gathered:
    """What was found of some days (ISO), kind by kind, and how much each of them has."""

    def __init__(self, days: Sequence[str], enough: int | None) -> None:
        self._entries: dict[str, list[Entry]] = {day: [] for day in days}
        self._counts = dict.fromkeys(days, 0)
        self._enough = enough

    def add(self, entries: Sequence[Entry], counts: Mapping[str, int]) -> None:
        """Add the entries of a kind behind those before, and how many there are by day."""
        for entry in entries:
            self._entries[entry.day].append(entry)
        for day, count in counts.items():
            self._counts[day] += count

    def open_days(self) -> str:
        """Return, as JSON, the days of which more is to be read."""
        enough = self._enough
        return json.dumps([day for day, found in self._entries.items() if enough is None or len(found) < enough])

    def day(self, day: date) -> CalendarDay:
        """Return a day with all that was found."""
        return CalendarDay(day, tuple(self._entries[day.isoformat()]), self._counts[day.isoformat()])


def move(journal: Journal, entry: Entry, day: date) -> Changes:
    """Give a planned visit (at its time), an open step or an open plan another day.

    Raises InvalidValue for what is over, and NotFound for what has gone.
    """
    if entry.record == "visit":
        start = visits.get(journal, entry.id).start
        return move_visit(journal, entry.id, f"{day.isoformat()}{start[10:]}")
    if entry.record == "plan":
        if plans.get(journal, entry.id).closed_on is not None:
            raise InvalidValue("{title} has ended; it keeps its day.", title=entry.title)
        return plans.edit(journal, entry.id, target_on=day)
    if steps.get(journal, entry.id).closed_at is not None:
        raise InvalidValue("{title} is closed; it keeps the day on which that was.", title=entry.title)
    return steps.postpone(journal, entry.id, day)


def move_visit(journal: Journal, visit_id: int, start: str, minutes: int | None = None) -> Changes:
    """Give a planned visit another time on the wall, and another length where one is given.

    Raises InvalidValue when it is no longer planned: when it took place is corrected where it is written down.
    """
    before = visits.get(journal, visit_id)
    if before.state != "planned":
        raise InvalidValue(
            "Only a planned visit can be moved in the calendar; this one is {state}. Open it to correct its time.",
            state=STATE_NAMES[before.state],
        )
    with journal.operation("visits.move", subject=before.purpose) as work:
        work.require_live(Visit, visit_id)
        visits.edit(journal, visit_id, start=start, minutes=before.minutes if minutes is None else minutes)
        return work.done(visit_id)


def _visits(journal: Journal, days: str, most: int) -> list[Entry]:
    # CROSS JOIN keeps the order of the tables: a few rows of each day through the index, however long the day is.
    query = f"""
        SELECT visit.id, start, minutes, channel, state, purpose, {_ACCOUNT}, zone
        FROM json_each(?1) AS day
        CROSS JOIN visit ON visit.id IN (
            SELECT id FROM visit WHERE start >= day.value AND start < day.value || 'U' AND deleted_at IS NULL
            ORDER BY start, id LIMIT ?2)
        JOIN account ON account.id = account_id
        ORDER BY start, visit.id"""
    return [_visit(row) for row in journal.rows(query, days, most)]


def _visit(row: Sequence[Any]) -> Entry:
    return Entry("visit", row[0], row[1][:10], _time_of(row[1]), row[2], row[3], row[4], row[5], row[6], row[7])


def _going_on(journal: Journal, visits: Sequence[Entry], first: date, last: date) -> list[Entry]:
    """Return visits of more than a day, such as those of a fair, on each of their days after the first.

    They are among the visits of these days, which were read, or began in the weeks before.
    """
    query = f"""
        SELECT visit.id, start, minutes, channel, state, purpose, {_ACCOUNT}, zone
        FROM visit INDEXED BY visit_of_days JOIN account ON account.id = account_id
        WHERE start >= ? AND start < ? AND minutes > {_DAY_MINUTES} AND visit.deleted_at IS NULL
        ORDER BY start, visit.id LIMIT {_MOST_LONG}"""
    before = [_visit(row) for row in journal.rows(query, (first - _LONGEST).isoformat(), first.isoformat())]
    found = []
    for one in (*before, *visits):
        if (one.minutes or 0) <= _DAY_MINUTES or one.state not in ("planned", "held"):
            continue
        begins = datetime.fromisoformat(f"{one.day}T{one.time or '00:00'}")
        until = min((begins + timedelta(minutes=(one.minutes or 0) - 1)).date(), begins.date() + _LONGEST, last)
        day = max(begins.date() + timedelta(days=1), first)
        while day <= until:
            found.append(replace(one, day=day.isoformat(), time="", minutes=None, goes_on=True))
            day += timedelta(days=1)
    return found


def _open_steps(journal: Journal, days: str, most: int) -> list[Entry]:
    query = f"""
        SELECT step.id, due_on, kind, title, {_ACCOUNT}, owner_side
        FROM json_each(?1) AS day
        CROSS JOIN step ON step.id IN (
            SELECT id FROM step INDEXED BY step_open
            WHERE due_on = day.value AND closed_at IS NULL AND deleted_at IS NULL
            ORDER BY owner_side, kind, raised_at, id LIMIT ?2)
        LEFT JOIN account ON account.id = account_id
        ORDER BY due_on, owner_side, kind, raised_at, step.id"""
    return [_step(row) for row in journal.rows(query, days, most)]


def _clocked(journal: Journal, days: str, most: int) -> list[Entry]:
    """Return the requests and complaints without a day that are to be answered, or else solved, on these days."""
    query = f"""
        WITH asked AS ({_CLOCKED} AND day IN (SELECT value FROM json_each(?1))),
        numbered AS (SELECT *, row_number() OVER (PARTITION BY day ORDER BY raised_at, id) AS number FROM asked)
        SELECT step.id, day, kind, title, {_ACCOUNT}, owner_side
        FROM numbered JOIN step ON step.id = numbered.id LEFT JOIN account ON account.id = account_id
        WHERE number <= ?2 ORDER BY day, number"""
    return [_step(row) for row in journal.rows(query, days, most)]


def _clocked_counts(journal: Journal, first: date, last: date) -> dict[str, int]:
    query = f"SELECT day, count(*) FROM ({_CLOCKED} AND day BETWEEN ? AND ?) GROUP BY day"
    return dict(journal.rows(query, first.isoformat(), last.isoformat()))


def _coming(journal: Journal, first: date, last: date) -> list[Entry]:
    """Return the planned visits and open steps that come back on these days, within a year of the one there is."""
    until = (last + timedelta(days=1)).isoformat()
    found: list[Entry] = []
    for row in journal.rows(_VISITS_COMING_BACK, until):
        visit_id, start, minutes, channel, purpose, account, zone, repeats, skipped = row
        found += [
            Entry("visit", visit_id, day, _time_of(start), minutes, channel, "coming", purpose, account, zone)
            for day in _days_it_comes_back(repeats, start[:10], skipped)
            if first.isoformat() <= day < until
        ]
    for step_id, due_on, kind, title, account, side, repeats, skipped in journal.rows(_STEPS_COMING_BACK, until):
        found += [
            _step((step_id, day, kind, title, account, side), "coming")
            for day in _days_it_comes_back(repeats, due_on, skipped)
            if first.isoformat() <= day < until
        ]
    return found


@lru_cache(maxsize=2000)
def _days_it_comes_back(repeats: str, day: str, skipped_days: str) -> tuple[str, ...]:
    standing = date.fromisoformat(day)
    before = standing + _AHEAD
    try:
        return tuple(one.isoformat() for one in recurrence.passed(repeats, standing, skipped_days, before))
    except InvalidValue:  # a rule of another program, which its editor will say
        return ()


def _closed_steps(journal: Journal, days: str, most: int) -> list[Entry]:
    query = f"""
        SELECT step.id, substr(closed_at, 1, 10), kind, title, {_ACCOUNT}, owner_side
        FROM json_each(?1) AS day
        CROSS JOIN step ON step.id IN (
            SELECT id FROM step WHERE closed_at >= day.value AND closed_at < day.value || 'U' AND deleted_at IS NULL
            ORDER BY closed_at, id LIMIT ?2)
        LEFT JOIN account ON account.id = account_id
        ORDER BY closed_at, step.id"""
    return [_step(row, "closed") for row in journal.rows(query, days, most)]


def _step(row: Sequence[Any], state: str = "open") -> Entry:
    step_id, day, kind, title, account, side = row
    return Entry("step", step_id, day, "", None, kind, state, title, account, waits=side == "theirs")


def _plans(journal: Journal, first: date, last: date) -> list[Entry]:
    query = f"""
        SELECT plan.id, target_on, goal, {_ACCOUNT} FROM plan LEFT JOIN account ON account.id = account_id
        WHERE target_on BETWEEN ? AND ? AND closed_on IS NULL AND plan.deleted_at IS NULL
        ORDER BY target_on, plan.id"""
    return [
        Entry("plan", row[0], row[1], "", None, "plan", "open", row[2], row[3])
        for row in journal.rows(query, first.isoformat(), last.isoformat())
    ]


def _marks(journal: Journal, first: date, last: date) -> list[Entry]:
    from models import calendar_delivery

    return calendar_delivery.read(journal, first, last)


def _trips(journal: Journal, first: date, last: date) -> tuple[TripSpan, ...]:
    query = """
        SELECT id, name, kind, place, start_on, coalesce(end_on, start_on) AS last FROM trip INDEXED BY trip_last_day
        WHERE start_on <= ? AND last >= ? AND deleted_at IS NULL ORDER BY start_on, last DESC, id LIMIT ?"""
    return tuple(TripSpan(*row) for row in journal.rows(query, last.isoformat(), first.isoformat(), _MOST_TRIPS))


def _visit_counts(journal: Journal, days: str) -> dict[str, int]:
    return _without_trash(
        journal,
        days,
        "SELECT count(*) FROM visit WHERE start >= day.value AND start < day.value || 'U'",
        "SELECT substr(start, 1, 10), count(*) FROM visit INDEXED BY visit_in_trash WHERE deleted_at IS NOT NULL",
    )


def _closed_counts(journal: Journal, days: str) -> dict[str, int]:
    return _without_trash(
        journal,
        days,
        "SELECT count(*) FROM step WHERE closed_at >= day.value AND closed_at < day.value || 'U'",
        "SELECT substr(closed_at, 1, 10), count(*) FROM step INDEXED BY step_in_trash "
        "WHERE deleted_at IS NOT NULL AND closed_at IS NOT NULL",
    )


def _open_counts(journal: Journal, days: str) -> dict[str, int]:
    query = """
        SELECT day.value, (SELECT count(*) FROM step INDEXED BY step_open
            WHERE due_on = day.value AND closed_at IS NULL AND deleted_at IS NULL) FROM json_each(?) AS day"""
    return dict(journal.rows(query, days))


def _without_trash(journal: Journal, days: str, every: str, trashed: str) -> dict[str, int]:
    """Count by day what does not lie in the trash: an index holds what stands on a day, another one what lies there."""
    counted = dict(journal.rows(f"SELECT day.value, ({every}) FROM json_each(?) AS day", days))
    for day, count in journal.rows(f"{trashed} GROUP BY 1"):
        if day in counted:
            counted[day] -= count
    return counted


def _counted(entries: Sequence[Entry]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for entry in entries:
        counted[entry.day] = counted.get(entry.day, 0) + 1
    return counted


def _time_of(start: str) -> str:
    return "" if start.endswith(NO_TIME) else start[11:16]


_ACCOUNT = "coalesce(nullif(account.short_name, ''), account.name, '')"
_CLOCKED = """
    SELECT id, raised_at, substr(CASE WHEN first_answered_at IS NULL THEN answer_by ELSE solve_by END, 1, 10) AS day
    FROM step INDEXED BY step_open
    WHERE due_on IS NULL AND kind IN ('request', 'complaint') AND closed_at IS NULL AND deleted_at IS NULL"""
_VISITS_COMING_BACK = f"""
    SELECT visit.id, start, minutes, channel, purpose, {_ACCOUNT}, zone, repeats, skipped_days
    FROM visit JOIN account ON account.id = account_id
    WHERE repeats <> '' AND state = 'planned' AND visit.deleted_at IS NULL AND start < ? ORDER BY start, visit.id"""
_STEPS_COMING_BACK = f"""
    SELECT step.id, due_on, kind, title, {_ACCOUNT}, owner_side, repeats, skipped_days
    FROM step LEFT JOIN account ON account.id = account_id
    WHERE repeats <> '' AND closed_at IS NULL AND step.deleted_at IS NULL AND due_on < ? ORDER BY due_on, step.id"""
_AHEAD = timedelta(days=370)
"""So far ahead it is said when something comes back; what is further away is not planned by anybody."""
_MOST_TRIPS = 500
_DAY_MINUTES = 24 * 60
_LONGEST, _MOST_LONG = timedelta(days=31), 500
"""So long a visit of several days is shown on, and so many of them are."""
"""No calendar shows more trips at once."""
