"""A field that suggests records while their names are typed, and makes a new one on the spot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from models.text.clean import clean_line
from ui.translations import say
from ui.widgets.completing_field import CompletingField
from ui.widgets.suggestion import Suggestion

__all__ = ["FieldInRow", "SuggestField", "Suggestion"]

_NEW = object()
"""The key of the last row, which makes a record of what is typed."""


class SuggestField(CompletingField):
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
        self._choice: Suggestion | None = None

    def choice(self) -> Suggestion | None:
        """Return the suggestion that was taken, as long as its text was not changed."""
        return self._choice

    def key(self) -> object:
        """Return the key of what was taken, or None while the text stands for no record yet."""
        return self._choice.key if self._choice else None

    def set_choice(self, choice: Suggestion | None) -> None:
        """Show a record as the one that is meant, or nothing."""
        self._close()
        self.setText(choice.text if choice else "")
        self._choice = choice

    def is_settled(self) -> bool:
        """Return whether the field is empty or stands for a record, so that nothing typed would be lost."""
        return self._choice is not None or not clean_line(self.text())

    def marked(self) -> Suggestion | None:
        """Return the suggestion that Enter would take."""
        return self._list.marked()

    def take_exact(self) -> bool:
        """Take the one suggestion that is called exactly as the text; return whether the field is settled now."""
        wanted = clean_line(self.text()).casefold()
        if not self.is_settled():
            same = [one for one in self.choices(wanted) if one.text.casefold() == wanted]
            if len(same) == 1:
                self.take(same[0])
        return self.is_settled()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with Down where it is closed; an Up that has nothing to move goes nowhere."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or self._is_open() or event.key() not in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Down:
            self.suggest(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list, and take what is already written out in full."""
        self._close()
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason and not self.is_composing():
            self.take_exact()
        super().focusOutEvent(event)

    def suggest(self, text: str) -> None:
        """Offer what `choices` finds, and below it to make what is typed."""
        if self._choice is not None and text != self._choice.text:
            self._choice = None
        wanted = clean_line(text)
        rows = list(self.choices(wanted))
        is_known = any(row.text.casefold() == wanted.casefold() for row in rows)
        if wanted and self.new_words and (self.new_beside_same or not is_known):
            rows.append(Suggestion(_NEW, self.new_words(wanted), icon="plus"))
        self._list.offer(rows, say("Suggestions"))

    def take(self, suggestion: Suggestion) -> None:
        """Let the field stand for a record, or ask for a new one."""
        if suggestion.key is _NEW:
            name = clean_line(self.text())
            self._close()
            self.created.emit(name)
            return
        self.set_choice(suggestion)
        self.chosen.emit(suggestion.key)


class FieldInRow(SuggestField):
    """One of several fields that are filled in one after the other."""

    moved_on = Signal()
    """Enter was pressed, and took what it could: the next field has its turn."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter take what is marked, and move on."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _COMMANDS:
            event.accept()
            self.moved_on.emit()


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
