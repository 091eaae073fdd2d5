"""What meetings and tasks of a calendar share when they are taken in: who changed a field last, words back to keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from models.exchange.matching import name_key
from models.journal import Journal
from models.text.language import LANGUAGES, Label, Language

_PAGE = re.compile(r"\s*<(?:!doctype|html|html-blob|body|p|div|span|br|b|a|ul|ol|table|font)\b[^<>]*>", re.IGNORECASE)
_LINE_END = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LONGEST_PAGE = 200_000
"""Letters; a longer one stays as it is."""
IMPORTING = "exchange.import"
"""The name of the operation in which files come in."""


def changed_by_hand(journal: Journal, table: str, record_id: int, field: str) -> bool:
    """Return whether a field was changed since its record was made, other than by an import."""
    query = (
        "SELECT 1 FROM change JOIN operation ON operation.id = operation_id WHERE row_id = ? AND table_name = ? "
        "AND field = ? AND operation.name <> ? AND undone_at IS NULL LIMIT 1"
    )
    return journal.row(query, record_id, table, field, IMPORTING) is not None


def joined_days(stored: str, more: Iterable[date]) -> str:
    """Return the days left out of a series, as they are stored, with some more."""
    return ",".join(sorted({*filter(None, stored.split(",")), *(day.isoformat() for day in more)}))


def fitted(text: str, longest: int, notes: str) -> tuple[str, str]:
    """Return a line that has room in its field, and the notes, to which a longer one goes as a whole."""
    if len(text) <= longest:
        return text, notes
    return f"{text[: longest - 1]}…", "\n\n".join(filter(None, (text, notes)))


def readable(description: str) -> str:
    """Return a description as notes have it: one that is a web page (Google, Teams, 飞书) as Markdown."""
    if not _PAGE.match(description) or len(description) > _LONGEST_PAGE:
        return description
    from html import unescape

    from models.text.pasted import markdown_of

    words = unescape(_TAG.sub("", _LINE_END.sub("\n", description)))
    return markdown_of(description) or "\n".join(filter(None, map(str.strip, words.splitlines())))


def key_of_words(words: Iterable[str], names: Mapping[str, Label]) -> str:
    """Return what the first of some words means that is a name in one of the program's languages, or nothing."""
    spoken = {name_key(Language(code).say(name)): key for code in LANGUAGES for key, name in names.items()}
    return next((spoken[name_key(word)] for word in words if name_key(word) in spoken), "")
