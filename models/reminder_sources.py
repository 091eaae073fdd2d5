"""What a journal has to remind of at a moment, worked out from its records: what is done reminds no more.

Moments are times on the wall of this computer. When daylight saving sets the clock back, an hour comes twice; what was
told in the first is not told again in the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.clock import NO_TIME, wall_of
from models.journal import Journal
from models.reminder_choices import ReminderChoices
from models.row_class import row_class

MOST = 200
"""So many of each kind are reminded of at most; whoever has more reads the lists of the day."""
DAY = 0
"""The id in the reminder of the day's list, which is about no single record."""

_ANSWERS_BACK = timedelta(days=3)
_BIRTHDAYS_BACK = 3
"""How long what was missed is still worth a word: an answer, a birthday (in days)."""
_FARTHEST_ZONE = timedelta(hours=27)
"""Two walls are never farther apart."""
_USUAL_LENGTH = 60
_ON_CONFIDENTIAL = "EXISTS (SELECT 1 FROM visit WHERE visit.id = visit_id AND confidential = 1)"


@row_class
class Source:
    """One thing to remind of: of which record, from when on, what it is, and since or until when.

    `what` is visit, answer, step, day, plan or birthday; `count` is how many steps the day's list has. What is
    confidential, and what hangs on a confidential visit, is for the window alone: whoever looks at the screen sees a
    notification.
    """

    kind: str
    record_id: int
    at: str
    what: str
    title: str = ""
    account: str = ""
    when: str = ""
    count: int = 0
    confidential: bool = False


def sources(journal: Journal, wanted: ReminderChoices, now: datetime) -> Iterator[Source]:
    """Yield what there is to remind of at a moment on the wall, settled or not."""
    if wanted.visit_minutes is not None:
        yield from _visits(journal, now, timedelta(minutes=wanted.visit_minutes))
    if wanted.answer_minutes is not None:
        yield from _answers(journal, now, timedelta(minutes=wanted.answer_minutes))
    yield from _steps(journal, now)
    if wanted.day_at is not None:
        yield from _of_the_day(journal, now, wanted.day_at)
        if wanted.birthdays:
            yield from _birthdays(journal, now, wanted.day_at)


def _visits(journal: Journal, now: datetime, before: timedelta) -> Iterator[Source]:
    query = f"""
        SELECT visit.id, start, zone, minutes, purpose, account.name, confidential
        FROM visit JOIN account ON account.id = account_id
        WHERE visit.deleted_at IS NULL AND state = 'planned' AND start >= ? AND start <= ?
          AND substr(start, -6) <> ? ORDER BY start, visit.id LIMIT {MOST}"""
    first, last = now - _FARTHEST_ZONE - timedelta(days=1), now + before + _FARTHEST_ZONE
    rows = journal.rows(query, wall_of(first), wall_of(last), NO_TIME)
    for visit_id, start, zone, minutes, purpose, account, confidential in rows:
        begins = _here(start, zone)
        ends = begins + timedelta(minutes=minutes or _USUAL_LENGTH)
        if begins - before <= now < ends:
            at, when = (wall_of(begins - before), wall_of(begins))
            yield Source("visit", visit_id, at, "visit", purpose, account, when, confidential=bool(confidential))


def _answers(journal: Journal, now: datetime, before: timedelta) -> Iterator[Source]:
    query = f"""
        SELECT step.id, answer_by, title, coalesce(account.name, ''), {_ON_CONFIDENTIAL}
        FROM step LEFT JOIN account ON account.id = account_id
        WHERE step.deleted_at IS NULL AND closed_at IS NULL AND kind IN ('request', 'complaint')
          AND first_answered_at IS NULL AND answer_by >= ? AND answer_by <= ?
        ORDER BY answer_by, step.id LIMIT {MOST}"""
    first, last = wall_of(now - _ANSWERS_BACK), wall_of(now + before)
    for step_id, answer_by, title, account, confidential in journal.rows(query, first, last):
        at = wall_of(datetime.fromisoformat(answer_by) - before)
        yield Source("step", step_id, at, "answer", title, account, answer_by, confidential=bool(confidential))


def _steps(journal: Journal, now: datetime) -> Iterator[Source]:
    query = f"""
        SELECT step.id, remind_at, title, coalesce(account.name, ''), coalesce(due_on, ''), {_ON_CONFIDENTIAL}
        FROM step LEFT JOIN account ON account.id = account_id
        WHERE step.deleted_at IS NULL AND closed_at IS NULL AND remind_at IS NOT NULL AND remind_at <= ?
        ORDER BY remind_at DESC, step.id LIMIT {MOST}"""
    # The newest: those told long ago, whose steps are still open, must not keep what comes up now from being told.
    for step_id, at, title, account, due_on, confidential in journal.rows(query, wall_of(now)):
        yield Source("step", step_id, at, "step", title, account, due_on, confidential=bool(confidential))


def _of_the_day(journal: Journal, now: datetime, hour: str) -> Iterator[Source]:
    """Yield the day's list and the plans to look at, once the hour has come."""
    today = now.date().isoformat()
    at = f"{today}T{hour}"
    if wall_of(now) < at:
        return
    query = "SELECT count(*) FROM step WHERE closed_at IS NULL AND deleted_at IS NULL AND due_on = ?"
    due = journal.row(query, today)
    if due and due[0]:
        yield Source("step", DAY, at, "day", count=due[0])
    query = f"""
        SELECT plan.id, goal, coalesce(account.name, '') FROM plan LEFT JOIN account ON account.id = account_id
        WHERE plan.deleted_at IS NULL AND closed_on IS NULL AND (target_on = ?1 OR check_in_on = ?1)
        ORDER BY plan.id LIMIT {MOST}"""
    for plan_id, goal, account in journal.rows(query, today):
        yield Source("plan", plan_id, at, "plan", goal, account, today)


def _birthdays(journal: Journal, now: datetime, hour: str) -> Iterator[Source]:
    query = f"""
        SELECT id, name FROM contact WHERE deleted_at IS NULL AND birthday <> '' AND substr(birthday, -5) = ?
        ORDER BY id LIMIT {MOST}"""
    for back in range(_BIRTHDAYS_BACK, -1, -1):
        day = now.date() - timedelta(days=back)
        at = f"{day.isoformat()}T{hour}"
        if at > wall_of(now):
            continue
        for words in _birthday_words(day):
            for contact_id, name in journal.rows(query, words):
                yield Source("contact", contact_id, at, "birthday", name, "", day.isoformat())


def _birthday_words(day: date) -> tuple[str, ...]:
    """Return how birthdays on a day are stored; who was born on 29 February is a day early in other years."""
    is_leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    return ("02-28", "02-29") if (day.month, day.day) == (2, 28) and not is_leap else (f"{day:%m-%d}",)


def _here(start: str, zone: str) -> datetime:
    """Return the time on the wall here for one on the wall of a zone; a zone that nobody knows is the one here."""
    begins = datetime.fromisoformat(start)
    try:
        there = ZoneInfo(zone) if zone else None
    except (ValueError, OSError, LookupError):
        there = None
    return begins.replace(tzinfo=there).astimezone().replace(tzinfo=None) if there else begins
