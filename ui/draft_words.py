"""What a draft that waits is about, in a sentence."""

from __future__ import annotations

from models.clock import wall_of
from models.drafts import Draft
from ui.translations import language, say

_NAMED_BY = {
    "visit": "account",
    "asset": "product",
    "feedback": "words",
    "acceptance_item": "criterion",
    "signature": "department",
    "receivable": "title",
}
"""The field that says what a draft is about, where it is not the name."""
_LONGEST = 80


def sentence_about(draft: Draft) -> str:
    """Return what a draft is about, and of a visit when it was kept."""
    from models.drafts import QUICK_NOTE
    from models.text.day_words import understood_moment

    if draft.table == QUICK_NOTE:
        return say("A quick note was not saved: {words}", words=draft.content[:80])

    name = _name(draft)
    if draft.table == "visit":
        when = understood_moment(language(), wall_of(draft.kept_at()))
        if not name:
            return say("A visit was not saved. Draft of {when}.", when=when)
        return say("A visit to {account} was not saved. Draft of {when}.", account=name, when=when)
    if draft.table == "encounters":
        return say("A list of encounters was not saved.")
    if name:
        return say("What you typed about {name} was not saved.", name=name)
    if draft.table == "account":
        return say("What you typed about an account was not saved.")
    if draft.table == "project":
        return say("What you typed about a project was not saved.")
    if draft.table == "trip":
        return say("What you typed about a trip was not saved.")
    if draft.table == "contact":
        return say("What you typed about a person was not saved.")
    return say("Something you typed was not saved.")


def _name(draft: Draft) -> str:
    """Return what it is about by its name, or else by its first words, as far as the draft can be read."""
    import json

    try:
        content = json.loads(draft.content)
    except (ValueError, RecursionError):
        return ""
    if draft.table == "visit" and isinstance(content, dict):
        content = content.get("sheet")
    name = content.get(_NAMED_BY.get(draft.table, "name")) if isinstance(content, dict) else ""
    return " ".join(name.split())[:_LONGEST] if isinstance(name, str) else ""
