"""Reminders: what is to be told now, told once, put off or settled.

What there is to remind of follows from the records (`reminder_sources`); the journal keeps only which of it was told,
put off or settled. To tell is to claim: whichever window writes first that a reminder was told is the one that tells
it, so that neither a second window nor a night's sleep of the computer makes two of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from models.clock import wall_of
from models.errors import InvalidValue
from models.journal import Journal
from models.reminder_choices import choices
from models.reminder_sources import MOST, Source, sources
from models.text.clean import clean_line

_KEPT_DAYS = 90
"""So long what was told of records that remind no more is remembered."""
_EARLIEST = time(9)
"""The hour of a day to which something is put off of which no hour was said."""
_STATE = "SELECT shown_at IS NOT NULL, coalesce(snoozed_until, ''), settled FROM reminder WHERE {} "
_KEY = "kind = ? AND record_id = ? AND at = ?"


def pending(journal: Journal) -> list[Source]:
    """Return what was told and is neither put off nor settled, the latest first."""
    now = _now(journal)
    found = []
    for source in sources(journal, choices(journal), now):
        state = _state(journal, source)
        if state is not None and state == (1, "", 0):
            found.append(source)
    return sorted(found, key=lambda source: (source.at, source.record_id), reverse=True)


def claim(journal: Journal) -> list[Source]:
    """Return what is to be told now, and note that it was told; nothing from a journal open for reading only.

    What was told before comes back only when it was put off until now. Raises JournalBusy when another program is
    writing; nothing was noted then.
    """
    if journal.read_only:
        return []
    now = _now(journal)
    standing = list(sources(journal, choices(journal), now))
    new = [source for source in standing if _is_due(_state(journal, source), now)]
    if not new:
        return []
    with journal.unlogged_transaction():
        told = [source for source in new if _note_told(journal, source, now)]
        if len(standing) < MOST:  # else some that still stand are not among those that were looked at
            _forget_old(journal, standing, now)
    return sorted(told, key=lambda source: (source.at, source.record_id))


def snooze(journal: Journal, reminders: Iterable[Source], until: str) -> None:
    """Put reminders off until a time on the wall. Raises InvalidValue for one that has passed."""
    if until <= journal.clock.wall():
        raise InvalidValue("{time} has passed. Choose a later time.", time=until.replace("T", " "))
    with journal.unlogged_transaction():
        for reminder in reminders:
            _write(journal, reminder, "snoozed_until = ?", until)


def settle(journal: Journal, reminders: Iterable[Source]) -> None:
    """Be done with reminders: they don't come back. What they are about stays as it is."""
    with journal.unlogged_transaction():
        for reminder in reminders:
            _write(journal, reminder, "settled = 1")


def snooze_time(text: str, now: datetime) -> str:
    """Return the time on the wall that words mean: '10 min', '1小时后', 'tomorrow', '15:30', '下周三 10:00'.

    A day without a time means its morning, a time that has passed the same time tomorrow. Raises InvalidValue for
    words that mean no time to come.
    """
    from models.text.durations import read_minutes
    from models.text.moments import read_moment

    said = clean_line(text)
    plain = said.lower().removeprefix("in ").removesuffix("以后").removesuffix("之后").removesuffix("后")
    if not said:
        raise InvalidValue("Write until when: 10 min, 1 h, tomorrow, Tue 10:00.")
    try:
        moment = read_moment(said, now.date(), forward=True)
    except InvalidValue:
        moment = None
    if moment is None:
        minutes = read_minutes(plain)
        return wall_of(now + timedelta(minutes=minutes or 0))
    until = datetime.combine(moment.day, moment.at or _EARLIEST)
    if until <= now and moment.day == now.date() and moment.at is not None:
        until += timedelta(days=1)
    if until <= now:
        raise InvalidValue("“{text}” has passed. Choose a later time.", text=said)
    return wall_of(until)


def _now(journal: Journal) -> datetime:
    return datetime.fromisoformat(journal.clock.wall())


def _state(journal: Journal, source: Source) -> tuple[int, str, int] | None:
    found = journal.row(_STATE.format(_KEY), source.kind, source.record_id, source.at)
    return (found[0], found[1], found[2]) if found else None


def _is_due(state: tuple[int, str, int] | None, now: datetime) -> bool:
    if state is None:
        return True
    shown, snoozed_until, settled = state
    return not settled and (not shown or "" < snoozed_until <= wall_of(now))


def _note_told(journal: Journal, source: Source, now: datetime) -> bool:
    """Note that a reminder was told, and return whether that is so; another window may have been first."""
    if not _is_due(_state(journal, source), now):  # looked at again, as nobody else writes now
        return False
    _write(journal, source, "shown_at = ?, snoozed_until = NULL", journal.stamp())
    return True


def _write(journal: Journal, source: Source, change: str, *values: str) -> None:
    journal.connection.execute(
        "INSERT INTO reminder (id, kind, record_id, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (journal.ids.next(), source.kind, source.record_id, source.at),
    )
    journal.connection.execute(
        f"UPDATE reminder SET {change} WHERE {_KEY}", (*values, source.kind, source.record_id, source.at)
    )


def _forget_old(journal: Journal, standing: Sequence[Source], now: datetime) -> None:
    """Forget what was told long ago, except of what would otherwise be told again."""
    before = wall_of(now - timedelta(days=_KEPT_DAYS))
    kept = {(source.kind, source.record_id, source.at) for source in standing}
    old = journal.rows("SELECT id, kind, record_id, at FROM reminder WHERE at < ?", before)
    for reminder_id, *key in old:
        if tuple(key) not in kept:
            journal.connection.execute("DELETE FROM reminder WHERE id = ?", (reminder_id,))
