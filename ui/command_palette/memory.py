"""What was used last: commands and records in the preferences, searches in the journal they were made in."""

from __future__ import annotations

import json
from collections.abc import Sequence

from models.errors import JournalError
from models.journal import Journal
from ui import preferences

MOST_COMMANDS, MOST_SEARCHES = 12, 8
_SEARCHES = "searches"
_LONGEST = 200
"""Characters of a search that is worth being kept; a page that was pasted is not."""

Record = tuple[str, int]


def commands() -> Sequence[str]:
    """Return the keys of the commands that were used of late, the last one first."""
    return preferences.current().last_commands


def note_command(key: str) -> None:
    """Remember that a command was used."""
    chosen = preferences.current()
    chosen.last_commands = (key, *(other for other in chosen.last_commands if other != key))[:MOST_COMMANDS]


def records(journal: Journal) -> list[Record]:
    """Return the kinds and ids of the records that were opened of late, the last one first."""
    found = []
    for text in preferences.current().last_records(_name(journal)):
        kind, _, number = text.partition(":")
        if number.isdecimal():
            found.append((kind, int(number)))
    return found


def searches(journal: Journal) -> list[str]:
    """Return what was searched for of late, the last one first."""
    try:
        stored = json.loads(journal.setting(_SEARCHES) or "[]")
    except JournalError:
        return []
    return [text for text in stored if isinstance(text, str)] if isinstance(stored, list) else []


def note_search(journal: Journal, text: str) -> None:
    """Remember what was searched for, with the journal: it may be as secret as the journal itself."""
    if journal.read_only or not text or len(text) > _LONGEST:
        return
    kept = [text, *(other for other in searches(journal) if other.casefold() != text.casefold())][:MOST_SEARCHES]
    try:
        journal.set_setting(_SEARCHES, json.dumps(kept, ensure_ascii=False))
    except JournalError:
        return  # another program writes at this moment; what was searched for is not worth a word


def _name(journal: Journal) -> str:
    return journal.setting("journal_id") or ""
