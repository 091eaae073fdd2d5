"""Visits that come back: the next one of a series, made when one was held, missed or cancelled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from models import participants
from models.changes import Operation, Value
from models.journal import Journal
from models.tables import Visit

if TYPE_CHECKING:
    from models.visits import VisitRow


def follow(journal: Journal, work: Operation, before: VisitRow | None, now: VisitRow) -> None:
    """Let the series of a visit follow what became of it; without a visit before, it is new.

    What is planned no more has a next one, on the first of its days that is not past, unless one is planned already;
    planned anew, it takes the next one back that nobody has touched. Another repetition counts for the planned one.
    """
    if not (now.repeats or (before and before.repeats)):
        return
    was_planned = before is not None and before.state == "planned"
    if now.state == "planned":
        if before is not None and not was_planned:
            _take_back(journal, work, now)
    elif was_planned or before is None or not before.repeats:
        _make_next(journal, work, now)
    elif now.repeats != before.repeats:
        for (visit_id,) in journal.rows(f"SELECT id FROM visit WHERE {_OTHERS} AND {_PLANNED}", series(now), now.id):
            work.update(Visit, visit_id, {"repeats": now.repeats, "skipped_days": ""})


def moved(before: VisitRow, stored: dict[str, Value], *, all_later: bool) -> dict[str, Value]:
    """Return what else changes on a planned visit of a series that moves: alone, or with all later ones."""
    start, repeats = str(stored.get("start", before.start)), str(stored.get("repeats", before.repeats))
    if not before.repeats or before.state != "planned" or (start, repeats) == (before.start, before.repeats):
        return {}
    from models import recurrence

    if recurrence.without_end(repeats) != recurrence.without_end(before.repeats):
        return {"skipped_days": ""}  # another repetition counts from the day on which this one stands
    if start == before.start:
        return {}
    if not all_later:
        return {"skipped_days": recurrence.with_moved(before.skipped_days, before.start, start)}
    nominal = recurrence.nominal_day(date.fromisoformat(before.start[:10]), before.skipped_days)
    return {"repeats": recurrence.moved(repeats, nominal, date.fromisoformat(start[:10])), "skipped_days": ""}


def series(visit: VisitRow) -> int:
    """Return the id of a visit's series: that of the first one."""
    return visit.series_id or visit.id


def after(journal: Journal, visit: VisitRow) -> dict[str, str] | None:
    """Return start, repetition and days left out of the one after a visit, or None when it was the last.

    It is on the first of its days that is not past, at the time at which the series mostly is.
    """
    from models import recurrence

    day, yesterday = date.fromisoformat(visit.start[:10]), journal.clock.today() - timedelta(days=1)
    found = recurrence.following(visit.repeats, day, visit.skipped_days, max(day, yesterday)) if visit.repeats else None
    if found is None:
        return None
    time = recurrence.regular_time(visit.skipped_days, visit.start)
    start = f"{found.day.isoformat()}{time}"
    return {"start": start, "repeats": found.repeats, "skipped_days": found.skipped_days}


_OTHERS = "series_id = ?1 AND id <> ?2 AND deleted_at IS NULL"
_PLANNED = "state = 'planned'"


def _make_next(journal: Journal, work: Operation, visit: VisitRow) -> None:
    if not visit.repeats:
        return
    query = f"SELECT 1 FROM visit WHERE {_OTHERS} AND ({_PLANNED} OR start > ?3) LIMIT 1"
    if journal.row(query, series(visit), visit.id, visit.start) is not None:
        return
    found = after(journal, visit)
    if found is None:
        return
    work.update(Visit, visit.id, {"series_id": series(visit)})
    made = work.insert(
        Visit,
        account_id=visit.account_id,
        project_id=visit.project_id,
        zone=visit.zone,
        minutes=visit.minutes,
        channel=visit.channel,
        place=visit.place,
        purpose=visit.purpose,
        state="planned",
        confidential=visit.confidential,
        tags=visit.tags,
        series_id=series(visit),
        **found,
    )
    participants.take_part(journal, work, made, participants.still_there(journal, visit.id))
    company = "SELECT colleague_id FROM visit_colleague WHERE visit_id = ? AND deleted_at IS NULL ORDER BY id"
    participants.accompany(work, made, [row[0] for row in journal.rows(company, visit.id)])


def _take_back(journal: Journal, work: Operation, visit: VisitRow) -> None:
    later = f"SELECT id FROM visit WHERE {_OTHERS} AND start > ?3"
    if journal.row(f"{later} AND NOT {_PLANNED} LIMIT 1", series(visit), visit.id, visit.start) is not None:
        return  # the planned one came of a later one, and only that can make it again
    for (visit_id,) in journal.rows(f"{later} AND {_PLANNED} AND revision = 1", series(visit), visit.id, visit.start):
        work.trash(Visit, visit_id)
