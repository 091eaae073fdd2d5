"""A query as the index understands it: filters, words, and the names that words may mean."""

from __future__ import annotations

import json
from collections.abc import Sequence

from models.journal import Journal
from models.search import kinds, tokens
from models.search.asking import LONGEST, Question, Term, holds_a_word, question
from models.search.documents import Document
from models.search.filters import day_behind, taken_out
from models.search.rows import EVERYTHING
from models.text.clean import clean
from models.text.folding import chinese_runs, folded

_MOST_NAMES, _MOST_FILTERED = 8, 60
"""So many accounts, and so many people, at most are meant by one word, and by one filter."""
_LEAST_LETTERS = 3
"""A shorter word means no account and nobody, unless it is Chinese: too many names begin so."""
_LONGEST_NAME = 60
"""Letters; of a sentence that was pasted nobody expects names first."""
_OWN, _NAMES, _PRIVATE = "{name sound text}", "{name sound}", "{private}"


class Asked:
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
        self.in_names = self._match(_NAMES) if self._may_be_a_name() else ""
        self.anywhere = self._match(self._own)
        # Only of Chinese the index doesn't know what is written together.
        self.must_look = self.filters.private or any(
            len(run) > 1 for term in self.words.wanted for run in chinese_runs(term.text)
        )

    def _may_be_a_name(self) -> bool:
        letters = sum(len(term.text) for term in self.words.wanted)
        return 0 < letters <= _LONGEST_NAME and not self.filters.private

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
        first, behind = kinds.ids_of(kind)
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
        if not self.must_look:
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
            return EVERYTHING if self.filters.is_any else ""
        if self.words.shape and columns is _NAMES:
            return " AND ".join([*parts, f"({self.words.match(lambda term: f'({columns} : ({term.match()}))')})"])
        if self.words.shape:
            parts.append(f"({self.words.match(lambda term: self._term(term, columns))})")
        if self._may_be_names_alone():
            parts.append("(" + " OR ".join(f"{columns} : ({term.match()})" for term in self.words.wanted) + ")")
        return " AND ".join(parts)

    def _may_be_names_alone(self) -> bool:
        """Return whether the names of account and people could be all that a record has of the words."""
        linked = [bool(self._linked.get(term.text)) for term in self.words.wanted]
        return any(linked) if self.words.any_will_do else bool(linked) and all(linked)

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
        """Return the newest records of a kind whose names match."""
        first, behind = kinds.ids_of(kind)
        found = self._journal.rows(
            "SELECT record_id FROM search_entry WHERE id IN (SELECT rowid FROM search_index WHERE search_index MATCH ? "
            "AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?)",
            f"{{name sound}} : ({match})",
            first,
            behind,
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
        for name in self.filters.projects:
            named = [one for match in _as_match(name) for one in self._records("project", match, _MOST_FILTERED)]
            parts.append(_any_of([tokens.project(record_id) for record_id in named]))
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
    """Return a name in a filter, or its beginning, as the index is asked for it; nothing when no letter is in it."""
    text = folded(name.replace('"', " ")).strip()
    return [Term(text, False).match()] if holds_a_word(text) else []


def _any_of(marks: Sequence[str]) -> str:
    if not marks:
        return ""
    return "links : (" + " OR ".join(f'"{mark}"' for mark in marks) + ")"
