"""Everything that holds what was typed, in groups by kind: names before notes, and the newest first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from models.errors import JournalBusy, JournalReadOnly
from models.journal import Journal
from models.row_class import row_class
from models.search import documents, index, kinds, tokens
from models.search.asking import LONGEST, Question, Term, question
from models.search.documents import Document
from models.search.filters import day_behind, taken_out
from models.search.marks import Marks, marks_in, sentence
from models.text.clean import clean
from models.text.folding import chinese_runs, folded

LIMIT = 20
_AHEAD = 4
"""So many more rows are read than are wanted, as some may have to be dropped."""
_MOST_AT_ONCE = 400
_MOST_NAMES, _MOST_FILTERED = 8, 60
"""So many accounts, and so many people, at most are meant by one word, and by one filter."""
_LEAST_LETTERS = 3
"""A shorter word means no account and nobody, unless it is Chinese: too many names begin so."""
_OWN, _NAMES, _PRIVATE = "{name sound text}", "{name sound}", "{private}"
_EVERYTHING = "*"
"""Asked where nothing but days and kinds was; the index itself can't be asked for everything."""


@row_class
class Hit:
    """A record that was found: its title, its time on the wall (ISO), the account it belongs to and a sentence of it.

    The marks are the parts (start, end) of title and sentence that were looked for; `opens` is what to open for it.
    """

    kind: str
    id: int
    title: str
    when: str
    account: str
    snippet: str
    title_marks: Marks
    snippet_marks: Marks
    opens: tuple[str, int]


@row_class
class Group:
    """What was found of one kind, and whether there is more of it."""

    kind: str
    hits: tuple[Hit, ...]
    more: bool


@row_class
class Found:
    """All that was found, in groups without empty ones.

    `filters` are those understood ('since 2026-04-01'), `unclear` what was meant as one and was not understood;
    `still_indexing` counts the records that are not in the index yet and may be missing here.
    """

    groups: tuple[Group, ...]
    filters: tuple[str, ...]
    unclear: tuple[str, ...]
    still_indexing: int


def find(journal: Journal, query: str, *, limit: int = LIMIT, kinds: Sequence[str] | None = None) -> Found:
    """Return what holds every word of a query, at most `limit` records of each kind; no text is a wrong query.

    Private notes are looked through only where the query says `in:private`. The names of the account and the people
    count as part of a visit or a step, but are not enough for it.
    """
    asked = _Asked(journal, query)
    groups = tuple(_group(journal, kind, asked, limit) for kind in asked.kinds(kinds))
    filters = asked.filters
    return Found(tuple(one for one in groups if one.hits), filters.said, filters.unclear, index.waiting(journal))


def search(journal: Journal, query: str, limit: int) -> list[Hit]:
    """Return what holds every word of a query, whatever its kind, the newest first; what still waits is indexed first.

    A journal that can't be written is searched as far as it is indexed.
    """
    _index_all(journal)
    asked = _Asked(journal, query)
    groups = [_group(journal, kind, asked, limit, names_first=False) for kind in asked.kinds(None)]
    hits = [hit for group in groups for hit in group.hits]
    return sorted(hits, key=lambda hit: (hit.when, hit.id), reverse=True)[:limit]


def asks_for_nothing(journal: Journal, query: str) -> bool:
    """Return whether a query holds neither a word to look for nor a filter."""
    asked = _Asked(journal, query)
    return not asked.words.shape and not asked.filters.is_any


def _index_all(journal: Journal) -> None:
    try:
        while index.waiting(journal):
            index.catch_up(journal)
    except (JournalReadOnly, JournalBusy):
        return


