"""Search, plain: every word must occur in a record; accents and case do not count."""

from __future__ import annotations

import heapq
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from models.database import reading_errors_named
from models.journal import Journal

LIMIT = 50
_BEFORE, _AFTER = 30, 90
"""How many characters of the text a snippet shows around the first word found."""

_MOST_WORDS = 20
"""Of a whole page that was pasted into the search field, so many words are enough to find where it is from."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: kind is account, contact, visit or step; `when` is a time on the wall (ISO)."""

    kind: str
    id: int
    title: str
    when: str
    account: str
    snippet: str


def folded(text: str) -> str:
    """Return a text as it is compared: without case, accents and differences of width."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def words_of(query: str) -> list[str]:
    """Return the words of a query as they are compared, each once and not too many; signs alone are no word."""
    words = (word for word in folded(query).split() if any(letter.isalnum() for letter in word))
    return list(dict.fromkeys(words))[:_MOST_WORDS]


def search(journal: Journal, query: str, limit: int = LIMIT) -> list[Hit]:
    """Return the records that hold every word of a query, the newest first; a query without words finds nothing.

    Accounts are found by names and notes, contacts by their names, visits by purpose, summary, highlight, notes and
    place, steps by titles and details; private notes are left alone, as the snippets may be seen by others. The
    account's name counts as part of its visits and steps, but is not enough for them.
    """
    words = words_of(query)
    if not words:
        return []
    found = (islice(_hits(journal, words, kind, source), limit) for kind, source in _SOURCES.items())
    return list(islice(heapq.merge(*found, key=lambda hit: (hit.when, hit.id), reverse=True), limit))


# Each gives id, when, account, the title's text, and the further texts, the newest first.
_SOURCES = {
    "account": """
        SELECT id, created_at, name, name, short_name, notes FROM account
        WHERE deleted_at IS NULL ORDER BY created_at DESC, id DESC""",
    "contact": """
        SELECT id, created_at,
               coalesce((SELECT account.name FROM contact_post JOIN account ON account.id = account_id
                         WHERE contact_id = contact.id AND contact_post.deleted_at IS NULL
                         ORDER BY until_on IS NOT NULL, until_on DESC, contact_post.id DESC LIMIT 1), ''),
               name
        FROM contact WHERE deleted_at IS NULL ORDER BY created_at DESC, id DESC""",
    "visit": """
        SELECT visit.id, start, account.name, purpose, summary, highlight, visit.notes, place
        FROM visit JOIN account ON account.id = account_id
        WHERE visit.deleted_at IS NULL ORDER BY start DESC, visit.id DESC""",
    "step": """
        SELECT step.id, raised_at, coalesce(account.name, ''), title, details
        FROM step LEFT JOIN account ON account.id = account_id
        WHERE step.deleted_at IS NULL ORDER BY raised_at DESC, step.id DESC""",
}


def _hits(journal: Journal, words: Sequence[str], kind: str, source: str) -> Iterator[Hit]:
    """Yield the hits of one kind; rows are read one by one, so a journal full of notes never stands in memory."""
    with reading_errors_named(journal.path):
        for row_id, when, account, *texts in journal.connection.execute(source):
            own = [folded(text) for text in texts]
            missing = [word for word in words if not any(word in text for text in own)]
            if len(missing) < len(words) and all(word in folded(account) for word in missing):
                title = texts[0] or _line(texts[1:], words)
                yield Hit(kind, row_id, title, _wall(when), account, _line(texts, words))


def _wall(when: str) -> str:
    """Return a UTC stamp as the time on this computer's wall; a time on the wall stays."""
    return datetime.fromisoformat(when).astimezone().strftime("%Y-%m-%dT%H:%M") if when.endswith("Z") else when


def _line(texts: Sequence[str], words: Sequence[str]) -> str:
    """Return the place in the texts where the first of the words stands, on one line."""
    for word in words:
        for text in texts:
            if word in folded(text):
                return _around(text, word)
    return next(filter(None, texts), "")[: _BEFORE + _AFTER]


def _around(text: str, word: str) -> str:
    line = next((line for line in text.splitlines() if word in folded(line)), text[: _BEFORE + _AFTER])
    letters = [(place, letter) for place, original in enumerate(line) for letter in folded(original)]
    # Folded letter by letter a text may differ from one folded whole (the Greek final sigma); then it begins at 0.
    found = max("".join(letter for _, letter in letters).find(word), 0)
    place = letters[found][0] if letters else 0
    start, end = max(place - _BEFORE, 0), place + _AFTER
    part = " ".join(line[start:end].split())
    return f"{'…' if start else ''}{part}{'…' if end < len(line) else ''}"
