"""A line in which @ suggests accounts and people, and ! the kinds of a step, while they are typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.translations import say
from ui.widgets.line_field import LineField
from ui.widgets.suggestion_list import Suggestion, SuggestionList

_BEING_TYPED = re.compile(r"(?<![A-Za-z0-9._+-])([@＠!！])([^@＠!！]*)$")
"""What a mark in front of the cursor begins; in an address such as a@b.com it begins nothing."""

Choices = Callable[[str, str], Sequence[Suggestion]]


class MentionField(LineField):
    """A line with suggestions behind a mark: arrows move, Enter or Tab takes the marked one, Esc closes the list.

    `choices` answers what may be meant by a mark ('@' or '!') and the words behind it; the key of a suggestion is
    what is written into the line. A name that is written out needs no list, so that Enter can mean the line.
    """

    def __init__(
        self, placeholder: str = "", name: str = "", *, choices: Choices, parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, name, parent)
        self.choices = choices
        self._list = SuggestionList(self)
        self._list.picked.connect(self._take)
        self.edited.connect(self._suggest)
        self.composing_changed.connect(self._make_room)

    def suggestions(self) -> Sequence[Suggestion]:
        """Return what the list shows at this moment; nothing while it is hidden."""
        return self._list.rows if self._list.isVisible() else []

    def event(self, event: QEvent) -> bool:
        """Let the keys of the list reach it before a shortcut gets them, and Tab take what is marked."""
        if not self.is_composing() and isinstance(event, QKeyEvent) and self._list.isVisible():
            if event.type() == QEvent.Type.ShortcutOverride and event.key() in _OF_THE_LIST:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and not event.modifiers():
                self._take_marked()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steer the list by the keys while it is shown."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and self._list.isVisible():
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._list.move_mark(1 if event.key() == Qt.Key.Key_Down else -1)
                return
            if event.key() == Qt.Key.Key_Escape:
                self._list.hide()
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take_marked()
                return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list."""
        self._list.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the list along."""
        self._list.hide()
        super().hideEvent(event)

    def _make_room(self, composing: bool) -> None:
        if composing:
            self._list.hide()

    def _suggest(self, text: str) -> None:
        match = _BEING_TYPED.search(text[: self.cursorPosition()])
        if match is None:
            self._list.hide()
            return
        mark = "@" if match[1] in "@＠" else "!"
        words = match[2].strip().casefold()
        rows = self.choices(mark, match[2])
        is_written_out = words and any(words in (row.text.casefold(), str(row.key).casefold()) for row in rows)
        self._list.offer([] if is_written_out else rows, say("Suggestions"))

    def _take_marked(self) -> None:
        marked = self._list.marked()
        if marked is not None:
            self._take(marked)

    def _take(self, suggestion: Suggestion) -> None:
        self._list.hide()
        text, cursor = self.text(), self.cursorPosition()
        match = _BEING_TYPED.search(text[:cursor])
        if match is None:
            return
        before = f"{text[: match.start(2)]}{suggestion.key} "
        self.setText(before + text[cursor:].lstrip(" "))
        self.setCursorPosition(len(before))
        self.edited.emit(self.text())


_OF_THE_LIST = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down})