class _Asked:
    """A query as the index understands it."""

    def __init__(self, journal: Journal, query: str) -> None:
        self.filters, rest = taken_out(clean(query[:LONGEST]), journal.clock.today())
        self.words: Question = question(rest)
        self._journal = journal
        self._linked: dict[str, list[str]] = {}
        self._by_filters = self._filter_match()
        if len(self.words.terms) > 1:
            self._linked = {term.text: self._named(term) for term in self.words.terms}
        self._own = _PRIVATE if self.filters.private else _OWN
        self.in_names = self._match(_NAMES) if self.words.shape and not self.filters.private else ""
        self.anywhere = self._match(self._own)

    def kinds(self, wanted: Sequence[str] | None) -> list[str]:
        """Return the kinds of records that can hold an answer, in their order."""
        if not self.anywhere:
            return []
        allowed = set(self.filters.kinds) or set(kinds.KINDS)
        if self.filters.step_kinds:
            allowed &= {"step"}
        return [kind for kind in kinds.KINDS if kind in allowed and (wanted is None or kind in wanted)]

    def ids(self, kind: str) -> tuple[int, int]:
        """Return from which id of the index on, and before which, the entries of a kind and of the days wanted lie."""
        first, behind = kinds.first_id(kind), kinds.first_id(kind) + (1 << 58)
        if self.filters.since is not None:
            first = kinds.id_at(kind, self.filters.since.isoformat())
        if self.filters.until is not None:
            behind = kinds.id_at(kind, day_behind(self.filters.until).isoformat())
        return first, behind

    def holds(self, document: Document) -> bool:
        """Return whether a record holds what the index found in it character by character."""
        own = document.private if self.filters.private else (*document.names, *document.texts)
        if not self.words.shape:
            return not self.filters.private or any(own)
        if not any(len(run) > 1 for term in self.words.wanted for run in chinese_runs(term.text)):
            return True
        texts = [folded(text) for text in own]
        held = (
            term.is_held_by(texts) or any(mark in document.links for mark in self._linked.get(term.text, ()))
            for term in self.words.wanted
        )
        return any(held) if self.words.any_will_do else all(held)

    def _match(self, columns: str) -> str:
        """Return the question for the index, looked for in some columns; '' when nothing can be an answer."""
        parts = list(self._by_filters)
        if "" in parts:
            return ""
        if not self.words.shape and not parts:
            return _EVERYTHING if self.filters.is_any else ""
        if self.words.shape and columns is _NAMES:
            return " AND ".join([*parts, f"({self.words.match(lambda term: f'({columns} : ({term.match()}))')})"])
        if self.words.shape:
            parts.append(f"({self.words.match(lambda term: self._term(term, columns))})")
        if len(self.words.terms) > 1 and self.words.wanted:
            parts.append("(" + " OR ".join(f"{columns} : ({term.match()})" for term in self.words.wanted) + ")")
        return " AND ".join(parts)

    def _term(self, term: Term, columns: str) -> str:
        linked = " OR ".join(f'"{mark}"' for mark in self._linked.get(term.text, ()))
        own = f"{columns} : ({term.match()})"
        return f"({own} OR links : ({linked}))" if linked else f"({own})"

    def _named(self, term: Term) -> list[str]:
        """Return the marks of the accounts and people whose names hold a word of the question."""
        if len(term.text) < _LEAST_LETTERS and not chinese_runs(term.text):
            return []
        return [*self._marks("account", term.match()), *self._marks("contact", term.match())]

    def _marks(self, kind: str, match: str, most: int = _MOST_NAMES) -> list[str]:
        mark = tokens.account if kind == "account" else tokens.person
        return [mark(record_id) for record_id in self._records(kind, match, most)]

    def _records(self, kind: str, match: str, most: int) -> list[int]:
        """Return the newest accounts or people whose names match."""
        first = kinds.first_id(kind)
        found = self._journal.rows(
            "SELECT record_id FROM search_entry WHERE id IN (SELECT rowid FROM search_index WHERE search_index MATCH ? "
            "AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?)",
            f"{{name sound}} : ({match})",
            first,
            first + (1 << 58),
            most,
        )
        return [row[0] for row in found]

    def _filter_match(self) -> list[str]:
        """Return a condition for each filter that is about marks; an empty one for a name that nobody bears."""
        parts = []
        for name in self.filters.accounts:
            parts.append(_any_of(self._accounts(name)))
        for name in self.filters.people:
            found = [self._marks("contact", match, _MOST_FILTERED) for match in _as_match(name)]
            parts.append(_any_of([mark for marks in found for mark in marks]))
        parts += [_any_of(tokens.tags([tag])) for tag in self.filters.tags]
        if self.filters.step_kinds:
            parts.append(_any_of([tokens.kind(kind) for kind in self.filters.step_kinds]))
        if self.filters.states:
            parts.append(_any_of([tokens.state(state) for state in self.filters.states]))
        return parts

    def _accounts(self, name: str) -> list[str]:
        """Return the marks of the accounts of a name, and of all that are below them."""
        found = [record for match in _as_match(name) for record in self._records("account", match, _MOST_FILTERED)]
        query = """
            WITH RECURSIVE below(id) AS (
                SELECT value FROM json_each(?) UNION SELECT account.id FROM account JOIN below ON parent_id = below.id
                WHERE account.deleted_at IS NULL)
            SELECT id FROM below LIMIT 2000"""
        return [tokens.account(row[0]) for row in self._journal.rows(query, json.dumps(found))]


