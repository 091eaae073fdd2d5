"""Whether a journal is whole: the engine's own checks, and the rules of the house that SQL can't state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import apsw

from models.migrations import triggers
from models.text.language import Language


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found: a sentence for each fault, and how many live rows each table holds."""

    faults: tuple[str, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether no fault was found."""
        return not self.faults


def check(connection: apsw.Connection, language: Language | None = None) -> Findings:
    """Read the whole journal and return what is wrong with it; nothing is repaired."""
    say = (language or Language("en")).say
    faults: list[str] = []
    try:
        for (answer,) in connection.execute("PRAGMA integrity_check(20)"):
            if answer != "ok":
                faults.append(say("The file is damaged: {detail}", detail=answer))
        for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            faults.append(
                say("A row of {table} ({id}) points to a missing {parent}.", table=table, id=row_id, parent=parent)
            )
        faults.extend(_house_rules(connection, Language("en") if language is None else language))
        rows = {table: _count(connection, table) for table in triggers.logged_tables(connection)}
    except apsw.Error as error:
        return Findings((*faults, say("The file is damaged: {detail}", detail=error)))
    return Findings(tuple(faults), rows)


def _count(connection: apsw.Connection, table: str) -> int:
    count: Any = connection.execute(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL").get
    return int(count)


def _house_rules(connection: apsw.Connection, language: Language) -> list[str]:
    """Return a sentence for each account or contact above itself, for missing triggers, and an unfinished operation."""
    faults = []
    for table, column in (("account", "parent_id"), ("contact", "reports_to_id"), ("contact", "introduced_by_id")):
        for (name,) in connection.execute(_CIRCLE.format(table=table, column=column)):
            faults.append(language.say("{name} stands above itself ({column}).", name=name, column=column))
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type='trigger'")}
    for table in triggers.logged_tables(connection):
        for name in (f"log_insert_{table}", f"log_update_{table}"):
            if name not in present:
                faults.append(language.say("The log of changes of {table} is switched off.", table=table))
    return faults


_CIRCLE = """
    WITH RECURSIVE above(start, id) AS (
        SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL UNION
        SELECT above.start, {table}.{column} FROM above JOIN {table} ON {table}.id = above.id
        WHERE {table}.{column} IS NOT NULL)
    SELECT {table}.name FROM above JOIN {table} ON {table}.id = above.start WHERE above.id = above.start
"""
