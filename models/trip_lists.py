"""The trips and events as a list, and one of them with its visits in their order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice

from models import trips, visits
from models.journal import Journal
from models.participants import names_at
from models.row_class import row_class
from models.text.folding import folded
from models.trips import TripRow
from models.visit_lists import VisitLine


@row_class
class TripLine:
    """A trip as the list shows it.

    `first` and `last` are its days (ISO), or those of its visits where it has none of its own, or ''. `held` and
    `planned` count its visits, `accounts` and `people` whom they lead to.
    """

    id: int
    name: str
    kind: str
    place: str
    first: str
    last: str
    held: int
    planned: int
    accounts: int
    people: int


@row_class
class TripPerson:
    """Somebody who was met on a trip, or will be, and in how many of its visits."""

    id: int
    name: str
    visits: int


@row_class
class TripSheet:
    """A trip with all its visits, the earliest first, and the people of them by name.

    `steps` counts what came of the visits and is still open, `step_ids` are these and what was closed today.
    """

    trip: TripRow
    line: TripLine
    visits: tuple[VisitLine, ...]
    people: tuple[TripPerson, ...]
    steps: int
    step_ids: tuple[int, ...]


def lines(journal: Journal, words: str = "", *, limit: int, offset: int = 0) -> list[TripLine]:
    """Return a window of the trips and events whose name or place holds all words, the latest first."""
    return _lines(journal, _found(journal, _LATEST_FIRST, (), words, limit, offset))


def choices(journal: Journal, day: str, words: str = "", *, limit: int) -> list[TripLine]:
    """Return the trips that a visit on a day (ISO) may belong to: those of that day first, then the latest."""
    return _lines(journal, _found(journal, _OF_DAY_FIRST, (day,), words, limit, 0))


def count(journal: Journal) -> int:
    """Return how many trips and events there are."""
    (found,) = journal.row("SELECT count(*) FROM trip WHERE deleted_at IS NULL") or (0,)
    return int(found)


def names(journal: Journal) -> list[tuple[int, str, str, str]]:
    """Return id, name, place and first day (ISO or '') of all trips and events, in any order."""
    return journal.rows(_NAMES_AND_DAYS)


def under_way(journal: Journal) -> list[TripLine]:
    """Return the trips and events that go on today, the one that began first before the others."""
    today = journal.clock.today().isoformat()
    return _lines(journal, [row[0] for row in journal.rows(_UNDER_WAY, today)])


def _found(journal: Journal, order: str, given: Sequence[str], words: str, limit: int, offset: int) -> list[int]:
    """Return the ids of a window of the trips in an order; only where words are looked for all names are read."""
    wanted = folded(words).split()
    if not wanted:
        return [row[0] for row in journal.rows(f"{_NAMES} {order} LIMIT ? OFFSET ?", *given, limit, offset)]
    every = journal.rows(f"{_NAMES} {order}", *given)
    fitting = (row[0] for row in every if all(word in folded(f"{row[1]} {row[2]}") for word in wanted))
    return list(islice(fitting, offset, offset + limit))


def _lines(journal: Journal, trip_ids: Sequence[int]) -> list[TripLine]:
    return [TripLine(*row) for row in journal.rows(_LINES, json.dumps(list(trip_ids)))]


def sheet(journal: Journal, trip_id: int) -> TripSheet:
    """Return a trip with its visits; raises NotFound for one that is not there or lies in the trash."""
    trip = trips.get(journal, trip_id)
    (line,) = _lines(journal, [trip_id])
    found = journal.rows(_VISITS, trip_id)
    people = names_at(journal, [row[0] for row in found])
    visits = tuple(VisitLine(*row, people=people.get(row[0], ())) for row in found)
    met = tuple(TripPerson(*row) for row in journal.rows(_PEOPLE, trip_id))
    steps = journal.rows(_STEPS, trip_id, journal.clock.today().isoformat())
    opened = sum(is_open for _, is_open in steps)
    return TripSheet(trip, line, visits, met, opened, tuple(step_id for step_id, _ in steps))


def days_of(journal: Journal, trip_id: int) -> tuple[str, str] | None:
    """Return the first and the last day (ISO) of a trip and of all its visits, or None where there is no day."""
    trip = trips.get(journal, trip_id)
    found = journal.row(_DAYS_OF_VISITS, trip_id) or (None, None)
    days = sorted(day for day in (trip.start_on, trip.end_on, *found) if day)
    return (days[0], days[-1]) if days else None


def near(journal: Journal, trip_id: int) -> list[VisitLine]:
    """Return the visits that may belong to a trip and belong to none, the earliest first.

    They lie within its days and a week around them; without days of its own, the latest ones are meant.
    """
    trip = trips.get(journal, trip_id)
    first, last = trip.start_on or "", trip.end_on or trip.start_on or ""
    found = journal.rows(_NEAR if first else _LATEST, first, last, MOST_NEAR)
    people = names_at(journal, [row[0] for row in found])
    return sorted(
        (VisitLine(*row, people=people.get(row[0], ())) for row in found), key=lambda visit: (visit.start, visit.id)
    )


def around(journal: Journal, visit_id: int) -> list[VisitLine]:
    """Return a visit, and those of a week around it that belong to no trip, the earliest first."""
    day = visits.get(journal, visit_id).start[:10]
    found = journal.rows(_AROUND, day, day, MOST_NEAR, visit_id)
    people = names_at(journal, [row[0] for row in found])
    lines = [VisitLine(*row, people=people.get(row[0], ())) for row in found]
    return sorted(lines, key=lambda visit: (visit.start, visit.id))


MOST_NEAR = 200
"""So many visits are offered for a trip at most."""

_FIRST = """
    coalesce(start_on, (SELECT substr(min(start), 1, 10) FROM visit
                        WHERE trip_id = trip.id AND visit.deleted_at IS NULL), '')"""
_LAST = """
    coalesce(end_on, start_on, (SELECT substr(max(start), 1, 10) FROM visit
                                WHERE trip_id = trip.id AND visit.deleted_at IS NULL), '')"""

_NAMES = "SELECT id, name, place FROM trip WHERE deleted_at IS NULL"
_NAMES_AND_DAYS = f"SELECT id, name, place, {_FIRST} FROM trip WHERE deleted_at IS NULL"
_LATEST_FIRST = f"ORDER BY {_FIRST} DESC, id DESC"
_OF_DAY_FIRST = f"ORDER BY ? BETWEEN {_FIRST} AND {_LAST} DESC, {_FIRST} DESC, id DESC"

_UNDER_WAY = """
    SELECT id FROM trip INDEXED BY trip_last_day
    WHERE coalesce(end_on, start_on) >= ?1 AND start_on <= ?1 AND deleted_at IS NULL ORDER BY start_on, id"""

_LINES = f"""
    SELECT trip.id, name, kind, trip.place, {_FIRST}, {_LAST},
        coalesce(sum(visit.state = 'held'), 0), coalesce(sum(visit.state = 'planned'), 0),
        count(DISTINCT visit.account_id),
        (SELECT count(DISTINCT contact_id) FROM visit AS one JOIN visit_contact ON visit_id = one.id
         WHERE one.trip_id = trip.id AND one.deleted_at IS NULL AND visit_contact.deleted_at IS NULL)
    FROM json_each(?) AS wanted JOIN trip ON trip.id = wanted.value
    LEFT JOIN visit ON visit.trip_id = trip.id AND visit.deleted_at IS NULL
    WHERE trip.deleted_at IS NULL GROUP BY trip.id ORDER BY wanted.key"""

_VISIT = """
    SELECT visit.id, start, state, channel, account_id, account.name, purpose, summary, confidential
    FROM visit JOIN account ON account.id = account_id"""

_VISITS = f"""{_VISIT}
    WHERE trip_id = ? AND visit.deleted_at IS NULL ORDER BY start, visit.id"""

_DAYS_OF_VISITS = """
    SELECT substr(min(start), 1, 10), substr(max(start), 1, 10) FROM visit
    WHERE trip_id = ? AND deleted_at IS NULL"""

_PEOPLE = """
    SELECT contact.id, contact.name, count(*) FROM visit
    JOIN visit_contact AS met ON met.visit_id = visit.id JOIN contact ON contact.id = met.contact_id
    WHERE trip_id = ? AND visit.deleted_at IS NULL AND met.deleted_at IS NULL AND contact.deleted_at IS NULL
    GROUP BY contact.id ORDER BY contact.name, contact.id"""

_STEPS = """
    SELECT id, closed_at IS NULL FROM step WHERE deleted_at IS NULL AND (closed_at IS NULL OR closed_at >= ?2)
    AND visit_id IN (SELECT id FROM visit WHERE trip_id = ?1 AND deleted_at IS NULL) ORDER BY id"""

_NEAR = f"""{_VISIT}
    WHERE trip_id IS NULL AND visit.deleted_at IS NULL AND start >= date(?1, '-7 days') AND start < date(?2, '+8 days')
    ORDER BY start, visit.id LIMIT ?3"""

_AROUND = f"""{_VISIT}
    WHERE visit.deleted_at IS NULL
    AND (visit.id = ?4 OR trip_id IS NULL AND start >= date(?1, '-7 days') AND start < date(?2, '+8 days'))
    ORDER BY visit.id = ?4 DESC, start, visit.id LIMIT ?3"""

_LATEST = f"""{_VISIT}
    WHERE trip_id IS NULL AND visit.deleted_at IS NULL AND ?1 = '' AND ?2 = ''
    ORDER BY start DESC, visit.id DESC LIMIT ?3"""
