"""A field with a list of suggestions below it, steered by the keys while the field keeps the focus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.line_field import LineField
from ui.widgets.suggestion import Suggestion

if TYPE_CHECKING:
    from ui.widgets.suggestion_list import SuggestionList


class CompletingField(LineField):
    """A line with suggestions: arrows move, Enter or Tab takes the marked one, Esc closes the list.

    Whoever derives from it says in `suggest` what is offered for a text, and in `take` what a suggestion does. While
    an input method composes, nothing is suggested and nothing is hidden under it.
    """

    def __init__(self, placeholder: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, name, parent)
        self.tab_moves_on = True
        self._made: SuggestionList | None = None
        self.edited.connect(self.suggest)
        self.composing_changed.connect(self._make_room)

    def suggest(self, text: str) -> None:
        """Offer what may be meant by a text."""
        raise NotImplementedError

    def take(self, suggestion: Suggestion) -> None:
        """Take a suggestion."""
        raise NotImplementedError

    @property
    def _list(self) -> SuggestionList:
        """Return the list, made when something is offered for the first time; most fields are never written in."""
        if self._made is None:
            from ui.widgets.suggestion_list import SuggestionList

            self._made = SuggestionList(self)
            self._made.picked.connect(self.take)
        return self._made

    def _is_open(self) -> bool:
        return self._made is not None and self._made.isVisible()

    def _close(self) -> None:
        if self._made is not None:
            self._made.hide()

    def suggestions(self) -> Sequence[Suggestion]:
        """Return what the list shows at this moment; nothing while it is hidden."""
        return self._list.rows if self._is_open() else []

    def event(self, event: QEvent) -> bool:
        """Let Esc and Enter reach the list before a dialog or a shortcut gets them, and Tab take what is marked."""
        if not self.is_composing() and isinstance(event, QKeyEvent) and self._is_open():
            if event.type() == QEvent.Type.ShortcutOverride and event.key() in _OF_THE_LIST:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and not event.modifiers():
                self._take_marked()
                if not self.tab_moves_on:
                    return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steer the list by the keys while it is shown."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._is_open():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._list.move_mark(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_marked()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list."""
        self._close()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the list along."""
        self._close()
        super().hideEvent(event)

    def _make_room(self, composing: bool) -> None:
        if composing:
            self._close()  # a window without focus: the input method does not notice

    def _take_marked(self) -> None:
        marked = self._list.marked()
        if marked is not None:
            self.take(marked)


_OF_THE_LIST = frozenset(
    {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab}
)
"""The keys that belong to the list while it is shown, whatever else they are shortcuts of."""