def _as_match(name: str) -> list[str]:
    """Return a name in a filter as the index is asked for it; nothing when no letter is in it."""
    words = name.replace('"', " ")
    return [term.match() for term in question(f'"{words}"*').terms]


def _any_of(marks: Sequence[str]) -> str:
    if not marks:
        return ""
    return "links : (" + " OR ".join(f'"{mark}"' for mark in marks) + ")"


def _group(journal: Journal, kind: str, asked: _Asked, limit: int, *, names_first: bool = True) -> Group:
    """Return the first records of a kind: those whose names hold the words, then those that do so anywhere."""
    found: dict[int, Document] = {}
    for match in filter(None, (asked.in_names if names_first else "", asked.anywhere)):
        if len(found) <= limit:
            for document in _matching(journal, kind, match, asked, limit + 1 + _AHEAD, found):
                found[document.id] = document
                if len(found) > limit:
                    break
    hits = tuple(_hit(document, asked) for document in list(found.values())[:limit])
    return Group(kind, hits, len(found) > limit)


def _matching(
    journal: Journal, kind: str, match: str, asked: _Asked, at_once: int, known: Mapping[int, Document]
) -> Iterator[Document]:
    """Yield the records of a kind that match and are not known yet, the newest first, some read at a time."""
    first, behind = asked.ids(kind)
    while True:
        rows = _entries(journal, match, first, behind, at_once)
        ids = [record_id for _, record_id in rows if record_id not in known]
        read = documents.read(journal, kind, ids)
        yield from (read[one] for one in ids if one in read and asked.holds(read[one]))
        if len(rows) < at_once:
            return
        behind = rows[-1][0]
        at_once = min(at_once * 2, _MOST_AT_ONCE)


def _entries(journal: Journal, match: str, first: int, behind: int, most: int) -> list[tuple[int, int]]:
    """Return entry and record of the newest that match, between two ids of the index."""
    if match == _EVERYTHING:
        query = "SELECT id, record_id FROM search_entry WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?"
        return journal.rows(query, first, behind, most)
    query = """
        SELECT id, record_id FROM (SELECT rowid AS entry FROM search_index WHERE search_index MATCH ?
            AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?)
        JOIN search_entry ON search_entry.id = entry ORDER BY entry DESC"""
    return journal.rows(query, match, first, behind, most)


def _hit(document: Document, asked: _Asked) -> Hit:
    terms = asked.words.wanted
    title = document.names[0]
    texts = document.private if asked.filters.private else (*document.names[1:], *document.texts)
    snippet, snippet_marks = sentence(texts, terms)
    if not title:
        title, snippet, snippet_marks = snippet, "", ()
    return Hit(
        document.kind,
        document.id,
        title,
        _wall(document.when),
        document.account if document.kind != "account" else document.names[0],
        snippet,
        marks_in(title, terms),
        snippet_marks,
        document.opens,
    )


def _wall(when: str) -> str:
    """Return a UTC stamp as the time on this computer's wall; a time on the wall stays."""
    return datetime.fromisoformat(when).astimezone().strftime("%Y-%m-%dT%H:%M") if when.endswith("Z") else when
