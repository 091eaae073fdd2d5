"""Version 3: promised answers and their history, plans with their order, repetition, rhythm, snoozes and reminders."""

from __future__ import annotations

import apsw

VERSION = 3

_STAMPS = "created_at TEXT NOT NULL, changed_at TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 1, deleted_at TEXT"


def _wall(name: str, required: bool = False) -> str:
    form = "'%Y-%m-%dT%H:%M'"
    return f"{name} TEXT {'NOT NULL ' if required else ''}CHECK ({name} IS NULL OR {name} IS strftime({form}, {name}))"


def _day(name: str, required: bool = False) -> str:
    return f"{name} TEXT {'NOT NULL ' if required else ''}CHECK ({name} IS NULL OR {name} IS date({name}))"


def _text(name: str, longest: int) -> str:
    return f"{name} TEXT NOT NULL DEFAULT '' CHECK (length({name}) <= {longest})"


def _link(name: str, table: str) -> str:
    return f"{name} INTEGER REFERENCES {table} (id)"


# What was answered, solved and taken up again stays when a request is reopened: the step itself holds the round that
# is running, its events hold all of them.
_TABLES = f"""
CREATE TABLE step_event (
    id INTEGER PRIMARY KEY,
    step_id INTEGER NOT NULL REFERENCES step (id),
    what TEXT NOT NULL CHECK (what IN ('answered', 'on_site', 'closed', 'reopened', 'escalated')),
    {_wall("at", required=True)},
    outcome TEXT CHECK (outcome IN ('done', 'kept', 'kept_late', 'broken', 'released')),
    {_text("note", 20_000)},
    {_link("colleague_id", "colleague")},
    {_link("contact_id", "contact")},
    {_STAMPS}
) STRICT;
CREATE TABLE plan_template (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    position INTEGER NOT NULL DEFAULT 0,
    {_text("goal", 500)},
    {_text("why", 20_000)},
    length_days INTEGER CHECK (length_days BETWEEN 1 AND 3660),
    steps TEXT NOT NULL DEFAULT '[]' CHECK (json_type(steps) IS 'array' AND length(steps) <= 200000),
    {_STAMPS}
) STRICT;
CREATE TABLE snooze (
    id INTEGER PRIMARY KEY,
    {_link("account_id", "account")},
    {_link("contact_id", "contact")},
    {_day("until_on", required=True)},
    {_text("reason", 2000)},
    {_STAMPS},
    CHECK ((account_id IS NULL) <> (contact_id IS NULL))
) STRICT;
CREATE TABLE reminder (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('visit', 'step', 'plan', 'contact')),
    record_id INTEGER NOT NULL,
    {_wall("at", required=True)},
    shown_at TEXT,
    {_wall("snoozed_until")},
    settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
    UNIQUE (kind, record_id, at)
) STRICT;
"""

_COLUMNS = (
    # By when the running round is to be answered, visited and solved: worked out once, in working time, so that lists
    # can be sorted by it.
    f"step ADD COLUMN {_wall('answer_by')}",
    f"step ADD COLUMN {_wall('on_site_by')}",
    f"step ADD COLUMN {_wall('solve_by')}",
    f"step ADD COLUMN {_link('after_id', 'step')}",
    "step ADD COLUMN series_id INTEGER",
    f"step ADD COLUMN {_text('skipped_days', 20_000)}",
    f"step ADD COLUMN {_wall('remind_at')}",
    f"step ADD COLUMN {_text('calendar_uid', 500)}",
    f"visit ADD COLUMN {_text('repeats', 1000)}",
    f"visit ADD COLUMN {_text('skipped_days', 20_000)}",
    f"visit ADD COLUMN {_link('plan_id', 'plan')}",
    f"visit ADD COLUMN {_text('calendar_uid', 500)}",
    "plan ADD COLUMN kind TEXT NOT NULL DEFAULT 'goal' CHECK (kind IN ('goal', 'outreach'))",
    f"plan ADD COLUMN {_day('first_target_on')}",
    "plan ADD COLUMN outcome TEXT CHECK (outcome IN ('reached', 'dropped'))",
    f"plan ADD COLUMN {_text('result', 20_000)}",
    "account ADD COLUMN rhythm_inherited INTEGER NOT NULL DEFAULT 0 CHECK (rhythm_inherited IN (0, 1))",
    "contact ADD COLUMN rhythm_days INTEGER CHECK (rhythm_days BETWEEN 1 AND 3660)",
)

