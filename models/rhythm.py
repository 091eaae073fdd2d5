"""The rhythm in which customers are seen, and the accounts that go quiet: not seen for longer than theirs."""

from __future__ import annotations

from datetime import date
from typing import Literal

from models import values
from models.account_classes import class_days
from models.changes import Changes
from models.errors import InvalidValue
from models.journal import Journal
from models.row_class import row_class
from models.tables import Account, Contact, Record, Snooze, table_name
from models.text.language import Label

AMBER_FROM = 1.5
"""How many rhythms without a visit turn the days amber."""

RhythmSource = Literal["own", "above", "class", "none"]
"""Where an account has its rhythm from: itself, an account above it, its class, or it has none."""


@row_class
class Rhythm:
    """The days between two contacts with an account, or None; `name` is that of the account above, or the class."""

    days: int | None
    source: RhythmSource
    name: str = ""


@row_class
class QuietAccount:
    """An account beyond its rhythm.

    `days` since it was last seen, `person` and `title` who was met then (empty when nobody was named), `topic` what
    it was about, `planned_visit_id` and `planned_on` (ISO) the next visit that is planned, or None.
    """

    id: int
    name: str
    days: int
    rhythm_days: int
    last_visit_id: int
    person: str
    title: str
    topic: str
    planned_visit_id: int | None
    planned_on: str | None

    @property
    def is_amber(self) -> bool:
        """Whether the silence has lasted long enough to worry."""
        return self.days >= AMBER_FROM * self.rhythm_days


def of_account(journal: Journal, account_id: int) -> Rhythm:
    """Return the rhythm of an account: its own, or if it inherits one the nearest above it, or else of its class."""
    query = "SELECT rhythm_days, rhythm_inherited, parent_id, account_class FROM account WHERE id = ?"
    days, inherits, parent_id, account_class = journal.row(query, account_id) or (None, 0, None, None)
    if days is not None:
        return Rhythm(days, "own")
    return inherited(journal, parent_id, account_class) if inherits else Rhythm(None, "none")


def inherited(journal: Journal, parent_id: int | None, account_class: str | None) -> Rhythm:
    """Return the rhythm that an account below another one inherits from there, or else from its class."""
    found = journal.row(f"{_above('?', 'account')} SELECT days, name FROM above WHERE days IS NOT NULL", parent_id)
    if found is not None:
        return Rhythm(found[0], "above", found[1])
    if account_class is None:
        return Rhythm(None, "none")
    return Rhythm(class_days(journal)[account_class], "class", account_class)


def days_sql(of_class: str, table: str = "account") -> str:
    """Return, as SQL, the days of the rhythm that an account of a table (or of a view of it) has, or NULL.

    `of_class` gives the days of its class, as SQL too.
    """
    above = f"({_above(f'{table}.parent_id', table)} SELECT days FROM above WHERE days IS NOT NULL)"
    return f"coalesce({table}.rhythm_days, iif({table}.rhythm_inherited, coalesce({above}, {of_class}), NULL))"


def days_of_class_sql(journal: Journal) -> str:
    """Return, as SQL, the days that the class of an account stands for."""
    days = " ".join(f"WHEN '{name}' THEN {days}" for name, days in class_days(journal).items())
    return f"CASE account_class {days} END"


def _above(parent: str, table: str) -> str:
    """Return the walk up from a parent, as SQL; it ends at the first account with a rhythm of its own."""
    return f"""
        WITH RECURSIVE above(days, name, parent_id, height) AS (
            SELECT rhythm_days, name, parent_id, 1 FROM {table} AS one WHERE one.id = {parent}
            UNION ALL
            SELECT one.rhythm_days, one.name, one.parent_id, height + 1
            FROM above JOIN {table} AS one ON one.id = above.parent_id WHERE days IS NULL AND height < 100)"""


def weight_sql(account_class: str) -> str:
    """Return, as SQL, how much an account of a class counts: an A three times, a B twice as much as any other."""
    return f"CASE {account_class} WHEN 'A' THEN 3.0 WHEN 'B' THEN 2.0 ELSE 1.0 END"


def silent_sql(journal: Journal) -> str:
    """Return, as SQL, all accounts that have a rhythm and were seen: `seen` at last until the day ?1, the days since.

    A visit of any channel counts, if it was held.
    """
    # The limit is none; without it the engine asks anew for the rhythm and the last visit wherever one is compared.
    return f"""
        WITH of_rhythm AS (
            SELECT id AS account_id, name, account_class, {days_sql(days_of_class_sql(journal))} AS rhythm_days,
                   (SELECT start FROM visit WHERE account_id = account.id AND state = 'held' AND deleted_at IS NULL
                    AND start < date(?1, '+1 day') ORDER BY start DESC LIMIT 1) AS seen
            FROM account WHERE deleted_at IS NULL LIMIT -1)
        SELECT account_id, name, account_class, rhythm_days, seen,
               CAST(julianday(?1) - julianday(substr(seen, 1, 10)) AS INTEGER) AS days
        FROM of_rhythm WHERE rhythm_days IS NOT NULL AND seen IS NOT NULL"""


