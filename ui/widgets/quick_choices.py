"""What is suggested behind a mark in a quick line: accounts and people behind @, people behind 给, kinds behind !."""

from __future__ import annotations

from models import name_choices
from models.quick_line import KIND_WORDS
from models.text.field_words import LINE_KIND_NAMES
from ui.session import Session
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.suggestion import Suggestion

_OF_EACH = 4
"""So many accounts and so many people are suggested."""


def choices(session: Session, mark: str, text: str, account_id: int | None = None) -> list[Suggestion]:
    """Return what a mark and the words behind it may mean; the key is what is written.

    Where the account is given (0 for one that is not known yet) only people are meant, those there first, and no visit.
    """
    if mark == "!":
        return [one for one in _kinds(text) if account_id is None or one.text != say(LINE_KIND_NAMES["visit"])]
    rows = []
    if mark == "@" and account_id is None:
        found = session.read(name_choices.accounts, text, limit=_OF_EACH)
        rows = [Suggestion(one.name, one.name, one.detail, icon="accounts") for one in found]
    for one in session.read(name_choices.people, text, account_id, limit=_OF_EACH) if text or account_id else ():
        rows.append(Suggestion(one.name, one.name, one.detail, dot=paint.ROLES.get(one.role_group or "", "control")))
    return rows


def _kinds(text: str) -> list[Suggestion]:
    """Return the kinds that a word may mean, in the words of the language in use."""
    begun = text.casefold()
    return [
        Suggestion(words.usual(chinese=language().is_chinese), say(LINE_KIND_NAMES[kind]))
        for kind, words in KIND_WORDS.items()
        if any(word.startswith(begun) for word in words.all)
    ]
