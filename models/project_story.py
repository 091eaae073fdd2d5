"""The whole story of a project: its months with their contacts and silences, its stages, and how its date moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from models import stages
from models.errors import NotFound
from models.journal import Journal
from models.row_class import row_class
from models.text.durations import whole_months


@row_class
class StoryMonth:
    """A calendar month, by its first day: how many contacts it had, and whether it passed without any.

    A contact is a held visit of any channel, a day on which a signature was tried for, or a contact about money. The
    first and the current month are not silent: they are not whole.
    """

    first: date
    contacts: int
    is_silent: bool


@row_class
class StageSpan:
    """The days a project was in a stage; `last` is the day of the next move, or the last day of the story."""

    stage: str
    first: date
    last: date
    is_current: bool

    @property
    def days(self) -> int:
        """How many days it was in the stage."""
        return (self.last - self.first).days

    @property
    def months(self) -> int:
        """The same in whole months, rounded; 0 is less than half a month."""
        return whole_months(self.days)


@row_class
class MonthSilence:
    """Whole months one after the other without a contact: the first of them, and how many."""

    first: date
    months: int


@dataclass(frozen=True, slots=True)
class Story:
    """A project from its first day that is known up to today, or to the day it was over.

    `meetings` counts the held visits by channel; `technical` are those at which somebody of a technical role was.
    `moves` is how often the expected date moved, `days_moved` by how many days in all (negative: earlier) to
    `expected_on`. `last_contact` is None before the first one, `next_visit` without a plan.
    `usual_days` is how long projects usually stay in the current stage, if the list of stages says so.
    """

    project_id: int
    first: date
    last: date
    is_over: bool
    months: tuple[StoryMonth, ...]
    spans: tuple[StageSpan, ...]
    silences: tuple[MonthSilence, ...]
    meetings: Mapping[str, int]
    technical: int
    attempts: int
    collections: int
    moves: int
    days_moved: int
    expected_on: date | None
    last_contact: date | None
    next_visit: date | None
    rhythm_days: int | None
    usual_days: int | None

    @property
    def met(self) -> int:
        """How many meetings there were, in any channel."""
        return sum(self.meetings.values())

    @property
    def silent_days(self) -> int | None:
        """How many days ago the last contact was, while the project runs; None before the first one."""
        return None if self.is_over or self.last_contact is None else (self.last - self.last_contact).days

    @property
    def is_quiet(self) -> bool:
        """Whether the last contact is longer ago than the rhythm of the pursuit allows."""
        days = self.silent_days
        return days is not None and self.rhythm_days is not None and days > self.rhythm_days

    @property
    def days_over_usual(self) -> int:
        """How many days longer than usual the current stage lasts; 0 while it does not."""
        if self.is_over or self.usual_days is None or not self.spans:
            return 0
        return max(self.spans[-1].days - self.usual_days, 0)


def read(journal: Journal, project_id: int) -> Story:
    """Return the story of a project; raises NotFound for one that is not there or lies in the trash."""
    found = journal.row(_PROJECT, project_id)
    if found is None:
        raise NotFound("There is no such project (it may lie in the trash).")
    stage, expected_on, closed_on, rhythm_days, created_at, first_on, expected_first, moves = found
    today = journal.clock.today()
    last = min(date.fromisoformat(closed_on), today) if closed_on else today
    visits = journal.rows(_VISITS, project_id, today.isoformat())
    attempts = _days(journal, _ATTEMPTS, project_id, today)
    collections = _days(journal, _COLLECTIONS, project_id, today)
    contacts = sorted([*(date.fromisoformat(row[0]) for row in visits), *attempts, *collections])
    first = min([journal.clock.day_of(created_at), date.fromisoformat(first_on), last, *contacts[:1]])
    months = _months(first, last, contacts)
    return Story(
        project_id,
        first,
        last,
        closed_on is not None,
        months,
        _spans(journal, project_id, stage, first, last),
        _silences(months),
        Counter(row[1] for row in visits),
        sum(row[2] for row in visits),
        len(attempts),
        len(collections),
        moves,
        _days_between(expected_first, expected_on),
        date.fromisoformat(expected_on) if expected_on else None,
        contacts[-1] if contacts else None,
        _next_visit(journal, project_id, today),
        rhythm_days,
        next((one.usual_days for one in stages.listing(journal) if one.name == stage), None),
    )


def _days(journal: Journal, query: str, project_id: int, today: date) -> list[date]:
    return [date.fromisoformat(row[0]) for row in journal.rows(query, project_id, today.isoformat())]


def _next_visit(journal: Journal, project_id: int, today: date) -> date | None:
    found = journal.row(_NEXT_VISIT, project_id, today.isoformat())
    return date.fromisoformat(found[0]) if found and found[0] else None


def _days_between(first: str | None, last: str | None) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days if first and last else 0


def _months(first: date, last: date, contacts: Sequence[date]) -> tuple[StoryMonth, ...]:
    counted = Counter((day.year, day.month) for day in contacts)
    found: list[StoryMonth] = []
    month = first.replace(day=1)
    while month <= last:
        after = _next(month)
        number = counted[month.year, month.month]
        is_whole = month >= first and after <= last
        found.append(StoryMonth(month, number, is_whole and not number))
        month = after
    return tuple(found)


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _silences(months: Sequence[StoryMonth]) -> tuple[MonthSilence, ...]:
    runs = ((silent, list(run)) for silent, run in groupby(months, key=lambda month: month.is_silent))
    return tuple(MonthSilence(run[0].first, len(run)) for silent, run in runs if silent)


def _spans(journal: Journal, project_id: int, stage: str, first: date, last: date) -> tuple[StageSpan, ...]:
    """Return the stages with their days; moves to the stage it was in already begin nothing new."""
    moves: list[tuple[str, date]] = []
    for name, day in journal.rows(_MOVES, project_id):
        if not moves or moves[-1][0] != name:
            moves.append((name, min(date.fromisoformat(day), last)))
    if not moves and stage:
        moves.append((stage, first))
    if not moves:
        return ()
    ends = [day for _, day in moves[1:]] + [last]
    return tuple(
        StageSpan(name, begun, max(end, begun), number == len(moves))
        for number, ((name, begun), end) in enumerate(zip(moves, ends, strict=True), start=1)
    )


_PROJECT = """
    SELECT stage, expected_on, closed_on, rhythm_days, created_at,
        min(coalesce((SELECT min(changed_on) FROM stage_change
                      WHERE project_id = ?1 AND deleted_at IS NULL), '9999-12-31'),
            coalesce((SELECT substr(min(start), 1, 10) FROM visit
                      WHERE project_id = ?1 AND deleted_at IS NULL), '9999-12-31')),
        (SELECT coalesce(from_on, to_on) FROM date_move WHERE project_id = ?1 AND milestone_id IS NULL
         AND deleted_at IS NULL ORDER BY noted_on, id LIMIT 1),
        (SELECT count(*) FROM date_move WHERE project_id = ?1 AND milestone_id IS NULL AND deleted_at IS NULL
         AND from_on IS NOT NULL AND to_on IS NOT NULL)
    FROM project WHERE id = ?1 AND deleted_at IS NULL"""

_VISITS = """
    SELECT substr(start, 1, 10), channel, EXISTS (
        SELECT 1 FROM visit_contact JOIN contact ON contact.id = contact_id
        WHERE visit_id = visit.id AND visit_contact.deleted_at IS NULL AND role_group = 'technical')
    FROM visit WHERE project_id = ?1 AND state = 'held' AND deleted_at IS NULL AND start < date(?2, '+1 day')"""

_NEXT_VISIT = """
    SELECT substr(min(start), 1, 10) FROM visit
    WHERE project_id = ?1 AND state = 'planned' AND start >= ?2 AND deleted_at IS NULL"""

_ATTEMPTS = """
    SELECT DISTINCT substr(tried_at, 1, 10) FROM signature JOIN signature_attempt ON signature_id = signature.id
    WHERE project_id = ?1 AND signature.deleted_at IS NULL AND signature_attempt.deleted_at IS NULL
    AND tried_at < date(?2, '+1 day')"""

_COLLECTIONS = """
    SELECT substr(contacted_at, 1, 10) FROM receivable JOIN collection ON receivable_id = receivable.id
    WHERE project_id = ?1 AND receivable.deleted_at IS NULL AND collection.deleted_at IS NULL
    AND contacted_at < date(?2, '+1 day')"""

_MOVES = """
    SELECT to_stage, changed_on FROM stage_change WHERE project_id = ? AND deleted_at IS NULL ORDER BY changed_on, id"""
