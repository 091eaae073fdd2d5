"""Who goes quiet: accounts and people past their rhythm, those who soon will be, and those whose silence is snoozed."""

from __future__ import annotations

from typing import Literal

from models.journal import Journal
from models.rhythm import AMBER_FROM, last_seen_sql, silent_sql, weight_sql
from models.row_class import row_class

SOON_DAYS = 7
"""So many days before its rhythm runs out an account is soon quiet; a short rhythm gives notice of a quarter of it."""

LATELY = 45
"""So many days back all visits are looked through for those who have a rhythm of their own."""

QuietState = Literal["over", "soon", "snoozed"]
STATES: tuple[QuietState, ...] = ("over", "soon", "snoozed")


@row_class
class QuietLine:
    """An account or a contact of the list.

    `days` since the last contact (a held visit of any channel: `last_visit_id`), `about` what it was about, or what
    came of it. For a contact `account_id` and `account` say where he or she works now (for one who left, where they
    met), for an account its own.
    `planned_visit_id` and `planned_on` (ISO) are the next visit that is planned, `snoozed_until` (ISO) and `reason`
    the snooze that stands. `in_state` is how many lines of the whole list are in the same state.
    """

    kind: Literal["account", "contact"]
    record_id: int
    name: str
    state: QuietState
    account_class: str | None
    rhythm_days: int
    days: int
    last_visit_id: int
    about: str
    account_id: int
    account: str
    planned_visit_id: int | None
    planned_on: str | None
    snoozed_until: str | None
    reason: str
    in_state: int

    @property
    def id(self) -> tuple[str, int]:
        """What tells this line from others."""
        return (self.kind, self.record_id)

    @property
    def days_over(self) -> int:
        """How many days the rhythm has run out, or less than 0 while there are days left."""
        return self.days - self.rhythm_days

    @property
    def is_amber(self) -> bool:
        """Whether the silence has lasted long enough to worry."""
        return self.state == "over" and self.days >= AMBER_FROM * self.rhythm_days


def read(journal: Journal, *, limit: int, offset: int = 0) -> list[QuietLine]:
    """Return a window of the list: those past their rhythm, then soon, then snoozed.

    In each those come first who matter most and are furthest over: the class of an account (the level of a contact)
    times the share of the rhythm that has passed.
    """
    query = f"""
        WITH every AS MATERIALIZED ({_every(journal)}),
        counted AS (SELECT {_COUNTS} FROM every),
        quiet AS (SELECT * FROM every AS quiet ORDER BY {_ORDER} LIMIT ?2 OFFSET ?3)
        SELECT quiet.kind, record_id, quiet.name, quiet.state, quiet.account_class, quiet.rhythm_days, days,
               last.id, {_ABOUT}, account.id, account.name, ahead.id, substr(ahead.start, 1, 10),
               until_on, coalesce(reason, ''), CASE quiet.state {_IN_STATE} END
        FROM quiet JOIN counted JOIN visit AS last ON last.id = coalesce(quiet.visit_id, ({_LAST_SEEN}))
        JOIN account ON account.id = coalesce(iif(quiet.kind = 'contact', ({_WORKS_AT}), NULL), last.account_id)
        LEFT JOIN visit AS ahead ON ahead.id = iif(quiet.kind = 'account', ({_NEXT_AT}), ({_NEXT_WITH}))
        ORDER BY {_ORDER}"""
    found = journal.rows(query, journal.clock.today().isoformat(), limit, offset)
    return [QuietLine(*row) for row in found]


def _every(journal: Journal) -> str:
    """Return, as SQL, all lines with their state and weight; ?1 is today. No account’s last visit is read yet."""
    return f"""
        SELECT *, CASE WHEN until_on IS NOT NULL THEN 'snoozed' WHEN days > rhythm_days THEN 'over' ELSE 'soon' END
                  AS state
        FROM (SELECT one.*, snooze.until_on, reason FROM (
                  SELECT 'account' AS kind, account_id AS record_id, name, account_class, rhythm_days, days,
                         NULL AS visit_id, seen, {weight_sql("account_class")} AS weight
                  FROM ({silent_sql(journal)})
                  UNION ALL SELECT * FROM ({_CONTACTS})) AS one
              LEFT JOIN ({_SNOOZES}) AS snooze ON snooze.record_id = one.record_id AND snooze.kind = one.kind
              WHERE days + min({SOON_DAYS}, rhythm_days / 4) >= rhythm_days) AS near
        WHERE days > rhythm_days OR NOT EXISTS (
            SELECT 1 FROM visit WHERE visit.id = iif(near.kind = 'account', ({_BEFORE_AT}), ({_BEFORE_WITH})))"""


