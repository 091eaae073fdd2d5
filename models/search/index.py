"""The search index: it follows every change of the journal within the change's own transaction.

Triggers note which records changed (`search_waiting`), whoever changed them; before a transaction ends the index reads
those records again. What waits from before, as all does in a journal of version 1, is worked off when nobody waits.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import apsw

from models.journal import Journal
from models.migrations import search_triggers
from models.search.documents import WHEN, mark_of, read
from models.search.kinds import KINDS, entry_id, minute_of
from models.text.language import Language

_AT_ONCE = 500
"""Records that are read and indexed together."""
_AT_ONCE_ALL = 2000
"""The same where all of them are."""

_ENTRIES = """
    SELECT record_id, id, content_mark FROM search_entry
    WHERE kind = ? AND record_id IN (SELECT value FROM json_each(?))"""


def newest_waiting(journal: Journal) -> int:
    """Return the number of the record that began to wait last; what begins later has a higher one."""
    found = journal.row("SELECT max(number) FROM search_waiting")
    return int(found[0] or 0) if found else 0


def waiting(journal: Journal) -> int:
    """Return how many records wait to be indexed."""
    found = journal.row("SELECT count(*) FROM search_waiting")
    return int(found[0]) if found else 0


def follow(journal: Journal, behind: int) -> None:
    """Index what began to wait behind a number: what the running transaction changed. Call it before it ends."""
    while _index_some(journal, behind) == _AT_ONCE:
        pass


def catch_up(journal: Journal, most: int = _AT_ONCE) -> int:
    """Index some of what waits, in a transaction of its own, and return how many records still wait."""
    with journal.index_transaction():
        _index_some(journal, 0, most)
    return waiting(journal)


def rebuild(journal: Journal, progress: Callable[[int, int], None] | None = None) -> None:
    """Make the whole index anew; `progress` is told how many records are done and how many there are."""
    with journal.index_transaction():
        journal.connection.execute("DELETE FROM search_entry")
        journal.connection.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
        journal.connection.execute("DELETE FROM search_waiting")
        for kind in KINDS:
            journal.connection.execute(
                f"INSERT INTO search_waiting (kind, record_id) SELECT '{kind}', id FROM {kind} "
                f"WHERE deleted_at IS NULL ORDER BY {WHEN[kind]}, id"
            )
        every = waiting(journal)
        done = 0
        while left := _index_some(journal, 0, _AT_ONCE_ALL):
            done += left
            if progress is not None:
                progress(done, every)


@contextmanager
def filled_at_the_end(journal: Journal) -> Iterator[None]:
    """Let the index not follow for a while, and make it anew then: of very much that is written this costs half."""
    search_triggers.remove(journal.connection)
    yield
    search_triggers.install(journal.connection)
    rebuild(journal)


def _index_some(journal: Journal, behind: int, most: int = _AT_ONCE) -> int:
    """Index some of the records that wait behind a number; return how many they were."""
    query = "SELECT number, kind, record_id FROM search_waiting WHERE number > ? ORDER BY number LIMIT ?"
    found = journal.rows(query, behind, most)
    if not found:
        return 0
    work = _Work(journal)
    for kind in KINDS:
        ids = [record_id for _, one, record_id in found if one == kind]
        if ids:
            work.look_at(kind, ids)
    work.write()
    journal.connection.execute("DELETE FROM search_waiting WHERE number > ? AND number <= ?", (behind, found[-1][0]))
    return len(found)


class _Work:
    """What is to be written to bring entries up to date.

    The engine collects what it is given in the order of the ids, and writes a piece of the index each time one comes
    that is smaller than the one before: so everything is put in order first.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._places = _Places(journal)
        self._old: list[tuple[int]] = []
        self._entries: list[tuple[int, str, int, int]] = []
        self._contents: list[tuple[int, tuple[str, ...]]] = []

    def look_at(self, kind: str, ids: Sequence[int]) -> None:
        """Compare the entries of some records with what they hold now; those that are gone lose theirs."""
        documents = read(self._journal, kind, ids)
        found = self._journal.rows(_ENTRIES, kind, json.dumps(ids))
        known = {record_id: (entry, mark) for record_id, entry, mark in found}
        self._old += [(known[one][0],) for one in ids if one in known and one not in documents]
        wished = {one: entry_id(kind, document.when, one) for one, document in documents.items()}
        self._places.look_up(wished.values())
        for record_id, wish in sorted(wished.items(), key=lambda item: item[1]):
            columns = documents[record_id].columns()
            wanted = mark_of(columns, wish)
            entry, mark = known.get(record_id, (0, 0))
            if entry and mark == wanted:
                continue
            if entry:
                self._old.append((entry,))
            free = self._places.take(wish)
            self._entries.append((free, kind, record_id, wanted))
            self._contents.append((free, columns))

    def write(self) -> None:
        """Write it."""
        many = self._journal.connection.executemany
        if self._old:
            many("DELETE FROM search_index WHERE rowid = ?", sorted(self._old))
            many("DELETE FROM search_entry WHERE id = ?", self._old)
        if self._entries:
            query = "INSERT INTO search_entry (id, kind, record_id, content_mark) VALUES (?, ?, ?, ?)"
            many(query, self._entries)
            query = "INSERT INTO search_index (rowid, name, sound, text, private, links) VALUES (?, ?, ?, ?, ?, ?)"
            many(query, [(entry, *columns) for entry, columns in sorted(self._contents)])


