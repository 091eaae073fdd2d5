"""Version 4: how people stood over time, what coverage we want, tiers of the tree, merges, and what was expected."""

from __future__ import annotations

import apsw

VERSION = 4

_STAMPS = "created_at TEXT NOT NULL, changed_at TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 1, deleted_at TEXT"

_ROLES = "('decision', 'technical', 'users', 'commercial', 'finance')"
_RELATIONSHIPS = "('vendor', 'credible', 'solver', 'advisor')"


def _day(name: str, required: bool = False) -> str:
    return f"{name} TEXT {'NOT NULL ' if required else ''}CHECK ({name} IS NULL OR {name} IS date({name}))"


def _text(name: str, longest: int) -> str:
    return f"{name} TEXT NOT NULL DEFAULT '' CHECK (length({name}) <= {longest})"


def _link(name: str, table: str) -> str:
    return f"{name} INTEGER REFERENCES {table} (id)"


# The contact itself keeps the newest stance and closeness, which lists and views read; its standings keep all of them.
# A pair is known as different in one order only, the smaller id first.
_TABLES = f"""
CREATE TABLE contact_standing (
    id INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    {_day("noted_on", required=True)},
    stance INTEGER CHECK (stance BETWEEN -2 AND 2),
    closeness INTEGER CHECK (closeness BETWEEN 0 AND 5),
    {_text("reason", 2000)},
    {_STAMPS}
) STRICT;
CREATE TABLE coverage_target (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    role_group TEXT NOT NULL CHECK (role_group IN {_ROLES}),
    wanted TEXT NOT NULL CHECK (wanted IN ('brief', 'several', 'deep')),
    {_STAMPS}
) STRICT;
CREATE TABLE known_different (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('account', 'contact')),
    first_id INTEGER NOT NULL,
    second_id INTEGER NOT NULL,
    {_STAMPS},
    CHECK (first_id < second_id)
) STRICT;
"""

_COLUMNS = (
    "account ADD COLUMN tier TEXT CHECK (tier IN ('group', 'company', 'province', 'city', 'county', 'site'))",
    f"account ADD COLUMN relationship TEXT CHECK (relationship IN {_RELATIONSHIPS})",
    f"account ADD COLUMN wanted_relationship TEXT CHECK (wanted_relationship IN {_RELATIONSHIPS})",
    f"account ADD COLUMN {_link('merged_into_id', 'account')}",
    "contact ADD COLUMN influence INTEGER CHECK (influence BETWEEN 1 AND 3)",
    "contact ADD COLUMN wanted_closeness INTEGER CHECK (wanted_closeness BETWEEN 0 AND 5)",
    f"contact ADD COLUMN {_text('languages', 200)}",
    f"contact ADD COLUMN {_text('notes', 2_000_000)}",
    f"contact ADD COLUMN {_text('introduction', 2000)}",
    f"contact ADD COLUMN {_text('portrait', 64)}",
    f"contact ADD COLUMN {_link('merged_into_id', 'contact')}",
    f"trip ADD COLUMN {_text('purpose', 2000)}",
    f"trip ADD COLUMN {_text('result', 20_000)}",
    "visit ADD COLUMN expectation_level INTEGER CHECK (expectation_level BETWEEN 1 AND 5)",
)

_INDEXES = (
    "contact_standing_contact ON contact_standing (contact_id, noted_on)",
    "coverage_target_account ON coverage_target (account_id)",
    "known_different_pair ON known_different (first_id, second_id)",
    "account_merged ON account (merged_into_id) WHERE merged_into_id IS NOT NULL",
    "contact_merged ON contact (merged_into_id) WHERE merged_into_id IS NOT NULL",
    "contact_post_holding ON contact_post (account_id, contact_id, from_on, until_on, deleted_at)",
    "visit_contact_met ON visit_contact (contact_id, visit_id, deleted_at)",
    "visit_felt ON visit (account_id, start, satisfaction, expectation_level) "
    "WHERE satisfaction IS NOT NULL AND deleted_at IS NULL",
    # Who came, went and was introduced of late, among the people of thousands of branches.
    "contact_introduced ON contact (introduced_on) WHERE introduced_on IS NOT NULL",
    "contact_post_began ON contact_post (from_on) WHERE from_on IS NOT NULL",
    "contact_post_ended ON contact_post (until_on) WHERE until_on IS NOT NULL",
    # What a calendar asks: visits that go on for days, and trips that have not ended before its first day.
    "visit_of_days ON visit (start) WHERE minutes > 1440 AND deleted_at IS NULL",
    "trip_in_trash ON trip (deleted_at) WHERE deleted_at IS NOT NULL",
    "trip_last_day ON trip (coalesce(end_on, start_on)) WHERE deleted_at IS NULL",
)

