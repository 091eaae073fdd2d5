"""The meetings that come back with an account: when they were held last, which were missed, when the next one is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from models import next_visits, participants, recurrence, visits
from models.changes import Changes
from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class
from models.tables import Visit

LOOKED_BACK = 366
"""Days; what was missed before that is history."""


@row_class
class MissedMeeting:
    """A day (ISO) on which a meeting was missed; without a visit nobody had even planned it any more."""

    day: str
    visit_id: int | None


@row_class
class MeetingSeries:
    """A meeting that comes back: the visit that is planned next, and what became of those before it.

    `level` is the highest of those who take part ('' if nobody's is known), `last_held` the day (ISO) it was held
    last, or ''. `held` and `missed` go back a year, the missed ones from the oldest to the newest.
    """

    series_id: int
    visit_id: int
    start: str
    account_id: int
    account: str
    purpose: str
    channel: str
    repeats: str
    level: str
    last_held: str
    held: int
    missed: tuple[MissedMeeting, ...]


@row_class
class _Member:
    id: int
    series_id: int
    start: str
    state: str
    repeats: str
    skipped_days: str
    created_at: str

    def day(self) -> date:
        return date.fromisoformat(self.start[:10])


def of_accounts(journal: Journal, account_ids: Sequence[int]) -> list[MeetingSeries]:
    """Return the meetings with some accounts that come back, the next one first; those that ended are none."""
    # Without its index every visit with the accounts would be read.
    planned = _PLANNED.format(index="INDEXED BY visit_repeating")
    query = f"{planned} AND visit.account_id IN (SELECT value FROM json_each(?)) ORDER BY start, visit.id"
    return _series(journal, journal.rows(query, json.dumps(list(account_ids))))


def of_visit(journal: Journal, visit_id: int) -> MeetingSeries | None:
    """Return the series that a visit belongs to, or None for one that belongs to none or whose series has ended."""
    same = "(SELECT coalesce(series_id, id) FROM visit WHERE id = ?)"
    planned = f"{_PLANNED.format(index='')} AND (series_id = {same} OR visit.id = ?) ORDER BY start LIMIT 1"
    found = _series(journal, journal.rows(planned, visit_id, visit_id))
    return found[0] if found else None


def skip(journal: Journal, visit_id: int) -> Changes:
    """Let a planned visit of a series be on its next day instead, with all that was prepared for it.

    Raises InvalidValue for one that is not planned or was the last.
    """
    visit = visits.get(journal, visit_id)
    found = next_visits.after(journal, visit) if visit.state == "planned" else None
    if found is None:
        raise InvalidValue("This visit doesn’t come back. Delete it, or mark it as cancelled.")
    with journal.operation("visits.skip", subject=visit.purpose) as work:
        work.update(Visit, visit_id, found, revision=visit.revision)
        participants.follow(journal, work, visit_id)
        return work.done(visit_id)


_PLANNED = """
    SELECT coalesce(series_id, visit.id), visit.id, start, account_id, account.name, purpose, channel, repeats
    FROM visit {index} JOIN account ON account.id = account_id
    WHERE state = 'planned' AND repeats <> '' AND visit.deleted_at IS NULL"""

_MEMBERS = """
    SELECT id, coalesce(series_id, id), start, state, repeats, skipped_days, created_at FROM visit
    WHERE (series_id IN (SELECT value FROM json_each(?1)) OR id IN (SELECT value FROM json_each(?1)))
    AND start >= ?2 AND deleted_at IS NULL ORDER BY start, id"""

_LAST_HELD = """
    SELECT max(start) FROM visit WHERE series_id = ? AND state = 'held' AND deleted_at IS NULL"""

_LEVELS = """
    SELECT visit_id, min(CASE level WHEN 'executive' THEN 0 WHEN 'manager' THEN 1 ELSE 2 END)
    FROM visit_contact JOIN contact ON contact.id = contact_id
    WHERE visit_id IN (SELECT value FROM json_each(?)) AND level IS NOT NULL
    AND visit_contact.deleted_at IS NULL AND contact.deleted_at IS NULL GROUP BY visit_id"""


def _series(journal: Journal, planned: Sequence[tuple[Any, ...]]) -> list[MeetingSeries]:
    members: dict[int, list[_Member]] = {}
    since = (journal.clock.today() - timedelta(days=LOOKED_BACK)).isoformat()
    for row in journal.rows(_MEMBERS, json.dumps([row[0] for row in planned]), since):
        members.setdefault(row[1], []).append(_Member(*row))
    levels = dict(journal.rows(_LEVELS, json.dumps([row[1] for row in planned])))
    made: dict[int, MeetingSeries] = {}
    for series_id, visit_id, start, account_id, account, purpose, channel, repeats in planned:
        known = members.get(series_id, [])
        held = [one for one in known if one.state == "held"]
        last_held = held[-1].start if held else (journal.row(_LAST_HELD, series_id) or ("",))[0]
        found = MeetingSeries(
            series_id=series_id,
            visit_id=visit_id,
            start=start,
            account_id=account_id,
            account=account,
            purpose=purpose,
            channel=channel,
            repeats=repeats,
            level=_LEVEL_NAMES[levels[visit_id]] if visit_id in levels else "",
            last_held=(last_held or "")[:10],
            held=len(held),
            missed=tuple(one for one in _missed(journal, known) if one.day >= since),
        )
        made.setdefault(series_id, found)
    return list(made.values())


_LEVEL_NAMES = ("executive", "manager", "specialist")


def _missed(journal: Journal, members: Sequence[_Member]) -> Iterable[MissedMeeting]:
    """Yield what was missed: visits that somebody marked so, and days on which there was none.

    A planned one counts when the next one is due: until then it may just not be written up.
    """
    today = journal.clock.today()
    for one, later in pairwise((*members, None)):
        assert one is not None
        before = today + timedelta(days=1) if later is None else _made_on(journal, later)
        without = recurrence.days_left_out(later.skipped_days) if later else frozenset()
        is_gap = bool(one.repeats) and before > one.day() + timedelta(days=1)
        days = _passed(one, before) if is_gap else []
        due = days.pop() if days and later is None else None  # the last of them is the one to hold now
        if one.state == "missed" or (one.state == "planned" and (due or (later and later.day() <= today))):
            yield MissedMeeting(one.start[:10], one.id)
        if later is not None or one.state == "planned":
            yield from (MissedMeeting(day.isoformat(), None) for day in days if day not in without)


def _passed(member: _Member, before: date) -> list[date]:
    try:
        return recurrence.passed(member.repeats, member.day(), member.skipped_days, before)
    except InvalidValue:  # a rule of another program: nobody can say what it would have wanted
        return []


def _made_on(journal: Journal, member: _Member) -> date:
    """Return the day on which a visit was planned: those of its series that had gone by until then were missed."""
    made = journal.clock.day_of(member.created_at)
    return min(made, member.day())
