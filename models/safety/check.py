"""Whether a journal is whole: the engine's own checks, and the rules of the house that SQL can't state."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

import apsw

from models import migrations
from models.migrations import triggers
from models.tables import LOGGED, table_name
from models.text.language import Language

_STEPS_BETWEEN_REPORTS = 100_000
"""Steps of the engine's machine: some milliseconds."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found: a sentence for each fault, and how many live rows each table holds."""

    faults: tuple[str, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether no fault was found."""
        return not self.faults


def check(
    connection: apsw.Connection,
    language: Language | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    with_files: bool = True,
) -> Findings:
    """Read the whole journal and return what is wrong with it; nothing is repaired.

    `progress` is called now and then with (0, 0), as nobody knows how much there is; what it raises ends the check.
    Without `with_files` the bytes of attachments are not proven: a photo that is lost is named where one asks, but
    keeps nobody from a journal whose words are all there, nor from a backup of them.
    """
    if progress is None:
        return _check(connection, language or Language("en"), with_files=with_files)
    still_wanted = progress

    def go_on() -> bool:
        still_wanted(0, 0)
        return False

    connection.set_progress_handler(go_on, _STEPS_BETWEEN_REPORTS)
    try:
        return _check(connection, language or Language("en"), with_files=with_files)
    finally:
        connection.set_progress_handler(None)


def _check(connection: apsw.Connection, language: Language, *, with_files: bool) -> Findings:
    say = language.say
    faults: list[str] = []
    try:
        for (answer,) in connection.execute("PRAGMA integrity_check(20)"):
            if answer != "ok" and not _is_about_search(answer):
                faults.append(say("The file is damaged: {detail}", detail=answer))
        for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            faults.append(
                say("A row of {table} ({id}) points to a missing {parent}.", table=table, id=row_id, parent=parent)
            )
        faults.extend(_house_rules(connection, language))
        rows = {table: _read(connection, table) for table in triggers.logged_tables(connection)}
        for table in triggers.unlogged_tables(connection):
            _read(connection, table, live="1")
        if with_files:
            faults.extend(_lost_files(connection, language))
    except (apsw.Error, UnicodeDecodeError) as error:
        return Findings((*faults, say("The file is damaged: {detail}", detail=error)))
    return Findings(tuple(faults), rows)


def _is_about_search(answer: str) -> bool:
    """Whether a fault is that of the search index, which is made anew from the rest and no loss."""
    return "fts5" in answer.lower() and "search_index" in answer


def _read(connection: apsw.Connection, table: str, live: str = "deleted_at IS NULL") -> int:
    """Read every row of a table and return how many are live; the engine does not look whether a text is one."""
    count = 0
    for is_live, *_ in connection.execute(f"SELECT {live}, * FROM {triggers.quoted(table)}"):
        count += is_live
    return count


def _lost_files(connection: apsw.Connection, language: Language) -> list[str]:
    """Return a sentence for each attachment whose bytes are not there, or are not those that were put in."""
    whole = {
        digest
        for digest, content in connection.execute("SELECT sha256, content FROM attachment_content")
        if hashlib.sha256(content).hexdigest() == digest
    }
    return [
        language.say("The bytes of the attachment {name} ({id}) are missing or damaged.", name=name, id=row_id)
        for row_id, name, digest in connection.execute("SELECT id, name, sha256 FROM attachment ORDER BY id")
        if digest not in whole
    ]


def _house_rules(connection: apsw.Connection, language: Language) -> list[str]:
    """Return a sentence for each record above or behind itself, a missing table or trigger, an open operation."""
    faults = []
    is_newest = migrations.version_of(connection) == migrations.newest()
    for table, column, called in _RANKED if is_newest else _RANKED[:3]:
        for (name,) in connection.execute(_CIRCLE.format(table=table, column=column, called=called)):
            faults.append(language.say("{name} stands above itself ({column}).", name=name, column=column))
    tables = triggers.logged_tables(connection)
    if is_newest:
        wanted = {table_name(table) for table in LOGGED} | set(triggers.UNLOGGED_TABLES)
        for table in sorted(wanted - {*tables, *triggers.unlogged_tables(connection)}):
            faults.append(language.say("The table {table} is missing.", table=table))
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type='trigger'")}
    for table in tables:
        if not present >= {f"log_insert_{table}", f"log_update_{table}"}:
            faults.append(language.say("The log of changes of {table} is switched off.", table=table))
    if list(connection.execute("SELECT operation_id FROM current_operation")) != [(None,)]:
        faults.append(language.say("An operation was left unfinished in the log of changes."))
    return faults


_RANKED = (
    ("account", "parent_id", "name"),
    ("contact", "reports_to_id", "name"),
    ("contact", "introduced_by_id", "name"),
    ("step", "after_id", "title"),
)
"""Where a record stands above others of its table: the column that names it, and that which says what it is called.

The last one is not yet in the journals of older versions.
"""

_CIRCLE = """
    WITH RECURSIVE above(start, id) AS (
        SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL UNION
        SELECT above.start, {table}.{column} FROM above JOIN {table} ON {table}.id = above.id
        WHERE {table}.{column} IS NOT NULL)
    SELECT {table}.{called} FROM above JOIN {table} ON {table}.id = above.start WHERE above.id = above.start
"""
