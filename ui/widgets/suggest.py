"""A field that suggests records while their names are typed, and makes a new one on the spot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from models.text.clean import clean_line
from ui.translations import say
from ui.widgets.line_field import LineField
from ui.widgets.suggestion_list import Suggestion, SuggestionList

__all__ = ["SuggestField", "Suggestion"]

_NEW = object()
"""The key of the last row, which makes a record of what is typed."""


class SuggestField(LineField):
    """A line with suggestions: arrows move, Enter or Tab takes the marked one, Esc closes the list.

    `choices` answers what may be meant by a text; `new_words`, if given, how the last row reads that makes a new
    record ('New account “X”'). While an input method composes, nothing is suggested and nothing is hidden under it.
    """

    chosen = Signal(object)
    """The key of the suggestion that was taken."""
    created = Signal(str)
    """The name for a record that is not there yet."""

    def __init__(
        self,
        placeholder: str = "",
        name: str = "",
        *,
        choices: Callable[[str], Sequence[Suggestion]] = lambda text: [],
        new_words: Callable[[str], str] | None = None,
        new_beside_same: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder, name, parent)
        self.choices = choices
        self.new_words = new_words
        self.new_beside_same = new_beside_same
        self.tab_moves_on = True
        self._choice: Suggestion | None = None
        self._list = SuggestionList(self)
        self._list.picked.connect(self._take)
        self.edited.connect(self._suggest)
        self.composing_changed.connect(self._make_room)

    def choice(self) -> Suggestion | None:
        """Return the suggestion that was taken, as long as its text was not changed."""
        return self._choice

    def key(self) -> object:
        """Return the key of what was taken, or None while the text stands for no record yet."""
        return self._choice.key if self._choice else None

    def set_choice(self, choice: Suggestion | None) -> None:
        """Show a record as the one that is meant, or nothing."""
        self._list.hide()
        self.setText(choice.text if choice else "")
        self._choice = choice

    def is_settled(self) -> bool:
        """Return whether the field is empty or stands for a record, so that nothing typed would be lost."""
        return self._choice is not None or not clean_line(self.text())

    def suggestions(self) -> Sequence[Suggestion]:
        """Return what the list shows at this moment; nothing while it is hidden."""
        return self._list.rows if self._list.isVisible() else []

    def marked(self) -> Suggestion | None:
        """Return the suggestion that Enter would take."""
        return self._list.marked()

    def take_exact(self) -> bool:
        """Take the one suggestion that is called exactly as the text; return whether the field is settled now."""
        wanted = clean_line(self.text()).casefold()
        if not self.is_settled():
            same = [one for one in self.choices(wanted) if one.text.casefold() == wanted]
            if len(same) == 1:
                self._take(same[0])
        return self.is_settled()

    def event(self, event: QEvent) -> bool:
        """Let Esc and Enter close the list before a dialog or a shortcut gets them, and Tab take what is marked."""
        if not self.is_composing() and isinstance(event, QKeyEvent) and self._list.isVisible():
            if event.type() == QEvent.Type.ShortcutOverride and event.key() in _OF_THE_LIST:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and not event.modifiers():
                self._take_marked()
                if not self.tab_moves_on:
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steer the list by the keys; without it Down opens it."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self._list.isVisible():
                self._list.move_mark(1 if event.key() == Qt.Key.Key_Down else -1)
            elif event.key() == Qt.Key.Key_Down:
                self._suggest(self.text())
            return
        if plain and self._list.isVisible():
            if event.key() == Qt.Key.Key_Escape:
                self._list.hide()
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take_marked()
                return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list, and take what is already written out in full."""
        self._list.hide()
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason and not self.is_composing():
            self.take_exact()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the list along."""
        self._list.hide()
        super().hideEvent(event)

    def _make_room(self, composing: bool) -> None:
        if composing:
            self._list.hide()  # a window without focus: the input method does not notice

    def _suggest(self, text: str) -> None:
        if self._choice is not None and text != self._choice.text:
            self._choice = None
        wanted = clean_line(text)
        rows = list(self.choices(wanted))
        is_known = any(row.text.casefold() == wanted.casefold() for row in rows)
        if wanted and self.new_words and (self.new_beside_same or not is_known):
            rows.append(Suggestion(_NEW, self.new_words(wanted), icon="plus"))
        self._list.offer(rows, say("Suggestions"))

    def _take_marked(self) -> None:
        marked = self._list.marked()
        if marked is not None:
            self._take(marked)

    def _take(self, suggestion: Suggestion) -> None:
        if suggestion.key is _NEW:
            name = clean_line(self.text())
            self._list.hide()
            self.created.emit(name)
            return
        self.set_choice(suggestion)
        self.chosen.emit(suggestion.key)


_OF_THE_LIST = frozenset(
    {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab}
)