_OPEN = "closed_at IS NULL AND deleted_at IS NULL"

_INDEXES = (
    "step_open ON step (due_on, owner_side, kind, raised_at, first_answered_at, answer_by, solve_by, account_id, "
    f"plan_id, closed_at) WHERE {_OPEN}",
    f"step_clock_running ON step (first_answered_at, raised_at) WHERE {_OPEN} AND kind IN ('request', 'complaint')",
    f"step_reminding ON step (remind_at) WHERE remind_at IS NOT NULL AND {_OPEN}",
    f"step_coming_back ON step (due_on) WHERE repeats <> '' AND {_OPEN}",
    "step_after ON step (after_id) WHERE after_id IS NOT NULL",
    "step_series ON step (series_id) WHERE series_id IS NOT NULL",
    "step_in_calendar ON step (calendar_uid) WHERE calendar_uid <> ''",
    "step_promised ON step (account_id, kind, outcome, deleted_at) "
    "WHERE kind IN ('promise', 'customer_promise') AND deleted_at IS NULL",
    "step_event_step ON step_event (step_id)",
    "step_event_colleague ON step_event (colleague_id) WHERE colleague_id IS NOT NULL",
    "step_event_contact ON step_event (contact_id) WHERE contact_id IS NOT NULL",
    "visit_held ON visit (account_id, start) WHERE state = 'held' AND deleted_at IS NULL",
    "visit_repeating ON visit (account_id, start, state, series_id) WHERE repeats <> ''",
    "visit_coming_back ON visit (start) WHERE repeats <> '' AND state = 'planned' AND deleted_at IS NULL",
    "visit_series ON visit (series_id) WHERE series_id IS NOT NULL",
    "visit_of_plan ON visit (plan_id) WHERE plan_id IS NOT NULL",
    "visit_in_calendar ON visit (calendar_uid) WHERE calendar_uid <> ''",
    "snooze_account ON snooze (account_id) WHERE account_id IS NOT NULL",
    "snooze_contact ON snooze (contact_id) WHERE contact_id IS NOT NULL",
    "contact_with_rhythm ON contact (id) WHERE rhythm_days IS NOT NULL",
    "contact_birthday ON contact (substr(birthday, -5)) WHERE birthday <> ''",
)

# As it was shown until now: an answer within a day, whatever the weekday.
_FIRST_TARGETS = """
UPDATE step SET answer_by = strftime('%Y-%m-%dT%H:%M', raised_at, '+1 day')
WHERE kind IN ('request', 'complaint') AND closed_at IS NULL AND first_answered_at IS NULL
"""


def apply(connection: apsw.Connection) -> None:
    """Make the tables, columns and indexes; open requests keep the day within which an answer was expected."""
    connection.execute(_TABLES)
    for column in _COLUMNS:
        connection.execute(f"ALTER TABLE {column}")
    _drop_what_is_covered(connection)
    for index in _INDEXES:
        connection.execute(f"CREATE INDEX {index}")
    connection.execute("UPDATE plan SET first_target_on = target_on")
    connection.execute(_FIRST_TARGETS)


def _drop_what_is_covered(connection: apsw.Connection) -> None:
    """Drop the indexes on due steps that the new one stands for; the number in a name depends on none of our doing."""
    connection.execute("DROP INDEX step_open")
    narrower = "sql LIKE '% ON step (due_on) WHERE closed_at IS NULL'"
    for (name,) in list(connection.execute(f"SELECT name FROM sqlite_schema WHERE type = 'index' AND {narrower}")):
        connection.execute(f"DROP INDEX {name}")
