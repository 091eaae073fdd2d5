"""Version 2: the index for search, tags, templates of notes, more about questions and files, and leaner reads."""

from __future__ import annotations

import apsw

VERSION = 2

_STAMPS = "created_at TEXT NOT NULL, changed_at TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 1, deleted_at TEXT"

# `search_entry` says which record a row of the index is. Its id packs the kind above the date, so that the newest of a
# kind come first without a sort; `content_mark` tells whether what was indexed is still what the record holds.
_SEARCH = """
CREATE TABLE search_entry (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, record_id INTEGER NOT NULL, content_mark INTEGER NOT NULL,
    UNIQUE (kind, record_id)
) STRICT;
CREATE TABLE search_waiting (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, record_id INTEGER NOT NULL, UNIQUE (kind, record_id)
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5 (
    name, sound, text, private, links,
    content='', contentless_delete=1, prefix='1 2 3 4',
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co So'"
);
INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 8388608);
"""

# What waits in the order of time is indexed soonest.
_KINDS = {
    "account": "created_at",
    "contact": "created_at",
    "visit": "start",
    "step": "raised_at",
    "plan": "created_at",
    "project": "created_at",
    "attachment": "created_at",
}

_TABLES = f"""
CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    colour TEXT NOT NULL DEFAULT 'grey' CHECK (colour IN ('grey', 'accent', 'blue', 'green', 'amber', 'red', 'purple')),
    {_STAMPS}
) STRICT;
CREATE UNIQUE INDEX tag_name ON tag (name) WHERE deleted_at IS NULL;
CREATE TABLE note_template (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    position INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL DEFAULT '' CHECK (length(body) <= 100000),
    {_STAMPS}
) STRICT;
CREATE TABLE attachment_thumbnail (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), content BLOB NOT NULL CHECK (length(content) <= 1000000)
) STRICT;
"""

_COLUMNS = (
    "visit_question ADD COLUMN kind TEXT NOT NULL DEFAULT 'question' CHECK (kind IN ('question', 'homework'))",
    "visit_question ADD COLUMN carried_from_id INTEGER REFERENCES visit_question (id)",
    "attachment ADD COLUMN caption TEXT NOT NULL DEFAULT '' CHECK (length(caption) <= 500)",
    "attachment ADD COLUMN in_summary INTEGER NOT NULL DEFAULT 0 CHECK (in_summary IN (0, 1))",
    "attachment ADD COLUMN kept_original INTEGER NOT NULL DEFAULT 0 CHECK (kept_original IN (0, 1))",
)

_IN_TRASH = ("account", "contact", "contact_point", "contact_post", "visit", "step", "plan", "attachment")

_INDEXES = (
    "step_open ON step (due_on, owner_side, kind, raised_at, first_answered_at, account_id, closed_at) "
    "WHERE closed_at IS NULL AND deleted_at IS NULL",
    "step_open_by_account ON step (account_id) WHERE closed_at IS NULL AND deleted_at IS NULL",
    "visit_question_carried ON visit_question (carried_from_id) WHERE carried_from_id IS NOT NULL",
    "attachment_content_used ON attachment (sha256)",
    "account_tagged ON account (id) WHERE tags <> '[]'",
    "contact_tagged ON contact (id) WHERE tags <> '[]'",
    "visit_tagged ON visit (start) WHERE tags <> '[]'",
    *(f"{table}_in_trash ON {table} (deleted_at) WHERE deleted_at IS NOT NULL" for table in _IN_TRASH),
)


def apply(connection: apsw.Connection) -> None:
    """Make the tables, columns and indexes; what the journal holds waits to be indexed for search."""
    connection.execute(_SEARCH)
    connection.execute(_TABLES)
    for column in _COLUMNS:
        connection.execute(f"ALTER TABLE {column}")
    for index in _INDEXES:
        connection.execute(f"CREATE INDEX {index}")
    for kind, when in _KINDS.items():
        connection.execute(
            f"INSERT INTO search_waiting (kind, record_id) SELECT '{kind}', id FROM {kind} "
            f"WHERE deleted_at IS NULL ORDER BY {when}, id"
        )
