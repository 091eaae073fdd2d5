"""What was understood as a filter, in the words of the language in use: 'since 1 April 2026'."""

from __future__ import annotations

from datetime import date

from models.text.day_words import full_date
from models.text.field_words import KIND_NAMES, STATE_NAMES
from models.text.language import Label
from ui.translations import language, say

_SENTENCES = {
    "since": Label("since {what}"),
    "until": Label("until {what}"),
    "account": Label("account: {what}"),
    "person": Label("person: {what}"),
    "project": Label("project: {what}"),
    "kind": Label("kind: {what}"),
    "tag": Label("tag: {what}"),
    "state": Label("state: {what}"),
    "in": Label("in: {what}"),
}
_DAYS, _OWN_WORDS = ("since", "until"), ("kind", "state", "in")
_VALUES = {
    **KIND_NAMES,
    **STATE_NAMES,
    "approved_inside": Label("approved inside"),
    "submitted": Label("submitted"),
    "agreed": Label("agreed"),
    "signed": Label("signed"),
    "blocked": Label("blocked"),
    "open": Label("open"),
    "closed": Label("closed"),
    "private": Label("private notes"),
}


def spoken(understood: str) -> str:
    """Return a filter, such as 'since 2026-04-01', in words; one of another kind stays as it is."""
    word, _, value = understood.partition(" ")
    if word not in _SENTENCES or not value:
        return understood
    return say(_SENTENCES[word], what=_value(word, value))


def _value(word: str, value: str) -> str:
    if word in _DAYS:
        try:
            return full_date(language(), date.fromisoformat(value))
        except ValueError:
            return value
    return say(_VALUES[value]) if word in _OWN_WORDS and value in _VALUES else value
