"""A field for the one record that something belongs to, which keeps what it had until another is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from ui.widgets.suggest import SuggestField, Suggestion


class LinkedField(SuggestField):
    """An empty field is no record; words that name none give way, as it is left, to the record there was."""

    changed = Signal()
    """Another record was chosen, or none."""

    def __init__(
        self,
        name: str,
        icon: str,
        choices: Callable[[str], Sequence[Suggestion]],
        new_words: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__("", name, choices=choices, new_words=new_words)
        self._icon = icon
        self._shown: Suggestion | None = None
        self.chosen.connect(lambda _key: self._take())
        self.edited.connect(self._on_edited)

    def show_record(self, record_id: int | None, name: str) -> None:
        """Show a record, or none."""
        self._shown = Suggestion(record_id, name, icon=self._icon) if record_id is not None else None
        self.set_choice(self._shown)

    def record_id(self) -> int | None:
        """Return the record that is meant, or None."""
        key = self._shown.key if self._shown is not None else None
        return key if isinstance(key, int) else None

    def name(self) -> str:
        """Return the name of the record that is meant."""
        return self._shown.text if self._shown is not None else ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show again what is meant, where half a name was left behind."""
        super().focusOutEvent(event)
        if not self.is_settled() and not self.is_composing():
            self.set_choice(self._shown)

    def _on_edited(self, text: str) -> None:
        if not text.strip() and self._shown is not None:
            self._shown = None
            self.changed.emit()

    def _take(self) -> None:
        self._shown = self.choice()
        self.changed.emit()
