"""Numbered steps that bring a journal from one version of its tables to the next; frozen once released.

A step is a module `step_NNNN_name` with `VERSION` and `apply(connection)`. All steps a journal needs run in one
transaction together with its version number, so that a journal is of the old version or of the new one, never
between.
"""

from __future__ import annotations

from collections.abc import Callable

import apsw

from models.errors import JournalDamaged
from models.migrations import (
    search_triggers,
    step_0001_first_tables,
    step_0002_search_tags_files,
    step_0003_promises_and_rhythm,
    step_0004_people_and_territory,
    step_0005_delivery,
    triggers,
)
from models.row_class import row_class


@row_class
class Step:
    """One step: the version it leads to, and what it does."""

    version: int
    apply: Callable[[apsw.Connection], None]


STEPS: tuple[Step, ...] = tuple(
    Step(step.VERSION, step.apply)
    for step in (
        step_0001_first_tables,
        step_0002_search_tags_files,
        step_0003_promises_and_rhythm,
        step_0004_people_and_territory,
        step_0005_delivery,
    )
)


def version_of(connection: apsw.Connection) -> int:
    """Return the version of a journal's tables; 0 for a file without any."""
    return int(connection.pragma("user_version"))


def newest() -> int:
    """Return the version this program writes."""
    return STEPS[-1].version


def migrate(connection: apsw.Connection) -> None:
    """Bring a journal to the newest version in one transaction; nothing happens when it is there already.

    Raises JournalDamaged when a step would leave rows that point nowhere; the journal then stays as it was.
    """
    if version_of(connection) >= newest():
        return
    # Rebuilding a parent table with foreign keys on would delete its children, so they are off while steps run.
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        # Read again now that nobody else can write: another program may have migrated while this one waited.
        version = version_of(connection)
        wanted = [step for step in STEPS if step.version > version]
        if wanted:
            _run(connection, wanted)
        connection.execute("COMMIT")
    except BaseException:
        if not connection.getautocommit():
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def _run(connection: apsw.Connection, steps: list[Step]) -> None:
    triggers.remove(connection)
    search_triggers.remove(connection)
    for step in steps:
        step.apply(connection)
    triggers.install(connection)
    search_triggers.install(connection)
    lost = list(connection.execute("PRAGMA foreign_key_check"))
    if lost:
        raise JournalDamaged(
            "The journal could not be brought to version {version}: {count} rows of {table} point to nothing. "
            "It stays as it was; restore a backup or ask for help.",
            version=steps[-1].version,
            count=len(lost),
            table=lost[0][0],
        )
    connection.execute(f"PRAGMA user_version={steps[-1].version}")
