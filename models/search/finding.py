"""Everything that holds what was typed, in groups by kind: names before notes, and the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from models.clock import wall_of
from models.errors import JournalBusy, JournalReadOnly
from models.journal import Journal
from models.row_class import row_class
from models.search import documents, index, trip_names
from models.search.asked import Asked
from models.search.documents import Document
from models.search.marks import Marks, marks_in, sentence
from models.search.rows import Rows

LIMIT = 20
_AHEAD = 4
"""So many more rows are read than are wanted, as some may have to be dropped."""


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
    asked = Asked(journal, query)
    groups = list(_groups(journal, asked, asked.kinds(kinds), limit))
    if kinds is None or trip_names.KIND in kinds:
        behind_names = sum(group.kind in ("account", "contact") for group in groups)
        groups[behind_names:behind_names] = _trips(journal, asked, limit)
    return Found(tuple(groups), asked.filters.said, asked.filters.unclear, index.waiting(journal))


def search(journal: Journal, query: str, limit: int) -> list[Hit]:
    """Return what holds every word of a query, whatever its kind, the newest first; what still waits is indexed first.

    A journal that can't be written is searched as far as it is indexed.
    """
    _index_all(journal)
    asked = Asked(journal, query)
    groups = _groups(journal, asked, asked.kinds(None), limit, names_first=False)
    hits = [hit for group in groups for hit in group.hits]
    return sorted(hits, key=lambda hit: (hit.when, hit.id), reverse=True)[:limit]


def asks_for_nothing(journal: Journal, query: str) -> bool:
    """Return whether a query holds neither a word to look for nor a filter."""
    asked = Asked(journal, query)
    return not asked.words.shape and not asked.filters.is_any


def _index_all(journal: Journal) -> None:
    try:
        while index.waiting(journal):
            index.catch_up(journal)
    except (JournalReadOnly, JournalBusy):
        return


def _groups(
    journal: Journal, asked: Asked, wanted: Sequence[str], limit: int, *, names_first: bool = True
) -> tuple[Group, ...]:
    """Return a group for each kind that holds an answer, in the order of the kinds."""
    matches = (asked.in_names if names_first else "", asked.anywhere)
    # Where only what is new is wanted, nothing older is read to save another question.
    lowest = min(asked.ids(kind)[0] for kind in wanted) if wanted and asked.filters.since is None else None
    rows = [Rows(journal, match, lowest) for match in matches if match]
    # The last kind has the highest ids, and the newest rows come first.
    groups = [_group(journal, kind, asked, rows, limit) for kind in reversed(wanted)]
    return tuple(group for group in reversed(groups) if group.hits)


def _trips(journal: Journal, asked: Asked, limit: int) -> list[Group]:
    """Return the group of the trips and events that are called so, or none."""
    found = trip_names.find(journal, asked, limit + 1)
    terms = asked.words.wanted
    hits = tuple(
        Hit(
            trip_names.KIND,
            line.id,
            line.name,
            line.first,
            line.place,
            "",
            marks_in(line.name, terms),
            (),
            (trip_names.KIND, line.id),
        )
        for line in found[:limit]
    )
    return [Group(trip_names.KIND, hits, len(found) > limit)] if hits else []


def _group(journal: Journal, kind: str, asked: Asked, sources: Sequence[Rows], limit: int) -> Group:
    """Return the first records of a kind: those whose names hold the words, then those that do so anywhere."""
    found: dict[int, Document] = {}
    for rows in sources:
        if len(found) <= limit:
            for document in _matching(journal, kind, rows, asked, limit + 1 - len(found), found):
                found[document.id] = document
                if len(found) > limit:
                    break
    hits = tuple(_hit(document, asked) for document in list(found.values())[:limit])
    return Group(kind, hits, len(found) > limit)


def _matching(
    journal: Journal, kind: str, rows: Rows, asked: Asked, wanted: int, known: Mapping[int, Document]
) -> Iterator[Document]:
    """Yield the records of a kind that match and are not known yet, the newest first, some read at a time."""
    first, behind = asked.ids(kind)
    at_once = wanted + _AHEAD if asked.must_look else wanted
    for portion in rows.between(first, behind, wanted + _AHEAD):
        ids = [record_id for _, record_id in portion if record_id not in known]
        while ids:
            read = documents.read(journal, kind, ids[:at_once])
            yield from (read[one] for one in ids[:at_once] if one in read and asked.holds(read[one]))
            ids = ids[at_once:]
            at_once *= 2


def _hit(document: Document, asked: Asked) -> Hit:
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
    return wall_of(datetime.fromisoformat(when).astimezone()) if when.endswith("Z") else when
