"""What was understood as a filter, in the words of the language in use: 'since 1 April 2026'."""

from __future__ import annotations

from datetime import date

from models.text.day_words import full_date
from models.text.field_words import KIND_NAMES
from models.text.language import Label
from ui.translations import language, say

_SENTENCES = {
    "since": Label("since {what}"),
    "until": Label("until {what}"),
    "before": Label("before {what}"),
    "after": Label("after {what}"),
    "on": Label("on {what}"),
    "account": Label("account: {what}"),
    "person": Label("person: {what}"),
    "kind": Label("kind: {what}"),
    "tag": Label("tag: {what}"),
}


def spoken(understood: str) -> str:
    """Return a filter, such as 'since 2026-04-01', in words; one of another kind stays as it is."""
    word, _, value = understood.partition(" ")
    word = word.rstrip(":")
    if word not in _SENTENCES or not value:
        return understood
    return say(_SENTENCES[word], what=_value(value))


def _value(value: str) -> str:
    if value in KIND_NAMES:
        return say(KIND_NAMES[value])
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return full_date(language(), day)
