"""The marks in the index of what a record belongs to: no word that anybody types begins like them."""

from __future__ import annotations

from collections.abc import Iterable

from models.text.folding import folded

_SIGN = "\ue000"
"""From the private use area: the index takes it for a letter, and the door of the journal lets texts keep theirs, but
searches look for typed words in other columns than these marks."""


def account(record_id: int) -> str:
    """Return the mark of all that belongs to an account."""
    return f"{_SIGN}a{record_id}"


def person(record_id: int) -> str:
    """Return the mark of all that a contact took part in or is meant by."""
    return f"{_SIGN}p{record_id}"


def project(record_id: int) -> str:
    """Return the mark of all that belongs to a project."""
    return f"{_SIGN}j{record_id}"


def kind(name: str) -> str:
    """Return the mark of the steps of one kind."""
    return f"{_SIGN}k{name.replace('_', '')}"


def state(name: str) -> str:
    """Return the mark of a state: of a visit, of what is to be signed, or open and closed of the rest."""
    return f"{_SIGN}s{name.replace('_', '')}"


def tags(names: Iterable[object]) -> list[str]:
    """Return the marks of tags; upper and lower case, accents and width make no other tag."""
    return [f"{_SIGN}t{folded(str(name)).encode('utf-8', 'surrogatepass').hex()}" for name in names]