_COVERED = ("contact_post (account_id)", "visit_contact (contact_id)")
"""The indexes that wider ones of this version stand for."""

# Every change of stance or closeness is in the log: one standing for each day on which a contact came to stand
# differently, and one for how it was made. What was undone never was. A standing belongs to the operation that brought
# it about, so that undo takes both back.
_CHANGES = """
    SELECT change.row_id, substr(operation.started_at, 1, 10), operation.id, change.field,
        json_extract(change.value, '$[0]')
    FROM change JOIN operation ON operation.id = change.operation_id
    WHERE change.table_name = 'contact' AND change.field IN ('stance', 'closeness') AND operation.undone_at IS NULL
    ORDER BY change.row_id, operation.id DESC"""

_CONTACTS = """
    SELECT contact.id, substr(created_at, 1, 10), stance, closeness, operation_id
    FROM contact LEFT JOIN change ON table_name = 'contact' AND row_id = contact.id AND field = ''"""

_STANDING = """
    INSERT INTO contact_standing (id, contact_id, noted_on, stance, closeness, created_at, changed_at)
    VALUES (random() & 0x3FFFFFFFFFFFFFFF, ?1, ?2, ?3, ?4, ?2 || 'T00:00:00.000Z', ?2 || 'T00:00:00.000Z')"""

_LOGGED = "INSERT INTO change VALUES (?, 'contact_standing', last_insert_rowid(), '', NULL)"


def apply(connection: apsw.Connection) -> None:
    """Make the tables, columns and indexes; how a contact came to stand as it does is read from the log."""
    connection.execute(_TABLES)
    for column in _COLUMNS:
        connection.execute(f"ALTER TABLE {column}")
    for index in _INDEXES:
        connection.execute(f"CREATE INDEX {index}")
    _drop_what_is_covered(connection)
    _note_standings(connection)


def _drop_what_is_covered(connection: apsw.Connection) -> None:
    for columns in _COVERED:
        made = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '% ON ' || ?"
        for (name,) in list(connection.execute(made, (columns,))):
            connection.execute(f"DROP INDEX {name}")


def _note_standings(connection: apsw.Connection) -> None:
    """Go back from how each contact stands now, through what was changed, to how it was made."""
    changed: dict[int, list[tuple[str, int, str, int | None]]] = {}
    for contact_id, *change in connection.execute(_CHANGES):
        changed.setdefault(contact_id, []).append((change[0], change[1], change[2], change[3]))
    for contact_id, made_on, stance, closeness, made_by in list(connection.execute(_CONTACTS)):
        standing: dict[str, int | None] = {"stance": stance, "closeness": closeness}
        noted: dict[str, tuple[dict[str, int | None], int | None]] = {}  # by day: how it stood, and what brought it
        for day, operation_id, field, before in changed.get(contact_id, ()):
            noted[day] = (noted[day][0] if day in noted else dict(standing), operation_id)
            standing[field] = before
        noted[made_on] = (noted[made_on][0] if made_on in noted else standing, made_by)
        for day, (stood, noted_by) in sorted(noted.items()):
            _note(connection, contact_id, day, stood, noted_by)


def _note(
    connection: apsw.Connection, contact_id: int, day: str, stood: dict[str, int | None], operation_id: int | None
) -> None:
    if stood["stance"] is None and stood["closeness"] is None:
        return
    connection.execute(_STANDING, (contact_id, day, stood["stance"], stood["closeness"]))
    if operation_id is not None:
        connection.execute(_LOGGED, (operation_id,))
