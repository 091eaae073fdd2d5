"""How the promises between us and an account were kept, in words."""

from __future__ import annotations

from models.keeping import Keeping, Kept
from models.text.language import Label
from ui.translations import say

_OURS = Label("We kept {kept} of {settled} promises ({percent} %); {late} late, {broken} broken.")
_THEIRS = Label("They kept {kept} of {settled} promises ({percent} %); {late} late, {broken} broken.")


def keeping_words(keeping: Keeping) -> str:
    """Return a line for each side; nothing for one that had no promise to keep until now."""
    sides = (_side(_OURS, keeping.ours), _side(_THEIRS, keeping.theirs))
    return "\n".join(words for words in sides if words)


def _side(sentence: Label, kept: Kept) -> str:
    if kept.percent is None:
        return ""
    return say(
        sentence,
        kept=kept.kept,
        settled=kept.settled,
        percent=kept.percent,
        late=kept.kept_late,
        broken=kept.broken,
    )
