"""A line in which @ suggests accounts and people, 给 people, and ! the kinds of a step, while they are typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ui.translations import say
from ui.widgets.completing_field import CompletingField
from ui.widgets.suggestion import Suggestion

_BEING_TYPED = re.compile(r"(?:(?<![A-Za-z0-9._+-])[@＠!！]|给(?=[A-Za-z'’]{1,24}$))([^@＠!！]*)$")
"""What a mark in front of the cursor begins; in an address such as a@b.com it begins nothing.

Behind 给 it is a name in Latin letters, or the pinyin of one: what is written there in Chinese may be any word.
"""

Choices = Callable[[str, str], Sequence[Suggestion]]


class MentionField(CompletingField):
    """A line with suggestions behind a mark.

    `choices` answers what may be meant by a mark ('@', '!' or '给') and the words behind it; the key of a suggestion is
    what is written into the line. A name that is written out needs no list, so that Enter can mean the line.
    """

    def __init__(
        self, placeholder: str = "", name: str = "", *, choices: Choices, parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, name, parent)
        self.choices = choices
        self.tab_moves_on = False

    def suggest(self, text: str) -> None:
        """Offer what fits the words behind the mark at the cursor."""
        match = _BEING_TYPED.search(text[: self.cursorPosition()])
        if match is None:
            self._close()
            return
        mark = {"＠": "@", "！": "!"}.get(match[0][0], match[0][0])
        words = match[1].strip().casefold()
        rows = self.choices(mark, match[1])
        is_written_out = words and any(words in (row.text.casefold(), str(row.key).casefold()) for row in rows)
        self._list.offer([] if is_written_out else rows, say("Suggestions"))

    def take(self, suggestion: Suggestion) -> None:
        """Write a suggestion out in place of those words."""
        self._close()
        text, cursor = self.text(), self.cursorPosition()
        match = _BEING_TYPED.search(text[:cursor])
        if match is None:
            return
        before = f"{text[: match.start(1)]}{suggestion.key} "
        self.setText(before + text[cursor:].lstrip(" "))
        self.setCursorPosition(len(before))
        self.edited.emit(self.text())