_ORDER = """
    CASE quiet.state WHEN 'over' THEN 0 WHEN 'soon' THEN 1 ELSE 2 END, weight * days / quiet.rhythm_days DESC,
    quiet.name, record_id"""

_COUNTS = ", ".join(f"sum(state = '{state}') AS {state}" for state in STATES)
_IN_STATE = " ".join(f"WHEN '{state}' THEN counted.{state}" for state in STATES)

_LAST_SEEN = last_seen_sql("quiet.record_id", "quiet.seen")

_ABOUT = "iif(last.purpose <> '', last.purpose, replace(substr(last.summary, 1, 200), char(10), ' '))"

_SNOOZES = """
    SELECT iif(account_id IS NULL, 'contact', 'account') AS kind, coalesce(account_id, contact_id) AS record_id,
           max(until_on) AS until_on, reason
    FROM snooze WHERE until_on > ?1 AND deleted_at IS NULL GROUP BY 1, 2"""

# Whoever is met often was met of late: that spares reading through hundreds of visits of each one. The + keeps the
# engine from going through all meetings of a contact for each of those visits.
_CONTACTS = f"""
    WITH lately AS MATERIALIZED (
        SELECT contact_id, visit_id, max(start)
        FROM (SELECT id, start FROM visit WHERE start >= date(?1, '-{LATELY} days') AND start < date(?1, '+1 day')
              AND state = 'held' AND deleted_at IS NULL AND EXISTS (SELECT 1 FROM contact WHERE rhythm_days IS NOT NULL)
             ) AS visit CROSS JOIN visit_contact ON visit_id = visit.id
        WHERE deleted_at IS NULL AND +contact_id IN (SELECT id FROM contact WHERE rhythm_days IS NOT NULL)
        GROUP BY contact_id)
    SELECT 'contact', contact.id, contact.name, NULL, contact.rhythm_days,
           CAST(julianday(?1) - julianday(date(start)) AS INTEGER), visit.id, start,
           CASE level WHEN 'executive' THEN 3.0 WHEN 'manager' THEN 2.0 ELSE 1.0 END
    FROM contact LEFT JOIN lately ON lately.contact_id = contact.id JOIN visit ON visit.id = coalesce(lately.visit_id, (
        SELECT met.id FROM visit_contact JOIN visit AS met ON met.id = visit_id
        WHERE contact_id = contact.id AND visit_contact.deleted_at IS NULL AND met.deleted_at IS NULL
        AND met.state = 'held' AND met.start < date(?1, '+1 day') ORDER BY met.start DESC LIMIT 1))
    WHERE contact.rhythm_days IS NOT NULL AND contact.deleted_at IS NULL"""

_WORKS_AT = """
    SELECT place.id FROM contact_post AS post JOIN account AS place ON place.id = post.account_id
    WHERE post.contact_id = quiet.record_id AND post.deleted_at IS NULL AND place.deleted_at IS NULL
    AND coalesce(post.from_on, '') <= ?1 AND coalesce(post.until_on, '9') >= ?1
    ORDER BY place.id = last.account_id DESC, post.from_on DESC, post.id LIMIT 1"""

_AT = """
    SELECT id FROM visit WHERE account_id = {0}.record_id AND start >= ?1 AND state = 'planned'
    AND deleted_at IS NULL {1} ORDER BY start LIMIT 1"""
_WITH = """
    SELECT ahead.id FROM visit_contact JOIN visit AS ahead ON ahead.id = visit_id
    WHERE contact_id = {0}.record_id AND visit_contact.deleted_at IS NULL AND ahead.start >= ?1
    AND ahead.state = 'planned' AND ahead.deleted_at IS NULL {1} ORDER BY ahead.start LIMIT 1"""
# Who is to be seen before the rhythm runs out will not go quiet.
_BEFORE = "AND start < date(?1, '+' || (1 + near.rhythm_days - near.days) || ' days')"
_NEXT_AT, _BEFORE_AT = _AT.format("quiet", ""), _AT.format("near", _BEFORE)
_NEXT_WITH, _BEFORE_WITH = _WITH.format("quiet", ""), _WITH.format("near", _BEFORE)
