"""What there is to know about a journal as a file: its size, how much is in it, and its last backup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.errors import JournalReadOnly
from models.journal import Journal
from models.safety import backup


@dataclass(frozen=True, slots=True)
class JournalFacts:
    """A journal's size in bytes, its live records, where its backups lie, and when the last was made, if ever."""

    size: int
    visits: int
    people: int
    accounts: int
    projects: int
    backups: Path
    last_backup: datetime | None


def journal_facts(journal: Journal) -> JournalFacts:
    """Return the facts about an open journal; raises JournalReadOnly when its file is gone."""
    live = "SELECT count(*) FROM {} WHERE deleted_at IS NULL"
    visits, people, accounts, projects = (
        int(journal.rows(live.format(table))[0][0]) for table in ("visit", "contact", "account", "project")
    )
    made = backup.listing(journal.path)
    try:
        size = journal.path.stat().st_size
        last = datetime.fromtimestamp(made[0].path.stat().st_mtime).astimezone() if made else None
    except OSError as error:
        raise JournalReadOnly(
            "{path} can't be reached ({detail}). Check the path and its permissions.",
            path=journal.path,
            detail=error.strerror,
        ) from error
    return JournalFacts(size, visits, people, accounts, projects, backup.folder_for(journal.path), last)