def last_seen_sql(account_id: str, seen: str) -> str:
    """Return, as SQL, the id of the visit at which an account was seen at last; of several, the one written last."""
    return f"""
        SELECT max(id) FROM visit WHERE account_id = {account_id} AND start = {seen} AND state = 'held'
        AND deleted_at IS NULL"""


def _quiet(journal: Journal) -> str:
    return f"""
        SELECT * FROM ({silent_sql(journal)}) WHERE days > rhythm_days AND account_id NOT IN (
            SELECT account_id FROM snooze WHERE until_on > ?1 AND account_id IS NOT NULL AND deleted_at IS NULL)"""


_LAST_SEEN = last_seen_sql("quiet.account_id", "quiet.seen")

_LAST_MET = "SELECT min(id) FROM visit_contact WHERE visit_id = last.id AND deleted_at IS NULL"

_NEXT = """
    SELECT id FROM visit WHERE account_id = quiet.account_id AND start >= ?1 AND state = 'planned'
    AND deleted_at IS NULL ORDER BY start LIMIT 1"""

_BY_WEIGHT = f"{weight_sql('quiet.account_class')} * quiet.days / quiet.rhythm_days DESC"


def going_quiet(journal: Journal, *, limit: int = 5) -> list[QuietAccount]:
    """Return accounts not seen for longer than their rhythm, those that matter most and are furthest over it first.

    One without a rhythm never counts as quiet, one that was never visited has no silence yet, and one whose silence
    is snoozed is not named.
    """
    return most_quiet(journal, limit)[0]


def most_quiet(journal: Journal, limit: int) -> tuple[list[QuietAccount], int]:
    """Return the first of the accounts that go quiet, as `going_quiet` does, and how many there are in all."""
    query = f"""
        WITH every AS MATERIALIZED ({_quiet(journal)}),
        quiet AS (SELECT * FROM every AS quiet ORDER BY {_BY_WEIGHT}, quiet.name, quiet.account_id LIMIT ?2)
        SELECT (SELECT count(*) FROM every), quiet.account_id, quiet.name, quiet.days, quiet.rhythm_days, last.id,
               coalesce(contact.name, ''), coalesce(contact_post.title, ''), last.purpose, ahead.id,
               substr(ahead.start, 1, 10)
        FROM quiet JOIN visit AS last ON last.id = ({_LAST_SEEN})
        LEFT JOIN visit_contact ON visit_contact.id = ({_LAST_MET})
        LEFT JOIN contact ON contact.id = visit_contact.contact_id
        LEFT JOIN contact_post ON contact_post.id = contact_post_id
        LEFT JOIN visit AS ahead ON ahead.id = ({_NEXT})
        ORDER BY {_BY_WEIGHT}, quiet.name, quiet.account_id"""
    found = journal.rows(query, journal.clock.today().isoformat(), limit)
    return [QuietAccount(*row[1:]) for row in found], int(found[0][0]) if found else 0


def snooze(journal: Journal, account_id: int, until_on: date | str, *, reason: str) -> Changes:
    """Do not name the silence of an account before a day, for a reason; that takes the place of an earlier snooze.

    Raises InvalidValue without a reason, and for a day that has come already.
    """
    return _snooze(journal, Account, account_id, until_on, reason)


def snooze_contact(journal: Journal, contact_id: int, until_on: date | str, *, reason: str) -> Changes:
    """Do not name the silence of a contact before a day, for a reason; as `snooze` does for an account."""
    return _snooze(journal, Contact, contact_id, until_on, reason)


def wake(journal: Journal, account_id: int) -> Changes:
    """End the snooze of an account."""
    return _wake(journal, Account, account_id)


def wake_contact(journal: Journal, contact_id: int) -> Changes:
    """End the snooze of a contact."""
    return _wake(journal, Contact, contact_id)


_until_rule = values.required(Label("end of the snooze"), values.day(Label("end of the snooze")))
_reason_rule = values.line(Label("reason"), 2000, required=True)


def _snooze(journal: Journal, table: type[Record], record_id: int, until_on: date | str, reason: str) -> Changes:
    stored = {"until_on": _until_rule(until_on), "reason": _reason_rule(reason)}
    if str(stored["until_on"]) <= journal.clock.today().isoformat():
        raise InvalidValue("A snooze ends after today. Choose a later day.")
    column = f"{table_name(table)}_id"
    query = f"SELECT id FROM snooze WHERE {column} = ? AND deleted_at IS NULL ORDER BY id DESC"
    with journal.operation("rhythm.snooze", subject=str(stored["reason"])) as work:
        work.require_live(table, record_id)
        found = journal.row(query, record_id)
        if found is not None:
            work.update(Snooze, found[0], stored)
        else:
            work.insert(Snooze, **{column: record_id}, **stored)
        return work.done(record_id)


def _wake(journal: Journal, table: type[Record], record_id: int) -> Changes:
    with journal.operation("rhythm.wake") as work:
        work.trash_where(Snooze, f"{table_name(table)}_id = ?", record_id)
        return work.done(record_id)