class _Places:
    """Finds free ids for new entries. An import makes thousands of records in one minute, which has room for few."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._taken: set[int] = set()
        self._behind: dict[int, int] = {}

    def look_up(self, wished: Iterable[int]) -> None:
        """Learn which of some ids are taken in the file."""
        query = "SELECT id FROM search_entry WHERE id IN (SELECT value FROM json_each(?))"
        self._taken.update(row[0] for row in self._journal.rows(query, json.dumps(list(wished))))

    def take(self, wished: int) -> int:
        """Return an id that no other entry has, nor got from here: one that was looked up, or one soon behind it."""
        free = wished
        if free in self._taken:
            crowd = minute_of(wished)
            free = self._behind.get(crowd, 0) or self._end_of_crowd(wished)
            while not self._is_free(free):
                free += 1
            self._behind[crowd] = free + 1
        self._taken.add(free)
        return free

    def _is_free(self, entry: int) -> bool:
        query = "SELECT 1 FROM search_entry WHERE id = ?"
        return entry not in self._taken and self._journal.row(query, entry) is None

    def _end_of_crowd(self, wished: int) -> int:
        """Return the first id behind one that is free in the file."""
        query = """
            SELECT id + 1 FROM search_entry AS one WHERE id >= ?
            AND NOT EXISTS (SELECT 1 FROM search_entry WHERE id = one.id + 1) ORDER BY id LIMIT 1"""
        found = self._journal.row(query, wished)
        return int(found[0]) if found else wished


def faults(journal: Journal, language: Language | None = None) -> list[str]:
    """Return a sentence for each thing that is wrong with the index: it holds too much, too little, or something else.

    A journal with a faulty index is whole; `rebuild` makes the index anew.
    """
    say = (language or Language("en")).say
    try:
        journal.connection.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
    except (apsw.CorruptError, apsw.SQLError) as error:
        return [say("The search index is damaged: {detail}", detail=error)]
    wrong = sum(_wrong(journal, kind) for kind in KINDS)
    rows = journal.rows("SELECT (SELECT count(*) FROM search_entry), (SELECT count(*) FROM search_index_docsize)")[0]
    wrong += abs(rows[0] - rows[1])
    return [say("The search index does not fit the journal in {count} places.", count=wrong)] if wrong else []


def _wrong(journal: Journal, kind: str) -> int:
    """Return how many entries of a kind are not what their records say, and how many records have none."""
    waits = {row[0] for row in journal.rows("SELECT record_id FROM search_waiting WHERE kind = ?", kind)}
    entries = {
        record_id: (entry, mark)
        for entry, record_id, mark in journal.rows(
            "SELECT id, record_id, content_mark FROM search_entry WHERE kind = ?", kind
        )
        if record_id not in waits
    }
    living = [row[0] for row in journal.rows(f"SELECT id FROM {kind} WHERE deleted_at IS NULL") if row[0] not in waits]
    wrong = len(entries.keys() - set(living))
    for start in range(0, len(living), _AT_ONCE):
        part = living[start : start + _AT_ONCE]
        documents = read(journal, kind, part)
        for record_id in part:
            document, found = documents.get(record_id), entries.get(record_id)
            expected = None
            if document is not None:
                expected = mark_of(document.columns(), entry_id(kind, document.when, record_id))
            wrong += (found[1] if found else None) != expected
    return wrong
